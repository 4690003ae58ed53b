"""What months and weekdays are called, from the Unicode locale data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from trainer.language.spelling import spelled
from trainer.language.stems import stems

_IRANIAN = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
"""Iran's calendar stands beside the other; a date in it is compared by its own months, 21 to 32."""


@lru_cache
def month_names(language: str) -> Mapping[str, int]:
    """Months 1 to 12 by every form of their names."""
    iranian = {spelled(name, language): 20 + number for number, name in enumerate(_IRANIAN, 1)}
    return _numbered(language, "months") | (iranian if language == "fa" else {})


@lru_cache
def weekday_names(language: str) -> Mapping[str, int]:
    """Weekdays 0 (Monday) to 6 by every form of their names."""
    return _numbered(language, "days")


def _numbered(language: str, what: str) -> dict[str, int]:
    from babel import Locale

    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for number, name in getattr(Locale.parse(language), what)[context]["wide"].items():
            names |= dict.fromkeys(_forms(spelled(name, language), language), int(number))
    return names


def _forms(name: str, language: str) -> frozenset[str]:
    if language in ("ru", "uk"):
        return stems(name, language)
    # Elsewhere a stem is too little: in Romanian Monday has that of "month", and Tuesday that of "March".
    return frozenset({name, *({f"{name}a", f"{name[:-1]}ea"} if language == "ro" else ())})
