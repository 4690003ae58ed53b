"""`train` as a new hire, a coach and an author meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from parcel import GOOD, TEXT
from typer.testing import CliRunner

import run_sim
from sim.cli.console import out
from trainer.dialogue import shipped_dialogues
from trainer.understanding import Reader

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[2]
FORM = ("1", "SP-4471, new delivery tomorrow", "y")


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the parcel's file, and nobody's data."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(out, "_width", 200)  # a console reads COLUMNS once, when it is made
    (tmp_path / "parcel.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def train(*words: str, typed: tuple[str, ...] = ()) -> Result:
    """What `train` does in this process.  Attempts are kept in the test's folder."""
    options = (
        []
        if words[:1] and words[0] in ("check", "new", "score", "validate")
        else ["--database", "sqlite:///attempts.sqlite"]
    )
    words = (words[0], *words[1:], *options) if words and not words[0].startswith("-") else (*words, *options)
    result = CliRunner().invoke(run_sim.app, ["train", *words], input="".join(f"{line}\n" for line in typed))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def play(*answers: str, form: tuple[str, ...] = FORM, options: tuple[str, ...] = ()) -> Result:
    return train("parcel.yaml", "--trainee", "Ana Marin", "--seed", "1", *options, typed=(*answers, *form))


def test_without_a_word_the_calls_are_listed() -> None:
    out = CliRunner().invoke(run_sim.app, ["train"]).stdout
    for name in shipped_dialogues():
        assert name in out


def test_before_the_call_the_rules_are_shown() -> None:
    out = play(*GOOD).stdout
    before, _, _ = out.partition("The phone rings")
    for shown in ("Swift Parcels", "Ida Berg", "SP-4471", "A new delivery takes 1 to 2 days",
     "This call is recorded for training.",
                  "Driver", "You must", "Names the company in the first two answers.",
                   "-3 for a forbidden phrase"):  # fmt: skip
        assert shown in before


def test_a_good_call_is_ready_and_every_check_shows_its_evidence() -> None:
    done = play(*GOOD)
    assert done.exit_code == 0
    assert "of 100: ready" in done.stdout
    assert "She waits for the parcel without worry." in done.stdout
    assert "✓ Gives the own name in the first two answers." in done.stdout
    assert 'turn 1: "Good morning, Swift Parcels, this is Ana Marin."' in done.stdout
    assert "you named the trouble itself" in done.stdout


def test_a_bad_call_gets_two_pieces_of_advice_and_all_on_request() -> None:
    bad = ("Yes?", "Calm down, you have to wait.", "I don't know.", "Goodbye.")
    two, everything = play(*bad).stdout, play(*bad, options=("--all",)).stdout
    assert "not ready" in two
    assert "more on request: --all" in two
    assert " 3. " not in two.partition("Next time")[2]
    assert " 3. " in everything.partition("Next time")[2]


def test_the_same_seed_and_answers_give_the_same_call() -> None:
    def call() -> str:
        return play(*GOOD).stdout.partition("The phone rings")[2].partition("Attempt")[0]

    assert call() == call()


def test_the_rules_can_be_looked_at_and_the_call_held_passed_on_and_left() -> None:
    out = play("/file", GOOD[0],
     "/hold", "One moment, please.", "/nothing", "/transfer", "I am connecting you with a colleague who decides it.",
               "Ms Berg, parcel SP-4471 late", form=FORM)  # fmt: skip
    assert "Mill Lane" in out.stdout.partition("The phone rings")[2]
    assert "There is no /nothing" in out.stderr
    assert "The line is closed." in out.stdout


def test_hanging_up_without_a_word_is_critical() -> None:
    assert "An unannounced hang-up" in play(GOOD[0], "/hangup").stdout


def test_a_call_that_was_left_is_gone_on_with() -> None:
    left = play(*GOOD[:3], form=("/leave",))
    assert "go on with: python run_sim.py train --resume 1" in left.stdout
    on = train("--resume", "1", typed=(*GOOD[3:], *FORM))
    assert "of 100: ready" in on.stdout
    assert "is finished" in train("--resume", "1").stderr


def test_an_input_that_ends_leaves_the_call_as_it_is() -> None:
    left = play(*GOOD[:2], form=())
    assert left.exit_code == 0
    assert "The call is kept as far as it came" in left.stdout


def test_a_turn_is_answered_anew_beside_the_old_call() -> None:
    play(*GOOD)
    forked = train("--fork", "1", "--turn", "3", typed=("You have to wait.", "I don't know.", "Goodbye.", *FORM))
    assert "Side by side" in forked.stdout
    assert "She waits for the parcel without worry." in forked.stdout
    assert "She orders elsewhere" in forked.stdout
    assert "name one of 1 to" in train("--fork", "1", "--turn", "99").stderr
    assert train("--fork", "7", "--turn", "1").exit_code == 2


def test_a_dialogue_that_was_changed_is_not_forked() -> None:
    play(*GOOD)
    Path("parcel.yaml").write_text(TEXT.replace("level: 1", "level: 2"), encoding="utf-8")
    refused = train("--fork", "1", "--turn", "2")
    assert refused.exit_code == 2
    assert "has been changed since attempt 1" in refused.stderr


