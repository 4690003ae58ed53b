"""What a log says of waits and of calls after closing, and when two logs are the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from handmade_logs import Contact, log_of

from sim import Status
from sim.calllog import COLUMNS, same_log
from sim.units import SECOND

LOG = log_of(
    [
        Contact(10, 10),
        Contact(20, 35, Status.ABANDONED),
        Contact(30, 30, Status.BLOCKED_LINES),
        Contact(40, None, Status.WAITING),
        Contact(3590, 3600),
        Contact(3595, 3700, Status.ABANDONED),
    ]
)


def test_a_wait_ends_when_the_call_is_answered_abandoned_or_blocked():
    assert LOG.contacts == 6
    assert (LOG.wait[LOG.wait >= 0] / SECOND).tolist() == [0, 15, 0, 10, 105]


def test_a_call_still_waiting_has_no_wait_yet():
    assert LOG.wait[3] == -1


def test_calls_answered_from_closing_time_on_are_after_closing():
    assert LOG.after_closing.tolist() == [False, False, False, False, True, False]


@pytest.mark.parametrize("column", COLUMNS)
def test_logs_that_differ_in_one_number_are_not_the_same(column):
    changed = getattr(LOG, column).copy()
    changed[-1] += 1
    assert same_log(LOG, replace(LOG))
    assert not same_log(LOG, replace(LOG, **{column: changed}))
    assert not same_log(LOG, replace(LOG, **{column: changed[:-1]}))


@pytest.mark.parametrize("column", COLUMNS)
def test_logs_that_differ_in_the_type_of_a_column_are_not_the_same(column):
    assert not same_log(LOG, replace(LOG, **{column: getattr(LOG, column).astype(np.float64)}))


def test_the_columns_of_a_log_cover_all_that_happened():
    assert set(COLUMNS) == {name for name, value in vars(LOG).items() if hasattr(value, "dtype")} - {"agent_group"}
