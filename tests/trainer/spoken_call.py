"""A whole spoken call in a process of its own: the program speaks and listens, and a synthetic trainee answers it.

    python tests/trainer/spoken_call.py ANSWERS FOLDER

``ANSWERS``: a folder of WAV files, one an answer, played into the microphone when the trainee has the floor.  Writes
what happened to FOLDER/happened.json, with seconds of time.monotonic(), and the recording of the call under FOLDER.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from trainer.conversation.gear import Gear
from trainer.conversation.happenings import CustomerSays, Ended, Floor, HangUpNow, Notice, TraineeSaid
from trainer.conversation.rehearsal import Rehearsal
from trainer.dialogue import read_dialogue
from trainer.session import Session
from trainer.settings import Settings
from trainer.transcript import WrapUp

THINKING = 0.3
"""Seconds the trainee takes before answering."""
UNHEARD = 12.0
"""Seconds after which the trainee hangs up, having nothing more to say or not being heard."""


def answer(file: Path, happened: list) -> None:
    """Speaks into the microphone."""
    time.sleep(THINKING)
    subprocess.run(["paplay", "--device=micfeed", str(file)], check=True, env=os.environ)
    happened.append({"what": "paplay done", "at": time.monotonic(), "file": file.name})


def main(answers: Path, folder: Path, duplex: str) -> None:
    file = read_dialogue("double_charged")
    dialogue = file.build()
    settings = Settings(duplex=duplex)
    gear = Gear(home=folder)
    found = gear.find("en", settings)
    ears = gear._ears
    for ear in ears.values():
        ear.warm_up()
    session = Session(dialogue, seed=7, trainee="Ana Marin")
    notices: list[str] = []
    equipment = gear.equip(dialogue, file.name, settings, notices.append)
    rehearsal = Rehearsal(session, file, equipment, settings, None)
    happened: list[dict] = [{"what": "found", "loudspeaker": found.loudspeaker, "microphone": found.microphone,
                             "recognizer": found.recognizer}]  # fmt: skip
    waiting = iter(sorted(answers.glob("*.wav")))
    conversation = rehearsal.conversation
    zero = time.monotonic()
    conversation.start()
    speaking: Thread | None = None
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        try:
            happening = conversation.happenings.get(timeout=UNHEARD)
        except Exception:
            conversation.tell(HangUpNow())
            continue
        now = time.monotonic()
        match happening:
            case Floor("trainee", at):
                happened.append({"what": "floor", "who": "trainee", "at": now, "second": at})
                following = next(waiting, None)
                if following is None:
                    conversation.tell(HangUpNow())
                else:
                    speaking = Thread(target=answer, args=(following, happened))
                    speaking.start()
            case Floor(who, at):
                happened.append({"what": "floor", "who": who, "at": now, "second": at})
            case CustomerSays():
                seconds = happening.speech.clip.seconds if happening.speech else 0.0
                happened.append({"what": "customer", "text": happening.text, "at": now, "second": happening.at,
                                 "seconds": seconds, "anger": happening.anger})  # fmt: skip
            case TraineeSaid():
                happened.append({"what": "heard", "text": happening.text, "at": now})
            case Notice(sentence):
                notices.append(sentence)
            case Ended(ending):
                happened.append({"what": "ended", "ending": ending, "at": now})
                break
    if speaking is not None:
        speaking.join()
    played = rehearsal.finish(
        WrapUp(
            disposition="refund", follow_up=True, seconds=40,
            notes="Charged twice 49.90 EUR on 12 May, R-2291, provider time-out. Refund of the second charge started, "
            "3 to 5 working days. Credit 10 EUR. Confirmation by e-mail.",
        )
    )  # fmt: skip
    gear.close()
    checks = {name: one.status for name, one in played.score.checks.items()}
    told = {"zero": zero, "notices": notices, "happened": happened, "total": played.score.total, "checks": checks,
            "criticals": [one.name for one in played.score.criticals], "folder": str(played.folder),
            "turns": [(turn.speaker, turn.text, turn.start, turn.end) for turn in played.transcript.turns],
            "notice": played.notice}  # fmt: skip
    (folder / "happened.json").write_text(json.dumps(told, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "half")
