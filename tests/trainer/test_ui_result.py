"""The form after the call and the result: by keyboard, by mouse, and as a screen reader would say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from played import played
from rehearsed import of, rehearsed, reviewed
from window import Window, opened

from trainer.coach.reasons import reason
from trainer.conversation.gear import Gear
from trainer.recording import read_recorded
from trainer.recording.moment import MARGIN_S, moment
from trainer.rubric import score
from trainer.sound import read_wav
from trainer.ui.phone import Phone
from trainer.ui.stage import Stage


@pytest.fixture
def form(tmp_path: Path) -> Iterator[Window]:
    """The form after a call that went so so."""
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        rehearsed(window, "middling")
        window.go("wrapup")
        yield window


@pytest.fixture
def result(tmp_path: Path) -> Iterator[Window]:
    """The result of a call that went so so, typed."""
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        reviewed(window, "middling")
        yield window


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The result of a spoken call; "Lumen" was not heard clearly."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        window.desk.phone = Phone(window.desk.errands, Gear(typed=True, home=tmp_path / "recordings"))
        reviewed(window, "middling", tmp_path / "recordings", doubted="Lumen")
        yield window


def stage(window: Window) -> Stage:
    return window.app.stage


def test_the_form_is_filled_in_and_scored_by_keyboard(form: Window) -> None:
    form.tab_to("Refund of a wrong charge")
    form.press(pygame.K_RETURN)
    form.tab_to("Notes")
    form.type("Double charge on 12 May, refund.")
    form.tab_to("Follow-up: Yes")
    form.press(pygame.K_SPACE)
    form.tab_to("Score the call")
    form.press(pygame.K_RETURN)
    played_here = of(form).played
    wrap_up = played_here.transcript.wrap_up
    assert wrap_up is not None
    assert (wrap_up.disposition, wrap_up.notes) == ("refund", "Double charge on 12 May, refund.")
    assert wrap_up.follow_up
    # The same answers and the same form, scored without a window.
    assert played_here.score.total == played("double_charged", "middling").score.total
    assert form.lines[0].startswith("Charged twice") or "heading: Charged twice" in form.lines
    assert "text: not ready yet" in form.lines


def test_the_form_is_filled_in_by_mouse(form: Window) -> None:
    form.click("Score the call")
    assert "text: Choose what the call was about first." in form.lines
    form.click("No fault found")
    assert "button: No fault found (chosen)" in form.lines
    form.click("Score the call")
    wrap_up = of(form).played.transcript.wrap_up
    assert wrap_up is not None
    assert (wrap_up.disposition, wrap_up.follow_up) == ("no_case", False)


def test_when_the_time_is_up_the_form_stays_and_says_so(form: Window) -> None:
    assert "heading: 2:00" in form.lines
    form.app.step(90.0, [])
    assert "heading: 0:30" in form.lines
    form.app.step(40.0, [])
    assert {"heading: 0:00", "text: The time is up. The form stays; finish it."} <= set(form.lines)
    form.click("Refund of a wrong charge")
    form.click("Score the call")
    wrap_up = of(form).played.transcript.wrap_up
    assert wrap_up is not None
    assert wrap_up.seconds is not None
    assert wrap_up.seconds >= 130


def test_what_was_said_and_the_file_are_at_hand_for_the_form(form: Window) -> None:
    assert form.desk.rehearsal is not None
    for turn in form.desk.rehearsal.session.turns:
        assert any(turn.text in line for line in form.lines)
    assert "text: R-2291" in form.lines


def test_the_result_says_everything_that_the_score_does(result: Window) -> None:
    found, said = of(result), result.said
    points = found.played.score
    assert f"heading: {points.total:.0f}" in result.lines
    assert f"text: {found.ended}" in result.lines
    for section in found.parts:
        assert f"text: {section.name}" in result.lines
        for line in section.lines:
            assert line.asks in said
            assert line.why in said
            assert line.better in said
    assert [line.verdict for part in found.parts for line in part.lines] == [
        check.status for check in points.checks.values() if check.status != "not applicable"
    ]


def test_two_pieces_of_advice_are_given_and_all_on_request(result: Window) -> None:
    given = of(result).advice
    assert len(given) > 2

    def shown() -> int:
        lines = [line for line in result.lines if line.startswith(("text: ", "button: "))]
        return sum(any(line.partition(": ")[2].startswith(one.text) for line in lines) for one in given)

    assert shown() == 2
    result.tab_to(f"All advice ({len(given)})")
    result.press(pygame.K_SPACE)
    assert shown() == len(given)
    assert stage(result).focused is result.widget(f"All advice ({len(given)})")


def test_enter_on_a_check_goes_back_to_that_moment_and_esc_returns(result: Window) -> None:
    name = "Asks at least one question that pins a detail down."
    result.tab_to(name)
    result.press(pygame.K_RETURN)
    turn = next(line for part in of(result).parts for line in part.lines if line.asks == name).quotes[0].turn
    assert any(of(result).turns[turn - 1].text in line for line in result.lines)
    assert any(of(result).turns[turn - 2].text in line for line in result.lines)  # what it answers
    assert "> button: Answer this turn again" in result.said
    assert "Hear it again" not in result.said  # it was typed
    result.press(pygame.K_ESCAPE)
    assert stage(result).focused is result.widget(name)


def test_the_curve_tells_what_moved_the_mood(result: Window) -> None:
    curve = result.widget("The customer's mood")
    mood = of(result).mood
    assert f"anger {mood[0].anger:g}, trust {mood[0].trust:g}" in curve.value
    stage(result).focus(curve)
    for one in mood[1:]:
        result.press(pygame.K_RIGHT)
        assert curve.value.startswith(f"Answer {one.answer}.")
        assert all(because in curve.value for because, *_ in one.shifts)
    result.point((int(curve.rect.x) + 45, int(curve.rect.y) + 40))
    assert curve.value.startswith("At the start")


def test_a_moment_is_heard_again_as_both_spoke(recorded: Window) -> None:
    found = of(recorded)
    folder, turn = found.folder, found.turns[2]
    assert folder is not None
    assert turn.start is not None
    assert turn.end is not None
    clip = moment(folder, turn)
    assert clip is not None
    tracks = [read_wav(folder / f"{who}.wav").between(turn.start - MARGIN_S, turn.end + MARGIN_S)
              for who in ("customer", "trainee")]  # fmt: skip
    assert clip.samples.tolist() == (tracks[0].samples + tracks[1].samples).tolist()
    assert clip.level > -40
    recorded.tab_to("Asks at least one question that pins a detail down.")
    recorded.press(pygame.K_RETURN)
    loudspeaker = recorded.desk.phone.loudspeaker(recorded.desk.settings)
    assert loudspeaker is not None
    assert loudspeaker.playing
    assert "> button: Hear it again" in recorded.said
    recorded.press(pygame.K_ESCAPE)
    assert not loudspeaker.playing


def test_words_not_heard_clearly_are_confirmed_and_scored_again(recorded: Window) -> None:
    assert "text: Answer 1: did you say “Lumen”?" in recorded.lines
    assert of(recorded).played.score.checks["facts"].status == "not scored"
    recorded.click("I said this: What you said in answer 1")
    assert of(recorded).played.score.checks["facts"].status == "fail"  # nothing is left to doubt
    assert "did you say" not in recorded.said


def test_an_answer_heard_wrong_is_put_right_and_scored_again(recorded: Window) -> None:
    before = of(recorded).played
    assert before.score.checks["offers_help"].status == "fail"
    recorded.tab_to("What you said in answer 1")
    recorded.press(pygame.K_END)
    recorded.type(" How can I help you?")
    recorded.press(pygame.K_RETURN)
    after = of(recorded).played
    assert after.score.checks["offers_help"].status == "pass"
    assert after.transcript.turns[0].text.endswith("quality and training. How can I help you?")
    assert after.folder is not None
    assert read_recorded(after.folder) == after.transcript
    assert after.score == score(before.session.dialogue, after.transcript)
    recorded.go("progress")
    assert [one.total for one in recorded.desk.seen.attempts] == [after.score.total] != [before.score.total]
    assert any(f"{round(after.score.total)}" in line for line in recorded.lines)
    recorded.desk.review.open(1)
    recorded.desk.errands.wait()
    assert of(recorded).played.score.total == after.score.total


def test_any_recognized_answer_can_be_put_right_from_its_moment(recorded: Window) -> None:
    before = of(recorded).played
    recorded.tab_to("Asks at least one question that pins a detail down.")
    recorded.press(pygame.K_RETURN)
    said = next(one for one in before.transcript.turns if "When did that happen" in one.text)
    recorded.tab_to("That is not what I said")
    recorded.press(pygame.K_RETURN)
    assert "heading: That is not what I said" in recorded.lines
    field = next(line for line in recorded.lines if line.startswith("entry"))
    assert field.endswith(f" = {said.text}")
    recorded.press(pygame.K_END)
    recorded.type(" I am so sorry, that is our mistake.")
    recorded.app.rebuild()
    recorded.press(pygame.K_RETURN)
    right = f"{said.text} I am so sorry, that is our mistake."
    heard = f"Put right by the trainee after the call. What was heard: “{said.text}”"
    assert any(heard in line for line in recorded.lines)
    assert any(right in line for line in recorded.lines), "the moment is still open, with what was really said"
    assert "> button: Hear it again" in recorded.said
    after = of(recorded).played
    assert after.score == score(before.session.dialogue, after.transcript)
    assert right in [one.text for one in after.transcript.turns]
    recorded.click("Close")
    assert recorded.said.startswith("# Charged twice")


def test_what_was_typed_was_not_heard_wrong(result: Window) -> None:
    result.tab_to("Asks at least one question that pins a detail down.")
    result.press(pygame.K_RETURN)
    assert "That is not what I said" not in result.said


def test_a_turn_is_answered_again_to_the_same_customer(result: Window) -> None:
    before = of(result).played.session
    result.tab_to("Asks at least one question that pins a detail down.")
    result.press(pygame.K_RETURN)
    result.press(pygame.K_RETURN)
    result.settle()
    rehearsal = result.desk.rehearsal
    assert rehearsal is not None
    turn = next(number for number, one in enumerate(before.turns) if "When did that happen" in one.text)
    assert rehearsal.session.seed == before.seed
    assert rehearsal.session.turns == before.turns[:turn]
    result.app.go("calls")


@pytest.mark.parametrize("language", ["uk", "ru", "fa"])
def test_the_reasons_are_in_the_language_of_the_call(language: str) -> None:
    for trainee in ("bad", "middling", "good"):
        one = played(f"{language}/double_charged", trainee)
        checks = one.score.checks.values()
        found = [*(check.finding.why for check in checks), *(line.why for line in one.score.criticals),
                 *(line.because for line in one.score.deductions),
                 *(shift.because for reply in one.session.felt for shift in reply.shifts)]  # fmt: skip
        # LAST, LEAPS and the like are called so in every language.
        left = [said for why in found if re.search("[a-z]{3}", said := reason(why, language))]
        assert left == []


def test_every_language_has_the_same_reasons() -> None:
    from trainer.coach.reasons import Reasons
    from trainer.language.reading import shipped_words

    files = [shipped_words(f"coach/reasons/{one}.yaml", Reasons).reasons for one in ("uk", "ru", "ro", "fa")]
    assert all(list(one) == list(files[0]) for one in files)
    for one in files:
        for english, said in one.items():
            assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", said))
