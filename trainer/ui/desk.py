"""What the window works with: settings, calls, attempts and devices.  It knows nothing of screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import InputError
from trainer.conversation.errands import Errands
from trainer.dialogue.shipped import Listed, listing, read_dialogue
from trainer.errors import SoundError
from trainer.settings import Read, Settings, read_settings, save_settings
from trainer.ui.phone import Phone
from trainer.ui.review import Review
from trainer.ui.words import Words, load_words

if TYPE_CHECKING:
    from trainer.coach import Wording
    from trainer.conversation.gear import Found, Gear
    from trainer.conversation.rehearsal import Again, Rehearsal
    from trainer.dialogue import Dialogue
    from trainer.dialogue.shipped import DialogueFile
    from trainer.history import Attempt, History
    from trainer.history.progress import CallStanding, CheckStanding, Practice
    from trainer.history.readiness import Readiness
    from trainer.rules import Rules


@dataclass(frozen=True)
class Chosen:
    """A call that was opened, checked, with its rules."""

    file: DialogueFile
    dialogue: Dialogue
    rules: Rules


@dataclass
class Filters:
    """Which calls are listed; "" and 0: all of them."""

    language: str = "en"
    kind: str = ""
    level: int = 0


@dataclass(frozen=True)
class Advice:
    """What to practise next: the criterion, and a call to do it with."""

    criterion: str
    call: Listed


@dataclass
class Seen:
    """What the attempts so far tell."""

    attempts: list[Attempt] = field(default_factory=list)
    standings: dict[str, CallStanding] = field(default_factory=dict)
    advice: Advice | None = None
    checks: dict[str, CheckStanding] = field(default_factory=dict)
    practices: list[Practice] = field(default_factory=list)
    grades: tuple[Readiness, ...] = ()
    wording: Wording | None = None
    """What the criteria are called."""


class Desk:
    """The trainee's desk.

    ``open_history``: called beside the window once it is there; without it there is no history.  ``gear``: None: calls
    are typed.  ``settings_file``: None for the user's own.
    """

    def __init__(
        self, *, open_history: Callable[[], History] | None = None, gear: Gear | None = None,
        settings_file: Path | None = None,
    ) -> None:  # fmt: skip
        self._file = settings_file
        self._read: Read | None = read_settings(settings_file)
        self.settings = self._read.settings
        self.errands = Errands(self.failed)
        self.phone = Phone(self.errands, gear)
        self.review = Review(self)
        self.calls = listing()
        self.filters = Filters()
        self.history: History | None = None
        self.seen = Seen()
        self.devices: Found | None = None
        """None as long as nobody has looked."""
        self.chosen: Chosen | None = None
        self.left: Again | None = None
        """The attempt at it that is to be gone on with."""
        self._notice = ""
        self._news = False
        if open_history is not None:
            self.errands.send(open_history, self._opened)
        self.look_for_devices()

    @property
    def language(self) -> str:
        """The language of the window: that of the call that is open, or of the calls that are listed."""
        if self.chosen is not None:
            return self.chosen.dialogue.language
        return self._language

    @property
    def _language(self) -> str:
        return self.filters.language or self._last_language

    _last_language = "en"

    @property
    def notice(self) -> str:
        """One sentence on what went wrong last, and what to do about it; told in English, and in the window's words."""
        return load_words(self.language).notice(self._notice)

    @notice.setter
    def notice(self, told: str) -> None:
        self._notice = told

    @property
    def warning(self) -> str:
        """What has to be known before a call: what went wrong last, or that settings could not be read."""
        return self.notice or (_lost(self._read, load_words(self.language)) if self._read else "")

    def show(self, *, language: str | None = None, kind: str | None = None, level: int | None = None) -> None:
        """Lists other calls; the language of the window goes with them, and stays where all languages are listed."""
        if language is not None:
            self._last_language = language or self._language
            self.filters.language = language
        if kind is not None:
            self.filters.kind = kind
        if level is not None:
            self.filters.level = level
        self._news = True

    @property
    def listed(self) -> list[Listed]:
        """The calls that the filters leave, the easier ones first."""
        wanted = self.filters
        kept = [one for one in self.calls if wanted.language in ("", one.language) and wanted.kind in ("", one.kind)
                and wanted.level in (0, one.level)]  # fmt: skip
        return sorted(kept, key=lambda one: one.level)

    def news(self) -> bool:
        """Whether something has arrived that the screen should show; asked once."""
        news, self._news = self._news, False
        return news

    def has_news(self) -> None:
        """Something has arrived that the screen should show."""
        self._news = True

    def change(self, **chosen: Any) -> None:
        """Settings are changed, and kept.  Whoever has chosen more than a name has seen which were lost."""
        if "trainee" not in chosen:
            self._read = None
        self.settings = Settings.model_validate({**self.settings.model_dump(), **chosen})
        try:
            save_settings(self.settings, self._file)
        except SoundError as error:
            self.failed(error)
        if "trainee" not in chosen:
            self._news = True

    def choose(self, name: str) -> None:
        """A call is opened; ``chosen`` holds it as soon as it has been read and checked."""
        self.put_back()
        self.errands.send(lambda: (opened_call(name), None), self._taken)

    def go_on(self, attempt: int) -> None:
        """A call that was left is opened; ``left`` holds what happened in it."""
        self.put_back()
        if (history := self.history) is not None:
            self.errands.send(lambda: _left(history, attempt), self._taken)

    def _taken(self, opened: tuple[Chosen, Again | None]) -> None:
        (self.chosen, self.left), self._news = opened, True
        self.look_for_devices()

    def put_back(self) -> None:
        """No call is open any more."""
        self.chosen = self.left = None

    @property
    def rehearsal(self) -> Rehearsal | None:
        """The call that is on the line, or was last."""
        return self.phone.rehearsal

    def call(self, again: Again | None = None) -> None:
        """Plays the call that is open, from its start, or an attempt at it."""
        self.left = None
        if self.chosen is not None:
            name = self.settings.trainee or load_words(self.language)("common.name_hint")
            self.phone.call(self.chosen, self.settings, name, self.history, again)

    def look_for_devices(self) -> None:
        """Looks for what to speak and to hear with, as the settings have it."""
        self.phone.look(self.language, self.settings, self._found)

    def read_history(self) -> None:
        """Looks at the attempts again, after a call or under another name."""
        if self.history is not None:
            history, trainee, calls = self.history, self.settings.trainee, self.calls
            self.errands.send(lambda: _seen(history, trainee, calls), self._looked_at)

    def close(self) -> None:
        """Everything is put away."""
        self.errands.close()
        self.phone.close()
        if self.history is not None:
            self.history.close()
            self.history = None

    def _opened(self, history: History) -> None:
        self.history = history
        self.read_history()

    def _looked_at(self, seen: Seen) -> None:
        self.seen, self._news = seen, True

    def _found(self, devices: Found) -> None:
        self.devices, self._news = devices, True

    def failed(self, error: InputError) -> None:
        """Something went wrong that is somebody's to put right."""
        self.tell(str(error).splitlines()[0])

    def tell(self, sentence: str) -> None:
        """Takes note of what went wrong; the screen shows it."""
        self.notice, self._news = sentence, True


