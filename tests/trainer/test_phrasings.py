"""Phrasings that must be heard and near misses that must not, in five languages, by people who speak them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from sim.yamlfile import parse_yaml
from trainer.dialogue import load_dialogue
from trainer.dialogue.facts import Fact
from trainer.language import LANGUAGES
from trainer.understanding import Reader

FILES = Path(__file__).parent / "phrasings"
NAMES = {"en": "Ana Marin", "ro": "Ana Marin", "ru": "Анна Марин", "uk": "Анна Марін", "fa": "آنا مارین"}


@lru_cache
def written(language: str) -> dict[str, Any]:
    return parse_yaml((FILES / f"{language}.yaml").read_text(encoding="utf-8"), language)


@lru_cache
def reader(language: str) -> Reader:
    return Reader(
        load_dialogue("double_charged" if language == "en" else f"{language}/double_charged"), NAMES[language]
    )


def cases(verdict: str) -> list[tuple[str, str, str]]:
    return [
        (language, act, said)
        for language in LANGUAGES
        for act, both in written(language)["acts"].items()
        for said in both[verdict]
    ]


@pytest.mark.parametrize(("language", "act", "said"), cases("yes"))
def test_this_is_heard_as(language: str, act: str, said: str) -> None:
    assert act in reader(language).hear(said)


@pytest.mark.parametrize(("language", "act", "said"), cases("no"))
def test_this_is_not_heard_as(language: str, act: str, said: str) -> None:
    assert act not in reader(language).hear(said)


REVERSALS = [
    (language, pair["act"], pair["yes"], pair["no"])
    for language in LANGUAGES
    for pair in written(language)["reversals"]
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twenty_reversals(language: str) -> None:
    assert sum(pair[0] == language for pair in REVERSALS) >= 20


@pytest.mark.parametrize(("language", "act", "yes", "no"), REVERSALS)
def test_an_opposite_is_not_heard_as_what_it_denies(language: str, act: str, yes: str, no: str) -> None:
    assert act in reader(language).hear(yes)
    assert act not in reader(language).hear(no)


@pytest.mark.parametrize(
    ("language", "said"), [(one, said) for one in LANGUAGES for said in written(one)["forbidden"]["yes"]]
)
def test_a_forbidden_phrase_is_found_in_any_form(language: str, said: str) -> None:
    assert reader(language).forbidden_in(reader(language).hear(said))


@pytest.mark.parametrize(
    ("language", "said"), [(one, said) for one in LANGUAGES for said in written(one)["forbidden"]["no"]]
)
def test_what_only_looks_forbidden_is_not(language: str, said: str) -> None:
    assert reader(language).forbidden_in(reader(language).hear(said)) == []


VALUES = [
    (one, case["said"], kind, value)
    for one in LANGUAGES
    for case in written(one)["values"]
    for kind, value in case.items()
    if kind != "said"
]


@pytest.mark.parametrize(("language", "said", "kind", "value"), VALUES)
def test_a_value_is_understood_however_it_is_said(language: str, said: str, kind: str, value: str) -> None:
    marks = reader(language).utterance(said).marks.get(kind, ())
    if kind in ("percent", "number") or (kind == "money" and " " not in value):
        assert Decimal(value) in [mark.value.number for mark in marks]
    else:
        true = Fact(label="as written", **{kind: value}).value
        assert any(mark.value.agrees(true) for mark in marks)
