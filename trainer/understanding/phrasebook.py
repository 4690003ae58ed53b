"""All phrases of one dialogue and its language, made ready to be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from trainer.language import Say, load_lexicon
from trainer.language.marks import Values
from trainer.language.matching import Matcher
from trainer.language.patterns import Pattern, compile_pattern
from trainer.language.polarity import Denials
from trainer.language.utterance import split_words

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue


@dataclass(frozen=True)
class Meaning:
    """An act: phrases that mean it, and phrases beside which it was not meant.

    ``states``: whether it is a statement, which is not made where it is asked or told as the words of others.
    """

    says: tuple[Pattern, ...]
    never: tuple[Pattern, ...] = ()
    states: bool = False

    def with_also(self, other: Meaning) -> Meaning:
        """What either of them means."""
        return Meaning(self.says + other.says, self.never + other.never, self.states or other.states)


class Phrasebook:
    """What can be heard in the calls of one dialogue, whoever the trainee is."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.lexicon = lexicon = load_lexicon(dialogue.language)
        self.values = Values(lexicon)
        concepts = {name: self._compiled(phrases) for name, phrases in
                    (*lexicon.concepts.items(), *dialogue.concepts.items(), ("issue", dialogue.issue))}  # fmt: skip
        self.meanings = {name: self._meaning(say) for name, say in lexicon.acts.items()}
        for name, say in dialogue.acts.items():
            own = self._meaning(say)
            adds = isinstance(say, Say) and say.also and name in self.meanings
            self.meanings[name] = self.meanings[name].with_also(own) if adds else own
        concepts |= {f"act:{name}": tuple(one for one in meaning.says if len(one.parts) == 1)
                     for name, meaning in self.meanings.items()}  # fmt: skip
        self.meanings["names_issue"] = Meaning(concepts["issue"])
        self.matcher = Matcher(concepts, lexicon.soft_words)
        self.by_ear = Matcher(concepts, lexicon.soft_words, by_ear=True)
        self.denials = Denials(
            self._compiled(lexicon.negations),
            self._compiled(lexicon.denials),
            self._compiled(lexicon.not_negations),
            self._compiled(lexicon.answers),
            self._compiled(lexicon.closings),
            self._compiled(lexicon.reversals),
            self._compiled(lexicon.reports),
            after=lexicon.negation_after,
            that=lexicon.hanging_words,
        )
        self.unclaimed = {str(name): self._compiled(phrases) for name, phrases in lexicon.unclaimed.items()}
        self.forbidden = [
            (phrase, Meaning(self._compiled(phrase.says), self._compiled(phrase.never)))
            for phrase in (*dialogue.forbidden, *lexicon.forbidden)
        ]
        self.jargon = self._compiled((*dialogue.jargon, *lexicon.jargon))
        self.asked = {name: self._compiled(fact.asked) for name, fact in dialogue.facts.items()}
        self.about = {name: self._compiled(fact.about) for name, fact in dialogue.facts.items()}
        self.about |= {name: self._compiled(entry.about) for name, entry in dialogue.knowledge.items()}
        self.questions = {name: split_words(one.read, lexicon)[0] for name, one in dialogue.questions.items()}
        self.vocabulary = self.by_ear.known = self._words()

    def _compiled(self, phrases: Iterable[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(phrase, self.lexicon) for phrase in phrases)

    def _meaning(self, say: Say | Sequence[str]) -> Meaning:
        return (
            Meaning(self._compiled(say.says), self._compiled(say.never), say.states)
            if isinstance(say, Say)
            else Meaning(self._compiled(say))
        )

    def _words(self) -> frozenset[str]:
        """Every word of every phrase: what has none of them is not this language."""
        patterns = [pattern for meaning in self.meanings.values() for pattern in meaning.says]
        patterns += [pattern for some in self.matcher.concepts.values() for pattern in some]
        words = {
            word for pattern in patterns for part in pattern.parts for item in part for word in item.stems | item.texts
        }
        return frozenset(words) | self.lexicon.soft_words


@lru_cache(maxsize=64)
def phrasebook(dialogue: Dialogue) -> Phrasebook:
    """The phrasebook of a dialogue, made once."""
    return Phrasebook(dialogue)