def test_progress_and_export_know_what_was_played() -> None:
    play(*GOOD)
    assert "Ana Marin" in train("progress").stdout
    rows = train("export", "--format", "csv").stdout
    assert "parcel" in rows
    assert "apology" in rows


def test_check_says_that_a_file_is_in_order_and_draws_it() -> None:
    done = train("check", "parcel.yaml", "--graph", "parcel.mmd")
    assert "parcel.yaml: in order" in done.stdout
    assert Path("parcel.mmd").read_text(encoding="utf-8").startswith("flowchart TD")


def test_check_explains_every_mistake_and_exits_2() -> None:
    Path("parcel.yaml").write_text(
        TEXT.replace("level: 1 ", "level: 9 ").replace("opening: complains", "opening: nowhere"), encoding="utf-8"
    )
    done = train("check", "parcel.yaml")
    assert done.exit_code == 2
    assert "level: 9 is not right here" in done.stderr
    assert "no move named 'nowhere'" in done.stderr


def test_new_writes_a_file_to_begin_with() -> None:
    assert train("new", "mine.yaml").exit_code == 0
    assert train("check", "mine.yaml").exit_code == 0
    assert train("new", "mine.yaml").exit_code == 2


TRANSCRIPT = {"dialogue": "parcel.yaml", "trainee": "Ana Marin", "turns": [
    {"speaker": "trainee", "text": GOOD[0]}, {"speaker": "customer",
     "text": "Where is my parcel? I've stayed at home for two days."},
    {"speaker": "trainee", "text": "I'm sorry that you stayed home for it. It comes tomorrow."},
]}  # fmt: skip


def test_a_transcript_is_scored_without_playing() -> None:
    Path("call.json").write_text(json.dumps(TRANSCRIPT), encoding="utf-8")
    shown = train("score", "call.json").stdout
    assert "✓ Apologises once, sincerely, for what happened." in shown
    result = json.loads(train("score", "call.json", "--json").stdout)
    assert result == json.loads(train("score", "call.json", "--json", "--dialogue", "parcel.yaml").stdout)
    assert result["ready"] is False


def test_a_transcript_of_nobody_knows_which_call() -> None:
    Path("call.json").write_text(json.dumps({"turns": TRANSCRIPT["turns"]}), encoding="utf-8")
    refused = train("score", "call.json")
    assert refused.exit_code == 2
    assert "name it with --dialogue NAME" in refused.stderr


def test_validate_prints_agreement() -> None:
    rated = {"name": "one", "dialogue": "parcel.yaml", "transcript": {"turns": TRANSCRIPT["turns"]},
             "verdicts": {"Olena": {"checks": {"apology": "pass", "recap": "pass"}}}}  # fmt: skip
    Path("corpus.json").write_text(json.dumps({"about": "by Olena", "transcripts": [rated]}), encoding="utf-8")
    out = train("validate", "corpus.json", "--differences").stdout
    assert "by Olena" in out
    assert "one: recap: people pass, program fail" in out


@pytest.mark.parametrize("door", [["run_sim.py", "train"], ["-m", "trainer"]])
def test_there_are_two_doors(door: list[str]) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *([str(ROOT / door[0]), *door[1:]] if door[0] == "run_sim.py" else door)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True)
    assert "double_charged" in done.stdout


def test_a_terminal_without_these_letters_gets_others() -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [
        sys.executable,
        "-m",
        "trainer",
        "uk/double_charged",
        "--database",
        "sqlite:///a.sqlite",
        "--trainee",
        "Ana",
    ]
    done = subprocess.run(
        command, input="/leave\n", capture_output=True, text=True, encoding="ascii", env=environment, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_database_named_before_the_call_is_the_one_that_keeps_it(at_home: Path) -> None:
    for name in ("parcel.yaml", "progress"):
        words = ["train", "--database", "sqlite:///shared.sqlite", name, "--trainee", "Ana Marin"]
        done = CliRunner().invoke(run_sim.app, words, input="".join(f"{line}\n" for line in (*GOOD, *FORM)))
    assert (at_home / "shared.sqlite").exists()
    assert "Ana Marin: 1 attempt" in done.stdout


def test_a_command_may_name_another_database_than_the_words_before_it(at_home: Path) -> None:
    words = ["train", "--database", "sqlite:///one.sqlite", "progress", "--database", "sqlite:///other.sqlite"]
    CliRunner().invoke(run_sim.app, words)
    assert [path.name for path in at_home.glob("*.sqlite")] == ["other.sqlite"]


def test_scoring_understands_a_transcript_once(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    hear = Reader.hear

    def counted(reader: Reader, text: str, *words: object) -> object:
        heard.append(text)
        return hear(reader, text, *words)

    turns = [{"speaker": "trainee", "text": text} for text in GOOD]
    (at_home / "call.json").write_text(json.dumps({"dialogue": "parcel.yaml", "turns": turns}), encoding="utf-8")
    monkeypatch.setattr(Reader, "hear", counted)
    assert train("score", "call.json").exit_code == 0
    assert heard == list(GOOD)
