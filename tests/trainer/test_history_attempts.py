"""An attempt is found again as it was made, whichever database keeps it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from histories import KINDS, answered, attempted, call, charged_twice, empty_database, played_out

from trainer.errors import HistoryError
from trainer.history import History
from trainer.rubric import as_mapping
from trainer.session import replayed


@pytest.fixture(params=KINDS)
def history(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[History]:
    said: list[str] = []
    with (
        empty_database(request.param, tmp_path) as url,
        History(url, folder=tmp_path / "data", tell=said.append) as opened,
    ):
        yield opened
    assert said == []


def test_a_finished_attempt_is_found_as_it_was(history: History) -> None:
    session, before = call("Zoë 👩‍💼", seed=2**63 - 1, waited=271.5), datetime.now(UTC)
    begun = history.begin(session, charged_twice()[0])
    result = played_out(session, "Nu e vina noastră; це не наша провина; این تقصیر ما نیست. 🙃 \x00 ' \" \\")
    history.finish(begun, result)
    found = history.load(begun.id)
    facts = (found.trainee, found.dialogue, found.language, found.kind, found.level, found.seed, found.waited)
    assert facts == ("Zoë 👩‍💼", "double_charged", "en", "complaint", 3, 2**63 - 1, 271.5)
    assert found.fingerprint == charged_twice()[0].fingerprint
    assert (found.events, found.wrap_up) == (result.events, result.wrap_up)
    assert (found.ending, found.success, found.steps) == (session.ending, session.success, len(session.events))
    assert (found.total, found.ready) == (result.score.total, result.score.ready)
    assert [(one.name, one.status) for one in found.checks] == [
        (one.name, one.status) for one in result.score.checks.values()
    ]
    assert found.criticals == tuple(dict.fromkeys(one.name for one in result.score.criticals))
    assert found.finished is not None
    assert before <= found.started <= found.finished <= datetime.now(UTC)
    assert found.started.utcoffset() == timedelta(0)


def test_a_score_is_kept_with_its_evidence(history: History) -> None:
    session = call()
    begun = history.begin(session, charged_twice()[0])
    result = played_out(session, "I apologise that you were charged twice.")
    history.finish(begun, result)
    kept = history.load(begun.id).score
    assert kept is not None
    assert kept["total"] == as_mapping(result.score)["total"]
    quotes = [
        proof["quote"] for part in kept["sections"] for one in part["checks"] for proof in one["finding"]["evidence"]
    ]
    assert "I apologise that you were charged twice." in quotes


def test_the_kept_events_are_the_call(history: History) -> None:
    """Replayed with the dialogue, the seed and the wait, they give it again to the last word."""
    session = answered(call(seed=7, waited=400.0), "Hello.", "I don't know.", "One moment, please.")
    begun = history.keep(history.begin(session, charged_twice()[0]), session.events)
    found = history.load(begun.id)
    again = replayed(session.dialogue, found.events, seed=found.seed, trainee=found.trainee, waited=found.waited)
    assert again.turns == session.turns


def test_attempts_have_numbers_that_can_be_typed(history: History) -> None:
    """However many turns were kept in between."""
    assert [attempted(history).id for _ in range(4)] == [1, 2, 3, 4]


def test_an_attempt_that_was_left_can_be_found_and_gone_on_with(history: History) -> None:
    attempted(history)
    left = attempted(history, finish=False)
    assert history.unfinished("Ann") == history.unfinished() == [history.attempts()[-1]]
    found = history.load(left.id)
    assert (found.finished, found.ready, found.total, found.checks) == (None, None, None, ())
    session = replayed(charged_twice()[1], found.events, seed=found.seed, trainee=found.trainee, waited=found.waited)
    history.finish(found, played_out(session))
    assert history.unfinished() == []
    assert [one.id for one in history.attempts()] == [1, 2]


def test_a_fork_says_where_it_began(history: History) -> None:
    attempted(history)
    fork = attempted(history, forked_from=1, fork_turn=2)
    found = history.load(fork.id)
    assert (found.forked, found.forked_from, found.fork_turn) == (True, 1, 2)
    assert not history.load(1).forked


def test_each_trainee_has_attempts_of_his_own(history: History) -> None:
    for name in ("Ann", "Bob", "Ann", "O'Brien; DROP TABLE attempts"):
        attempted(history, name)
    assert [one.id for one in history.attempts("Ann")] == [1, 3]
    assert [one.id for one in history.attempts("O'Brien; DROP TABLE attempts")] == [4]
    assert history.attempts("Cleo") == []
    assert len(history.attempts()) == 4


def test_a_list_of_attempts_says_what_each_of_them_says(history: History) -> None:
    attempted(history)
    attempted(history, finish=False)
    for light, full in zip(history.attempts(), history.whole_attempts(), strict=True):
        assert full == history.load(light.id)
        assert all(getattr(light, name) == getattr(full, name) for name in light.__dataclass_fields__)


def test_a_finished_attempt_stays_as_it_is(history: History) -> None:
    """Two windows with the same attempt: what is finished in one is not undone by the other."""
    done = attempted(history)
    with pytest.raises(HistoryError, match="attempt 1: is finished, or has been played further elsewhere"):
        history.keep(done, ())
    assert history.load(1).finished == done.finished


def test_an_attempt_never_goes_back(history: History) -> None:
    session = answered(call(), "Hello.", "I see.")
    begun = history.keep(history.begin(session, charged_twice()[0]), session.events)
    with pytest.raises(HistoryError, match="has been played further elsewhere"):
        history.keep(begun, session.events[:1])
    assert history.load(begun.id).steps == 2


@pytest.mark.parametrize("number", [0, -1, 2, 2**31, 10**30])
def test_an_attempt_that_is_not_there_is_a_sentence(history: History, number: int) -> None:
    attempted(history)
    with pytest.raises(HistoryError, match=f"attempt {number}: there is no such attempt; the last one is 1"):
        history.load(number)


def test_a_name_keeps_no_letters_that_no_database_takes(history: History) -> None:
    session = call()
    session.trainee = " An\x00n\ud800\n"
    assert history.load(history.begin(session, charged_twice()[0]).id).trainee == "Ann"
    assert [one.trainee for one in history.attempts(" An\x00n\ud800\n")] == ["Ann"]


def test_a_seed_that_no_database_takes_is_refused_before_the_call(history: History) -> None:
    with pytest.raises(HistoryError, match="seed: 9223372036854775808 cannot be kept; choose one from 0 to"):
        history.begin(call(seed=2**63), charged_twice()[0])


def test_threads_may_share_a_history(history: History) -> None:
    """The window draws while the conversation keeps its turns."""
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda name: attempted(history, name), "ABCDEFGH"))
    assert sorted(one.id for one in made) == list(range(1, 9))
    assert all(history.load(one.id).trainee == one.trainee for one in made)


def test_the_usual_place_is_the_users_own_folder(tmp_path: Path) -> None:
    with History(folder=tmp_path / "deep" / "data") as history:
        attempted(history)
        assert history.place == str(tmp_path / "deep" / "data" / "attempts.sqlite")
    assert (tmp_path / "deep" / "data" / "attempts.sqlite").is_file()


def test_the_database_is_loaded_only_when_it_is_opened() -> None:
    """Listing the calls shall not wait for it."""
    heavy = "{'sqlalchemy', 'alembic', 'psycopg', 'platformdirs'}"
    modules = "trainer, trainer.history, trainer.history.progress, trainer.history.readiness, trainer.history.export"
    program = f"import sys, {modules}, trainer.cli.progress; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
