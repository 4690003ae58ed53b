"""How long calls last: the laws that might describe it, and what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.fit.laws import CANDIDATES, Law, empirical

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR: Final = 0.02
"""A law whose curve is nowhere further than this from the measured one is good enough to run a center on."""
REFUSED: Final = 1.36
"""Kolmogorov-Smirnov refuses a law at 5 % beyond this over the square root of the number of calls."""
MEAN_OFF: Final = 0.05
"""The load hangs on the mean, so a law must have the measured mean within this share."""
SHORT_S: Final = 10.0


@dataclass(frozen=True)
class TalkFit:
    """The talk times of one queue: laws from the likeliest down (AIC), and the one for the scenario file.

    ``yaml``: the duration as the file has it: the likeliest law with the right mean, if it is near enough;
    else the measured curve.
    """

    queue: str
    talk_s: NDArray[np.float64]
    laws: tuple[Law, ...]
    yaml: dict[str, Any]

    @property
    def chosen(self) -> Law | None:
        """The law in the file, or None for the measured curve."""
        return next((law for law in self.laws if law.yaml == self.yaml), None)

    @property
    def short_share(self) -> float:
        """The share of services under 10 s."""
        return float((self.talk_s < SHORT_S).mean())


def fit_talk(queue: str, talk_s: NDArray[np.float64]) -> TalkFit:
    """The laws of one queue's talk times; at least one call must be given."""
    laws = _likeliest(talk_s)
    mean = talk_s.mean()
    sound = [law for law in laws if abs(law.mean_s - mean) <= MEAN_OFF * mean]
    near = bool(sound) and sound[0].distance <= allowed(len(talk_s))
    return TalkFit(queue, talk_s, laws, sound[0].yaml if near else empirical(talk_s))


def allowed(calls: int) -> float:
    """How far a law may be from the measured curve of so many calls: 2 %, or what chance alone would do."""
    return max(NEAR, REFUSED / float(np.sqrt(calls)))


def _likeliest(talk_s: NDArray[np.float64]) -> tuple[Law, ...]:
    """The laws by AIC.  A time of 0 s counts as half a second, for logs are in whole seconds."""
    positive = np.maximum(talk_s, 0.5)
    return tuple(sorted((law for fit in CANDIDATES for law in fit(positive)), key=lambda law: law.aic))


def sentence(fit: TalkFit) -> str:
    """What was measured, which law is in the file, and why."""
    n, limit = len(fit.talk_s), allowed(len(fit.talk_s))
    mean = float(fit.talk_s.mean())
    cv = float(fit.talk_s.std()) / mean if mean else 0.0
    measured = f"{n:,} calls, mean {mean:.0f} s, CV {cv:.2f}, {fit.short_share:.1%} under {SHORT_S:.0f} s"
    best = fit.laws[0]
    likeliest = f"likeliest is {best.name}, up to {best.distance:.1%} off the measured curve"
    if fit.chosen is None:
        return f"{measured}; {likeliest} ({limit:.1%} allowed), so the file holds the measured curve"
    rest = "which is near enough" if fit.chosen is best else f"but the file has {fit.chosen.name} for its mean"
    return f"{measured}; {likeliest} ({limit:.1%} allowed), {rest}"


def sentence_on_short(fits: list[TalkFit]) -> str:
    """What became of very short services."""
    talk_s = np.concatenate([fit.talk_s for fit in fits])
    short = talk_s < SHORT_S
    busiest = max(fits, key=lambda fit: len(fit.talk_s))
    longer = busiest.talk_s[busiest.talk_s >= SHORT_S]
    kept = f"{short.mean():.1%} of services last under {SHORT_S:.0f} s; kept, for the caller was gone then"
    if not short.any() or len(longer) < 2:
        return kept
    best = _likeliest(longer)[0]
    return (
        f"{kept}; Brown et al. (2005) found agents hanging up on callers to rest. Without them the mean "
        f"would be {talk_s[~short].mean():.0f} s, not {talk_s.mean():.0f} s, and the likeliest law for "
        f"{busiest.queue} {best.name}, up to {best.distance:.1%} off"
    )
