"""Why a policy cannot be compiled: the line, and what to write instead."""

from __future__ import annotations

import builtins
import dis
import operator
import re
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

from numba import types
from numba.core import ir

from sim.engine.compiled.jit import helpers_of
from sim.routing import Floor

SUMS: Final = {
    "sum", "mean", "average", "median", "std", "var", "prod", "dot", "cumsum", "cumprod", "fsum", "nansum", "nanmean",
    "matmul", "einsum", "percentile", "quantile", "linalg", "norm", "vdot", "inner", "outer", "trace", "cov",
    "corrcoef", "convolve", "correlate", "trapezoid",
}  # fmt: skip
"""What adds fractions up in an order of its own, so that the last bit may differ from one compiler to another."""
KEYS: Final = {"ascontiguousarray", "asfortranarray", "flat", "fill_diagonal", "require", "frombuffer", "as_strided"}
"""What forgets that the floor is read-only."""
ARITHMETIC: Final = {
    getattr(operator, name)
    for name in (
        "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "neg", "pos", "invert",
        "iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "ilshift", "irshift",
    )
}  # fmt: skip
COINS: Final = ("random", "numpy.random", "secrets")

_SIMPLER = "write it with numbers, comparisons and loops over the floor's columns"
_REASONS: Final = (
    (r"Cannot modify readonly array", "writes to the floor", "only floor.memory can be written to"),
    (r"Unknown attribute '(\w+)' of type Floor", "the floor has no '{0}'", f"it has {', '.join(Floor._fields)}"),
    (r"NameError: name '(\w+)'", "'{0}' is not defined", "define it above, or import it by its name"),
    (r"IMPORT_NAME", "imports something while it is asked", "import at the top of the file"),
    (r"a policy answers (?:Optional|none)", "may answer None", "start with -1 and answer a number on every path"),
    (r"a policy answers float", "may answer a fraction", "answer a whole number: int(...)"),
    (r"a policy answers", "may answer something else than a whole number", "answer a whole number, -1 for none"),
    (r"Untyped global name '(\w+)'", "uses '{0}', which cannot be compiled", _SIMPLER),
    (r"context manager", "uses 'with'", _SIMPLER),
    (r"yield|generator", "makes a generator", "write a loop"),
    (r"make_function", "makes a function of its own", "write a loop, or a function at the top of the file"),
)


def forbidden(question: FunctionType) -> str | None:
    """What would compile and might still answer otherwise than in Python, and what to write instead; None if fine."""
    for function in (question, *helpers_of(question)):
        for line, operation, name in _steps(function.__code__):
            if found := _trap(function, operation, name):
                return _sentence(function, line, *found)
    return None


def _trap(function: FunctionType, operation: str, name: str) -> tuple[str, str] | None:
    if operation == "PUSH_EXC_INFO":
        return "uses 'try' or 'with'", "ask before instead, with if"
    if operation == "BINARY_OP" and name.startswith("@"):
        return "multiplies matrices, which adds fractions up in an order of its own", "add them up in a loop"
    value = function.__globals__.get(name, getattr(builtins, name, None)) if operation == "LOAD_GLOBAL" else None
    if isinstance(value, FunctionType) and not _home(value).startswith(COINS):
        return None  # a plain function is looked at itself
    if operation not in ("LOAD_GLOBAL", "LOAD_ATTR", "LOAD_METHOD"):
        return None
    if name == "random" or _home(value).startswith(COINS):
        return "tosses coins of its own", "set COINS = True and read floor.coin[0]"
    known = getattr(value, "__name__", name)
    if name in SUMS or known in SUMS:
        return f"uses '{name}', which adds fractions up in an order of its own", "add them up in a loop"
    if name in KEYS or known in KEYS:
        return f"uses '{name}', which could write to the floor", "only floor.memory can be written to"
    return None


def _home(value: Any) -> str:
    """The module that something comes from; for a module its own name."""
    if isinstance(value, ModuleType):
        return value.__name__
    owner = getattr(value, "__self__", None)  # random.uniform is a method of a hidden generator
    return getattr(value, "__module__", None) or (type(owner).__module__ if owner is not None else "") or ""


def truths_counted(question: FunctionType, answering: Any) -> str | None:
    """Where a policy calculates with truth values, which NumPy does in its own way; None if nowhere.

    ``answering`` is the question as compiled: what is a truth value is known only then.
    """
    for made in answering.overloads.values():
        known = made.type_annotation
        for step in known.calltypes:
            if not (isinstance(step, ir.Expr) and step.op in ("binop", "inplace_binop", "unary")):
                continue
            if step.fn in ARITHMETIC and any(
                isinstance(known.typemap[v.name], types.Boolean) for v in step.list_vars()
            ):
                function, line = _place(question, f'{step.loc.filename}", line {step.loc.line}')
                return _sentence(function, line, "calculates with truth values", "write int(a > b)")
    return None


def refusal(question: FunctionType, error: Exception) -> str:
    """What the compiler did not take, in a sentence."""
    text = str(error)
    function, line = _place(question, text)
    said = re.sub(r'File "[^"]+", line \d+:.*?(?=\n\n|\Z)', "", text, flags=re.DOTALL)  # without the policy's own text
    for pattern, what, instead in _REASONS:
        if match := re.search(pattern, said):
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


def _steps(code: CodeType) -> Iterator[tuple[int, str, str]]:
    """Line, operation and what it names, of a piece of code and of what is within it."""
    steps = list(dis.get_instructions(code))
    for step, following in zip(steps, [*steps[1:], *steps[-1:]], strict=True):
        # What begins to handle an error has no line of its own.
        lines = [one.positions.lineno for one in (step, following) if one.positions and one.positions.lineno]
        name = step.argrepr if step.opname == "BINARY_OP" else str(step.argval)
        yield lines[0] if lines else code.co_firstlineno, step.opname, name
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _steps(one)
