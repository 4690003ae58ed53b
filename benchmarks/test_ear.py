"""How much of what trainees say is understood, how fast, and what listening costs while nobody speaks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.spoken import RATE, SENTENCES, VOICES, by_telephone, errors, in_a_room, noisy
from benchmarks.table import Table
from trainer.ear import Endpointer, Finished, recognizer_for
from trainer.ear.activity import FRAME
from trainer.sound import Clip
from trainer.voice.espeak import speak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_benchmark.fixture import BenchmarkFixture

pytest.importorskip("moonshine_voice")
PAUSE = 1.0
MINUTE = 60
CONDITIONS = ("clean", "white noise, 20 dB", "white noise, 10 dB", "white noise, 0 dB", "telephone")


def test_words_understood(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    ear, engine = recognizer_for("en"), alone()
    ear.warm_up()
    rows: list[list[str]] = []

    def lap() -> None:
        rows.clear()
        rows.extend(row(condition, ear, engine) for condition in CONDITIONS)

    benchmark.pedantic(lap, rounds=1)
    words = sum(errors(sentence, "")[1] for sentence in SENTENCES)
    table = Table(
        f"Words heard wrong: {len(SENTENCES)} sentences, {words} words, spoken by espeak-ng",
        ["sound", "shipped, %", "Moonshine alone, %", "turns", "s to recognize / s of voice"],
        rows,
        [
            "shipped: cut into turns by the endpointer, and recognized; alone: the same sound cut by Moonshine.",
            f"turns: {len(SENTENCES)} were said.  Median time to recognize a turn over its length, both cores free.",
        ],
    )
    benchmark.extra_info["tables"] = [table.as_json()]
    with capsys.disabled():
        print(f"\n\n{table.text()}")


def test_listening_to_an_empty_room(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    """CPU seconds of voice detection and endpointing for each second of quiet noise."""
    room = noisy(in_a_room(speak("One moment.", "en-us").clip, 0, MINUTE), 40, seed=1)
    frames = list(framed(room))
    shares: list[float] = []

    def lap() -> None:
        endpointer = Endpointer(PAUSE)
        began = time.process_time()
        for frame in frames:
            endpointer.take(frame)
        shares.append((time.process_time() - began) / room.seconds)

    benchmark.pedantic(lap, rounds=5, warmup_rounds=1)
    share = min(shares)
    benchmark.extra_info["share"] = share
    with capsys.disabled():
        print(f"\n\nListening to an empty room: {100 * share:.2f} % of one core (wanted: under 15 %)")


def row(condition: str, ear: Any, engine: Any) -> list[str]:
    """A line of the table."""
    shipped = own = said = turns = 0
    factors: list[float] = []
    for number, sentence in enumerate(SENTENCES):
        clip = sound(condition, number)
        cut = [event.clip for event in events(clip) if isinstance(event, Finished)]
        heard = []
        for turn in cut:
            began = time.perf_counter()
            heard.append(ear.hear(turn).text)
            factors.append((time.perf_counter() - began) / turn.seconds)
        turns += len(cut)
        wrong, words = errors(sentence, " ".join(heard))
        shipped, said = shipped + wrong, said + words
        lines = engine.transcribe_without_streaming((clip.samples / 32768).tolist(), RATE).lines
        own += errors(sentence, " ".join(line.text for line in lines))[0]
    middle = f"{sorted(factors)[len(factors) // 2]:.3f}" if factors else "–"
    return [condition, f"{100 * shipped / said:.1f}", f"{100 * own / said:.1f}", str(turns), middle]


def sound(condition: str, number: int) -> Clip:
    """A sentence in its room, heard through noise or a line."""
    clip = in_a_room(speak(SENTENCES[number], VOICES[number % len(VOICES)]).clip)
    if condition == "telephone":
        return by_telephone(clip)
    return clip if condition == "clean" else noisy(clip, float(condition.split()[-2]), seed=number)


def framed(clip: Clip) -> Iterator[Clip]:
    """Its frames of 20 ms."""
    return (Clip(clip.samples[at : at + FRAME]) for at in range(0, len(clip.samples) - FRAME + 1, FRAME))


def events(clip: Clip) -> Iterator[object]:
    """What the endpointer makes of it."""
    endpointer = Endpointer(PAUSE)
    for frame in framed(clip):
        yield from endpointer.take(frame)


def alone() -> Any:
    """Moonshine as it comes."""
    from moonshine_voice.moonshine_api import ModelArch
    from moonshine_voice.transcriber import Transcriber
    from moonshine_voice.utils import get_model_path

    return Transcriber(get_model_path("tiny-en"), ModelArch.TINY)
