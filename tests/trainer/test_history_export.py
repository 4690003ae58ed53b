"""What leaves the house can be read by a spreadsheet, a script and a learning record store, and harms none of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from histories import attempt, attempted
from pydantic import TypeAdapter

from trainer.history import History, WholeAttempt
from trainer.history.export import CHECK_COLUMNS, COLUMNS, write_csv, write_json, write_xapi
from trainer.history.xapi import NOBODY, duration, statements, verb
from trainer.session import Answered, HungUp, PutRight, Silence

DONE = attempt(0, {"apology": "pass", "deadline": "fail", "fillers": "not measured"}, total=82.5, ready=True)
LEFT = attempt(1, finished=False)
FORK = attempt(2, {"apology": "pass"}, total=95, ready=True, fork_turn=4)
BAD = attempt(3, {"deadline": "fail"}, total=31, criticals=("false_fact",))


def rows(*attempts: WholeAttempt) -> list[dict[str, str]]:
    """The table, as a spreadsheet reads it."""
    write_csv(attempts, file := io.StringIO(newline=""))
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))


def test_the_table_has_a_row_for_each_check() -> None:
    found = rows(DONE, BAD)
    assert [(one["id"], one["check"], one["status"]) for one in found] == [
        ("1", "apology", "pass"),
        ("1", "deadline", "fail"),
        ("1", "fillers", "not measured"),
        ("4", "deadline", "fail"),
    ]
    assert tuple(found[0]) == (*COLUMNS, *CHECK_COLUMNS)
    facts = [found[0][name] for name in ("trainee", "level", "total", "ready", "started", "forked_from")]
    assert facts == ["Ann", "3", "82.5", "yes", "2026-03-02T09:00:00+00:00", ""]
    assert found[-1]["criticals"] == "false_fact"


def test_an_attempt_that_was_left_has_a_row_of_its_own() -> None:
    (row,) = rows(LEFT)
    assert (row["id"], row["finished"], row["check"], row["status"]) == ("2", "", "", "")


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org";"click")', "\t=1+1", "＝1+1", "=1,2\n=3"]
)
def test_no_name_is_taken_for_a_formula(name: str) -> None:
    (row,) = rows(replace(LEFT, trainee=name, dialogue=name))
    assert row["trainee"] == row["dialogue"] == f"'{name}"


@pytest.mark.parametrize("name", ["O'Brien", "Jean-Luc", "a=b", 'says "no", often', "Zoë\nAnn", "Оксана", "زهرا", ""])
def test_other_names_stay_as_they_are(name: str) -> None:
    (row,) = rows(replace(LEFT, trainee=name))
    assert row["trainee"] == name


def test_everything_that_is_kept_is_in_the_json(tmp_path: Path) -> None:
    with History(folder=tmp_path) as history:
        attempted(history, "Оксана")
        attempted(history, finish=False)
        kept = list(history.whole_attempts())
        write_json(history.whole_attempts(), file := io.StringIO())
    assert "Оксана" in file.getvalue()
    assert TypeAdapter(tuple[WholeAttempt, ...]).validate_json(file.getvalue()) == tuple(kept)


HEARD = (Answered(text="Hello."), HungUp(), Answered(text="I am sore."), Silence())
RIGHT = replace(
    DONE,
    events=(
        *HEARD,
        PutRight(answer=3, text="I am so sorry."),
        PutRight(answer=1, text="Hello."),  # confirmed
        PutRight(answer=4, text="Are you there?"),
        PutRight(answer=3, text="I am sorry."),
    ),
)
CORRECTIONS = [
    {"answer": 3, "heard": "I am sore.", "said": "I am sorry."},
    {"answer": 4, "heard": "", "said": "Are you there?"},
]


def test_words_that_the_trainee_put_right_are_told_from_words_that_were_heard() -> None:
    assert rows(RIGHT)[0]["put_right"] == "3 4"
    assert rows(DONE)[0]["put_right"] == ""
    write_json([RIGHT, DONE], file := io.StringIO())
    assert [one["put_right"] for one in json.loads(file.getvalue())] == [CORRECTIONS, []]
    write_xapi([RIGHT, DONE], file := io.StringIO())
    told = [one["result"].get("extensions", {}).get("urn:callfloor:put-right") for one in json.loads(file.getvalue())]
    assert told == [CORRECTIONS, None, None, None, None, None]


def test_only_what_comes_of_words_put_right_is_another_statement() -> None:
    """4.2 of the specification: a store refuses a statement whose id it has and whose content is another."""
    before, after = list(statements([replace(DONE, events=HEARD)])), list(statements([RIGHT]))
    assert [one["id"] == other["id"] for one, other in zip(before, after, strict=True)] == [False, True, True]
    deadline = replace(DONE.checks[1], status="pass")
    better = list(statements([replace(RIGHT, total=90, checks=(DONE.checks[0], deadline))]))
    assert [one["id"] == other["id"] for one, other in zip(after, better, strict=True)] == [False, True, False]


def test_words_that_are_only_confirmed_are_no_other_statement() -> None:
    confirmed = replace(DONE, events=(*HEARD, PutRight(answer=1, text="Hello.")))
    assert list(statements([confirmed])) == list(statements([replace(DONE, events=HEARD)]))


def test_nothing_is_an_empty_list() -> None:
    for write in (write_json, write_xapi):
        write([], file := io.StringIO())
        assert json.loads(file.getvalue()) == []


def test_an_attempt_is_passed_failed_left_or_only_a_fork() -> None:
    assert [verb(one) for one in (DONE, BAD, LEFT, FORK)] == ["passed", "failed", "attempted", "completed"]


def test_a_statement_says_who_did_what_with_which_result() -> None:
    about_the_call, *about_checks = statements([DONE])
    assert about_the_call["actor"] == {
        "objectType": "Agent",
        "account": {"homePage": "urn:callfloor", "name": "Ann"},
    }
    assert about_the_call["verb"]["id"] == "http://adlnet.gov/expapi/verbs/passed"
    assert about_the_call["object"]["id"] == "urn:callfloor:dialogue:double_charged"
    result = about_the_call["result"]
    assert result["score"] == {"scaled": 0.825, "raw": 82.5, "min": 0, "max": 100}
    assert (result["success"], result["completion"], result["duration"]) == (True, True, "PT480.00S")
    assert [(one["verb"]["display"]["en-US"], one["object"]["id"]) for one in about_checks] == [
        ("passed", "urn:callfloor:check:empathy/apology"),
        ("failed", "urn:callfloor:check:empathy/deadline"),
    ]
    assert all(one["context"]["contextActivities"]["parent"] == [about_the_call["object"]] for one in about_checks)


def test_a_call_that_was_left_has_no_score_and_is_not_complete() -> None:
    (one,) = statements([LEFT])
    assert one["result"] == {"completion": False}


def test_the_same_attempt_always_gives_the_same_statements() -> None:
    """So a store that gets them twice keeps them once; a call that has been finished since is another statement."""
    assert list(statements([DONE])) == list(statements([DONE]))
    first, then = (next(statements([one])) for one in (replace(DONE, finished=None), DONE))
    assert first["id"] != then["id"]
    assert first["context"]["registration"] == then["context"]["registration"]
    ids = [one["id"] for one in statements([DONE, BAD, LEFT, FORK])]
    assert len(ids) == len(set(ids))


def test_a_duration_is_iso_8601() -> None:
    start = DONE.started
    assert duration(start, start + timedelta(minutes=2, seconds=3.456)) == "PT123.46S"
    assert duration(start, start - timedelta(seconds=1)) == "PT0.00S"  # the clock was set back during the call


# What follows is the shape of a statement by https://github.com/adlnet/xAPI-Spec/blob/1.0.3/xAPI-Data.md.

STATEMENT = {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}
RESULT = {"score", "success", "completion", "response", "duration", "extensions"}
CONTEXT = {"registration", "instructor", "team", "contextActivities", "revision", "platform", "language", "statement"}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
DURATION = re.compile(r"PT\d+(\.\d+)?S")


def iris(statement: dict[str, Any]) -> Iterator[str]:
    """Everything that has to be an IRI."""
    yield statement["actor"]["account"]["homePage"]
    yield statement["verb"]["id"]
    activities = statement["context"].get("contextActivities", {}).get("parent", [])
    for activity in (statement["object"], *activities):
        yield activity["id"]
        yield activity["definition"]["type"]
    for part in (statement["result"], statement["context"]):
        yield from part.get("extensions", {})


def nulls(value: object) -> bool:
    """Whether there is a null outside the extensions, where none may be."""
    if isinstance(value, dict):
        return any(nulls(one) for key, one in value.items() if key != "extensions")
    return any(map(nulls, value)) if isinstance(value, list) else value is None


@pytest.mark.parametrize("trainee", ["Ann", "", "=1", "Zoë 👩‍💼"])
@pytest.mark.parametrize(
    "dialogue", ["double_charged", "uk/double_charged", "C:\\my calls\\{new}.yaml", "розмова.yaml"]
)
def test_statements_have_the_shape_of_the_specification(trainee: str, dialogue: str) -> None:
    named = [replace(one, trainee=trainee, dialogue=dialogue) for one in (DONE, BAD, LEFT, FORK)]
    write_xapi(named, file := io.StringIO())
    found = json.loads(file.getvalue())
    assert len(found) == 4 + 4
    for one in found:
        assert set(one) == STATEMENT
        assert UUID(one["id"]).variant == UUID(one["context"]["registration"]).variant == "specified in RFC 4122"
        assert one["version"] == "1.0.3"
        assert one["actor"]["account"]["name"] == (trainee or NOBODY)
        assert set(one["result"]) <= RESULT
        assert set(one["context"]) <= CONTEXT | {"extensions"}
        assert [iri for iri in iris(one) if not IRI.fullmatch(iri)] == []
        assert datetime.fromisoformat(one["timestamp"]).utcoffset() == timedelta(0)
        assert not nulls(one)
        check_result(one["result"], one["verb"]["display"]["en-US"])


def check_result(result: dict[str, Any], verb: str) -> None:
    """4.1.7 of the specification, and the meaning of the verbs: who has passed has succeeded."""
    if "score" in result:
        score = result["score"]
        assert 0 <= score["scaled"] <= 1
        assert score["min"] <= score["raw"] <= score["max"]
    if "duration" in result:
        assert DURATION.fullmatch(result["duration"])
    if verb in ("passed", "failed"):
        assert result["success"] is (verb == "passed")
