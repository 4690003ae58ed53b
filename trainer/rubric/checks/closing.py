"""Close and record: both know what was agreed, and so does the colleague who picks it up tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trainer.language import Amount
from trainer.rubric.call import NOT_APPLICABLE, NOT_MEASURED, Call
from trainer.rubric.registry import NOT_SURVEYS, Checks
from trainer.rubric.score import Evidence, Finding

if TYPE_CHECKING:
    from trainer.language.utterance import Mark, Utterance

closing = Checks("closing")

LAST = 3
"""Answers that make up the close."""
_SENTENCE = 6
"""Words of a sentence that sums anything up."""
_SUMMARY = 2
"""Settled facts, or one and a date, that make a summary."""
_LEAST_SUMMARY = 6
"""Words of a transfer summary that says anything."""


def _close(call: Call) -> Finding | None:
    """Nothing to ask of a call that was passed on."""
    return NOT_APPLICABLE if any(answer.turn.transfer for answer in call.answers) else None


@closing("recap", "Sums up what was agreed.", NOT_SURVEYS)
def recap(call: Call) -> Finding:
    """Said so, or the settled facts named once more, in the last three answers."""
    if (found := _close(call) or _said_again(call)) is not None:
        return found
    return call.does("recap", among=call.answers[-LAST:], why="nothing was summed up", least=_SENTENCE)


def _said_again(call: Call) -> Finding | None:
    """Facts that were settled before, named once more in one of the last answers: a summary without a word for it."""
    for answer in call.answers[-LAST:]:
        before = {name for earlier in call.answers[: answer.order] for name in earlier.heard.facts}
        again = before & answer.heard.facts.keys()
        if len(again) + ("deadline" in answer.heard) >= _SUMMARY and again:
            return Finding("pass", (answer.evidence(),))
    return None


@closing("next_step", "Says at the close what happens next.", NOT_SURVEYS)
def next_step(call: Call) -> Finding:
    """In the last three answers."""
    names = ("next_step", "deadline")
    return _close(call) or call.does(
        *names, among=call.sound(call.answers[-LAST:]), why="what happens next was left open"
    )


@closing("anything_else", "Asks whether there is anything else.", NOT_SURVEYS)
def anything_else(call: Call) -> Finding:
    """Anywhere after the first answer."""
    return _close(call) or call.does("anything_else", among=call.answers[1:], why="not asked")


@closing("thanks", "Thanks the caller at the close.")
def thanks(call: Call) -> Finding:
    """In the last three answers; nobody can thank a caller who has hung up."""
    found = _close(call) or call.does("thanks", among=call.answers[-LAST:], why="no thanks")
    return NOT_APPLICABLE if found.status == "fail" and call.cut_off else found


@closing("transfer_explained", "Says why the call is passed on, and that nothing need be repeated.")
def transfer_explained(call: Call) -> Finding:
    """Before or while passing the call on."""
    if not call.dialogue.resolution.transfer and not any(answer.turn.transfer for answer in call.answers):
        return NOT_APPLICABLE
    return call.does("explains_transfer", why="the transfer was not explained")


@closing("transfer_summary", "Passes the call on with a summary: who, what, what was done.")
def transfer_summary(call: Call) -> Finding:
    """A summary that names the customer or the trouble."""
    passed = [answer for answer in call.answers if answer.turn.transfer]
    if not passed:
        return (
            Finding("fail", why="the call was not passed on") if call.dialogue.resolution.transfer else NOT_APPLICABLE
        )
    heard = call.reader.hear(passed[-1].turn.transfer)
    names = bool(heard.facts) or "names_issue" in heard or "customer" in heard.utterance.marks
    long_enough = len(heard.utterance.words) >= _LEAST_SUMMARY
    last = passed[-1]
    evidence = (Evidence(last.number, last.turn.transfer, last.turn.start, last.turn.end),)
    return (
        Finding("pass", evidence) if names and long_enough else Finding("fail", evidence, "the summary says too little")
    )


@closing("disposition", "Records the call under the right heading.")
def disposition(call: Call) -> Finding:
    """The wrap-up form, against the dialogue's own truth."""
    if call.wrap_up is None:
        return NOT_MEASURED
    chosen, truth = call.wrap_up.disposition, call.dialogue.wrap_up
    right = truth.right_in(call, call.ending)
    named = " or ".join(truth.dispositions[name] for name in right)
    why = f"{truth.dispositions.get(chosen, chosen or 'nothing')} instead of {named}"
    return Finding("pass") if chosen in right else Finding("fail", why=why)


@closing("notes", "Notes what a colleague needs.")
def notes(call: Call) -> Finding:
    """Every fact and act that the dialogue wants in the notes, and no sum that nobody named in the call."""
    if call.wrap_up is None or not call.dialogue.wrap_up.notes:
        return NOT_MEASURED if call.wrap_up is None else NOT_APPLICABLE
    heard = call.reader.hear(call.wrap_up.notes)
    done = call.reader.noted(call.wrap_up.notes)
    facts = call.dialogue.facts
    missing = [facts[name].label if name in facts else call.means(name)
               for name in call.dialogue.wrap_up.notes if name not in heard.facts and name not in done]  # fmt: skip
    problems = [f"missing: {', '.join(missing)}"] if missing else []
    problems += [f"{one} was not said" for one in _never_named(call, heard.utterance)]
    return Finding("fail", why="; ".join(problems)) if problems else Finding("pass")


def _never_named(call: Call, notes: Utterance) -> Iterator[str]:
    """Sums and percentages of the notes that are no facts of the story, and that neither side named in the call."""
    noted = _sums(notes)
    if not noted:
        return
    customers = (call.reader.utterance(turn.text) for turn in call.turns if turn.speaker == "customer")
    said = [*(answer.heard.utterance for answer in call.answers), *customers]
    named = [value for fact in call.dialogue.facts.values() if isinstance(value := fact.value, Amount)]
    named += [value for one in said for value, _ in _sums(one)]
    for value, mark in noted:
        if not any(value.agrees(other) for other in named):
            yield notes.said(range(mark.start, mark.end))


def _sums(said: Utterance) -> list[tuple[Amount, Mark]]:
    """Sums of money and percentages, and where they were said."""
    marks = (mark for kind in ("money", "percent") for mark in said.marks.get(kind, ()))
    return [(mark.value, mark) for mark in marks if isinstance(mark.value, Amount)]


@closing("follow_up", "Notes a follow-up exactly when one was promised.")
def follow_up(call: Call) -> Finding:
    """The form's tick against the promise heard in the call."""
    if call.wrap_up is None:
        return NOT_MEASURED
    act = call.dialogue.wrap_up.follow_up
    promised = act is not None and any(True for _ in call.acts(act))
    if call.wrap_up.follow_up == promised:
        return Finding("pass")
    return Finding("fail", why="promised and not noted" if promised else "noted and never promised")
