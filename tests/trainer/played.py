"""Whole calls, played from files: tests/trainer/calls/LANGUAGE/NAME.yaml holds a good, a middling and a bad trainee.

To read a call as it goes:  PYTHONPATH=.:tests/trainer python tests/trainer/played.py uk/double_charged good
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from trainer.dialogue import Dialogue, load_dialogue, shipped_dialogues
from trainer.rubric import Score, score
from trainer.session import Answered, Event, HungUp, Session, Transferred
from trainer.transcript import WrapUp

CALLS = Path(__file__).parent / "calls"
TRAINEES = ("good", "middling", "bad")
NAMES = {"en": "Ana Marin", "ro": "Ana Marin", "ru": "Анна Марин", "uk": "Анна Марін", "fa": "آنا مارین"}
SEED = 7


@dataclass(frozen=True)
class Played:
    """A call that has been played to its end."""

    dialogue: Dialogue
    session: Session
    score: Score
    written: dict[str, Any]

    @property
    def anger(self) -> list[float]:
        """After every answer."""
        return [reply.anger for reply in self.session.felt]


def written_calls(name: str) -> dict[str, Any]:
    language, _, stem = name.rpartition("/")
    return yaml.safe_load((CALLS / (language or "en") / f"{stem}.yaml").read_text(encoding="utf-8"))


def names_with_calls() -> list[str]:
    return [
        name
        for name in shipped_dialogues()
        if (CALLS / (name.rpartition("/")[0] or "en") / f"{name.rpartition('/')[2]}.yaml").exists()
    ]


def as_event(answer: str | dict[str, Any]) -> Event:
    if isinstance(answer, str):
        return Answered(text=answer)
    if answer.get("hang_up"):
        return HungUp()
    return Transferred(summary=answer["transfer"], text=answer.get("says", ""))


@cache
def played(name: str, trainee: str, seed: int = SEED, waited: float = 0.0) -> Played:
    """The call of a dialogue's file with one of its trainees; answers left over when the call is over are not given."""
    written = written_calls(name)[trainee]
    dialogue = load_dialogue(name)
    session = Session(dialogue, seed=seed, trainee=NAMES[dialogue.language], waited=waited)
    session.start()
    for answer in written["answers"]:
        session.take(as_event(answer))
    if not session.over:
        session.take(HungUp())
    session.wrap_up = WrapUp(**written["wrap_up"])
    return Played(dialogue, session, score(dialogue, session.transcript), written)


if __name__ == "__main__":
    from trainer.cli.result import Outcome, result
    from trainer.rubric.call import understand

    one = played(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else SEED)
    for turn in one.session.turns:
        margin = "      " if turn.speaker == "trainee" else ""
        remarks = [turn.move, turn.transfer and f"transfer: {turn.transfer}", turn.hangs_up and "hangs up"]
        print(f"{margin}{turn.text}", *(f"[{remark}]" for remark in remarks if remark))
    unused = len(one.written["answers"]) - sum(turn.speaker == "trainee" for turn in one.session.turns)
    print(f"--- {unused} answers were not needed" if unused > 0 else "---", one.session.ending)
    outcome = Outcome(one.session.mood_at_start, one.session.felt, one.dialogue.endings[one.session.ending])
    result(understand(one.dialogue, one.session.transcript), one.score, outcome, most=None)
