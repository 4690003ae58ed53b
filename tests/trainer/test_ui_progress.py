"""Progress: what was practised, what comes next, and the way back to every result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from rehearsed import rehearsed
from window import Window, opened

from trainer.history.readiness import GRADES
from trainer.language import LANGUAGES
from trainer.ui.words import load_words


@pytest.fixture(scope="module")
def progress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """After a bad attempt and a good one, both recorded nowhere."""
    with opened(tmp_path_factory.mktemp("home"), "rules", call="double_charged", history=True) as window:
        for trainee in ("bad", "good"):
            wrap_up = rehearsed(window, trainee)
            assert window.desk.rehearsal is not None
            window.desk.review.score(window.desk.rehearsal, wrap_up)
            window.desk.errands.wait()
        yield window


@pytest.fixture(autouse=True)
def again(progress: Window) -> None:
    progress.go("progress")


def test_attempts_are_listed_the_latest_first(progress: Window) -> None:
    attempts = progress.desk.seen.attempts
    rows = [line for line in progress.lines if line.startswith("button: Charged twice")]
    assert len(rows) == len(attempts) == 2
    assert [f"{one.total:.0f} points" in row for one, row in zip(reversed(attempts), rows, strict=True)] == [True, True]
    assert "100 points, ready" in rows[0]
    assert "not ready yet" in rows[1]


def test_every_criterion_has_its_best_and_its_latest(progress: Window) -> None:
    for name, one in progress.desk.seen.checks.items():
        assert one.latest in ("pass", "fail")
        verdict = "yes" if one.latest == "pass" else "no"
        assert f"{one.passed} of {len(one.results)} passed; last time {verdict}" in progress.said, name
    assert "Greets the caller in the first answer." in progress.said


def test_the_grades_say_what_is_missing(progress: Window) -> None:
    assert any("Newcomer" in line and "still missing" in line for line in progress.lines)
    assert "text: 1 of 2" in progress.lines  # one call whose last attempt was ready, of two


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_grade_and_need_has_its_words(language: str) -> None:
    words = load_words(language)
    for grade in GRADES:
        assert words(f"progress.{grade.name}")
        assert words(f"progress.{grade.name}_may")
        assert all(words(f"progress.{grade.name}_{number}") for number in range(1, len(grade.needs) + 1))


def test_an_attempt_opens_its_result_by_mouse_and_esc_leads_back(progress: Window) -> None:
    progress.click("Charged twice")
    assert "heading: 100" in progress.lines
    assert "text: ready" in progress.lines
    progress.press(pygame.K_ESCAPE)
    assert progress.said.startswith("# Progress")


def test_an_attempt_opens_its_result_by_keyboard(progress: Window) -> None:
    progress.tab_to("Charged twice")
    progress.press_quickly(pygame.K_TAB)  # the one below it
    progress.press(pygame.K_RETURN)
    bad = progress.desk.seen.attempts[0]
    assert f"heading: {bad.total:.0f}" in progress.lines
    assert "not ready yet" in progress.said


def test_what_to_practise_next_leads_to_its_call(progress: Window) -> None:
    practice = progress.desk.seen.practices[0]
    assert practice.call is not None
    wording = progress.desk.seen.wording
    assert wording is not None
    progress.click(wording.asks(practice.standing.name, ""))
    assert progress.desk.chosen is not None
    assert progress.desk.chosen.file.name == practice.call


def test_without_attempts_it_says_where_to_begin(tmp_path: Path) -> None:
    with opened(tmp_path, "progress", history=True) as window:
        assert "text: Nothing has been practised yet. Choose a call to begin with." in window.lines
        window.click("Choose a call")
        assert window.said.startswith("# Choose a call")
