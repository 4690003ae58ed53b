"""What the checker of a file finds, in words for the person who wrote it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args

from sim.errors import Problem
from sim.schema import BY_INTERVAL, ONE, Part

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_SHOWN = 60
"""Letters of a wrong value that are shown."""
_COMPARED = 100
"""Names among which the likeliest is looked for: each comparison takes its time."""


def nearest(name: object, names: Iterable[str], what: str) -> str:
    """A remedy for a name nobody knows: the names there are, the likeliest first."""
    known = list(names)
    if not known:
        return ""
    close = difflib.get_close_matches(str(name)[:_SHOWN], known[:_COMPARED], 1)
    listed = ", ".join(f"'{one}'" for one in known[:12]) + (", ..." if len(known) > 12 else "")
    return f"did you mean '{close[0]}'? {what} are {listed}" if close else f"{what} are {listed}"


def problems_of(error: ValidationError, place: str, raw: Mapping[str, Any], file: type[Part]) -> Iterator[Problem]:
    """Pydantic's findings about such a file in our words, without those that only follow from an inner one."""
    found = error.errors(include_url=False)
    above = {one["loc"][:length] for one in found for length in range(len(one["loc"]))}
    for one in found:
        if not (one["type"] == "too_short" and one["loc"] in above):
            yield _said(one, f"{place}: {dotted(_in_file(one['loc'], raw))}", file)


_WANTED: Mapping[str, str] = {
    "bool_parsing": "write true or false",
    "dict_type": "write keys and values below it",
    "float_parsing": "write a number",
    "float_type": "write a number",
    "int_from_float": "write a whole number",
    "int_parsing": "write a whole number",
    "int_parsing_size": "write a smaller number",
    "int_type": "write a whole number",
    "model_attributes_type": "write keys and values below it",
    "model_type": "write keys and values below it",
    "string_too_long": "write a shorter text",
    "string_too_short": "write a text",
    "string_type": "write a text, in quotes where it is a number",
    "too_short": "give at least one",
    "tuple_type": "write a list",
}
"""What Pydantic finds wrong about a value, as what to write instead."""


def _in_file(path: tuple[int | str, ...], raw: Mapping[str, Any]) -> Iterator[object]:
    """The steps of Pydantic's path that the file has: a short form hides keys, and kinds of laws are no keys."""
    here: Any = raw
    for number, step in enumerate(path, start=1):
        if isinstance(here, Mapping) and step in here:
            yield str(step)
            here = here[step]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            yield step
            here = here[step]
        elif not isinstance(here, Mapping | list):
            return
        elif number == len(path) and step != "[key]":
            yield step


def _said(error: ErrorDetails, where: str, file: type[Part]) -> Problem:
    path, given = error["loc"], error["input"]
    if path[-1] == "[key]":
        return Problem(where, "a name must be a text", "write it in quotes")
    match error["type"]:
        case "extra_forbidden":
            return Problem(
                where, f"unknown key '{path[-1]}'", nearest(path[-1], _keys_at(path[:-1], file), "keys here")
            )
        case "missing":
            return Problem(where, "missing", f"add '{path[-1]}'")
        case "finite_number":
            return Problem(where, f"{given} is not a finite number", "write a number")
        case "union_tag_invalid":
            return Problem(where, f"'{given['family']}' is no law", f"laws are {error['ctx']['expected_tags']}")
        case wrong if wrong in _WANTED:
            return Problem(where, f"{_shown(given)} is not right here", _WANTED[wrong])
    problem, _, remedy = error["msg"].removeprefix("Value error, ").partition("; ")
    if problem.startswith("Input should"):
        problem, remedy = f"{_shown(given)} is not right here", problem.replace("Input should", "it should")
    return Problem(where, _short(problem), remedy)


def _shown(given: object) -> str:
    if isinstance(given, str):
        return f"'{_short(given)}'"
    if given is None:
        return "nothing"
    return _short(str(given)) if isinstance(given, int | float) else "this"


def _short(text: str) -> str:
    return text if len(text) <= 4 * _SHOWN else f"{text[:_SHOWN]}...{text[-_SHOWN:]}"


def dotted(path: Iterable[object]) -> str:
    """A path of keys as one writes it: groups.tellers.shifts[1]."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step not in (ONE, BY_INTERVAL):
            text += f".{step}"
    return text.lstrip(".")


def _keys_at(path: tuple[int | str, ...], file: type[Part]) -> list[str]:
    """The keys that a file may use at this place."""
    parts: list[type[Part]] = [file]
    for step in path:
        inner = [found for part in parts if step in part.model_fields
                 for found in _parts_in(part.model_fields[str(step)].annotation)]  # fmt: skip
        parts = inner or [part for part in parts if _is_family(part, step)] or parts
    return sorted({_key(part, name) for part in parts for name in part.model_fields if name != "family"})


def _key(part: type[Part], name: str) -> str:
    choices = getattr(part.model_fields[name].validation_alias, "choices", None)
    return str(choices[0]) if choices else name


def _parts_in(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [part for inner in get_args(annotation) for part in _parts_in(inner)]


def _is_family(part: type[Part], step: int | str) -> bool:
    return "family" in part.model_fields and step == part.model_fields["family"].default
