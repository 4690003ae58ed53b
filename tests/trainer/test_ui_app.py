from __future__ import annotations

import gc
import subprocess
import sys
import threading
from pathlib import Path
from weakref import ref

import pygame
import pytest
from window import Window, calls, opened

from trainer.conversation.errands import Errands
from trainer.errors import SoundError
from trainer.history import History
from trainer.ui.app import App
from trainer.ui.desk import Desk

__all__ = ["calls"]
SIZES = [(960, 600), (1280, 720), (1920, 1080), (2560, 1440)]


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("text_size", ["normal", "largest"])
@pytest.mark.parametrize("size", SIZES)
def test_everything_lies_in_the_window_and_nothing_on_anything_else(
    tmp_path: Path, size: tuple[int, int], text_size: str, language: str
) -> None:
    call = "double_charged" if language == "en" else "fa/double_charged"
    with opened(tmp_path, size=size, text_size=text_size, language=language) as window:
        for screen in ("calls", "settings", "rules"):
            if screen == "rules":
                window.desk.choose(call)
            window.go(screen)
            shown = [one for one in window.app.stage.widgets if one.role]
            for one in shown:
                room = one.clip or window.app.window.get_rect()
                assert room.x <= one.rect.x, (screen, one.name or one.value)
                assert one.rect.right <= room.right, (screen, one.name or one.value)
            for number, one in enumerate(shown):
                for other in shown[number + 1 :]:
                    if (one.clip is None) is (other.clip is None):
                        touch = one.rect.inflate(-2, -2).clip(other.rect.inflate(-2, -2))
                        assert not touch.w or not touch.h, (screen, one.name or one.value, other.name or other.value)


def test_a_resized_window_is_laid_out_anew_with_what_was_in_it(calls: Window) -> None:
    calls.tab_to("Kind of call")
    calls.app.window = pygame.display.set_mode((1920, 1080), pygame.RESIZABLE)
    calls.app.step(0, [pygame.event.Event(pygame.VIDEORESIZE, size=(1920, 1080), w=1920, h=1080)])
    calls.settle()
    assert "> choice: Kind of call = All kinds" in calls.said
    rail = calls.widget("Your name on the phone", "entry")
    assert rail.rect.bottom > 900


def test_a_screen_that_is_filled_later_still_chooses_what_enter_does(calls: Window) -> None:
    calls.desk.choose("double_charged")
    calls.app.go("rules")
    assert "> button: Back" in calls.said, "the call is still being read"
    calls.settle()
    assert "> button: Start the call" in calls.said
    calls.press(pygame.K_TAB)
    calls.app.rebuild()
    assert "> button: Back" in calls.said, "this time somebody has chosen it"


def test_the_cross_of_the_window_ends_the_program(calls: Window) -> None:
    calls.app.step(0, [pygame.event.Event(pygame.QUIT)])
    assert not calls.app.running


def test_every_key_and_click_on_every_screen_is_survived(tmp_path: Path) -> None:
    keys = [pygame.K_TAB, pygame.K_SPACE, pygame.K_DOWN, pygame.K_RIGHT, pygame.K_RETURN, pygame.K_UP, pygame.K_LEFT,
            pygame.K_END, pygame.K_HOME, pygame.K_PAGEDOWN, pygame.K_BACKSPACE, pygame.K_DELETE]  # fmt: skip
    with opened(tmp_path, call="double_charged") as window:
        for screen in ("calls", "rules", "settings"):
            window.go(screen)
            for turn in range(60):
                window.press_quickly(keys[turn * 7 % len(keys)], pygame.KMOD_SHIFT if turn % 5 == 0 else 0)
            for x in range(20, 1280, 180):
                for y in range(20, 720, 90):
                    window.click_at((x, y))
        assert window.said


def test_opening_screens_again_and_again_leaves_nothing_behind(calls: Window) -> None:
    def widgets() -> int:
        return len(calls.app.manager.get_sprite_group().sprites())

    counts = []
    for _ in range(3):
        for _ in range(10):
            calls.app.go("settings")
            calls.app.go("calls")
        calls.settle()
        counts.append(widgets())
    assert len(set(counts)) == 1


def test_no_thread_is_left_when_the_window_closes(tmp_path: Path) -> None:
    before = threading.active_count()
    for _ in range(3):
        with opened(tmp_path, history=True):
            assert threading.active_count() > before
    assert threading.active_count() == before


def test_a_window_is_closed_while_the_history_is_still_being_opened(tmp_path: Path) -> None:
    go = threading.Event()

    def slowly() -> History:
        go.wait(5)
        return History(folder=tmp_path, needed=False)

    app = App(Desk(settings_file=tmp_path / "trainer.json", open_history=slowly))
    app.go("calls")
    app.step(0, [])
    threading.Timer(0.1, go.set).start()
    app.close()
    assert app.desk.history is None


def test_errands_come_back_in_order_on_the_thread_that_collects_them() -> None:
    told: list[object] = []
    errands = Errands(lambda error: told.append(str(error)))

    def failing() -> None:
        raise SoundError([])

    errands.send(lambda: threading.current_thread().name, told.append)
    errands.send(failing, told.append)
    errands.send(lambda: 3, lambda n: told.append((n, threading.current_thread() is threading.main_thread())))
    errands.wait()
    errands.close()
    assert told[1:] == ["", (3, True)]
    assert str(told[0]).startswith("errands")


def test_a_bug_in_an_errand_is_not_hidden() -> None:
    errands = Errands(lambda _: None)
    errands.send(lambda: 1 / 0, lambda _: None)
    with pytest.raises(ZeroDivisionError):
        errands.wait()
    errands.close()


def test_the_trainer_is_imported_without_a_window() -> None:
    code = "import sys, trainer.cli.app, trainer.ui, trainer.ui.desk; print('pygame' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_memory_is_tidied_up_before_and_after_a_call_and_not_in_it(tmp_path: Path) -> None:
    with opened(tmp_path, "rules", call="double_charged") as window:
        assert gc.isenabled()
        window.go("call")
        assert not gc.isenabled()
        assert gc.get_freeze_count() > 0
        window.app.rebuild()
        assert not gc.isenabled(), "another size of the window is no end of the call"
        window.go("calls")
        assert gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_calls_that_are_over_are_forgotten(tmp_path: Path) -> None:
    calls = []
    with opened(tmp_path) as window:
        for _ in range(3):
            window.desk.choose("double_charged")
            window.desk.errands.wait()
            window.go("call")
            calls.append(ref(window.app.screen))
            window.go("calls")
    gc.collect()
    assert [one() for one in calls] == [None] * 3
