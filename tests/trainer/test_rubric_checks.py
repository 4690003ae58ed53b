"""Every check passes what it should and fails the near miss; here in English, on the parcel that never came.

The acts that checks rest on are tried in all five languages, phrasing by phrasing, in test_phrasings.py.
"""

from __future__ import annotations

import pytest
from parcel import GREETING, RECORD, check, parcel

from trainer.rubric import PROFILES, asked_of
from trainer.transcript import Turn, WrapUp

HELLO = "Good morning."
COMPLAINT = ">complains"
OBJECTION = ">no_more"

# name, turns that pass, turns that fail
CASES = [
    ("greeting", [GREETING], ["Swift Parcels, Ana Marin."]),
    ("greeting", [HELLO], ["Yes?", COMPLAINT, "Good morning."]),  # too late
    ("company", ["Swift Parcels, good morning."], ["The parcel service, good morning."]),
    ("own_name", ["This is Ana Marin."], ["This is the delivery line."]),
    ("own_name", ["My name is Ana."], ["Is this Ana Marin's number?"]),
    ("offers_help", ["How can I help you?"], ["What do you want?"]),
    ("offers_help", [HELLO, COMPLAINT, "Let me help you with that."], [HELLO, COMPLAINT, "I can't help you."]),
    ("uses_name", [HELLO, COMPLAINT, "I see, Ms Berg."], [HELLO, COMPLAINT, "I see, madam."]),
    ("identity_first", [HELLO, COMPLAINT, "Your address?", ">complains Mill Lane.", "SP-4471, I see."],
     [HELLO, COMPLAINT, "Your parcel SP-4471 is late. Your address?", ">complains Mill Lane.", "Fine."]),
    ("identity_first", [HELLO, COMPLAINT, "Your address?", ">complains Mill Lane.", "I see."],
     [HELLO, COMPLAINT, "I see."]),
    ("recorded", ["Hello, this call is recorded for training."], ["Hello, this call may be taped."]),
    ("recorded", ["This call is really recorded for training purposes."], ["This call is not recorded for training."]),
    ("recorded", [HELLO, COMPLAINT, "This call is recorded for training. SP-4471, I see."],
     [HELLO, COMPLAINT, "SP-4471, I see.", OBJECTION, "This call is recorded for training."]),
    ("open_question", [HELLO, COMPLAINT, "What happened?"], [HELLO, COMPLAINT, "Is it late?"]),
    ("open_question", [HELLO, COMPLAINT, "What happened?", OBJECTION, "I will deliver it."],
     [HELLO, COMPLAINT, "I will deliver it.", OBJECTION, "What happened?"]),
    ("open_question", [HELLO, COMPLAINT, "Tell me more about it."], ["How can I help you?", COMPLAINT, "I see."]),
    ("clarifier", [HELLO, COMPLAINT, "When exactly was that?"], [HELLO, COMPLAINT, "That was bad."]),
    ("clarifier", [HELLO, COMPLAINT, "What is the parcel number?"], [HELLO, COMPLAINT, "May I have your address?"]),
    ("paraphrase", [HELLO, COMPLAINT, "So you waited at home for two days, is that right?"],
     [HELLO, COMPLAINT, "I see. Right."]),
    ("asks_once", [HELLO, COMPLAINT, "Your address?", ">complains Mill Lane.", "Thank you."],
     [HELLO, COMPLAINT, "Your address?", ">complains Mill Lane.", "And your address?"]),
    ("root_cause", [HELLO, COMPLAINT, "The label was damaged."], [HELLO, COMPLAINT, "The label was not damaged."]),
    ("timely", [HELLO, COMPLAINT, "I am sorry about that."],
     [HELLO, COMPLAINT, "Your address?", OBJECTION, "I am sorry."]),
    ("timely", [HELLO, COMPLAINT, "I understand how annoying that is."], [HELLO, COMPLAINT, "I can't understand you."]),
    ("specific", [HELLO, COMPLAINT, "The parcel did not come."], [HELLO, COMPLAINT, "Sorry for the inconvenience."]),
    ("apology", [HELLO, COMPLAINT, "I apologise."], [HELLO, COMPLAINT, "I won't apologise."]),
    ("apology", [HELLO, COMPLAINT, "I am sorry that it is late."], [HELLO, COMPLAINT, "I'm sorry if you feel so."]),
    ("ownership", [HELLO, COMPLAINT, "I will take care of it: I will call the driver."],
     [HELLO, COMPLAINT, "Somebody will take care of it."]),
    ("ownership", [HELLO, COMPLAINT, "Leave it with me.", OBJECTION, "I will check the label."],
     [HELLO, COMPLAINT, "Leave it with me."]),
    ("no_formula", [HELLO, COMPLAINT, "I am sorry about the wait.", OBJECTION, "I apologise that it did not come."],
     [HELLO, COMPLAINT, "I am sorry for the inconvenience.", OBJECTION, "I am sorry for the inconvenience."]),
    ("framework", [HELLO, COMPLAINT, "I see. I am sorry.", OBJECTION, "I will send it again. Thank you."],
     [HELLO, COMPLAINT, "I will send it again. Thank you.", OBJECTION, "I see. I am sorry."]),
    ("facts", [HELLO, COMPLAINT, "That is SP-4471."], [HELLO, COMPLAINT, "That is your parcel."]),
    ("facts", [HELLO, COMPLAINT, "S P four four seven one."], [HELLO, COMPLAINT, "That is SP-4477."]),
    ("facts", [HELLO, COMPLAINT, "SP-4471. A new delivery takes 2 days."],
     [HELLO, COMPLAINT, "SP-4471. A new delivery takes 2 hours."]),
    ("steps", [HELLO, COMPLAINT, "I will have it delivered."], [HELLO, COMPLAINT, "I won't have it delivered."]),
    ("deadline", [HELLO, COMPLAINT, "It will be there by Friday."], [HELLO, COMPLAINT, "It will be there soon."]),
    ("deadline", [HELLO, COMPLAINT, "You will have it within two days."],
     [HELLO, COMPLAINT, "You won't have it within two days."]),
    ("solves", [HELLO, COMPLAINT, "I will deliver it. Does that help?"],
     [HELLO, COMPLAINT, "I will deliver it. That helps."]),
    ("acknowledge", [HELLO, OBJECTION, "I understand."], [HELLO, OBJECTION, "We deliver until six."]),
    ("acknowledge", [HELLO, OBJECTION, "I see.", OBJECTION, "That makes sense."],
     [HELLO, OBJECTION, "I see.", OBJECTION, "Well."]),
    ("explore", [HELLO, OBJECTION, "What would help you most?"], [HELLO, OBJECTION, "Nothing would help you."]),
    ("respond", [HELLO, OBJECTION, "I see.", OBJECTION, "I will send the driver tomorrow."],
     [HELLO, OBJECTION, "I see.", OBJECTION, "I hear you."]),
    ("confirm", [HELLO, OBJECTION, "Would that suit you?"], [HELLO, OBJECTION, "That would suit you."]),
    ("no_argument", [HELLO, OBJECTION, "You are right."], [HELLO, OBJECTION, "You are wrong."]),
    ("recap", [HELLO, COMPLAINT, "To sum up: it comes on Friday."], [HELLO, COMPLAINT, "It comes on Friday."]),
    ("next_step", [HELLO, COMPLAINT, "Next, you will get a message."], [HELLO, COMPLAINT, "That is all."]),
    ("anything_else", [HELLO, COMPLAINT, "Is there anything else?"], [HELLO, COMPLAINT, "There is nothing else."]),
    ("thanks", [HELLO, COMPLAINT, "Thank you for calling."], [HELLO, COMPLAINT, "Bye."]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "turns"), [(name, turns) for name, turns, _ in CASES])
