"""What makes a result "not ready", however good the rest was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from trainer.dialogue import RELATIVE
from trainer.rubric.checks.verification import script_line
from trainer.rubric.score import Critical, Evidence

if TYPE_CHECKING:
    from trainer.rubric.call import Call

Found = Iterator[tuple[tuple[Evidence, ...], str]]

OPT_OUT = "opt_out"
"""The move in which a customer asks not to be called again."""


def data_before_verification(call: Call) -> Found:
    """Account data that the caller had not named, before he was verified."""
    if call.dialogue.resolution.verification:
        for answer, name in call.disclosed:
            if answer.order < call.verified and not answer.before.startswith(RELATIVE):
                yield (
                    (answer.evidence(),),
                    f"{call.dialogue.facts[name].label} was said to a caller nobody had verified",
                )


def missing_disclosure(call: Call) -> Found:
    """A line of the script that must never be left out."""
    for name, line in call.dialogue.script.items():
        if line.critical and (found := script_line(call, line)).status == "fail":
            yield found.evidence, f'"{line.strict or call.means(name)}": {found.why}'


def false_promise(call: Call) -> Found:
    """A fact or a promise that is not so."""
    for answer, claim in call.claims(beyond_authority=False):
        yield (answer.evidence(),), claim.why


def unauthorised_concession(call: Call) -> Found:
    """More than the trainee may grant."""
    for answer, claim in call.claims(beyond_authority=True):
        yield (answer.evidence(),), claim.why


def insult_or_threat(call: Call) -> Found:
    """An insult or a threat."""
    for answer, act in call.acts("insult", "threat"):
        if act.sure:
            yield (answer.evidence(act),), act.name


def opt_out_ignored(call: Call) -> Found:
    """The customer asked not to be called again, and nobody granted it in the next two answers."""
    for answer in call.answers:
        if answer.before == OPT_OUT:
            found = call.does("accepts_opt_out", among=call.following(answer, 2))
            if found.status == "fail":
                yield (answer.evidence(),), "asked not to be called again, and was not heard"
            return


def third_party(call: Call) -> Found:
    """Something of the customer's said to somebody else."""
    account = {name for name, fact in call.dialogue.facts.items() if fact.account}
    for answer in call.answers:
        if answer.before.startswith(RELATIVE):
            for name in sorted(account & answer.heard.facts.keys()):
                yield (answer.evidence(),), f"{call.dialogue.facts[name].label} was said to somebody else"
            for act in answer.heard.acts.get("names_debt", ()):
                if act.sure:
                    yield (answer.evidence(act),), "the debt was named to somebody else"


def unannounced_hang_up(call: Call) -> Found:
    """The trainee hung up without a word that the call is over."""
    if call.answers and call.answers[-1].turn.hangs_up:
        spoken = call.answers[-3:-1]
        if call.does("goodbye", "ends_by_policy", among=spoken).status == "fail":
            yield (call.answers[-1].evidence(),), "hung up without saying so"


def own_criticals(call: Call) -> Found:
    """What the dialogue's author calls critical."""
    for answer, act in call.acts(*call.dialogue.criticals):
        if act.sure:
            yield (answer.evidence(act),), call.means(act.name)


CRITICALS: tuple[tuple[Callable[[Call], Found], str], ...] = (
    (data_before_verification, "Account data before verification"),
    (missing_disclosure, "A mandatory line is missing"),
    (false_promise, "A false fact or promise"),
    (unauthorised_concession, "A concession nobody authorised"),
    (insult_or_threat, "An insult or a threat"),
    (opt_out_ignored, "An opt-out ignored"),
    (third_party, "Disclosure to a third party"),
    (unannounced_hang_up, "An unannounced hang-up"),
    (own_criticals, "What this call must never hear"),
)


_BETTER = {
    "data_before_verification": "identity_first",
    "missing_disclosure": "script",
    "false_promise": "deadline",
    "unauthorised_concession": "offer",
    "insult_or_threat": "no_argument",
    "opt_out_ignored": "opt_out",
    "third_party": "identity_first",
    "unannounced_hang_up": "hang_up",
}
"""The model answer for each; a missing line stands in the critical's own words."""


def criticals(call: Call, better: dict[str, str]) -> tuple[Critical, ...]:
    """Everything critical in a call, each kind once."""
    found = []
    for look, definition in CRITICALS:
        each = list(look(call))
        if each:
            evidence = tuple(dict.fromkeys(one for some, _ in each for one in some))
            found.append(
                Critical(
                    look.__name__, definition, evidence, each[0][1], better.get(_BETTER.get(look.__name__, ""), "")
                )
            )
    return tuple(found)
