"""What was measured, as a person reads it: columns under their heads, on the screen and in the guide."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

NOTHING = "–"


@dataclass(frozen=True)
class Table:
    """A title, columns with heads, rows of cells, and sentences below; numbers are on the right."""

    title: str
    heads: list[str]
    rows: list[list[str]]
    notes: list[str]

    def text(self) -> str:
        """Aligned, for a screen."""
        widths = [max(len(row[column]) for row in [self.heads, *self.rows]) for column in range(len(self.heads))]
        lines = [
            "  ".join(
                cell.ljust(width) if self._is_text(column) else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in [self.heads, *self.rows]
        ]
        return "\n".join([self.title, *lines, *self.notes])

    def markdown(self) -> str:
        """For the guide."""
        rule = ["---" if self._is_text(column) else "---:" for column in range(len(self.heads))]
        rows = "\n".join(f"| {' | '.join(row)} |" for row in [self.heads, rule, *self.rows])
        notes = "".join(f"\n- {note}" for note in self.notes)
        return f"### {self.title}\n\n{rows}\n" + (f"{notes}\n" if notes else "")

    def _is_text(self, column: int) -> bool:
        return column == 0 or self.heads[column] in ("clock", "remark")

    def as_json(self) -> dict[str, Any]:
        """For the record of a run."""
        return asdict(self)


def millions(rate: float) -> str:
    """A rate: 48,200 or 7.84 M."""
    return f"{rate / 1e6:.2f} M" if rate >= 1e6 else f"{rate:,.0f}"
