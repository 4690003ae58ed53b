"""How long things take and how long people wait: the laws of durations that a scenario may name."""

from __future__ import annotations

import math
from abc import abstractmethod
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

import numpy as np
from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from sim.schema import BY_INTERVAL, ONE, Part
from sim.units import DAY, SECOND, Duration, Share, seconds

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

Positive = Annotated[int, Duration.__metadata__[0], Field(gt=0)]
"""A duration longer than nothing, in microseconds."""


class Law(Part):
    """A law of durations, one for each call."""

    @abstractmethod
    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """Seconds, >= 0, one for each call; infinite means for ever.

        ``since_open``: microseconds from opening time to each caller's first call.
        """

    @property
    @abstractmethod
    def mean_s(self) -> float:
        """The mean in seconds, infinite where some never end."""


class LawOfMean(Law):
    """A law whose file states its mean."""

    mean: Positive

    @property
    def mean_s(self) -> float:
        """The stated mean, in seconds."""
        return seconds(self.mean)


class Deterministic(Law):
    """Always the same length."""

    family: Literal["deterministic"] = "deterministic"
    mean: Duration

    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """The one length, for every call."""
        return np.full(len(since_open), self.mean_s)

    @property
    def mean_s(self) -> float:
        """The one length, in seconds."""
        return seconds(self.mean)


class Exponential(LawOfMean):
    """The law without memory."""

    family: Literal["exponential"] = "exponential"

    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """Exponential variates."""
        return rng.standard_exponential(len(since_open)) * self.mean_s


class Gamma(LawOfMean):
    """Gamma, by mean and coefficient of variation."""

    family: Literal["gamma"] = "gamma"
    cv: float = Field(ge=0.001, le=1000)

    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """Gamma variates of shape 1 / cv^2."""
        shape = self.cv**-2
        return rng.standard_gamma(shape, len(since_open)) * (self.mean_s / shape)


class Erlang(LawOfMean):
    """The sum of so many equal exponential stages."""

    family: Literal["erlang"] = "erlang"
    stages: int = Field(ge=1)

    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """Gamma variates of whole shape."""
        return rng.standard_gamma(self.stages, len(since_open)) * (self.mean_s / self.stages)


class Lognormal(LawOfMean):
    """Lognormal, by mean and coefficient of variation or by mean and median."""

    family: Literal["lognormal"] = "lognormal"
    cv: float | None = Field(None, ge=0.001, le=1000)
    median: Positive | None = None

    @model_validator(mode="after")
    def _one_spread(self) -> Self:
        if (self.cv is None) == (self.median is None):
            raise ValueError("give the mean and either cv or median")
        if self.median is not None and self.median >= self.mean:
            raise ValueError("the median of a lognormal is below its mean")
        return self

    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """Exponentials of normal variates."""
        if self.cv is not None:
            variance = math.log1p(self.cv**2)
        else:
            variance = 2 * math.log(self.mean / (self.median or self.mean))
        location = math.log(self.mean_s) - variance / 2
        return np.exp(location + math.sqrt(variance) * rng.standard_normal(len(since_open)))


class Branch(Part):
    """One kind of call in a mixture: how often, and how long on average."""

    share: Share
    mean: Positive


