"""How the page for the coach writes what is in it: numbers, units and quotations as the language of the call does."""

from __future__ import annotations

import re
from html import unescape

import pytest
from test_recording import Recorded, record

NAMES = re.compile(r"<bdi dir=\"ltr\">(<a|\d{4}-).*?</bdi>|callfloor [\d.]+", re.DOTALL)
"""Of files and of the program, which are what they are."""


def seen(one: Recorded) -> str:
    """What a reader of the page sees, a piece a line."""
    page = (one.folder / "result.html").read_text(encoding="utf-8")
    body = NAMES.sub("", re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL))
    return re.sub(r"\s*\n\s*", "\n", unescape(re.sub(r"<[^>]+>", "\n", body)))


@pytest.fixture(scope="module")
def ukrainian(tmp_path_factory: pytest.TempPathFactory) -> str:
    return seen(record("uk/dead_line", "good", tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def persian(tmp_path_factory: pytest.TempPathFactory) -> str:
    return seen(record("fa/dead_line", "bad", tmp_path_factory.mktemp("home")))


def test_a_persian_page_has_persian_figures_and_words_only(persian: str) -> None:
    assert re.findall("[0-9]+", persian) == []
    assert re.findall("[a-z]{2,}", persian) == []
    assert re.search("از ۱۰۰", persian)
    assert re.search(r"^\d+ هرتز$", persian, re.MULTILINE)
    assert re.search(r"^\d+(٫\d)? ثانیه$", persian, re.MULTILINE)


def test_a_ukrainian_page_has_a_comma_in_its_numbers_and_its_own_units(ukrainian: str) -> None:
    assert re.findall(r"\d\.\d", ukrainian) == []
    assert re.search(r"^\d+(,\d)? с$", ukrainian, re.MULTILINE)
    assert re.search(r"^−\d+ дБ$", ukrainian, re.MULTILINE)
    assert re.search(r"^\d+ Гц$", ukrainian, re.MULTILINE)


def test_a_company_in_a_quoted_line_has_the_inner_marks(ukrainian: str) -> None:
    """«Вежанет» is written so in the call; in a quotation it is „Вежанет“."""
    assert "компанія „Вежанет“, технічна підтримка" in ukrainian
    assert re.findall("«[^»]*«", ukrainian) == []
