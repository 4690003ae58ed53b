"""A call as the checks see it: every turn understood, in its place, with what the customer had told by then."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trainer.language import Say
from trainer.rubric.claims import Claim, wrong_claims
from trainer.rubric.moves import move_of
from trainer.rubric.score import Evidence, Finding
from trainer.understanding import Act, Heard, Reader

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue, Move, Tense
    from trainer.transcript import Transcript, Turn, WrapUp

COMFORT = ("empathy", "apology", "acknowledges", "names_issue")
"""Acts that answer a feeling."""


@dataclass(frozen=True)
class Answer:
    """What the trainee said in one go, and where the call stood.

    ``number``: its place in the transcript, from 1.  ``order``: its place among the answers, from 0.  ``before``: the
    customer's move that it answers.  ``told``: facts the customer had told by then.  ``wait``: seconds since the
    customer had finished, where somebody measured.
    """

    number: int
    order: int
    turn: Turn
    heard: Heard
    before: str
    move: Move | None
    told: frozenset[str]
    wait: float | None
    claims: tuple[Claim, ...] = ()
    """Values in it that are not true, cannot be kept, or are not the trainee's to grant."""

    @property
    def done(self) -> tuple[str, ...]:
        """Acts that no phrase means, and that a turn shows."""
        so = {"transferred": self.turn.transfer, "hung_up": self.turn.hangs_up, "interrupted": self.turn.interrupted}
        return tuple(name for name, was in so.items() if was)

    def length(self, act: Act) -> int:
        """Words of the sentence in which something was done."""
        words = self.heard.utterance.words
        return sum(word.sentence == words[act.words[0]].sentence for word in words)

    def evidence(self, act: Act | None = None) -> Evidence:
        """The sentence in which something was done, or all that was said."""
        quote = self.heard.utterance.sentence(act.words[0]) if act else self.turn.text
        return Evidence(self.number, quote, self.turn.start, self.turn.end)


