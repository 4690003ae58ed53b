"""The score as a whole: sections, weights, deductions, criticals, and what the recognizer was unsure of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parcel import GOOD, GREETING, RECORD, check, parcel, played, scored, transcript

from trainer.dialogue import load_dialogue
from trainer.rubric import PROFILES, as_mapping, score
from trainer.transcript import Transcript, Turn, WrapUp

HELLO = "Good morning."
COMPLAINT = ">complains"


def test_the_weights_are_those_of_the_design() -> None:
    """TRAINER.md's table and profiles; those of surveys come to 100."""
    assert sum(PROFILES["support"].values()) == 100
    assert sum(PROFILES["survey"].values()) == 100
    assert PROFILES["complaint"]["empathy"] == 24
    assert PROFILES["outbound"]["verification"] == 22
    assert PROFILES["sales"]["objections"] == 20


def test_sections_that_are_measured_come_to_a_hundred() -> None:
    sections = scored(
        *(turn.text if turn.speaker == "trainee" else turn for turn in played(*GOOD).turns), wrap_up=RECORD
    ).sections
    assert sum(section.weight for section in sections) == pytest.approx(100)
    assert next(section for section in sections if section.name == "delivery").weight == 0


def test_a_check_that_is_not_measured_leaves_its_weight_to_the_others_of_its_section() -> None:
    section = next(one for one in scored(GREETING).sections if one.name == "opening")
    counted = [one for one in section.checks if one.status in ("pass", "fail")]
    assert sum(one.points for one in counted) == pytest.approx(section.weight)
    assert all(one.points == 0 for one in section.checks if one not in counted)


def test_a_good_call_is_ready() -> None:
    session = played(*GOOD)
    session.wrap_up = RECORD
    result = score(session.dialogue, session.transcript)
    assert result.total > 90
    assert result.ready


@pytest.mark.parametrize(
    ("said", "points", "name"),
    [
        ("I don't know.", 3, "forbidden phrase"),
        ("You have to wait, and you must call.", 3, "forbidden phrase"),  # one entry, once an answer
        ("It is in the CRM.", 1, "jargon"),
        ("I understand, but it is late.", 1, "but"),
        ("I am sorry, but it is late.", 1, "but"),
    ],
)
def test_words_that_cost_points(said: str, points: float, name: str) -> None:
    (cost,) = scored(HELLO, COMPLAINT, said).deductions
    assert (cost.points, cost.name) == (points, name)
    assert cost.evidence.quote in said
    assert cost.better


@pytest.mark.parametrize(
    "said",
    ["I do know.", "You don't have to wait.", "It is late, but it comes.", "I understand. It was late but it comes."],
)
def test_words_that_cost_none(said: str) -> None:
    assert scored(HELLO, COMPLAINT, said).deductions == ()


@pytest.mark.parametrize(
    ("name", "turns"),
    [
        ("data_before_verification", [HELLO, COMPLAINT, "Your parcel is SP-4471."]),
        ("false_promise", [HELLO, COMPLAINT, "A new delivery takes 2 hours."]),
        ("unauthorised_concession", [HELLO, COMPLAINT, "You get a voucher of 20 euros."]),
        ("insult_or_threat", [HELLO, COMPLAINT, "You are an idiot."]),
        ("insult_or_threat", [HELLO, COMPLAINT, "You will regret this."]),
        ("unannounced_hang_up", [HELLO, COMPLAINT, Turn(speaker="trainee", text="", hangs_up=True)]),
        ("third_party", [HELLO, ">relative_asks", "I am calling about parcel SP-4471."]),
        ("opt_out_ignored", [HELLO, ">opt_out", "Let me tell you more.", ">complains", "It is a good offer."]),
        ("own_criticals", [HELLO, COMPLAINT, "It is the driver's fault."]),
    ],
)
def test_a_critical_makes_a_call_not_ready(name: str, turns: list[str | Turn]) -> None:
    moves = {
        **parcel().model_dump()["moves"],
        "relative_asks": {"says": ["Who?"], "ends": True},
        "opt_out": {"says": ["No calls."], "ends": True},
    }
    moves = {key: move if "next" not in move else {**move, "next": []} for key, move in moves.items()}
    acts = {**parcel().acts, "blames": ("driver ... fault", "fault ... driver")}
    result = scored(*turns, moves=moves, acts=acts, criticals=["blames"])
    assert name in [one.name for one in result.criticals]
    assert not result.ready
    assert result.sections


