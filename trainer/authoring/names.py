"""Names that mean nothing in this call: checks that are not asked, currencies that nobody is understood to name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.errors import Problem
from sim.wording import nearest
from trainer.language import Amount, load_lexicon
from trainer.rubric.checks import ALL

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue


def strange_names(dialogue: Dialogue) -> Iterator[Problem]:
    """Checks that are left out or have a model answer and do not exist; currencies without a word in this language."""
    lexicon = load_lexicon(dialogue.language)
    checks = sorted({check.name for check in ALL} | dialogue.script.keys())
    models = sorted({*checks, *lexicon.better})
    named = [(f"leaves_out[{number}]", name, checks) for number, name in enumerate(dialogue.leaves_out)]
    named += [(f"better.{name}", name, models) for name in dialogue.better]
    for place, name, known in named:
        if name not in known:
            yield Problem(place, f"no check named '{name}'", nearest(name, known, "checks"))
    for place, amount in _sums(dialogue):
        if amount.unit not in lexicon.currencies:
            problem = f"{amount.unit} is no currency that is understood in this language"
            yield Problem(place, problem, nearest(amount.unit, lexicon.currencies, "currencies"))


def _sums(dialogue: Dialogue) -> Iterator[tuple[str, Amount]]:
    """Every sum of money that a dialogue names, and where."""
    for name, fact in dialogue.facts.items():
        if fact.money is not None:
            yield f"facts.{name}.money", fact.money
    for name, entry in dialogue.knowledge.items():
        limits = entry.money
        for end, limit in (("from", limits.least), ("to", limits.most)) if limits is not None else ():
            if limit is not None:
                yield f"knowledge.{name}.money.{end}", limit
