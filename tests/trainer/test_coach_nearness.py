"""What came nearest to a check that failed: shown to people, never a point."""

from __future__ import annotations

from parcel import call, scored

from trainer.coach import proposals

HELLO, COMPLAINT = "Good morning.", ">complains"


def near(*turns: str) -> dict[str, str]:
    found = proposals(call(*turns), scored(*turns))
    return {name: one.quote for name, one in found.items()}


def test_a_near_wording_is_shown_beside_the_check_that_it_did_not_pass() -> None:
    assert near(HELLO, COMPLAINT, "To summ it up.")["recap"] == "To summ it up."


def test_what_denies_is_never_proposed() -> None:
    assert "apology" not in near(HELLO, COMPLAINT, "I will not apologise.")


def test_what_has_nothing_to_do_with_it_is_not() -> None:
    assert near(HELLO, COMPLAINT, "The weather is nice.") == {}
