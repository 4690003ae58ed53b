"""Where a value is named and promised by nobody: wishes, conditions, what is refused or has yet to be allowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.language.utterance import Utterance
    from trainer.understanding.phrasebook import Phrasebook


def unclaimed(said: Utterance, book: Phrasebook) -> frozenset[int]:
    """The words of an answer that claim nothing, by the phrases of its language.

    ``withheld`` ("out of the question", "ask my team lead") takes back the clauses it stands in; ``unreal`` ("if it
    were up to me") its sentence, as far as a "but"; ``wishes`` ("you want", "if") what comes after in the clause and in
    those hung on it, as far as ``grants``: words by which the speaker turns to what is done ("if you like I can").
    """

    def places(name: str) -> Iterator[tuple[int, ...]]:
        return (place for phrase in book.unclaimed.get(name, ()) for place in book.matcher.find(phrase, said))

    words = said.words
    clauses = {words[at].clause for place in places("withheld") for at in place}
    found = {at for at, word in enumerate(words) if word.clause in clauses}
    for place in places("unreal"):
        found.update(_as_far_as_but(place[0], said, book))
    grants = frozenset(place[0] for place in places("grants"))
    for place in places("wishes"):
        found.update(_wished(place, said, book, grants))
    return frozenset(found)


def _as_far_as_but(at: int, said: Utterance, book: Phrasebook) -> Iterator[int]:
    turns = 0, 0
    sides: dict[int, tuple[int, int]] = {}
    for number, word in enumerate(said.words):
        turns = word.sentence, turns[1] + (word.text in book.lexicon.turning)
        sides[number] = turns
    return (number for number, side in sides.items() if side == sides[at])


def _wished(place: tuple[int, ...], said: Utterance, book: Phrasebook, grants: frozenset[int]) -> Iterator[int]:
    words, reach = said.words, said.words[place[-1]].clause
    if book.lexicon.negation_after:  # where verbs may stand last, so do those of wishing
        yield from (at for at in range(place[0]) if words[at].clause == words[place[0]].clause)
    for at in range(place[-1] + 1, len(words)):
        word = words[at]
        hung = word.clause == reach or word.text in book.lexicon.hanging_words
        if at in grants or not hung or word.sentence != words[place[0]].sentence:
            return
        reach = word.clause
        yield at
