"""What the guide shows works: its Python and its commands run, its scenarios load, its links lead somewhere."""

from __future__ import annotations

import csv
import json
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import typer.main
from typer.core import TyperGroup
from typer.testing import CliRunner

import sim
from run_sim import app
from sim.distributions import _FAMILIES
from sim.loading import fingerprint
from sim.scenario import Group, Queue, Scenario
from sim.yamlfile import parse_yaml
from tests.guide import FENCE, OF_THE_TRAINER, PAGES, WORDS, blocks, by_name, commands, showing
from trainer.folders import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from sim.schema import Part

pytest_plugins = ["clusters"]

CLUSTER = "tcp://10.0.0.1:8786"
"""The cluster of the examples; a real one answers for it."""
ELSEWHERE = ("db.example.com", "scenarios/corpus", "recordings/")
"""What is not in a page's folder: such a command is parsed and not run."""
ALIVE = {"window", "--voice", "--typed", "--test", "--answers", "--download"}
"""What needs a screen, somebody who speaks, or a network: the same."""
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")

CALLS: dict[str, Any] = {"arrivals": {"per_hour": 20}, "talk": "3 min", "patience": {"exponential": {"mean": "4 min"}}}
AGENTS: dict[str, Any] = {"agents": 4, "skills": {"calls": "first", "other": "second"}}
CENTER: dict[str, Any] = {
    "name": "the center of the examples",
    "open": "08:00 to 12:00",
    "queues": {"calls": CALLS, "other": CALLS},
    "groups": {"agents": AGENTS},
}


def lighter(arguments: list[str]) -> list[str]:
    """The same command over two days, with no precision to reach."""
    kept = arguments.copy()
    for option in ("--days", "--precision"):
        if option in kept:
            at = kept.index(option)
            del kept[at : at + 2]
    return [*kept, "--days", "2"] if arguments[0] in ("simulate", "compare") else kept


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that a page names by the titles of its blocks; the page is the test's parameter."""
    for block in blocks(request.node.callspec.params["page"]):
        if block.title:
            (tmp_path / block.title).write_text(block.text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def somebodys_attempts(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of the test's own; for a page that forks, with an attempt that is over and one that was left."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert data_folder().is_relative_to(tmp_path), "the guide is not tried out on somebody's own attempts"
    if "--fork" in WORDS[request.node.callspec.params["page"].name]:
        answers = "Hello.\nI am sorry.\nWhen was that?\nGoodbye.\n"
        for typed in (f"{answers}1\nnothing\nn\n", "Hello.\n"):
            CliRunner().invoke(app, ["train", "double_charged", "--trainee", "Ana Marin"], input=typed)


@pytest.fixture
def cluster(request: pytest.FixtureRequest) -> str:
    """The address of a cluster, if the page, which is the test's parameter, has one in it."""
    page = request.node.callspec.params["page"]
    return str(request.getfixturevalue("address")) if CLUSTER in WORDS[page.name] else ""


@pytest.fixture
def somebodys_log(tmp_path: Path) -> None:
    """log.csv and report.csv of a small center, with columns as the manager's page names them."""
    center = sim.scenario_from(CENTER)
    calls, intervals = [], []
    for day in range(10):
        midnight = datetime(2024, 3, 4) + timedelta(days=day)
        workload, roster = sim.draw_workload(center, day=day), sim.draw_roster(center, day=day)
        log = sim.simulate(workload, roster)
        for call in range(log.contacts):
            handled = log.status[call] == sim.Status.HANDLED
            moments = (log.arrival[call], log.left_queue[call], log.talk_end[call] if handled else log.left_queue[call])
            came, left, over = (midnight + timedelta(microseconds=int(moment)) for moment in moments)
            agent = log.agents[log.agent[call]] if handled else ""
            calls.append([came, log.queues[log.call_type[call]], left if handled else "", over, agent])
        intervals += [[midnight + timedelta(hours=8, minutes=30 * half), "calls", 12, 180] for half in range(8)]
    for name, head, rows in (
        ("log.csv", ["came", "line", "picked_up", "hung_up", "who"], calls),
        ("report.csv", ["interval", "line", "offered", "aht_s"], intervals),
    ):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])


@pytest.mark.parametrize("page", showing("python"), ids=by_name)
@pytest.mark.usefixtures("desk")
def test_the_python_of_a_page_runs(page: Path, cluster: str) -> None:
    names: dict[str, Any] = {"__name__": page.stem}
    for number, block in enumerate(block for block in blocks(page) if block.language == "python"):
        exec(compile(block.text.replace(CLUSTER, cluster), f"{page.name}, Python block {number + 1}", "exec"), names)