class Hyperexponential(Law):
    """A mixture of exponentials: by its branches, or by mean and cv with balanced means."""

    family: Literal["hyperexponential"] = "hyperexponential"
    mean: Positive | None = None
    cv: float | None = Field(None, ge=1, le=1000)
    branches: tuple[Branch, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        by_moments = self.mean is not None and self.cv is not None
        if by_moments == bool(self.branches) or (self.branches and (self.mean or self.cv)):
            raise ValueError("give either mean and cv, or branches")
        if self.branches and abs(sum(branch.share for branch in self.branches) - 1) > 1e-6:
            raise ValueError("the shares of the branches must add up to 100%")
        return self

    def _mixture(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Shares and means (seconds) of the branches; balanced means as in Allen (1990), section 3.2.9."""
        if self.mean is None or self.cv is None:
            shares = np.array([branch.share for branch in self.branches])
            return shares, np.array([seconds(branch.mean) for branch in self.branches])
        squared = self.cv**2
        first = (1 + math.sqrt((squared - 1) / (squared + 1))) / 2
        shares = np.array([first, 1 - first])
        return shares, seconds(self.mean) / (2 * shares)

    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """A branch by its share, then an exponential of the branch's mean."""
        shares, means = self._mixture()
        # Two numbers a call, side by side: what one call draws does not hang on how many others there are.
        which, level = rng.random((len(since_open), 2)).T
        branch = np.searchsorted(np.cumsum(shares)[:-1], which, side="right")
        lengths: NDArray[np.float64] = -np.log1p(-level) * means[branch]
        return lengths

    @property
    def mean_s(self) -> float:
        """The mean over the branches, in seconds."""
        shares, means = self._mixture()
        return float(shares @ means)


class Empirical(Law):
    """What was measured: equally spaced quantiles from the shortest to the longest, linear in between."""

    family: Literal["empirical"] = "empirical"
    unit: Literal["s", "min"]
    quantiles: tuple[float, ...] = Field(min_length=2)
    for_ever: Share = 0.0

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if min(self.quantiles) < 0 or list(self.quantiles) != sorted(self.quantiles):
            raise ValueError("quantiles must be at least 0 and rise")
        if self._table()[-1] > seconds(7 * DAY):
            raise ValueError("the last quantile is longer than a week; check the unit")
        return self

    def _table(self) -> NDArray[np.float64]:
        return _in_seconds(self.quantiles, self.unit)

    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """The quantile of a uniform variate; the share ``for_ever`` never ends."""
        level = rng.random(len(since_open))
        ends = 1 - self.for_ever
        if ends == 0:
            return np.full(len(since_open), np.inf)
        lengths = np.interp(level / ends, _levels(len(self.quantiles)), self._table())
        return np.where(level < ends, lengths, np.inf)

    @property
    def mean_s(self) -> float:
        """The mean in seconds; infinite where some wait for ever."""
        table = self._table()
        return math.inf if self.for_ever else float((table[:-1] + table[1:]).mean() / 2)


# Drawn from day after day: worked out once.
@lru_cache(maxsize=256)
def _in_seconds(quantiles: tuple[float, ...], unit: Literal["s", "min"]) -> NDArray[np.float64]:
    return np.array(quantiles) * (60.0 if unit == "min" else 1.0)


@lru_cache(maxsize=256)
def _levels(quantiles: int) -> NDArray[np.float64]:
    return np.linspace(0, 1, quantiles)


_FAMILIES = ("deterministic", "exponential", "gamma", "erlang", "lognormal", "hyperexponential", "empirical")


def _spelled_out(value: Any) -> Any:
    """``{exponential: {mean: 20 s}}`` and plain ``20 s``, as the fields of the model."""
    if isinstance(value, str):
        return {"family": "deterministic", "mean": value}
    if isinstance(value, Law) or (isinstance(value, dict) and "family" in value):
        return value
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in _FAMILIES:
        raise ValueError(
            f"{'this' if isinstance(value, dict) else value} is not a law of durations; write a duration such as 20 s,"
            f" or one of {', '.join(_FAMILIES)} with its numbers, such as {{exponential: {{mean: 3 min}}}}"
        )
    family, numbers = next(iter(value.items()))
    return {"family": family, **numbers} if isinstance(numbers, dict) else {"family": family, "mean": numbers}


OneLaw = Annotated[
    Annotated[
        Deterministic | Exponential | Gamma | Erlang | Lognormal | Hyperexponential | Empirical,
        Field(discriminator="family"),
    ],
    BeforeValidator(_spelled_out),
]


class ByInterval(Law):
    """A law for each interval of the day, by when the caller first called; the last goes on to the end."""

    every: Positive
    each: tuple[OneLaw, ...] = Field(min_length=1)

    def draw(self, rng: Generator, since_open: NDArray[np.int64]) -> NDArray[np.float64]:
        """Drawn interval by interval, from the interval's own law and stream."""
        interval = np.clip(since_open // self.every, 0, len(self.each) - 1)
        drawn = np.empty(len(since_open))
        for index, (law, own) in enumerate(zip(self.each, rng.spawn(len(self.each)), strict=True)):
            here = interval == index
            drawn[here] = law.draw(own, since_open[here])
        return drawn

    @property
    def mean_s(self) -> float:
        """The plain mean over the intervals, in seconds."""
        return float(np.mean([law.mean_s for law in self.each]))


def _ends(law: Law) -> Law:
    if not math.isfinite(law.mean_s):
        raise ValueError("this would go on for ever; only patience can")
    return law


def _kind(value: Any) -> str:
    each = "each" in value if isinstance(value, dict) else isinstance(value, ByInterval)
    return BY_INTERVAL if each else ONE


AnyLaw = Annotated[Annotated[ByInterval, Tag(BY_INTERVAL)] | Annotated[OneLaw, Tag(ONE)], Discriminator(_kind)]
"""What a file may say of a duration: one law, or one for each interval of the day."""


EndingLaw = Annotated[AnyLaw, AfterValidator(_ends)]
"""The same for what comes to an end, as all but patience does."""


def to_microseconds(lengths: NDArray[np.float64]) -> NDArray[np.int64]:
    """Float seconds as whole microseconds, to the nearest; infinite as a moment that never comes."""
    scaled = lengths * SECOND
    np.minimum(scaled, 2.0**62, out=scaled)
    return np.rint(scaled, out=scaled).astype(np.int64)
