"""Mistakes that no single line of a dialogue shows: moves that are not there, acts nobody knows, empty phrases."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from sim.errors import Problem
from trainer.dialogue.conditions import Condition
from trainer.dialogue.known import ENGINE_ACTS, MARKS, SLOT, Known
from trainer.dialogue.schema import ANY_ENDING, Dialogue
from trainer.dialogue.wordings import lines, phrases
from trainer.errors import DialogueError
from trainer.language import Say, load_lexicon


def mistakes(raw: Mapping[str, Any], dialogue: Dialogue | None, place: str) -> list[Problem]:
    """What the parts of a dialogue file say of each other that cannot be; of a file with other mistakes, as much as
    can be understood."""
    whole = dialogue or _salvaged(raw)
    if whole is None:
        return []
    try:
        known = Known(place, raw, load_lexicon(whole.language))
    except DialogueError as error:
        return list(error.problems)
    looks = (_names, _cycles, _ways, _conditions, _references, _endings, _rights, phrases, lines)
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


def _names(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Names that already mean something else."""
    for name in sorted(dialogue.facts.keys() & MARKS):
        remedy = f"call it something else, such as 'the_{name}'"
        yield known.problem(["facts", name], f"{{{name}}} stands for any such value in phrases", remedy)
    for name in sorted(dialogue.facts.keys() & dialogue.knowledge.keys()):
        yield known.problem(["knowledge", name], f"'{name}' is the name of a fact too", "give it a name of its own")
    for name in sorted(dialogue.acts.keys() & ENGINE_ACTS):
        yield known.problem(["acts", name], "the engine finds this act by itself", "call it something else")
    for name in dialogue.reactions:
        yield from known.unknown(["reactions"], name, sorted(known.lexicon.reactions), "reaction")


def _cycles(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Concepts and acts that are made of each other."""
    own: dict[str, tuple[str, str, Iterable[str]]] = {
        **{name: ("concepts", name, phrases) for name, phrases in dialogue.concepts.items()},
        **{f"act:{name}": ("acts", name, say.says if isinstance(say, Say) else say)
           for name, say in dialogue.acts.items()},
    }  # fmt: skip
    inside = {name: {concept for phrase in phrases for _, concept in SLOT.findall(phrase)}
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


def _ways(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Moves that lead to moves that are not there, and a call that is over as soon as it begins."""
    moves = known.names("moves")
    yield from known.unknown(["opening"], dialogue.opening, moves, "move")
    if dialogue.opening in dialogue.moves and dialogue.moves[dialogue.opening].ends:
        problem = "the call would be over before anything was answered"
        yield known.problem(["opening"], problem, "begin with a move that does not end it")
    for name, move in dialogue.moves.items():
        for number, way in enumerate(move.next):
            yield from known.unknown(["moves", name, "next", number], way.to, moves, "move")


def _conditions(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Conditions about acts, facts and moves that nobody knows."""
    written: list[tuple[Sequence[object], Condition]] = [
        *((["mood", number, "when"], rule.when) for number, rule in enumerate(dialogue.mood)),
        *((["endings", name, "when"], ending.when) for name, ending in dialogue.endings.items()),
        *((["moves", name, "next", number], way.when) for name, move in dialogue.moves.items()
          for number, way in enumerate(move.next)),
        *((["resolution", "steps", number], step.when) for number, step in enumerate(dialogue.resolution.steps)),
        *((["wrap_up", "right"], due.when) for right in dialogue.wrap_up.right.values() for due in right),
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


def _references(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """Acts and facts that the file asks for and does not define."""
    facts, resolution, wrap_up = known.names("facts"), dialogue.resolution, dialogue.wrap_up
    acts: list[tuple[Sequence[object], str | None]] = [
        (["resolution", "root_cause"], resolution.root_cause),
        (["resolution", "offer"], resolution.offer),
        (["wrap_up", "follow_up"], wrap_up.follow_up),
        *((["resolution", "steps", number], step.name) for number, step in enumerate(resolution.steps)),
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


def _endings(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """A call that could end in no ending, or that nobody can end well."""
    *_, last = dialogue.endings
    if dialogue.endings[last].when.terms:
        yield known.problem(["endings", last, "when"], "the last ending must hold always", "leave its 'when' out")
    for name, ending in list(dialogue.endings.items())[:-1]:
        if not ending.when.terms:
            yield known.problem(["endings", name], "no ending after this one can ever be reached", "give it a 'when'")
    if not any(ending.success for ending in dialogue.endings.values()):
        yield known.problem(["endings"], "no ending is a success", "write 'success: true' into one of them")


def _rights(dialogue: Dialogue, known: Known) -> Iterator[Problem]:
    """What is right to choose after which ending: dispositions and endings that are there, and none left out."""
    right, dispositions = dialogue.wrap_up.right, list(dialogue.wrap_up.dispositions)
    for ending, names in right.items():
        place = ["wrap_up", "right", *filter(None, [ending])]
        for due in names:
            yield from known.unknown(place, due.name, dispositions, "disposition")
    if ANY_ENDING in right:
        return
    for ending in right:
        yield from known.unknown(["wrap_up", "right"], ending, known.names("endings"), "ending")
    for ending in (name for name in dialogue.endings if name not in right):
        yield known.problem(["wrap_up", "right"], f"says nothing of the ending '{ending}'", "add it")
