from __future__ import annotations

from pathlib import Path

import pygame
import pytest
from window import DEVICES, opened

from trainer.coach import load_wording
from trainer.conversation.gear import Found
from trainer.dialogue import load_dialogue, shipped_dialogues
from trainer.rules import rules_of


@pytest.mark.parametrize("name", list(shipped_dialogues()))
def test_the_rules_of_every_call_hide_nothing_that_is_scored(name: str) -> None:
    dialogue = load_dialogue(name)
    rules = rules_of(dialogue, load_wording(dialogue.language))
    assert sum(one.weight for one in rules.scored) == pytest.approx(100)
    assert all(one.asks for one in rules.scored)
    assert len(rules.strict) + len(rules.flexible) == len(dialogue.script)
    assert {line.label for line in rules.file} == {fact.label for fact in dialogue.facts.values() if not fact.hidden}
    for one in rules.never:
        assert one.words
        assert not set("<>{}*=|/()") & set(one.words)
        assert "{" not in one.better


def test_the_rules_are_read_out_in_their_order(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged") as window:
        headings = [line.removeprefix("heading: ") for line in window.lines if line.startswith("heading: ")]
        assert headings == ["Charged twice", "Who calls", "The customer's file", "To be said word by word",
                            "Knowledge base", "Better not said", "What is scored"]  # fmt: skip
        for line in (
            "text: Reza Amiri",
            "text: You answer the billing line of Lumen Streaming.",
            "text: R-2291",
            "text: “This call is recorded for quality and training.”",
            "text: For the trouble you may give a credit of up to 10 EUR on the next bill. More needs a team lead.",
            "text: You are wrong",
            "text: Here is what the record shows...",
            "text: 24 points",
        ):
            assert line in window.lines
        file = window.lines.index("text: the amount charged")
        assert window.lines[file + 1 : file + 3] == ["text: 49.90 €", "text: only after verification"]


def test_a_survey_has_its_questions_and_no_file(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="satisfaction_survey") as window:
        assert "heading: The customer's file" not in window.lines
        assert "heading: Whom you call" in window.lines
        questions = window.lines.index("heading: To be read word by word")
        assert window.lines[questions + 1].startswith("text: “On a scale from zero to ten")


def test_the_rules_can_be_read_to_their_end_by_keyboard_and_by_wheel(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged") as window:
        last = next(one for one in window.app.stage.widgets if one.value.startswith("Also 3 points off"))
        assert last.clip is not None
        assert not last.clip.colliderect(last.rect)
        window.press(pygame.K_PAGEDOWN, times=8)
        assert last.clip.contains(last.rect)
        window.press(pygame.K_HOME)
        window.point((600, 300))
        window.wheel(-100)
        window.settle()
        assert last.clip.contains(last.rect)
        assert last.image is not None


def test_what_there_is_to_speak_and_to_hear_with_is_said_in_a_sentence_each(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged", devices=Found()) as window:
        assert window.lines[-7:-1] == [
            "text: Loudspeaker",
            "text: No loudspeaker. You read what the customer says.",
            "text: Microphone",
            "text: No microphone. You type your answers.",
            "text: Recognizer",
            "text: No recognizer for this language. You type your answers.",
        ]
    with opened(tmp_path, "rules", call="double_charged", devices=DEVICES) as window:
        assert "text: Speakers (USB)" in window.lines
    with opened(tmp_path, "rules", call="double_charged", devices=None) as window:
        assert "text: Looking for loudspeaker and microphone…" in window.lines


def test_a_call_of_another_language_turns_the_window_to_it_and_back(tmp_path: Path) -> None:
    with opened(tmp_path) as window:
        window.desk.show(language="")
        window.settle()
        window.click("دو بار برداشت")
        assert "دکمه: بازگشت" in window.lines
        assert window.app.stage.rtl
        window.click("بازگشت")
        assert "heading: Choose a call" in window.lines


def test_a_call_with_mistakes_is_said_to_have_them(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("title: Mine\n", encoding="utf-8")
    with opened(tmp_path, "rules", call=str(tmp_path / "mine.yaml")) as window:
        assert any(line.startswith("text: mine.yaml") for line in window.lines)
        window.press(pygame.K_ESCAPE)
        assert "heading: Choose a call" in window.lines
