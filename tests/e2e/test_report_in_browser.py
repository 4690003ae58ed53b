"""Reports as a manager's browser draws them: wide or on a phone, offline, with a queue selected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pagereader import Page, compared, made_fit, studied

from sim.report.html import comparison_page, fit_page, report_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import View

    Look = Callable[[Path, int], View]

pytestmark = pytest.mark.browser

LONG = "Private customers' cards and online banking with Sundays"
PHONE_PX = 390

# A window is never narrower than 500 pixels, but a frame in it can be; the page in the frame tells its widths.
TELL = """
<script>
addEventListener("load", () => setTimeout(() => {
  const page = document.documentElement;
  parent.postMessage(page.scrollWidth + " " + page.clientWidth, "*");
}, 500));
</script>
"""
FRAME = """<!doctype html>
<iframe src="{src}" style="border: 0; width: {width}px; height: 3000px"></iframe>
<script>addEventListener("message", told => document.documentElement.setAttribute("data-framed", told.data))</script>
"""
CHOOSE = """
<script>
addEventListener("load", () => {{
  const select = document.querySelector('select[data-by="queue"]');
  select.value = "{number}";
  select.dispatchEvent(new Event("change"));
}});
</script>
"""


def long_named() -> str:
    queue = {
        "arrivals": {"per_hour": 60},
        "talk": {"exponential": {"mean": "4 min"}},
        "patience": {"exponential": {"mean": "3 min"}},
    }
    groups = {f"{LONG[:40]} {kind}": {"agents": 3, "skills": {LONG: "first", "support": "second"}} for kind in "AB"}
    return report_page(studied(3, name=LONG * 3, queues={LONG: queue, "support": queue}, groups=groups))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {"report": long_named(), "comparison": comparison_page(compared()), "fit": fit_page(made_fit(LONG))}


@pytest.mark.parametrize("kind", ["report", "comparison", "fit"])
def test_every_chart_is_drawn_without_complaint_and_nothing_is_fetched(
    look: Look, pages: dict[str, str], tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"{kind}.html"
    path.write_text(pages[kind], encoding="utf-8")
    view = look(path, 1280)
    assert view.console == ()
    assert view.fetched == ()
    assert view.content_px <= view.window_px
    charts = Page(pages[kind]).charts["charts"]
    assert len(re.findall(r'class="plot js-plotly-plot"', view.text)) == len(charts)


@pytest.mark.parametrize("kind", ["report", "comparison", "fit"])
def test_a_phone_shows_the_page_without_scrolling_sideways(
    look: Look, pages: dict[str, str], tmp_path: Path, kind: str
) -> None:
    (tmp_path / "inner.html").write_text(pages[kind] + TELL, encoding="utf-8")
    outer = tmp_path / "outer.html"
    outer.write_text(FRAME.format(src=(tmp_path / "inner.html").as_uri(), width=PHONE_PX), encoding="utf-8")
    view = look(outer, 500)
    assert view.console == ()
    told = re.search(r'data-framed="(\d+) (\d+)"', view.text)
    assert told
    assert int(told[2]) == PHONE_PX
    assert int(told[1]) <= PHONE_PX


def test_selecting_a_queue_redraws_the_charts_and_shows_its_numbers(
    look: Look, pages: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "chosen.html"
    path.write_text(pages["report"] + CHOOSE.format(number=2), encoding="utf-8")
    view = look(path, 1280)
    assert view.console == ()
    legends = re.findall(r'class="legendtext"[^>]*>([^<]*)<', view.text)
    assert legends.count("support") == 2, "the service level and the mean wait of the queue chosen"
    boxes = re.findall(r'<div class="scroll"[^>]*data-view="queue-(\d)"([^>]*)>', view.text)
    assert {number: "hidden" in rest for number, rest in boxes} == {"0": True, "1": True, "2": False}
