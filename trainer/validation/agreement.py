"""Agreement of the checks with people: Cohen's kappa for every check, Spearman's rank correlation for the totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.errors import Problem
from sim.streams import stream
from trainer.dialogue import load_dialogue
from trainer.errors import TranscriptError
from trainer.rubric import Score, score

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trainer.validation.corpus import Corpus, Rated

RESAMPLES = 2000
CONFIDENCE = 0.95
FEWEST = 5
"""Calls under which no agreement is stated."""


@dataclass(frozen=True)
class Figure:
    """An agreement and the interval it lies in (percentile bootstrap over calls); nan where everybody always said the
    same, for then chance explains all."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class CheckAgreement:
    """One check: how many verdicts were compared, the share that were the same, and kappa.

    ``people``: kappa of people with each other, averaged over pairs of them; None with one person only.
    """

    name: str
    count: int
    same: float
    kappa: Figure
    people: float | None


@dataclass(frozen=True)
class Agreement:
    """What `validate` prints.

    ``pooled``: all checks together.  ``totals``: Spearman's correlation of points, people's being the share of checks
    they passed, unless they gave points; None for fewer than ``FEWEST`` calls.
    """

    calls: int
    people: tuple[str, ...]
    checks: tuple[CheckAgreement, ...]
    pooled: CheckAgreement
    totals: Figure | None
    differences: tuple[tuple[str, str, str, str], ...]
    """Call, check, what people said, what the program said."""


def agreement(corpus: Corpus, *, unseen: bool | None = None) -> Agreement:
    """The agreement over a corpus, or over its unseen or its other part."""
    rated = [one for one in corpus.transcripts if unseen is None or one.unseen is unseen]
    dialogues = {name: load_dialogue(name) for name in {one.dialogue for one in rated}}
    scores = [score(dialogues[one.dialogue], one.transcript) for one in rated]
    people = sorted({person for one in rated for person in one.verdicts})
    pairs = list(_pairs(rated, scores))
    names = list(dict.fromkeys(pair.check for pair in pairs))
    checks = tuple(_agreement(name, [pair for pair in pairs if pair.check == name], rated, people) for name in names)
    differences = tuple(
        (rated[pair.call].name, pair.check, "pass" if pair.person else "fail", "pass" if pair.program else "fail")
        for pair in pairs if pair.person != pair.program
    )  # fmt: skip
    return Agreement(len(rated), tuple(people), checks, _agreement("all checks", pairs, rated, people),
                     _totals(rated, scores), differences)  # fmt: skip


@dataclass(frozen=True)
class _Pair:
    call: int
    check: str
    person: bool
    program: bool


def _pairs(rated: Sequence[Rated], scores: Sequence[Score]) -> Iterator[_Pair]:
    """Every verdict of a person beside the program's; what the program did not score is not compared."""
    for number, (one, scored) in enumerate(zip(rated, scores, strict=True)):
        for verdicts in one.verdicts.values():
            for check, verdict in verdicts.checks.items():
                found = scored.checks[check].status
                if found in ("pass", "fail"):
                    yield _Pair(number, check, verdict == "pass", found == "pass")


def _agreement(name: str, pairs: Sequence[_Pair], rated: Sequence[Rated], people: Sequence[str]) -> CheckAgreement:
    first = np.array([pair.person for pair in pairs], dtype=bool)
    second = np.array([pair.program for pair in pairs], dtype=bool)
    calls = np.array([pair.call for pair in pairs], dtype=np.int64)
    same = float(np.mean(first == second)) if len(pairs) else float("nan")
    figure = _with_interval(name, calls, lambda rows: cohens_kappa(first[rows], second[rows]))
    return CheckAgreement(
        name, len(pairs), same, figure, _among_people(None if name == "all checks" else name, rated, people)
    )


def cohens_kappa(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """Cohen's kappa of two raters' yes and no; nan where both always say the same one thing."""
    try:
        from statsmodels.stats.inter_rater import cohens_kappa as kappa
    except ModuleNotFoundError:
        problem = Problem(
            "train validate", "needs statsmodels, which is not installed", "pip install 'callfloor[validate]'"
        )
        raise TranscriptError([problem]) from None

    table = np.array(
        [[np.sum((first == a) & (second == b)) for b in (False, True)] for a in (False, True)], dtype=float
    )
    total = table.sum()
    if not total or ((table.sum(axis=1) == total).any() and (table.sum(axis=0) == total).any()):
        return float("nan")
    return float(kappa(table, return_results=False))


def _among_people(check: str | None, rated: Sequence[Rated], people: Sequence[str]) -> float | None:
    found = []
    for one, other in combinations(people, 2):
        both = [
            (a.verdicts[one].checks[name] == "pass", a.verdicts[other].checks[name] == "pass")
            for a in rated if one in a.verdicts and other in a.verdicts
            for name in a.verdicts[one].checks.keys() & a.verdicts[other].checks.keys()
            if check is None or name == check
        ]  # fmt: skip
        if both:
            first, second = np.array(both).T
            found.append(cohens_kappa(first, second))
    if not found:
        return None
    return float(np.nanmean(found)) if not np.isnan(found).all() else float("nan")


def _with_interval(name: str, calls: NDArray[np.int64], figure: Callable[[Any], float]) -> Figure:
    """A figure and its percentile bootstrap over calls, whose verdicts belong together."""
    rows_of = [np.flatnonzero(calls == call) for call in np.unique(calls)]
    value = figure(np.arange(len(calls))) if len(calls) else float("nan")
    if len(rows_of) < FEWEST:
        return Figure(value, float("nan"), float("nan"))
    chance = stream(0, 0, name, "bootstrap of agreement")
    drawn = [
        figure(np.concatenate([rows_of[at] for at in chance.integers(len(rows_of), size=len(rows_of))]))
        for _ in range(RESAMPLES)
    ]
    tail = (1 - CONFIDENCE) / 2
    known = np.array(drawn)[~np.isnan(drawn)]
    low, high = np.quantile(known, [tail, 1 - tail]) if len(known) else (float("nan"), float("nan"))
    return Figure(value, float(low), float(high))


def _totals(rated: Sequence[Rated], scores: Sequence[Score]) -> Figure | None:
    from scipy.stats import spearmanr

    if len(rated) < FEWEST:
        return None
    mine = np.array([one.total for one in scores])
    theirs = np.array([_points(one) for one in rated])
    return _with_interval("totals", np.arange(len(rated)), lambda rows: _spearman(spearmanr, mine[rows], theirs[rows]))


def _spearman(spearmanr: Any, mine: NDArray[np.float64], theirs: NDArray[np.float64]) -> float:
    if len(np.unique(mine)) < 2 or len(np.unique(theirs)) < 2:
        return float("nan")
    return float(spearmanr(mine, theirs).statistic)


def _points(rated: Rated) -> float:
    """People's points for a call: those they gave, else the share of checks they passed, averaged over people."""
    each = [
        verdicts.total
        if verdicts.total is not None
        else 100 * float(np.mean([v == "pass" for v in verdicts.checks.values()]))
        for verdicts in rated.verdicts.values()
        if verdicts.total is not None or verdicts.checks
    ]
    return float(np.mean(each)) if each else float("nan")
