"""A finished attempt changes in one way only: an answer that was heard wrong is put right, and scored again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from histories import KINDS, answered, call, charged_twice, empty_database, played_out
from test_history_spilled import Told, files, locked, quick

from trainer.errors import HistoryError
from trainer.history import Attempt, History, Result, WholeAttempt
from trainer.history.attempt import Correction
from trainer.history.places import known_as
from trainer.history.progress import by_call, by_check
from trainer.history.unsaved import Unsaved
from trainer.rubric import Score, score
from trainer.session import Answered, Event, PutRight, Session, replayed
from trainer.transcript import WrapUp

GREETING = "Good morning, Lumen Streaming."
APOLOGY = "I am so sorry that you were charged twice."
HEARD = "I am so sore that you were charged twice."


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with empty_database(request.param, tmp_path) as url:
        yield url


def plain(attempt: WholeAttempt) -> WholeAttempt:
    """Without the score's evidence, in which a database turns tuples into lists."""
    return replace(attempt, score=None)


def status(attempt: Attempt, check: str) -> str:
    """What a check found."""
    return next(one.status for one in attempt.checks if one.name == check)


def finished(history: History) -> tuple[Session, WholeAttempt]:
    """A call in which the apology was heard wrong."""
    session = answered(call(), "Good morning.", HEARD)
    return session, history.finish(history.begin(session, charged_twice()[0]), played_out(session))


def right(session: Session, *events: Event) -> tuple[tuple[Event, ...], Score]:
    """What has happened in the call then, and what it is worth."""
    again = replayed(session.dialogue, [*session.events, *events], seed=session.seed, trainee=session.trainee)
    again.wrap_up = session.wrap_up
    return tuple(again.events), score(again.dialogue, again.transcript)


def test_an_answer_that_is_put_right_counts(url: str, tmp_path: Path) -> None:
    with History(url, folder=tmp_path) as history:
        session, before = finished(history)
        assert status(before, "apology") == "fail"
        events, better = right(session, PutRight(answer=2, text=APOLOGY))
        after = history.put_right(before, events, better)
        (kept,) = history.whole_attempts()
        (listed,) = history.attempts()
    assert plain(kept) == plain(after)
    assert (kept.total, kept.ready) == (better.total, better.ready)
    assert (listed.total, listed.ready, listed.checks) == (kept.total, kept.ready, kept.checks)
    assert (kept.total or 0) > (before.total or 0)
    assert status(kept, "apology") == "pass"
    assert kept.corrections == (Correction(2, HEARD, APOLOGY),)
    same = ("id", "key", "started", "finished", "ending", "success", "wrap_up", "seed", "version")
    assert [getattr(kept, name) for name in same] == [getattr(before, name) for name in same]


def test_one_after_the_other_is_put_right(url: str, tmp_path: Path) -> None:
    with History(url, folder=tmp_path) as history:
        session, attempt = finished(history)
        more: list[Event] = []
        for event in (PutRight(answer=2, text=APOLOGY), PutRight(answer=1, text=GREETING)):
            more.append(event)
            attempt = history.put_right(attempt, *right(session, *more))
        assert [one.answer for one in history.load(1).corrections] == [1, 2]


def refused(history: History, attempt: WholeAttempt, events: tuple[Event, ...], better: Score) -> str:
    before = history.load(attempt.id)
    with pytest.raises(HistoryError) as caught:
        history.put_right(attempt, events, better)
    assert history.load(attempt.id) == before
    return str(caught.value)


def test_nothing_else_in_a_finished_attempt_is_ever_changed(url: str, tmp_path: Path) -> None:
    with History(url, folder=tmp_path) as history:
        session, done = finished(history)
        event = PutRight(answer=2, text=APOLOGY)
        events, better = right(session, event)
        said_more = (*session.events, Answered(text="And another thing."), event)
        said_less = (*session.events[:-1], event)
        for others in (tuple(session.events), said_more, said_less, (event,)):
            refused(history, done, others, better)
        other_form = replace(done, wrap_up=WrapUp(disposition="refund"))
        earlier = replace(done, started=done.started.replace(year=2020))
        others = replace(done, seed=2), replace(done, ending="calm?"), replace(done, trainee="Bob"), earlier
        for changed in (other_form, *others, replace(done, finished=None)):
            refused(history, changed, events, better)
        with pytest.raises(HistoryError, match="is finished, or has been played further elsewhere"):
            history.keep(done, session.events)
        with pytest.raises(HistoryError, match="attempt 1: "):
            history.finish(done, Result.of(session, better))


def test_what_was_put_right_in_another_window_is_not_lost(url: str, tmp_path: Path) -> None:
    with History(url, folder=tmp_path) as here, History(url, folder=tmp_path) as there:
        session, done = finished(here)
        there.put_right(there.load(1), *right(session, PutRight(answer=2, text=APOLOGY)))
        said = refused(here, done, *right(session, PutRight(answer=1, text=GREETING)))
    assert said == "attempt 1: has been put right elsewhere meanwhile; open its result again"


def test_a_fork_of_it_was_not_put_right_itself(tmp_path: Path) -> None:
    """It has the answers that were put right before it was forked; what it is told is what every attempt is."""
    with History(folder=tmp_path) as history:
        session, done = finished(history)
        events, _ = right(session, PutRight(answer=2, text=APOLOGY))
        fork = replayed(session.dialogue, (*events[:3], events[-1]), seed=session.seed, trainee=session.trainee)
        begun = history.begin(fork, charged_twice()[0], forked_from=done.id, fork_turn=4)
        history.finish(begun, played_out(fork))
        with pytest.raises(HistoryError) as caught:
            history.keep(begun, fork.events)
    assert str(caught.value).startswith("attempt 2: is finished, or has been played further elsewhere; ")


