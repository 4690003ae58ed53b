"""The call screen, played as a trainee would: real calls, by keyboard and by mouse, read out as a screen reader would.

Expected sentences are those of the English words and of the dialogue "double_charged", written by people; which customer
wording is drawn depends on the seed, so that it is compared with the session's own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest
from window import FRAME, Window, opened

from trainer.conversation.happenings import CustomerSays, Ended, Floor, TraineeSaid
from trainer.conversation.rehearsal import Again
from trainer.dialogue import load_dialogue
from trainer.session import Session
from trainer.sound import Clip
from trainer.ui.portrait.features import Mien, features
from trainer.ui.portrait.look import look_of
from trainer.ui.portrait.portrait import ANGRY, CALM, mood_colour
from trainer.ui.screens.call import Call
from trainer.ui.screens.callstate import CallState, Line, Ticks, loudness, spoken_word
from trainer.voice import Speech

GREETING = "Good morning, Lumen Streaming, my name is Alex. How can I help you?"


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """The phone has rung; nobody has said anything."""
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        window.go("call")
        yield window


def screen(window: Window) -> Call:
    assert isinstance(window.app.screen, Call)
    return window.app.screen


def until(window: Window, holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Frames until something holds; what the call's thread does takes its time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"never so in\n{window.said}"
        window.app.step(FRAME, [])
        time.sleep(0.005)
    window.settle()


def answer(window: Window, text: str) -> None:
    """Types it, sends it with Enter, and waits for what the customer says to it."""
    said = len(screen(window).rehearsal.session.turns) if screen(window).rehearsal else 0
    window.type(text)
    window.press(pygame.K_RETURN)
    until(window, lambda: len(state(window).lines) >= said + 2 or state(window).ended)


def state(window: Window) -> CallState:
    found = screen(window).state
    assert found is not None
    return found


def test_a_call_begins_with_the_trainee_at_the_box(window: Window) -> None:
    dialogue = load_dialogue("double_charged")
    assert f"heading: {dialogue.persona.name}" in window.lines
    assert f"text: {dialogue.company}" in window.lines
    assert "subtitle: You have picked up. Greet the customer." in window.lines
    assert "status: Your turn: type your answer" in window.lines
    focused = window.app.stage.focused
    assert focused is not None
    assert focused.name == "Your answer"


def test_what_is_typed_is_said_and_answered(window: Window) -> None:
    answer(window, GREETING)
    session = window.desk.rehearsal.session if window.desk.rehearsal else None
    assert session is not None
    assert [turn.text for turn in session.turns if turn.speaker == "trainee"] == [GREETING]
    assert f"text: You = {GREETING}" in window.lines
    assert f"subtitle: Reza = {session.turns[-1].text}" in window.lines
    mood = session.replies[-1]
    assert f"meter: Anger = {round(mood.anger)} of 10" in window.lines
    assert f"meter: Trust = {round(mood.trust)} of 10" in window.lines
    box = window.widget("Your answer", "entry")
    assert box.value == ""


def test_the_send_button_does_what_enter_does(window: Window) -> None:
    window.type(GREETING)
    window.click("Send", "button")
    until(window, lambda: len(state(window).lines) == 2)
    assert state(window).lines[0].text == GREETING


def test_earlier_lines_stay_in_reading_order_also_while_a_window_is_open(window: Window) -> None:
    answer(window, GREETING)
    window.press(pygame.K_F4)
    assert "heading: Transfer the call" in window.lines
    screen(window).draft = "One moment."
    screen(window).send()
    until(window, lambda: len(state(window).lines) == 4)
    window.press(pygame.K_ESCAPE)
    lines = [line for line in window.lines if line.startswith(("text: You", "text: Reza", "subtitle", "status"))]
    assert [line.split(" = ")[0].split(":")[0] for line in lines] == ["text", "text", "text", "subtitle", "status"]
    assert lines[2] == "text: You = One moment."


def test_holding_is_asked_for_with_words_and_ends_with_the_next_answer(window: Window) -> None:
    answer(window, GREETING)
    window.press(pygame.K_F3)
    window.press(pygame.K_RETURN)
    assert "heading: Put the customer on hold" in window.lines, "nothing was said yet, so that nothing happens"
    window.type("May I put you on hold for a minute?")
    window.press(pygame.K_RETURN)
    until(window, lambda: state(window).standing == "held")
    assert "status: On hold: Reza is waiting" in window.lines
    answer(window, "Thank you for waiting.")
    until(window, lambda: state(window).standing == "trainee")


def test_a_transfer_takes_a_summary_along(window: Window) -> None:
    answer(window, GREETING)
    answer(window, "I am sorry. I will pass you on to a colleague in accounting who can help at once, is that alright?")
    window.click("Transfer", "button")
    window.type("I am putting you through to my colleague now.")
    window.press(pygame.K_RETURN)
    window.type("Charged twice on 12 May, wants one of them back.")
    window.press(pygame.K_RETURN)
    session = window.desk.rehearsal.session if window.desk.rehearsal else None
    assert session is not None
    until(window, lambda: any(turn.transfer for turn in session.turns))
    transferred = next(turn for turn in session.turns if turn.transfer)
    assert transferred.text == "I am putting you through to my colleague now."
    assert transferred.transfer == "Charged twice on 12 May, wants one of them back."


def test_hanging_up_is_asked_about_first_and_leads_to_the_form(window: Window) -> None:
    answer(window, GREETING)
    window.press(pygame.K_F10)
    assert window.lines[1:3] == ["heading: Hang up?", "text: The call ends here, whether or not the matter is settled."]
    window.press(pygame.K_ESCAPE)
    assert not state(window).ended
    window.click("Hang up", "button")
    window.press(pygame.K_RETURN)
    until(window, lambda: state(window).ended)
    assert "status: The line is closed" in window.lines
    assert not [line for line in window.lines if line.startswith(("entry", "button: Hold"))]
    rehearsal = window.desk.rehearsal
    assert rehearsal is not None
    assert rehearsal.session.over
    window.press(pygame.K_RETURN)
    assert not isinstance(window.app.screen, Call), "Enter presses the button that leads to the wrap-up"


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


def test_a_window_closed_in_mid_call_leaves_no_thread(tmp_path: Path) -> None:
    import threading

    before = set(threading.enumerate())
    with opened(tmp_path, "rules", call="double_charged") as window:
        window.go("call")
        answer(window, GREETING)
    assert set(threading.enumerate()) <= before


def test_the_knowledge_base_is_searched_as_one_types(window: Window) -> None:
    knowledge = [entry.says for entry in load_dialogue("double_charged").knowledge.values()]
    window.press(pygame.K_F7)
    assert "tab: Knowledge = F7 (chosen)" in window.lines
    assert [says for says in knowledge if f"text: {says}" in window.lines] == knowledge
    word = max(knowledge[0].split(), key=len).strip(".,").casefold()
    window.type(word)
    found = [says for says in knowledge if f"text: {says}" in window.lines]
    assert found == [says for says in knowledge if word in says.casefold()]
    window.type("zzz")
    assert "text: Nothing found. Try another word." in window.lines


def test_lines_of_the_script_are_ticked_once_they_are_said(window: Window) -> None:
    window.click("Script", "tab")
    line = load_dialogue("double_charged").script
    strict = next(one.strict for one in line.values() if one.strict)
    assert f"text: “{strict}”" in window.lines
    window.press(pygame.K_F1)
    answer(window, f"{GREETING} {strict}")
    until(window, lambda: f"text: “{strict}” (said)" in window.lines)


def test_an_exam_has_no_script(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged", script_shown=False) as window:
        window.go("call")
        assert [line.split(" ")[1] for line in window.lines if line.startswith("tab")] == ["File", "Knowledge"]
        window.press(pygame.K_F8)
        assert "tab: File = F6 (chosen)" in window.lines


def test_what_is_in_the_box_survives_another_size_of_the_window(window: Window) -> None:
    window.type("I am so sor")
    window.app.rebuild()
    window.type("ry.")
    assert window.widget("Your answer", "entry").value == "I am so sorry."


def test_what_is_missing_is_said_and_can_be_read_out_later(window: Window) -> None:
    window.desk.phone.told.put("There is no loudspeaker: plug one in.")
    window.settle()
    assert "alert: There is no loudspeaker: plug one in." in window.lines
    for _ in range(20):
        window.app.step(1.0, [])
    assert "alert: There is no loudspeaker: plug one in." in window.lines


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


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (960, 600)])
@pytest.mark.parametrize(
    ("language", "call"), [("en", "double_charged"), ("uk", "uk/dead_line"), ("fa", "fa/dead_line")]
)
def test_nothing_lies_over_anything_else_at_any_size(
    tmp_path: Path, size: tuple[int, int], language: str, call: str
) -> None:
    with opened(tmp_path, "rules", size=size, language=language, call=call, text_size="largest") as window:
        window.go("call")
        fixed = [one for one in window.app.stage.widgets if one.visible and one.role not in ("", "text", "alert")]
        whole = window.app.window.get_rect()
        for at, one in enumerate(fixed):
            assert whole.contains(one.rect), f"{one.role} {one.name} is not all in the window"
            for other in fixed[at + 1 :]:
                assert not one.rect.colliderect(other.rect), f"{one.role} {one.name} on {other.role} {other.name}"


def test_the_state_follows_a_conversation() -> None:
    session = Session(load_dialogue("double_charged"), seed=1)
    session.start()
    state = CallState(session)
    assert (state.anger, state.trust) == session.mood_at_start
    state.hold()
    state.take(TraineeSaid(0, "One moment, please."))
    state.take(Floor("customer", 1.0))
    state.take(CustomerSays(1, "Fine.", 6.0, 4.0, 1.0))
    assert (state.anger, state.trust, state.standing) == (6.0, 4.0, "customer")
    state.take(Floor("trainee", 2.0))
    assert state.standing == "held"
    state.take(TraineeSaid(2, "I am back."))
    assert state.standing == "trainee"
    state.take(Ended("resolved"))
    assert state.standing == "over"
    assert [line.text for line in state.lines] == ["One moment, please.", "Fine.", "I am back."]


def test_the_mouth_opens_with_the_loudness_of_the_clip() -> None:
    rate = 16_000
    tone = (np.sin(2 * np.pi * 200 * np.arange(rate) / rate) * 16_384).astype(np.int16)
    shown = loudness(Speech("ah", Clip(np.concatenate([np.zeros(rate, np.int16), tone]), rate)))
    assert len(shown) == 100
    assert shown[:50].max() == 0
    assert shown[50:].min() == 1.0, "a sine of half the full scale is -9 dB, louder than where the mouth is wide open"


def test_the_word_that_is_spoken_is_the_last_that_has_begun() -> None:
    speech = Speech("Not again!", Clip(np.zeros(16_000, np.int16)), ((0.1, 0, 3), (0.4, 4, 10)))
    line = Line("customer", speech.text, at=5.0, speech=speech)
    assert [spoken_word(line, now) for now in (5.0, 5.2, 5.5, 6.5)] == [None, (0, 3), (4, 10), None]


def test_strict_lines_are_ticked_word_by_word_and_flexible_ones_by_meaning() -> None:
    dialogue = load_dialogue("double_charged")
    name, strict = next((name, line.strict) for name, line in dialogue.script.items() if line.strict)
    ticks = Ticks(dialogue, "Alex")
    assert name in ticks.said_in(strict)
    assert name not in ticks.said_in("We might listen to what you say at some time.")


def test_a_face_is_always_the_same_and_a_womans_voice_has_a_womans() -> None:
    her, him = (load_dialogue(name).persona for name in ("dead_line", "double_charged"))
    assert look_of(her) == look_of(her)
    assert look_of(her).woman
    assert not look_of(him).woman
    assert not look_of(her).beard
    assert look_of(load_dialogue("card_abroad").persona).older, "a retired schoolmaster, with an old voice"


def test_anger_draws_the_brows_down_and_trust_turns_the_ring_green() -> None:
    look = look_of(load_dialogue("double_charged").persona)
    assert features(look, Mien(anger=1.0)) != features(look, Mien(anger=0.0))
    assert mood_colour(0, 5) == CALM
    assert mood_colour(10, 0) == ANGRY
    assert mood_colour(5, 9).g > mood_colour(5, 1).g
