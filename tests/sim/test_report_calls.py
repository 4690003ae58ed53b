"""The call log as people know it: one row a contact, equal to the log to the microsecond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from smallcenter import with_changes

import sim
from sim.calllog import Status
from sim.errors import OutputError
from sim.report.calls import CallKeeper, calls_table
from sim.units import SECOND

if TYPE_CHECKING:
    from pathlib import Path

BUSY = (
    "lines=8",
    "queues.sales.queue_limit=1",
    "queues.service.retry={probability: 60%, after: 5 min}",
    "queues.service.transfer={to: sales, probability: 20%}",
    "queues.service.after_call_work=30 s",
    "warm_up=30 min",
)


def log_of(day: int, *changes: str) -> sim.CallLog:
    scenario = with_changes(*changes)
    return sim.simulate(sim.draw_workload(scenario, day=day), sim.draw_roster(scenario, day=day))


def test_every_row_says_what_the_log_says() -> None:
    log = log_of(3, *BUSY)
    table = calls_table(log, 3)
    assert table.columns == [
        "day", "contact", "attempt", "queue", "arrival_s", "status", "wait_s", "talk_s", "after_call_work_s", "agent",
        "group", "counted",
    ]  # fmt: skip
    assert set(log.status) >= {Status.HANDLED, Status.ABANDONED, Status.BLOCKED_LINES, Status.BLOCKED_QUEUE}
    for index, row in enumerate(table.iter_rows(named=True)):
        answered = log.agent[index] >= 0
        assert row["day"] == 3
        assert (row["contact"], row["attempt"]) == (log.contact[index], log.attempt[index])
        assert row["queue"] == log.queues[log.call_type[index]]
        assert round(row["arrival_s"] * SECOND) == log.arrival[index]
        assert row["status"] == Status(log.status[index]).name.lower()
        assert round(row["wait_s"] * SECOND) == log.left_queue[index] - log.arrival[index]
        assert row["counted"] == (log.arrival[index] >= log.counted_from)
        if not answered:
            assert (row["talk_s"], row["after_call_work_s"], row["agent"], row["group"]) == (None,) * 4
            continue
        assert round(row["talk_s"] * SECOND) == log.talk_end[index] - log.left_queue[index]
        assert round(row["after_call_work_s"] * SECOND) == log.work_end[index] - log.talk_end[index]
        assert row["agent"] == log.agents[log.agent[index]]
        assert row["group"] == log.groups[log.agent_group[log.agent[index]]]


def test_a_call_that_still_waits_has_no_wait() -> None:
    """All who could answer are absent, and the callers never give up."""
    log = log_of(0, "queues.service.patience=", "groups.helpers.absence=100%")
    left = calls_table(log, 0).filter(pl.col("status") == "waiting")
    assert len(left) == int((log.status == Status.WAITING).sum()) > 0
    assert left["wait_s"].null_count() == len(left)


def test_a_day_without_a_call_is_a_table_without_a_row() -> None:
    silent = log_of(0, "queues.sales.arrivals.per_hour=0", "queues.service.arrivals.per_hour=0")
    table = calls_table(silent, 0)
    assert len(table) == 0
    assert table.schema == calls_table(log_of(0), 0).schema


def test_days_kept_one_by_one_are_gathered_in_order(tmp_path: Path) -> None:
    keeper = CallKeeper(tmp_path)
    quiet = ("queues.sales.arrivals.per_hour=0", "queues.service.arrivals.per_hour=0")
    logs = [log_of(0), log_of(1, *quiet), log_of(2, *BUSY)]
    for day in (2, 0, 1):
        keeper(day, logs[day])
    keeper.gather(3, tmp_path / "calls.parquet")
    gathered = pl.read_parquet(tmp_path / "calls.parquet")
    expected = pl.concat([calls_table(log, day) for day, log in enumerate(logs)])
    assert gathered.equals(expected)
    assert gathered["day"].to_list() == [0] * logs[0].contacts + [2] * logs[2].contacts


def test_a_day_is_held_only_where_its_file_is_whole(tmp_path: Path) -> None:
    keeper = CallKeeper(tmp_path)
    for day in range(3):
        keeper(day, log_of(day))
    (whole, cut, empty) = sorted(tmp_path.glob("*.calls"))
    cut.write_bytes(cut.read_bytes()[:-20])
    empty.write_bytes(b"")
    assert [keeper.holds(day) for day in range(4)] == [True, False, False, False]
    assert whole.exists()


def test_calls_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the calls cannot be written: No such file or directory"):
        CallKeeper(tmp_path / "gone")(0, log_of(0))
    with pytest.raises(OutputError, match="the calls cannot be written"):
        CallKeeper(tmp_path).gather(1, tmp_path / "calls.parquet")
    assert not list(tmp_path.iterdir())


def test_seconds_are_exact_to_the_microsecond() -> None:
    """A float holds whole microseconds of a day without loss: 2^53 us are 285 years."""
    moments = np.arange(86_399_000_000, 86_400_000_000, 977)
    assert (np.rint(moments / SECOND * SECOND).astype(np.int64) == moments).all()
