"""How long a trainee waits: for the customer's reply to a typed answer, for the score of a call, for the program."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.table import Table
from trainer.dialogue import load_dialogue
from trainer.rubric import score
from trainer.session import Answered, Session

if TYPE_CHECKING:
    import pytest
    from pytest_benchmark.fixture import BenchmarkFixture

    from trainer.dialogue import Dialogue

LANGUAGES = {"English": "", "Russian": "ru/", "Ukrainian": "uk/", "Romanian": "ro/", "Persian": "fa/"}
TURNS = 12
LAPS = 20
WANTED = {"score": {"Persian": "100", "": "50"}, "reply": "100", "import": "300"}
"""Milliseconds asked for by the plan."""


def model_call(dialogue: Dialogue) -> tuple[Session, list[float]]:
    """A call of six answers put together from the dialogue's own model answers, and the milliseconds to each reply."""
    answers = [
        "{greeting} {offers_help}", "{timely} {specific} {open_question}", "{acknowledge} {explore} {clarifier}",
        "{paraphrase} {root_cause}", "{ownership} {steps} {deadline}", "{recap} {next_step} {anything_else}",
    ]  # fmt: skip
    session = Session(dialogue, seed=1, trainee="Ana Marin")
    session.start()
    models = {**session.reader.lexicon.better, **dialogue.better}
    waits = []
    for answer in answers:
        text = answer.format_map(models).format_map(session.customer.names)
        began = time.perf_counter()
        session.take(Answered(text=text))
        waits.append(1000 * (time.perf_counter() - began))
    return session, waits


def started(module: str) -> float:
    """Milliseconds to import a module in a new process, the start of Python not counted."""
    program = f"import time; began = time.perf_counter(); import {module}; print(time.perf_counter() - began)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return 1000 * float(done.stdout)


def test_a_rehearsal(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[list[str]] = []

    def lap() -> None:
        rows.clear()
        for language, folder in LANGUAGES.items():
            dialogue = load_dialogue(f"{folder}double_charged")
            model_call(dialogue)  # loads the language
            session, waits = model_call(dialogue)
            took = []
            for _ in range(LAPS):
                began = time.perf_counter()
                score(dialogue, session.transcript)
                took.append(1000 * (time.perf_counter() - began))
            wanted = WANTED["score"].get(language, WANTED["score"][""])
            turns = len(session.transcript.turns)
            rows.append([f"score of a call of {turns} turns, {language}", f"{median(took):.0f}", wanted])
            rows.append([f"reply to a typed answer, {language} (the slowest)", f"{max(waits):.0f}", WANTED["reply"]])
        rows.append(["import trainer", f"{median(started('trainer') for _ in range(5)):.0f}", WANTED["import"]])
        rows.append(
            [
                "import trainer.session, all that a call needs",
                f"{median(started('trainer.session') for _ in range(5)):.0f}",
                "",
            ]
        )

    benchmark.pedantic(lap, rounds=1)
    table = Table("A rehearsal, in milliseconds", ["what", "milliseconds", "at most"], rows,
                  ["The language loaded once before; wall time on one core."])  # fmt: skip
    benchmark.extra_info["tables"] = [table.as_json()]
    with capsys.disabled():
        print(f"\n\n{table.text()}")
