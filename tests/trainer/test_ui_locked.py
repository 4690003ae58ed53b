"""A database that somebody else holds: the window says where the attempt is instead, and nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from rehearsed import of, reviewed
from window import opened

from trainer.history import History

if TYPE_CHECKING:
    from pathlib import Path

KEPT_IN_A_FILE = "is locked by another program; close that program and try again; this attempt is kept in"
SAID = "Good morning, this is Ana. I am so sorry to hear that."


def test_an_answer_put_right_while_the_database_is_locked_is_told_and_kept(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged", history=True) as window:
        turn = next(n for n, one in enumerate(reviewed(window, "middling").turns, 1) if one.speaker == "trainee")
        with closing(sqlite3.connect(tmp_path / "attempts.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            window.desk.review.put_right(turn, SAID)
            window.settle()
            assert any(KEPT_IN_A_FILE in line for line in window.lines), window.said
            assert of(window).turns[turn - 1].text == SAID
    with History(folder=tmp_path) as history:
        assert [one.said for one in history.load(1).corrections] == [SAID]
