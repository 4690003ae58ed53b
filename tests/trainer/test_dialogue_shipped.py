"""The calls that come with callfloor."""

from __future__ import annotations

from pathlib import Path

import pytest
from parcel import TEXT

from trainer.dialogue import load_dialogue, read_dialogue, shipped_dialogues
from trainer.dialogue.shipped import listing
from trainer.errors import DialogueError


@pytest.mark.parametrize("name", list(shipped_dialogues()))
def test_every_shipped_call_is_in_order(name: str) -> None:
    assert load_dialogue(name).language == (name.rpartition("/")[0] or "en")


def test_the_list_is_in_the_order_of_the_numbers() -> None:
    english = [load_dialogue(one.name).number for one in listing() if one.language == "en"]
    assert english == list(range(1, 13))


def test_a_name_that_is_nearly_one_is_corrected() -> None:
    with pytest.raises(DialogueError, match="did you mean 'double_charged'"):
        load_dialogue("double_charge")


def test_a_file_of_ones_own_goes_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    file = read_dialogue(path)
    assert file.name == str(path)
    assert file.build().company == "Swift Parcels"


def test_the_fingerprint_is_of_the_text(tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(TEXT, encoding="utf-8")
    other.write_text(TEXT.replace("level: 1", "level: 2"), encoding="utf-8")
    assert read_dialogue(one).fingerprint == read_dialogue(one).fingerprint
    assert read_dialogue(one).fingerprint != read_dialogue(other).fingerprint


@pytest.mark.parametrize("name", ["missing.yaml", "", "../double_charged", "a\0b.yaml"])
def test_a_file_that_is_not_there_is_said_to_be_missing(name: str) -> None:
    with pytest.raises(DialogueError):
        load_dialogue(name)
