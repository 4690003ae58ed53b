"""From a transcript to a score: every check asked, weights of what could not be asked shared out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.dialogue.lines import names_in_lines, spoken
from trainer.rubric.call import Call, understand
from trainer.rubric.checks import ALL
from trainer.rubric.checks.verification import script_line
from trainer.rubric.criticals import criticals
from trainer.rubric.deductions import deductions
from trainer.rubric.registry import Check
from trainer.rubric.score import CheckResult, Score, SectionResult
from trainer.rubric.weights import PROFILES

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue, ScriptLine
    from trainer.transcript import Transcript

COUNTED = ("pass", "fail")


def score(dialogue: Dialogue, transcript: Transcript) -> Score:
    """The score of a call.  The same transcript always gets the same one."""
    return score_call(understand(dialogue, transcript))


def score_call(call: Call) -> Score:
    """The score of a call that has been understood."""
    better = model_answers(call)
    weights = PROFILES[call.dialogue.kind]
    results = {section: _results(call, section, better) for section in weights}
    measured = {section: sum(one.status in COUNTED for one in found) for section, found in results.items()}
    whole = sum(weight for section, weight in weights.items() if measured[section])
    sections = []
    for section, weight in weights.items():
        share = 100 * weight / whole if measured[section] else 0.0
        each = share / measured[section] if measured[section] else 0.0
        checks = tuple(
            CheckResult(one.name, one.definition, one.finding, each if one.status in COUNTED else 0.0,
                        one.better if one.status == "fail" else "") for one in results[section]
        )  # fmt: skip
        earned = sum(one.points for one in checks if one.status == "pass")
        sections.append(SectionResult(section, share, earned, checks))
    taken_off = deductions(call, better)
    total = sum(section.earned for section in sections) - sum(one.points for one in taken_off)
    return Score(round(max(0.0, total), 1), tuple(sections), taken_off, criticals(call, better))


def _results(call: Call, section: str, better: dict[str, str]) -> list[CheckResult]:
    checks = asked_of(call.dialogue, section)
    return [CheckResult(one.name, one.definition, one.look(call), better=better.get(one.name, "")) for one in checks]


def asked_of(dialogue: Dialogue, section: str) -> list[Check]:
    """The checks of a section that this kind of call is asked, the lines of its script among them."""
    checks = [one for one in ALL if one.section == section and dialogue.kind in one.kinds
              and one.name not in dialogue.leaves_out]  # fmt: skip
    if section == ("verification" if "verification" in PROFILES[dialogue.kind] else "verbatim"):
        checks += [_line(name, section, line) for name, line in dialogue.script.items()]
    return checks


def _line(name: str, section: str, line: ScriptLine) -> Check:
    said = f'Says: "{line.strict}"' if line.strict else f"Says, in own words: {name.replace('_', ' ')}"
    return Check(name, section, said, lambda call: script_line(call, line))


def model_answers(call: Call) -> dict[str, str]:
    """Better wordings by the name of the check: the dialogue's, else the language's."""
    names = names_in_lines(call.dialogue, call.reader.trainee)
    scripts = {name: line.strict for name, line in call.dialogue.script.items() if line.strict}
    wordings = {**call.reader.lexicon.better, **scripts, **call.dialogue.better}
    better = {name: spoken(text, names, 0, name) for name, text in wordings.items()}
    truth = call.dialogue.wrap_up
    return better | {"disposition": " / ".join(truth.dispositions[name] for name in truth.right_in(call, call.ending))}
