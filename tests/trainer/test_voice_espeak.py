"""espeak-ng: what it says, how long it takes, when each word comes, and that it is the same tomorrow."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from itertools import pairwise
from threading import Thread

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.dialogue import read_dialogue, shipped_dialogues
from trainer.sound import Clip
from trainer.voice import CALM, Manner
from trainer.voice.espeak import entries, identifier_of, speak, variants

pytest.importorskip("espeakng_loader", reason="no espeak-ng: pip install 'callfloor[voice]'")

LINE = "Why was I charged twice for this? I want my money back today."
SPOKEN = {
    "en": ("Good morning, why was I charged twice for this subscription?", 13),
    "ru": ("Здравствуйте, почему с меня дважды сняли деньги за подписку?", 18),
    "uk": ("Добрий день, чому з мене двічі зняли гроші за підписку?", 17),
    "ro": ("Bună ziua, de ce mi s-au luat banii de două ori?", 16),
    "fa": ("سلام، چرا دو بار از حساب من پول برداشتید؟", 15),
}
"""A line in each language and its syllables, counted by hand."""


@pytest.mark.parametrize("language", SPOKEN)
def test_a_line_lasts_as_long_as_a_person_would_take(language):
    # People speak 5 to 8 syllables a second in read speech (Pellegrino, Coupé and Marsico 2011, seven languages);
    # a calm customer may be slower, and the line has a pause in it.
    text, syllables = SPOKEN[language]
    clip = speak(text, language).clip
    assert 3 <= syllables / clip.seconds <= 8
    assert clip.level > -30


def test_every_voice_of_the_shipped_calls_is_known():
    known = {code for one in entries() for _, code in one.languages}
    for voice in {read_dialogue(name).raw["persona"]["voice"] for name in shipped_dialogues()}:
        language, _, variant = voice.partition("+")
        assert language in known
        assert not variant or variant in variants()


def test_words_come_one_after_the_other_and_stand_where_the_text_has_them():
    speech = speak(LINE, "en-us+m3")
    times = [at for at, _, _ in speech.words]
    assert [LINE[start:end] for _, start, end in speech.words] == LINE.replace("?", "").replace(".", "").split()
    assert all(one < other for one, other in pairwise(times))
    assert times[0] >= 0
    assert times[-1] < speech.clip.seconds


def test_a_word_begins_where_the_silence_before_it_ends():
    # The sound itself is the witness: a sentence ends in a pause, and "I" begins where the pause ends.
    speech = speak(LINE, "en-us+m3")
    second = next(at for at, start, _ in speech.words if start == LINE.index("I want"))
    assert speech.clip.between(second - 0.1, second - 0.02).level < -60
    assert speech.clip.between(second, second + 0.1).level > -40


@pytest.mark.parametrize("text", ["49.90 EUR", "۴۹٫۹۰ یورو", "R-2291, 12/05, 3:30 p.m."])
def test_a_number_of_many_words_is_no_word_twice(text):
    words = speak(text, "en").words
    assert all(one[0] < other[0] and one[2] <= other[1] for one, other in pairwise(words))


@pytest.mark.parametrize("voice", ["en-us+m3", "uk+f3", "fa"])
def test_a_quicker_manner_is_shorter(voice):
    lengths = [speak(LINE, voice, Manner(rate=rate)).clip.seconds for rate in (135, 175, 215)]
    assert lengths[0] > lengths[1] > lengths[2]


def test_a_higher_manner_is_higher():
    pitches = [pitch_of(speak(LINE, "en-us+m3", Manner(pitch=pitch)).clip) for pitch in (38, 50, 58, 72)]
    assert pitches == sorted(set(pitches))


def test_a_womans_voice_is_higher_than_a_mans():
    # Adult men speak at 85 to 155 Hz, women at 165 to 255 Hz (Titze, Principles of Voice Production, 1994).
    man, woman = (pitch_of(speak(LINE, f"en-us+{variant}").clip) for variant in ("m3", "f3"))
    assert man < 155
    assert woman > 165


def test_a_louder_manner_is_louder():
    levels = [speak(LINE, "en", Manner(volume=volume)).clip.level for volume in (70, 100, 150)]
    assert levels == sorted(set(levels))


def test_a_line_is_the_same_to_the_last_sample_whatever_was_said_before():
    first = speak(LINE, "en-us+m3").clip.samples
    speak(SPOKEN["uk"][0], "uk+f3", Manner(rate=215))
    np.testing.assert_array_equal(first, speak(LINE, "en-us+m3").clip.samples)


def test_a_line_is_the_same_to_the_last_sample_in_another_process():
    said = (
        f"from trainer.voice.espeak import speak; print(sha256(speak({LINE!r}, 'en-us+m3').clip.samples).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", f"from hashlib import sha256; {said}"], capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == sha256(speak(LINE, "en-us+m3").clip.samples.tobytes()).hexdigest()


def test_two_threads_at_once_do_not_disturb_each_other():
    alone = speak(LINE, "en").clip.samples
    together: list[Clip] = []
    threads = [Thread(target=lambda: together.append(speak(LINE, "en").clip)) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(together) == 4
    for clip in together:
        np.testing.assert_array_equal(clip.samples, alone)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_to_say_is_no_sound(text):
    assert speak(text, "en").clip.seconds == 0


def test_markup_and_phonemes_are_read_out_not_obeyed():
    slow = speak('<prosody rate="x-slow">Hello</prosody>', "en")
    assert "prosody" in {slow.text[start:end] for _, start, end in slow.words}
    assert speak("[[h@l'oU]] & so on </speak>", "en").clip.seconds > speak("so on", "en").clip.seconds
    assert speak("one\0two", "en").clip.seconds > speak("one", "en").clip.seconds * 1.4


def test_ten_thousand_characters_are_spoken():
    # Two thousand syllables, at the 3 to 8 a second of the lines above.
    speech = speak("four " * 2000, "en")
    assert 2000 / 8 < speech.clip.seconds < 2000 / 3
    assert len(speech.words) == 2000


def test_a_line_can_be_broken_off():
    assert speak(LINE * 50, "en", CALM, lambda: False).clip.seconds < 1


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("en-gb+m7", "gmw/en+m7"),
        ("EN_us", "gmw/en-US"),
        ("en-gb-scotland+f3", "gmw/en-GB-scotland+f3"),
        ("en-nowhere+m3", "gmw/en+m3"),
        ("uk+nobody", "zle/uk"),
        ("uk+../../passwd", "zle/uk"),
        ("gmw/en-US+f3", "gmw/en-US+f3"),
        ("klingon", "gmw/en"),
        ("", "gmw/en"),
    ],
)
def test_an_unknown_voice_is_the_usual_one_of_its_language(asked, spoken):
    assert identifier_of(asked) == spoken
    assert speak("Hello", asked).clip.seconds > 0.2


@given(st.text(max_size=60), st.sampled_from(["en-us+m3", "uk", "ru", "ro+f3", "fa", "nonsense"]))
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_is_spoken_with_its_words_in_place(text, voice):
    speech = speak(text, voice)
    assert all(0 <= at < speech.clip.seconds and 0 <= start < end <= len(text) for at, start, end in speech.words)
    assert all(one[0] < other[0] and one[2] <= other[1] for one, other in pairwise(speech.words))


def pitch_of(clip):
    """Median pitch in Hz of the loud 40 ms frames, by autocorrelation over that of the window (Boersma 1993)."""
    size = round(0.04 * clip.rate)
    window = np.hanning(size)
    own = np.correlate(window, window, "full")[size - 1 :]
    lags = np.arange(round(clip.rate / 400), round(clip.rate / 60))
    found = []
    for start in range(0, len(clip.samples) - size, size // 2):
        frame = clip.samples[start : start + size].astype(float) * window
        if np.sqrt(np.mean(frame**2)) < 500:
            continue
        part = np.correlate(frame, frame, "full")[size - 1 :] / own.clip(1e-9)
        best = lags[np.argmax(part[lags])]
        if part[best] > 0.6 * part[0]:
            found.append(clip.rate / best)
    return float(np.median(found))
