"""Advice a new hire can use on the next call."""

from __future__ import annotations

import pytest
from parcel import GOOD, scored

from trainer.coach import advise, load_wording
from trainer.coach.wording import CheckWording
from trainer.language import LANGUAGES
from trainer.rubric.checks import ALL
from trainer.rubric.criticals import CRITICALS

ENGLISH = load_wording("en")
HELLO, COMPLAINT = "Good morning.", ">complains"


def test_what_must_never_happen_comes_first() -> None:
    first, *_ = advise(scored("Yes?", COMPLAINT, "You idiot."), ENGLISH)
    assert first.name == "insult_or_threat"
    assert (first.turn, first.quote) == (3, "You idiot.")


def test_then_comes_what_cost_most() -> None:
    result = scored(HELLO, COMPLAINT, "Well.")
    given = [one for one in advise(result, ENGLISH) if one.name in result.checks]
    costs = [result.checks[one.name].points for one in given]
    assert costs == sorted(costs, reverse=True)


def test_a_failed_check_has_a_better_wording() -> None:
    for one in advise(scored("Yes?", COMPLAINT, "Well."), ENGLISH):
        assert one.better, one.name
        assert one.text


def test_the_same_thing_is_not_said_twice() -> None:
    given = [
        one.name for one in advise(scored(HELLO, COMPLAINT, "Your parcel SP-4471 is late. Where do you live?"), ENGLISH)
    ]
    assert "data_before_verification" in given
    assert "identity_first" not in given


def test_a_call_without_faults_gets_no_advice_about_what_was_said() -> None:
    assert not [one for one in advise(scored(*GOOD), ENGLISH) if one.name in ("greeting", "apology", "deadline")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_is_worded_in_every_language(language: str) -> None:
    names = (
        {check.name for check in ALL}
        | {look.__name__ for look, _ in CRITICALS}
        | {"script", "forbidden_phrase", "jargon", "but"}
    )
    wording = load_wording(language)
    assert names - wording.checks.keys() == set()
    assert {check.section for check in ALL} - wording.sections.keys() == set()
    assert all(isinstance(one, CheckWording) and one.asks and one.advice for one in wording.checks.values())


def test_the_english_wording_is_the_checks_own_definition() -> None:
    for check in ALL:
        assert ENGLISH.asks(check.name, "") == check.definition
