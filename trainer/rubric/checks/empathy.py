"""Empathy and de-escalation: a feeling is answered at once, in words that fit this caller, by somebody who acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from trainer.rubric.call import COMFORT, NOT_APPLICABLE, Answer, Call, unsure
from trainer.rubric.registry import COMPLAINTS, NOT_SURVEYS, Checks
from trainer.rubric.score import Finding
from trainer.understanding import Act

empathy = Checks("empathy")


@dataclass(frozen=True)
class Technique:
    """A technique: what comes before the solution, what solves, what may come at any time.

    Each step is a group of acts, one of which must be heard.  ``strictly``: the steps before the solution have an order
    among themselves.
    """

    before: tuple[tuple[str, ...], ...]
    solves: tuple[str, ...]
    anytime: tuple[tuple[str, ...], ...] = ()
    strictly: bool = False


_HEARD = ("acknowledges", "paraphrases", "open_question", "names_issue")
_FELT = ("empathy", "names_issue")
_CAUSE = "root cause"
FRAMEWORKS: Mapping[str, Technique] = {
    "HEARD": Technique((_HEARD, _FELT, ("apology",)), ("next_step",), ((_CAUSE, "gives_reason"),)),
    "LAST": Technique((_HEARD, ("apology",)), ("next_step",), (("thanks",),)),
    "LEAPS": Technique((_HEARD, _FELT, ("open_question", "clarifies"), ("paraphrases", "recap")), ("next_step",)),
    "LAER": Technique((("acknowledges", "empathy"), ("explores", "open_question")),
                      ("next_step", "offers_alternative", "gives_reason"), strictly=True),
}  # fmt: skip
"""HEARD: hear, empathise, apologise, resolve, diagnose.  LAST: listen, apologise, solve, thank.  LEAPS: listen,
empathise, ask, paraphrase, summarise.  LAER: listen and acknowledge, explore, respond."""
_SAME = 90.0
_SHORTEST = 4


@empathy("timely", "Answers the caller's feeling in the very next answer.")
def timely(call: Call) -> Finding:
    """After the first move in which a feeling shows."""
    shown = call.after(lambda move: move.cue is not None)
    if not shown:
        return NOT_APPLICABLE
    return call.does(*COMFORT, among=shown[:1], why="the feeling was passed over")


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
    """Every step of the technique after the greeting, and none of those that come first after the solution."""
    if call.dialogue.framework is None:
        return NOT_APPLICABLE
    technique = FRAMEWORKS[call.dialogue.framework]
    after = call.answers[1:]
    solved = next(call.acts(*call.dialogue.resolution.solutions, among=after), None) or next(
        call.acts(*technique.solves, among=after), None
    )
    latest = solved[0].order if solved else len(call.answers)
    found: list[tuple[Answer, Act]] = [solved] if solved else []
    missing = [] if solved else ["solution"]
    earliest = 0
    for step in (*technique.before, *technique.anytime):
        names = tuple(call.dialogue.resolution.root_cause or "" if name == _CAUSE else name for name in step)
        ordered = step in technique.before
        heard_first = step == technique.before[0]  # who solves in the same breath has not listened
        among = [one for one in after if not ordered or earliest <= one.order <= latest - heard_first]
        done = next(call.acts(*names, among=among), None)
        if done is not None:
            found.append(done)
            earliest = done[0].order if technique.strictly else earliest
        elif doubted := [one for one in among if not one.heard.perhaps.isdisjoint(names)]:
            return unsure(doubted)
        else:
            missing.append(step[0].replace("_", " "))
    evidence = tuple(answer.evidence(act) for answer, act in sorted(found, key=lambda one: one[0].order))
    why = f"{call.dialogue.framework}: {', '.join(missing)} missing or too late" if missing else call.dialogue.framework
    return Finding("fail" if missing else "pass", evidence, why)
