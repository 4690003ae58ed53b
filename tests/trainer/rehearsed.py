"""Calls that are over and wait for their form: played by a written trainee, recorded where that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from played import NAMES, SEED, as_event, written_calls
from window import FRAME, Window

from trainer.conversation.equipment import Equipment
from trainer.conversation.rehearsal import Rehearsal
from trainer.recording import Recorder
from trainer.session import Answered, HungUp, Say, Session
from trainer.session.events import Spoken
from trainer.transcript import WrapUp
from trainer.ui.shown import Shown

VOICES = {"en": ("en-us", "en-us+f3"), "uk": ("uk", "uk+f2"), "fa": ("fa", "fa+f2")}


def rehearsed(window: Window, trainee: str, home: Path | None = None, doubted: str = "") -> WrapUp:
    """The call that is open in the window, to its end; what the trainee would write on the form.

    ``home``: where it is recorded, both sides spoken by synthetic voices.  ``doubted``: a word of which the recognizer
    is unsure.
    """
    chosen = window.desk.chosen
    assert chosen is not None
    written = written_calls(chosen.file.name)[trainee]
    session = Session(chosen.dialogue, seed=SEED, trainee=NAMES[chosen.dialogue.language])
    recorder = Recorder(home, chosen.file.name, tell=pytest.fail) if home is not None else None
    equipment = Equipment(recorder=recorder)
    window.desk.phone.rehearsal = Rehearsal(session, chosen.file, equipment, window.desk.settings, window.desk.history)
    session.start()
    if recorder is None:
        for answer in written["answers"]:
            session.take(as_event(answer))
        if not session.over:
            session.take(HungUp())
    else:
        _record(session, recorder, written["answers"], doubted)
    return WrapUp(**written["wrap_up"])


def reviewed(window: Window, trainee: str, home: Path | None = None, doubted: str = "") -> Shown:
    """The same, scored, with its result on the screen."""
    wrap_up = rehearsed(window, trainee, home, doubted)
    assert window.desk.rehearsal is not None
    window.desk.review.score(window.desk.rehearsal, wrap_up)
    window.desk.errands.wait()
    window.go("result")
    laid_out(window)
    return of(window)


def laid_out(window: Window) -> None:
    """All cards are there: they come one a frame."""
    for _ in range(20):
        window.app.step(FRAME, [])
    window.settle()


def of(window: Window) -> Shown:
    """The result that the window shows."""
    found = window.desk.review.result
    assert found is not None
    return found


def _record(session: Session, recorder: Recorder, answers: list[str], doubted: str) -> None:
    pytest.importorskip("espeakng_loader", reason="speaks through the voice extra")
    from trainer.voice.espeak import speak

    theirs, mine = VOICES[session.dialogue.language]
    now = 0.4
    for text in answers:
        if session.over:
            break
        clip, start = speak(text, mine).clip, now + 0.7
        recorder.trainee(clip, start)
        now = start + clip.seconds
        words = tuple((word, 0.3 if word == doubted else 0.9) for word in text.split())
        for action in session.take(Answered(text=text, words=words, start=start, end=now)):
            if isinstance(action, Say):
                line = speak(action.text, theirs).clip
                recorder.customer(line, now + 0.5)
                session.take(Spoken(start=now + 0.5, end=now + 0.5 + line.seconds))
                now += 0.5 + line.seconds
    if not session.over:
        session.take(HungUp(start=now))
    recorder.close(now)
