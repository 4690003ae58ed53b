"""Plain Python functions made machine code by Numba, and kept on disk for the next start."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CellType, CodeType, FunctionType, ModuleType
from typing import Any

import numba
import numpy as np
from numba.core.errors import NumbaError


class RecursionRefusedError(Exception):
    """A function calls itself, alone or by way of others."""


def with_helpers(function: Any, **options: Any) -> Any:
    """The function under ``njit``, and every plain function that it names with it.  Raises RecursionRefusedError."""
    return _jitted(function, options, ())


def compiled_helpers(function: FunctionType, **options: Any) -> dict[str, Any]:
    """The plain functions that a function names, by the names that it has for them, each with its own helpers."""
    return {name: _jitted(value, options, (function,)) for name, value in _plain(_named(function)).items()}


def _jitted(function: FunctionType, options: dict[str, Any], callers: tuple[FunctionType, ...]) -> Any:
    if function in callers:
        raise RecursionRefusedError(function.__name__)
    within = (*callers, function)
    helpers = {name: _jitted(value, options, within) for name, value in _plain(_named(function)).items()}
    cells = tuple(
        CellType(_jitted(held, options, within)) if isinstance(held := cell.cell_contents, FunctionType) else cell
        for cell in function.__closure__ or ()
    )
    copy = FunctionType(
        function.__code__, {**function.__globals__, **helpers}, function.__name__, function.__defaults__, cells
    )
    return numba.njit(_marked(copy, fingerprint(function)), **options)


def helpers_of(function: FunctionType) -> list[FunctionType]:
    """The plain functions that a function names, and those that they name, each once."""
    found: dict[FunctionType, None] = {}

    def look(at: FunctionType) -> None:
        cells = {str(place): cell.cell_contents for place, cell in enumerate(at.__closure__ or ())}
        for value in (*_plain(_named(at)).values(), *_plain(cells).values()):
            if value not in found:
                found[value] = None
                look(value)

    look(function)
    return list(found)


def kept(function: Any, names: dict[str, Any], mark: str, compile_: Callable[..., Any]) -> Any:
    """The function as ``compile_(function, cache=...)`` makes it, with ``names`` among its globals.

    ``mark`` says what it is made of: Numba looks at the date of one file alone to tell whether what it kept is stale.
    """
    copy = _marked(FunctionType(function.__code__, {**function.__globals__, **names}, function.__name__), mark)
    copy.__module__ = function.__module__
    try:
        return compile_(copy, cache=True)
    except NumbaError:
        raise
    # What an unwritable, full or damaged cache folder raises; what cannot be kept can still be used.
    except Exception:
        return compile_(copy, cache=False)


def is_kept(function: Any, mark: str) -> bool:
    """Whether such a function was compiled before, and lies where it will be found."""
    try:
        folder = numba.njit(function, cache=True).stats.cache_path
    # Numba raises RuntimeError where there is no folder to keep anything in.
    except RuntimeError:
        return False
    return any(Path(folder).glob(f"*{function.__name__}_{mark}*.nbi"))


def fingerprint(function: FunctionType) -> str:
    """A hash of what a function does: its code, and all that it names, to the bottom."""
    digest = hashlib.sha256(own_code())
    seen: set[Any] = set()

    def add(value: Any) -> None:
        if isinstance(value, FunctionType):
            if value not in seen:
                seen.add(value)
                add(value.__code__)
                add(value.__defaults__)
                add(str(value.__kwdefaults__))
                for name, used in _named(value).items():
                    add(name)
                    add(used)
                    reach(used, names_of(value.__code__))
                for cell in value.__closure__ or ():
                    add(cell.cell_contents)
        elif isinstance(value, CodeType):
            digest.update(value.co_code + value.co_exceptiontable)
            add((value.co_names, value.co_varnames, value.co_freevars, value.co_argcount, value.co_kwonlyargcount))
            add(value.co_consts)
        elif isinstance(value, tuple | frozenset | list):
            digest.update(f"{type(value).__name__} of {len(value)}".encode())
            for one in value:
                add(one)
        elif isinstance(value, np.ndarray):
            digest.update(f"array {value.dtype} {value.shape}".encode() + value.tobytes())
        else:
            digest.update(f"{type(value).__name__} {value!r}".encode())

    def reach(holder: Any, names: list[str]) -> None:
        """What code that names a module or a class can read of it, modules within it included."""
        if isinstance(holder, ModuleType | type) and (id(holder), *names) not in seen:
            seen.add((id(holder), *names))
            for name in names:
                if (held := getattr(holder, name, None)) is not None:
                    add(name)
                    add(held)
                    reach(held, names)

    add(function)
    return digest.hexdigest()[:20]


def _marked(function: FunctionType, mark: str) -> FunctionType:
    """The function under a name of its own.

    By its name Numba keeps a function on disk, and the linker finds it: of two that are named alike, one of which
    comes from disk, the other would be taken for the first.
    """
    function.__qualname__ = f"{function.__name__}_{mark}"
    return function


@cache
def own_code() -> bytes:
    """What this package itself is made of: a change to any of its files makes stale what was kept."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).digest()


def names_of(code: CodeType) -> list[str]:
    """The names of globals and attributes in a piece of code, and in the comprehensions and functions within it."""
    within = [names_of(one) for one in code.co_consts if isinstance(one, CodeType)]
    return [*code.co_names, *(name for names in within for name in names)]


def _named(function: FunctionType) -> dict[str, Any]:
    """The globals that a function names."""
    return {name: function.__globals__[name] for name in names_of(function.__code__) if name in function.__globals__}


def _plain(names: dict[str, Any]) -> dict[str, FunctionType]:
    """Those that are functions written in Python."""
    return {name: value for name, value in names.items() if isinstance(value, FunctionType)}
