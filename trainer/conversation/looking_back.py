"""Looking back at a call that is over: an attempt's result once more, and an answer that was heard wrong put right."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.errors import InputError, Problem
from trainer.conversation.rehearsal import Again, Played, written
from trainer.errors import HistoryError
from trainer.history.attempt import begun
from trainer.recording import measured, recordings
from trainer.recording.keeping import TRANSCRIPT
from trainer.rubric.call import understand
from trainer.rubric.scoring import score_call
from trainer.session import PutRight, replayed
from trainer.transcript import read_transcript

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.dialogue.shipped import DialogueFile
    from trainer.history import History, WholeAttempt
    from trainer.session import Session
    from trainer.transcript import Transcript, Turn

_NEAR: Final = timedelta(minutes=2)
"""By which the recording of a call may begin before its attempt does."""


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
    folder, kept = _recorded(attempt, session.transcript, home)
    transcript = _as_said(session.transcript, kept)
    call = understand(dialogue, transcript)
    scored = score_call(call)
    notice = written(folder, call, transcript, scored) if folder and _fell_behind(kept, transcript) else ""
    return Played(session, transcript, scored, folder, attempt, notice)


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
    """The folder of an attempt, known by its time and its turns, and its transcript; without it, what was said.

    The recording of a call that was gone on with begins then.
    """
    assert attempt.finished is not None
    for one in recordings(home):
        if attempt.started - _NEAR < one.began.astimezone() <= attempt.finished:
            with suppress(InputError):
                kept = read_transcript(one.folder / TRANSCRIPT)
                if [_place(turn) for turn in kept.turns] == [_place(turn) for turn in said.turns]:
                    return one.folder, kept if _is_whole(kept) else measured(one.folder, kept)
    return None, said


def _place(turn: Turn) -> tuple[object, ...]:
    """What a correction does not change."""
    return turn.speaker, turn.start, turn.end, turn.text if turn.speaker == "customer" else ""


def _as_said(said: Transcript, kept: Transcript) -> Transcript:
    """What was said and put right, as the attempt has it; how it sounded, and who listened, as the recording has it."""
    each = zip(said.turns, kept.turns, strict=True)
    turns = tuple(now.model_copy(update={"measured": before.measured}) for now, before in each)
    listened = {name: getattr(kept, name) for name in ("dialogue", "recognizer", "keeps_fillers", "ear_shut")}
    return said.model_copy(update={"turns": turns, **listened})


def _is_whole(kept: Transcript) -> bool:
    """Whether the recording's files were ever written after the call: until then its transcript has no form."""
    return kept.wrap_up is not None


def _fell_behind(kept: Transcript, transcript: Transcript) -> bool:
    """Whether the recording's files do not say all that the attempt does, because writing them has broken off."""
    each = zip(kept.turns, transcript.turns, strict=True)
    return not _is_whole(kept) or any(now.heard is not None and now != before for before, now in each)


def put_right(played: Played, number: int, text: str, history: History | None) -> Played:
    """The call with what was really said in turn ``number`` (1 is the first), scored again, and kept so.

    The customer has answered what was heard, so the mood stays.  The attempt is what counts: it is kept whole or not at
    all, and where its recording falls behind, that is written again when the result is opened.  Raises HistoryError
    where the attempt was put right elsewhere meanwhile.
    """
    turns = list(played.transcript.turns)
    event = PutRight(answer=sum(turn.speaker == "trainee" for turn in turns[:number]), text=text.strip())
    turns[number - 1], before = turns[number - 1].put_right(event.text), turns[number - 1]
    if turns[number - 1] == before:
        return played
    transcript = played.transcript.model_copy(update={"turns": tuple(turns)})
    session = _replayed(played.session, event)
    call = understand(session.dialogue, transcript)
    scored, attempt = score_call(call), played.attempt
    if history is not None and attempt is not None:
        attempt = history.put_right(attempt, session.events, scored)
    notice = "" if played.folder is None else written(played.folder, call, transcript, scored)
    return Played(session, transcript, scored, played.folder, attempt, notice)


def _replayed(before: Session, event: PutRight) -> Session:
    """The same call with what has been learnt since."""
    session = replayed(
        before.dialogue, [*before.events, event], seed=before.seed, trainee=before.trainee, waited=before.waited
    )
    session.wrap_up = before.wrap_up
    return session


def again_from(session: Session, file: DialogueFile, attempt: int, answer: int) -> Again:
    """A call that was played, to be answered anew from this answer on (1 is the first)."""
    whole = begun(session, file, datetime.now(UTC), forked_from=None, fork_turn=None)
    return Again(replace(whole, id=attempt), answer)
