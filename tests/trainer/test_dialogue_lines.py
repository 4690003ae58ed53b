"""What a customer says: other words every time, and yet the same for a seed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.dialogue.facts import Fact
from trainer.dialogue.lines import band_of, chosen, spoken, variants, written_out

SEEDS = st.integers(min_value=0, max_value=10**9)


@given(seed=SEEDS, options=st.lists(st.text(min_size=1), min_size=1, max_size=6, unique=True))
def test_every_wording_comes_once_before_any_comes_again(seed: int, options: list[str]) -> None:
    assert sorted(chosen(options, seed, "move", visit) for visit in range(len(options))) == sorted(options)


@given(seed=SEEDS)
def test_the_same_seed_says_the_same(seed: int) -> None:
    line = "[Well|So|Right], {customer}, [it came|nothing came]."
    assert spoken(line, {"customer": "Ida"}, seed, "key") == spoken(line, {"customer": "Ida"}, seed, "key")


def test_seeds_differ() -> None:
    line = "[a|b|c|d] [e|f|g|h]"
    assert len({spoken(line, {}, seed, "key") for seed in range(50)}) > 10


def test_an_empty_choice_leaves_no_gap() -> None:
    said = {spoken("[|Listen,] where is it [|now]?", {}, seed, "key") for seed in range(30)}
    assert said == {"Where is it?", "Where is it now?", "Listen, where is it?", "Listen, where is it now?"}


@pytest.mark.parametrize(
    ("anger", "band"), [(0, "calm"), (3, "calm"), (4, "cross"), (6, "cross"), (7, "furious"), (10, "furious")]
)
def test_the_mood_picks_the_lines(anger: float, band: str) -> None:
    assert band_of(anger) == band


def test_a_mood_without_lines_takes_the_nearest() -> None:
    assert variants({"furious": ("Now!",), "cross": ("Well?",)}, "calm") == ("Well?",)


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        ({"money": "49.90 EUR"}, "en", "49.90 €"),
        ({"money": "49.90 EUR"}, "ru", "49,90 €"),
        ({"money": "50 EUR"}, "en", "50 €"),
        ({"date": "12 May"}, "en", "12 May"),
        ({"date": "12 May"}, "ru", "12 мая"),
        ({"date": "3 March 1984"}, "ro", "3 martie 1984"),
        ({"code": "R-2291"}, "fa", "R-2291"),
        ({"percent": "15%"}, "en", "15%"),
        ({"duration": "3 days"}, "en", "3 days"),
        ({"word": "Mill Lane", "spoken": "number four, Mill Lane"}, "en", "number four, Mill Lane"),
    ],
)  # fmt: skip
def test_a_fact_is_written_as_its_language_writes_it(value: dict[str, str], language: str, written: str) -> None:
    """The ways of writing are those of the Unicode locale data (Babel)."""
    assert written_out(Fact(label="it", **value), language) == written
