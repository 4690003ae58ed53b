"""A log as a file, CSV or Parquet, packed or not, before anyone asks what its columns mean."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from sim.errors import LogError, Problem

LINE = "(line)"
"""The name of the added column that numbers the lines of the file (of a Parquet file: its rows)."""
_SHOWN = 5
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Table:
    """The rows of a file.  A CSV's columns are all text; a Parquet file keeps its types."""

    frame: pl.DataFrame
    name: str
    sha256: str
    unit: str

    @property
    def columns(self) -> list[str]:
        """The file's own columns."""
        return [name for name in self.frame.columns if name != LINE]

    def problem(self, column: str, problem: str, remedy: str) -> Problem:
        """A problem of the file, or of one of its columns."""
        return Problem(f"{self.name}: {column}" if column else self.name, problem, remedy)

    def bad_rows(self, column: str, bad: pl.Series, what: str, remedy: str) -> list[Problem]:
        """One problem for however many bad rows: their count and the first few, or none."""
        lines = self.frame[LINE].filter(bad.fill_null(False))
        if lines.is_empty():
            return []
        shown = ", ".join(str(line) for line in lines.head(_SHOWN)) + (", ..." if len(lines) > _SHOWN else "")
        units = self.unit if len(lines) == 1 else f"{self.unit}s"
        return [self.problem(column, f"{len(lines):,} {what} ({units} {shown})", remedy)]


def open_table(path: str | Path) -> Table:
    """The rows of a CSV (also gzipped) or Parquet file.  Raises LogError."""
    path = Path(path)
    content = _bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(b"PAR1"):
        return _checked(Table(_parquet(content, path.name), path.name, digest, "row"))
    text = _utf8(_unpacked(content, path.name), path.name)
    return _checked(Table(_csv(text, path.name), path.name, digest, "line"))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _error(path.name, "no such file", "check the path") from None
    except OSError as error:
        raise _error(path.name, f"cannot be read: {error.strerror}", "check the path and your rights") from None


def _unpacked(content: bytes, name: str) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        raise _error(name, "the gzip file is damaged", "fetch it again, or unpack it first") from None


def _utf8(content: bytes, name: str) -> bytes:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _error(f"{name}:{line}", f"not UTF-8 text (byte {error.start})", "save the file as UTF-8 CSV") from None
    return content


def _csv(content: bytes, name: str) -> pl.DataFrame:
    header = content.split(b"\n", 1)[0].decode("utf-8")
    separator = max(_SEPARATORS, key=header.count)
    try:
        frame = pl.read_csv(content, separator=separator, infer_schema=False)
    except pl.exceptions.NoDataError:
        raise _error(name, "the file is empty", "export the log again") from None
    except pl.exceptions.PolarsError as error:
        problem = str(error).splitlines()[0]
        raise _error(name, f"not a table of comma-separated values: {problem}", "export it as plain CSV") from None
    return frame.with_row_index(LINE, offset=2)


def _parquet(content: bytes, name: str) -> pl.DataFrame:
    try:
        return pl.read_parquet(content).with_row_index(LINE, offset=1)
    except pl.exceptions.PolarsError:
        raise _error(name, "the Parquet file is damaged", "export it again") from None


def _checked(table: Table) -> Table:
    if table.frame.is_empty():
        raise _error(table.name, "the log holds no rows", "export a period that has calls")
    return table


def _error(place: str, problem: str, remedy: str) -> LogError:
    return LogError([Problem(place, problem, remedy)])
