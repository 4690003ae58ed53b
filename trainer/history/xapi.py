"""Attempts as statements of the Experience API 1.0.3, for the learning record store of a company's training department.

Source: https://github.com/adlnet/xAPI-Spec/blob/1.0.3/xAPI-Data.md; verbs of http://adlnet.gov/expapi/verbs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID, uuid5

from trainer.history.attempt import Attempt, Verdict, WholeAttempt
from trainer.history.progress import COUNTED

VERSION: Final = "1.0.3"
HOME: Final = "urn:callfloor"
VERBS: Final = "http://adlnet.gov/expapi/verbs/"
SIMULATION: Final = "http://adlnet.gov/expapi/activities/simulation"
OBJECTIVE: Final = "http://adlnet.gov/expapi/activities/objective"
NOBODY: Final = "unnamed"
"""The account of who gave no name: a statement needs one."""


def statements(attempts: Iterable[WholeAttempt]) -> Iterator[dict[str, Any]]:
    """One statement an attempt, and one for each of its checks that was passed or failed.

    A statement is named after what it says, so that a store which gets it twice keeps it once.  Where an answer was put
    right since, what says something else by that has another id: no store changes what it has.
    """
    for attempt in attempts:
        yield _of_attempt(attempt)
        yield from (_of_check(attempt, check) for check in attempt.checks if check.status in COUNTED)


def verb(attempt: Attempt) -> str:
    """``attempted`` while it is unfinished; a fork is ``completed``, since it proves nothing; else passed or failed."""
    if attempt.finished is None:
        return "attempted"
    if attempt.forked:
        return "completed"
    return "passed" if attempt.ready else "failed"


def duration(start: datetime, end: datetime) -> str:
    """Between two moments, in ISO 8601, to the hundredth of a second as the specification asks."""
    return f"PT{max(0.0, (end - start).total_seconds()):.2f}S"


def _of_attempt(attempt: WholeAttempt) -> dict[str, Any]:
    result: dict[str, Any] = {"completion": attempt.finished is not None}
    if attempt.finished is not None:
        total = attempt.total or 0.0
        result |= {
            "score": {"scaled": round(total / 100, 4), "raw": total, "min": 0, "max": 100},
            "success": bool(attempt.ready),
            "duration": duration(attempt.started, attempt.finished),
            "extensions": {
                f"{HOME}:ending": attempt.ending,
                f"{HOME}:customer-satisfied": bool(attempt.success),
                f"{HOME}:criticals": list(attempt.criticals),
            },
        }
        if attempt.corrections:
            result["extensions"][f"{HOME}:put-right"] = [asdict(one) for one in attempt.corrections]
    return _statement(attempt, verb(attempt), _call(attempt), result, {})


def _of_check(attempt: WholeAttempt, check: Verdict) -> dict[str, Any]:
    passed = check.status == "pass"
    criterion = _activity(f"check:{check.section}/{check.name}", check.name.replace("_", " "), OBJECTIVE)
    parents = {"contextActivities": {"parent": [_call(attempt)]}}
    return _statement(attempt, "passed" if passed else "failed", criterion, {"success": passed}, parents)


def _statement(
    attempt: Attempt, verb: str, of: dict[str, Any], result: dict[str, Any], context: dict[str, Any]
) -> dict[str, Any]:
    registration = UUID(attempt.key)
    more: dict[str, Any] = {f"{HOME}:attempt": attempt.id, f"{HOME}:level": attempt.level, f"{HOME}:kind": attempt.kind}
    if attempt.forked:
        more |= {f"{HOME}:forked-from": attempt.forked_from, f"{HOME}:fork-turn": attempt.fork_turn}
    said: dict[str, Any] = {
        "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": attempt.trainee or NOBODY}},
        "verb": {"id": f"{VERBS}{verb}", "display": {"en-US": verb}},
        "object": of,
        "result": result,
        "context": {
            "registration": str(registration),
            "platform": f"callfloor {attempt.version}",
            "language": attempt.language,
            "revision": attempt.fingerprint,
            **context,
            "extensions": more,
        },
        "timestamp": (attempt.finished or attempt.started).isoformat(),
        "version": VERSION,
    }
    return {"id": str(uuid5(registration, json.dumps(said, sort_keys=True))), **said}


def _call(attempt: Attempt) -> dict[str, Any]:
    return _activity(f"dialogue:{attempt.dialogue}", attempt.dialogue, SIMULATION)


def _activity(name: str, shown: str, kind: str) -> dict[str, Any]:
    # What an identifier may not hold, such as a space in the path of a file, is written as %20.
    definition = {"type": kind, "name": {"en-US": shown}}
    return {"objectType": "Activity", "id": f"{HOME}:{quote(name, safe=':/')}", "definition": definition}
