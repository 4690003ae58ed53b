"""Checks that no answer can pass: acts whose own examples are not heard, facts whose own value is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sim.errors import Problem
from trainer.dialogue.lines import names_in_lines, written_out
from trainer.language import Say
from trainer.understanding import Reader

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue

_TRAINEE = "Ana"


def unheard(dialogue: Dialogue) -> Iterator[Problem]:
    """Acts and facts that a check rests on and that nothing said would be understood as."""
    reader = Reader(dialogue, _TRAINEE)
    samples = _samples(dialogue, reader)
    for act in sorted(_needed(dialogue) & dialogue.acts.keys()):
        say = dialogue.acts[act]
        phrases = _phrases(say)
        if not any(act in reader.hear(_said(phrase, samples)) for phrase in phrases):
            yield Problem(
                f"acts.{act}",
                "is understood from none of its own phrases, so no answer can pass",
                "shorten them; see 'never'",
            )
    for name in dialogue.resolution.facts:
        value = written_out(dialogue.facts[name], dialogue.language)
        if name not in reader.hear(value).facts:
            yield Problem(
                f"facts.{name}", f"'{value}' is not understood as {name}, so no answer can pass", "mend 'spoken'"
            )
    if not any("names_issue" in reader.hear(_said(phrase, samples)) for phrase in dialogue.issue):
        yield Problem("issue", "is understood from none of its own phrases", "write the words that callers use")


def _phrases(say: Say | tuple[str, ...]) -> tuple[str, ...]:
    return say.says if isinstance(say, Say) else say


def _needed(dialogue: Dialogue) -> set[str]:
    resolution = dialogue.resolution
    wanted = {
        *resolution.solutions,
        resolution.root_cause,
        dialogue.wrap_up.follow_up,
        *dialogue.criticals,
    }
    return {act for act in wanted | {line.flexible for line in dialogue.script.values()} if act}


def _samples(dialogue: Dialogue, reader: Reader) -> Mapping[str, str]:
    """Something to say for every value and concept."""
    lexicon = reader.lexicon
    day = next(iter(lexicon.days.get(1, ("",))))
    hours = f"2 {lexicon.units['hour'][0]}"
    currency = next(iter(lexicon.currencies.values()))[0]
    samples = {"money": f"5 {currency}", "percent": "5%", "number": "5", "day": day, "deadline": day, "duration": hours,
               "time": "15:00", "date": "12.05", "weekday": ""}  # fmt: skip
    samples |= names_in_lines(dialogue, _TRAINEE)
    concepts = {**lexicon.concepts, **dialogue.concepts, "issue": dialogue.issue}
    concepts |= {f"act:{name}": _phrases(say) for name, say in {**lexicon.acts, **dialogue.acts}.items()}
    return samples | {f"<{name}>": phrases[0] for name, phrases in concepts.items()}


def _said(phrase: str, samples: Mapping[str, str], depth: int = 3) -> str:
    """A phrase as somebody might say it: the first of every choice, nothing in between."""
    text = re.sub(
        r"<([\w:]+)>", lambda one: _said(samples.get(one[0], ""), samples, depth - 1) if depth else "", phrase
    )
    text = re.sub(r"\{(\w+)\}", lambda one: samples.get(one[1], ""), text.replace("...", " ").replace("+", " "))
    words = [word.split("/")[0].rstrip("*") for word in re.sub(r"[()]", " ", text).split()]
    question = "?" if "?" in words else ""
    return " ".join(word for word in words if word != "?") + question
