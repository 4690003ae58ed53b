"""`train window`: what a trainee gets who types it, with a screen and without one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner
from window import Window

from run_sim import app as commands
from trainer.sound import silence, write_wav
from trainer.ui.app import App
from trainer.ui.desk import Desk

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[2]
Run = Callable[..., "Result"]


@dataclass(frozen=True)
class Seen:
    """What was in the window before it was closed."""

    screen: str
    size: tuple[int, int]
    desk: Desk


SEEN: list[Seen] = []


@pytest.fixture
def train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Types a command; the window is looked at once everything has arrived in it, and closed."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    SEEN.clear()

    def looked_at(app: App) -> None:
        Window(app).settle()
        SEEN.append(Seen(type(app.screen).__name__, app.window.get_size(), app.desk))
        app.close()

    monkeypatch.setattr(App, "run", looked_at)
    return lambda *words: CliRunner().invoke(commands, ["train", *words], catch_exceptions=False)


def test_the_window_lists_the_calls(train: Run) -> None:
    assert train("window", "--typed").exit_code == 0
    assert SEEN[0].screen == "Calls"


def test_with_a_name_the_rules_are_read_first(train: Run) -> None:
    assert train("window", "uk/double_charged", "--typed", "--size", "1920x1080").exit_code == 0
    assert SEEN[0].screen == "Rules"
    assert SEEN[0].desk.language == "uk"
    assert SEEN[0].size == (1920, 1080)


@pytest.mark.parametrize(
    "words",
    [
        ("--voice", "double_charged", "--typed", "--seed", "3"),
        ("--seed", "3", "--typed", "double_charged", "--voice"),
        ("window", "double_charged", "--voice", "--typed", "--seed", "3"),
    ],
)
def test_voice_goes_straight_into_the_call(train: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    kept = tmp_path / "attempts.sqlite"
    assert train(*words, "--trainee", "Ana", "--waited", "12", "--database", f"sqlite:///{kept}").exit_code == 0
    assert SEEN[0].screen == "Call"
    rehearsal = SEEN[0].desk.rehearsal
    assert rehearsal is not None
    session = rehearsal.session
    assert (session.seed, session.trainee, session.waited) == (3, "Ana", 720)
    assert kept.exists()


def test_a_name_given_for_one_call_is_not_kept_as_a_setting(train: Run, tmp_path: Path) -> None:
    train("window", "--typed", "--trainee", "Ana")
    assert not list(tmp_path.rglob("trainer.json"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--voice",), "double_charged"),
        (("window", "--size", "large"), "1280x720"),
        (("window", "nonsense"), "nonsense"),
        (("window", "double_charged", "--answers", "nowhere"), "nowhere: has no WAV files"),
    ],
)
def test_what_cannot_be_opened_is_said_in_a_sentence(train: Run, words: tuple[str, ...], said: str) -> None:
    result = train(*words)
    assert (result.exit_code, len(SEEN)) == (2, 0)
    assert said in result.output


def test_a_broken_recording_is_known_before_the_call(train: Run, tmp_path: Path) -> None:
    write_wav(tmp_path / "1.wav", silence(1))
    (tmp_path / "2.wav").write_bytes(b"RIFF")
    result = train("window", "double_charged", "--answers", str(tmp_path))
    assert result.exit_code == 2
    assert "2.wav" in result.output
    assert not SEEN


@contextmanager
def alone(tmp_path: Path, *words: str, before: str = "pass", **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, in which ``before`` has run."""
    lines = f"import sys; {before}; sys.argv = ['run_sim.py', 'train', {', '.join(map(repr, words))}]; import run_sim"
    kept = {name: value for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}  # fmt: skip
    home = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")}
    command = [sys.executable, "-c", f"{lines}; run_sim.app()"]
    with subprocess.Popen(command, cwd=ROOT, env={**kept, **home, **environment}, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def said_by(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How it ended, and all that it wrote."""
    out, err = process.communicate(timeout=60)
    return process.returncode, (out + err).strip()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    with alone(tmp_path, "window", "double_charged") as process:
        assert said_by(process) == (
            2, "window: cannot be opened (no screen was found); "
               "play in the terminal: python run_sim.py train double_charged",
        )  # fmt: skip


@pytest.mark.parametrize("words", [("window",), ("--voice", "double_charged"), ("devices",), ("devices", "--test")])
def test_without_the_voice_extra_one_sentence_says_how_to_install_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    without = "sys.modules.update(dict.fromkeys(('pygame', 'miniaudio', 'pyttsx3', 'moonshine_voice')))"
    with alone(tmp_path, *words, before=without) as process:
        assert said_by(process) == (2, "sound and window: not installed; pip install 'callfloor[voice]'")


def test_ctrl_c_in_the_terminal_closes_the_window(tmp_path: Path) -> None:
    with alone(tmp_path, "--voice", "double_charged", "--typed", SDL_VIDEODRIVER="dummy") as process:
        until = time.monotonic() + 60
        while not list(tmp_path.rglob("attempts.sqlite")):  # made when the call begins
            assert process.poll() is None, said_by(process)
            assert time.monotonic() < until
            time.sleep(0.1)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        assert said_by(process) == (0, "")