def test_this_passes(name: str, turns: list[str]) -> None:
    assert check(name, *turns).status == "pass"


@pytest.mark.parametrize(("name", "turns"), [(name, turns) for name, _, turns in CASES])
def test_the_near_miss_fails(name: str, turns: list[str]) -> None:
    assert check(name, *turns).status == "fail"


@pytest.mark.parametrize(
    ("name", "turns"),
    [(name, turns) for name, turns, _ in CASES if name not in ("asks_once", "no_formula", "no_argument")],
)
def test_what_passes_shows_the_words_it_rests_on(name: str, turns: list[str]) -> None:
    evidence = check(name, *turns).finding.evidence
    assert evidence
    for one in evidence:
        assert one.quote in turns[one.turn - 1]


def test_every_check_of_such_a_call_is_tried_here() -> None:
    tried = {name for name, *_ in CASES} | {
        "disposition",
        "notes",
        "follow_up",
        "transfer_explained",
        "transfer_summary",
        "offer",
    }
    timed = {"in_time", "short_reply", "dead_air", "overlap", "talk_share", "pace", "fillers"}
    dialogue = parcel()
    assert {one.name for section in PROFILES[dialogue.kind] for one in asked_of(dialogue, section)} == tried | timed


@pytest.mark.parametrize(
    ("record", "status"),
    [(RECORD, "pass"), (WrapUp(disposition="lost"), "fail"), (WrapUp(), "fail"), (None, "not measured")],
)
def test_the_heading_is_compared_with_the_story(record: WrapUp | None, status: str) -> None:
    assert check("disposition", HELLO, wrap_up=record).status == status


