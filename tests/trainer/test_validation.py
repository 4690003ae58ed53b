"""Agreement of the checks with people."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from trainer.errors import TranscriptError
from trainer.validation import agreement, read_corpus
from trainer.validation.agreement import cohens_kappa

TURNS = [
    {"speaker": "trainee", "text": "Good morning, Lumen Streaming, this is Ana. How can I help you?"},
    {"speaker": "customer", "text": "You charged me twice!", "move": "complains"},
    {"speaker": "trainee", "text": "I am sorry that you were charged twice."},
]


def corpus(tmp_path: Path, *verdicts: dict[str, dict[str, str]], total: float | None = None) -> Path:
    """A corpus of the same short call with these verdicts by people."""
    transcripts = [
        {
            "name": f"call {number}", "dialogue": "double_charged", "transcript": {"trainee": "Ana", "turns": TURNS},
            "verdicts": {person: {"checks": checks} for person, checks in people.items()},
        }
        for number, people in enumerate(verdicts)
    ]  # fmt: skip
    path = tmp_path / "corpus.yaml"
    path.write_text(json.dumps({"about": "for a test", "transcripts": transcripts}), encoding="utf-8")
    return path


def test_kappa_of_a_published_table() -> None:
    """Cohen (1960) as in Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions": two raters, 20 both
    yes, 15 both no, 5 and 10 apart: kappa is 0.4."""
    first = np.array([True] * 25 + [False] * 25)
    second = np.array([True] * 20 + [False] * 5 + [True] * 10 + [False] * 15)
    assert cohens_kappa(first, second) == pytest.approx(0.4)


def test_raters_who_always_say_the_same_one_thing_agree_by_chance() -> None:
    assert math.isnan(cohens_kappa(np.array([True] * 5), np.array([True] * 5)))


def test_verdicts_are_compared_check_by_check(tmp_path: Path) -> None:
    found = agreement(read_corpus(corpus(tmp_path, {"a": {"apology": "pass", "recap": "fail", "greeting": "fail"}})))
    same = {one.name: one.same for one in found.checks}
    assert same == {"apology": 1.0, "recap": 1.0, "greeting": 0.0}
    assert found.differences == (("call 0", "greeting", "fail", "pass"),)


def test_people_are_compared_with_each_other(tmp_path: Path) -> None:
    one = {"apology": "pass", "recap": "fail", "greeting": "pass", "thanks": "fail"}
    other = {**one, "thanks": "pass"}
    (pooled,) = [agreement(read_corpus(corpus(tmp_path, {"a": one, "b": other}))).pooled]
    assert pooled.people == pytest.approx(0.5)  # 3 of 4 the same; by chance (2 x 3 + 2 x 1) / 16 = 1/2


def test_what_was_not_scored_is_not_compared(tmp_path: Path) -> None:
    found = agreement(read_corpus(corpus(tmp_path, {"a": {"dead_air": "fail"}})))
    assert found.pooled.count == 0


def test_an_interval_needs_several_calls(tmp_path: Path) -> None:
    few = agreement(read_corpus(corpus(tmp_path, {"a": {"apology": "pass"}})))
    assert math.isnan(few.pooled.kappa.low)
    many = agreement(read_corpus(corpus(tmp_path, *[{"a": {"apology": "pass", "recap": "fail"}}] * 6)))
    assert many.pooled.kappa.low <= many.pooled.kappa.value <= many.pooled.kappa.high


def test_a_corpus_gives_the_same_figures_every_time(tmp_path: Path) -> None:
    path = corpus(tmp_path, *[{"a": {"apology": "pass", "recap": "pass", "greeting": "fail"}}] * 6)
    assert repr(agreement(read_corpus(path))) == repr(agreement(read_corpus(path)))  # nan is not nan


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"dialogue": "double_charge"}, "no call named 'double_charge'; did you mean 'double_charged'?"),
        ({"verdicts": {"a": {"checks": {"appology": "pass"}}}}, "no such check in this call; did you mean 'apology'?"),
        ({"verdicts": {"a": {"checks": {"apology": "maybe"}}}}, "'maybe' is not right here"),
        ({"verdicts": {}}, "give at least one"),
    ],
)
def test_a_mistake_in_a_corpus_has_its_place(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = corpus(tmp_path, {"a": {"apology": "pass"}})
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["transcripts"][0] |= change
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(TranscriptError) as refused:
        read_corpus(path)
    assert said in str(refused.value)
    assert "transcripts[0]" in str(refused.value)


def test_a_folder_is_a_corpus_too(tmp_path: Path) -> None:
    corpus(tmp_path, {"a": {"apology": "pass"}})
    assert len(read_corpus(tmp_path).transcripts) == 1
    (tmp_path / "empty").mkdir()
    with pytest.raises(TranscriptError, match="no corpus files here"):
        read_corpus(tmp_path / "empty")
