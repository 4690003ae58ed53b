"""A dialogue file with mistakes: all at once, each with its place and a remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from parcel import TEXT, as_text, raw

from trainer.dialogue import load_dialogue
from trainer.errors import DialogueError


def problems(tmp_path: Path, **changes: Any) -> str:
    path = tmp_path / "call.yaml"
    path.write_text(as_text(raw(**changes)), encoding="utf-8")
    with pytest.raises(DialogueError) as refused:
        load_dialogue(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "chat"}, "kind: 'chat' is not right here"),
        ({"level": 9}, "level: 9 is not right here"),
        ({"persona__angr": 3}, "persona.angr: unknown key 'angr'; did you mean 'anger'?"),
        ({"opening": "complans"}, "opening: no move named 'complans'; did you mean 'complains'?"),
        ({"moves__complains__next": ["nowhere"]}, "moves.complains.next[0]: no move named 'nowhere'"),
        ({"moves__complains__next": ["no_more if apolgy"]}, "no act named 'apolgy'; did you mean 'apology'?"),
        ({"moves__complains__next": ["no_more if anger > high"]}, "is not a condition; write for example"),
        ({"moves__complains__tells": ["parsel"]},
         "moves.complains.tells: no fact named 'parsel'; did you mean 'parcel'?"),
        ({"resolution__steps": ["fly"]}, "resolution.steps[0]: no act named 'fly'"),
        ({"resolution__facts": ["fly"]}, "resolution.facts[0]: no fact named 'fly'"),
        ({"resolution__root_cause": "fly"}, "resolution.root_cause: no act named 'fly'"),
        ({"wrap_up__right": "lots"}, "wrap_up.right: no disposition named 'lots'; did you mean 'lost'?"),
        ({"wrap_up__notes": ["fly"]}, "wrap_up.notes[0]: no fact or act named 'fly'"),
        ({"wrap_up__follow_up": "fly"}, "wrap_up.follow_up: no act named 'fly'"),
        ({"criticals": ["fly"]}, "criticals[0]: no act named 'fly'"),
        ({"endings": {"end": {"means": "x"}}}, "endings: no ending is a success"),
        ({"endings__not_settled__when": "anger > 3"}, "the last ending must hold always"),
        ({"issue": ["<parsel> late"]}, "issue: no concept named 'parsel'"),
        ({"issue": ["late {parsel}"]}, "issue: no value named 'parsel'; did you mean 'parcel'?"),
        ({"issue": ["<late"]}, "has a bracket that does not close"),
        ({"hangs_up": ["[Enough|Done"]}, "a bracket in '[Enough|Done' does not close"),
        ({"hangs_up": ["Enough, {trainer}"]}, "hangs_up: no name named 'trainer'; did you mean 'trainee'?"),
        ({"mood": [{"when": "ever fly", "because": "x"}]}, "mood[0].when: no act named 'fly'"),
        ({"script__recorded": {"critical": True}}, "script.recorded: a line is strict or flexible"),
        ({"facts__parcel": {"label": "it"}}, "facts.parcel: a fact has one value"),
        ({"language": "de"}, "language: 'de' is not right here"),
        ({"framework": "HERD"}, "framework: 'HERD' is not right here"),
        ({"knowledge__parcel": {"says": "x"}}, "knowledge.parcel: 'parcel' is the name of a fact too"),
        ({"moves__complains__says": {"angry": ["My parcel!"]}},
         "moves.complains.says: 'angry' is no mood; moods are 'calm', 'cross', 'furious'"),
        ({"reactions": {"vage": ["What?"]}}, "reactions: no reaction named 'vage'; did you mean 'vague'?"),
        ({"opening": "goodbye"}, "opening: the call would be over before anything was answered; begin with a move"),
        ({"acts__forbidden": ["never mind"]}, "acts.forbidden: the engine finds this act by itself; call it something"),
        ({"issue": ["really"]},
         "issue: 'really' is found nearly everywhere: such a word may stand inside any phrase; add"),
        ({"wrap_up__right": []}, "wrap_up.right: nothing would be right; give at least one"),
        ({"wrap_up__right": {"settled": "redelivery"}}, "wrap_up.right: says nothing of the ending 'not_settled'"),
        ({"wrap_up__right": {"setled": "lost", "settled": "lost", "not_settled": "lost"}},
         "wrap_up.right: no ending named 'setled'; did you mean 'settled'?"),
        ({"wrap_up__right": {"settled": "redelivery", "not_settled": "lots"}},
         "wrap_up.right.not_settled: no disposition named 'lots'; did you mean 'lost'?"),
        ({"talk_share": [0.9, 0.1]}, "talk_share: the least is more than the most; write the smaller one first"),
        ({"talk_share": [0.2, 2]}, "talk_share[1]: 2 is not right here; it should be less than or equal to 1"),
        ({"resolution__steps": ["new_delivery if anger > 3"]},
         "resolution.steps[0]: 'anger > 3' is a number, and this depends on what was done; ask for example"),
        ({"resolution__steps": ["new_delivery if said nowhere"]}, "resolution.steps[0]: no move named 'nowhere'"),
    ],
)  # fmt: skip
def test_a_mistake_has_a_place_and_a_remedy(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    assert said in problems(tmp_path, **changes)


def test_all_mistakes_come_at_once_whatever_their_kind(tmp_path: Path) -> None:
    found = problems(
        tmp_path, level=9, opening="nowhere", resolution__steps=["fly"], facts__parcel={"label": "x"}, issue=["<late"]
    )
    for place in ("level", "opening", "resolution.steps[0]", "facts.parcel", "issue"):
        assert f"call.yaml: {place}" in found


def test_every_problem_names_the_file(tmp_path: Path) -> None:
    assert all(line.startswith("call.yaml") for line in problems(tmp_path, level=9, opening="nowhere").splitlines())


@pytest.mark.parametrize("text", ["", "- a list", "title: [", "\tx", "title: &a x", "title: a\ntitle: b", "just words"])
def test_a_file_that_is_no_dialogue_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "call.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DialogueError):
        load_dialogue(path)


def test_the_template_itself_is_in_order(tmp_path: Path) -> None:
    path = tmp_path / "call.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert load_dialogue(path).title == "The parcel that never came"
