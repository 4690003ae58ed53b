"""Mistakes in phrases that are listened for, and in lines that are said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sim.errors import Problem
from trainer.dialogue.known import MARKS, SLOT, Known
from trainer.dialogue.schema import Dialogue
from trainer.language import Lexicon, Say
from trainer.language.patterns import Pattern, compile_pattern


def phrases(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Phrases that cannot be read, or that name a value or concept nobody knows."""
    marks = MARKS | set(known.names("facts"))
    concepts = {*known.lexicon.concepts, *dialogue.concepts, "issue", *(f"act:{act}" for act in known.acts)}
    for path, phrase in _all_phrases(dialogue):
        try:
            pattern = compile_pattern(phrase, known.lexicon)
            if path[0] == "concepts" and len(pattern.parts) > 1:
                yield known.problem(
                    path, f"'{phrase}' has parts, and a concept stands in one place", "write it as an act"
                )
            if _is_soft(pattern, known.lexicon):
                problem = f"'{phrase}' is found nearly everywhere: such a word may stand inside any phrase"
                yield known.problem(path, problem, "add a word that matters")
        except ValueError as error:
            problem, _, remedy = str(error).partition("; ")
            yield known.problem(path, problem, remedy)
        for slot, concept in SLOT.findall(phrase):
            if slot:
                yield from known.unknown(path, slot, sorted(marks), "value")
            else:
                yield from known.unknown(path, concept, sorted(concepts), "concept")


def _is_soft(pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether a phrase is one of the words that do not matter; two of them, "then ... then", may mean something."""
    items = [item for part in pattern.parts for item in part]
    return len(items) == 1 and bool(items[0].texts) and items[0].texts <= lexicon.soft_words


def _all_phrases(dialogue: Dialogue) -> Iterator[tuple[list[object], str]]:
    lists: list[tuple[list[object], Iterable[str]]] = [(["issue"], dialogue.issue), (["jargon"], dialogue.jargon)]
    lists += [(["concepts", name], some) for name, some in dialogue.concepts.items()]
    for name, act in dialogue.acts.items():
        lists += [(["acts", name], [*act.says, *act.never] if isinstance(act, Say) else act)]
    for name, fact in dialogue.facts.items():
        lists += [(["facts", name, "about"], fact.about), (["facts", name, "asked"], fact.asked)]
    lists += [(["knowledge", name, "about"], entry.about) for name, entry in dialogue.knowledge.items()]
    lists += [(["forbidden", number, "says"], one.says) for number, one in enumerate(dialogue.forbidden)]
    return ((path, phrase) for path, some in lists for phrase in some)


def lines(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Lines with a bracket left open, or with a {name} that stands for nothing."""
    names = [*known.names("facts"), "trainee", "customer", "company"]
    written: list[tuple[list[object], Any]] = [(["hangs_up"], dialogue.hangs_up)]
    written += [
        (["moves", name, key], getattr(move, key))
        for name, move in dialogue.moves.items()
        for key in ("says", "harder")
    ]
    written += [(["facts", name, "answers"], fact.answers) for name, fact in dialogue.facts.items()]
    written += [(["questions", name, "answers"], one.answers) for name, one in dialogue.questions.items()]
    written += [(["reactions", name], said) for name, said in dialogue.reactions.items()]
    written += [(["better", name], (said,)) for name, said in dialogue.better.items()]
    for path, said in written:
        for line in (one for some in said.values() for one in some) if isinstance(said, Mapping) else said:
            if re.sub(r"\[[^\[\]]*\]", "", line).strip("[]") != re.sub(r"\[[^\[\]]*\]", "", line) or line.count(
                "["
            ) != line.count("]"):
                yield known.problem(
                    path, f"a bracket in '{line[:40]}' does not close", "write choices as [one|two], not inside others"
                )
            for name in re.findall(r"\{(\w+)\}", line):
                yield from known.unknown(path, name, names, "name")
