"""When something happens in a call, as an author writes it: "anger <= 3 and ever promise_refund"."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Protocol, get_args

from pydantic import BeforeValidator

NUMBERS = ("anger", "trust", "turn")
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
_COMPARED = re.compile(rf"({'|'.join(NUMBERS)}) *(<=|>=|<|>|=) *(\d+(?:\.\d+)?)")
_WORDED = re.compile(r"(not )?(?:(ever|told|stated|said|asked) )?([\w/]+)")
_WRITTEN = 'write for example "apology and not vague", "ever deadline", "told amount", "said opening", "anger <= 3"'

Tense = Literal["now", "ever", "told", "stated", "said", "asked"]


class Past(Protocol):
    """What was done in a call."""

    def names(self, tense: Tense) -> Collection[str]:
        """Acts heard "now" or "ever"; facts "told" by the customer, "stated" or "asked" by the trainee; moves said."""


class Circumstances(Past, Protocol):
    """What conditions are asked of: the call so far, the trainee's last answer included."""

    @property
    def anger(self) -> float:
        """0 to 10."""

    @property
    def trust(self) -> float:
        """0 to 10."""

    @property
    def turn(self) -> int:
        """Answers of the trainee so far."""


@dataclass(frozen=True)
class Compared:
    """A number of the call against one written down."""

    what: str
    sign: str
    bound: float

    def holds(self, call: Circumstances) -> bool:
        """Whether it is so."""
        return _COMPARISONS[self.sign](getattr(call, self.what), self.bound)


@dataclass(frozen=True)
class Happened:
    """One of these names is among what was done; or, with ``negated``, none is."""

    tense: Tense
    names: tuple[str, ...]
    negated: bool

    def holds(self, call: Past) -> bool:
        """Whether it is so."""
        done = call.names(self.tense)
        return any(name in done for name in self.names) is not self.negated


@dataclass(frozen=True)
class Condition:
    """All of these must hold; none: it always does."""

    terms: tuple[Compared | Happened, ...] = ()
    written: str = ""

    def holds(self, call: Circumstances) -> bool:
        """Whether it is so."""
        return all(term.holds(call) for term in self.terms)

    def named(self, *tenses: Tense) -> set[str]:
        """The names it asks about in these tenses."""
        happened = (term for term in self.terms if isinstance(term, Happened) and term.tense in tenses)
        return {name for term in happened for name in term.names}

    def __str__(self) -> str:
        return self.written


ALWAYS = Condition()


def parse_condition(written: object) -> object:
    """The condition of a text.  Raises ValueError."""
    if not isinstance(written, str):
        return written
    return Condition(tuple(_term(term.strip()) for term in written.split(" and ")), written)


def _term(text: str) -> Compared | Happened:
    if compared := _COMPARED.fullmatch(text):
        return Compared(compared[1], compared[2], float(compared[3]))
    if (worded := _WORDED.fullmatch(text)) and worded[3] not in (*NUMBERS, *get_args(Tense), "not"):
        tense: Tense = worded[2] or "now"  # type: ignore[assignment]  # the expression admits no other word
        return Happened(tense, tuple(worded[3].split("/")), worded[1] is not None)
    raise ValueError(f"'{text}' is not a condition; {_WRITTEN}")


When = Annotated[Condition, BeforeValidator(parse_condition)]
"""A condition in a file."""


@dataclass(frozen=True)
class Exit:
    """Where a customer goes next, and when: "calmer if apology", or "calmer" where nothing else fits."""

    to: str
    when: Condition


def parse_exit(written: object) -> object:
    """The exit of a text.  Raises ValueError."""
    if not isinstance(written, str):
        return written
    return Exit(*_named(written, "a move", "calmer if apology"))


Next = Annotated[Exit, BeforeValidator(parse_exit)]
"""An exit in a file."""


@dataclass(frozen=True)
class Due:
    """A name, and in which calls it counts: "pauses if said likes_it", or "pauses" in any."""

    name: str
    when: Condition

    def holds(self, call: Past) -> bool:
        """Whether it counts in this call."""
        return all(term.holds(call) for term in self.when.terms if isinstance(term, Happened))


def parse_due(written: object) -> object:
    """The name and the condition of a text.  Raises ValueError."""
    if not isinstance(written, str):
        return written
    due = Due(*_named(written, "anything here", "pauses if said likes_it"))
    for number in (term for term in due.when.terms if isinstance(term, Compared)):
        problem = f"'{number.what} {number.sign} {number.bound:g}' is a number, and this depends on what was done"
        raise ValueError(f'{problem}; ask for example "said likes_it"')
    return due


DueOfFile = Annotated[Due, BeforeValidator(parse_due)]
"""Such a name in a file."""


def _named(written: str, what: str, example: str) -> tuple[str, Condition]:
    """The name and the condition of "name if condition".  Raises ValueError."""
    name, conditional, condition = written.partition(" if ")
    if not re.fullmatch(r"\w+", name.strip()):
        raise ValueError(f"'{name}' is not the name of {what}; write for example \"{example}\"")
    when = parse_condition(condition) if conditional else ALWAYS
    return name.strip(), when if isinstance(when, Condition) else ALWAYS
