from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest
from window import Window, opened

from trainer.ui.area import Area
from trainer.ui.screen import Screen
from trainer.ui.widgets import Bar, Button, Choice, Entry, Label, Paragraph, Scroller, Switch


class Bench(Screen):
    """One widget of each kind, and what they were heard to say."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.app)
        self.heard: list[object] = []
        self.left = 0

    @property
    def title(self) -> str:
        return "Bench"

    def build(self, area: Area) -> None:
        stage, hear = self.stage, self.heard.append
        page = area.inset(40)
        column = page.start(400, 40)
        Label(stage, column.top(40), "A label", "title")
        Button(stage, column.top(40, 10), "Press me", lambda: hear("pressed"), tip="Why to press it")
        Button(stage, column.top(40, 10), "Not me", lambda: hear("wrong")).disable()
        Switch(stage, column.top(40, 10), "Light", False, hear)
        Choice(stage, column.top(40, 10), "Colour", [("r", "red"), ("g", "green"), ("b", "blue")], "g", hear)
        Entry(stage, column.top(40, 10), "Name", hint="who?", submit=lambda: hear("entered"))
        Entry(stage, column.top(120, 10), "Notes", "two\nlines")
        Bar(stage, column.top(10, 10), 0.25, name="Level")
        scroller = Scroller(stage, page.start(300), "list")
        for number in range(30):
            Button(stage, scroller.inner.top(40, 10), f"Row {number}", lambda n=number: hear(n), inside=scroller.sheet)  # type: ignore[misc]
        scroller.end(scroller.inner.rect.top)

    def leave(self) -> None:
        self.left += 1


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[tuple[Window, Bench]]:
    with opened(tmp_path) as window:
        screen = Bench(window)
        window.app.open_screen(screen)
        window.settle()
        yield window, screen


Both = tuple[Window, Bench]


def test_a_screen_reader_hears_every_widget_with_its_state(bench: Both) -> None:
    window, _ = bench
    assert window.said.splitlines()[:10] == [
        "# Bench",
        "  heading: A label",
        "> button: Press me",
        "  button: Not me (disabled)",
        "  switch: Light = off",
        "  choice: Colour = green",
        "  entry: Name (hint: who?)",
        "  entry: Notes = two",
        "lines",
        "  meter: Level = 25%",
    ]


def _by_keys(window: Window, name: str) -> None:
    window.tab_to(name)
    window.press(pygame.K_SPACE)


def _by_mouse(window: Window, name: str) -> None:
    window.click(name)


@pytest.mark.parametrize("do", [_by_keys, _by_mouse])
def test_buttons_and_switches_work_by_keys_and_by_mouse(bench: Both, do: Callable[[Window, str], None]) -> None:
    window, screen = bench
    do(window, "Press me")
    do(window, "Light")
    do(window, "Light")
    assert screen.heard == ["pressed", True, False]


def test_what_is_disabled_cannot_be_reached_or_pressed(bench: Both) -> None:
    window, screen = bench
    window.click("Not me")
    with pytest.raises(AssertionError, match="never comes"):
        window.tab_to("Not me")
    assert screen.heard == []


def test_a_press_that_slides_off_is_none(bench: Both) -> None:
    window, screen = bench
    at = window.widget("Press me").rect.center
    window.app.step(0, [pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1)])
    window.app.step(0, [pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(at[0], at[1] + 300), button=1)])
    assert screen.heard == []


def test_a_choice_opens_takes_all_input_and_gives_the_focus_back(bench: Both) -> None:
    window, screen = bench
    _by_keys(window, "Colour")
    assert window.said.splitlines()[1:] == ["  option: red", "> option: green (chosen)", "  option: blue"]
    window.press(pygame.K_DOWN)
    window.press(pygame.K_RETURN)
    assert screen.heard == ["b"]
    assert "> choice: Colour = blue" in window.said
    window.click("Colour")
    window.click("red", "option")
    assert screen.heard == ["b", "r"]


def test_escape_or_a_click_elsewhere_closes_the_list_and_nothing_else(bench: Both) -> None:
    window, screen = bench
    _by_keys(window, "Colour")
    window.press(pygame.K_ESCAPE)
    assert "> choice: Colour = green" in window.said
    window.click("Colour")
    window.click_at(window.app.stage.layers[0].widgets[1].rect.center)
    assert "choice: Colour = green" in window.said
    assert (screen.heard, screen.left) == ([], 0)
    window.press(pygame.K_ESCAPE)
    assert screen.left == 1


def test_text_is_typed_corrected_and_entered(bench: Both) -> None:
    window, screen = bench
    window.tab_to("Name")
    window.type("Olha Kovel")
    window.press(pygame.K_BACKSPACE, times=2)
    window.type("al")
    window.press(pygame.K_HOME)
    window.press(pygame.K_RIGHT, mod=pygame.KMOD_CTRL)
    window.type("!")
    window.press(pygame.K_RETURN)
    assert window.widget("Name").value == "Olha! Koval"
    assert screen.heard == ["entered"]


def test_text_is_cut_and_pasted(bench: Both) -> None:
    window, _ = bench
    window.tab_to("Name")
    window.type("twice")
    window.press(pygame.K_a, mod=pygame.KMOD_CTRL)
    window.press(pygame.K_x, mod=pygame.KMOD_CTRL)
    assert window.widget("Name").value == ""
    window.press(pygame.K_v, mod=pygame.KMOD_CTRL)
    window.press(pygame.K_v, mod=pygame.KMOD_CTRL)
    assert window.widget("Name").value == "twicetwice"


def test_a_letter_typed_into_a_field_is_no_shortcut_of_the_screen(bench: Both) -> None:
    window, screen = bench
    keys: list[int] = []
    screen.key = lambda event: bool(keys.append(event.key))  # type: ignore[method-assign]
    window.tab_to("Name")
    window.type("ab")
    assert keys == []
    window.press(pygame.K_F1)
    assert keys == [pygame.K_F1]


def test_a_click_puts_the_caret_there_and_a_drag_selects(bench: Both) -> None:
    window, _ = bench
    window.tab_to("Name")
    window.type("abc abc")
    rect = window.widget("Name").rect
    window.click_at((rect.x + 2, rect.centery))
    window.type("_")
    assert window.widget("Name").value == "_abc abc"
    window.app.step(0, [
        pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(rect.x + 2, rect.centery), button=1),
        pygame.event.Event(pygame.MOUSEMOTION, pos=(rect.right - 4, rect.centery), rel=(9, 0), buttons=(1, 0, 0)),
        pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(rect.right - 4, rect.centery), button=1)])  # fmt: skip
    window.type("x")
    assert window.widget("Name").value == "x"


def test_enter_begins_a_new_line_in_a_field_of_several(bench: Both) -> None:
    window, _ = bench
    window.tab_to("Notes")
    window.press(pygame.K_UP)
    window.press(pygame.K_END)
    window.press(pygame.K_RETURN)
    window.type("three")
    assert window.widget("Notes").value == "two\nlines\nthree"


def test_the_focus_scrolls_what_it_goes_to_into_view(bench: Both) -> None:
    window, screen = bench
    window.tab_to("Row 25")
    row = window.widget("Row 25")
    assert row.clip is not None
    assert row.clip.contains(row.rect)
    window.press(pygame.K_RETURN)
    assert screen.heard == [25]


def test_the_wheel_and_the_keys_scroll(bench: Both) -> None:
    window, screen = bench
    first = window.widget("Row 0")
    top = first.rect.y
    window.point(first.rect.center)
    window.wheel(-2)
    assert first.rect.y < top
    window.wheel(+5)
    assert first.rect.y == top
    window.press(pygame.K_END)
    assert window.widget("Row 29").rect.bottom <= 680
    window.press(pygame.K_HOME)
    assert first.rect.y == top
    window.press(pygame.K_END)
    window.click("Row 29")
    assert screen.heard == [29]


def test_what_is_scrolled_out_of_sight_cannot_be_clicked(bench: Both) -> None:
    window, screen = bench
    window.press(pygame.K_END)
    hidden = window.widget("Row 0").rect.center
    assert hidden[1] < 0
    window.click_at((hidden[0], 20))
    assert screen.heard == []


def test_arrow_keys_go_to_the_nearest_widget(bench: Both) -> None:
    window, _ = bench
    window.tab_to("Press me")
    window.press(pygame.K_DOWN)
    assert "> switch: Light = off" in window.said
    window.press(pygame.K_UP)
    assert "> button: Press me" in window.said


def test_a_tip_appears_where_the_mouse_rests_and_goes_with_it(bench: Both) -> None:
    window, _ = bench
    window.point(window.widget("Press me").rect.center)
    window.settle()
    before = pygame.image.tobytes(window.app.window, "RGB")
    for _ in range(50):
        window.app.step(1 / 60, [])
    shown = pygame.image.tobytes(window.app.window, "RGB")
    assert shown != before
    window.point((1200, 700))
    window.settle()
    assert pygame.image.tobytes(window.app.window, "RGB") != shown


def test_the_keyboard_shows_where_it_is_and_the_mouse_need_not(bench: Both) -> None:
    window, _ = bench
    window.click("Press me")
    window.point((1200, 700))
    window.settle()
    by_mouse = pygame.image.tobytes(window.app.window, "RGB")
    window.press(pygame.K_TAB, mod=pygame.KMOD_SHIFT)
    window.press(pygame.K_TAB)
    assert "> button: Press me" in window.said
    assert pygame.image.tobytes(window.app.window, "RGB") != by_mouse


def test_a_paragraph_says_also_what_there_was_no_room_for(bench: Both) -> None:
    window, _ = bench
    long = "word " * 50
    paragraph = Paragraph(window.app.stage, Area(pygame.Rect(0, 0, 100, 100)), long, most=2)
    assert paragraph.value == long


def test_nothing_is_drawn_while_nothing_changes(bench: Both) -> None:
    window, _ = bench
    window.settle()
    window.app.window.fill("magenta")
    for _ in range(5):
        window.app.step(1 / 60, [])
    assert window.app.window.get_at((5, 5)) == pygame.Color("magenta")
