"""Mistakes that no single line of a dialogue shows: moves that are not there, acts nobody knows, empty phrases."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from sim.errors import Problem
from sim.wording import dotted, nearest
from trainer.dialogue.conditions import Condition
from trainer.dialogue.schema import Dialogue
from trainer.errors import DialogueError
from trainer.language import Lexicon, Say, load_lexicon
from trainer.language.marks import KINDS
from trainer.language.patterns import compile_pattern

ENGINE_ACTS = frozenset({"names_issue", "forbidden", "jargon", "long", "rambling", "empty", "unclear", "asked_again",
                         "formula", "interrupted", "transferred", "cold_transfer", "hung_up"})  # fmt: skip
"""Acts that no phrase means: the engine finds them."""
_MARKS = KINDS | {"trainee", "customer", "company"}
_SLOT = re.compile(r"\{(\w+)\}|<([\w:]+)>")


@dataclass(frozen=True)
class _Known:
    """Every name that a dialogue file gives, whether or not the rest of it is right."""

    place: str
    raw: Mapping[str, Any]
    lexicon: Lexicon

    def names(self, section: str) -> list[str]:
        found = self.raw.get(section)
        return [str(name) for name in found] if isinstance(found, dict) else []

    @property
    def acts(self) -> list[str]:
        return sorted({*self.names("acts"), *self.lexicon.acts, *ENGINE_ACTS})

    def problem(self, path: Iterable[object], problem: str, remedy: str = "") -> Problem:
        return Problem(f"{self.place}: {dotted(path)}", problem, remedy)

    def unknown(self, path: Iterable[object], name: str, names: list[str], what: str) -> Iterator[Problem]:
        if name not in names:
            yield self.problem(path, f"no {what} named '{name}'", nearest(name, names, f"{what}s"))


def mistakes(raw: Mapping[str, Any], dialogue: Dialogue | None, place: str) -> list[Problem]:
    """What the parts of a dialogue file say of each other that cannot be; of a file with other mistakes, as much as
    can be understood."""
    whole = dialogue or _salvaged(raw)
    if whole is None:
        return []
    try:
        known = _Known(place, raw, load_lexicon(whole.language))
    except DialogueError as error:
        return list(error.problems)
    looks = (_names, _cycles, _ways, _conditions, _references, _endings, _phrases, _lines)
    return [problem for look in looks for problem in look(whole, known)]


_STAND_INS: Mapping[str, Any] = {
    **dict.fromkeys(("title", "about", "company", "role", "aim", "opening"), "-"),
    "kind": "support",
    "language": "en",
    "level": 1,
    "persona": {"name": "-", "called": ["-"], "about": "-", "anger": 5, "trust": 5},
    "issue": ["trouble"],
    "resolution": {},
    "hangs_up": ["-"],
    "moves": {"-": {"says": ["-"]}},
    "endings": {"-": {"means": "-"}},
    "wrap_up": {"dispositions": {"a": "-", "b": "-"}, "right": "a"},
}
"""What takes the place of a section that is missing or beyond help, so that the others can be looked at."""


def _salvaged(raw: Mapping[str, Any]) -> Dialogue | None:
    """The dialogue without the entries that are not well formed; None where too much is wrong."""
    rest = {**_STAND_INS, **copy.deepcopy(dict(raw))}
    for _ in range(50):
        try:
            return Dialogue.model_validate(rest)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                _cut(rest, one["loc"][:-1] if one["type"] == "missing" else one["loc"])
            rest = {**_STAND_INS, **rest}
    return None


def _cut(rest: Any, path: tuple[int | str, ...]) -> None:
    """Takes the innermost entry of a mapping or list on the way to a mistake out."""
    holders: list[tuple[Any, Any]] = []
    step: Any
    for step in path:
        if not (isinstance(rest, dict) and step in rest) and not (
            isinstance(rest, list) and isinstance(step, int) and step < len(rest)
        ):
            break
        holders.append((rest, step))
        rest = rest[step]
    if holders:
        holder, step = holders[-1]
        del holder[step]


def _names(dialogue: Dialogue, known: _Known) -> Iterator[Problem]:
    """Names that already mean something else."""
    for name in sorted(dialogue.facts.keys() & _MARKS):
        remedy = f"call it something else, such as 'the_{name}'"
        yield known.problem(["facts", name], f"{{{name}}} stands for any such value in phrases", remedy)
    for name in sorted(dialogue.facts.keys() & dialogue.knowledge.keys()):
        yield known.problem(["knowledge", name], f"'{name}' is the name of a fact too", "give it a name of its own")


def _cycles(dialogue: Dialogue, known: _Known) -> Iterator[Problem]:
    """Concepts and acts that are made of each other."""
    own: dict[str, tuple[str, str, Iterable[str]]] = {
        **{name: ("concepts", name, phrases) for name, phrases in dialogue.concepts.items()},
        **{f"act:{name}": ("acts", name, say.says if isinstance(say, Say) else say)
           for name, say in dialogue.acts.items()},
    }  # fmt: skip
    inside = {name: {concept for phrase in phrases for _, concept in _SLOT.findall(phrase)}
              for name, (*_, phrases) in own.items()}  # fmt: skip
    for name, (section, key, _) in own.items():
        reached: set[str] = set()
        todo = list(inside[name])
        while todo:
            if (one := todo.pop()) not in reached:
                reached.add(one)
                todo += inside.get(one, ())
        if name in reached:
            yield known.problem([section, key], f"<{name}> means itself", "write the phrases out")


def _ways(dialogue: Dialogue, known: _Known) -> Iterator[Problem]:
    """Moves that lead to moves that are not there."""
    moves = known.names("moves")
    yield from known.unknown(["opening"], dialogue.opening, moves, "move")
    for name, move in dialogue.moves.items():
        for number, way in enumerate(move.next):
            yield from known.unknown(["moves", name, "next", number], way.to, moves, "move")


def _conditions(dialogue: Dialogue, known: _Known) -> Iterator[Problem]:
    """Conditions about acts, facts and moves that nobody knows."""
    written: list[tuple[Sequence[object], Condition]] = [
        *((["mood", number, "when"], rule.when) for number, rule in enumerate(dialogue.mood)),
        *((["endings", name, "when"], ending.when) for name, ending in dialogue.endings.items()),
        *((["moves", name, "next", number], way.when) for name, move in dialogue.moves.items()
          for number, way in enumerate(move.next)),
    ]  # fmt: skip
    facts, questions = known.names("facts"), known.names("questions")
    for path, condition in written:
        for name in sorted(condition.named("now", "ever")):
            yield from known.unknown(path, name, known.acts, "act")
        for name in sorted(condition.named("told", "stated")):
            yield from known.unknown(path, name, facts, "fact")
        for name in sorted(condition.named("asked")):
            yield from known.unknown(path, name, [*facts, *questions], "fact")
        for name in sorted(condition.named("said")):
            yield from known.unknown(path, name, known.names("moves"), "move")


def _references(dialogue: Dialogue, known: _Known) -> Iterator[Problem]:
    """Acts and facts that the file asks for and does not define."""
    facts, resolution, wrap_up = known.names("facts"), dialogue.resolution, dialogue.wrap_up
    acts: list[tuple[Sequence[object], str | None]] = [
        (["resolution", "root_cause"], resolution.root_cause),
        (["resolution", "offer"], resolution.offer),
        (["wrap_up", "follow_up"], wrap_up.follow_up),
        *((["resolution", "steps", number], step) for number, step in enumerate(resolution.steps)),
        *((["criticals", number], act) for number, act in enumerate(dialogue.criticals)),
        *((["script", name, "flexible"], line.flexible) for name, line in dialogue.script.items()),
    ]  # fmt: skip
    for path, act in acts:
        if act is not None:
            yield from known.unknown(path, act, known.acts, "act")
    for number, name in enumerate(resolution.facts):
        yield from known.unknown(["resolution", "facts", number], name, facts, "fact")
    for name, move in dialogue.moves.items():
        for told in move.tells:
            yield from known.unknown(["moves", name, "tells"], told, facts, "fact")
    for number, name in enumerate(wrap_up.notes):
        yield from known.unknown(["wrap_up", "notes", number], name, [*facts, *known.acts], "fact or act")
    for name in wrap_up.right:
        yield from known.unknown(["wrap_up", "right"], name, list(wrap_up.dispositions), "disposition")


def _endings(dialogue: Dialogue, known: _Known) -> Iterator[Problem]:
    """A call that could end in no ending, or that nobody can end well."""
    *_, last = dialogue.endings
    if dialogue.endings[last].when.terms:
        yield known.problem(["endings", last, "when"], "the last ending must hold always", "leave its 'when' out")
    for name, ending in list(dialogue.endings.items())[:-1]:
        if not ending.when.terms:
            yield known.problem(["endings", name], "no ending after this one can ever be reached", "give it a 'when'")
    if not any(ending.success for ending in dialogue.endings.values()):
        yield known.problem(["endings"], "no ending is a success", "write 'success: true' into one of them")


def _phrases(dialogue: Dialogue, known: _Known) -> Iterator[Problem]:
    """Phrases that cannot be read, or that name a value or concept nobody knows."""
    marks = _MARKS | set(known.names("facts"))
    concepts = {*known.lexicon.concepts, *dialogue.concepts, "issue", *(f"act:{act}" for act in known.acts)}
    for path, phrase in _all_phrases(dialogue):
        try:
            pattern = compile_pattern(phrase, known.lexicon)
            if path[0] == "concepts" and len(pattern.parts) > 1:
                yield known.problem(
                    path, f"'{phrase}' has parts, and a concept stands in one place", "write it as an act"
                )
        except ValueError as error:
            problem, _, remedy = str(error).partition("; ")
            yield known.problem(path, problem, remedy)
        for slot, concept in _SLOT.findall(phrase):
            if slot:
                yield from known.unknown(path, slot, sorted(marks), "value")
            else:
                yield from known.unknown(path, concept, sorted(concepts), "concept")


def _all_phrases(dialogue: Dialogue) -> Iterator[tuple[list[object], str]]:
    lists: list[tuple[list[object], Iterable[str]]] = [(["issue"], dialogue.issue), (["jargon"], dialogue.jargon)]
    lists += [(["concepts", name], phrases) for name, phrases in dialogue.concepts.items()]
    for name, act in dialogue.acts.items():
        lists += [(["acts", name], [*act.says, *act.never] if isinstance(act, Say) else act)]
    for name, fact in dialogue.facts.items():
        lists += [(["facts", name, "about"], fact.about), (["facts", name, "asked"], fact.asked)]
    lists += [(["knowledge", name, "about"], entry.about) for name, entry in dialogue.knowledge.items()]
    lists += [(["forbidden", number, "says"], one.says) for number, one in enumerate(dialogue.forbidden)]
    return ((path, phrase) for path, phrases in lists for phrase in phrases)


def _lines(dialogue: Dialogue, known: _Known) -> Iterator[Problem]:
    """Lines with a bracket left open, or with a {name} that stands for nothing."""
    names = [*known.names("facts"), "trainee", "customer", "company"]
    lines: list[tuple[list[object], Any]] = [(["hangs_up"], dialogue.hangs_up)]
    lines += [
        (["moves", name, key], getattr(move, key))
        for name, move in dialogue.moves.items()
        for key in ("says", "harder")
    ]
    lines += [(["facts", name, "answers"], fact.answers) for name, fact in dialogue.facts.items()]
    lines += [(["questions", name, "answers"], one.answers) for name, one in dialogue.questions.items()]
    lines += [(["reactions", name], said) for name, said in dialogue.reactions.items()]
    lines += [(["better", name], (said,)) for name, said in dialogue.better.items()]
    for path, said in lines:
        for line in (one for some in said.values() for one in some) if isinstance(said, Mapping) else said:
            if re.sub(r"\[[^\[\]]*\]", "", line).strip("[]") != re.sub(r"\[[^\[\]]*\]", "", line) or line.count(
                "["
            ) != line.count("]"):
                yield known.problem(
                    path, f"a bracket in '{line[:40]}' does not close", "write choices as [one|two], not inside others"
                )
            for name in re.findall(r"\{(\w+)\}", line):
                yield from known.unknown(path, name, names, "name")
