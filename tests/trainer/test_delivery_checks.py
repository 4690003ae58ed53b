"""The checks of delivery, from transcripts with times and measures: what passes, and the near miss."""

from __future__ import annotations

import pytest
from parcel import parcel

from trainer.language.fillers import filler_share
from trainer.rubric import CheckResult, score
from trainer.transcript import Measured, Transcript, Turn

WORDS = 24
LINE = " ".join(["parcel"] * WORDS)
"""48 syllables."""


def said(start: float, end: float, text: str = LINE, words: bool = False, **measured: float) -> Turn:
    found = Measured(**{"voiced": end - start} | measured) if measured else None
    heard = tuple((word, 0.9) for word in text.split()) if words else ()
    return Turn(speaker="trainee", text=text, start=start, end=end, measured=found, words=heard)


def customer(start: float, end: float, text: str = LINE, voiced: float | None = None) -> Turn:
    found = None if voiced is None else Measured(voiced=voiced)
    return Turn(speaker="customer", text=text, start=start, end=end, move="no_more", measured=found)


def check(name: str, *turns: Turn, keeps_fillers: bool = False, ear_shut: bool = False) -> CheckResult:
    call = Transcript(trainee="Ana Marin", turns=turns, keeps_fillers=keeps_fillers, ear_shut=ear_shut)
    return score(parcel(), call).checks[name]


@pytest.mark.parametrize(
    ("voiced", "status"),
    [(12.0, "pass"), (10.1, "pass"), (9.9, "fail"), (14.9, "pass"), (15.1, "fail")],
)
def test_pace_is_syllables_per_second_of_voice(voiced: float, status: str) -> None:
    """The customer says 48 syllables in 12 s of voice, 4 a second; 20 per cent either way is 3.2 to 4.8."""
    assert check("pace", customer(0, 20, voiced=12.0), said(20, 50, voiced=voiced)).status == status


def test_pauses_do_not_make_a_trainee_slow() -> None:
    """Both take 12 s to say the same; the trainee thought for ten more."""
    turns = customer(0, 12, voiced=12.0), said(12, 34, voiced=12.0)
    assert check("pace", *turns).status == "pass"
    assert check("pace", customer(0, 12), said(12, 34)).status == "fail"  # of the bare times nothing better is known


def test_pace_and_share_are_of_the_same_measure_on_both_sides() -> None:
    """One turn was not measured: the turns' times count on both sides."""
    turns = customer(0, 12), said(12, 24, voiced=6.0)
    assert check("pace", *turns).finding.why.endswith("100% of the caller's pace")
    assert check("talk_share", *turns).finding.why == "50% of the talk"
    assert check("talk_share", customer(0, 12, voiced=12.0), said(12, 24, voiced=6.0)).finding.why == "33% of the talk"


@pytest.mark.parametrize(
    ("latency", "pause", "status"),
    [(5.0, 0.0, "pass"), (5.1, 0.0, "fail"), (0.5, 4.9, "pass"), (0.5, 5.1, "fail"), (-0.4, 0.0, "pass")],
)
def test_silence_before_an_answer_and_in_it_is_dead_air(latency: float, pause: float, status: str) -> None:
    answer = said(20, 40, voiced=10.0, latency=latency, pause=pause)
    assert check("dead_air", customer(0, 12, voiced=12.0), answer).status == status


def test_who_asks_to_hold_may_be_silent() -> None:
    hold = said(13, 40, "One moment please, I will look it up. It is on its way.", voiced=5.0, latency=1.0, pause=20.0)
    before = customer(0, 12, voiced=12.0)
    assert check("dead_air", before, hold).status == "pass"
    after = said(80, 90, voiced=8.0, latency=38.0, pause=0.5)
    assert check("dead_air", before, hold, customer(41, 42, "Fine.", voiced=0.8), after).status == "pass"
    late = said(20, 40, hold.text, voiced=5.0, latency=8.0, pause=20.0)
    assert check("dead_air", before, late).status == "fail"  # nobody had been asked yet


def test_who_says_nothing_is_silent_to_the_end() -> None:
    nothing = Turn(speaker="trainee", text="", start=12, end=19)
    assert check("dead_air", customer(0, 12), nothing).finding.why == "longest silence 7.0 s"
    assert check("dead_air", customer(0, 12), nothing).status == "fail"


@pytest.mark.parametrize(("seconds", "status"), [(0.0, "pass"), (1.0, "pass"), (1.1, "fail")])
def test_talking_at_once_for_more_than_a_second_is_competing(seconds: float, status: str) -> None:
    turns = customer(0, 12, voiced=12.0), said(10, 20, voiced=9.0, latency=-2.0, overlap=seconds)
    assert check("overlap", *turns).status == status
    assert check("overlap", *turns, ear_shut=True).status == "not measured"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"um {' '.join(['word'] * 24)}", "fail"),  # 1 of 25 is 4 per cent
        (f"um {' '.join(['word'] * 25)}", "pass"),  # 1 of 26
        ("um uh er word", "not measured"),  # too few words to tell
    ],
)
def test_fillers_stay_under_four_per_cent(text: str, status: str) -> None:
    assert check("fillers", said(0, 10, text, words=True), keeps_fillers=True).status == status


def test_fillers_are_claimed_only_where_they_are_kept_and_were_spoken() -> None:
    text = " ".join(["um"] * WORDS)
    assert check("fillers", said(0, 10, text, words=True)).status == "not measured"
    assert check("fillers", said(0, 10, text), keeps_fillers=True).status == "not measured"  # typed
    doubted = said(0, 10, text).model_copy(update={"words": (("um", 0.3),)})
    assert check("fillers", doubted, keeps_fillers=True).status == "pass"


def test_fillers_are_not_claimed_of_an_answer_that_the_trainee_wrote_down_since() -> None:
    text = " ".join(["um"] * WORDS)
    right = said(0, 10, text, words=True).put_right(" ".join(["word"] * WORDS))
    assert check("fillers", right, keeps_fillers=True).status == "not measured"


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Um, I... uhhh, err, ermm. The umbrella, sir.", "en", (4, 8)),
        ("Uh-huh. Mm-hm.", "en", (0, 2)),  # "I am listening"
        ("Э-э, эээ, ну, это самое, завтра. Это этаж.", "ru", (4, 8)),
        ("Е-ее, ммм, так би мовити, завтра. Є екран.", "uk", (5, 8)),
        ("Ăăă, ăm, îm, am înțeles.", "ro", (3, 5)),
        ("امم، اوووم، خسته ام", "fa", (2, 4)),
        ("", "en", (0, 0)),
    ],
)
def test_fillers_are_told_from_words(text: str, language: str, found: tuple[int, int]) -> None:
    assert filler_share(text, language) == found
