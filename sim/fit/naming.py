"""Names of queues that a scenario file can carry."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from sim.logs.records import CallRecords

LONGEST: Final = 60
_STRANGE: Final = re.compile(r"[^\w '&+/-]+")


def with_plain_names(records: CallRecords) -> CallRecords:
    """The records with queues renamed where a scenario could not carry the name; each keeps a name of its own."""
    renamed: dict[str, str] = {}
    for name in records.queues:
        renamed[name] = _unlike(plain(name), set(renamed.values()))
    if all(old == new for old, new in renamed.items()):
        return records
    calls = records.calls.with_columns(pl.col("queue").replace(renamed))
    return dataclasses.replace(records, calls=calls)


def plain(name: str) -> str:
    """Letters, digits, spaces and '&+/-, beginning with a letter or digit; "all" stands for all queues together."""
    tidy = _STRANGE.sub("-", name).strip(" '&+/-")[: LONGEST - 4] or "queue"
    return "all calls" if tidy == "all" else tidy


def _unlike(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(other for n in range(2, 1000) if (other := f"{name} {n}") not in taken)
