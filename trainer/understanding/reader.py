"""Reads what the trainee and the customer say, with the language's phrases and the dialogue's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainer.language import Say, load_lexicon
from trainer.language.marks import Values
from trainer.language.patterns import Matcher, Pattern, compile_pattern
from trainer.language.polarity import Denials, Polarity, find_polarity
from trainer.language.utterance import Mark, Utterance, split_words
from trainer.understanding.alignment import Aligned, alignment
from trainer.understanding.names import Facts, Names

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.language import Phrase


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

    ``acts``: by name, in order.  ``perhaps``: acts that would have been heard if doubted words were other ones.
    ``facts``: facts of the story named with their right value.
    """

    utterance: Utterance
    acts: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    perhaps: frozenset[str] = frozenset()
    facts: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)

    def __contains__(self, act: str) -> bool:
        return act in self.acts

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not self.utterance.words


@dataclass(frozen=True)
class _Meaning:
    says: tuple[Pattern, ...]
    never: tuple[Pattern, ...]


class Reader:
    """Understands one call of a dialogue.  ``trainee``: the trainee's name, "" where nobody knows it."""

    def __init__(self, dialogue: Dialogue, trainee: str = "", customer: str = "") -> None:
        self.dialogue = dialogue
        self.lexicon = load_lexicon(dialogue.language)
        self.values = Values(self.lexicon)
        self.trainee = trainee
        called = [*dialogue.persona.called, dialogue.persona.name] if not customer else [customer, *customer.split()]
        self.names = Names(
            self.lexicon, {"trainee": [trainee, *trainee.split()], "company": [dialogue.company], "customer": called}
        )
        self.facts = Facts(self.lexicon, dialogue.facts)
        concepts = {name: self._compiled(phrases) for name, phrases in
                    (*self.lexicon.concepts.items(), *dialogue.concepts.items(), ("issue", dialogue.issue))}  # fmt: skip
        self.meanings = {name: self._meaning(say) for name, say in (self.lexicon.acts | dict(dialogue.acts)).items()}
        concepts |= {f"act:{name}": tuple(p for p in meaning.says if len(p.parts) == 1)
                     for name, meaning in self.meanings.items()}  # fmt: skip
        self.meanings["names_issue"] = _Meaning(self._compiled(dialogue.issue), ())
        self.matcher = Matcher(concepts, self.lexicon.soft_words)
        self.lenient = Matcher(concepts, self.lexicon.soft_words, lenient=True)
        self.denials = Denials(
            *(self._compiled(phrases) for phrases in (
                self.lexicon.negations, self.lexicon.denials, self.lexicon.not_negations, self.lexicon.answers)),
            after=self.lexicon.negation_after,
            turning=self.lexicon.turning,
        )  # fmt: skip
        self.forbidden = [(phrase, self._compiled(phrase.says)) for phrase in (*dialogue.forbidden, *self.lexicon.forbidden)]
        self.jargon = self._compiled((*dialogue.jargon, *self.lexicon.jargon))
        self.asked = {name: self._compiled(fact.asked) for name, fact in dialogue.facts.items()}
        self.questions = {name: split_words(question.read, self.lexicon)[0] for name, question in dialogue.questions.items()}
        self.about = {f"fact:{name}": self._compiled(fact.about) for name, fact in dialogue.facts.items()} | {
            f"knowledge:{name}": self._compiled(entry.about) for name, entry in dialogue.knowledge.items()}
        self.known = self._vocabulary()

    def _compiled(self, phrases: Iterable[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(phrase, self.lexicon) for phrase in phrases)

    def _meaning(self, say: Say | Sequence[str]) -> _Meaning:
        says, never = (say.says, say.never) if isinstance(say, Say) else (tuple(say), ())
        return _Meaning(self._compiled(says), self._compiled(never))

    def utterance(self, text: str, confidences: Sequence[tuple[str, float]] = ()) -> Utterance:
        """The words of a text with everything that is a value, a name or a fact."""
        words, sentences, questions = split_words(text, self.lexicon, confidences)
        values = self.values.find(words)
        names = self.names.find(words)
        if not self.trainee:
            names["trainee"] = [Mark(at, at + 1) for at in range(len(words)) if words[at].text not in self.lexicon.soft_words]
        facts = self.facts.find(words, values)
        marks = values | names | facts
        return Utterance(text, words, sentences, questions, {kind: tuple(found) for kind, found in marks.items() if found})

    def hear(self, text: str, confidences: Sequence[tuple[str, float]] = ()) -> Heard:
        """What an answer means."""
        said = self.utterance(text, confidences)
        polarity = find_polarity(said, self.denials, self.matcher)
        acts = {name: found for name, meaning in self.meanings.items()
                if (found := tuple(self._acts(name, meaning, said, polarity)))}  # fmt: skip
        perhaps = frozenset(self._perhaps(said)) - acts.keys() if said.unsure else frozenset()
        facts = {name: said.marks[name] for name in self.dialogue.facts if name in said.marks}
        return Heard(said, acts, perhaps, facts)

    def _acts(self, name: str, meaning: _Meaning, said: Utterance, polarity: Polarity) -> Iterable[Act]:
        seen: set[tuple[int, ...]] = set()
        for pattern in meaning.says:
            for place in self.matcher.find(pattern, said):
                if place not in seen and not polarity.denied(place, in_parts=len(pattern.parts) > 1) and not self._never(meaning, said, place):
                    seen.add(place)
                    yield Act(name, place, said.said(place), all(said.words[at].sure for at in place))

    def _never(self, meaning: _Meaning, said: Utterance, place: tuple[int, ...]) -> bool:
        sentence = said.words[place[0]].sentence
        return any(
            said.words[other[0]].sentence == sentence for pattern in meaning.never for other in self.matcher.find(pattern, said)
        )

    def _perhaps(self, said: Utterance) -> Iterable[str]:
        """Acts that words the recognizer doubted might have been."""
        for name, meaning in self.meanings.items():
            if any(True for pattern in meaning.says for _ in self.lenient.find(pattern, said)):
                yield name

    def forbidden_in(self, said: Utterance) -> list[tuple[Phrase, Act]]:
        """Phrases that had better not been said, each with a better wording."""
        polarity = find_polarity(said, self.denials, self.matcher)
        found = []
        for phrase, patterns in self.forbidden:
            places = [place for pattern in patterns for place in self.matcher.find(pattern, said) if not polarity.denied(place)]
            if places:
                first = min(places)
                found.append((phrase, Act("forbidden", first, said.said(first), all(said.words[at].sure for at in first))))
        return found

    def asked_in(self, said: Utterance) -> list[str]:
        """Facts of the story that are asked for."""
        polarity = find_polarity(said, self.denials, self.matcher)
        return [name for name, patterns in self.asked.items()
                if any(not polarity.denied(place) for pattern in patterns for place in self.matcher.find(pattern, said))]

    def read_in(self, said: Utterance) -> list[str]:
        """Questions of a survey that are read out, well or badly."""
        return [name for name, line in self.questions.items() if alignment(line, said.words).share >= 0.5]

    def aligned(self, line: str, said: Utterance) -> Aligned:
        """How much of a prescribed line was said; nothing where its words were denied."""
        found = alignment(split_words(line, self.lexicon)[0], said.words)
        if found.words and find_polarity(said, self.denials, self.matcher).denied(found.words):
            return Aligned(0.0, (), 0.0)
        return found

    def sentences_about(self, subject: str, said: Utterance) -> set[int]:
        """The sentences that speak of a fact or an entry of the knowledge base, and mean it."""
        polarity = find_polarity(said, self.denials, self.matcher)
        return {said.words[place[0]].sentence for pattern in self.about[subject]
                for place in self.matcher.find(pattern, said) if not polarity.denied(place, in_parts=len(pattern.parts) > 1)}

    def noted(self, text: str) -> frozenset[str]:
        """Acts that written notes speak of, which are no sentences: denials do not count in them."""
        said = self.utterance(text)
        return frozenset(name for name, meaning in self.meanings.items()
                         if any(True for pattern in meaning.says for _ in self.matcher.find(pattern, said)))

    def understands(self, heard: Heard) -> bool:
        """Whether anything in an answer belongs to this language at all."""
        return not heard.utterance.vocabulary.isdisjoint(self.known) or bool(heard.facts)

    def _vocabulary(self) -> frozenset[str]:
        patterns = [pattern for meaning in self.meanings.values() for pattern in meaning.says]
        patterns += [pattern for some in self.matcher.concepts.values() for pattern in some]
        words = {word for pattern in patterns for part in pattern.parts for item in part for word in item.stems | item.texts}
        return frozenset(words) | self.lexicon.soft_words

    def jargon_in(self, said: Utterance) -> list[Act]:
        """Words of the trade that a customer does not know."""
        places = sorted({place for pattern in self.jargon for place in self.matcher.find(pattern, said)})
        return [Act("jargon", place, said.said(place), all(said.words[at].sure for at in place)) for place in places]
