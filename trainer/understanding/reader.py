"""Reads what the trainee and the customer say, with the language's phrases and the dialogue's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainer.language.numbers import number_words
from trainer.language.patterns import Pattern
from trainer.language.polarity import Polarity, find_polarity
from trainer.language.utterance import Mark, Utterance, Word, split_words
from trainer.understanding.alignment import Aligned, alignment
from trainer.understanding.names import Facts, Names
from trainer.understanding.phrasebook import Meaning, phrasebook

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.language import Phrase
    from trainer.language.matching import Matcher

HALF = 0.5
"""Share of a survey question's words from which on it was read, well or badly."""


@dataclass(frozen=True)
class Act:
    """Something done by saying it, and the words that did it."""

    name: str
    words: tuple[int, ...]
    said: str
    sure: bool = True
    """Whether the recognizer was sure of these words."""


@dataclass(frozen=True)
class Heard:
    """An answer, understood.

    ``acts``: by name, in order.  ``perhaps``: acts that would have been heard if words were others that sound alike;
    none of a typed answer.
    ``facts``: facts of the story named with their right value.
    """

    utterance: Utterance
    polarity: Polarity = field(repr=False)
    acts: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    perhaps: frozenset[str] = frozenset()
    facts: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)

    def __contains__(self, act: str) -> bool:
        return act in self.acts

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not self.utterance.words


