"""The laws of durations a scenario file can name, fitted to measured lengths by maximum likelihood."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import optimize, special, stats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

QUANTILES: Final = 101


@dataclass(frozen=True)
class Law:
    """A fitted law: name, AIC, distance from the data (Kolmogorov-Smirnov), mean, curve, the file's words."""

    name: str
    aic: float
    distance: float
    mean_s: float
    cdf: Callable[[NDArray[np.float64]], NDArray[np.float64]]
    yaml: dict[str, Any]


def _law(
    name: str, lengths: NDArray[np.float64], log_density: NDArray[np.float64], parameters: int,
    cdf: Callable[[NDArray[np.float64]], NDArray[np.float64]], yaml: dict[str, Any],
) -> Law:  # fmt: skip
    aic = 2 * parameters - 2 * float(log_density.sum())
    mean = float(next(iter(yaml.values()))["mean"].removesuffix(" s"))
    return Law(name, aic, distance(lengths, cdf), mean, cdf, yaml)


def distance(lengths: NDArray[np.float64], cdf: Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> float:
    """The largest gap between a law's curve and the measured one, at whole steps of the measured."""
    values, counts = np.unique(lengths, return_counts=True)
    after = np.cumsum(counts) / len(lengths)
    middle = (after + np.concatenate([[0.0], after[:-1]])) / 2
    return float(np.abs(cdf(values) - middle).max())


def exponential(lengths: NDArray[np.float64]) -> Iterator[Law]:
    """Mean = the sample mean."""
    law = stats.expon(scale=lengths.mean())
    yield _law("exponential", lengths, law.logpdf(lengths), 1, law.cdf, {"exponential": {"mean": _s(lengths.mean())}})


def gamma(lengths: NDArray[np.float64]) -> Iterator[Law]:
    """Shape from log(mean) - mean(log) = log(k) - digamma(k)."""
    mean = lengths.mean()
    gap = math.log(mean) - np.log(lengths).mean()
    if gap <= 1e-9:
        return
    shape = optimize.brentq(lambda k: math.log(k) - special.digamma(k) - gap, 1e-3, 1e6)
    law = stats.gamma(shape, scale=mean / shape)
    yaml = {"gamma": {"mean": _s(mean), "cv": round(shape**-0.5, 3)}}
    yield _law("gamma", lengths, law.logpdf(lengths), 2, law.cdf, yaml)


def erlang(lengths: NDArray[np.float64]) -> Iterator[Law]:
    """Gamma of whole shape: the likelier neighbour of the best real shape."""
    mean = lengths.mean()
    best: Law | None = None
    for stages in range(1, 31):
        law = stats.gamma(stages, scale=mean / stages)
        yaml = {"erlang": {"mean": _s(mean), "stages": stages}}
        one = _law(f"Erlang-{stages}", lengths, law.logpdf(lengths), 2, law.cdf, yaml)
        if best is not None and one.aic > best.aic:
            break
        best = one
    if best is not None and best.name != "Erlang-1":
        yield best


def lognormal(lengths: NDArray[np.float64]) -> Iterator[Law]:
    """Mean and deviation of the logarithms; the file states mean and median."""
    logs = np.log(lengths)
    location, scale = logs.mean(), logs.std()
    if scale < 1e-9:
        return
    law = stats.lognorm(scale, scale=math.exp(location))
    yaml = {
        "lognormal": {
            "mean": _s(math.exp(location + scale**2 / 2)),
            "cv": round(math.sqrt(math.expm1(scale**2)), 3),
        }
    }
    yield _law("lognormal", lengths, law.logpdf(lengths), 2, law.cdf, yaml)


def hyperexponential(lengths: NDArray[np.float64]) -> Iterator[Law]:
    """Two branches of balanced means, by mean and CV, which is how the file states it; only for CV > 1."""
    mean = lengths.mean()
    if lengths.std() <= mean:
        return

    def branches(logs: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        squared = 1 + math.exp(logs[1])
        first = (1 + math.sqrt((squared - 1) / (squared + 1))) / 2
        shares = np.array([first, 1 - first])
        return shares, 2 * shares / math.exp(logs[0])

    def log_density(logs: NDArray[np.float64]) -> NDArray[np.float64]:
        shares, rates = branches(logs)
        first, second = np.log(shares * rates)[:, None] - rates[:, None] * lengths
        return np.asarray(np.logaddexp(first, second))

    start = np.array([math.log(mean), math.log((lengths.std() / mean) ** 2 - 1)])

    def unlikely(logs: NDArray[np.float64]) -> float:
        return -float(log_density(logs).sum())

    found = np.asarray(optimize.minimize(unlikely, start, method="Nelder-Mead").x)
    shares, rates = branches(found)
    yaml = {
        "hyperexponential": {
            "mean": _s(math.exp(found[0])),
            "cv": round(math.sqrt(1 + math.exp(found[1])), 3),
        }
    }

    def cdf(at: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(1 - np.exp(-np.outer(at, rates)) @ shares)

    yield _law("hyperexponential", lengths, log_density(found), 2, cdf, yaml)


CANDIDATES: Final = (exponential, gamma, erlang, lognormal, hyperexponential)


def empirical(lengths: NDArray[np.float64], count: int = QUANTILES) -> dict[str, Any]:
    """The measured curve as equally spaced quantiles; the last is set so that the mean is the measured mean.

    Drawn linearly, a true maximum would spread the last percent evenly up to the one longest call.
    """
    quantiles = np.quantile(lengths, np.linspace(0, 1, count))
    return {"empirical": {"unit": "s", "quantiles": with_mean(quantiles, float(lengths.mean()))}}


def with_mean(quantiles: NDArray[np.float64], mean: float) -> list[float]:
    """The quantiles with the last one moved, never below its neighbour, so that the mean is ``mean``."""
    inner = rounded(quantiles)[:-1]
    last = 2 * (mean * len(inner) - sum(inner) + inner[0] / 2)
    return [*inner, max(*rounded(np.array([last])), inner[-1])]


def rounded(quantiles: NDArray[np.float64]) -> list[float]:
    """To tenths of a second below 10 s, to seconds above; whole numbers as such, for they are to be read."""
    tenths = [round(float(value), 1) for value in quantiles]
    return [round(value) if value >= 10 or value.is_integer() else value for value in tenths]


def _s(seconds: float) -> str:
    return f"{seconds:.1f} s"
