"""How quickly the customer speaks: a line made into sound, and silence once somebody interrupts."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

import pytest

from benchmarks.table import Table

sys.path.append(str(Path(__file__).parent.parent / "tests" / "trainer"))

from soundcard import missing, sound_card

from trainer.voice import manner_of

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

LINES = {
    "en-us+m3": "You people have charged me twice for the same month. What are you going to do about it?",
    "uk+f3": "Ви двічі зняли з мене гроші за той самий місяць. Що ви будете з цим робити?",
    "fa+m2": "شما برای یک ماه دو بار از من پول گرفته‌اید. حالا می‌خواهید چه کار کنید؟",
}
STOPS = 30


def test_a_line_is_spoken(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    from trainer.voice.pyttsx import PyttsxVoice

    voice = PyttsxVoice()
    took: dict[str, list[float]] = {name: [] for name in LINES}
    lasts = {name: voice.say(line, name).clip.seconds for name, line in LINES.items()}

    def lap() -> None:
        for name, line in LINES.items():
            began = time.perf_counter()
            voice.say(line, name, manner_of(0, 5))
            took[name].append(time.perf_counter() - began)

    benchmark.pedantic(lap, rounds=30, warmup_rounds=2)
    voice.close()
    rows = [
        [name, f"{1000 * median(times):.0f}", f"{lasts[name]:.1f}", f"{median(times) / lasts[name]:.4f}"]
        for name, times in took.items()
    ]
    heads = ["voice", "ms to make a line", "seconds it lasts", "real-time factor"]
    table = Table("A customer's line made into sound", rows=rows, heads=heads,
                  notes=["espeak-ng through pyttsx3, its library loaded anew for every line."])  # fmt: skip
    benchmark.extra_info["tables"] = [table.as_json()]
    with capsys.disabled():
        print(f"\n\n{table.text()}")


@pytest.mark.skipif(bool(missing()), reason=missing() or "a sound card is here")
def test_an_interrupted_customer_falls_silent(
    benchmark: BenchmarkFixture,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from trainer.voice.espeak import speak
    from trainer.voice.loudspeaker import open_loudspeaker

    # Words without a pause in between, so that the last sound heard is that of the stop.
    clip = speak("seven eleven ninety five million and a bit more of this and that and nothing", "en-us+m3").clip
    started: list[float] = []
    stopped: list[float] = []
    with sound_card(tmp_path) as card:
        for name, value in card.environment.items():
            monkeypatch.setenv(name, value)
        loudspeaker = open_loudspeaker()
        with card.recording() as recording:

            def lap() -> None:
                recording.pieces.clear()
                began = time.monotonic()
                loudspeaker.play(clip)
                recording.wait_for_sound()
                started.append(next(at for at, piece in recording.pieces if any(piece)) - began)
                time.sleep(0.2 + 0.007 * len(stopped))
                told = time.monotonic()
                loudspeaker.stop()
                time.sleep(0.3)
                stopped.append(recording.last_sound() - told)

            benchmark.pedantic(lap, rounds=STOPS)
        loudspeaker.close()
    rows = [
        [what, f"{1000 * median(times):.0f}", f"{1000 * quantiles(times, n=20)[-1]:.0f}", f"{1000 * max(times):.0f}"]
        for what, times in (("play() to the first sound", started), ("stop() to silence", stopped))
    ]
    note = "pygame's mixer to a PulseAudio null sink; recorded by parec, whose own delay is counted in."
    table = Table("The customer on a virtual sound card", ["ms", "median", "95 %", "most"], rows, [note])
    benchmark.extra_info["tables"] = [table.as_json()]
    with capsys.disabled():
        print(f"\n\n{table.text()}")
