"""The recording of a call that is looked back at: it is found, says the same as the attempt, and is played."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from histories import charged_twice
from misheard import APOLOGY, HEARD, VOICE, Call, opened, spoken, turn_of
from typer.testing import CliRunner

import run_sim
from sim.errors import Problem
from trainer.conversation.looking_back import left_before, played_before, put_right
from trainer.errors import SoundError
from trainer.history import History
from trainer.recording import keeping, read_recorded
from trainer.recording.moment import MARGIN_S, moment
from trainer.transcript import read_transcript
from trainer.ui.shown import shown


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(folder=tmp_path, tell=pytest.fail) as opened:
        yield opened


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


def test_words_that_were_confirmed_are_not_shown_as_put_right(history: History, tmp_path: Path) -> None:
    after = put_right(before := spoken(history, tmp_path / "home"), turn_of(before, 2), HEARD[1], history)
    assert after.folder is not None
    assert read_recorded(after.folder) == after.transcript
    page = (after.folder / keeping.PAGE).read_text(encoding="utf-8")
    assert "Put right by the trainee" not in page
    assert "<u>" not in page


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (1, "You idiot, this is your own fault."),
        (2, "You are in the edit about this charge."),
        (2, "You are an idiot about this charge."),
    ],
)
def test_the_mood_on_the_coachs_page_stays(history: History, tmp_path: Path, answer: int, right: str) -> None:
    """The customer who was there has felt nothing of the "idiot" that the recognizer doubted."""
    before = spoken(history, tmp_path / "home", "You are an idiot about this charge.", "idiot")
    assert before.folder is not None
    pages = [(before.folder / keeping.PAGE).read_text(encoding="utf-8")]
    put_right(before, turn_of(before, answer), right, history)
    pages.append((before.folder / keeping.PAGE).read_text(encoding="utf-8"))
    curves = [[line for line in page.splitlines() if "<polyline" in line or "<title>Turn" in line] for page in pages]
    assert curves[0] == curves[1] != []


def test_a_transcript_corrected_by_hand_earns_the_attempt_nothing(history: History, tmp_path: Path) -> None:
    """It is scored by ``train score``; the window shows what the attempt says, and leaves the file as it is."""
    before = spoken(history, tmp_path / "home")
    assert before.folder is not None
    file = before.folder / keeping.TRANSCRIPT
    file.write_text(by_hand := file.read_text(encoding="utf-8").replace(HEARD[1], APOLOGY), encoding="utf-8")
    again = opened(history, tmp_path / "home")
    assert (again.transcript, again.score) == (before.transcript, before.score)
    assert file.read_text(encoding="utf-8") == by_hand
    after = put_right(again, turn_of(again, 1), "Hello there.", history)
    assert after.score.checks["apology"].status == "not scored"
    assert opened(history, tmp_path / "home").score == after.score
    assert read_recorded(before.folder) == after.transcript


def test_a_call_gone_on_with_an_hour_later_has_its_recording(history: History, tmp_path: Path) -> None:
    """Its tracks are on the clock of the whole call, and silent where it had been left."""
    first = Call(history, tmp_path / "home")
    first.say(HEARD[0], 1.0, sound=VOICE)
    first.rehearsal.leave()
    second = Call(history, tmp_path / "home", left_before(history.load(1), charged_twice()[0]))
    assert second.rehearsal.conversation.seconds >= 3.0
    second.say(HEARD[1], 3.0, sound=VOICE)
    before = second.hang_up(5.0)
    file, dialogue = charged_twice()
    attempt = history.load(1)
    attempt = replace(attempt, started=attempt.started - timedelta(hours=1))
    again = played_before(attempt, file, dialogue, tmp_path / "home")
    assert (again.folder, again.transcript, again.score) == (before.folder, before.transcript, before.score)
    assert [shown(again).can_be_heard(turn) for turn in range(1, 6)] == [False, False, True, True, False]
    assert again.folder is not None
    heard = moment(again.folder, again.transcript.turns[2])
    assert heard is not None
    assert heard.between(MARGIN_S, MARGIN_S + 1).samples.tolist() == VOICE.samples.tolist()


def test_what_could_not_be_written_when_the_call_ended_is_written_when_it_is_opened(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes the score, and not the page after it."""
    write = keeping._write

    def nearly_full(path: Path, text: str) -> None:
        if path.name == keeping.PAGE:
            raise SoundError([Problem(str(path), "cannot be written (No space left on device)", "free some space")])
        write(path, text)

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "_write", nearly_full)
        before = spoken(history, tmp_path / "home", sound=VOICE)
    assert before.folder is not None
    assert "cannot be written" in before.notice
    again = opened(history, tmp_path / "home")
    assert (again.folder, again.notice) == (before.folder, "")
    assert (again.transcript, again.score) == (before.transcript, before.score)
    assert again.transcript.turns[0].measured is not None
    assert read_transcript(before.folder / keeping.TRANSCRIPT) == before.transcript
    assert f"{before.score.total:.0f} of 100" in (before.folder / keeping.PAGE).read_text(encoding="utf-8")


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


@pytest.mark.parametrize("said", [APOLOGY, HEARD[1]])
def test_a_recording_from_before_confirmed_words_were_kept_is_written_as_it_is_now(
    history: History, tmp_path: Path, said: str
) -> None:
    """It had no confidences of an answer that was put right, and nothing of one that was confirmed."""
    after = put_right(before := spoken(history, tmp_path / "home"), turn_of(before, 2), said, history)
    assert after.folder is not None
    file = after.folder / keeping.TRANSCRIPT
    old = json.loads(file.read_text(encoding="utf-8"))
    turn = old["turns"][turn_of(before, 2) - 1]
    del turn["words"]
    if said == turn["heard"]:
        del turn["heard"]
    file.write_text(json.dumps(old), encoding="utf-8")
    done = CliRunner().invoke(run_sim.app, ["train", "score", str(after.folder), "--json"])
    assert json.loads(done.stdout)["total"] == after.score.total
    again = opened(history, tmp_path / "home")
    assert (again.folder, again.transcript, again.score) == (after.folder, after.transcript, after.score)
    assert read_transcript(file) == after.transcript


def test_a_recording_that_is_gone_is_a_sentence_and_the_correction_is_kept(history: History, tmp_path: Path) -> None:
    before = spoken(history, tmp_path / "home")
    assert before.folder is not None
    for file in before.folder.iterdir():
        file.unlink()
    before.folder.rmdir()
    after = put_right(before, turn_of(before, 2), APOLOGY, history)
    assert "cannot be written" in after.notice
    assert history.load(1).total == after.score.total
