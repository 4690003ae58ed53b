"""What the trainee puts right after a call is kept in the attempt, and is there when it is opened again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from histories import charged_twice
from misheard import APOLOGY, FORM, HEARD, opened, spoken, turn_of

from trainer.conversation.equipment import Equipment
from trainer.conversation.looking_back import again_from, put_right
from trainer.conversation.rehearsal import Rehearsal, session_again
from trainer.errors import HistoryError
from trainer.history import History
from trainer.session import Answered, HungUp, PutRight, Session
from trainer.settings import Settings


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(folder=tmp_path, tell=pytest.fail) as opened:
        yield opened


def test_without_a_recording_the_correction_is_there_when_the_result_is_opened_again(history: History) -> None:
    before = spoken(history)
    assert before.score.checks["apology"].status == "not scored"
    after = put_right(before, turn_of(before, 2), f" {APOLOGY}\n", history)
    assert after.score.checks["apology"].status == "pass"
    again = opened(history)
    assert (again.transcript.turns, again.score) == (after.transcript.turns, after.score)
    turn = again.transcript.turns[turn_of(again, 2) - 1]
    assert (turn.text, turn.heard) == (APOLOGY, HEARD[1])
    (listed,) = history.attempts()
    assert (listed.total, listed.ready) == (after.score.total, after.score.ready)
    assert [reply.anger for reply in again.session.felt] == [reply.anger for reply in before.session.felt]


def test_a_word_that_is_confirmed_counts_as_it_was_heard(history: History) -> None:
    before = spoken(history)
    after = put_right(before, turn_of(before, 2), HEARD[1], history)
    assert after.score.checks["apology"].status == "fail"
    assert not after.transcript.turns[turn_of(before, 2) - 1].corrected
    assert history.load(1).events[-1] == PutRight(answer=2, text=HEARD[1])
    assert history.load(1).corrections == ()
    assert opened(history).score == after.score


def test_an_answer_that_is_left_as_it_is_changes_nothing(history: History) -> None:
    before = put_right(played := spoken(history), turn_of(played, 2), HEARD[1], history)
    assert put_right(before, turn_of(before, 2), HEARD[1], history) is before
    assert [event.kind for event in history.load(1).events].count("put right") == 1


def test_a_result_that_was_put_right_in_another_window_has_to_be_opened_again(history: History) -> None:
    here = spoken(history)
    there = opened(history)
    put_right(there, turn_of(there, 2), APOLOGY, history)
    with pytest.raises(HistoryError, match="put right elsewhere"):
        put_right(here, turn_of(here, 1), "Hello.", history)
    assert here.session.transcript.turns[0].text == HEARD[0]


def test_a_call_answered_anew_begins_with_what_was_really_said(history: History) -> None:
    after = put_right(before := spoken(history), turn_of(before, 2), APOLOGY, history)
    again = again_from(after.session, charged_twice()[0], 1, 3)
    session = session_again(charged_twice()[1], again)
    assert session.turns[turn_of(after, 2) - 1].text == APOLOGY
    assert session.turns == list(after.session.turns[: turn_of(after, 3) - 1])


def test_without_a_history_the_window_still_shows_it() -> None:
    file, dialogue = charged_twice()
    session = Session(dialogue, seed=1, trainee="Anna Marin")
    rehearsal = Rehearsal(session, file, Equipment(), Settings(), None)
    session.start()
    session.take(Answered(text=HEARD[1], start=0.0, end=1.0))
    session.take(HungUp())
    before = rehearsal.finish(FORM)
    after = put_right(before, 1, APOLOGY, None)
    assert (before.attempt, after.attempt) == (None, None)
    assert after.transcript.turns[0].text == APOLOGY
