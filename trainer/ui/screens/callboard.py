"""How the call is laid out: the customer on one side, the conversation in the middle, what to know on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from trainer.language.figures import clock
from trainer.ui.area import Area
from trainer.ui.portrait import Portrait
from trainer.ui.portrait.portrait import ANGRY, CALM
from trainer.ui.screens.callgauges import Gauge, KeyButton, Meter, Turn
from trainer.ui.screens.callsaid import UNSHOWN, Alert, Said, Subtitle
from trainer.ui.screens.callside import Side
from trainer.ui.screens.callstate import ENVELOPE, CallState, Line, loudness, spoken_word
from trainer.ui.screens.frame import edge
from trainer.ui.widgets import Button, Entry, Label, Panel, Paragraph, Switch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from trainer.conversation.rehearsal import Rehearsal
    from trainer.ui.desk import Chosen
    from trainer.ui.screens.call import Call
    from trainer.ui.stage import Stage
    from trainer.ui.widgets.base import Widget

LEFT: Final = (232, 300)
"""Design pixels of the customer's column: at least, at most."""
RIGHT: Final = (300, 430)
MARGIN: Final = 20


class Board:
    """Everything that is on the screen during a call.  ``show`` brings it up to date, once a frame."""

    def __init__(self, call: Call, area: Area, chosen: Chosen, rehearsal: Rehearsal, state: CallState) -> None:
        self._call, self._stage, self._words = call, call.stage, call.stage.words
        self._chosen, self._conversation, self._state = chosen, rehearsal.conversation, state
        self._settings = call.desk.settings
        self._push = self._settings.duplex == "push to talk" and self._conversation.hears
        self._voiced = rehearsal.voiced
        self._speaking: Line | None = None
        self._loud: NDArray[np.float32] | None = None
        self._notice = state.notice
        self._closed = False
        self.talk: TalkButton | None = None
        stage = self._stage
        left = area.start(_between(stage, LEFT, 0.21))
        right = area.end(_between(stage, RIGHT, 0.27))
        self._customer(left)
        self.column = area.inset(0)
        """Where the conversation is."""
        self._middle(area.inset(stage.px(MARGIN), stage.px(16)), rehearsal)
        right.end(stage.px(MARGIN))
        self.side = Side(stage, right.inset(0, stage.px(16)), chosen, call.tab, call.query, call.said, self._looked,
                         script=self._settings.script_shown)  # fmt: skip
        self._name(state.newest)
        self.show(0.0)

    @property
    def first(self) -> Widget:
        """What has the focus when the call begins."""
        return self.talk or self.box

    def _customer(self, left: Area) -> None:
        """The customer's column, from the clock down to the buttons."""
        stage, words, call = self._stage, self._words, self._call
        dialogue = self._chosen.dialogue
        Panel(stage, Area(left.rect.copy(), left.rtl), "rail", border=None, corner=0)
        edge(stage, Area(left.rect.copy(), left.rtl).end(1))
        inner = left.inset(stage.px(20), stage.px(18))
        buttons = [("hang_up", "F10", call.hang_up, "alarm"), ("transfer", "F4", call.transfer, "rail plain"),
                   ("hold", "F3", call.hold, "rail plain")]  # fmt: skip
        places = [(inner.bottom(stage.px(42), stage.px(8)), one) for one in buttons]
        inner.bottom(stage.px(4))
        clock = inner.top(stage.type.height("heading"), stage.px(6))
        self._clock = Label(stage, clock, "0:00", "heading", "rail_ink", align="middle")
        self._clock.name = words("call.length")
        lines = min(2, len(stage.type.wrap(dialogue.persona.name, "heading", inner.rect.w)))
        texts = lines * stage.type.height("heading") + stage.type.height("small") + stage.px(10)
        gauge = stage.type.height("caption") + stage.px(3) + stage.px(7)
        side = min(inner.rect.w, inner.rect.h - texts - 2 * (gauge + stage.px(10)))
        spare = max(0, inner.rect.h - side - texts - 2 * (gauge + stage.px(10)))
        inner.top(min(spare // 2, stage.px(40)))
        self._portrait = Portrait(stage, inner.top(side, stage.px(8)), dialogue.persona, self._state.anger,
                                  self._state.trust)  # fmt: skip
        Paragraph(stage, inner.top(lines * stage.type.height("heading")), dialogue.persona.name, "heading", "rail_ink",
                  align="middle", most=lines)  # fmt: skip
        Paragraph(stage, inner.top(stage.type.height("small"), stage.px(12)), dialogue.company, "small", "rail_muted",
                  align="middle", most=1)  # fmt: skip
        self._anger = Gauge(stage, inner.top(gauge, stage.px(10)), words("call.anger"), self._state.anger, ANGRY)
        self._trust = Gauge(stage, inner.top(gauge), words("call.trust"), self._state.trust, CALM)
        self._buttons = [
            KeyButton(stage, place, words(f"call.{name}"), press, kind=kind, sign=name, shortcut=key)
            for place, (name, key, press, kind) in reversed(places)
        ]

    def _middle(self, area: Area, rehearsal: Rehearsal) -> None:
        """Title, what was said, the newest line, whose turn it is, the box."""
        stage, words, call, state = self._stage, self._words, self._call, self._state
        head = area.top(stage.px(32), stage.px(10))
        if rehearsal.voiced:
            text = words("call.subtitles")
            shown = f"{text}  F2"
            row = head.end(stage.type.width(shown, "small") + stage.px(60), stage.px(16))
            Switch(stage, row, text, self._settings.subtitles, call.subtitles)
            row.end(stage.px(8))
            Label(stage, row, shown, "small", "muted", align="end")
        Label(stage, head, self._chosen.dialogue.title, "heading")
        high = stage.px(84)
        foot = area.bottom(high, stage.px(10))
        turn = area.bottom(stage.px(34), stage.px(12))
        subtitle = area.bottom(max(stage.px(118), min(stage.px(170), area.rect.h // 3)), stage.px(12))
        alert = Area(area.rect.copy(), area.rtl).top(stage.px(16) + Alert.MOST * stage.type.height("small"))
        names = (self._chosen.dialogue.persona.called[0], words("call.you"))
        self._names = names
        self._said = Said(stage, area, names)
        self._subtitle = Subtitle(stage, subtitle)
        self._meter = Meter(stage, turn.end(stage.px(150), stage.px(16)), words("call.level")) \
            if self._conversation.hears else None  # fmt: skip
        self._turn = Turn(stage, turn, state.standing, "", hears=self._conversation.hears)
        self._alert = Alert(stage, alert, words.notice(self._notice))
        if self._push:
            text = words("call.talk")
            self.talk = TalkButton(stage, foot.end(stage.type.width(text, "strong") + stage.px(110), stage.px(10)),
                                   text, call)  # fmt: skip
        send = words("call.send")
        place = foot.end(stage.type.width(send, "strong") + stage.px(56), stage.px(10))
        self.box = Entry(stage, foot, words("call.answer"), call.draft, hint=words("call.answer_hint"),
                         change=call.drafted, submit=call.send)  # fmt: skip
        self._send = Button(stage, place, send, call.send, kind="primary", sign="forward")

    def _looked(self, tab: str, query: str) -> None:
        self._call.tab, self._call.query = tab, query  # type: ignore[assignment]  # a tab of Side's

    def _text(self, line: Line) -> str:
        """What is shown of a line: subtitles that are off hide what can be heard instead, or could be before."""
        heard = line.speech is not None or (line.before and self._voiced)
        hidden = line.speaker == "customer" and heard and not self._settings.subtitles
        return UNSHOWN if hidden else line.text

    def _name(self, line: Line | None) -> None:
        """The newest line, or what to do where there is none."""
        if line is None:
            self._subtitle.say("", self._words("call.greet"), mine=False)
        else:
            mine = line.speaker == "trainee"
            self._subtitle.say(self._names[mine], self._text(line), mine=mine)

    def show(self, seconds: float) -> None:
        """One frame."""
        state, now = self._state, self._conversation.seconds
        lines = state.lines
        self._said.show([(line, self._text(line)) for line in lines[:-1]])
        newest = lines[-1] if lines else None
        self._name(newest)
        self._portrait.mood(state.anger, state.trust)
        self._anger.level, self._trust.level = state.anger, state.trust
        self._voice(newest, now)
        if not state.ended:
            self._clock.text = clock(now, self._words.language)
        if self._meter is not None and state.level is not None:
            self._meter.read(state.level.db, state.level.voiced)
        self._turn.tell(state.standing, self._turn_words())
        if state.notice != self._notice:
            self._notice = state.notice
            self._alert.warn(self._words.notice(state.notice))
        if state.ended and not self._closed:
            self._close()

    def _voice(self, line: Line | None, now: float) -> None:
        """Mouth and subtitle follow the voice."""
        if line is not self._speaking:
            self._speaking = line
            self._loud = loudness(line.speech) if line is not None and line.speech is not None else None
        sounds = self._loud is not None and line is not None and self._state.standing == "customer"
        frame = int((now - line.at) * ENVELOPE) if line is not None else 0
        self._portrait.loudness = (
            float(self._loud[frame]) if sounds and self._loud is not None and 0 <= frame < len(self._loud) else 0.0
        )
        shown = sounds and line is not None and self._text(line) == line.text
        self._subtitle.mark(spoken_word(line, now) if shown and line is not None else None)

    def _turn_words(self) -> str:
        words, hears = self._words, self._conversation.hears
        match self._state.standing:
            case "trainee" if self._push:
                return words("call.listening" if self._call.talking else "call.your_turn_push")
            case "trainee":
                return words("call.your_turn" if hears else "call.your_turn_typed")
            case standing:
                return words(f"call.turn_{standing}", who=self._names[0])

    def hold_talk(self, *, down: bool) -> None:
        """The key to talk is held, or not."""
        if self.talk is not None:
            self.talk.held = down
            self.talk.repaint()

    def _close(self) -> None:
        """The line is closed: all that is left to do is the form."""
        self._closed = True
        stage = self._stage
        stage.focus(None)
        for one in (*self._buttons, self._send, self.box, self.talk, self._meter):
            if one is not None:
                one.hide()
        with stage.after(self._turn):
            row = Area(pygame.Rect(self.box.rect.union(self._send.rect)), stage.rtl).top(stage.px(48))
            text = self._words("call.wrap_up")
            row = row.start(stage.type.width(text, "strong") + stage.px(90))
            button = Button(stage, row, text, self._call.wrap_up, kind="primary", sign="forward")
        stage.focus(button, by_keyboard=True)


class TalkButton(KeyButton):
    """Held down while one talks, by the mouse or by the keyboard."""

    def __init__(self, stage: Stage, area: Area, text: str, call: Call) -> None:
        self._call = call
        super().__init__(stage, area, text, lambda: None, kind="primary", sign="microphone", shortcut="F9")

    def key(self, event: pygame.event.Event) -> bool:
        """Space talks until it is let go."""
        if event.key == pygame.K_SPACE and self.is_enabled:
            self._call.talk(down=True)
            return True
        return False

    def process_event(self, event: pygame.event.Event) -> bool:
        """So does the mouse."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and self.hover_point(*event.pos):
            self._call.talk(down=self.is_enabled)
            return True
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1 and self.held:
            self._call.talk(down=False)
            return True
        return False


def _between(stage: Stage, bounds: tuple[int, int], share: float) -> int:
    """Pixels of a column that takes this share of the window, within bounds in design pixels."""
    return min(max(round(share * stage.area.rect.w), stage.px(bounds[0])), stage.px(bounds[1]))
