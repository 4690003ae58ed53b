from __future__ import annotations

import pytest
from pygame import Color
from window import App  # noqa: F401  # chooses the driver without a screen before pygame starts

from trainer.ui.theme import Theme, scale_of

INKS = [
    ("ink", "surface"), ("ink", "background"), ("ink", "sunken"), ("muted", "surface"), ("muted", "background"),
    ("muted", "sunken"), ("accent_ink", "accent"), ("accent_ink", "accent_hover"), ("accent_text", "accent_soft"),
    ("good", "good_soft"), ("good", "surface"), ("warn", "warn_soft"), ("warn", "surface"), ("bad", "bad_soft"),
    ("bad", "surface"), ("rail_ink", "rail_chosen"), ("rail_muted", "rail"), ("rail_muted", "rail_hover"),
]  # fmt: skip
"""Every colour of letters, on every ground that the widgets put it on."""


def _light(colour: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Color, other: Color) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "least"), [("light", 4.5), ("contrast", 7.0)])
def test_letters_have_the_contrast_that_wcag_asks_for(name: str, least: float) -> None:
    """WCAG 2.2, success criteria 1.4.3 (4.5 to 1) and 1.4.6 (7 to 1)."""
    theme = Theme(name, 1.0)  # type: ignore[arg-type]
    assert {pair: round(_contrast(theme[pair[0]], theme[pair[1]]), 1) for pair in INKS
            if _contrast(theme[pair[0]], theme[pair[1]]) < least} == {}  # fmt: skip


@pytest.mark.parametrize("name", ["light", "contrast"])
def test_the_edges_of_fields_and_the_focus_can_be_seen(name: str) -> None:
    """WCAG 2.2, success criterion 1.4.11: 3 to 1."""
    theme = Theme(name, 1.0)  # type: ignore[arg-type]
    for ground in ("surface", "background"):
        assert _contrast(theme["outline"], theme[ground]) >= 3
    assert _contrast(theme["focus"], theme["rail"]) >= 3


def test_larger_text_is_larger_on_every_screen_and_leaves_room_for_the_layout() -> None:
    for size in ((1280, 720), (1920, 1080), (3840, 2160)):
        scales = [scale_of(size, text) for text in ("normal", "large", "largest")]
        assert scales == sorted(set(scales))
        assert size[0] / scales[-1] >= 1000
    assert scale_of((1280, 720), "normal") == 1.0