def test_a_missing_line_is_critical_where_its_author_says_so() -> None:
    script = {"recorded": {"strict": "This call is recorded for training.", "critical": True}}
    assert [one.name for one in scored(HELLO, script=script).criticals] == ["missing_disclosure"]
    assert scored(GREETING, script=script).criticals == ()


def test_within_the_limits_nothing_is_critical() -> None:
    assert (
        scored(HELLO, COMPLAINT, "A new delivery takes 2 days.", ">no_more", "You get a voucher of 5 euros.").criticals
        == ()
    )


def test_a_value_is_held_to_what_it_is_said_of() -> None:
    """Two hours is too soon for a delivery, and nothing to do with the message about it."""
    said = "The new delivery takes 2 days, and the voucher of 5 euros is there in 2 hours."
    assert scored(HELLO, COMPLAINT, said).criticals == ()


def doubted(text: str, *words: str) -> Turn:
    confidences = tuple((word, 0.3 if word in words else 0.95) for word in text.split())
    return Turn(speaker="trainee", text=text, words=confidences)


def test_what_the_recognizer_was_unsure_of_is_not_scored() -> None:
    found = check("apology", HELLO, COMPLAINT, doubted("I am starry for that", "starry"))
    assert found.status == "not scored"
    assert 'did you say "starry"?' in found.finding.why


def test_what_the_recognizer_was_sure_of_is() -> None:
    assert check("apology", HELLO, COMPLAINT, doubted("I am starry for that")).status == "fail"


def test_nothing_is_held_against_anybody_for_a_doubted_word() -> None:
    turns = [HELLO, COMPLAINT, doubted("You are an idiot and I don't know", "idiot", "know")]
    result = scored(*turns)
    assert result.deductions == ()
    assert result.criticals == ()


def test_a_doubted_line_of_the_script_is_not_scored() -> None:
    line = doubted("This call is recorded for straining", "straining")
    assert check("recorded", line).status == "not scored"


def test_a_score_is_plain_data_too() -> None:
    import json

    mapping = json.loads(json.dumps(as_mapping(scored(*GOOD))))
    assert mapping["total"] == scored(*GOOD).total
    assert {section["name"] for section in mapping["sections"]} == set(PROFILES["complaint"])


SAID = st.lists(
    st.sampled_from([*GOOD, "Calm down.", "I don't know.", "Soon.", "You idiot.", "SP-4471", ""]),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=40)
@given(said=SAID, record=st.sampled_from([RECORD, WrapUp(), None]))
def test_laws_of_every_score(said: list[str], record: WrapUp | None) -> None:
    """Between 0 and 100; sections come to 100; no pass without words, no points without a pass; always the same."""
    turns = [part for text in said for part in (text, COMPLAINT)]
    result = scored(*turns, wrap_up=record)
    assert 0 <= result.total <= 100
    assert sum(section.weight for section in result.sections) == pytest.approx(100)
    for section in result.sections:
        assert section.earned == pytest.approx(sum(one.points for one in section.checks if one.status == "pass"))
        assert all(one.points == 0 for one in section.checks if one.status not in ("pass", "fail"))
    assert scored(*turns, wrap_up=record) == result


def test_another_trainee_and_another_customer_get_the_same_score() -> None:
    """Every shipped call is tried in test_names.py; this one shows how."""
    turns = transcript(*(turn for turn in played(*GOOD).turns))
    swapped = turns.model_copy(update={
        "trainee": "Bo Strand", "customer": "Mr Okafor",
        "turns": tuple(one.model_copy(update={"text": one.text.replace("Ana Marin", "Bo Strand").replace("Ms Berg",
         "Mr Okafor")}) for one in turns.turns),
    })  # fmt: skip
    assert score(parcel(), swapped).total == score(parcel(), turns).total


def test_a_better_wording_for_a_forbidden_phrase_has_its_values_filled_in() -> None:
    dialogue = load_dialogue("busy_owner")
    said = Turn(speaker="trainee", text="Please hear me out, this is our last chance.")
    asked = Turn(speaker="customer", text="", move=dialogue.opening)
    found = score(dialogue, Transcript(turns=(asked, said))).deductions
    wording = next(one.better for one in found if "in the rush" in one.better)
    assert "{" not in wording
    assert "a card machine for twelve pounds a month" in wording
