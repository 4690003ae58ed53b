"""Names and facts of one story, found in what was said whatever their case and spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from trainer.language.numbers import digits_value, number_words
from trainer.language.spelling import spelled
from trainer.language.utterance import Mark, Word, split_words
from trainer.language.values import Amount, Span

if TYPE_CHECKING:
    from trainer.dialogue import Fact
    from trainer.language import Lexicon

_COUNTED = ("money", "percent", "date", "time", "duration")
_FEWEST = 10
"""Amounts under which a bare number may be anything."""
_LONGEST_CODE = 14
"""Words over which a spelled-out code is looked for."""


class Names:
    """The names of one call: the trainee's, the company's, the customer's."""

    def __init__(self, lexicon: Lexicon, names: Mapping[str, Sequence[str]]) -> None:
        self.lexicon = lexicon
        self.forms = {
            kind: [split_words(form, lexicon)[0] for form in forms if form.strip()] for kind, forms in names.items()
        }

    def find(self, words: Sequence[Word]) -> dict[str, list[Mark]]:
        """Where each is named, by kind."""
        found = {kind: list(self._places(forms, words)) for kind, forms in self.forms.items()}
        exact = {kind: {at for mark in marks if self._is_exact(kind, mark, words) for at in range(mark.start, mark.end)}
                 for kind, marks in found.items()}  # fmt: skip
        return {
            kind: [mark for mark in marks if self._is_exact(kind, mark, words) or not _taken(kind, mark, exact)]
            for kind, marks in found.items()
        }

    def _is_exact(self, kind: str, mark: Mark, words: Sequence[Word]) -> bool:
        said = [word.text for word in words[mark.start : mark.end]]
        return any([word.text for word in form] == said for form in self.forms[kind])

    def _places(self, forms: list[tuple[Word, ...]], words: Sequence[Word]) -> Iterator[Mark]:
        for start in range(len(words)):
            ends = [
                start + len(form)
                for form in forms
                if form
                and all(map(_same_name, form, words[start : start + len(form)]))
                and start + len(form) <= len(words)
            ]
            if ends:
                yield Mark(start, max(ends))


def _taken(kind: str, mark: Mark, exact: Mapping[str, set[int]]) -> bool:
    """Whether these words are another's name as it stands: Marina's is no form of Marin's."""
    return any(other != kind and mark.start in places for other, places in exact.items())


def _same_name(name: Word, said: Word) -> bool:
    """Whether a word is this name, in any case: Олена, Олено, Олені."""
    if not name.stems.isdisjoint(said.stems):
        return True
    shared = max(3, len(name.text) - 1)
    return (
        abs(len(name.text) - len(said.text)) <= 2
        and name.text[:shared] == said.text[:shared]
        and len(said.text) >= shared
    )


class Facts:
    """The facts of one story."""

    def __init__(self, lexicon: Lexicon, facts: Mapping[str, Fact]) -> None:
        self.lexicon = lexicon
        self.facts = facts
        self.squashed = {
            name: _squash(str(fact.value), lexicon.language) for name, fact in facts.items() if fact.kind == "code"
        }
        self.worded = Names(lexicon, {name: [str(fact.value)] for name, fact in facts.items() if fact.kind == "word"})

    def find(self, words: Sequence[Word], marks: Mapping[str, Sequence[Mark]]) -> dict[str, list[Mark]]:
        """Where each fact is named, right, by its name."""
        found: dict[str, list[Mark]] = dict(self.worded.find(words))
        for name, fact in self.facts.items():
            if name in self.squashed:
                found[name] = list(_codes(self.squashed[name], words, self.lexicon.language))
            elif fact.kind != "word":
                found[name] = [mark for mark in marks.get(fact.kind, ()) if _agrees(mark.value, fact.value)]
                if fact.kind == "money" and isinstance(fact.value, Amount):
                    found[name] += _bare(fact.value, marks)
        return found


def _bare(amount: Amount, marks: Mapping[str, Sequence[Mark]]) -> list[Mark]:
    """The amount said without its currency, as everybody does: "ours is 150"; no number that counts other things."""
    if amount.number < _FEWEST:
        return []
    others = [mark for kind in _COUNTED for mark in marks.get(kind, ())]
    return [
        mark for mark in marks.get("number", ())
        if isinstance(mark.value, Amount) and mark.value.number == amount.number
        and not any(one.start < mark.end and mark.start < one.end for one in others)
    ]  # fmt: skip


def _agrees(said: Amount | Span | None, true: Amount | Span | str) -> bool:
    if isinstance(said, Amount) and isinstance(true, Amount):
        return said.agrees(true)
    return isinstance(said, Span) and isinstance(true, Span) and said.agrees(true)


def _squash(code: str, language: str) -> str:
    return "".join(letter for letter in spelled(code, language) if letter.isalnum())


def _codes(code: str, words: Sequence[Word], language: str) -> Iterator[Mark]:
    """A code said in one piece or letter by letter; its digits alone will do where there are three or more."""
    digits = "".join(letter for letter in code if letter.isdigit())
    wanted = {code, digits} if len(digits) >= 3 else {code}
    numbers = number_words(language).cardinals
    for start in range(len(words)):
        said = ""
        for end in range(start, min(len(words), start + _LONGEST_CODE)):
            word = words[end]
            value = next((numbers[stem] for stem in word.stems if stem in numbers), None)
            said += _squash(word.text, language) if value is None or digits_value(word.text) is not None else str(value)
            if said in wanted:
                yield Mark(start, end + 1)
                break
            if len(said) >= len(code):
                break
