"""Calls that were left: kept, answered anew, and gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from calling import GREETING, answer, state, until
from window import Window, opened

from trainer.conversation.rehearsal import Again


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """The phone has rung; nobody has said anything."""
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        window.go("call")
        yield window


def test_leaving_keeps_the_call_as_far_as_it_came(window: Window) -> None:
    answer(window, GREETING)
    window.press(pygame.K_ESCAPE)
    window.press(pygame.K_RETURN)
    assert window.app.screen is not None
    assert window.app.screen.title == "Choose a call"
    assert window.desk.history is not None
    (left,) = window.desk.history.whole_attempts()
    assert left.finished is None
    assert [event.kind for event in left.events] == ["answered"]


def test_an_attempt_answered_anew_shows_what_was_said_before(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        window.go("call")
        answer(window, GREETING)
        answer(window, "I am sorry to hear that. Could you tell me your date of birth?")
        said = [line.text for line in state(window).lines]
        window.press(pygame.K_ESCAPE)
        window.press(pygame.K_RETURN)
        assert window.desk.history is not None
        (left,) = window.desk.history.whole_attempts()
        window.desk.choose("double_charged")
        window.desk.errands.wait()
        window.go("call", again=Again(left, 2))
        assert [line.text for line in state(window).lines] == said[:2]
        assert f"text: You = {GREETING}" in window.lines
        assert f"subtitle: Reza = {said[1]}" in window.lines
        answer(window, "What is it about?")
        assert len(state(window).lines) == 4


def test_a_call_that_was_left_is_gone_on_with_from_the_list_of_attempts(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        window.go("call")
        answer(window, GREETING)
        said = [line.text for line in state(window).lines]
        window.press(pygame.K_ESCAPE)
        window.press(pygame.K_RETURN)
        window.go("progress")
        window.tab_to("Charged twice")
        assert "not finished" in window.said
        window.press(pygame.K_RETURN)
        window.click("Go on with the call")
        assert [line.text for line in state(window).lines] == said
        answer(window, "What is your date of birth, please?")
        window.press(pygame.K_F10)
        window.press(pygame.K_RETURN)
        until(window, lambda: state(window).ended)
        window.press(pygame.K_RETURN)
        window.click("No fault found")
        window.click("Score the call")
        assert window.desk.history is not None
        (kept,) = window.desk.history.whole_attempts()
        assert kept.finished is not None
        assert [event.kind for event in kept.events] == ["answered", "answered", "hung up"]
        window.go("calls")
        window.desk.choose("double_charged")
        window.go("rules")
        assert "Start the call" in window.said, "what was left once is not gone on with again"


def test_a_call_that_was_over_before_its_form_goes_on_with_the_form(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        window.go("call")
        answer(window, GREETING)
        window.press(pygame.K_F10)
        window.press(pygame.K_RETURN)
        until(window, lambda: state(window).ended)
        window.go("progress")
        window.click("Charged twice")
        window.click("Go on with the call")
        until(window, lambda: state(window).ended)
        window.press(pygame.K_RETURN)
        assert "heading: Wrap-up: Charged twice" in window.said
