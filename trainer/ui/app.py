"""The window: events in, one screen, one frame after the other."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import pygame
from pygame import Surface

from trainer.ui import icons, screens, shapes
from trainer.ui.desk import Desk
from trainer.ui.stage import PAGES, Manager, Stage
from trainer.ui.theme import Theme, scale_of
from trainer.ui.words import load_words

if TYPE_CHECKING:
    from trainer.ui.screen import Screen
    from trainer.ui.widgets.base import Widget

FRAMES: Final = 60
"""Frames a second."""
SMALLEST: Final = (960, 600)
"""Pixels under which the window is not laid out any smaller."""
ICON: Final = 64
"""Pixels."""
ARROWS: Final = (pygame.K_LEFT, pygame.K_RIGHT, pygame.K_UP, pygame.K_DOWN)


class App:
    """The window of one trainee.  ``size``: pixels; the window can be resized."""

    def __init__(self, desk: Desk, size: tuple[int, int] = (1280, 720)) -> None:
        pygame.display.init()
        pygame.font.init()
        pygame.key.set_repeat(400, 35)
        self.desk = desk
        pygame.display.set_icon(_sign(Theme("light", 1.0)))
        self.window = pygame.display.set_mode(size, pygame.RESIZABLE)
        pygame.key.stop_text_input()
        self.manager = Manager(size, enable_live_theme_updates=False)
        self.running = True
        self.stage = self._stage({})
        self.screen: Screen | None = None
        self._given: Widget | None = None
        """What has the focus because something has to."""

    def go(self, name: str, **about: Any) -> None:
        """Opens the screen of this name; ``about`` is passed to it."""
        self.open_screen(screens.screen(name)(self, **about))

    def open_screen(self, screen: Screen) -> None:
        """This screen takes the place of the one there is."""
        steady = screen.steady
        if self.screen is not None:
            steady = steady or self.screen.steady
            self.screen.close()
        self.screen = screen
        if steady or not gc.get_freeze_count():
            self._tidy_up()
        self._build({})
        self._give_focus()

    def _tidy_up(self) -> None:
        """Looks through all of memory for what nobody needs; it takes longer than a frame may.

        So it is done between two screens, and in a call not at all.  What is left is not looked through again: that is
        most of what there is, for all is loaded by then.
        """
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        if self.screen is not None and self.screen.steady:
            gc.disable()
        else:
            gc.enable()

    def rebuild(self) -> None:
        """The same screen once more, because the window, the looks, the language or what it shows has changed.

        Popups that know how are opened once more, and the focus stays where it was.
        """
        by_keyboard = self.stage.by_keyboard
        chosen = self.stage.focused if by_keyboard or self.stage.focused is not self._given else None
        focused = _named(chosen)
        popups = [(layer.again, _named(layer.opener)) for layer in self.stage.layers[1:] if layer.again is not None]
        self._build(self.stage.scrolled)
        for again, opener in popups:
            self._focus_named(opener, by_keyboard=by_keyboard)
            again(self.stage)
        self._focus_named(focused, by_keyboard=by_keyboard)
        if not popups:
            self._give_focus()

    def _give_focus(self) -> None:
        """Where nobody has chosen, and the screen has not either, the first widget gets the keys."""
        self._given = None
        if self.stage.focused is None and (ways := self.stage.reachable()):
            self._given = ways[0]
            self.stage.focus(self._given, by_keyboard=False)

    def _focus_named(self, name: tuple[str, str] | None, *, by_keyboard: bool) -> None:
        found = next((one for one in self.stage.reachable() if _named(one) == name), None)
        if found is not None:
            self.stage.focus(found, by_keyboard=by_keyboard)

    def _build(self, scrolled: dict[str, int]) -> None:
        self.stage.clear()
        self.manager.set_window_resolution(self._size)
        self.stage = self._stage(scrolled)
        if self.screen is not None:
            pygame.display.set_caption(f"{self.screen.title} · callfloor")
            self.screen.build(self.stage.area)

    @property
    def _size(self) -> tuple[int, int]:
        width, height = self.window.get_size()
        return max(width, SMALLEST[0]), max(height, SMALLEST[1])

    def _stage(self, scrolled: dict[str, int]) -> Stage:
        settings = self.desk.settings
        theme = Theme("contrast" if settings.high_contrast else "light", scale_of(self._size, settings.text_size))
        return Stage(self.manager, theme, load_words(self.desk.language), scrolled)

    def step(self, seconds: float, events: Iterable[pygame.event.Event]) -> None:
        """One frame: what has happened, what has changed, and what can be seen of it."""
        for event in events:
            self._event(event)
        self.desk.errands.collect()
        if self.screen is not None:
            self.screen.update(seconds)
        if self.desk.news():
            self.rebuild()
        self.stage.update(seconds)
        if drawn := self.stage.draw(self.window):
            pygame.display.update(drawn)

    def run(self) -> None:
        """Until the window is closed."""
        clock = pygame.time.Clock()
        while self.running:
            self.step(clock.tick(FRAMES) / 1000, pygame.event.get())
        self.close()

    def close(self) -> None:
        """Closes the screen and the window."""
        if self.screen is not None:
            self.screen.close()
            self.screen = None
        self.desk.close()
        pygame.display.quit()
        gc.unfreeze()
        gc.enable()

    def _event(self, event: pygame.event.Event) -> None:
        stage = self.stage
        match event.type:
            case pygame.QUIT:
                self.running = False
            case pygame.VIDEORESIZE | pygame.WINDOWSIZECHANGED:
                if self._size != tuple(self.manager.window_resolution):
                    self.rebuild()
            case pygame.WINDOWEXPOSED | pygame.WINDOWRESTORED:
                stage.changed = True
            case pygame.KEYDOWN:
                self._key(event)
            case pygame.KEYUP if self.screen is not None:
                self.screen.key_up(event)
            case pygame.TEXTINPUT:
                if stage.focused is not None:
                    stage.focused.typed(event.text)
            case pygame.AUDIODEVICEREMOVED if not event.iscapture:
                self.desk.phone.unplugged(ours=event.which != 0)  # SDL numbers those that are in use, and no others
            case pygame.MOUSEMOTION | pygame.MOUSEBUTTONDOWN | pygame.MOUSEBUTTONUP | pygame.MOUSEWHEEL:
                self._mouse(event)

    def _mouse(self, event: pygame.event.Event) -> None:
        stage = self.stage
        if event.type != pygame.MOUSEWHEEL:
            self.manager.mouse_position = event.pos
            stage.resting = 0.0
        if event.type == pygame.MOUSEBUTTONDOWN:
            stage.by_keyboard, stage.changed = False, True
            if stage.outside_popup(event.pos):
                stage.close_popup()
                return
        self.manager.process_events(event)

    def _key(self, event: pygame.event.Event) -> None:
        stage, focused = self.stage, self.stage.focused
        if focused is not None and focused.key(event):
            return
        if event.key == pygame.K_TAB and not event.mod & (pygame.KMOD_ALT | pygame.KMOD_CTRL):
            stage.tab(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif event.key == pygame.K_ESCAPE and len(stage.layers) > 1:
            stage.close_popup()
        elif self.screen is not None and len(stage.layers) == 1 and self.screen.key(event):
            return
        elif event.key in ARROWS:
            stage.go(event.key)
        elif event.key in PAGES:
            stage.read_on(event.key)
        elif event.key == pygame.K_ESCAPE and self.screen is not None:
            self.screen.leave()


def _sign(theme: Theme) -> Surface:
    """What the system shows for the window."""
    picture = shapes.box((ICON, ICON), ICON // 5, theme["rail"])
    drawn = icons.icon("calls", ICON * 3 // 4, theme["rail_ink"])
    picture.blit(drawn, drawn.get_rect(center=picture.get_rect().center))
    return picture


def _named(widget: Widget | None) -> tuple[str, str] | None:
    """By what a widget is found when its screen has been built again."""
    return None if widget is None else (widget.role, widget.name)
