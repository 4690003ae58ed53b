from __future__ import annotations

from pathlib import Path

import pygame
import pytest
from histories import call
from window import Window, calls, opened

from trainer.dialogue import read_dialogue
from trainer.history import History, Result
from trainer.rubric import score
from trainer.session import Answered
from trainer.transcript import WrapUp

__all__ = ["calls"]


def _cards(window: Window) -> list[str]:
    return [line for line in window.lines if line.startswith("button: ") and " = Level" in line]


def test_the_list_is_read_out_from_the_way_around_to_the_last_call(calls: Window) -> None:
    assert calls.said.splitlines()[:18] == [
        "# Choose a call",
        "  heading: callfloor",
        "> button: Calls (chosen)",
        "  button: Progress",
        "  button: Settings",
        "  text: Your name on the phone",
        "  entry: Your name on the phone (hint: Alex)",
        "  heading: Choose a call",
        "  text: Each caller is difficult in a way of their own. A call takes about ten minutes.",
        "  choice: Language of the calls = English",
        "  choice: Kind of call = All kinds",
        "  choice: Level = All levels",
        "  text: Calls: 12",
        "  text: A good first call",
        "  text: Card refused abroad",
        "  button: Open: Card refused abroad",
        "  button: Card refused abroad = Level 2 of 5, Support, Grigore is 74 and abroad at his daughter's. "
        "His card was refused at the pharmacy. He speaks slowly, and long words or two things at once confuse him., "
        "Not played yet",
        "  button: I want to cancel = Level 2 of 5, Retention, Kirsty wants to leave her gym. She does not use it, and "
        "it costs her every month. She has heard of people who were not let go., Not played yet",
    ]
    assert len(_cards(calls)) == 12


def test_the_list_is_filtered_by_keyboard(calls: Window) -> None:
    calls.tab_to("Kind of call")
    calls.press(pygame.K_SPACE)
    calls.tab_to("Survey")
    calls.press(pygame.K_RETURN)
    assert [line.split(" = ")[0] for line in _cards(calls)] == ["button: Somewhere between fine and awful"]
    assert "> choice: Kind of call = Survey" in calls.said


def test_the_list_is_filtered_by_mouse_and_says_so_when_nothing_is_left(calls: Window) -> None:
    calls.click("Level")
    calls.click("Level 5")
    assert "text: Calls: 1" in calls.lines
    calls.click("Kind of call")
    calls.click("Survey")
    assert "text: No call is like that. Choose another kind or level." in calls.lines
    assert "text: A good first call" not in calls.lines


def test_the_window_speaks_the_language_of_the_calls(calls: Window) -> None:
    calls.click("Language of the calls")
    calls.click("Українська")
    assert "заголовок: Оберіть дзвінок" in calls.lines
    assert sum("Рівень 3 з 5" in line for line in calls.lines) == 3


def test_all_languages_at_once_name_the_language_of_each_call_and_leave_the_window_as_it_was(calls: Window) -> None:
    calls.click("Language of the calls")
    calls.click("Română")
    calls.click("Limba apelurilor")
    calls.click("Toate limbile")
    assert "titlu: Alegeți un apel" in calls.lines
    assert sum("Nivelul" in line for line in calls.lines) == 24
    assert any("Persană" in line for line in calls.lines)


def test_in_persian_the_window_is_mirrored(tmp_path: Path) -> None:
    places = []
    for language in ("en", "fa"):
        with opened(tmp_path, language=language) as window:
            stage = window.app.stage
            places.append([one.rect.centerx for one in stage.widgets if one.role == "choice"])
            rail = next(one for one in stage.widgets if one.role == "heading")
            assert (rail.rect.centerx > 640) is (language == "fa")
    assert [1280 - x for x in places[0]] == places[1]


def test_the_name_is_typed_and_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as window:
        window.tab_to("Your name on the phone")
        window.type("Iryna")
    with opened(tmp_path) as window:
        assert "entry: Your name on the phone = Iryna" in window.lines


@pytest.mark.parametrize("by", ["keys", "mouse"])
def test_a_card_opens_its_call_and_the_way_back_leads_to_it(calls: Window, by: str) -> None:
    if by == "keys":
        calls.tab_to("The price shopper")
        calls.press(pygame.K_RETURN)
    else:
        calls.click("Dead line, third call")
    title = "The price shopper" if by == "keys" else "Dead line, third call"
    assert calls.said.splitlines()[0] == f"# {title}"
    calls.press(pygame.K_ESCAPE)
    assert f"> button: {title}" in calls.said


def test_the_advice_opens_its_call(calls: Window) -> None:
    calls.click("Open: Card refused abroad")
    assert calls.said.splitlines()[0] == "# Card refused abroad"


def _played(folder: Path, trainee: str, *answers: str) -> float:
    """The call "Charged twice", played by somebody; its total."""
    with History(folder=folder, needed=False) as history:
        session = call(trainee)
        attempt = history.begin(session, read_dialogue("double_charged"))
        for answer in answers:
            session.take(Answered(text=answer))
        while not session.over:
            session.take(Answered(text="Well."))
        session.wrap_up = WrapUp()
        result = score(session.dialogue, session.transcript)
        history.finish(attempt, Result.of(session, result))
        return result.total


def test_a_call_that_was_played_shows_its_best_result_and_what_to_practise_next(tmp_path: Path) -> None:
    total = _played(tmp_path, "Ann", "Good morning, Lumen Streaming, my name is Ann, how can I help you?")
    with opened(tmp_path, history=True, trainee="Ann") as window:
        card = next(line for line in _cards(window) if "Charged twice" in line)
        assert card.endswith(f"Best {round(total)}, not ready yet")
        assert "text: Practise next: " in window.said
    with opened(tmp_path, history=True, trainee="Bob") as window:
        assert all(line.endswith("Not played yet") for line in _cards(window))
        assert "text: A good first call" in window.lines


def test_results_are_those_of_the_name_that_is_typed(tmp_path: Path) -> None:
    _played(tmp_path, "Ann")
    with opened(tmp_path, history=True, trainee="Bob") as window:
        window.tab_to("Your name on the phone")
        window.press(pygame.K_a, mod=pygame.KMOD_CTRL)
        window.type("Ann")
        window.press(pygame.K_RETURN)
        assert "text: Practise next: " in window.said
