"""`train play --answers`: a whole call from WAV files, without a window and without a person."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from played import written_calls
from typer.testing import CliRunner

from run_sim import app
from sim.cli.console import out
from trainer.sound import read_wav, silence, write_wav
from trainer.voice import Manner, open_voice

if TYPE_CHECKING:
    from click.testing import Result

pytest.importorskip("moonshine_voice")
CLEARLY = Manner(rate=140)
"""Of espeak-ng's voices en-gb at this pace is what Moonshine mishears least: every seventh word of these answers."""


@pytest.fixture(autouse=True)
def nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    monkeypatch.setattr(out, "_width", 200)  # a console reads COLUMNS once, when it is made


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good trainee of double_charged, spoken by espeak-ng, and a goodbye more, for Reza has one question more."""
    folder = tmp_path_factory.mktemp("answers")
    good = written_calls("double_charged")["good"]
    voice = open_voice()
    for number, text in enumerate([*good["answers"], "Thank you for calling. Goodbye."], start=1):
        write_wav(folder / f"answer{number}.wav", silence(0.5) + voice.say(text, "en-gb", CLEARLY).clip.at(16_000))
    voice.close()
    (folder / "wrap-up.yaml").write_text(yaml.safe_dump(good["wrap_up"]), encoding="utf-8")
    return folder


def play(answers: Path, home: Path, *options: str) -> Result:
    words = ["train", "play", "double_charged", "--answers", str(answers), "--record", str(home), "--seed", "7"]
    return CliRunner().invoke(app, [*words, "--trainee", "Ana Marin", *options], catch_exceptions=False)


def test_the_same_files_give_the_same_folder_to_the_last_digit(answers: Path, tmp_path: Path) -> None:
    results = [play(answers, tmp_path / name) for name in ("first", "second")]
    assert [one.exit_code for one in results] == [0, 0], results[0].output
    first, second = (next((tmp_path / name).iterdir()) for name in ("first", "second"))
    assert {one.name for one in first.iterdir()} == {"customer.wav", "trainee.wav", "transcript.json", "score.json",
                                                     "result.html"}  # fmt: skip
    for name in ("customer.wav", "trainee.wav", "transcript.json", "score.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    assert str(first) in results[0].stdout
    a_good_trainee_is_heard(first, results[0])
    what_score_says_of_the_folder_is_what_is_in_it(first)


def a_good_trainee_is_heard(folder: Path, result: Result) -> None:
    transcript = json.loads((folder / "transcript.json").read_text(encoding="utf-8"))
    score = json.loads((folder / "score.json").read_text(encoding="utf-8"))
    assert transcript["dialogue"] == "double_charged"
    assert transcript["recognizer"] == "moonshine"
    assert transcript["ear_shut"]
    assert transcript["wrap_up"]["disposition"] == "refund"
    said = [turn["text"] for turn in transcript["turns"] if turn["speaker"] == "trainee"]
    assert all(text in result.stdout for text in said)
    assert "recorded for quality and training" in said[0].casefold()
    assert f"{score['total']:.0f} of 100" in result.stdout
    assert score["total"] > 50, "the written answers get over 90; every seventh word is misheard"


def what_score_says_of_the_folder_is_what_is_in_it(folder: Path) -> None:
    again = CliRunner().invoke(app, ["train", "score", str(folder), "--json"], catch_exceptions=False)
    assert json.loads(again.stdout) == json.loads((folder / "score.json").read_text(encoding="utf-8"))


def test_recordings_that_end_too_early_are_told_of_and_kept(answers: Path, tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    for number in (1, 2):
        shutil.copy(answers / f"answer{number}.wav", tmp_path / "two")
    result = play(tmp_path / "two", tmp_path / "calls")
    assert result.exit_code == 2
    assert "the recordings end before the call does; record one answer more" in result.output
    folder = next((tmp_path / "calls").iterdir())
    assert str(folder) in result.stdout
    assert len(json.loads((folder / "transcript.json").read_text(encoding="utf-8"))["turns"]) == 4
    assert read_wav(folder / "trainee.wav").seconds == pytest.approx(read_wav(folder / "customer.wav").seconds, abs=1)


def test_a_form_with_mistakes_is_known_before_the_call(answers: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    shutil.copy(answers / "answer1.wav", tmp_path / "one")
    for form, said in (("disposition: refnd", "did you mean 'refund'?"), ("follow_up: maybe", "write true or false")):
        (tmp_path / "one" / "wrap-up.yaml").write_text(form, encoding="utf-8")
        result = play(tmp_path / "one", tmp_path / "calls")
        assert result.exit_code == 2
        assert said in result.output
    assert not (tmp_path / "calls").exists()


def test_a_folder_without_a_voice_in_it_is_no_call(tmp_path: Path) -> None:
    write_wav(tmp_path / "1.wav", silence(2))
    result = play(tmp_path, tmp_path / "calls")
    assert result.exit_code == 2
    assert "nobody is heard" in result.output


def test_record_needs_answers() -> None:
    result = CliRunner().invoke(app, ["train", "play", "double_charged", "--record", "somewhere"])
    assert result.exit_code == 2
    assert "goes with --answers DIR" in result.output
