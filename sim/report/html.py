"""One HTML page with all there is to say of a study, a comparison or a fit: it needs no network to be read."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.report import comparing, tables
from sim.report.answer import cards, headline
from sim.report.charts import (
    group_charts,
    group_title,
    queue_charts,
    queue_title,
    service_levels,
    whole_span,
)
from sim.report.facts import Provenance, comparison_facts, facts, fit_facts, summary
from sim.report.findings import findings, warnings
from sim.report.notes import notes
from sim.report.plots import INK, Chart, clock_axis
from sim.report.throughday import ThroughDay
from sim.report.words import TONES, listed, verdict
from sim.study import ALL
from sim.version import __version__

# What only some pages need is imported where it is needed: a page is to be there before its reader looks for it.
if TYPE_CHECKING:
    from jinja2 import Environment

    from sim.fit import Fit
    from sim.study import Comparison, Study


def report_page(
    study: Study, *, title: str | None = None, command: str = "", provenance: Provenance | None = None
) -> str:
    """The report of a study.

    ``title`` None: the scenario's name.  ``command``: the line that repeats the run.
    """
    provenance = _told(command, provenance)
    day = ThroughDay(study)
    level = study.sums.queue_figure(ALL, "service_level")
    head, answer = headline(study)
    by_queue, by_group = queue_charts(day), group_charts(day)
    return _page(
        "report.html.j2",
        [*by_queue, *by_group],
        day.span,
        title=title or study.scenario.name,
        provenance=provenance,
        summary=summary(study),
        facts=facts(study, provenance),
        headline=head,
        answer=answer,
        tone=TONES[verdict(level, study.scenario.service_level.target)],
        cards=cards(study),
        warnings=warnings(day),
        findings=findings(day),
        queues=tables.queue_table(study),
        waits=tables.wait_table(study),
        groups=tables.group_table(study),
        queue_charts=by_queue,
        group_charts=by_group,
        queue_tables=tables.through_day_tables(day),
        group_tables=tables.agents_tables(day),
        queue_choices=[queue_title(queue) for queue in day.queues],
        group_choices=[group_title(group) for group in day.groups],
        notes=notes(day),
    )


def comparison_page(
    comparison: Comparison, *, title: str | None = None, command: str = "", provenance: Provenance | None = None
) -> str:
    """The report of a comparison; parameters as for ``report_page``."""
    provenance = _told(command, provenance)
    first, *others = comparison.names
    queues = comparing.shared_queues(comparison)
    days = {name: ThroughDay(study) for name, study in zip(comparison.names, comparison.studies, strict=True)}
    charts = [service_levels(days, queues)]
    return _page(
        "comparison.html.j2",
        charts,
        whole_span(days.values()),
        title=title or comparison.studies[0].scenario.name,
        provenance=provenance,
        summary=f"{listed(comparison.names)}, on the same {comparison.studies[0].days:,} days",
        facts=comparison_facts(comparison, provenance),
        verdicts=comparing.verdicts(comparison),
        warnings=comparing.warnings(comparison),
        sides=comparing.side_by_side(comparison),
        own_charts=charts,
        base=first,
        differences=[
            (
                name,
                comparing.by_queue(comparison, name),
                comparing.difference_tables(comparison, name),
                comparing.occupancy_table(comparison, name),
            )
            for name in others
        ],
        queue_choices=[queue_title(queue) for queue in queues],
        notes=comparing.notes(comparison),
    )


def fit_page(fit: Fit, *, title: str | None = None, command: str = "", provenance: Provenance | None = None) -> str:
    """What was learned from a log, and the scenario that came of it; parameters as for ``report_page``."""
    from sim.fit import scenario_text
    from sim.report.fitcharts import day_span, fit_charts, group_names

    provenance = _told(command, provenance)
    by_queue, by_group = fit_charts(fit)
    return _page(
        "fit.html.j2",
        [*by_queue, *by_group],
        day_span(fit),
        title=title or str(fit.scenario["name"]),
        provenance=provenance,
        summary=f"Open {fit.scenario['open']}, {len(fit.arrivals)} queue{'s' if len(fit.arrivals) > 1 else ''}",
        facts=fit_facts(fit, provenance),
        findings=[(title, list(them)) for title, them in groupby(fit.findings, key=lambda one: one.title)],
        queue_charts=by_queue,
        group_charts=by_group,
        queue_choices=[plot.queue for plot in fit.arrivals],
        group_choices=group_names(fit.staffing) if fit.staffing else (),
        text=scenario_text(fit, command),
    )


def _told(command: str, provenance: Provenance | None) -> Provenance:
    provenance = provenance or Provenance()
    return replace(provenance, command=command) if command else provenance


def _page(template: str, charts: Iterable[Chart], clock: tuple[int, int], **context: Any) -> str:
    """Fills a template.  Whatever a user named is escaped, in the page and in the charts' data."""
    from markupsafe import Markup

    page: str = (
        _environment()
        .get_template(template)
        .render(
            charts={"base": _base_layout(*clock), "charts": {one.id: _plain(one) for one in charts}},
            version=__version__,
            plotly=Markup(_plotly()),  # the only text that is not escaped: Plotly's own program
            **context,
        )
    )
    return page


def _plain(chart: Chart) -> dict[str, Any]:
    """A chart as JSON holds it."""
    return vars(chart) | {"views": [vars(view) for view in chart.views]}


def _plotly() -> str:
    """Plotly's program for the browser; its Python, which takes longer to import than a page to make, is not needed."""
    found = importlib.util.find_spec("plotly")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("sim.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"allow_nan": False, "separators": (",", ":")}
    return made


def _base_layout(start: int, end: int) -> dict[str, Any]:
    """What all charts share."""
    return {
        "font": {"family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif",
                 "size": 13, "color": INK},
        "margin": {"l": 56, "r": 26, "t": 34, "b": 34},
        "paper_bgcolor": "#ffffff", "plot_bgcolor": "#ffffff",
        "hovermode": "closest", "dragmode": False,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "xanchor": "left", "yanchor": "bottom"},
        "showlegend": True,
        "hoverlabel": {"align": "left", "bgcolor": "#ffffff", "font": {"color": INK}},
        "xaxis": {**clock_axis(start, end), "gridcolor": "#e8ebee", "linecolor": "#8a94a0", "ticks": "outside",
                  "tickangle": 0, "zeroline": False, "fixedrange": True},
        "yaxis": {"gridcolor": "#e8ebee", "zeroline": False, "fixedrange": True, "automargin": True},
    }  # fmt: skip
