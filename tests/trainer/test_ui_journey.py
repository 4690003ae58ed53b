"""A trainee's whole way through the window: by keyboard alone and by mouse alone, from the left and from the right."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest
from played import written_calls
from window import FRAME, Window, opened

from trainer.ui.screens.call import Call
from trainer.ui.words import Words, load_words

CALLS = {"en": "double_charged", "fa": "fa/double_charged"}


class Hand:
    """A trainee with one hand: on the keyboard or on the mouse."""

    def __init__(self, window: Window, *, mouse: bool) -> None:
        self.window, self.mouse = window, mouse

    @property
    def words(self) -> Words:
        return load_words(self.window.desk.language)

    def press(self, name: str) -> None:
        if self.mouse:
            self.window.click(name)
        else:
            self.window.tab_to(name)
            self.window.press(pygame.K_RETURN)

    def fill(self, name: str, text: str) -> None:
        """A keyboard is needed for typing; which field it goes to is up to the hand."""
        if self.mouse:
            self.window.click(name, "entry")
        else:
            self.window.tab_to(name)
        self.window.type(text)

    def until(self, holds: Callable[[Call], bool]) -> None:
        end = time.monotonic() + 20
        while not (isinstance(call := self.window.app.screen, Call) and call.state is not None and holds(call)):
            assert time.monotonic() < end, self.window.said
            self.window.app.step(FRAME, [])
            time.sleep(0.002)
        self.window.settle()

    def answer(self, text: str) -> None:
        self.until(lambda call: call.state is not None and call.state.standing in ("trainee", "held"))
        said = len(self.turns)
        self.fill(self.words("call.answer"), text)
        self.press(self.words("call.send"))
        self.until(lambda _: len(self.turns) >= said + 2)

    @property
    def turns(self) -> list[object]:
        rehearsal = self.window.desk.rehearsal
        return list(rehearsal.session.turns) if rehearsal else []


@pytest.mark.parametrize("mouse", [False, True], ids=["keyboard", "mouse"])
@pytest.mark.parametrize("language", CALLS)
def test_a_trainee_gets_from_the_list_to_the_result_and_back(tmp_path: Path, language: str, mouse: bool) -> None:
    with opened(tmp_path, language=language, history=True) as window:
        hand, words = Hand(window, mouse=mouse), load_words(language)
        title = next(one.title for one in window.desk.calls if one.name == CALLS[language])
        answers = written_calls(CALLS[language])["middling"]["answers"]
        hand.press(title)
        hand.press(words("rules.start"))
        hand.answer(answers[0])
        hand.press(words("call.hold"))
        hand.fill(words("call.you_say"), answers[1])
        hand.press(words("call.hold_go"))
        hand.until(lambda call: call.state is not None and call.state.standing == "held")
        hand.answer(answers[2])
        hand.press(words("call.knowledge"))
        hand.fill(words("call.search"), "12")
        hand.press(words("call.hang_up"))
        hand.press(words("call.hang_up"))
        hand.until(lambda call: call.state is not None and call.state.ended)
        hand.press(words("call.wrap_up"))
        assert window.desk.chosen is not None
        hand.press(next(iter(window.desk.chosen.dialogue.wrap_up.dispositions.values())))
        hand.fill(words("wrapup.notes"), answers[2])
        hand.press(words("wrapup.submit"))
        result = window.desk.review.result
        assert result is not None
        assert window.said.startswith(f"# {title}")
        failed = next(line for part in result.parts for line in part.lines if line.verdict == "fail" and line.quotes)
        window.settle(30)
        hand.press(failed.asks)
        hand.press(words("result.answer_again"))
        hand.until(lambda _: True)
        assert isinstance(window.app.screen, Call)
        window.press(pygame.K_ESCAPE)
        hand.press(words("call.leave_go"))
        hand.press(words("common.progress"))
        assert words("progress.left") in window.said
        assert words("progress.forked") in window.said
        hand.press(words("common.settings"))
        hand.press(words("settings.high_contrast"))
        assert window.desk.settings.high_contrast
        hand.press(words("common.calls"))
        assert window.said.startswith(f"# {words('calls.title')}")
