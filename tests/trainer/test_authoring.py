"""What `train check` tells an author beyond mistakes: moves never reached, customers never satisfied, empty checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from parcel import as_text, parcel, raw

from trainer.authoring import findings, mermaid, write_template
from trainer.dialogue import load_dialogue
from trainer.errors import DialogueError


def found(**changes: Any) -> str:
    return "\n".join(str(one) for one in findings(parcel(**changes), "call.yaml"))


def test_the_template_leaves_nothing_to_look_at() -> None:
    assert found() == ""


def test_a_move_that_no_way_leads_to() -> None:
    moves = raw()["moves"]
    moves["alone"] = {"says": ["a", "b", "c"], "ends": True}
    assert "call.yaml: moves.alone: no way leads here" in found(moves=moves)


def test_a_move_that_leads_nowhere() -> None:
    assert "moves.and_when: leads nowhere and does not end the call" in found(moves__and_when__next=[])


def test_a_way_that_is_never_taken() -> None:
    assert "moves.complains.next[1]: never taken" in found(moves__complains__next=["no_more", "goodbye"])


@pytest.mark.parametrize(
    "condition", ["anger >= 7 and anger <= 3", "trust > 10", "turn > 99", "turn < 1", "said nobody_says_this"]
)
def test_a_condition_that_can_never_hold(condition: str) -> None:
    moves = raw()["moves"]
    moves["nobody_says_this"] = {"says": ["a", "b", "c"], "ends": True}
    moves["complains"]["next"] = [f"no_more if {condition}", "no_more"]
    assert f"moves.complains.next[0]: '{condition}' can never hold" in found(moves=moves)


def test_a_rule_of_the_mood_that_can_never_apply() -> None:
    rule = {"when": "turn < 1", "anger": 1, "because": "it began"}
    assert "mood[0].when: 'turn < 1' can never hold" in found(mood=[rule])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"better__apolgy": "I am sorry."}, "better.apolgy: no check named 'apolgy'; did you mean 'apology'?"),
        ({"leaves_out": ["apolgy"]}, "leaves_out[0]: no check named 'apolgy'; did you mean 'apology'?"),
        ({"facts__price": {"money": "5 XYZ", "label": "it"}},
         "facts.price.money: XYZ is no currency that is understood in this language; currencies are 'EUR', "),
        ({"knowledge__more": {"says": "x", "about": ["more"], "money": {"to": "5 XYZ"}}},
         "knowledge.more.money.to: XYZ is no currency that is understood"),
    ],
)  # fmt: skip
def test_a_name_that_means_nothing_here(changes: dict[str, Any], said: str) -> None:
    assert f"call.yaml: {said}" in found(**changes)


def test_a_customer_who_can_never_be_satisfied() -> None:
    assert "endings.settled: this customer can never be satisfied" in found(persona__never_below=5)


def test_an_act_that_no_answer_is_understood_as() -> None:
    acts = {**raw()["acts"], "new_delivery": {"says": ["deliver again"], "never": ["deliver"]}}
    assert "acts.new_delivery: is understood from none of its own phrases, so no answer can pass" in found(acts=acts)


def test_a_fact_whose_own_value_is_not_understood() -> None:
    facts = {**raw()["facts"], "parcel": {"code": "SP-4471", "label": "the number", "spoken": "the usual one"}}
    assert "facts.parcel: 'The usual one' is not understood" in found(
        facts=facts, moves__no_more__next=["no_more"]
    ) or ("facts.parcel: 'the usual one' is not understood" in found(facts=facts))


def test_a_model_that_fails_its_own_check() -> None:
    assert "better.apology: does not pass the check that it is a model for" in found(
        better={"apology": "That is how it is."}
    )


def test_a_model_that_says_what_had_better_not_be_said() -> None:
    assert 'better.solves: says "you have to"' in found(better={"solves": "You have to wait. Does that help?"})


def test_a_move_that_is_always_said_in_the_same_words() -> None:
    assert "moves.goodbye.says: is always said in the same words" in found(moves__goodbye__says=["Goodbye."])


def test_the_graph_shows_moves_and_ways_with_their_conditions() -> None:
    graph = mermaid(parcel())
    assert graph.startswith("flowchart TD")
    assert 'move_complains -->|"new_delivery and deadline"| move_and_when' in graph
    assert "shows anger" in graph
    assert "objection" in graph


def test_a_new_file_can_be_loaded_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    write_template(path)
    assert load_dialogue(path).language == "en"


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(DialogueError, match="is there already"):
        write_template(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(DialogueError, match="cannot be written"):
        write_template(tmp_path / "no" / "such" / "folder.yaml")


def test_acts_that_mean_each_other_are_a_mistake_not_a_crash(tmp_path: Path) -> None:
    acts = {**raw()["acts"], "one": ["<act:other>"], "other": ["<act:one>"]}
    path = tmp_path / "call.yaml"
    path.write_text(as_text(raw(acts=acts)), encoding="utf-8")
    with pytest.raises(DialogueError, match=r"acts\.one: .*means itself"):
        load_dialogue(path)


def test_a_move_without_words_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "call.yaml"
    path.write_text(as_text(raw(moves__goodbye__says=[])), encoding="utf-8")
    with pytest.raises(DialogueError, match=r"moves\.goodbye\.says"):
        load_dialogue(path)
