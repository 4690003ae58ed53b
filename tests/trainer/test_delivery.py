"""What two tracks tell about a call: pauses and overlaps that were put there, pitches that are known."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.delivery import figures, measure, pitch_of, stretches
from trainer.delivery.intervals import common, gaps, joined, length, longest, within
from trainer.sound import Clip, silence
from trainer.sound.clip import RATE
from trainer.transcript import Measured, Transcript, Turn

LINE = "I am sorry that the parcel did not come. I will send the driver again tomorrow by three."


def test_arithmetic_of_stretches() -> None:
    assert joined([(3, 4), (0, 1), (1.2, 2)], bridge=0.25) == ((0, 2), (3, 4))
    assert common(((0, 2), (3, 5)), ((1, 4),)) == ((1, 2), (3, 4))
    assert within(((0, 2), (3, 5)), 1, 4) == ((1, 2), (3, 4))
    assert gaps(((0, 2), (3, 5))) == ((2, 3),)
    assert length(((0, 2), (3, 5))) == 4
    assert longest(((0, 2), (3, 6))) == 3
    assert longest(()) == 0


def sine(hertz: float, seconds: float = 1.0) -> Clip:
    at = np.arange(round(seconds * RATE)) / RATE
    return Clip(np.rint(8000 * np.sin(2 * np.pi * hertz * at)).astype(np.int16))


def buzz(hertz: float, seconds: float = 1.0) -> Clip:
    """Like a voice: all harmonics up to 4 kHz, each weaker by its number, the first missing as on a telephone."""
    at = np.arange(round(seconds * RATE)) / RATE
    partials = [np.sin(2 * np.pi * hertz * k * at + k) / k for k in range(2, int(4000 / hertz))]
    return Clip(np.rint(4000 * np.sum(partials, axis=0)).astype(np.int16))


@pytest.mark.parametrize("hertz", [70, 82.4, 118, 196, 261.6, 330, 440])
def test_a_known_pitch_is_found_within_two_hertz(hertz: float) -> None:
    for sound in (sine(hertz), buzz(hertz)):
        found = pitch_of([sound])
        assert found is not None
        assert found.median == pytest.approx(hertz, abs=2)
        assert found.range < 0.5


def test_a_glide_over_an_octave_has_the_range_of_its_middle_eight_tenths() -> None:
    """From 120 to 240 Hz evenly in semitones: 12 semitones, of which 80 % lie between the percentiles."""
    at = np.arange(4 * RATE) / RATE
    phase = 2 * np.pi * 120 * 4 / np.log(2) * (2 ** (at / 4) - 1)
    found = pitch_of([Clip(np.rint(6000 * (np.sin(phase) + np.sin(2 * phase) / 2)).astype(np.int16))])
    assert found is not None
    assert found.median == pytest.approx(120 * 2**0.5, abs=2)
    assert found.range == pytest.approx(9.6, abs=0.4)


def test_noise_and_silence_have_no_pitch() -> None:
    noise = np.random.default_rng(1).normal(0, 2000, RATE)
    assert pitch_of([Clip(noise.astype(np.int16))]) is None
    assert pitch_of([silence(1.0)]) is None
    assert pitch_of([silence(0.01)]) is None
    assert pitch_of([]) is None


SAID = {
    "en-us": LINE,
    "en-us+f3": LINE,
    "uk": "Мені дуже прикро, що посилка не приїхала. Завтра до третьої кур'єр приїде ще раз.",
    "ru": "Мне очень жаль, что посылка не пришла. Завтра до трех курьер приедет еще раз.",
    "ro": "Îmi pare rău că nu a venit coletul. Mâine până la ora trei vine din nou curierul.",
    "fa": "متأسفم که بسته نرسید. فردا تا ساعت سه راننده دوباره می‌آید.",
}
# Medians in Hz by Praat 6.1.38 (To Pitch (ac): 0.01 s, 60 to 500 Hz, else its own settings), of these lines.
PRAAT = {"en-us": 100.8, "en-us+f3": 209.1, "uk": 101.3, "ru": 103.7, "ro": 102.2, "fa": 98.1}


def spoken(text: str = LINE, voice: str = "en-us") -> Clip:
    pytest.importorskip("espeakng_loader", reason="speaks through the voice extra")
    from trainer.voice.espeak import speak

    return speak(text, voice).clip.at(RATE)


@pytest.mark.parametrize("voice", PRAAT)
def test_a_voice_is_as_high_as_praat_says(voice: str) -> None:
    found = pitch_of([spoken(SAID[voice], voice)])
    assert found is not None
    assert found.median == pytest.approx(PRAAT[voice], abs=2)


def two_tracks(*parts: tuple[str, float, Clip], seconds: float) -> tuple[Clip, Clip]:
    """The customer's and the trainee's track with these pieces at these seconds."""
    tracks = {who: np.zeros(round(seconds * RATE), np.int16) for who in ("customer", "trainee")}
    for who, at, clip in parts:
        start = round(at * RATE)
        tracks[who][start : start + len(clip.samples)] = clip.samples
    return Clip(tracks["customer"]), Clip(tracks["trainee"])


def trimmed(clip: Clip) -> Clip:
    """From the first sound to the last."""
    loud = np.flatnonzero(np.abs(clip.samples) > 300)
    return Clip(clip.samples[loud[0] : loud[-1]], clip.rate)


def test_what_was_put_on_the_tracks_is_measured() -> None:
    """Latency, pause and overlap against where the pieces were put; a detector of 20 ms frames errs by a few."""
    line = trimmed(spoken("Where is my parcel, and when does it come?"))
    answer = trimmed(spoken("I am looking for it", "en-us+f3"))
    end = 1 + line.seconds
    second = end + 2 + answer.seconds + 3
    third = second + answer.seconds + 1
    barge = third + line.seconds - 1.5
    tracks = two_tracks(
        ("customer", 1, line), ("trainee", end + 2, answer), ("trainee", second, answer),
        ("customer", third, line), ("trainee", barge, answer), seconds=barge + 5,
    )  # fmt: skip
    call = Transcript(
        turns=(
            Turn(speaker="customer", text="x", start=1, end=end),
            Turn(speaker="trainee", text="y", start=end + 1.9, end=second + answer.seconds + 0.1),
            Turn(speaker="customer", text="x", start=third, end=third + line.seconds),
            Turn(speaker="trainee", text="y", start=barge, end=barge + answer.seconds + 0.2),
            Turn(speaker="trainee", text="typed"),
            Turn(speaker="trainee", text="", start=barge + 3, end=barge + 4),
        )
    )
    first, reply, again, over, typed, nothing = (turn.measured for turn in measure(call, *tracks).turns)
    assert first is not None
    assert first.latency is None  # nobody had spoken before
    assert first.voiced == pytest.approx(line.seconds, abs=0.15)
    assert reply is not None
    assert reply.latency == pytest.approx(2.0, abs=0.15)
    assert reply.pause == pytest.approx(3.0, abs=0.15)
    assert reply.voiced == pytest.approx(2 * answer.seconds, abs=0.2)
    assert reply.overlap == 0
    assert again is not None
    assert again.latency == pytest.approx(1.0, abs=0.15)
    assert over is not None
    assert over.latency == pytest.approx(-1.5, abs=0.15)
    assert over.overlap == pytest.approx(min(1.5, answer.seconds), abs=0.2)
    assert typed is None
    assert nothing is None


def test_the_same_tracks_give_the_same_figures() -> None:
    line = spoken()
    tracks = two_tracks(("customer", 0.5, line), ("trainee", 1 + line.seconds, line), seconds=3 + 2 * line.seconds)
    turns = (
        Turn(speaker="customer", text=LINE, start=0.5, end=0.5 + line.seconds),
        Turn(speaker="trainee", text=LINE, start=1 + line.seconds, end=1 + 2 * line.seconds),
    )
    once = measure(Transcript(turns=turns), *tracks)
    assert measure(once, *tracks) == once
    customer, trainee = (turn.measured for turn in once.turns)
    assert customer is not None
    assert trainee is not None
    assert customer.voiced == pytest.approx(trainee.voiced, abs=0.05)
    assert customer.pitch == pytest.approx(trainee.pitch, abs=1)


def test_half_as_loud_is_six_decibels_less() -> None:
    line = spoken()
    softer = Clip(np.rint(line.samples / 2).astype(np.int16))
    turn = Turn(speaker="trainee", text=LINE, start=0, end=line.seconds)
    loud, soft = (measure(Transcript(turns=(turn,)), silence(1), clip).turns[0].measured for clip in (line, softer))
    assert loud is not None
    assert soft is not None
    assert loud.loudness is not None
    assert soft.loudness == pytest.approx(loud.loudness - 6.02, abs=0.3)


def test_silence_shorter_than_a_quarter_of_a_second_is_part_of_talking() -> None:
    word = trimmed(spoken("number"))
    near = word + silence(0.15) + word
    apart = word + silence(0.8) + word
    assert len(stretches(silence(0.5) + near + silence(0.5))) == 1
    assert len(stretches(silence(0.5) + apart + silence(0.5))) == 2
    assert stretches(silence(2.0)) == ()
    assert stretches(silence(0.0)) == ()


def test_a_faint_flat_voice_is_advised_and_a_lively_one_is_not() -> None:
    def call(**measured: float) -> Transcript:
        turn = Turn(speaker="trainee", text="x", start=0, end=2, measured=Measured(voiced=1.5, **measured))
        return Transcript(turns=(turn,))

    faint, lively = (figures(call(loudness=db, pitch=120, pitch_range=st)) for db, st in ((-50, 1.2), (-24, 7)))
    assert faint is not None
    assert faint.advice == ("louder", "livelier")
    assert lively is not None
    assert lively.advice == ()
    assert figures(Transcript(turns=(Turn(speaker="trainee", text="typed"),))) is None
