"""Who runs against callfloor on models A and B, how many calls a turn, and what is inside the clock."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING

import sim
from benchmarks.own import quickened
from benchmarks.peers import Floor, PeerResult, c_floor, draw, simmer_floor
from benchmarks.race import Program, Run, Stopwatch, Turn

if TYPE_CHECKING:
    from benchmarks.peers.c_floor import Program as CProgram

TEXTBOOK = "SimPy, a process per call"
C_EVENTS = "C, event by event"
C_LINE = "C, Kiefer and Wolfowitz"


def rivals(model: str, floor: Floor, times: float) -> list[Program]:
    """By the name in the table, the yardstick first; a program more is a line more."""
    programs = [
        Program(TEXTBOOK, python(model, floor, "textbook_simpy", 50_000)),
        Program("SimPy, callbacks", python(model, floor, "callback_simpy", 50_000)),
        optional("salabim", "salabim", python(model, floor, "salabim_floor", 5_000)),
    ]
    if model == "model_a":
        programs += [
            optional("Ciw", "ciw", python(model, floor, "ciw_floor", 10_000, draws=False), "draws as it goes"),
            simmer(10_000),
            in_c(C_EVENTS, "model_a", model, floor, times),
            in_c(C_LINE, "kiefer_wolfowitz", model, floor, times),
        ]
    else:
        beyond = "not run: cannot express this floor"
        programs += [
            Program("Ciw", None, beyond),
            Program("simmer (R)", None, beyond),
            in_c(C_EVENTS, "model_b", model, floor, times),
        ]
    return programs


def python(model: str, floor: Floor, module: str, calls: int, *, draws: bool = True) -> Run:
    """A program of ``benchmarks.peers``.  Drawing the same callers once more, alone, tells how long that took."""

    def run(seed: int) -> Turn:
        simulate = getattr(importlib.import_module(f"benchmarks.peers.{module}"), model)
        watch = Stopwatch()
        result: PeerResult = simulate(calls, seed)
        took = watch.lap()
        if not draws:
            return Turn(engine_s=took, calls=result.calls, result=result)
        drawn = draw(floor, calls, seed)
        drawing = watch.lap()
        del drawn
        return Turn(drawing, took - drawing, calls=result.calls, result=result)

    return run


def optional(name: str, package: str, run: Run, remark: str = "") -> Program:
    """A program of a package that may be missing."""
    if importlib.util.find_spec(package) is None:
        return Program(name, None, f"not run: {package} is not installed (pip install 'callfloor[bench]')")
    return Program(name, run, remark)


def simmer(calls: int) -> Program:
    """A program in R, timed by R."""
    if reason := simmer_floor.missing():
        return Program("simmer (R)", None, f"not run: {reason}")

    def run(seed: int) -> Turn:
        result, cpu_s = simmer_floor.model_a(calls, seed)
        return Turn(engine_s=cpu_s, calls=result.calls, result=result)

    return Program("simmer (R)", run, "draws as it goes")


def in_c(name: str, program: CProgram, model: str, floor: Floor, times: float) -> Program:
    """A program of ``floor.c`` on the day that callfloor's compiled engine is given."""
    if reason := c_floor.missing():
        return Program(name, None, f"not run: {reason}")
    scenario = quickened(model, times)

    def run(seed: int) -> Turn:
        day = c_floor.Day.from_workload(floor, sim.draw_workload(scenario, seed=seed))
        watch = Stopwatch()
        outcome = c_floor.run(program, day)
        took = watch.lap()
        result = outcome.result(floor, day, c_floor.MINUTE / times)
        return Turn(engine_s=took, calls=result.calls, result=result)

    return Program(name, run, "callfloor's callers", draws=False)
