"""YAML without its traps: what a manager types is what the program reads, or a sentence about the line."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.yamlfile import LARGEST, parse_value, parse_yaml, read_text, write_yaml


def refused(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        parse_yaml(text, "my.yaml")
    (problem,) = caught.value.problems
    assert problem.remedy, "every mistake comes with a remedy"
    return str(problem)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("15:00", "15:00"),  # YAML 1.1: 900, in sixties
        ("190:20:30", "190:20:30"),
        ("08:30", "08:30"),
        ("no", "no"),  # YAML 1.1: false
        ("Off", "Off"),
        ("on", "on"),
        ("y", "y"),
        ("0x1F", "0x1F"),
        ("010", 10),  # YAML 1.1: 8
        ("08", 8),  # YAML 1.1: no number at all
        ("-3", -3),
        ("1_000", "1_000"),
        ("2024-01-31", "2024-01-31"),  # YAML 1.1: a date
        ("1.5e3", 1500.0),
        (".5", 0.5),
        ("true", True),
        ("~", None),
        ("", None),
        ("80% within 20 s", "80% within 20 s"),
        ("[1, 2.5, 7:00]", [1, 2.5, "7:00"]),
        ("{no: yes}", {"no": "yes"}),
        ("'15'", "15"),
    ],
)
def test_a_value_is_what_it_looks_like(written: str, meant: Any) -> None:
    value = parse_yaml(f"it: {written}", "my.yaml")["it"]
    assert value == meant
    assert type(value) is type(meant)
    assert parse_value(written, "--set") == meant


def test_a_key_called_no_or_on_stays_a_word() -> None:
    assert parse_yaml("no: 1\non: 2\n<<: 3\n=: 4", "my.yaml") == {"no": 1, "on": 2, "<<": 3, "=": 4}


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a: 1\nb: 2\na: 3", ":3", "the key 'a' is given twice"),
        ("x: {a: 1, a: 2}", ":1", "the key 'a' is given twice"),
        ("1: a\n'1': b", ":2", "the key '1' is given twice"),
        ("a: &x [1]\nb: *x", ":1", "anchors and aliases"),
        ("a: 1\nb: *x", ":2", "anchors and aliases"),
        ("a: !!python/object/apply:os.system [ls]", ":1", "tags are not used"),
        ("a: !!int ''", ":1", "tags are not used"),
        ("a: !!bool maybe", ":1", "tags are not used"),
        ("a: !!timestamp never", ":1", "tags are not used"),
        ("a: !mine {b: c}", ":1", "tags are not used"),
        ("!!set {a, b}", ":1", "tags are not used"),
        ("? [a, b]\n: c", ":1", "a key must be plain text"),
        ("{{a: 1}: b}", ":1", "a key must be plain text"),
        ("a:\n\t- b", ":2", "'\\t'"),
        ("a: 'half", ":1", "unexpected end"),
        ("a: [1, 2", ":1", "expected"),
        ("a: b: c", ":1", "mapping values"),
        ("a: 1\n---\nb: 2", ":2", "another document"),
        ("%YAML 9.9\n---\na: 1", ":1", "version"),
        ("a: " + "9" * 5000, ":1", "a number of 5000 digits"),
        ('a: "\\e[2J"', ":1", "U+001B"),
        ('a: "\\ud800"', ":1", "U+D800"),
        ('"\\0": a', ":1", "U+0000"),
        ("a: \x00", "", "#x0000"),
        ("", "", "the file holds no keys"),
        ("# only a remark\n", "", "the file holds no keys"),
        ("- a\n- b", "", "the file holds no keys"),
        ("hello", "", "the file holds no keys"),
        ("null", "", "the file holds no keys"),
        ("[" * 1200, "", "nested too deeply"),
        ("a: " + "{b: " * 1200, "", "nested too deeply"),
        ("- " * 3000 + "a", "", "nested too deeply"),
    ],
)
def test_a_mistake_is_a_sentence_with_its_line(text: str, where: str, what: str) -> None:
    sentence = refused(text)
    assert sentence.startswith(f"my.yaml{where}: ")
    assert what in sentence


def test_a_bomb_does_not_go_off() -> None:
    levels = [f"{name}: &{name} [{', '.join(['*' + before] * 9)}]" for before, name in pairwise("abcdefghi")]
    assert "anchors and aliases" in refused("\n".join(["a: &a [lol]", *levels]))


@given(st.text() | st.text(st.sampled_from("ab:-[]{}?!&*'\"#|>%@ \n\t0159.,~<=\\eux")))
@settings(deadline=None)
def test_any_text_is_a_mapping_or_one_sentence(text: str) -> None:
    with suppress(ScenarioError):
        assert isinstance(parse_yaml(text, "my.yaml"), dict)


plain = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False)
texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"))
trees = st.recursive(plain | texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


@given(st.dictionaries(texts, trees, min_size=1))
@settings(deadline=None)
def test_what_is_written_reads_back_the_same(raw: dict[str, Any]) -> None:
    assert parse_yaml(write_yaml(raw), "my.yaml") == raw


@pytest.mark.parametrize("text", ["08", "1.5e3", "no", "15:00", "true", "~", "null", ".inf", "=", "<<", "2024-01-31"])
def test_a_text_that_looks_like_something_else_reads_back_as_text(text: str) -> None:
    assert parse_yaml(write_yaml({"people": [text], text: 1}), "my.yaml") == {"people": [text], text: 1}


def test_parts_that_are_one_object_are_written_twice() -> None:
    """For a scenario file has no anchors."""
    part = {"mean": "20 s"}
    assert parse_yaml(write_yaml({"a": part, "b": part}), "my.yaml") == {"a": part, "b": part}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"name: caf\xe9\n", "not UTF-8 text (byte 9)"),
        ("name: café".encode("utf-16"), "not UTF-8 text (byte 0)"),
        (b"\x1f\x8b\x08\x00", "not UTF-8 text"),
        (b"a: 1\n" * (LARGEST // 5 + 1), "larger than 1 MB"),
    ],
    ids=["latin-1", "utf-16", "gzip", "huge"],
)
def test_a_file_that_is_no_text_of_ours_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "my.yaml"
    file.write_bytes(content)
    with pytest.raises(ScenarioError) as caught:
        read_text(file)
    assert what in str(caught.value)


def test_a_byte_order_mark_and_lines_from_windows_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    file.write_bytes(b"\xef\xbb\xbfname: Bank\r\nopen: 08:00 to 12:00\r\n")
    assert parse_yaml(read_text(file), "my.yaml") == {"name": "Bank", "open": "08:00 to 12:00"}


@pytest.mark.parametrize(
    ("name", "what"), [("gone.yaml", "no such file"), (".", "Is a directory"), ("a\0b", "cannot be the path of a file")]
)
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, name: str, what: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_text(tmp_path / name)
    (problem,) = caught.value.problems
    assert what in problem.problem
    assert problem.remedy


def test_an_endless_file_is_not_read_to_its_end() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("this system has no endless file")
    with pytest.raises(ScenarioError, match="larger than"):
        read_text(Path("/dev/zero"))
