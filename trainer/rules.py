"""The rules of the game: everything a trainee may know before a call.  There are no hidden criteria."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from trainer.coach import Wording
    from trainer.dialogue import Dialogue

_OPTIONAL = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class FileLine:
    """A line of the customer's file.  ``use``: whether it verifies the caller, or may only be said after that."""

    label: str
    value: str
    use: Literal["", "verifies", "after verification"]


@dataclass(frozen=True)
class Forbidden:
    """Words that must not be said, and what to say instead."""

    words: str
    better: str


@dataclass(frozen=True)
class Scored:
    """A section of the score: its weight, of 100 in all, and what its checks ask."""

    section: str
    weight: float
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """``strict``: lines to be said word by word; ``flexible``: lines to be said in one's own words."""

    file: tuple[FileLine, ...]
    knowledge: tuple[str, ...]
    strict: tuple[str, ...]
    flexible: tuple[str, ...]
    questions: tuple[str, ...]
    never: tuple[Forbidden, ...]
    scored: tuple[Scored, ...]


def rules_of(dialogue: Dialogue, wording: Wording) -> Rules:
    """The rules of one call, in the words of its language."""
    from trainer.coach.reasons import reason
    from trainer.language import Say
    from trainer.rubric import PROFILES, asked_of

    def means(name: str, act: str) -> str:
        says = dialogue.acts.get(act)
        return says.means if isinstance(says, Say) and says.means else name.replace("_", " ")

    weights = PROFILES[dialogue.kind]
    return Rules(
        file=file_of(dialogue),
        knowledge=tuple(entry.says for entry in dialogue.knowledge.values()),
        strict=tuple(line.strict for line in dialogue.script.values() if line.strict),
        flexible=tuple(means(name, line.flexible) for name, line in dialogue.script.items() if line.flexible),
        questions=tuple(question.read for question in dialogue.questions.values()),
        never=tuple(_never(dialogue)),
        scored=tuple(
            Scored(wording.sections[section], 100 * weight / sum(weights.values()),
                   tuple(wording.asks(check.name, reason(check.definition, dialogue.language))
                         for check in asked_of(dialogue, section)))
            for section, weight in weights.items()
        ),
    )  # fmt: skip


def file_of(dialogue: Dialogue) -> tuple[FileLine, ...]:
    """The customer's file, as the trainee may look into it at any time."""
    from trainer.dialogue.lines import written_out

    return tuple(
        FileLine(fact.label, written_out(fact, dialogue.language),
                 "verifies" if fact.identity else "after verification" if fact.account else "")
        for fact in dialogue.facts.values() if not fact.hidden
    )  # fmt: skip


def _never(dialogue: Dialogue) -> Iterator[Forbidden]:
    """Forbidden phrases without the signs of their notation, each with what to say instead: one that stands for all."""
    from trainer.dialogue.lines import names_in_lines, spoken
    from trainer.language import Say, load_lexicon

    names = names_in_lines(dialogue, "")
    acts = {
        f"<act:{name}>": phrases.says if isinstance(phrases, Say) else phrases
        for name, phrases in dialogue.acts.items()
    }
    for one in (*dialogue.forbidden, *load_lexicon(dialogue.language).forbidden):
        phrases = [phrase for says in one.says for phrase in acts.get(says, (says,))]
        plain = next((phrase for phrase in phrases if not set("<{") & set(phrase)), "")
        plain = _OPTIONAL.sub("", plain).replace("...", "…").replace("*", "…")
        words = re.sub("(… ?)+", "… ", " ".join(word.lstrip("=").split("/")[0] for word in plain.split())).strip()
        if dialogue.language == "en":
            words = re.sub(r"\bi\b", "I", words)
        yield Forbidden(words[:1].upper() + words[1:], spoken(one.better, names, 0, words))