@pytest.mark.parametrize(
    ("notes", "status"),
    [
        ("SP-4471, new delivery tomorrow", "pass"),
        ("sp 4471 redelivery", "pass"),
        ("customer angry", "fail"),
        ("SP-4477, delivery", "fail"),
        ("", "fail"),
    ],
)
def test_notes_hold_what_a_colleague_needs(notes: str, status: str) -> None:
    assert check("notes", HELLO, wrap_up=WrapUp(notes=notes)).status == status


@pytest.mark.parametrize(
    ("said", "noted", "status"),
    [
        ("I will deliver it.", True, "pass"),
        ("I will deliver it.", False, "fail"),
        ("Well.", True, "fail"),
        ("Well.", False, "pass"),
    ],
)
def test_a_follow_up_is_noted_when_it_was_promised(said: str, noted: bool, status: str) -> None:
    assert check("follow_up", HELLO, COMPLAINT, said, wrap_up=WrapUp(follow_up=noted)).status == status


@pytest.mark.parametrize(
    ("says", "summary", "explained", "summed_up"),
    [
        (
            "I am connecting you with a colleague who can decide it.",
            "Ms Berg, parcel SP-4471 is late, verified.",
            "pass",
            "pass",
        ),
        ("Hold on.", "Angry woman", "fail", "fail"),
        ("Hold on.", "-", "fail", "fail"),
    ],
)
def test_a_call_is_passed_on_with_words_and_a_summary(says: str, summary: str, explained: str, summed_up: str) -> None:
    turns = [HELLO, COMPLAINT, Turn(speaker="trainee", text=says, transfer=summary)]
    assert check("transfer_explained", *turns).status == explained
    assert check("transfer_summary", *turns).status == summed_up
    assert check("recap", *turns).status == "not applicable"


def test_an_offer_is_asked_for_where_the_call_permits_one() -> None:
    offer = {"resolution": {"offer": "voucher", "steps": ["new_delivery"]}}
    acts = {"voucher": ["voucher + {money}"], **dict(parcel().acts.items())}
    assert check("offer", HELLO, COMPLAINT, "You get a voucher of 5 euros.", acts=acts, **offer).status == "pass"
    assert check("offer", HELLO, COMPLAINT, "You get no voucher of 5 euros.", acts=acts, **offer).status == "fail"
    assert check("offer", HELLO).status == "not applicable"


