"""A person's view of a page: what a real browser makes of it, off the network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

# Measured once everything is drawn, and left where a dump of the page shows it.
MEASURE = """
<script>
addEventListener("load", () => setTimeout(() => {
  const page = document.documentElement;
  const fetched = performance.getEntriesByType("resource").map(entry => entry.name);
  page.setAttribute("data-widths", page.scrollWidth + " " + page.clientWidth);
  page.setAttribute("data-fetched", fetched.filter(name => /^(http|ws)/.test(name)).join(" "));
}, 1000));
</script>
"""


@dataclass(frozen=True)
class View:
    """What a browser showed of a page."""

    console: tuple[str, ...]
    """Everything the page said there, be it an error or not."""
    fetched: tuple[str, ...]
    """The addresses on the network that the page reached for."""
    content_px: int
    window_px: int
    text: str
    """The page as it stood after its scripts had run."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium; skipped where there is none")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("there is no Chromium here (Debian and Ubuntu: sudo apt install chromium)")
    return found


@pytest.fixture
def look(chromium: str, tmp_path: Path) -> Callable[[Path, int], View]:
    """Open a page in a window of so many pixels, no less than 500, with no network."""

    def opened(page: Path, width: int) -> View:
        measured = tmp_path / "measured.html"
        measured.write_text(page.read_text(encoding="utf-8") + MEASURE, encoding="utf-8")
        command = [
            *(chromium, "--headless", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
            *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--host-resolver-rules=MAP * ~NOTFOUND"),
            *(f"--window-size={width},900", "--virtual-time-budget=10000"),
            *("--enable-logging=stderr", "--dump-dom", measured.as_uri()),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        widths = re.search(r'data-widths="(\d+) (\d+)"', done.stdout)
        fetched = re.search(r'data-fetched="([^"]*)"', done.stdout)
        assert widths, "the page never finished loading"
        assert fetched
        return View(
            console=tuple(re.findall(r":CONSOLE[^\]]*\] (.*)", done.stderr)),
            fetched=tuple(fetched[1].split()),
            content_px=int(widths[1]),
            window_px=int(widths[2]),
            text=done.stdout,
        )

    return opened
