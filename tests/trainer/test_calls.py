"""Whole calls: for every shipped dialogue a good, a middling and a bad trainee, written by the dialogue's author."""

from __future__ import annotations

import pytest
from played import TRAINEES, names_with_calls, played

from trainer.authoring import findings
from trainer.dialogue import load_dialogue, shipped_dialogues
from trainer.rubric import score
from trainer.session import replayed

NAMES = names_with_calls()
BETTER = 12.0
"""Points that part a good call from a middling one, and that from a bad one, at the least."""


def test_every_shipped_dialogue_has_its_calls() -> None:
    assert list(shipped_dialogues()) == NAMES


def test_twelve_calls_in_english_and_three_in_every_other_language() -> None:
    names = list(shipped_dialogues())
    assert sum("/" not in name for name in names) == 12
    for language in ("ru", "uk", "ro", "fa"):
        assert {f"{language}/{call}" for call in ("dead_line", "double_charged", "price_shopper")} <= set(names)


@pytest.mark.parametrize("name", list(shipped_dialogues()))
def test_a_shipped_dialogue_leaves_its_author_nothing_to_look_at(name: str) -> None:
    assert [str(one) for one in findings(load_dialogue(name), name)] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("trainee", TRAINEES)
def test_a_call_ends_as_its_author_says(name: str, trainee: str) -> None:
    call = played(name, trainee)
    assert call.session.ending == call.written["ending"]


@pytest.mark.parametrize("name", NAMES)
def test_only_the_good_trainee_is_ready_and_satisfies_the_customer(name: str) -> None:
    good, middling, bad = (played(name, trainee) for trainee in TRAINEES)
    assert good.session.success
    assert good.score.ready, good.score.criticals
    assert not bad.session.success
    assert not bad.score.ready
    assert not middling.score.criticals


@pytest.mark.parametrize("name", NAMES)
def test_good_is_clearly_better_than_middling_and_that_than_bad(name: str) -> None:
    good, middling, bad = (played(name, trainee).score.total for trainee in TRAINEES)
    assert good >= middling + BETTER
    assert middling >= bad + BETTER


@pytest.mark.parametrize("name", NAMES)
def test_a_good_trainee_leaves_the_customer_calmer_than_a_bad_one(name: str) -> None:
    good, bad = played(name, "good"), played(name, "bad")
    assert good.anger[-1] <= bad.anger[-1]
    assert good.session.replies[-1].trust >= bad.session.replies[-1].trust


@pytest.mark.parametrize("name", NAMES)
def test_the_mood_goes_the_way_its_author_wrote_down(name: str) -> None:
    """``anger`` in the file: the whole curve, read and agreed to by the author."""
    for trainee in TRAINEES:
        call = played(name, trainee)
        if "anger" in call.written:
            assert call.anger == call.written["anger"], trainee


@pytest.mark.parametrize("name", NAMES)
def test_four_minutes_in_the_queue_take_the_good_ending_from_nobody(name: str) -> None:
    assert played(name, "good", waited=240.0).session.success


@pytest.mark.parametrize("name", NAMES)
def test_replaying_the_events_gives_the_call_again_to_the_last_word(name: str) -> None:
    first = played(name, "middling")
    again = replayed(first.dialogue, first.session.events, seed=first.session.seed, trainee=first.session.trainee)
    assert again.turns == first.session.turns
    assert again.ending == first.session.ending


@pytest.mark.parametrize("name", NAMES)
def test_scoring_again_gives_the_same_score(name: str) -> None:
    for trainee in TRAINEES:
        call = played(name, trainee)
        assert score(call.dialogue, call.session.transcript) == call.score


@pytest.mark.parametrize("name", NAMES)
def test_another_seed_says_it_in_other_words(name: str) -> None:
    one, other = (
        [turn.text for turn in played(name, "good", seed).session.turns if turn.speaker == "customer"]
        for seed in (7, 8)
    )
    assert one != other
