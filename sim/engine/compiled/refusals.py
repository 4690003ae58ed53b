"""Why a policy cannot be compiled: the line, and what to write instead."""

from __future__ import annotations

import dis
import re
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Final

from sim.engine.compiled.jit import helpers_of
from sim.routing import Floor

SUMS: Final = {
    "sum", "mean", "average", "median", "std", "var", "prod", "dot", "cumsum", "fsum", "nansum", "nanmean", "matmul",
    "einsum", "percentile", "quantile",
}  # fmt: skip
"""What adds fractions up in an order of its own, so that the last bit may differ from one compiler to another."""

_SIMPLER = "write it with numbers, comparisons and loops over the floor's columns"
_REASONS: Final = (
    (r"Cannot modify readonly array", "writes to the floor", "only floor.memory can be written to"),
    (r"Unknown attribute '(\w+)' of type Floor", "the floor has no '{0}'", f"it has {', '.join(Floor._fields)}"),
    (r"NameError: name '(\w+)'", "'{0}' is not defined", "define it above, or import it by its name"),
    (r"IMPORT_NAME", "imports something while it is asked", "import at the top of the file"),
    (r"a policy answers (?:Optional|none)", "may answer None", "answer a number on every path, -1 for none"),
    (r"a policy answers float", "may answer a fraction", "answer a whole number: int(...)"),
    (r"a policy answers", "may answer something else than a whole number", "answer a whole number, -1 for none"),
    (r"Untyped global name '(\w+)'", "uses '{0}', which cannot be compiled", _SIMPLER),
    (r"context manager", "uses 'with'", _SIMPLER),
    (r"yield", "makes a generator", "write a loop"),
    (r"make_function", "makes a function of its own", "write a loop, or a function at the top of the file"),
    (r"exception_match", "catches errors of one kind", "ask before instead: if, not try"),
)


def forbidden(question: FunctionType) -> str | None:
    """What would compile and might still answer otherwise than in Python, and what to write instead; None if fine."""
    for function in (question, *helpers_of(question)):
        for line, name in _names(function.__code__):
            if name == "random":
                return _sentence(function, line, "tosses coins of its own", "set COINS = True and read floor.coin[0]")
            if name in SUMS:
                what = f"uses '{name}', which adds fractions up in an order of its own"
                return _sentence(function, line, what, "add them up in a loop")
    return None


def refusal(question: FunctionType, error: Exception) -> str:
    """What the compiler did not take, in a sentence."""
    text = str(error)
    function, line = _place(question, text)
    for pattern, what, instead in _REASONS:
        if match := re.search(pattern, text):
            return _sentence(function, line, what.format(*match.groups()), instead)
    return _sentence(function, line, "holds something that cannot be compiled", _SIMPLER)


def _sentence(function: FunctionType, line: int, what: str, instead: str) -> str:
    return f"{function.__name__}, line {line}: {what}; {instead}"


def _place(question: FunctionType, text: str) -> tuple[FunctionType, int]:
    """The function and the line that the compiler's message speaks of first; without one, where the question starts."""
    named = re.findall(r"([^\s\"]+\.py)\"?(?:, line | \()(\d+)", text)
    for file, line in named:
        for function in (question, *helpers_of(question)):
            code = function.__code__
            lines = [number for _, _, number in code.co_lines() if number is not None]
            if Path(file).name == Path(code.co_filename).name and min(lines) <= int(line) <= max(lines):
                return function, int(line)
    return question, question.__code__.co_firstlineno


def _names(code: CodeType) -> Iterator[tuple[int, str]]:
    """The names of globals and attributes in a piece of code and in what is within it, each with its line."""
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_ATTR", "LOAD_METHOD"):
            line = step.positions.lineno if step.positions else None
            yield line or code.co_firstlineno, str(step.argval)
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _names(one)