@dataclass(frozen=True)
class Call:
    """A transcript, understood."""

    dialogue: Dialogue
    reader: Reader
    answers: tuple[Answer, ...]
    turns: tuple[Turn, ...]
    moves: tuple[str, ...]
    """The customer's move of every turn; "" for the trainee's."""
    told: frozenset[str]
    """Facts the customer told."""
    wrap_up: WrapUp | None
    ending: str = ""
    """How it ended for the customer; "" where nobody knows."""
    keeps_fillers: bool = False
    """Whether "um" and "uh" were written down."""
    ear_shut: bool = False
    """Whether nobody listened while the customer spoke."""

    def names(self, tense: Tense) -> Collection[str]:
        """The names that the condition of a step asks about, at the end of the call."""
        match tense:
            case "now":
                return ()
            case "ever":
                heard = {name for answer in self.answers for name in answer.heard.acts}
                return heard | {name for answer in self.answers for name in answer.done}
            case "told":
                return self.told
            case "stated":
                return {name for answer in self.answers for name in answer.heard.facts}
            case "asked":
                return {name for answer in self.answers for name in self.reader.asked_in(answer.heard)}
            case "said":
                return set(self.moves)

    def acts(self, *names: str, among: Sequence[Answer] | None = None) -> Iterator[tuple[Answer, Act]]:
        """Where any of these was done, in order."""
        for answer in self.answers if among is None else among:
            for name in names:
                for act in answer.heard.acts.get(name, ()):
                    yield answer, act

    def claims(self, *, beyond_authority: bool) -> Iterator[tuple[Answer, Claim]]:
        """Values that are wrong; or, beyond_authority, not the trainee's to grant.  Doubted words claim nothing."""
        for answer in self.answers:
            yield from ((answer, one) for one in answer.claims if one.sure and one.beyond_authority is beyond_authority)

    def sound(self, among: Sequence[Answer]) -> list[Answer]:
        """The answers that promise nothing false and grant nothing that is not the trainee's."""
        return [answer for answer in among if not any(claim.sure for claim in answer.claims)]

    def does(
        self, *names: str, among: Sequence[Answer] | None = None, why: str = "not heard", least: int = 1
    ) -> Finding:
        """Passes where any of these was done; not scored where only words that the recognizer doubted could be it.

        ``least``: words of the sentence that does it; a set phrase alone ("So you.") does nothing.
        """
        among = self.answers if among is None else among
        for answer, act in self.acts(*names, among=among):
            if answer.length(act) >= least:
                return Finding("pass", (answer.evidence(act),))
        doubted = [answer for answer in among if not answer.heard.perhaps.isdisjoint(names)]
        if doubted:
            return unsure(doubted[:1])
        return Finding("fail", tuple(answer.evidence() for answer in among[:1]) if len(among) == 1 else (), why, names)

    def means(self, act: str) -> str:
        """What an act of the dialogue is, in its author's words."""
        say = self.dialogue.acts.get(act)
        means = say.means if isinstance(say, Say) else ""
        return means[:1].lower() + means[1:] or act.replace("_", " ")

    def first(self, *names: str) -> int:
        """The order of the first answer in which any of these was done; past the end where none was."""
        return next((answer.order for answer, _ in self.acts(*names)), len(self.answers))

    @cached_property
    def solving(self) -> int:
        """The order of the first answer that offers a solution."""
        return self.first(*self.dialogue.resolution.solutions)

    @cached_property
    def verified(self) -> int:
        """The order of the first answer after which the caller's identity is known."""
        identity = {name for name, fact in self.dialogue.facts.items() if fact.identity}
        return next((answer.order for answer in self.answers if identity & answer.told), len(self.answers) + 1)

    @cached_property
    def disclosed(self) -> tuple[tuple[Answer, str], ...]:
        """Account data that the trainee said before the customer had: the answer, and the fact."""
        account = {name for name, fact in self.dialogue.facts.items() if fact.account}
        return tuple((answer, name) for answer in self.answers for name in answer.heard.facts
                     if name in account and name not in answer.told)  # fmt: skip

    @property
    def cut_off(self) -> bool:
        """Whether the customer hung up, so that there was nothing more to say."""
        last = self.moves[-1] if self.moves else ""
        return last in self.dialogue.moves and self.dialogue.moves[last].ends

    def after(self, wanted: Callable[[Move], bool]) -> list[Answer]:
        """The answers to such moves of the customer."""
        return [answer for answer in self.answers if answer.move is not None and wanted(answer.move)]

    def following(self, answer: Answer, count: int) -> Sequence[Answer]:
        """This answer and those after it, ``count`` in all."""
        return self.answers[answer.order : answer.order + count]


def unsure(answers: Iterable[Answer]) -> Finding:
    """Not scored: what was said could not be made out."""
    evidence = tuple(answer.evidence() for answer in answers)
    doubted = [f'"{word}"' for answer in answers for word in answer.turn.doubted]
    return Finding("not scored", evidence, f"did you say {', '.join(doubted[:4])}?" if doubted else "not clear")


NOT_MEASURED = Finding("not measured", why="needs sound")
NOT_APPLICABLE = Finding("not applicable")


def understand(dialogue: Dialogue, transcript: Transcript) -> Call:
    """Reads a transcript.  Moves of a customer who was not ours are recognized by their words."""
    reader = Reader(dialogue, transcript.trainee, transcript.customer)
    answers: list[Answer] = []
    moves: list[str] = []
    told: set[str] = set()
    at, first, ended = "", "", None
    for number, turn in enumerate(transcript.turns, start=1):
        if turn.speaker == "customer":
            at = turn.move if turn.move in dialogue.moves else move_of(turn.text, dialogue, first)
            first = first or at
            moves.append(at)
            ended = turn.end
            told |= set(dialogue.moves[at].tells) if at else set()
            told |= set(reader.utterance(turn.text).marks) & dialogue.facts.keys()
            continue
        moves.append("")
        heard = reader.hear(turn.text, turn.recognized)
        wait = turn.start - ended if turn.start is not None and ended is not None else None
        claims = tuple(wrong_claims(dialogue, reader, heard))
        answers.append(
            Answer(number, len(answers), turn, heard, at, dialogue.moves.get(at), frozenset(told), wait, claims)
        )
    return Call(dialogue, reader, tuple(answers), transcript.turns, tuple(moves), frozenset(told), transcript.wrap_up,
                transcript.ending, transcript.keeps_fillers, transcript.ear_shut)  # fmt: skip
