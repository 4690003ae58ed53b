"""What-ifs side by side: the same callers meet each variant, and the differences carry intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sim.errors import MetricError
from sim.statistics import Estimate, days_to_reach, difference
from sim.study.figures import ALL

if TYPE_CHECKING:
    from sim.study.study import Study

COMPARED: Final = (
    "service_level",
    "abandoned_fraction",
    "wait_s",
    "asa_s",
    "wait_p90_s",
    "handled",
    "abandoned",
)


@dataclass(frozen=True)
class Difference:
    """One figure of a variant against the first one, on the same days."""

    figure: str
    queue: str
    base: Estimate
    other: Estimate
    change: Estimate

    @property
    def certain(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        return self.change.half_width is not None and abs(self.change.mean) > self.change.half_width


@dataclass(frozen=True)
class Comparison:
    """Studies of the same callers under different conditions; the first is what the others are held against."""

    names: tuple[str, ...]
    studies: tuple[Study, ...]

    def __post_init__(self) -> None:
        if len({(study.days, study.seed) for study in self.studies}) > 1:
            raise MetricError("variants can be compared on the same days of the same seed only")

    @property
    def shared_queues(self) -> tuple[str, ...]:
        """The queues that every side has."""
        first, *others = (study.sums.queue_names for study in self.studies)
        return tuple(name for name in first if all(name in names for names in others))

    def differences(self, name: str, queue: str = ALL) -> list[Difference]:
        """What a variant changes in a queue, or in all queues together."""
        base, other = self.studies[0].queue(queue), self.studies[self.names.index(name)].queue(queue)
        return [
            Difference(figure, queue, base[figure], other[figure], difference(other[figure], base[figure]))
            for figure in COMPARED
        ]

    def occupancy(self, name: str) -> list[Difference]:
        """What a variant changes in the occupancy of each group that both have."""
        base, other = self.studies[0], self.studies[self.names.index(name)]
        return [
            Difference("occupancy", group, base.group(group)["occupancy"], other.group(group)["occupancy"],
                       difference(other.group(group)["occupancy"], base.group(group)["occupancy"]))
            for group in base.sums.group_names if group in other.sums.group_names
        ]  # fmt: skip

    def verdict(self, name: str) -> str:
        """One plain sentence: what the variant does to the service level and to those who hang up."""
        found = {one.figure: one for one in self.differences(name)}
        level, lost = found["service_level"], found["abandoned_fraction"]
        if level.change.half_width is None:
            return f"One day cannot tell '{name}' from '{self.names[0]}': run at least two."
        if not level.certain:
            return self._undecided(name, level, lost)
        better = "more" if level.change.mean > 0 else "fewer"
        sentence = (
            f"With '{name}', {_points(level.change)} {better} callers are answered in time than with"
            f" '{self.names[0]}' ({level.other.mean:.1%} against {level.base.mean:.1%})"
        )
        if lost.certain:
            leave = "fewer" if lost.change.mean < 0 else "more"
            agree = "and" if (lost.change.mean < 0) == (level.change.mean > 0) else "but"
            return f"{sentence}, {agree} {_points(lost.change)} {leave} hang up."
        return f"{sentence}; how many hang up is about the same."

    def _undecided(self, name: str, level: Difference, lost: Difference) -> str:
        days = level.change.influence.size
        same = f"After {days} days '{name}' and '{self.names[0]}' cannot be told apart by service level"
        if lost.certain:
            leave = "fewer" if lost.change.mean < 0 else "more"
            return f"{same} ({_signed(level.change)} percentage points), but {_points(lost.change)} {leave} hang up."
        if level.change.mean == 0:
            return f"{same}: on every one of these days it is the same."
        needed = days_to_reach(level.change, abs(level.change.mean))
        more = (
            f"about {needed:,} days would settle it"
            if needed < 100_000
            else "no sensible number of days would settle it"
        )
        return f"{same} ({_signed(level.change)} percentage points); if a difference this small matters, {more}."


def _points(change: Estimate) -> str:
    return f"{abs(change.mean) * 100:.2f} ± {(change.half_width or 0) * 100:.2f} percentage points"


def _signed(change: Estimate) -> str:
    return f"{change.mean * 100:+.2f} ± {(change.half_width or 0) * 100:.2f}"
