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
from trainer.recording import recordings
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
    folder, kept = _recorded(attempt, session.transcript, home)
    transcript = _with_put_right(kept, session.transcript, attempt)
    call = understand(dialogue, transcript)
    scored = score_call(call)
    notice = "" if folder is None or transcript == kept else written(folder, call, transcript, scored)
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


def _with_put_right(kept: Transcript, said: Transcript, attempt: WholeAttempt) -> Transcript:
    """The recording's transcript with what was put right in the attempt, in case writing it has broken off."""
    right = {event.answer for event in attempt.put_right}
    turns, answer = [], 0
    for before, now in zip(kept.turns, said.turns, strict=True):
        answer += now.speaker == "trainee"
        new = {"text": now.text, "words": now.words, "heard": now.heard}
        turns.append(before.model_copy(update=new) if now.speaker == "trainee" and answer in right else before)
    return kept.model_copy(update={"turns": tuple(turns)})


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
