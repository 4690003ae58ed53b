"""A whole call by voice on a virtual sound card: the program speaks, listens, understands, scores and keeps it.

The trainee is synthetic: the answers of the good trainee of call 4, spoken by espeak-ng.  What the recognizer makes of
that voice is the benchmark's business; here is claimed that everything said arrives, in order and in time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from ears import Counts
from played import written_calls
from rapidfuzz.distance import Levenshtein
from soundcard import Card, card, missing, sound_card

from trainer.conversation.apart import Apart
from trainer.conversation.conversation import Conversation
from trainer.conversation.equipment import Equipment
from trainer.conversation.happenings import CustomerSays, Level, Notice, Typed
from trainer.dialogue import load_dialogue
from trainer.ear import open_microphone, recognizer_for
from trainer.session import Session
from trainer.settings import Settings
from trainer.sound import Clip, read_wav, write_wav
from trainer.voice import Manner, open_voice

pytestmark = pytest.mark.real_time

__all__ = ["card"]
pytest.importorskip("moonshine_voice")
ROOT = Path(__file__).parents[2]
CLEARLY = Manner(rate=160)
HEARD_WRONG = 0.4
"""Share of words: Moonshine's on angry voices of espeak-ng is 0.21 (docs/performance.md)."""


@dataclass(frozen=True)
class Spoken:
    """What came of the call."""

    told: dict[str, Any]
    heard: Clip
    folder: Path
    said: list[str]


@pytest.fixture(scope="module")
def spoken(card: Card, tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    answers, folder = tmp_path_factory.mktemp("answers"), tmp_path_factory.mktemp("call")
    said = written_calls("double_charged")["good"]["answers"]
    voice = open_voice()
    for number, text in enumerate(said, start=1):
        write_wav(answers / f"{number:02}.wav", voice.say(text, "en-gb", CLEARLY).clip.at(48_000))
    script = str(ROOT / "tests" / "trainer" / "spoken_call.py")
    with card.recording() as recording:
        words = ["timeout", "-s", "KILL", "400", sys.executable, script, str(answers), str(folder)]
        environment = {**os.environ, **card.environment, "PYTHONPATH": str(ROOT)}
        subprocess.run(words, env=environment, check=True, cwd=ROOT)
    told = json.loads((folder / "happened.json").read_text(encoding="utf-8"))
    return Spoken(told, recording.clip, Path(told["folder"]), said)


def words_wrong(said: str, heard: str) -> float:
    plain = [["".join(filter(str.isalnum, word)).lower() for word in text.split()] for text in (said, heard)]
    return Levenshtein.distance(*plain) / len(plain[0])


def test_the_call_comes_to_an_end_of_the_dialogue_and_nothing_went_wrong(spoken: Spoken) -> None:
    assert spoken.told["notices"] == []
    assert spoken.told["notice"] == ""
    assert spoken.told["happened"][-1]["ending"] in load_dialogue("double_charged").endings


def test_every_answer_was_understood_in_its_turn(spoken: Spoken) -> None:
    heard = [one["text"] for one in spoken.told["happened"] if one["what"] == "heard"]
    played = sum(one["what"] == "paplay done" for one in spoken.told["happened"])
    assert played - len(heard) in (0, 1), "the customer may hang up on the last"
    assert played > 2
    assert words_wrong(" ".join(spoken.said[: len(heard)]), " ".join(heard)) < HEARD_WRONG


def test_nobody_is_heard_while_the_customer_speaks(spoken: Spoken) -> None:
    """Half-duplex: turns follow each other on the call's clock, and no word of the customer is in an answer."""
    times = [(start, end) for _, text, start, end in spoken.told["turns"] if text]
    assert all(end is not None and start < end for start, end in times)
    assert all(before[1] <= after[0] for before, after in pairwise(times))


def test_what_the_loudspeaker_played_is_what_the_customer_said(spoken: Spoken) -> None:
    """Cut out of the loudspeaker's sound by the call's own clock, and recognized again."""
    ear = recognizer_for("en")
    zero = spoken.told["turns"][1][2]
    loud = abs(spoken.heard.samples.astype(int)) > 30
    first = float(loud.argmax()) / spoken.heard.rate
    lines = [(text, start, end) for who, text, start, end in spoken.told["turns"] if who == "customer"]
    heard = " ".join(
        ear.hear(spoken.heard.between(first + start - zero - 0.2, first + end - zero + 0.4).at(16_000)).text
        for _, start, end in lines
    )
    assert words_wrong(" ".join(text for text, _, _ in lines), heard) < HEARD_WRONG


def test_the_recorded_folder_has_both_voices_and_gives_the_same_score_again(spoken: Spoken) -> None:
    names = {"customer.wav", "trainee.wav", "transcript.json", "score.json", "result.html"}
    assert names <= {path.name for path in spoken.folder.iterdir()}
    lengths = [read_wav(spoken.folder / f"{who}.wav").seconds for who in ("customer", "trainee")]
    assert lengths[0] == pytest.approx(lengths[1], abs=0.1)
    again = subprocess.run(
        [sys.executable, "run_sim.py", "train", "score", str(spoken.folder), "--json"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(again.stdout)["total"] == spoken.told["total"]


@pytest.mark.skipif(bool(missing()), reason=missing() or "there is a sound card")
def test_a_sound_system_that_dies_in_mid_call_is_said_and_typing_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear = Apart(Counts)
    session = Session(load_dialogue("double_charged"), seed=7, trainee="Ana Marin")
    with sound_card(tmp_path) as card:
        for name, value in card.environment.items():
            monkeypatch.setenv(name, value)
        source = open_microphone()
        conversation = Conversation(session, Equipment(source=source, recognizer=ear), Settings())
        conversation.start()
        until(conversation, Level)
    assert "is gone" in until(conversation, Notice).sentence
    conversation.tell(Typed("Good morning, Lumen Streaming."))
    assert until(conversation, CustomerSays).text
    conversation.close()
    ear.close()


def until(conversation: Conversation, kind: type) -> Any:
    while True:
        happening = conversation.happenings.get(timeout=30)
        if isinstance(happening, kind):
            return happening
