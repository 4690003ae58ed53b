"""What to practise next: what was lost first, at the trainee's level, and not again what was just shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from histories import FIRST_DAY, attempt

from trainer.history.progress import DAYS, Drill, by_call, by_check, judged, level_reached, practise_next

DRILLS = {
    "lost_parcel": Drill(1, "support", "en", frozenset({"apology", "greeting"})),
    "late_bill": Drill(2, "complaint", "en", frozenset({"greeting"})),
    "double_charged": Drill(3, "complaint", "en", frozenset({"apology", "deadline"})),
    "dead_line": Drill(3, "support", "en", frozenset({"apology", "deadline", "greeting"})),
    "uk/double_charged": Drill(1, "complaint", "uk", frozenset({"apology", "greeting", "deadline"})),
}


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def test_what_is_passed_each_time_comes_up_ever_later() -> None:
    """After 1, 3, 7, 16 and 35 days; then every 35 days."""
    attempts, today, gaps = [], 0, []
    for _ in range(7):
        attempts.append(attempt(today, {"apology": "pass"}))
        gaps.append((by_check(attempts)["apology"].due - day(today)).days)
        today += gaps[-1]
    assert gaps == [1, 3, 7, 16, 35, 35, 35]
    assert list(DAYS) == [0, *gaps[:5]]


def test_what_fails_is_due_at_once_and_starts_anew() -> None:
    attempts = [attempt(0, {"apology": "pass"}), attempt(1, {"apology": "pass"}), attempt(9, {"apology": "fail"})]
    standing = by_check(attempts)["apology"]
    assert (standing.box, standing.due, standing.best, standing.latest) == (0, day(9), "pass", "fail")
    again = by_check([*attempts, attempt(9, {"apology": "pass"})])["apology"]
    assert again.due == day(10)


def test_five_passes_in_an_afternoon_are_one_evenings_memory() -> None:
    standing = by_check([attempt(0, {"apology": "pass"}) for _ in range(5)])["apology"]
    assert (standing.passed, standing.box, standing.due) == (5, 1, day(1))


def test_a_criterion_is_remembered_whichever_call_showed_it() -> None:
    attempts = [
        attempt(0, {"apology": "pass"}, dialogue="lost_parcel"),
        attempt(1, {"apology": "pass"}, dialogue="dead_line"),
    ]
    assert by_check(attempts)["apology"].due == day(4)


@pytest.mark.parametrize("status", ["not measured", "not scored", "not applicable"])
def test_what_could_not_be_told_moves_nothing(status: str) -> None:
    """What the recognizer was unsure of is never a fail."""
    before = [attempt(0, {"apology": "pass"})]
    assert by_check([*before, attempt(5, {"apology": status})]) == by_check(before)
    assert by_check([attempt(0, {"apology": status})]) == {}


def test_a_fork_counts_nowhere() -> None:
    before = [attempt(0, {"apology": "fail"}, total=40)]
    forked = [*before, attempt(1, {"apology": "pass"}, total=99, ready=True, fork_turn=4)]
    assert judged(forked) == before
    assert by_check(forked) == by_check(before)
    assert by_call(forked) == by_call(before)
    assert level_reached(forked) == 1


def test_a_call_that_was_left_counts_nowhere() -> None:
    assert judged([attempt(0, {"apology": "fail"}, finished=False)]) == []


def test_the_best_attempt_at_a_call_is_not_forgotten_and_the_latest_decides() -> None:
    attempts = [
        attempt(0, total=80, ready=True),
        attempt(1, total=60),
        attempt(1, total=90, ready=True, dialogue="other"),
    ]
    standing = by_call(attempts)["double_charged"]
    assert (standing.attempts, standing.best, standing.latest, standing.ready) == (2, 80, 60, False)


def test_attempts_count_in_the_order_in_which_they_were_finished() -> None:
    """One that was taken in from a file comes later into the database than it was played."""
    early, late = attempt(0, {"apology": "fail"}), attempt(3, {"apology": "pass"})
    assert by_check([late, early]) == by_check([early, late])


def test_due_criteria_come_first_and_the_worst_of_them_before_the_others() -> None:
    attempts = [
        attempt(0, {"apology": "pass", "greeting": "pass", "deadline": "fail", "recap": "fail", "thanks": "pass"}),
        attempt(1, {"apology": "fail", "greeting": "pass", "deadline": "fail", "recap": "pass"}),
    ]
    practices = practise_next(attempts, DRILLS, day(1))
    assert [(one.standing.name, one.due) for one in practices] == [
        ("deadline", True),  # failed twice
        ("apology", True),  # failed now, passed before
        ("thanks", True),  # passed, and its day has come
        ("recap", False),  # tomorrow
        ("greeting", False),  # in three days
    ]


def test_the_worst_is_what_fails_now_not_what_failed_long_ago() -> None:
    old = [attempt(one, {"apology": "fail", "greeting": "pass"}) for one in range(5)]
    new = [attempt(one, {"apology": "pass", "greeting": "pass"}) for one in range(5, 9)]
    last = attempt(9, {"apology": "pass", "greeting": "fail"})
    standings = by_check([*old, *new, last])
    assert (standings["apology"].share, standings["greeting"].share) == (1.0, 0.8)


def calls_for(*attempts: object) -> dict[str, str | None]:
    return {one.standing.name: one.call for one in practise_next(list(attempts), DRILLS, day(40))}  # type: ignore[arg-type]


def test_a_criterion_is_practised_at_the_trainees_level() -> None:
    """A beginner with the easiest call that has it; who is ready at level 2, with one of level 3."""
    failed = {"apology": "fail"}
    assert calls_for(attempt(0, failed)) == {"apology": "lost_parcel"}
    assert calls_for(attempt(0, {}, dialogue="late_bill", level=2, ready=True), attempt(1, failed)) == {
        "apology": "dead_line"
    }


def test_one_call_that_measures_much_of_what_is_due_is_chosen_before_one_that_measures_little() -> None:
    ready = attempt(0, dialogue="late_bill", level=2, ready=True)
    found = calls_for(
        ready, attempt(1, {"apology": "fail", "deadline": "fail", "greeting": "fail"}, dialogue="dead_line")
    )
    assert found == {"apology": "dead_line", "deadline": "dead_line", "greeting": "dead_line"}


def test_of_two_calls_the_one_not_played_for_longer_is_chosen() -> None:
    ready = attempt(0, dialogue="late_bill", level=2, ready=True)
    failed = {"deadline": "fail"}
    first, second = (
        attempt(number, failed, dialogue=name) for number, name in ((1, "dead_line"), (2, "double_charged"))
    )
    assert calls_for(ready, first, second) == {"deadline": "dead_line"}


def test_nobody_is_sent_into_a_call_in_a_language_never_worked_in() -> None:
    failed = {"deadline": "fail"}
    assert calls_for(attempt(0, failed)) == {"deadline": "dead_line"}
    assert calls_for(attempt(0, failed, dialogue="uk/double_charged", language="uk")) == {
        "deadline": "uk/double_charged"
    }


def test_a_call_that_has_measured_a_criterion_will_do_so_again() -> None:
    """Some objections only come to who gets that far, and nobody knows it of a call before."""
    assert calls_for(attempt(0, {"confirm": "fail"})) == {"confirm": "double_charged"}
    assert calls_for(attempt(0, {"confirm": "not applicable", "apology": "fail"})) == {"apology": "lost_parcel"}


def test_a_criterion_that_no_call_measures_is_still_named() -> None:
    assert calls_for(attempt(0, {"fillers": "fail"}, dialogue="/gone/mine.yaml")) == {"fillers": None}


def test_who_has_not_practised_is_told_nothing_to_practise() -> None:
    assert practise_next([], DRILLS, FIRST_DAY) == []
    assert level_reached([]) == 1
    assert level_reached([attempt(0, level=5, ready=True)]) == 5
