"""What the trainee puts right after a call is kept: in the attempt, in its recording, and when it is opened again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from histories import charged_twice
from typer.testing import CliRunner

import run_sim
from trainer.conversation.equipment import Equipment
from trainer.conversation.looking_back import again_from, played_before, put_right
from trainer.conversation.rehearsal import Played, Rehearsal, session_again
from trainer.errors import HistoryError
from trainer.history import History
from trainer.recording import Recorder, keeping, read_recorded
from trainer.session import Answered, HungUp, PutRight, Session
from trainer.session.events import Spoken
from trainer.settings import Settings
from trainer.sound import silence
from trainer.transcript import WrapUp, read_transcript

HEARD = ("Lumen Streaming, good morning, this is Anna.", "I am so sore about that.", "One moment, please.")
APOLOGY = "I am so sorry about that."
FORM = WrapUp(disposition="refund", notes="49.90 twice", follow_up=True)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(folder=tmp_path, tell=pytest.fail) as opened:
        yield opened


def spoken(history: History, home: Path | None = None) -> Played:
    """A call whose second answer was heard wrong; every answer and line takes a second.  ``home``: of its recording."""
    file, dialogue = charged_twice()
    session = Session(dialogue, seed=1, trainee="Anna Marin")
    recorder = Recorder(home, file.name, tell=pytest.fail) if home else None
    rehearsal = Rehearsal(session, file, Equipment(recorder=recorder), Settings(), history)
    session.start()
    now = 1.0
    for text in HEARD:
        words = tuple((word, 0.4 if word == "sore" else 0.9) for word in text.split())
        session.take(Answered(text=text, words=words, start=now, end=now + 1))
        session.take(Spoken(start=now + 1, end=now + 2))
        if recorder is not None:
            recorder.trainee(silence(1.0), now)
            recorder.customer(silence(1.0), now + 1)
        now += 2
    session.take(HungUp(start=now))
    return rehearsal.finish(FORM)


def turn_of(played: Played, answer: int) -> int:
    """The turn (1 is the first) of an answer."""
    return [at for at, one in enumerate(played.transcript.turns, 1) if one.speaker == "trainee"][answer - 1]


def opened(history: History, home: Path | None = None) -> Played:
    """The result of the attempt, opened another day."""
    file, dialogue = charged_twice()
    return played_before(history.load(1), file, dialogue, home)


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
    assert after.transcript.turns[turn_of(before, 2) - 1].heard is None
    assert history.load(1).put_right == (PutRight(answer=2, text=HEARD[1]),)
    assert opened(history).score == after.score


def test_an_answer_that_is_left_as_it_is_changes_nothing(history: History) -> None:
    before = put_right(played := spoken(history), turn_of(played, 2), HEARD[1], history)
    assert put_right(before, turn_of(before, 2), HEARD[1], history) is before
    assert len(history.load(1).put_right) == 1


def test_the_recording_says_the_same_as_the_attempt(history: History, tmp_path: Path) -> None:
    after = put_right(before := spoken(history, tmp_path / "home"), turn_of(before, 2), APOLOGY, history)
    assert after.folder is not None
    assert after.notice == ""
    assert read_recorded(after.folder) == after.transcript
    done = CliRunner().invoke(run_sim.app, ["train", "score", str(after.folder), "--json"])
    assert json.loads(done.stdout)["total"] == after.score.total == history.load(1).total
    assert json.loads(done.stdout) == json.loads((after.folder / keeping.SCORE).read_text(encoding="utf-8"))
    page = (after.folder / keeping.PAGE).read_text(encoding="utf-8")
    assert "Put right by the trainee after the call" in page
    assert HEARD[1] in page
    assert page.count(APOLOGY) >= 2  # in the transcript, and as what a check rests on


def test_the_mood_on_the_coachs_page_stays(history: History, tmp_path: Path) -> None:
    before = spoken(history, tmp_path / "home")
    assert before.folder is not None
    pages = [(before.folder / keeping.PAGE).read_text(encoding="utf-8")]
    put_right(before, turn_of(before, 1), "You idiot, this is your own fault.", history)
    pages.append((before.folder / keeping.PAGE).read_text(encoding="utf-8"))
    curves = [[line for line in page.splitlines() if "<polyline" in line] for page in pages]
    assert curves[0] == curves[1] != []


@pytest.mark.parametrize("breaks_at", [keeping.SCORE, keeping.PAGE, keeping.TRANSCRIPT])
def test_a_recording_that_fell_behind_is_written_again_when_the_result_is_opened(
    history: History, tmp_path: Path, breaks_at: str
) -> None:
    """Something is in the way when its three files are written, after the attempt: none, one or two are there."""
    before = spoken(history, tmp_path / "home")
    assert before.folder is not None
    (in_the_way := before.folder / f".{breaks_at}.new").mkdir()
    assert "cannot be written" in put_right(before, turn_of(before, 2), APOLOGY, history).notice
    in_the_way.rmdir()
    assert read_transcript(before.folder / keeping.TRANSCRIPT).turns[turn_of(before, 2) - 1].text == HEARD[1]
    again = opened(history, tmp_path / "home")
    assert again.folder == before.folder
    assert again.score.total == history.load(1).total
    assert read_recorded(before.folder) == again.transcript
    assert again.transcript.turns[turn_of(before, 2) - 1].text == APOLOGY
    assert "Put right by the trainee" in (before.folder / keeping.PAGE).read_text(encoding="utf-8")


def test_a_recording_that_is_up_to_date_is_only_read(history: History, tmp_path: Path) -> None:
    put_right(before := spoken(history, tmp_path / "home"), turn_of(before, 2), APOLOGY, history)
    assert before.folder is not None
    files = {file: file.stat().st_mtime_ns for file in before.folder.iterdir()}
    assert opened(history, tmp_path / "home").notice == ""
    assert {file: file.stat().st_mtime_ns for file in before.folder.iterdir()} == files


def test_a_recording_that_is_gone_is_a_sentence_and_the_correction_is_kept(history: History, tmp_path: Path) -> None:
    before = spoken(history, tmp_path / "home")
    assert before.folder is not None
    for file in before.folder.iterdir():
        file.unlink()
    before.folder.rmdir()
    after = put_right(before, turn_of(before, 2), APOLOGY, history)
    assert "cannot be written" in after.notice
    assert history.load(1).total == after.score.total


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
