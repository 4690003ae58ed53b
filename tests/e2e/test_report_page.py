"""The report as the manager's browser shows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.conftest import View

    Look = Callable[[Path, int], View]

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that two days of the bank end in."""
    if not (ROOT / "run_sim.py").exists():
        pytest.skip("there is no front door yet")
    out = tmp_path_factory.mktemp("results")
    command = [sys.executable, "run_sim.py", "simulate", "bank", "--days", "2", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return next(out.rglob("report.html"))


def test_a_page_that_fails_and_spills_over_does_not_go_unseen(look: Look, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><div style="width: 3000px">wide</div>'
        '<img src="https://example.invalid/picture.png"><script>nowhere()</script>'
    )
    view = look(page, 1280)
    assert view.content_px > 3000 > view.window_px
    assert any("nowhere is not defined" in line for line in view.console)
    assert view.fetched == ("https://example.invalid/picture.png",)


def test_a_page_without_fault_gets_no_complaint(look: Look, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><p>All is well.")
    view = look(page, 500)
    assert (view.console, view.fetched, view.content_px, view.window_px) == ((), (), 500, 500)


@pytest.mark.parametrize("width", [1280, 800, 500])
def test_the_report_opens_offline_without_errors_or_scrolling_sideways(look: Look, report: Path, width: int) -> None:
    view = look(report, width)
    assert view.console == ()
    assert view.fetched == ()
    assert view.window_px == width
    assert view.content_px <= view.window_px
