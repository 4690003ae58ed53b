"""A set phrase without anything in it earns nothing, and kind words are never held against anybody."""

from __future__ import annotations

import pytest
from parcel import RECORD, check, scored

HELLO, COMPLAINT, OBJECTION = "Good morning.", ">complains", ">no_more"


@pytest.mark.parametrize(
    ("name", "said"),
    [("paraphrase", "So you."), ("clarifier", "May I ask."), ("recap", "To sum up, fine."), ("explore", "May I ask.")],
)
def test_an_empty_phrase_earns_nothing(name: str, said: str) -> None:
    assert check(name, HELLO, OBJECTION, said).status == "fail"


def test_who_asks_and_solves_in_one_breath_has_not_listened() -> None:
    breath = "What happened? I see. I am sorry. I will deliver it tomorrow. Thank you."
    assert check("open_question", HELLO, COMPLAINT, breath).status == "fail"
    assert check("framework", HELLO, COMPLAINT, breath).status == "fail"


@pytest.mark.parametrize(
    "said",
    [
        "Sorry, I cut you off, please go on.",
        "We will come to your street on Monday.",
        "You can tell your family it comes on Monday.",
        "I know where you are coming from.",
        "Do you need to be at home for it?",
        "What would you still need to know?",
        "You must be sick of this.",
        "That can't be easy for you.",
        "You can call us again any time.",
        "No, you don't have to do anything.",
    ],
)
def test_kind_words_cost_nothing(said: str) -> None:
    result = scored(HELLO, COMPLAINT, said)
    assert result.criticals == ()
    assert result.deductions == ()
    assert check("no_argument", HELLO, OBJECTION, said).status == "pass"


def test_one_sentence_costs_once() -> None:
    forbidden = [{"says": ["just restart"], "better": "Let us look."}]
    assert len(scored(HELLO, COMPLAINT, "Please just restart it.", forbidden=forbidden).deductions) == 1


def test_a_caller_who_has_hung_up_cannot_be_thanked() -> None:
    assert check("thanks", HELLO, COMPLAINT, "It comes tomorrow.", ">goodbye").status == "not applicable"
    assert check("thanks", HELLO, COMPLAINT, "It comes tomorrow.", OBJECTION).status == "fail"


def test_a_date_in_the_past_is_no_deadline() -> None:
    assert check("deadline", HELLO, COMPLAINT, "I can see that you rang on the 2nd of June.").status == "fail"
    assert check("deadline", HELLO, COMPLAINT, "I've got both payments here, from the 12th of May.").status == "fail"


def test_a_promise_that_cannot_be_kept_is_no_deadline() -> None:
    assert check("deadline", HELLO, COMPLAINT, "The new delivery will take 2 hours.").status == "fail"


def test_facts_said_again_at_the_close_are_a_summary_without_a_word_for_it() -> None:
    turns = [
        HELLO,
        COMPLAINT,
        "Your address?",
        ">complains Mill Lane.",
        "It is SP-4471.",
        OBJECTION,
        "SP-4471 will be there tomorrow.",
    ]
    assert check("recap", *turns, wrap_up=RECORD).status == "pass"
