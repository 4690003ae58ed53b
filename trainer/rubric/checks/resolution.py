"""Resolution and accuracy: the right facts, the right steps, by when, and does it help?"""

from __future__ import annotations

from trainer.rubric.call import NOT_APPLICABLE, Call, unsure
from trainer.rubric.registry import NOT_SURVEYS, Checks
from trainer.rubric.score import Finding

resolution = Checks("resolution")


@resolution("facts", "States the facts that matter, and states them right.")
def facts(call: Call) -> Finding:
    """Every fact the dialogue asks for, compared as a value; and no false one."""
    wanted = call.dialogue.resolution.facts
    for answer, claim in call.claims(beyond_authority=False):
        return Finding("fail", (answer.evidence(),), claim.why)
    if not wanted:
        return NOT_APPLICABLE
    where = {name: answer for answer in reversed(call.answers) for name in answer.heard.facts}
    evidence = tuple(where[name].evidence() for name in wanted if name in where)
    missing = [call.dialogue.facts[name].label for name in wanted if name not in where]
    if not missing:
        return Finding("pass", tuple(dict.fromkeys(evidence)))
    doubted = [answer for answer in call.answers if answer.heard.utterance.unsure]
    return unsure(doubted[:1]) if doubted else Finding("fail", evidence, f"missing: {', '.join(missing)}")


@resolution("steps", "Takes every step that solves the matter.")
def steps(call: Call) -> Finding:
    """Every act the dialogue asks for in a call like this."""
    wanted = [step.name for step in call.dialogue.resolution.steps if step.holds(call)]
    if not wanted:
        return NOT_APPLICABLE
    each = {name: call.does(name) for name in wanted}
    evidence = tuple(one for found in each.values() for one in found.evidence)
    for status in ("fail", "not scored"):
        missing = [call.means(name) for name, found in each.items() if found.status == status]
        if missing:
            return Finding(status, evidence, f"missing: {', '.join(missing)}")
    return Finding("pass", evidence)


@resolution("offer", "Makes the offer that this call permits.")
def offer(call: Call) -> Finding:
    """The dialogue's own act for it."""
    if (act := call.dialogue.resolution.offer) is None:
        return NOT_APPLICABLE
    return call.does(act, among=call.sound(call.answers), why="no offer was made that may be made")


@resolution("deadline", "Promises by when, as a date or a time.")
def deadline(call: Call) -> Finding:
    """A promise with a time; "soon" is none."""
    if not call.dialogue.resolution.deadline:
        return NOT_APPLICABLE
    return call.does(
        "deadline", among=call.sound(call.answers[1:]), why="no date or time was promised that can be kept"
    )


@resolution("solves", "Asks whether this solves it.", NOT_SURVEYS)
def solves(call: Call) -> Finding:
    """Asked after the solution was offered."""
    among = call.answers[min(call.solving, max(1, len(call.answers) - 3)) :]
    return call.does("solves", "confirms", among=among, why="nobody asked whether it helps")
