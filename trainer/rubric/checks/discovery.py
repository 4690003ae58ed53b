"""Discovery and listening: the caller tells it once, and somebody finds out why it happened."""

from __future__ import annotations

from trainer.rubric.call import NOT_APPLICABLE, Call
from trainer.rubric.registry import NOT_SURVEYS, Checks
from trainer.rubric.score import Finding

discovery = Checks("discovery")

_SENTENCE, _QUESTION = 3, 4
"""Words of a paraphrase and of a question for a detail: "So you." is none."""


@discovery("open_question", "Asks an open question before offering a solution.", NOT_SURVEYS)
def open_question(call: Call) -> Finding:
    """An open question in an answer before the first step of the solution; the greeting's does not count."""
    among = call.answers[1 : call.solving] if call.solving else ()
    return call.does("open_question", among=among, why="no open question before the solution")


@discovery("clarifier", "Asks at least one question that pins a detail down.", NOT_SURVEYS)
def clarifier(call: Call) -> Finding:
    """A question for a detail, or for a fact of the story; to ask who is calling is none."""
    identity = {name for name, fact in call.dialogue.facts.items() if fact.identity}
    verifying: set[tuple[int, int]] = set()
    for answer in call.answers:
        asked = call.reader.asked_in(answer.heard)
        if asked.keys() - identity:
            return Finding("pass", (answer.evidence(),))
        verifying |= {(answer.order, sentence) for name in asked for sentence in asked[name]}
    for answer, act in call.acts("clarifies", among=call.answers[1:]):
        sentence = answer.heard.utterance.words[act.words[0]].sentence
        if (answer.order, sentence) not in verifying and answer.length(act) >= _QUESTION:
            return Finding("pass", (answer.evidence(act),))
    found = call.does("clarifies", among=call.answers[1:], why="no detail was asked for")
    return Finding("fail", why="only who is calling was asked for") if found.status == "pass" else found


@discovery("paraphrase", "Says in own words what the caller's matter is, and has it confirmed.", NOT_SURVEYS)
def paraphrase(call: Call) -> Finding:
    """A paraphrase after the customer has spoken."""
    return call.does("paraphrases", among=call.answers[1:], why="the matter was not played back", least=_SENTENCE)


@discovery("asks_once", "Never asks again for what the caller has told.")
def asks_once(call: Call) -> Finding:
    """No question for a fact that had been told before."""
    for answer in call.answers:
        again = [name for name in call.reader.asked_in(answer.heard, answer.told) if name in answer.told]
        if again:
            label = call.dialogue.facts[again[0]].label
            return Finding("fail", (answer.evidence(),), f"{label} had been told already")
    return Finding("pass")


@discovery("root_cause", "Finds and names why it happened.")
def root_cause(call: Call) -> Finding:
    """The dialogue's own act for it."""
    if (act := call.dialogue.resolution.root_cause) is None:
        return NOT_APPLICABLE
    return call.does(act, why="the reason was not named")
