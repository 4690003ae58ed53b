"""Another trainee and another customer get the same score: names are values, not words to like or dislike."""

from __future__ import annotations

import re

import pytest
from played import NAMES, TRAINEES, names_with_calls, played

from trainer.rubric import score
from trainer.transcript import Transcript, Turn

OTHERS = {
    "en": [("Wei Zhang", "Okonkwo"), ("Mary-Ann O'Neill", "Singh"), ("Bo", "Li")],
    "ro": [("Wei Zhang", "Okonkwo"), ("Ioana Țurcanu", "Șerban")],
    "ru": [("Айгуль Сатпаева", "Ковальчук"), ("Пётр", "Оразбаев")],
    "uk": [("Лілія Бондаренко", "Шевчук"), ("Остап", "Кузьменко")],
    "fa": [("سارا کریمی", "احمدی"), ("رضا", "محمدی")],
}  # fmt: skip


def renamed(transcript: Transcript, trainee: tuple[str, str], called: tuple[str, ...], customer: str) -> Transcript:
    """The same call between other people: full names, and their parts, wherever they are said."""
    before, after = trainee
    pairs = [(before, after), *zip(before.split(), (after.split() * 2)[: len(before.split())], strict=True)]
    forms = [re.compile(rf"\b{re.escape(form[:-1])}\w{{1,2}}\b") for form in sorted(called, key=len, reverse=True)]

    def other(text: str) -> str:
        for form in forms:  # in any case: Оксана, Оксано, Оксані
            text = form.sub(customer, text)
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    turns = tuple(
        Turn(**{**turn.model_dump(), "text": other(turn.text), "transfer": other(turn.transfer)})
        for turn in transcript.turns
    )
    record = (
        transcript.wrap_up.model_copy(update={"notes": other(transcript.wrap_up.notes)}) if transcript.wrap_up else None
    )
    return Transcript(trainee=after, customer=customer, ending=transcript.ending, turns=turns, wrap_up=record)


@pytest.mark.parametrize("name", names_with_calls())
@pytest.mark.parametrize("which", TRAINEES)
def test_swapping_names_changes_no_score(name: str, which: str) -> None:
    call = played(name, which)
    language = call.dialogue.language
    persona = call.dialogue.persona
    before = {check: one.status for check, one in call.score.checks.items()}
    for trainee, customer in OTHERS[language]:
        other = renamed(call.session.transcript, (NAMES[language], trainee), (*persona.called, persona.name), customer)
        found = score(call.dialogue, other)
        assert {check: one.status for check, one in found.checks.items()} == before
        assert found.total == call.score.total
        assert [one.name for one in found.criticals] == [one.name for one in call.score.criticals]
