"""Transcripts as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainer.errors import TranscriptError
from trainer.transcript import Transcript, Turn, WrapUp, read_transcript

CALL = {
    "dialogue": "double_charged",
    "turns": [{"speaker": "trainee", "text": "Hello", "start": 0.5, "end": 1.5, "words": [["Hello", 0.9]]}],
}


def test_yaml_and_json_read_alike(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(CALL), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(json.dumps(CALL), encoding="utf-8")  # JSON is YAML
    assert read_transcript(tmp_path / "a.json") == read_transcript(tmp_path / "a.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        (f'{{"turns": {"1" * 5000}}}', "not JSON (a number of 5000 digits)"),
        ("[]", "turns: missing"),
        ("{}", "turns: missing; add 'turns'"),
        ('{"turns": []}', "turns: this is not right here; give at least one"),
        ('{"turns": [{"speaker": "agent", "text": "x"}]}', "turns[0].speaker: 'agent' is not right here"),
        ('{"turns": [{"speaker": "trainee"}]}', "turns[0].text: missing"),
        ('{"turns": [{"speaker": "trainee", "text": "x", "start": -1}]}', "turns[0].start: -1 is not right here"),
        ('{"turns": [{"speaker": "trainee", "text": "x", "begin": 1}]}', "unknown key 'begin'"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "call.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TranscriptError) as refused:
        read_transcript(path)
    assert said in str(refused.value)


def test_half_a_character_can_be_written_to_a_file_again(tmp_path: Path) -> None:
    """A recognizer, or a page's form, may cut a character of two halves in two."""
    half = "\ud800"
    turn = Turn(speaker="trainee", text=f"a{half}", words=((half, 0.5),), transfer=half, move=half)
    record = WrapUp(disposition=half, notes=f"a{half}")
    whole = Transcript(dialogue=half, trainee=half, customer=half, turns=(turn,), wrap_up=record)
    assert json.loads(whole.model_dump_json().encode("utf-8"))["wrap_up"]["notes"] == "a?"


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="no such file"):
        read_transcript(tmp_path / "nothing.yaml")
