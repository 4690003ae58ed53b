"""The call screen, played as a trainee would: real calls, by keyboard and by mouse, read out as a screen reader would.

Expected sentences are those of the English words and of the dialogue "double_charged", written by people; which
wording of the customer's is drawn depends on the seed, so that it is compared with the session's own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from calling import GREETING, answer, screen, state, until
from window import FRAME, Window, opened

from trainer.conversation.gear import Gear
from trainer.dialogue import load_dialogue
from trainer.sound import read_wav, silence, write_wav
from trainer.ui.screens.call import Call


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """The phone has rung; nobody has said anything."""
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        window.go("call")
        yield window


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


def test_a_dialog_survives_another_size_of_the_window_with_what_was_typed(window: Window) -> None:
    window.press(pygame.K_F4)
    window.type("I am putting you through.")
    window.press(pygame.K_RETURN)
    window.type("Charged twice")
    window.app.window = pygame.display.set_mode((1920, 1080), pygame.RESIZABLE)
    window.app.step(0, [pygame.event.Event(pygame.VIDEORESIZE, size=(1920, 1080), w=1920, h=1080)])
    window.settle()
    assert "entry: What you say to the customer = I am putting you through." in window.lines
    window.type(" on 12 May.")
    assert "entry: Summary for your colleague = Charged twice on 12 May." in window.lines
    window.press(pygame.K_ESCAPE)
    window.press(pygame.K_F10)
    window.desk.change(subtitles=False)
    window.settle()
    assert window.lines[1] == "heading: Hang up?"
    window.press(pygame.K_ESCAPE)
    assert "entry: Your answer" in window.said


def test_what_is_missing_is_said_and_can_be_read_out_later(window: Window) -> None:
    window.desk.phone.told.put("There is no loudspeaker: plug one in.")
    window.settle()
    assert "alert: There is no loudspeaker: plug one in." in window.lines
    for _ in range(20):
        window.app.step(1.0, [])
    assert "alert: There is no loudspeaker: plug one in." in window.lines


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """A call with a voice, on SDL's loudspeaker that nobody hears, and a recording in the microphone's place."""
    pytest.importorskip("espeakng_loader", reason="no espeak-ng: pip install 'callfloor[voice]'")
    pytest.importorskip("moonshine_voice", reason="no Moonshine: pip install 'callfloor[voice]'")
    from trainer.voice.espeak import speak

    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    (tmp_path / "answers").mkdir()
    write_wav(tmp_path / "answers" / "1.wav", silence(0.5) + speak(GREETING, "en-us").clip.at(16_000))
    gear = Gear(answers=tmp_path / "answers", home=tmp_path / "recordings")
    with opened(tmp_path, "rules", call="double_charged", gear=gear, duplex="push to talk", record=False) as window:
        window.go("call")
        yield window


def test_a_call_by_voice_with_the_key_to_talk(spoken: Window, tmp_path: Path) -> None:
    assert "status: Your turn: hold F9 or Space to talk, or type" in spoken.lines
    assert "> button: Hold to talk = F9" in spoken.said.splitlines()
    spoken.app.step(FRAME, [pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0, unicode=" ")])
    until(spoken, lambda: state(spoken).level is not None and state(spoken).level.voiced)
    assert "status: Listening to you…" in spoken.lines
    said_by = time.monotonic() + read_wav(tmp_path / "answers" / "1.wav").seconds
    until(spoken, lambda: time.monotonic() > said_by)
    spoken.app.step(FRAME, [pygame.event.Event(pygame.KEYUP, key=pygame.K_SPACE, mod=0)])
    until(spoken, lambda: state(spoken).standing == "customer", 60)
    heard, said = state(spoken).lines
    assert "morning" in heard.text
    assert said.speech is not None
    portrait = spoken.widget("Reza Amiri", "image")
    until(spoken, lambda: portrait.loudness > 0.2)
    assert f"subtitle: Reza = {said.text}" in spoken.lines
    spoken.press(pygame.K_F2)
    assert not [line for line in spoken.lines if said.text in line], "whoever trains listening reads nothing"
    spoken.press(pygame.K_F1)
    spoken.type("May I ask for your date of birth?")
    spoken.press(pygame.K_RETURN)
    until(spoken, lambda: len(state(spoken).lines) == 4)
    assert not [line for line in spoken.lines if said.text in line], "nor what was said before"
    said = state(spoken).lines[3]
    spoken.click("Subtitles", "switch")
    assert f"subtitle: Reza = {said.text}" in spoken.lines


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
