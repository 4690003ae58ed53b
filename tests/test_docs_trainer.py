"""The trainer's pages: every key, rule and check is explained, examples can be played, and what is shown was played."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from run_sim import app
from sim.cli.console import out
from sim.yamlfile import parse_yaml
from tests.guide import OF_THE_TRAINER, ROOT, blocks, by_name, rows, section, showing
from trainer.authoring import findings
from trainer.coach import load_wording
from trainer.customer import RULES
from trainer.dialogue import Dialogue
from trainer.dialogue.facts import Fact, Knowledge
from trainer.dialogue.mistakes import ENGINE_ACTS, mistakes
from trainer.dialogue.schema import (
    Ending,
    MoodRule,
    Move,
    Persona,
    Question,
    Resolution,
    ScriptLine,
    WrapUpTruth,
)
from trainer.dialogue.shipped import listing
from trainer.history.export import FORMATS
from trainer.history.readiness import GRADES
from trainer.language import LANGUAGES, Phrase, Say, load_lexicon
from trainer.rubric import PROFILES
from trainer.rubric.checks import ALL
from trainer.rubric.criticals import CRITICALS
from trainer.rubric.registry import BY_CALLERS, BY_US, COMPLAINTS, EVERY_KIND, NOT_SURVEYS
from trainer.transcript import Transcript, Turn, WrapUp
from trainer.understanding import Reader
from trainer.validation import read_corpus
from trainer.validation.corpus import Corpus, Rated, Verdicts

if TYPE_CHECKING:
    from sim.schema import Part

TEMPLATE = parse_yaml((ROOT / "trainer" / "authoring" / "template.yaml").read_text(encoding="utf-8"), "template.yaml")
KEYS: tuple[tuple[str, str, type[Part]], ...] = (
    ("authors.md", "## The whole file", Dialogue),
    ("authors.md", "## Who calls", Persona),
    ("authors.md", "## What moves the mood", MoodRule),
    ("authors.md", "## What is true", Fact),
    ("authors.md", "## What may be promised", Knowledge),
    ("authors.md", "## What must be said", ScriptLine),
    ("authors.md", "## How phrases are written", Say),
    ("authors.md", "## The right solution", Resolution),
    ("authors.md", "## What had better not be said", Phrase),
    ("authors.md", "## What the customer says", Move),
    ("authors.md", "## Surveys", Question),
    ("authors.md", "## How it ends", Ending),
    ("authors.md", "## The form", WrapUpTruth),
    ("coach.md", "## Scoring calls that were not played here", Transcript),
    ("coach.md", "## Scoring calls that were not played here", Turn),
    ("coach.md", "## Scoring calls that were not played here", WrapUp),
    ("coach.md", "## How far the scores can be trusted", Corpus),
    ("coach.md", "## How far the scores can be trusted", Rated),
    ("coach.md", "## How far the scores can be trusted", Verdicts),
)
ASKED_IN = {EVERY_KIND: "all", BY_CALLERS: "callers", BY_US: "made by us", COMPLAINTS: "complaint, support",
            NOT_SURVEYS: "no surveys"}  # fmt: skip


@pytest.mark.parametrize(("page", "heading", "part"), KEYS)
def test_every_key_is_explained(page: str, heading: str, part: type[Part]) -> None:
    explained = {key for row in rows(section(page, heading)) for key in re.findall(r"`(\w+)`", " ".join(row))}
    assert set(part.model_fields) - explained == set()


@pytest.mark.parametrize("page", [page for page in showing("yaml") if page.name in OF_THE_TRAINER], ids=by_name)
def test_the_yaml_of_a_page_is_what_it_says(page: Path, tmp_path: Path) -> None:
    for number, block in enumerate(block for block in blocks(page) if block.language == "yaml"):
        place = f"{page.name}, YAML block {number + 1}"
        piece = parse_yaml(block.text, place)
        if "turns" in piece:
            Transcript.model_validate(piece)
        elif "disposition" in piece:
            WrapUp.model_validate(piece)
        elif "transcripts" in piece:
            path = tmp_path / "corpus.yaml"
            path.write_text(block.text, encoding="utf-8")
            read_corpus(path)
        elif "broken" not in block.title:
            whole = in_the_template(piece)
            dialogue = Dialogue.model_validate(whole)
            assert [str(one) for one in (*mistakes(whole, dialogue, place), *findings(dialogue, place))] == []


def in_the_template(piece: dict[str, Any]) -> dict[str, Any]:
    """The template's call with a section changed, or with entries added to a section."""
    merged = {key: TEMPLATE[key] | value if isinstance(TEMPLATE.get(key), dict) and isinstance(value, dict) else value
              for key, value in piece.items()}  # fmt: skip
    return TEMPLATE | merged


def test_every_rule_of_the_mood_is_in_the_table() -> None:
    signed = {(rule.because, _signed(rule.anger), _signed(rule.trust), "once" if rule.once else "") for rule in RULES}
    shown = {(row[1], row[2], row[3], "once" if row[4] == "once" else "")
             for row in rows(section("authors.md", "## What moves the mood")) if len(row) == 5}  # fmt: skip
    assert shown == signed