@pytest.mark.parametrize("page", [page for page in showing("yaml") if page.name not in OF_THE_TRAINER], ids=by_name)
def test_the_scenarios_of_a_page_load(page: Path, desk: Path) -> None:
    for number, block in enumerate(block for block in blocks(page) if block.language == "yaml"):
        piece = parse_yaml(block.text, f"{page.name}, YAML block {number + 1}")
        if "broken" not in block.title:
            path = desk / f"block {number + 1}.yaml"
            path.write_text(json.dumps(in_a_center(piece)), encoding="utf-8")
            sim.load_scenario(path)


def in_a_center(piece: dict[str, Any]) -> dict[str, Any]:
    """A whole scenario as it is; a piece of one in the center that the page on scenarios speaks of."""
    if {"open", "queues", "groups"} <= piece.keys():
        return piece
    if piece.keys() <= keys(Scenario):
        return CENTER | piece
    if piece.keys() <= keys(Queue):
        return CENTER | {"queues": {"calls": CALLS | piece, "other": CALLS}}
    assert piece.keys() <= keys(Group), f"no part of a scenario has all of {', '.join(piece)}"
    presence = {} if piece.keys() & {"agents", "shifts"} else {"agents": 4}
    return CENTER | {"groups": {"agents": AGENTS, "others": {"skills": AGENTS["skills"]} | presence | piece}}


def keys(part: type[Part]) -> set[str]:
    return set(part.model_fields)


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))], ids=by_name)
@pytest.mark.usefixtures("somebodys_log", "somebodys_attempts")
def test_the_commands_of_a_page_run(page: Path, desk: Path, cluster: str) -> None:
    for command in commands(page):
        assert_parses(command.arguments)
        if not command.arguments or is_elsewhere(command.arguments):
            continue
        there = [cluster if word == CLUSTER else word for word in command.arguments]
        typed = (desk / command.typed).read_text(encoding="utf-8") if command.typed else None
        done = CliRunner().invoke(app, lighter(there), input=typed)
        assert done.exit_code == 0 or command.shown, f"{command.line}\n{done.output}"
        if command.shown:
            assert done.output.splitlines() == command.shown, command.line


def is_elsewhere(arguments: list[str]) -> bool:
    """Whether a command speaks of something that a page's folder has not."""
    left_day = "--resume" in arguments and arguments[0] != "train"
    return left_day or bool(ALIVE & set(arguments)) or any(name in word for word in arguments for name in ELSEWHERE)


def assert_parses(arguments: list[str]) -> None:
    """The commands exist and know these options; nothing is run."""
    command: Any = typer.main.get_command(app)
    context = command.make_context("run_sim.py", arguments.copy())
    while isinstance(command, TyperGroup) and arguments and not arguments[0].startswith("-"):
        name, command, arguments = command.resolve_command(context, arguments.copy())
        context = command.make_context(name, arguments.copy(), parent=context)


def test_every_what_if_of_the_managers_table_can_be_asked() -> None:
    _, _, table = WORDS["manager.md"].partition("| what if ... | `--set` |")
    rows = table.split("\n\n")[0].splitlines()[2:]
    assert len(rows) > 5
    for row in rows:
        change = re.search(r"\| `\"?([^`\"]+)\"?`", row)
        assert change, row
        sim.load_scenario("bank", [change[1]])


def test_every_command_is_shown_in_the_guide() -> None:
    shown = {word for page in PAGES for command in commands(page) for word in command.arguments[:2]}
    group: Any = typer.main.get_command(app)
    assert {*group.commands, *group.commands["train"].commands} - shown == {"play"}  # `train NAME` plays


def test_every_key_of_a_scenario_file_is_explained() -> None:
    wanted = keys(Scenario) | keys(Queue) | keys(Group) | set(_FAMILIES)
    assert {key for key in wanted if f"`{key}`" not in WORDS["scenarios.md"]} - {"deterministic"} == set()


def test_everything_that_a_policy_sees_is_explained() -> None:
    assert [field for field in sim.Floor._fields if f"| `{field}` |" not in WORDS["researcher.md"]] == []


def test_a_result_is_cited_by_the_fingerprint_that_the_scenario_has() -> None:
    cited = re.findall(r"scenario (\w+)\s+\(fingerprint\s+(\w+)\)", WORDS["researcher.md"])
    assert cited == [(name, fingerprint(sim.load_scenario(name))) for name, _ in cited] != []


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.finditer(FENCE.sub("", WORDS[page.name])):
        target = (page.parent / link["path"]).resolve() if link["path"] else page
        assert target.exists(), link[0]
        if link["anchor"]:
            assert link["anchor"] in anchors(target), link[0]


def anchors(page: Path) -> set[str]:
    """The headings of a page as links write them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
