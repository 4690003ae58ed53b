"""`play --answers`: a call answered from recordings, without a window and without a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.console import err, out, patience
from sim.errors import Problem
from trainer.errors import SoundError, TranscriptError

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.dialogue.shipped import DialogueFile
    from trainer.session import Session
    from trainer.transcript import Transcript, WrapUp

FORM = "wrap-up.yaml"
"""The form that is filled in after the call, beside the recordings."""


def play_answers(
    file: DialogueFile, answers: Path, home: Path | None, *, trainee: str, seed: int, waited: float, all_advice: bool
) -> None:
    """Plays the call, and shows what was heard and the result.

    ``answers``: the folder of the recordings.  ``home``: where the folder of the call goes; None: among the user's own.
    ``waited``: seconds.  Raises SoundError where the recordings end before the call does.
    """
    from trainer.conversation.recorded import play_recorded
    from trainer.ear import recognizer_for
    from trainer.ear.recordings import read_recordings
    from trainer.recording import Recorder, keep_said, measured, recordings_folder
    from trainer.session import Session
    from trainer.settings import load_settings
    from trainer.voice import open_voice

    dialogue, settings = file.build(), load_settings()
    clips = read_recordings(answers)
    form = _form(answers / FORM, dialogue)
    session = Session(dialogue, seed=seed, trainee=trainee or settings.trainee or "Alex", waited=waited)
    recognizer, voice = recognizer_for(dialogue.language, settings.recognizer), open_voice(settings.voice)
    recorder = Recorder(home or recordings_folder(), file.name, _tell)
    length = None
    try:
        with patience(f"Playing {file.name}, answered from {answers} ..."):
            length = play_recorded(session, clips, voice, recognizer, recorder, settings.longer_pause)
    finally:
        voice.close()
        recorder.close(length)
    session.wrap_up = form
    _said(session)
    if not session.turns:
        raise SoundError([Problem(str(answers), "nobody is heard in it", "record the answers louder")])
    transcript = session.transcript.model_copy(
        update={"dialogue": file.name, "recognizer": recognizer.name, "keeps_fillers": recognizer.keeps_fillers,
                "ear_shut": True}
    )  # fmt: skip
    transcript = measured(recorder.folder, transcript)
    keep_said(recorder.folder, transcript)
    out.print(f"\n{length:.0f} s, recorded in {recorder.folder}", style="dim", soft_wrap=True)
    if not session.over:
        raise SoundError([Problem(str(answers), "the recordings end before the call does", "record one answer more")])
    _scored(session, transcript, recorder.folder, all_advice=all_advice)


def _scored(session: Session, transcript: Transcript, folder: Path, *, all_advice: bool) -> None:
    from trainer.cli.result import Outcome, result
    from trainer.coach import FOR_A_BEGINNER
    from trainer.recording import keep_result
    from trainer.rubric.call import understand
    from trainer.rubric.scoring import score_call
    from trainer.session import followed

    call = understand(session.dialogue, transcript)
    scored = score_call(call)
    keep_result(folder, session.dialogue, transcript, scored, followed(call))
    outcome = Outcome(session.mood_at_start, session.felt, session.dialogue.endings[session.ending])
    result(call, scored, outcome, most=None if all_advice else FOR_A_BEGINNER)


def _said(session: Session) -> None:
    """Both sides, as they were heard."""
    from trainer.cli import show

    replies = iter(session.replies)
    for turn in session.turns:
        if turn.speaker == "customer":
            show.line(session.dialogue.persona.called[0], next(replies))
        else:
            out.print(f"\n{session.trainee}: {turn.text}", soft_wrap=True)


def _form(path: Path, dialogue: Dialogue) -> WrapUp | None:
    """The form, where there is one.  Raises TranscriptError."""
    from pydantic import ValidationError

    from sim.wording import nearest, problems_of
    from trainer.transcript import WrapUp, read_mapping

    if not path.is_file():
        return None
    raw = read_mapping(path)
    try:
        form = WrapUp.model_validate(raw)
    except ValidationError as error:
        raise TranscriptError(problems_of(error, path.name, raw, WrapUp)) from None
    if form.disposition not in ("", *dialogue.wrap_up.dispositions):
        remedy = nearest(form.disposition, dialogue.wrap_up.dispositions, "dispositions")
        raise TranscriptError([Problem(f"{path.name}: disposition", f"no '{form.disposition}'", remedy)])
    return form


def _tell(sentence: str) -> None:
    err.print(sentence, style="yellow", soft_wrap=True)
