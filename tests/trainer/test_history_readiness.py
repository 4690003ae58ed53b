"""Nobody is given live calls on the strength of one good day, of a call learned by heart, or of a second try."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from histories import attempt

from trainer.history import Attempt
from trainer.history.progress import Drill
from trainer.history.readiness import GRADES, readiness

DRILLS = {"abuser": Drill(4, "complaint", "en", tense=True), "manager": Drill(3, "complaint", "en", tense=True)}


def ready(*calls: tuple[str, int, str]) -> list[Attempt]:
    """Attempts that were all ready, one a day: name, level and kind of each call."""
    return [
        attempt(day, dialogue=name, level=level, kind=kind, ready=True, total=90)
        for day, (name, level, kind) in enumerate(calls)
    ]


EASY = ready(("parcel", 1, "support"), ("bill", 2, "complaint"))
MIDDLING = [*EASY, *ready(("line", 3, "support"), ("charged", 3, "complaint"), ("shopper", 3, "sales"))]
HARD = [*MIDDLING, *ready(("abuser", 4, "complaint"), ("owner", 5, "outbound"))]


def in_order(attempts: list[Attempt]) -> list[Attempt]:
    """The same, one a day."""
    days = count()
    return [replace(one, **{name: getattr(made, name) for name in ("id", "started", "finished")})
            for one in attempts for made in [attempt(next(days))]]  # fmt: skip


def grade(attempts: list[Attempt]) -> str:
    """The highest grade reached."""
    reached = [one.grade.name for one in readiness(in_order(attempts), DRILLS) if one.reached]
    return reached[-1] if reached else "none"


def missing(attempts: list[Attempt], name: str) -> list[str]:
    """What is missing for a grade, without the reasons."""
    (found,) = (one for one in readiness(in_order(attempts), DRILLS) if one.grade.name == name)
    return [str(one).partition(":")[0] for one in found.missing]


def test_the_grades_are_reached_one_after_the_other() -> None:
    assert [grade(attempts) for attempts in ([], EASY, MIDDLING, HARD)] == ["none", "newcomer", "specialist", "senior"]
    assert [one.name for one in GRADES] == ["newcomer", "specialist", "senior"]


def test_a_beginner_is_told_all_that_is_missing() -> None:
    assert missing([], "newcomer") == [
        "different calls whose last attempt was ready (0 of 2)",
        "attempts in a row without anything critical (0 of 2)",
    ]


def test_one_call_learned_by_heart_is_not_enough() -> None:
    assert grade([EASY[0]] * 9) == "none"
    assert missing([EASY[0]] * 9, "newcomer") == ["different calls whose last attempt was ready (1 of 2)"]


def test_the_last_attempt_at_a_call_decides() -> None:
    worse = replace(EASY[1], ready=False, total=50.0)
    assert grade([*EASY, worse]) == "none"
    assert grade([*EASY, worse, EASY[1]]) == "newcomer"


def test_a_harder_call_stands_for_an_easier_one() -> None:
    """Not every language has calls of every level."""
    assert grade(MIDDLING[2:4]) == "newcomer"
    assert grade(HARD[4:]) == "newcomer"
    assert (
        missing(MIDDLING[2:4], "specialist")[0]
        == "kinds of call of level 3 or higher whose last attempt was ready (2 of 3)"
    )


def test_a_forked_attempt_proves_nothing() -> None:
    assert grade([replace(one, fork_turn=3, forked_from=1) for one in HARD]) == "none"
    bad_fork = replace(EASY[0], ready=False, criticals=("insult",), fork_turn=3, forked_from=1)
    assert grade([*HARD, bad_fork]) == "senior"


def test_a_call_that_was_left_proves_nothing() -> None:
    left = [replace(one, finished=None) for one in EASY]
    assert [one.reached for one in readiness(left, DRILLS)] == [False, False, False]


def test_one_disclosure_keeps_a_trainee_from_being_alone_for_five_calls() -> None:
    slip = replace(MIDDLING[0], ready=False, criticals=("disclosure",))
    after = [*MIDDLING, slip, MIDDLING[0]]
    assert grade(after) == "none"
    assert grade([*after, MIDDLING[1]]) == "newcomer"
    assert missing([*after, MIDDLING[1]], "specialist") == ["attempts in a row without anything critical (2 of 5)"]
    assert grade([*after, *MIDDLING[1:]]) == "specialist"


def test_three_calls_of_one_kind_make_no_specialist() -> None:
    same = [*EASY, *ready(("a", 3, "support"), ("b", 3, "support"), ("c", 3, "support"))]
    assert grade(same) == "newcomer"


def test_a_senior_has_held_an_abusive_or_escalating_call() -> None:
    polite = [*MIDDLING, *ready(("owner", 5, "outbound"), ("boss", 4, "support"))]
    assert grade(polite) == "specialist"
    what = "calls with an abusive customer, or one to be passed on, whose last attempt was ready (0 of 1)"
    assert missing(polite, "senior") == [what]
    assert grade([*polite, *ready(("manager", 3, "complaint"))]) == "senior"


def test_a_senior_has_no_bad_day() -> None:
    slip = replace(HARD[0], ready=False)
    assert grade([*HARD, slip, *HARD[:4]]) == "specialist"
    assert grade([*HARD, slip, *HARD[:5]]) == "senior"


def test_every_need_says_why() -> None:
    assert all(need.why and need.count for one in GRADES for need in one.needs)
    (newcomer, *_) = readiness([], {})
    assert str(newcomer.missing[0]).endswith("(0 of 2): one call can be learned by heart")