class Reader:
    """Understands one call of a dialogue.

    ``trainee``: the trainee's name, "" where nobody knows it.  ``customer``: the caller's, where it is another than the
    persona's.
    """

    def __init__(self, dialogue: Dialogue, trainee: str = "", customer: str = "") -> None:
        self.book = phrasebook(dialogue)
        self.lexicon = self.book.lexicon
        self.trainee = trainee
        self._fact_names = tuple(dialogue.facts)
        persona = dialogue.persona
        called = [customer, *customer.split()] if customer else [*persona.called, persona.name]
        names = {"trainee": [trainee, *trainee.split()], "company": [dialogue.company], "customer": called}
        self._names = Names(self.lexicon, names)
        self._facts = Facts(self.lexicon, dialogue.facts)

    def utterance(self, text: str, confidences: Sequence[tuple[str, float]] = ()) -> Utterance:
        """The words of a text with everything that is a value, a name or a fact."""
        words, sentences, questions = split_words(text, self.lexicon, confidences)
        values = self.book.values.find(words)
        names = self._names.find(words)
        if not self.trainee:  # whoever says "my name is" and a word has said a name
            names["trainee"] = [
                Mark(at, at + 1) for at, word in enumerate(words) if word.text not in self.lexicon.soft_words
            ]
        marks = values | names | self._facts.find(words, values)
        return Utterance(
            text, words, sentences, questions, {kind: tuple(found) for kind, found in marks.items() if found}
        )

    def hear(self, text: str, confidences: Sequence[tuple[str, float]] = ()) -> Heard:
        """What an answer means."""
        said = self.utterance(text, confidences)
        polarity = find_polarity(said, self.book.denials, self.book.matcher)
        where = {"deadline": self.book.values.ahead(said)}
        acts = {name: found for name, meaning in self.book.meanings.items()
                if (found := tuple(self._acts(name, meaning, where.get(name, said), polarity)))}  # fmt: skip
        typed = all(word.typed for word in said.words)
        perhaps = frozenset() if typed else frozenset(self._perhaps(said)) - acts.keys()
        facts = {name: said.marks[name] for name in self._fact_names if name in said.marks}
        return Heard(said, polarity, acts, perhaps, facts)

    def _acts(self, name: str, meaning: Meaning, said: Utterance, polarity: Polarity) -> Iterator[Act]:
        for place in self._meant(meaning, said, polarity):
            yield _act(name, place, said)

    def _meant(self, meaning: Meaning, said: Utterance, polarity: Polarity) -> list[tuple[int, ...]]:
        """Where it was said, not denied, and not beside what shows that it was not meant."""
        found = dict.fromkeys(self._places(meaning.says, said, polarity))
        places = [place for place in found if not meaning.states or polarity.stated(place)]
        if not places or not meaning.never:
            return places
        find = self.book.matcher.find
        spoilt = {said.words[other[0]].sentence for pattern in meaning.never for other in find(pattern, said)}
        return [place for place in places if said.words[place[0]].sentence not in spoilt]

    def _places(
        self, patterns: Iterable[Pattern], said: Utterance, polarity: Polarity, matcher: Matcher | None = None
    ) -> Iterator[tuple[int, ...]]:
        """Where any of these phrases was said, and not denied."""
        for pattern in patterns:
            for place in (matcher or self.book.matcher).find(pattern, said):
                if not polarity.denied(place, in_parts=len(pattern.parts) > 1):
                    yield place

    def _perhaps(self, said: Utterance) -> Iterator[str]:
        """Acts that doubted words might have been, or words that sound nearly the same as those that were heard."""
        for name, meaning in self.book.meanings.items():
            if any(True for pattern in meaning.says for _ in self.book.by_ear.find(pattern, said)):
                yield name

    def forbidden_in(self, heard: Heard) -> list[tuple[Phrase, Act]]:
        """Phrases that had better not been said, each with a better wording."""
        found = []
        for phrase, meaning in self.book.forbidden:
            if places := self._meant(meaning, heard.utterance, heard.polarity):
                found.append((phrase, _act("forbidden", min(places), heard.utterance)))
        return found

    def jargon_in(self, heard: Heard) -> list[Act]:
        """Words of the trade that a customer does not know."""
        said = heard.utterance
        places = sorted({place for pattern in self.book.jargon for place in self.book.matcher.find(pattern, said)})
        return [_act("jargon", place, said) for place in places]

    def asked_in(self, heard: Heard, told: Collection[str] = ()) -> dict[str, frozenset[int]]:
        """Facts of the story that are asked for and not named, each with the sentences that ask.

        Where a recognizer listened, words may be others that sound alike: a customer who was there has understood them.
        Of what was ``told`` before only a question asks again then: a value that was read back may have been misheard.
        """
        said = heard.utterance
        matcher = self.book.matcher if all(word.typed for word in said.words) else self.book.by_ear
        asked = {}
        for name, patterns in self.book.asked.items():
            if name not in heard.facts:
                places = self._places(patterns, said, heard.polarity, matcher)
                asked[name] = {said.words[place[0]].sentence for place in places}
                if name in told and matcher is self.book.by_ear:
                    asked[name] &= said.questions
        return {name: frozenset(sentences) for name, sentences in asked.items() if sentences}

    def read_in(self, heard: Heard) -> list[str]:
        """The question of a survey that is read out, well or badly: of several that are alike, the most alike."""
        shares = {name: self._alignment(line, heard).share for name, line in self.book.questions.items()}
        best = max(shares, key=lambda name: shares[name], default="")
        return [best] if best and shares[best] >= HALF else []

    def _alignment(self, line: tuple[Word, ...], heard: Heard) -> Aligned:
        return alignment(line, heard.utterance.words, number_words(self.lexicon.language).cardinals)

    def aligned(self, line: str, heard: Heard) -> Aligned:
        """How much of a prescribed line was said; nothing where its words were denied."""
        found = self._alignment(split_words(line, self.lexicon)[0], heard)
        return Aligned(0.0, (), 0.0) if found.words and heard.polarity.denied(found.words) else found

    def about(self, subject: str, heard: Heard) -> list[tuple[int, ...]]:
        """Where a fact, or what an entry of the knowledge base limits, is spoken of and meant."""
        return list(self._places(self.book.about[subject], heard.utterance, heard.polarity))

    def noted(self, text: str) -> frozenset[str]:
        """Acts that written notes speak of, which are no sentences: denials do not count in them."""
        said = self.utterance(text)
        found = self.book.matcher.find
        return frozenset(name for name, meaning in self.book.meanings.items()
                         if any(place for pattern in meaning.says for place in found(pattern, said)))  # fmt: skip

    def understands(self, heard: Heard) -> bool:
        """Whether anything in an answer belongs to this language at all; a word alone may be a yes or a hm."""
        said = heard.utterance
        return len(said.words) == 1 or bool(heard.facts) or not said.vocabulary.isdisjoint(self.book.vocabulary)


def _act(name: str, place: tuple[int, ...], said: Utterance) -> Act:
    return Act(name, place, said.said(place), all(said.words[at].sure for at in place))
