"""A file that a person writes, as text: safe YAML in which 15:00 is a time of day, and no line means two things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 1_000_000
"""Bytes; the fitted scenario of a year of a large bank has about 50,000."""

LONGEST_NUMBER = 30
"""Digits."""
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, with which a name could steer a terminal, and halves of characters."""


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, which builds plain data only, made stricter.

    YAML 1.1 reads 15:00 as the number 900, 010 as 8 and ``no`` as false; here only what YAML 1.2 calls a number or
    a truth value is one.  A key given twice, a key that is no plain text, a tag and an anchor (with which a small
    file can unfold to a huge one) are refused, and so are characters that steer a terminal.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own shape

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML types only its surface
        if getattr(event, "anchor", None) is not None:
            raise _refused("anchors and aliases are not used in these files", event)
        if getattr(event, "tag", None) is not None:
            raise _refused(f"the tag '{event.tag}': tags are not used in these files", event)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _refused("a key must be plain text", key_node)
            if key_node.value in seen:
                raise _refused(f"the key '{key_node.value}' is given twice", key_node)
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        if isinstance(node, yaml.ScalarNode) and (steering := _STEERING.search(node.value)):
            raise _refused(f"the character U+{ord(steering[0]):04X} cannot be used here", node)
        return super().construct_scalar(node)

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        if len(node.value) > LONGEST_NUMBER:
            raise _refused(f"a number of {len(node.value)} digits", node)
        return int(node.value)


def _refused(problem: str, where: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=where.start_mark)


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_yaml_int)


class ScenarioDumper(yaml.SafeDumper):
    """PyYAML's safe dumper for this loader: quotes what the loader would take for something else; no anchors."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own shape

    def ignore_aliases(self, data: Any) -> bool:
        """Equal parts are written out each time."""
        return True


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
     "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):  # fmt: skip
    for _kind in (_Loader, ScenarioDumper):
        _kind.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), list(_first))


def write_yaml(raw: Mapping[str, Any]) -> str:
    """The text of a scenario file that ``parse_yaml`` reads as this mapping."""
    return yaml.dump(dict(raw), Dumper=ScenarioDumper, sort_keys=False, allow_unicode=True)


def parse_yaml(text: str, place: str, guide: str = "docs/scenarios.md") -> dict[str, Any]:
    """The mapping in a scenario file, or in one that another ``guide`` explains.  Raises ScenarioError."""
    loader = None
    try:
        loader = _Loader(text)
        raw = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ScenarioError([_not_yaml(f"{place}{line}", error.problem or "this is not YAML", guide)]) from None
    except yaml.YAMLError as error:
        raise ScenarioError([_not_yaml(place, str(error).splitlines()[0], guide)]) from None
    except RecursionError:
        raise ScenarioError([_not_yaml(place, "nested too deeply", guide)]) from None
    finally:
        if loader is not None:
            loader.dispose()
    if not isinstance(raw, dict):
        raise ScenarioError([_not_yaml(place, "the file holds no keys", guide)])
    return raw


def parse_value(text: str, place: str) -> Any:
    """One value as it would read in a scenario file, for ``--set``.  Raises ScenarioError."""
    return parse_yaml(f"value: {text}", place)["value"]


def read_text(path: Path, largest: int = LARGEST) -> str:
    """The text of a file that a person wrote.  Raises ScenarioError where it cannot be read as UTF-8."""
    place = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
        if len(content) > largest:
            raise ScenarioError([Problem(place, f"larger than {largest // 10**6} MB", "is this the right file?")])
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        problem = Problem(place, f"not UTF-8 text (byte {error.start})", "save the file as UTF-8")
    except FileNotFoundError:
        problem = Problem(place, "no such file", "see `python run_sim.py scenarios` for the shipped ones")
    except OSError as error:
        problem = Problem(place, f"cannot be read: {error.strerror}", "check the path and your rights")
    except ValueError:
        problem = Problem(place, "cannot be the path of a file", "check the path")
    raise ScenarioError([problem])


def _not_yaml(place: str, problem: str, guide: str) -> Problem:
    return Problem(place, problem, f"see {guide} for how such a file reads")
