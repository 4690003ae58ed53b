"""A policy's two questions as machine code; or, in a sentence, why they cannot be that."""

from __future__ import annotations

from functools import lru_cache
from types import FunctionType
from typing import TYPE_CHECKING, Any

import numba

from sim.engine.compiled.jit import RecursionRefusedError, fingerprint, is_kept, kept, with_helpers
from sim.engine.compiled.refusals import forbidden, refusal, truths_counted
from sim.engine.compiled.view import floor_at, whole
from sim.errors import CompileError

if TYPE_CHECKING:
    from sim.routing import Policy
    from sim.routing.policy import Question

RAISED = -(2**61)
"""The answer of a policy that raised an error."""
SIGNATURE = numba.types.int64(numba.types.int64, numba.types.int64)
FAST = {"inline": "always", "_nrt": False}
"""Without these a question costs fifty times as much: every helper counts references to all columns of the floor.
A policy that makes arrays needs them counted."""


def pick(floor: Any, number: int) -> int:
    """Stands for the question in what follows."""
    raise NotImplementedError


def answer(table: int, number: int) -> int:
    """The answer to a question about the floor at an address."""
    return int(whole(pick(floor_at(table), number)))


def ask(table: int, number: int) -> int:
    """A question as the loop asks it, never raising anything."""
    try:
        return answer(table, number)
    # Compiled code knows no narrower kinds; the reference engine will raise what this was.
    except Exception:
        return RAISED


def compile_policy(policy: Policy) -> tuple[Any, Any]:
    """``pick_group`` and ``pick_queue`` as functions of (address of a table, number).  Raises CompileError."""
    return _compiled(policy.pick_group), _compiled(policy.pick_queue)


def _compiled(question: Question) -> Any:
    if not isinstance(question, FunctionType):
        raise CompileError(f"{question!r} is not a plain function: define it with def")
    # Compiled code holds the values that names had: where a constant of the file has changed since, it is made anew.
    made = _made(question, fingerprint(question))
    if isinstance(made, CompileError):
        raise made
    return made


@lru_cache(maxsize=256)
def _made(question: FunctionType, mark: str) -> Any:
    """The machine code, or the CompileError that says why there is none."""
    if reason := forbidden(question):
        return CompileError(reason)
    for options in (FAST, {}):
        try:
            return _machine_code(question, mark, options)
        except CompileError as error:
            return error
        except RecursionRefusedError as error:
            return CompileError(f"{error} calls itself; write a loop")
        # Numba raises errors of its own and, of what its inliner does not know, others.
        except Exception as error:
            refused = error
    return CompileError(refusal(question, refused))


def _machine_code(question: FunctionType, mark: str, options: dict[str, Any]) -> Any:
    options = {**options, "boundscheck": True}
    names = {"pick": with_helpers(question, **options), "floor_at": with_helpers(floor_at, **options)}
    # What is put in one piece with ``ask`` would be outside of its ``try``: the answer stays a function of its own.
    apart = {name: value for name, value in options.items() if name != "inline"}
    answering = kept(answer, names, mark, lambda function, **_: numba.njit(function, **apart))

    if not is_kept(ask, mark):
        answering.compile((numba.types.int64, numba.types.int64))
        if reason := truths_counted(question, answering):
            raise CompileError(reason)

    def as_callback(function: FunctionType, *, cache: bool) -> Any:
        return numba.cfunc(SIGNATURE, cache=cache)(function)

    return kept(ask, {"answer": answering}, mark, as_callback)
