"""What a page rests on: what was simulated, by which program, and how to do it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sim.report.words import counted_calls, goal, span
from sim.version import __version__

if TYPE_CHECKING:
    from sim.fit import Fit
    from sim.scenario import Scenario
    from sim.study import Comparison, Study


REPEAT: Final = "Repeat it"


@dataclass(frozen=True)
class Provenance:
    """How a page came about.

    ``command``: the line that makes it again.  ``made``: when, in words.  ``calls``: where the callers came from,
    where not from the scenario and the seed.  ``more``: whatever else is worth knowing, by name.
    """

    command: str = ""
    made: str = ""
    calls: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def summary(study: Study) -> str:
    """The run in a line."""
    hours = study.scenario.open
    days = "One day" if study.days == 1 else f"{study.days:,} days"
    return f"{days} simulated, open {span(hours.start, hours.end)}, routing by {study.policy}"


def facts(study: Study, provenance: Provenance) -> list[tuple[str, str]]:
    """Names and values, in the order in which a reader asks for them."""
    scenario = study.scenario
    found = [
        ("About", scenario.about),
        ("Days", f"{study.days:,}, each on its own, {_hours(scenario)}"),
        ("Callers", provenance.calls or f"drawn at random from the scenario, with seed {study.seed}"),
        ("Routing", _routing(study)),
        ("Service level", f"Goal {goal(scenario.service_level)}. {counted_calls(scenario.service_level)}"),
        ("Program", _program(study)),
        (REPEAT, provenance.command),
        *((name.capitalize(), str(value)) for name, value in scenario.provenance.items()),
        *provenance.more.items(),
    ]
    return _said(found)


def comparison_facts(comparison: Comparison, provenance: Provenance) -> list[tuple[str, str]]:
    """What all sides of a comparison share, and how each routes its calls."""
    study = comparison.studies[0]
    seeds = f"the same for every side, drawn at random with seed {study.seed}"
    found = [
        ("About", study.scenario.about),
        ("Days", f"{study.days:,} for each side, each on its own, {_hours(study.scenario)}"),
        ("Callers", provenance.calls or seeds),
        *((name, _routing(one)) for name, one in _sides(comparison)),
        ("Service level", f"Goal {goal(study.scenario.service_level)}. {counted_calls(study.scenario.service_level)}"),
        ("Program", f"callfloor {__version__}, {study.engine} engine"),
        (REPEAT, provenance.command),
        *provenance.more.items(),
    ]
    return _said(found)


def fit_facts(fit: Fit, provenance: Provenance) -> list[tuple[str, str]]:
    """Where the fitted scenario comes from."""
    kept = fit.scenario.get("provenance", {})
    found = [*((str(name).capitalize(), str(value)) for name, value in kept.items()), (REPEAT, provenance.command)]
    return _said([*found, *provenance.more.items()])


def _said(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value.strip()) for name, value in found if value.strip()]


def _sides(comparison: Comparison) -> Iterable[tuple[str, Study]]:
    return zip(comparison.names, comparison.studies, strict=True)


def _hours(scenario: Scenario) -> str:
    opens, closes = scenario.open.start, scenario.open.end
    text = f"open {span(opens, closes)}"
    return f"{text}, counted from {span(opens + scenario.warm_up, closes)}" if scenario.warm_up else text


def _routing(study: Study) -> str:
    rule = study.policy_source.replace("`", "")
    return f"{study.policy}. {rule}" if rule else study.policy


def _program(study: Study) -> str:
    return f"callfloor {__version__}, {study.engine} engine; the days took {study.wall_s:,.1f} s"