def test_without_an_objection_there_is_nothing_to_ask_about_objections() -> None:
    for name in ("acknowledge", "explore", "respond", "confirm", "no_argument", "short_reply"):
        assert check(name, HELLO, COMPLAINT, "I see.").status == "not applicable"


def test_who_calls_others_says_why_and_asks_whether_it_suits() -> None:
    turns = [">complains Hello?", HELLO, ">complains Yes?"]
    for name, passes, fails in (
        ("purpose", "I am calling about your order.", "How are you today?"),
        ("permission", "Do you have a minute?", "This takes a minute."),
    ):
        assert check(name, *turns, passes, kind="outbound").status == "pass"
        assert check(name, *turns, fails, kind="outbound").status == "fail"


QUESTIONS = {"again": {"read": "Would you use us again, on a scale from one to five?", "answers": ["Hm."]}}


@pytest.mark.parametrize(
    ("name", "said", "status"),
    [
        ("verbatim", "Would you use us again, on a scale from one to five?", "pass"),
        ("verbatim", "So, would you use us again, from one to five?", "fail"),
        ("all_questions", "Would you use us again, on a scale from one to five?", "pass"),
        ("all_questions", "How was it?", "fail"),
        ("neutral", "Which number is closest?", "pass"),
        ("neutral", "So you are happy, shall I put a five?", "fail"),
    ],
)
def test_a_survey_is_read_as_it_stands(name: str, said: str, status: str) -> None:
    assert check(name, ">complains Yes?", said, kind="survey", questions=QUESTIONS).status == status


def timed(speaker: str, text: str, start: float, end: float) -> Turn:
    return Turn(speaker=speaker, text=text, start=start, end=end, move="" if speaker == "trainee" else "no_more")


TWENTY = " ".join(["word"] * 20)


@pytest.mark.parametrize(
    ("name", "turns", "status"),
    [
        ("in_time", [timed("trainee", HELLO, 0, 8)], "pass"),
        ("in_time", [timed("trainee", HELLO, 0, 16)], "fail"),
        ("in_time", [HELLO], "not measured"),
        ("dead_air", [timed("customer", "x", 0, 5), timed("trainee", "y", 9, 12)], "pass"),
        ("dead_air", [timed("customer", "x", 0, 5), timed("trainee", "y", 11, 12)], "fail"),
        (
            "dead_air",
            [timed("trainee", "One moment please.", 0, 1), timed("customer", "x", 2, 5), timed("trainee", "y", 30, 31)],
            "pass",
        ),
        ("overlap", [timed("customer", "x", 0, 5), timed("trainee", "y", 4.5, 6)], "pass"),
        ("overlap", [timed("customer", "x", 0, 5), timed("trainee", "y", 3, 6)], "fail"),
        ("short_reply", [timed("customer", "x", 0, 5), timed("trainee", "y", 6, 20)], "pass"),
        ("short_reply", [timed("customer", "x", 0, 5), timed("trainee", "y", 6, 30)], "fail"),
        ("talk_share", [timed("customer", "x", 0, 5), timed("trainee", "y", 6, 11)], "pass"),
        ("talk_share", [timed("customer", "x", 0, 5), timed("trainee", "y", 6, 60)], "fail"),
        ("pace", [timed("customer", TWENTY, 0, 10), timed("trainee", TWENTY, 10, 20)], "pass"),
        ("pace", [timed("customer", TWENTY, 0, 10), timed("trainee", TWENTY, 10, 15)], "fail"),
        ("pace", [timed("customer", "x", 0, 10), timed("trainee", "y", 10, 15)], "not measured"),
        ("fillers", [timed("trainee", "um, uh, y", 10, 15)], "not measured"),
    ],
)
def test_what_the_clock_tells(name: str, turns: list[Turn], status: str) -> None:
    assert check(name, *turns).status == status
