"""Looking back at a call that is over: an attempt's result once more, and an answer that was heard wrong put right."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.errors import InputError, Problem
from trainer.conversation.rehearsal import Again, Played
from trainer.errors import HistoryError, SoundError
from trainer.history.attempt import begun
from trainer.recording import keep_result, keep_transcript, recordings
from trainer.recording.keeping import TRANSCRIPT
from trainer.rubric.call import understand
from trainer.rubric.scoring import score_call
from trainer.session import followed, replayed
from trainer.transcript import read_transcript

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.dialogue.shipped import DialogueFile
    from trainer.history import WholeAttempt
    from trainer.session import Session
    from trainer.transcript import Transcript, Turn

_NEAR: Final = timedelta(minutes=2)
"""Between the beginning of an attempt and that of its recording."""


def played_before(attempt: WholeAttempt, file: DialogueFile, dialogue: Dialogue, home: Path | None = None) -> Played:
    """A finished attempt as it was played, scored again; with its recording, where that is still in ``home``.

    Raises HistoryError where the attempt is not finished, or the dialogue's file has been changed since.
    """
    place = f"attempt {attempt.id}"
    if attempt.finished is None:
        raise HistoryError([Problem(place, "is not finished", "play the call from its start")])
    _unchanged(file, attempt)
    session = replayed(dialogue, attempt.events, seed=attempt.seed, trainee=attempt.trainee, waited=attempt.waited)
    session.wrap_up = attempt.wrap_up
    folder, transcript = _recorded(attempt, session.transcript, home)
    return Played(session, transcript, score_call(understand(dialogue, transcript)), folder, attempt.id)


def left_before(attempt: WholeAttempt, file: DialogueFile) -> Again:
    """An attempt that was left, to be gone on with.

    Raises HistoryError where it is finished, or the dialogue's file has been changed since.
    """
    if attempt.finished is not None:
        raise HistoryError([Problem(f"attempt {attempt.id}", "is finished", "play the call from its start")])
    _unchanged(file, attempt)
    return Again(attempt)


def _unchanged(file: DialogueFile, attempt: WholeAttempt) -> None:
    """The customer of another text would not say the same."""
    if file.fingerprint != attempt.fingerprint:
        problem = f"has been changed since attempt {attempt.id}"
        raise HistoryError([Problem(file.place, problem, "play the call from its start")])


def _recorded(attempt: WholeAttempt, said: Transcript, home: Path | None) -> tuple[Path | None, Transcript]:
    """The folder of an attempt, known by its time and its turns, and its transcript; without it, what was said."""
    for one in recordings(home):
        if abs(one.began.astimezone() - attempt.started) < _NEAR:
            with suppress(InputError):
                kept = read_transcript(one.folder / TRANSCRIPT)
                if [_place(turn) for turn in kept.turns] == [_place(turn) for turn in said.turns]:
                    return one.folder, kept
    return None, said


def _place(turn: Turn) -> tuple[object, ...]:
    """What a correction does not change."""
    return turn.speaker, turn.start, turn.end, turn.text if turn.speaker == "customer" else ""


def put_right(played: Played, number: int, text: str) -> Played:
    """The call with what was really said in turn ``number`` (1 is the first), scored again.

    The customer has answered what was heard, so the mood stays.  The attempt keeps its first score; the recording gets
    the new one.
    """
    turns = list(played.transcript.turns)
    turns[number - 1] = turns[number - 1].model_copy(update={"text": text.strip(), "words": ()})
    transcript = played.transcript.model_copy(update={"turns": tuple(turns)})
    folder, notice = played.folder, ""
    try:
        if folder is not None:
            transcript = keep_transcript(folder, transcript)
        call = understand(played.session.dialogue, transcript)
        scored = score_call(call)
        if folder is not None:
            keep_result(folder, played.session.dialogue, transcript, scored, followed(call))
    except SoundError as error:
        notice = str(error)
        scored = score_call(understand(played.session.dialogue, transcript))
    return replace(played, transcript=transcript, score=scored, notice=notice)


def again_from(session: Session, file: DialogueFile, attempt: int, answer: int) -> Again:
    """A call that was played, to be answered anew from this answer on (1 is the first)."""
    whole = begun(session, file, datetime.now(UTC), forked_from=None, fork_turn=None)
    return Again(replace(whole, id=attempt), answer)
