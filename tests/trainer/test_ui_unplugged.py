"""A loudspeaker that is unplugged in mid-call, as the trainee in the window sees it, from the system's own events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from soundcard import Card, missing, sound_card
from unplugging import at, plug_in, unplug_all
from window import FRAME, Window, opened

from trainer.conversation.gear import Gear
from trainer.conversation.happenings import Typed
from trainer.ui.screens.call import Call
from trainer.ui.screens.callsaid import UNSHOWN

pytestmark = pytest.mark.real_time

pygame = pytest.importorskip("pygame", reason="no pygame: pip install 'callfloor[voice]'")
pytest.importorskip("espeakng_loader", reason="no espeak-ng: pip install 'callfloor[voice]'")


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    if reason := missing():
        pytest.skip(reason)
    with sound_card(tmp_path) as made:
        at(made, monkeypatch)
        yield made


def test_whoever_trains_listening_reads_on_and_hears_again_without_leaving_the_call(card: Card, tmp_path: Path) -> None:
    gear = Gear(home=tmp_path / "recordings")
    with opened(
        tmp_path, "rules", call="ro/dead_line", gear=gear, language="ro", subtitles=False, record=False
    ) as window:
        window.go("call")
        answer(window, "Bună dimineața, cu ce vă pot ajuta?")
        assert shown(window) == UNSHOWN
        line = newest(window)
        unplug_all(card)
        until(window, lambda: shown(window) == line)
        until(window, lambda: call(window).state.standing == "trainee")
        assert alert(window) == "Difuzorul a fost deconectat. Reconectați-l și citiți între timp ce spune clientul."
        answer(window, "Îmi pare rău.")
        assert shown(window) == newest(window)
        plug_in(card)
        answer(window, "Vă sun înapoi până la ora cinci.")
        assert shown(window) == UNSHOWN
        assert alert(window) == "Difuzorul funcționează din nou."
        with card.recording() as recording:
            until(window, recording.last_sound)


def test_between_two_calls_it_is_let_go_of_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    with opened(tmp_path, "rules", call="ro/dead_line", gear=Gear(), language="ro") as window:
        before = window.desk.phone.loudspeaker(window.desk.settings)
        assert before is not None
        removed = {"which": 2, "iscapture": 1}
        window.app.step(FRAME, [pygame.event.Event(pygame.AUDIODEVICEREMOVED, removed)])
        window.settle()
        assert before.there, "it was a microphone"
        window.app.step(FRAME, [pygame.event.Event(pygame.AUDIODEVICEREMOVED, {**removed, "iscapture": 0})])
        window.settle()
        assert not before.there
        after = window.desk.phone.loudspeaker(window.desk.settings)
        assert after is not None
        assert after.there


def until(window: Window, done: Callable[[], object], seconds: float = 20) -> None:
    """Frame by frame, with what the system tells."""
    ends = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < ends, window.said
        window.app.step(FRAME, pygame.event.get())
        time.sleep(FRAME)


def call(window: Window) -> Call:
    assert isinstance(window.app.screen, Call)
    return window.app.screen


def answer(window: Window, text: str) -> None:
    """Types it, and waits for what the customer says to it."""
    until(window, lambda: call(window).state is not None)
    before = len(call(window).state.lines)
    call(window).tell(Typed(text))
    until(window, lambda: len(call(window).state.lines) == before + 2)
    until(window, lambda: call(window).state.newest.speaker == "customer")
    window.app.step(FRAME, [])


def newest(window: Window) -> str:
    return call(window).state.newest.text


def shown(window: Window) -> str:
    """What stands large in the window."""
    return value(window, "subtitle")


def alert(window: Window) -> str:
    """The sentence on what is wrong."""
    return value(window, "alert")


def value(window: Window, role: str) -> str:
    return next((one.value for one in window.app.stage.widgets if one.role == role), "")
