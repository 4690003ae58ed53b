"""One attempt at a call, from the ringing of the phone to the score: played, kept, recorded, scored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.conversation.conversation import Conversation
from trainer.errors import SoundError
from trainer.session import Session, followed, replayed

if TYPE_CHECKING:
    from trainer.conversation.equipment import Equipment
    from trainer.dialogue import Dialogue
    from trainer.dialogue.shipped import DialogueFile
    from trainer.history import Attempt, History, WholeAttempt
    from trainer.rubric import Score
    from trainer.rubric.call import Call
    from trainer.settings import Settings
    from trainer.transcript import Transcript, WrapUp


@dataclass(frozen=True)
class Again:
    """An attempt, to be answered anew from this answer on (1 is the first); without one, to be gone on with."""

    attempt: WholeAttempt
    answer: int | None = None


@dataclass(frozen=True)
class Played:
    """A call that is over, with its form and its score.

    ``folder``: where it is recorded; None where it is not.  ``attempt``: as it is in the history; None where there is
    no history.  ``notice``: one sentence on what could not be kept; "" where everything was.
    """

    session: Session
    transcript: Transcript
    score: Score
    folder: Path | None
    attempt: WholeAttempt | None
    notice: str = ""


class Rehearsal:
    """A session with its conversation, its attempt in the history (None: it is not kept) and its recording."""

    def __init__(
        self,
        session: Session,
        file: DialogueFile,
        equipment: Equipment,
        settings: Settings,
        history: History | None,
        again: Again | None = None,
    ) -> None:
        self.session = session
        self._call = file.name
        self._equipment, self._settings, self._history = equipment, settings, history
        self._attempt: Attempt | None = None
        if again is not None and again.answer is None:
            self._attempt = again.attempt
        elif history is not None:
            before = (again.attempt.id or None) if again else None
            turn = again.answer if again else None
            self._attempt = history.begin(session, file, forked_from=before, fork_turn=turn)
        self.conversation = Conversation(session, equipment, settings, self.keep)

    @property
    def voiced(self) -> bool:
        """Whether the customer can be heard."""
        return self._equipment.voice is not None

    def keep(self, session: Session) -> None:
        """Keeps all that has happened so far, in the recording and in the history; on the thread of the call."""
        if (recorder := self._equipment.recorder) is not None:
            from trainer.recording import keep_said

            recorder.keep(lambda: keep_said(recorder.folder, self._transcript()))
        if self._history is not None and self._attempt is not None:
            self._attempt = self._history.keep(self._attempt, session.events)

    def leave(self) -> None:
        """Leaves the call where it is: it is kept as far as it came."""
        self.conversation.close()
        if (recorder := self._equipment.recorder) is not None:
            recorder.close(self.conversation.seconds)

    def finish(self, wrap_up: WrapUp) -> Played:
        """Scores the call with its form and keeps everything.  Raises HistoryError where the attempt was not taken."""
        from trainer.history import Result
        from trainer.rubric.call import understand
        from trainer.rubric.scoring import score_call

        self.conversation.close()  # what is still heard a second time belongs to the transcript
        session, recorder = self.session, self._equipment.recorder
        session.wrap_up = wrap_up
        transcript, folder, notice = self._transcript(), None, ""
        if recorder is not None:
            recorder.close(self.conversation.seconds)
            transcript, notice = self._measured(recorder.folder, transcript)
            folder = None if notice else recorder.folder
        call = understand(session.dialogue, transcript)
        scored = score_call(call)
        if folder is not None:
            notice = written(folder, call, transcript, scored)
        attempt = None
        if self._history is not None and self._attempt is not None:
            attempt = self._history.finish(self._attempt, Result.of(session, scored))
        return Played(session, transcript, scored, folder, attempt, notice)

    def _transcript(self) -> Transcript:
        ear = self._equipment.recognizer
        heard = ear is not None and any(turn.speaker == "trainee" and turn.end for turn in self.session.turns)
        return self.session.transcript.model_copy(
            update={
                "dialogue": self._call,
                "recognizer": ear.name if ear is not None and heard else "",
                "keeps_fillers": ear.keeps_fillers if ear is not None and heard else False,
                "ear_shut": heard and self._settings.duplex != "headset",
            }
        )

    def _measured(self, folder: Path, transcript: Transcript) -> tuple[Transcript, str]:
        from trainer.recording import measured

        try:
            return measured(folder, transcript), ""
        except SoundError as error:
            return transcript, str(error)


def written(folder: Path, call: Call, transcript: Transcript, scored: Score) -> str:
    """Writes the result of a recorded call beside its tracks; one sentence on why it could not be, else ""."""
    from trainer.recording import keep_result

    try:
        keep_result(folder, call.dialogue, transcript, scored, followed(call))
    except SoundError as error:
        return str(error)
    return ""


def session_again(dialogue: Dialogue, again: Again) -> Session:
    """The same customer up to before that answer, or as far as the call came."""
    attempt = again.attempt
    return replayed(
        dialogue, attempt.events, seed=attempt.seed, trainee=attempt.trainee, waited=attempt.waited,
        answers=again.answer,
    )  # fmt: skip
