"""What the import contracts of pyproject.toml cannot say about the house."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
FRONT_DOOR = ROOT / "run_sim.py"
LONGEST = 300

NETWORK = {"aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket"} | {
    *("socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc"),
}
RUNS_WHAT_IT_READS = {"cloudpickle", "dill", "marshal", "pickle", "shelve"}
OWN_STREAMS = {"default_rng", "Generator", "SeedSequence", "PCG64", "PCG64DXSM", "Philox", "SFC64"}


def parsed(*rooms: str) -> dict[str, ast.Module]:
    """The Python files of these rooms and the front door, by their path from the root."""
    paths = [*(path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))), FRONT_DOOR]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths if path.exists()}


SHIPPED = parsed("sim", "trainer", "scenarios")
OURS = SHIPPED | parsed("benchmarks")


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that a file names in an import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def dotted(node: ast.expr) -> str:
    """``a.b.c`` of such an expression; empty for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (owner := dotted(node.value)):
        return f"{owner}.{node.attr}"
    return ""


def called(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call whose function has a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := dotted(node.func)):
            yield name, node


def within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def imports_from(packages: set[str]) -> list[str]:
    return [
        f"{path} imports {name}" for path, tree in SHIPPED.items() for name in imported(tree) if within(name, packages)
    ]


def test_a_file_has_one_job() -> None:
    """At 300 lines look for the second one."""
    lines = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in OURS | parsed("tests")}
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}


def test_a_module_opens_with_a_sentence_about_the_world() -> None:
    first_lines = {path: (ast.get_docstring(tree) or "").partition("\n")[0] for path, tree in OURS.items()}
    assert [path for path, line in first_lines.items() if not line.endswith((".", "?", "!", ":"))] == []


def test_no_file_that_someone_hands_us_is_unpickled() -> None:
    assert imports_from(RUNS_WHAT_IT_READS) == []
    pickles = [
        f"{path}: {name}(allow_pickle=...)"
        for path, tree in SHIPPED.items()
        for name, call in called(tree)
        for keyword in call.keywords
        if keyword.arg == "allow_pickle" and ast.unparse(keyword.value) != "False"
    ]
    assert pickles == []


def test_yaml_is_read_by_its_safe_loader_only() -> None:
    """``yaml.load`` and the full loaders build whatever object the file asks for."""
    unsafe = [
        f"{path}: {name}"
        for path, tree in SHIPPED.items()
        for name in [
            *imported(tree),
            *(dotted(node) for node in ast.walk(tree) if isinstance(node, ast.expr)),
        ]
        if name.startswith("yaml.") and name.endswith(("load", "load_all", "Loader"))
        if not name.startswith(("yaml.safe_", "yaml.Safe", "yaml.CSafe"))
    ]
    assert unsafe == []


def test_no_text_is_run_as_a_program() -> None:
    runs = [
        f"{path}: {name}"
        for path, tree in SHIPPED.items()
        for name, _ in called(tree)
        if name in {"eval", "exec", "os.system", "os.popen"}
    ]
    assert runs == []


def test_no_room_reaches_for_the_network_but_the_one_that_fetches_models_on_command() -> None:
    fetches = "trainer/ear/recognizers/downloads.py"
    assert {one.partition(" ")[0] for one in imports_from(NETWORK)} == {fetches}
    users = {
        path for path, tree in SHIPPED.items() for name in imported(tree) if name.endswith("recognizers.downloads")
    }
    assert users == {"trainer/cli/sound.py"}


def test_importing_the_simulator_opens_no_connection() -> None:
    watched = """
import sys
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(watch)
import sim
"""
    done = subprocess.run([sys.executable, "-c", watched], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_line_starts_without_what_only_some_commands_need() -> None:
    """These take longer to import than a hundred days of a small center take to run."""
    heavy = {"distributed", "jinja2", "joblib", "numba", "plotly", "polars", "scipy", "simpy"} | {
        *("alembic", "babel", "num2words", "platformdirs", "pymorphy3", "rapidfuzz", "sentencex", "snowballstemmer"),
        *("sqlalchemy", "statsmodels"),
    }
    program = f"import sys, run_sim; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_chance_comes_from_streams_of_our_own() -> None:
    """Never from the generators that a whole process shares."""
    shared = [
        f"{path}: {name}"
        for path, tree in SHIPPED.items()
        for name, _ in called(tree)
        if name.startswith(("np.random.", "numpy.random.")) and name.rpartition(".")[2] not in OWN_STREAMS
    ]
    assert shared == []
    assert imports_from({"random"}) == []


def test_an_import_names_what_it_takes() -> None:
    everything = [path for path, tree in OURS.items() if any(name.endswith(".*") for name in imported(tree))]
    assert everything == []


@pytest.mark.skipif(not FRONT_DOOR.exists(), reason="there is no front door yet")
def test_the_front_door_opens_on_the_command_lines_only() -> None:
    rooms = {name for name in imported(SHIPPED["run_sim.py"]) if within(name, {"sim", "trainer"})}
    assert {name for name in rooms - {"sim", "trainer"} if not within(name, {"sim.cli", "trainer.cli"})} == set()
