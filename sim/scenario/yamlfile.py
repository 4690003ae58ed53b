"""A scenario file as text: safe YAML in which 15:00 is a time of day, and no line means two things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 5_000_000
"""Bytes; the fitted scenario of a year of a large bank has about 50,000."""


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, which builds plain data only, made stricter.

    YAML 1.1 reads 15:00 as the number 900 and ``no`` as false; here only what YAML 1.2 calls a number or a
    truth value is one.  A key given twice and an anchor (with which a small file can unfold to a huge one)
    are refused.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own shape

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML types only its surface
        if getattr(event, "anchor", None) is not None:
            raise yaml.MarkedYAMLError(
                problem="anchors and aliases are not used in scenario files", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            if key_node.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key '{key_node.value}' is given twice", problem_mark=key_node.start_mark
                )
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
     "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):  # fmt: skip
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), list(_first))


def parse_yaml(text: str, place: str) -> dict[str, Any]:
    """The mapping in a scenario file.  Raises ScenarioError."""
    loader = _Loader(text)
    try:
        raw = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ScenarioError([_not_yaml(f"{place}{line}", error.problem or "this is not YAML")]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ScenarioError([_not_yaml(place, str(error).splitlines()[0])]) from None
    finally:
        loader.dispose()
    if not isinstance(raw, dict):
        raise ScenarioError([_not_yaml(place, "the file holds no keys")])
    return raw


def parse_value(text: str) -> Any:
    """One value as it would read in a scenario file, for ``--set``."""
    return parse_yaml(f"value: {text}", "--set")["value"]


def read_text(path: Path) -> str:
    """The text of a file that a person wrote.  Raises ScenarioError where it cannot be read as UTF-8."""
    place = str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise ScenarioError([Problem(place, f"larger than {LARGEST // 10**6} MB", "is this a scenario?")])
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(place, f"not UTF-8 text (byte {error.start})", "save the file as UTF-8")
    except FileNotFoundError:
        problem = Problem(place, "no such file", "see `python run_sim.py scenarios` for the shipped ones")
    except OSError as error:
        problem = Problem(place, f"cannot be read: {error.strerror}", "check the path and your rights")
    raise ScenarioError([problem])


def _not_yaml(place: str, problem: str) -> Problem:
    return Problem(place, problem, "see docs/authors.md for how a scenario file reads")