def _signed(change: float) -> str:
    return f"{change:+g}" if change else ""


def test_every_act_concept_and_reaction_is_explained() -> None:
    known = section("authors.md", "### What every call knows")
    phrases = section("authors.md", "## How phrases are written")
    reactions = {row[0] for row in rows(section("authors.md", "### Reactions"))}
    lexicons = [load_lexicon(language) for language in LANGUAGES]
    assert {act for lexicon in lexicons for act in (*lexicon.acts, *ENGINE_ACTS) if f"`{act}`" not in known} == set()
    shared = set.intersection(*(set(lexicon.concepts) for lexicon in lexicons))
    assert {concept for concept in shared if f"`<{concept}>`" not in phrases} == set()
    for lexicon in lexicons:
        assert {row.strip("` *") for row in reactions} <= set(lexicon.reactions)


def test_denials_are_heard_as_the_page_says() -> None:
    reader = Reader(Dialogue.model_validate(TEMPLATE), "Ana")
    sentences = rows(section("authors.md", "### Denials"))
    assert len(sentences) > 5
    for said, heard in sentences:
        assert ("new_delivery" in reader.hear(said)) is (heard == "yes"), said


def test_every_value_is_recognized_as_the_page_says() -> None:
    for kind, examples, recognized in rows(section("authors.md", "## What is true")):
        if said := re.findall(r'"([^"]+)"', recognized):
            example = re.findall(r"`([^`]+)`", examples)[0]
            fact = {kind.strip("`"): int(example) if example.isdigit() else example, "label": "-"}
            reader = Reader(Dialogue.model_validate(in_the_template({"facts": {"one": fact}})), "Ana")
            assert [words for words in said if "one" not in reader.hear(f"It is {words}.").facts] == [], kind


def test_every_check_is_in_the_table() -> None:
    shown = {row[0]: row[1:] for row in rows(section("coach.md", "### Every check")) if len(row) == 4}
    for check in ALL:
        what, _, kinds = shown[f"`{check.name}`"]
        assert (what, kinds) == (check.definition, ASKED_IN[check.kinds])
    assert len(shown) == len(ALL) + 1  # and the lines of a script


def test_every_weight_is_in_the_table() -> None:
    titles = load_wording("en").sections
    table = section("coach.md", "## What is scored")
    kinds = [kind.strip() for kind in re.search(r"^\| section \|(.*)\|$", table, re.MULTILINE)[1].split("|")]
    assert kinds == list(PROFILES)
    shown = {row[0]: row[1:] for row in rows(table) if len(row) == 7}
    for name, title in titles.items():
        weights = [f"{PROFILES[kind][name]:g}" if name in PROFILES[kind] else "" for kind in kinds]
        assert shown[title] == weights


def test_every_critical_and_grade_is_in_a_table() -> None:
    criticals = {tuple(row[:2]) for row in rows(section("coach.md", "### Critical"))}
    assert criticals == {(f"`{look.__name__}`", definition) for look, definition in CRITICALS}
    grades = {row[0]: row[1:] for row in rows(section("coach.md", "### Grades"))}
    assert list(grades) == [grade.name for grade in GRADES]
    for grade in GRADES:
        may, needs = grades[grade.name]
        assert may == grade.may
        assert needs == "; ".join(f"{need.what}: {need.count} ({need.why})" for need in grade.needs)


def test_every_shipped_call_and_format_is_named() -> None:
    calls = section("trainee.md", "## The calls")
    assert {(row[0], row[1]) for row in rows(calls)} == {(f"`{one.name}`", f"{one.level}") for one in listing()
                                                        if one.language == "en"}  # fmt: skip
    assert {one.name for one in listing() if f"`{one.name.rpartition('/')[2]}`" not in calls} == set()
    assert {row[0] for row in rows(section("coach.md", "### Export"))} == {f"`{form}`" for form in FORMATS}


@pytest.mark.parametrize("page", ["trainee.md", "README.md"])
def test_the_result_that_is_shown_is_that_of_the_call_that_is_shown(
    page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(out, "_width", 200)  # a console reads COLUMNS once, when it is made
    call = next(block.text for block in blocks(ROOT / "docs" / "trainee.md") if block.title == "a call")
    prompts = r"^(?:You|Disposition \(number\)|Notes|Did you promise a follow-up\? \(y/n\)): (.*)$"
    typed = "".join(f"{line}\n" for line in re.findall(prompts, call, re.MULTILINE))
    options = ["--trainee", "Ana Marin", "--seed", "7", "--database", f"sqlite:///{tmp_path / 'shown.sqlite'}"]
    lines = CliRunner().invoke(app, ["train", "double_charged", *options], input=typed).output.splitlines()
    played = [" ".join(line.split()) for line in lines]
    where = next(path for path in showing("text") if path.name == page)
    for block in blocks(where):
        if block.language == "text" and not block.title.endswith(".txt"):
            after = 0
            for line in (" ".join(line.split()) for line in block.text.splitlines() if line.strip()):
                assert line in played[after:], f"{page}: {line}"
                after = played.index(line, after) + 1