def test_an_attempt_is_put_right_whole_or_not_at_all(tmp_path: Path) -> None:
    """The disk is full when the checks are written, after the attempt: SQLite's own trigger says so."""
    path, told = tmp_path / "attempts.sqlite", []
    with History(f"sqlite:///{path}", folder=tmp_path, tell=told.append) as history:
        session, done = finished(history)
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TRIGGER full BEFORE INSERT ON checks BEGIN SELECT RAISE(ABORT, 'full'); END")
        history.put_right(done, *right(session, PutRight(answer=2, text=APOLOGY)))
        with closing(sqlite3.connect(path)) as other:
            (total, steps) = other.execute("SELECT total, steps FROM attempts").fetchone()
            assert (total, steps) == (done.total, done.steps)
            assert other.execute("SELECT count(*) FROM checks").fetchone() == (len(done.checks),)
            other.execute("DROP TRIGGER full")
            other.commit()
        assert len(told) == 1
        assert "this attempt is kept in " in told[0]
        assert history.load(1).corrections == (Correction(2, HEARD, APOLOGY),)  # out of the file
    with History(f"sqlite:///{path}", folder=tmp_path, tell=told.append) as history:
        assert history.load(1).corrections == (Correction(2, HEARD, APOLOGY),)
    assert told[1].startswith("attempt 1: double_charged, begun ")
    assert files(tmp_path) == []


def test_what_was_put_right_while_the_database_was_locked_is_in_the_result_that_is_opened_then(tmp_path: Path) -> None:
    path = tmp_path / "attempts.sqlite"
    with History(quick(path), folder=tmp_path, tell=Told()) as history:
        session, done = finished(history)
        with locked(path):
            history.put_right(done, *right(session, event := PutRight(answer=2, text=APOLOGY)))
            opened = history.load(1)
        assert (opened.id, opened.corrections) == (1, (Correction(2, HEARD, APOLOGY),))
        history.put_right(opened, *right(session, event, PutRight(answer=1, text=GREETING)))
        assert [one.answer for one in history.load(1).corrections] == [1, 2]
    assert files(tmp_path) == []


def test_what_is_put_right_in_two_windows_at_once_is_taken_in_from_neither_without_a_word(tmp_path: Path) -> None:
    """The second finds the attempt changed: its file stays until the same is put right there, too."""
    path, told = tmp_path / "attempts.sqlite", Told()
    event = PutRight(answer=2, text=APOLOGY)
    with History(quick(path), folder=tmp_path, tell=Told()) as here:
        session, done = finished(here)
        with locked(path):
            here.put_right(done, *right(session, event))
        (file,) = files(tmp_path)
        waiting = file.read_bytes()
        file.unlink()  # the other window does not take it in when it opens: it has been open all the time
        with History(quick(path), folder=tmp_path) as there:
            there.put_right(there.load(1), *right(session, first := PutRight(answer=1, text=GREETING)))
        file.write_bytes(waiting)
        assert [one.answer for one in here.load(1).corrections] == [1]
    for _ in range(2):
        History(quick(path), folder=tmp_path, tell=told).close()
        assert file.read_bytes() == waiting
    assert (
        told
        == [
            f"{file}: attempt 1 has been put right elsewhere meanwhile; "
            f"put these answers right again, or remove the file: (2) {APOLOGY}"
        ]
        * 2
    )
    told.clear()
    with History(quick(path), folder=tmp_path, tell=told) as here:
        here.put_right(here.load(1), *right(session, first, event))
    told.clear()
    History(quick(path), folder=tmp_path, tell=told).close()
    assert (told, files(tmp_path)) == ([], [])


def test_a_file_is_not_removed_where_the_database_takes_something_else(tmp_path: Path) -> None:
    """The other window was first, and this one has opened its result again, as it was told to."""
    path, told = tmp_path / "attempts.sqlite", Told()
    with History(quick(path), folder=tmp_path, tell=told) as here, History(quick(path), folder=tmp_path) as there:
        session, done = finished(here)
        with locked(path):
            here.put_right(done, *right(session, PutRight(answer=2, text=APOLOGY)))
        there.put_right(there.load(1), *right(session, first := PutRight(answer=1, text=GREETING)))
        here.put_right(here.load(1), *right(session, first, PutRight(answer=3, text="One moment.")))
    (file,) = files(tmp_path)
    assert told[-1] == (
        f"{file}: attempt 1 has been put right elsewhere meanwhile; "
        f"put these answers right again, or remove the file: (2) {APOLOGY}"
    )


def test_what_a_failing_database_does_not_take_is_taken_in_at_the_next_start(url: str, tmp_path: Path) -> None:
    with History(url, folder=tmp_path) as history:
        session, done = finished(history)
    with History("sqlite:////gone/gone.sqlite", folder=tmp_path, tell=lambda _: None, needed=False) as nowhere:
        first = nowhere.put_right(done, *right(session, PutRight(answer=2, text=APOLOGY)))
        second = right(session, first.events[-1], PutRight(answer=1, text=GREETING))
        last = nowhere.put_right(first, *second)
    Unsaved(tmp_path / "unsaved").keep(last, known_as(url, tmp_path))  # as if it had been there, and failed since
    with History(url, folder=tmp_path, tell=lambda _: None) as history:
        assert plain(history.load(1)) == plain(last)


def test_progress_counts_what_was_really_said(tmp_path: Path) -> None:
    with History(folder=tmp_path) as history:
        session, done = finished(history)
        assert by_check(history.attempts())["apology"].latest == "fail"
        events, better = right(session, PutRight(answer=2, text=APOLOGY))
        history.put_right(done, events, better)
        assert by_check(history.attempts())["apology"].results == ("pass",)
        assert by_call(history.attempts())["double_charged"].latest == better.total
