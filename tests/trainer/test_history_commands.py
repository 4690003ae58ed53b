"""`progress` and `export`, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from histories import attempted, call, charged_twice, played_out
from typer.testing import CliRunner

from sim.cli.console import SpeakingGroup
from trainer.cli.progress import export, progress
from trainer.history import History

if TYPE_CHECKING:
    from click.testing import Result

app = typer.Typer(cls=SpeakingGroup, pretty_exceptions_enable=False)
app.command()(progress)
app.command()(export)

GOOD = (
    "Good morning, Northbank, this is Ann, how may I help you? I am sorry that you were charged twice. I will take "
    "care of it and refund 49.90 EUR by tomorrow at noon. Is there anything else? Thank you for calling."
)


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.cli.console.out.width", 160)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'attempts.sqlite'}"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' user keeps nothing in the folder of whoever runs them."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))


def typed(*words: str) -> Result:
    result = CliRunner().invoke(app, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def practised(url: str, *trainees: str) -> None:
    """Each has played a call, and left one."""
    with History(url) as history:
        for name in trainees:
            session = call(name)
            history.finish(history.begin(session, charged_twice()[0]), played_out(session, GOOD))
            attempted(history, name, finish=False)


@pytest.mark.parametrize("command", [["progress"], ["export"], ["export", "--format", "xapi"]])
def test_who_has_not_practised_is_invited_to(command: list[str], url: str) -> None:
    result = typed(*command, "--database", url)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (
        "Nothing has been practised yet. A call takes ten minutes: python run_sim.py train double_charged"
        in result.stderr
    )


@pytest.mark.parametrize("command", ["progress", "export"])
def test_a_name_that_is_not_there_is_helped_to_one_that_is(command: str, url: str) -> None:
    practised(url, "Marina")
    result = typed(command, "--database", url, "--trainee", "Marian")
    assert "There are no attempts of 'Marian' yet; did you mean 'Marina'?" in result.stderr


def test_a_trainee_sees_what_was_done_what_comes_next_and_what_is_missing(url: str) -> None:
    practised(url, "Ann", "Bob")
    shown = typed("progress", "--database", url, "--trainee", "Ann").stdout
    assert "Ann: 2 attempts (1 not finished)" in shown
    for heading in ("call ", "criterion ", "Practise next", "Grades"):
        assert heading in shown
    assert " 1. " in shown.partition("Practise next")[2]
    assert "newcomer: takes live calls of levels 1 and 2, with a senior beside" in shown
    assert "missing: different calls whose last attempt was ready (" in shown
    assert "Bob" not in shown


def test_a_trainer_sees_everybody_on_a_line(url: str) -> None:
    practised(url, "Ann", "Bob")
    shown = typed("progress", "--database", url).stdout
    for name in ("Ann", "Bob"):
        (line,) = [line for line in shown.splitlines() if line.strip().startswith(name)]
        assert line.split()[1:3] == ["2", "1"]
        assert line.rstrip().endswith("none yet")


def test_who_only_left_calls_is_told_that_there_is_nothing_to_go_by(url: str) -> None:
    with History(url) as history:
        attempted(history, finish=False)
    assert "None of them was finished from start to end" in typed("progress", "--database", url).stdout


def test_a_call_that_can_no_longer_be_found_hides_nobodys_progress(url: str, tmp_path: Path) -> None:
    """An own dialogue file may have moved since."""
    practised(url, "Ann")
    with closing(sqlite3.connect(tmp_path / "attempts.sqlite")) as other:
        other.execute("UPDATE attempts SET dialogue = '/gone/mine.yaml'")
        other.commit()
    assert "/gone/mine.yaml" in typed("progress", "--database", url).stdout


def test_an_export_goes_to_standard_output_and_nothing_else_does(url: str) -> None:
    practised(url, "Ann")
    table = list(csv.DictReader(io.StringIO(typed("export", "--database", url).stdout)))
    assert {row["trainee"] for row in table} == {"Ann"}
    assert {row["id"] for row in table} == {"1", "2"}
    everything = json.loads(typed("export", "--format", "json", "--database", url).stdout)
    assert [one["steps"] for one in everything] == [len(one["events"]) for one in everything]
    found = json.loads(typed("export", "--format", "xapi", "--database", url).stdout)
    assert [one["verb"]["display"]["en-US"] for one in found][-1] == "attempted"


def test_an_export_is_written_whole_into_a_file(url: str, tmp_path: Path) -> None:
    practised(url, "Оксана", "Ann")
    result = typed("export", "--trainee", "Оксана", "--out", str(tmp_path / "out.csv"), "--database", url)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{tmp_path / 'out.csv'}: 2 attempts" in result.stderr
    table = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert {row["trainee"] for row in table} == {"Оксана"}
    assert list(tmp_path.glob("*.part")) == []


def test_without_a_database_attempts_are_in_the_users_own_folder(tmp_path: Path) -> None:
    with History() as history:
        attempted(history)
        assert Path(history.place).is_relative_to(tmp_path)
    (row,) = {row["id"] for row in csv.DictReader(io.StringIO(typed("export").stdout))}
    assert row == "1"


def test_what_is_typed_wrongly_is_a_sentence(url: str, tmp_path: Path) -> None:
    practised(url, "Ann")
    for words, sentence in {
        ("export", "--format", "xpai"): "--format: there is no 'xpai'; did you mean 'xapi'? formats are",
        ("export", "--out", str(tmp_path / "gone" / "a.csv")): "a.csv: cannot be written: No such file or directory",
    }.items():
        result = typed(*words, "--database", url)
        assert (result.exit_code, result.stdout) == (2, "")
        assert sentence in result.stderr
    result = typed("progress", "--database", "attempts.db")
    assert result.exit_code == 2
    assert "--database: what is given is not the URL of a database" in result.stderr
