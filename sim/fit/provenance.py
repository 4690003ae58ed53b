"""Where a fitted scenario comes from, so that anyone with the same log can make it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.version import __version__

if TYPE_CHECKING:
    from sim.fit.weekdays import WeekdayClass
    from sim.logs.records import CallRecords, IntervalReport


def provenance(records: CallRecords | IntervalReport, kind: WeekdayClass | None = None) -> dict[str, str]:
    """Source, its SHA-256, what was kept and dropped of it, the days, and the program."""
    kept = [str(note) for note in records.notes if note.kind in ("kept", "dropped") and note.count]
    found = {"source": records.source, "sha256": records.sha256, "rows": "; ".join(kept)}
    if kind is not None:
        found["days"] = f"{len(kind.days)} ({kind.label}), {kind.days[0]} to {kind.days[-1]}"
    return found | {"program": f"callfloor {__version__}"}
