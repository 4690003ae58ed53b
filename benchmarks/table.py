"""What was measured, as a person reads it: columns under their heads, on the screen and in the guide."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

NOTHING = "–"
REMARK = "remark"


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
        """For the guide, whose page is narrower than a screen: remarks stand below."""
        width = len(self.heads) - (self.heads[-1] == REMARK)
        rule = ["---" if self._is_text(column) else "---:" for column in range(width)]
        rows = "\n".join(f"| {' | '.join(row[:width])} |" for row in [self.heads, rule, *self.rows])
        remarks = [f"{row[0]}: {row[-1]}." for row in self.rows if self.heads[-1] == REMARK and row[-1]]
        notes = "".join(f"\n- {note}" for note in [*self.notes, *remarks])
        return f"### {self.title}\n\n{rows}\n" + (f"{notes}\n" if notes else "")

    def _is_text(self, column: int) -> bool:
        return column == 0 or self.heads[column] in ("clock", REMARK)

    def as_json(self) -> dict[str, Any]:
        """For the record of a run."""
        return asdict(self)


def times(ratio: float) -> str:
    """A ratio: 0.44, 5.3, 217."""
    return f"{ratio:.2f}" if ratio < 2 else f"{ratio:.1f}" if ratio < 20 else f"{ratio:,.0f}"


def millions(rate: float) -> str:
    """A rate: 48,200 or 7.84 M."""
    return f"{rate / 1e6:.2f} M" if rate >= 1e6 else f"{rate:,.0f}"