def _lost(read: Read, words: Words) -> str:
    """A sentence on the settings that could not be read; "" where all could."""
    if read.whole:
        return words("settings.all_lost")
    own = {"trainee": words("common.your_name"), "record": words("settings.record_lost"),
           "keep_days": words("settings.keep_lost")}  # fmt: skip
    names = [own.get(name) or words(f"settings.{name}") for name in read.lost]
    return words("settings.lost", names=("، " if words.rtl else ", ").join(names)) if names else ""


def opened_call(name: str) -> Chosen:
    """A call, read and checked.  Raises DialogueError."""
    from trainer.coach import load_wording
    from trainer.rules import rules_of

    file = read_dialogue(name)
    dialogue = file.build()
    return Chosen(file, dialogue, rules_of(dialogue, load_wording(dialogue.language)))


def _left(history: History, number: int) -> tuple[Chosen, Again]:
    """The call of an attempt, and what happened in it."""
    from trainer.conversation.looking_back import left_before

    attempt = history.load(number)
    chosen = opened_call(attempt.dialogue)
    return chosen, left_before(attempt, chosen.file)


def _seen(history: History, trainee: str, calls: list[Listed]) -> Seen:
    from trainer.coach import load_wording
    from trainer.history.drills import drills_for
    from trainer.history.progress import by_call, by_check, practise_next
    from trainer.history.readiness import readiness

    attempts = history.attempts(trainee or None)
    if not attempts:
        return Seen()
    known = {one.name: one for one in calls}
    wording, drills = load_wording(attempts[-1].language), drills_for(attempts)
    due = practise_next(attempts, drills, datetime.now(UTC).date())
    advice = next(
        (Advice(wording.asks(one.standing.name, wording.checks["script"].asks), known[one.call])
         for one in due if one.call in known), None
    )  # fmt: skip
    return Seen(attempts, by_call(attempts), advice, by_check(attempts), due, readiness(attempts, drills), wording)
