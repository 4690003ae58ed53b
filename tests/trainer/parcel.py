"""The template's call, the parcel that never came: small enough to know by heart, and changed at will."""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from sim.yamlfile import parse_yaml
from trainer import __file__ as home
from trainer.dialogue import Dialogue
from trainer.rubric import score
from trainer.rubric.call import Call, understand
from trainer.session import Answered, Session
from trainer.transcript import Transcript, Turn, WrapUp
from trainer.understanding import Heard, Reader

if TYPE_CHECKING:
    from trainer.rubric import CheckResult, Score

from pathlib import Path

TEXT = (Path(home).parent / "authoring" / "template.yaml").read_text(encoding="utf-8")
TRAINEE = "Ana Marin"
GREETING = "Good morning, Swift Parcels, this is Ana Marin. This call is recorded for training. How can I help you?"
GOOD = (
    GREETING,
    "I'm sorry, Ms Berg. Staying home for two days and no parcel came: that is really annoying. What happened?",
    "I understand, you don't want to stay home again. What is your address, please?",
    "Thank you. So you waited at home and SP-4471 never came, is that right? The label was damaged.",
    "I will take care of it myself: I'm arranging a new delivery for tomorrow by 3 pm. Does that work for you?",
    "To sum up: the driver will come tomorrow by 3 pm. Is there anything else I can do? Thank you for calling.",
    "Thank you, Ms Berg. Goodbye.",
)  # fmt: skip
RECORD = WrapUp(disposition="redelivery", notes="SP-4471, new delivery tomorrow", follow_up=True)


def raw(**changes: Any) -> dict[str, Any]:
    """The template's mapping; ``persona__anger=9`` changes what is inside a section."""
    mapping = copy.deepcopy(parse_yaml(TEXT, "template.yaml"))
    for path, value in changes.items():
        *steps, last = path.split("__")
        section = mapping
        for step in steps:
            section = section[step]
        section[last] = value
    return mapping


def parcel(**changes: Any) -> Dialogue:
    return Dialogue.model_validate(raw(**changes))


@cache
def reader() -> Reader:
    return Reader(parcel(), TRAINEE)


def heard(text: str) -> Heard:
    return reader().hear(text)


def played(*answers: str, seed: int = 1, **changes: Any) -> Session:
    """The call with these answers, as far as they go."""
    session = Session(parcel(**changes), seed=seed, trainee=TRAINEE)
    session.start()
    for answer in answers:
        session.take(Answered(text=answer))
    return session


def transcript(*turns: str | Turn, wrap_up: WrapUp | None = None, trainee: str = TRAINEE) -> Transcript:
    """A transcript of the trainee's turns; one that begins with ">MOVE " is the customer's."""
    whole = tuple(turn if isinstance(turn, Turn) else _turn(turn) for turn in turns)
    return Transcript(trainee=trainee, turns=whole, wrap_up=wrap_up)


def _turn(text: str) -> Turn:
    if text.startswith(">"):
        move, _, said = text[1:].partition(" ")
        return Turn(speaker="customer", text=said or "...", move=move)
    return Turn(speaker="trainee", text=text)


def call(*turns: str | Turn, wrap_up: WrapUp | None = None, **changes: Any) -> Call:
    return understand(parcel(**changes), transcript(*turns, wrap_up=wrap_up))


def scored(*turns: str | Turn, wrap_up: WrapUp | None = None, **changes: Any) -> Score:
    return score(parcel(**changes), transcript(*turns, wrap_up=wrap_up))


def check(name: str, *turns: str | Turn, wrap_up: WrapUp | None = None, **changes: Any) -> CheckResult:
    """One check of the score of these turns."""
    return scored(*turns, wrap_up=wrap_up, **changes).checks[name]


def as_text(mapping: dict[str, Any]) -> str:
    return yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False)
