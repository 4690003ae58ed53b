"""The mood curve as points of a drawing: anger and trust after every answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from trainer.customer import Shift
    from trainer.session import Followed

WIDTH: Final = 760
HEIGHT: Final = 200
_LEFT, _TOP, _BOTTOM = 34, 12, 26


@dataclass(frozen=True)
class Point:
    """The mood after an answer.  ``turn``: its place in the transcript, from 1; 0 for the start."""

    turn: int
    anger: float
    trust: float
    shifts: tuple[Shift, ...]
    x: float

    @property
    def anger_y(self) -> float:
        """Where anger stands in the drawing."""
        return height_of(self.anger)

    @property
    def trust_y(self) -> float:
        """Where trust stands in the drawing."""
        return height_of(self.trust)


@dataclass(frozen=True)
class Curve:
    """The drawing, WIDTH by HEIGHT."""

    points: tuple[Point, ...]
    grid: tuple[tuple[int, float], ...]
    """Levels that have a line, and where it is."""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT

    def path(self, name: str) -> str:
        """The line of "anger" or "trust", as SVG takes it."""
        return " ".join(f"{point.x:.1f},{getattr(point, f'{name}_y'):.1f}" for point in self.points)


def height_of(level: float) -> float:
    """Where a level from 0 to 10 stands in the drawing, from its top."""
    return _TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - level / 10)


def curve(mood: Followed, answers: Sequence[int]) -> Curve:
    """The drawing of a call's mood.  ``answers``: the places of the answers in the transcript."""
    felt = list(zip(answers, mood.replies, strict=False))
    step = (WIDTH - _LEFT - 12) / max(1, len(felt))
    points = [Point(0, *mood.start, (), _LEFT)]
    points += [
        Point(turn, reply.anger, reply.trust, tuple(reply.shifts), _LEFT + number * step)
        for number, (turn, reply) in enumerate(felt, start=1)
    ]
    return Curve(tuple(points), tuple((level, height_of(level)) for level in (0, 5, 10)))
