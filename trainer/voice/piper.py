"""Piper, a better voice for those who fetch it: a program of its own that is given lines and writes them as WAV.

It is under the GPL, so it is never imported: ``piper`` runs beside us and is spoken to through pipes and files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import OrderedDict
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from sim.errors import Problem
from trainer.errors import SoundError
from trainer.folders import data_folder
from trainer.sound import Clip, read_wav, silence
from trainer.voice.voice import CALM, Manner, Speech

INSTALL = "pip install piper-tts"
MODELS = {
    "en": "en_US-lessac-medium", "ru": "ru_RU-irina-medium", "uk": "uk_UA-lada-x_low", "ro": "ro_RO-mihai-medium",
    "fa": "fa_IR-amir-medium",
}  # fmt: skip
"""A model to begin with, per language; each has a licence of its own beside it."""
FOLDER = "CALLFLOOR_PIPER_VOICES"
LOUDEST = 150
"""The volume at which Piper's full level is played; it levels every line out, so that nothing is left above."""
AT_ONCE = 2
"""Programs that stay loaded, 250 MB each: Piper has one pace per program, and a mood changes by a step at a time."""
STEP = 0.1
PATIENCE, PER_CHARACTER = 20.0, 0.05
"""Seconds after which a line is given up: loading the model, and for each character."""


def models_folder() -> Path:
    """Where models are looked for: the environment's CALLFLOOR_PIPER_VOICES, or this user's data."""
    given = os.environ.get(FOLDER)
    return Path(given) if given else data_folder() / "voices"


def models_in(folder: Path) -> dict[str, list[Path]]:
    """The models of a folder by accent, "en-us", from names such as en_US-joe-medium.onnx."""
    found: dict[str, list[Path]] = {}
    for file in sorted(folder.glob("*.onnx")):
        if Path(f"{file}.json").exists():
            found.setdefault(file.name.partition("-")[0].lower().replace("_", "-"), []).append(file)
    return found


def fetching(language: str, folder: Path) -> str:
    """The command that fetches a model; for a language not in `MODELS`, the one that lists what there is."""
    command = f"{Path(sys.executable).name} -m piper.download_voices"
    return f'{command} --download-dir "{folder}" {MODELS[language]}' if language in MODELS else command


def program() -> list[str]:
    """The words that start Piper; empty where it is not installed.

    Another program is called piper too, one for mice: ours is looked for as a package first.
    """
    if find_spec("piper"):
        return [sys.executable, "-m", "piper"]
    found = shutil.which("piper")
    return [found] if found else []


class PiperVoice:
    """Speaks through the models of a folder.  Of a manner it knows rate and volume; it gives no times of words.

    Without its noise it says the same line with the same samples.  Raises SoundError where it is not installed.
    """

    name = "Piper"

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or models_folder()
        self._program = program()
        if not self._program:
            raise SoundError([Problem("Piper", "is not installed", INSTALL)])
        self._running: OrderedDict[tuple[Path, float], _Piper] = OrderedDict()

    def say(self, text: str, voice: str, manner: Manner = CALM) -> Speech:
        """The sound of ``text``.  Raises SoundError, there also where no model speaks the language."""
        if not any(map(str.isalnum, text)):
            return Speech(text, silence(0))
        model = self._model(voice)
        slowness = round(round(CALM.rate / manner.rate / STEP) * STEP, 1)
        clip = self._piper(model, slowness).speak(" ".join(text.replace("\0", " ").split()))
        samples = clip.samples * min(manner.volume / LOUDEST, 1.0)
        return Speech(text, Clip(np.rint(samples).astype(np.int16), clip.rate))

    def close(self) -> None:
        """Ends the programs."""
        while self._running:
            self._running.popitem()[1].close()

    def _model(self, voice: str) -> Path:
        accent = voice.partition("+")[0].lower().replace("_", "-") or "en"
        language = accent.partition("-")[0]
        models = models_in(self._folder)
        other_accents = (file for code in models if code.partition("-")[0] == language for file in models[code])
        near = [*models.get(accent, []), *other_accents]
        if not near:
            problem = f"no model for {language!r} in {self._folder}"
            raise SoundError([Problem("Piper", problem, fetching(language, self._folder))])
        return near[0]

    def _piper(self, model: Path, slowness: float) -> _Piper:
        key = (model, slowness)
        if key not in self._running or not self._running[key].alive:
            if dead := self._running.pop(key, None):
                dead.close()
            while len(self._running) >= AT_ONCE:
                self._running.popitem(last=False)[1].close()
            self._running[key] = _Piper(self._program, model, slowness)
        self._running.move_to_end(key)
        return self._running[key]


class _Piper:
    """One running program, with a model and a pace."""

    def __init__(self, words: list[str], model: Path, slowness: float) -> None:
        self._files = tempfile.TemporaryDirectory(prefix="callfloor-piper-", ignore_cleanup_errors=True)
        self._folder = Path(self._files.name)
        self._log = self._folder / "log"
        self._read = 0
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*words, "--model", str(model), "--length-scale", str(slowness), "--noise-scale", "0",
                 "--noise-w-scale", "0", "--sentence-silence", "0.2", "--output-dir", str(self._folder)],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log, env={**os.environ, "PYTHONUTF8": "1"},
            )  # fmt: skip

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def speak(self, line: str) -> Clip:
        """The sound of one line.  Raises SoundError when the program dies or takes too long."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{line}\n".encode("utf-8", "replace"))
            self._process.stdin.flush()
        except OSError:
            raise self._failure() from None
        until = time.monotonic() + PATIENCE + PER_CHARACTER * len(line)
        while not (written := self._written()):
            if not self.alive or time.monotonic() > until:
                raise self._failure()
            time.sleep(0.005)
        try:
            return read_wav(written)
        finally:
            written.unlink(missing_ok=True)

    def close(self) -> None:
        """Ends the program and removes its files."""
        self._process.kill()
        self._process.communicate()
        self._files.cleanup()

    def _written(self) -> Path | None:
        """The file that Piper's log says is whole; the log is the only place where it says so."""
        with self._log.open("rb") as log:
            log.seek(self._read)
            for line in log:
                if not line.endswith(b"\n"):
                    return None
                self._read += len(line)
                _, wrote, name = line.decode("utf-8", "replace").rstrip().partition("Wrote ")
                if wrote:
                    return self._folder / Path(name).name
        return None

    def _failure(self) -> SoundError:
        last = self._log.read_text("utf-8", "replace").strip().rpartition("\n")[2]
        why = f"stopped ({last})" if last and not self.alive else "does not answer"
        self._process.kill()
        return SoundError([Problem("Piper", why, f"{INSTALL} --upgrade, or go on with the usual voice")])
