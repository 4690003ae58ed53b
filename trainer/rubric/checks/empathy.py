"""Empathy and de-escalation: a feeling is answered at once, in words that fit this caller, by somebody who acts."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz

from trainer.rubric.call import COMFORT, NOT_APPLICABLE, Answer, Call, unsure
from trainer.rubric.registry import COMPLAINTS, NOT_SURVEYS, Checks
from trainer.rubric.score import Finding

empathy = Checks("empathy")

FRAMEWORKS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "HEARD": (("acknowledges", "paraphrases", "open_question"), ("empathy", "names_issue"), ("apology",),
              ("next_step",), ("root cause", "gives_reason")),
    "LAST": (("acknowledges", "paraphrases", "open_question"), ("apology",), ("next_step",), ("thanks",)),
    "LEAPS": (("acknowledges", "open_question"), ("empathy", "names_issue"), ("open_question", "clarifies"),
              ("paraphrases", "recap"), ("next_step",)),
    "LAER": (("acknowledges", "empathy"), ("explores", "open_question", "clarifies"),
             ("next_step", "offers_alternative", "gives_reason")),
}  # fmt: skip
"""Techniques, as acts in the order in which each is first done.  HEARD: hear, empathise, apologise, resolve, diagnose
(in either order).  LAST: listen, apologise, solve, thank.  LEAPS: listen, empathise, ask, paraphrase, summarise.
LAER: listen and acknowledge, explore, respond."""
_SAME = 90.0
_SHORTEST = 4


@empathy("timely", "Answers the caller's feeling in the very next answer.")
def timely(call: Call) -> Finding:
    """After the first move in which a feeling shows."""
    shown = call.after(lambda move: move.cue is not None)
    if not shown:
        return NOT_APPLICABLE
    return call.does(*COMFORT, "acknowledges", among=shown[:1], why="the feeling was passed over")


@empathy("specific", "Names the caller's own trouble, not trouble in general.")
def specific(call: Call) -> Finding:
    """A phrase of the dialogue's ``issue``."""
    return call.does("names_issue", among=call.answers[1:], why="the trouble was not named")


@empathy("apology", "Apologises once, sincerely, for what happened.", COMPLAINTS)
def apology(call: Call) -> Finding:
    """An apology without an "if" or a "but you"; in complaints and support."""
    return call.does("apology", why="no apology")


@empathy("ownership", "Takes the matter on and says what happens next, in one breath.", NOT_SURVEYS)
def ownership(call: Call) -> Finding:
    """Ownership, and a next step in the same answer or the one after."""
    for answer, act in call.acts("ownership"):
        if any("next_step" in other.heard for other in call.following(answer, 2)):
            return Finding("pass", (answer.evidence(act),))
    found = call.does("ownership", why="nobody took the matter on")
    return Finding("fail", found.evidence, "no next step went with it") if found.status == "pass" else found


@empathy("no_formula", "Does not say the same formula of sympathy twice.")
def no_formula(call: Call) -> Finding:
    """No two sentences of sympathy that are alike."""
    said: list[str] = []
    for answer in call.answers:
        for line, quote in _sympathy(answer):
            if any(fuzz.ratio(line, before) >= _SAME for before in said):
                return Finding("fail", (answer.evidence(),), f'"{quote}" a second time')
            said.append(line)
    return Finding("pass")


def _sympathy(answer: Answer) -> list[tuple[str, str]]:
    words = answer.heard.utterance.words
    places = {
        words[act.words[0]].sentence for name in ("empathy", "apology") for act in answer.heard.acts.get(name, ())
    }
    lines = [(" ".join(word.text for word in words if word.sentence == at), at) for at in sorted(places)]
    return [
        (line, answer.heard.utterance.sentences[at].strip()) for line, at in lines if line.count(" ") + 1 >= _SHORTEST
    ]


@empathy("framework", "Follows the technique this call asks for, in its order.")
def framework(call: Call) -> Finding:
    """Every step of the technique, each first done no earlier than the one before."""
    if call.dialogue.framework is None:
        return NOT_APPLICABLE
    steps = FRAMEWORKS[call.dialogue.framework]
    missing, at, evidence = [], 0, []
    for step in steps:
        names = tuple(call.dialogue.resolution.root_cause or "" if name == "root cause" else name for name in step)
        if step is steps[-1] and call.dialogue.framework == "HEARD":
            at = 0  # the reason may be named before the remedy
        found = next(((answer, act) for answer, act in call.acts(*names) if answer.order >= at), None)
        if found is None:
            missing.append(step[0].replace("_", " "))
            if any(not answer.heard.perhaps.isdisjoint(names) for answer in call.answers):
                return unsure([answer for answer in call.answers if not answer.heard.perhaps.isdisjoint(names)])
            continue
        at = found[0].order
        evidence.append(found[0].evidence(found[1]))
    if missing:
        return Finding("fail", tuple(evidence), f"{call.dialogue.framework}: {', '.join(missing)} missing or too early")
    return Finding("pass", tuple(evidence), call.dialogue.framework)
