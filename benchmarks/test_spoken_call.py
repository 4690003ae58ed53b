"""A whole spoken call on a virtual sound card: how long the customer's reply takes, how smoothly the window runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml
from soundcard import Recording, missing, sound_card

from benchmarks.table import Table
from trainer.sound import write_wav
from trainer.voice import Manner, open_voice

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

pytest.importorskip("moonshine_voice")
ROOT = Path(__file__).parent.parent
CALLS = ROOT / "tests" / "trainer" / "calls" / "en" / "double_charged.yaml"
TRAINEES = ("good", "middling", "bad")
LOUD = 30
"""Of 32768: what is louder than this is no silence."""


@pytest.mark.skipif(bool(missing()), reason=missing() or "there is a sound card")
def test_a_spoken_call(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    measured: list[dict[str, Any]] = []

    def lap() -> None:
        measured.extend(played(trainee, tmp_path / trainee) for trainee in TRAINEES)

    benchmark.pedantic(lap, rounds=1)
    tables = [waits(measured), window(measured)]
    benchmark.extra_info["tables"] = [table.as_json() for table in tables]
    with capsys.disabled():
        print("", *(table.text() for table in tables), sep="\n\n")


def played(trainee: str, folder: Path) -> dict[str, Any]:
    """One call with one trainee, played in the window of another process."""
    answers, home, card_home = (folder / name for name in ("answers", "home", "card"))
    for each in (answers, home, card_home):
        each.mkdir(parents=True)
    voice = open_voice()
    for number, text in enumerate(yaml.safe_load(CALLS.read_text(encoding="utf-8"))[trainee]["answers"], start=1):
        write_wav(answers / f"{number:02}.wav", voice.say(text, "en-gb", Manner(160)).clip.at(48_000))
    with sound_card(card_home) as card, card.recording() as recording:
        environment = {**os.environ, **card.environment, "SDL_VIDEODRIVER": "dummy", "PYTHONPATH": str(ROOT)}
        words = ["timeout", "-s", "KILL", "500", sys.executable, "-m", "benchmarks.window", str(answers), str(home)]
        subprocess.run(words, env=environment, cwd=ROOT, check=True)
    told: dict[str, Any] = json.loads((home / "measured.json").read_text(encoding="utf-8"))
    return {**told, "replies": replies(told, recording)}


def replies(told: dict[str, Any], recording: Recording) -> list[float]:
    """Seconds from the end of each spoken answer to the first sound of the loudspeaker, less the pause."""
    heard = ((at - told["zero"], np.abs(np.frombuffer(piece, np.int16)).max()) for at, piece in recording.pieces)
    loud = [at for at, most in heard if most > LOUD]
    ends = [end for who, text, _, end in told["turns"] if who == "trainee" and text and end is not None]
    firsts = [next((at for at in loud if at > end), None) for end in ends]
    return [first - end - told["pause"] for first, end in zip(firsts, ends, strict=True) if first is not None]


def waits(measured: list[dict[str, Any]]) -> Table:
    """The customer's replies."""
    times = [one for call in measured for one in call["replies"]]
    row = ["beyond the pause", str(len(times)), f"{median(times):.2f}", f"{quantiles(times, n=20)[-1]:.2f}",
           f"{max(times):.2f}"]  # fmt: skip
    return Table(
        "From the end of the trainee's words to the first sound of the customer's, in seconds",
        ["time", "replies", "median", "95 %", "most"],
        [row, ["wanted, at most", NO, "0.6", "0.9", NO]],
        [
            "Call 4 by voice with a good, a middling and a bad trainee, spoken by espeak-ng into a virtual microphone"
            " and heard by Moonshine; the pause after which an answer counts as finished is 1 s.",
            "The end of the words is where the endpointer puts it (within 0.06 s), the first sound what parec records"
            " of the loudspeaker; both delays of the virtual card are in it.",
        ],
    )


NO = "–"


def window(measured: list[dict[str, Any]]) -> Table:
    """The window's frames, and what it takes."""
    frames = np.array([one for call in measured for one in call["frames"]]) * 1000
    rows = [
        ["a frame, median, ms", f"{np.median(frames):.1f}", "16.7"],
        ["a frame, 99 %, ms", f"{np.percentile(frames, 99):.1f}", NO],
        ["the longest frame, ms", f"{frames.max():.0f}", "50"],
        ["from the call to the form, ms", f"{1000 * max(call['leaving'] for call in measured):.0f}", NO],
        ["frames over 50 ms", f"{(frames > 50).sum()} of {len(frames):,}", "0"],
        ["from the start to the first screen, s", f"{median(call['first_screen'] for call in measured):.1f}", "2"],
        ["memory, window and recognizer, MB", f"{max(sum(call['memory']) for call in measured):.0f}", "600"],
        ["listening to silence, % of one core", f"{100 * median(call['idle'] for call in measured):.0f}", "15"],
    ]
    note = "The same calls, at 1280x720 with SDL's dummy screen: what a real screen takes is not in it."
    return Table("The window during a spoken call", ["what", "measured", "wanted, at most"], rows, [note])
