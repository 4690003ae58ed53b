"""Forms of one word are one, forms of two are two."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from trainer.language.stems import stems

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "charged", "charges"), ("en", "refund", "refunded"), ("en", "cancelled", "cancel"),
        ("ru", "верну", "вернём".replace("ё", "е")), ("ru", "карту", "картой"), ("ru", "деньги", "денег"),
        ("uk", "повернемо", "повернути"), ("uk", "картку", "карткою"), ("uk", "гроші", "грошей"),
        ("ro", "rambursam", "ramburs"), ("ro", "cardul", "cardului"),
        ("fa", "کارت", "کارتها"), ("fa", "حساب", "حسابهای"),
    ],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str) -> None:
    assert stems(one, language) & stems(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "charge", "change"), ("ru", "верно", "вернуть"), ("uk", "картка", "карта"), ("fa", "میتوانم", "نمیتوانم")],
)
def test_different_words_share_none(language: str, one: str, other: str) -> None:
    assert not stems(one, language) & stems(other, language)


def test_a_dictionary_that_is_not_installed_is_named_with_the_command_that_installs_it() -> None:
    """In a process of its own, to which the installed dictionaries are not shown."""
    program = """
import importlib.metadata as metadata
real = metadata.entry_points
metadata.entry_points = lambda **named: real(**(named or {"group": "console_scripts"}))
from trainer.language.stems import stems
stems("слово", "uk")
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "DialogueError" in done.stderr
    assert "pip install 'callfloor[uk]'" in done.stderr
