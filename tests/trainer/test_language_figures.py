"""Expected values are those of the Unicode locale data, as babel has them."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal, get_minus_sign_symbol

from trainer.language import LANGUAGES
from trainer.language.figures import clock, digits, figure, signed

LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
"""babel has Persian signs, and leaves the figures to others."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0.0, 0.5, 7.25, 12.0, 999.125])
def test_a_number_is_written_as_the_locale_data_say(language: str, number: float) -> None:
    expected = format_decimal(number, format="0.###", locale=language, numbering_system="default")
    assert figure(number, language, 3).translate(LATIN) == expected


def test_persian_numbers_have_persian_figures_and_their_sign_before_them() -> None:
    assert figure(0.5, "fa") == "۰٫۵"
    assert figure(-23.4, "fa", 0) == f"{get_minus_sign_symbol('fa', numbering_system='default')}۲۳"
    assert digits("50%", "fa") == "۵۰٪"
    assert clock(65.2, "fa") == "۱:۰۵"


def test_a_number_is_rounded_and_ends_in_no_zeros() -> None:
    assert [figure(one, "uk") for one in (0.04, 0.96, 10.0, -0.04, 100.0)] == ["0", "1", "10", "0", "100"]
    assert [signed(one, "uk") for one in (1.5, -1.5, 0.0)] == ["+1,5", "−1,5", "+0"]
    assert clock(125.9, "en") == "2:05"
