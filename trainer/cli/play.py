"""A call in the terminal: the rules, the call, the form, the result; and the same call answered otherwise."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.table import Table

from sim.cli.console import err, out
from sim.errors import Problem
from trainer.errors import HistoryError

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.dialogue.shipped import DialogueFile
    from trainer.history import Attempt, History, WholeAttempt
    from trainer.rubric import Score
    from trainer.session import Event, Session
    from trainer.transcript import WrapUp

_COMMANDS = "/hold asks to wait, /transfer passes the call on, /hangup ends it, /file shows the file, /leave stops here"

_WIDE = 120
"""Columns of a terminal that show what a call is about."""

AllAdvice = typer.Option("--all", help="All advice, not only the two most important pieces.")
Answers = typer.Option("--answers", metavar="DIR", help="Answer from the WAV files of this folder, one an answer.")
Database = typer.Option("--database", help="Where attempts are kept: a URL; a file of your own unless given.")


def list_calls() -> None:
    """The calls that come with callfloor."""
    from trainer.dialogue.shipped import listing

    wide = ["what it is about"] if out.width >= _WIDE else []
    table = Table("call", "level", "kind", "language", "title", *wide, box=None, padding=(0, 2, 0, 0))
    table.columns[0].no_wrap = True
    for one in listing():
        table.add_row(one.name, str(one.level), one.kind, one.language, one.title, *([one.about] if wide else []))
    out.print(table)
    out.print("\nPlay one: python run_sim.py train double_charged", style="dim")


def play(
    call: Annotated[str, typer.Argument(help="The name of a call, or a dialogue file.")],
    trainee: Annotated[str, typer.Option(help="The name you give on the phone; attempts are kept under it.")] = "",
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed and answers give the same call.")] = None,
    waited: Annotated[float, typer.Option(min=0, max=240, help="Minutes the customer has waited in the queue.")] = 0.0,
    answers: Annotated[Path | None, Answers] = None,
    record: Annotated[
        Path | None, typer.Option(help="With --answers: the folder into which the folder of the call is put.")
    ] = None,
    all_advice: Annotated[bool, AllAdvice] = False,
    database: Annotated[str | None, Database] = None,
) -> None:
    """Play a call in the terminal: typed answers, the form, the result."""
    from trainer.cli import show
    from trainer.coach import load_wording
    from trainer.dialogue import read_dialogue
    from trainer.history import History
    from trainer.session import Session

    file = read_dialogue(call)
    if record is not None and answers is None:
        raise typer.BadParameter("goes with --answers DIR", param_hint="--record")
    if answers is not None:
        from trainer.cli.recorded import play_answers

        play_answers(file, answers, record, trainee=trainee, seed=seed or 0, waited=waited * 60,
                     all_advice=all_advice)  # fmt: skip
        return
    dialogue = file.build()
    show.rules(dialogue, load_wording(dialogue.language), waited=waited * 60)
    with History(database, tell=_tell, needed=False) as history:
        if (name := trainee or _asked("\nYour name on the phone: ")) is None:
            raise typer.Exit(0)
        drawn = time.time_ns() % 1_000_000 if seed is None else seed
        session = Session(dialogue, seed=drawn, trainee=name or "Alex", waited=waited * 60)
        actions = session.start()
        attempt = history.begin(session, file)
        out.print(
            "\nIt rings. Somebody picks it up." if actions[1:] else "\nThe phone rings. You pick it up.", style="italic"
        )
        _go_on(session, history, attempt, all_advice=all_advice)


def resume(number: int, database: str | None, *, all_advice: bool) -> None:
    """Go on with a call that was left."""
    from trainer.dialogue import read_dialogue
    from trainer.history import History

    with History(database, tell=_tell) as history:
        left = history.load(number)
        if left.finished is not None:
            raise HistoryError(
                [Problem("--resume", f"attempt {number} is finished", f"--fork {number} answers it anew")]
            )
        file = read_dialogue(left.dialogue)
        _unchanged(file, left)
        session = _played(file.build(), left)
        _so_far(session)
        _go_on(session, history, left, all_advice=all_advice)


def show_again(number: int, database: str | None, *, all_advice: bool) -> None:
    """The result of an attempt once more."""
    from trainer.dialogue import read_dialogue
    from trainer.history import History
    from trainer.rubric import score

    with History(database, tell=_tell) as history:
        attempt = history.load(number)
        if attempt.finished is None:
            raise HistoryError(
                [Problem("--show", f"attempt {number} is not finished", f"go on with --resume {number}")]
            )
        file = read_dialogue(attempt.dialogue)
        _unchanged(file, attempt)
        session = _played(file.build(), attempt)
        session.wrap_up = attempt.wrap_up
        _shown(session, score(session.dialogue, session.transcript), all_advice=all_advice)


def fork(number: int, turn: int | None, database: str | None, *, all_advice: bool) -> None:
    """The same customer up to an answer of an attempt; from there on new answers, and both outcomes side by side."""
    from trainer.cli.result import side_by_side
    from trainer.dialogue import read_dialogue
    from trainer.history import History
    from trainer.session import is_answer

    with History(database, tell=_tell) as history:
        before = history.load(number)
        file = read_dialogue(before.dialogue)
        _unchanged(file, before)
        given = sum(map(is_answer, before.events))
        if turn is None or turn > given:
            raise HistoryError(
                [Problem("--turn", f"attempt {number} has {given} answers", f"name one of 1 to {given}")]
            )
        old, session = (_played(file.build(), before, answers) for answers in (None, turn))
        _so_far(session)
        attempt = history.begin(session, file, forked_from=number, fork_turn=turn)
        scored = _go_on(session, history, attempt, all_advice=all_advice)
        side_by_side(old, session, (before.total, scored.total))


def _played(dialogue: Dialogue, attempt: WholeAttempt, answers: int | None = None) -> Session:
    """The call of an attempt, up to before so many answers."""
    from trainer.session import replayed

    return replayed(
        dialogue, attempt.events, seed=attempt.seed, trainee=attempt.trainee, waited=attempt.waited, answers=answers
    )


def _unchanged(file: DialogueFile, attempt: Attempt) -> None:
    """The customer of another text would not say the same."""
    if file.fingerprint != attempt.fingerprint:
        problem = f"{attempt.dialogue} has been changed since attempt {attempt.id}"
        raise HistoryError([Problem(file.place, problem, "play the call from its start")])


def _tell(sentence: str) -> None:
    err.print(sentence, style="yellow", soft_wrap=True)


def _so_far(session: Session) -> None:
    customer = session.dialogue.persona.called[0]
    for said in session.turns[:-1]:
        out.print(f"{customer if said.speaker == 'customer' else 'You'}: {said.text}", style="dim", soft_wrap=True)


def _go_on(session: Session, history: History, attempt: Attempt, *, all_advice: bool) -> Score:
    """The call from here to its end, kept answer by answer; the form; the result."""
    from trainer.cli import show
    from trainer.session import Say

    customer = session.dialogue.persona.called[0]
    out.print(_COMMANDS, style="dim", soft_wrap=True)
    if session.replies:
        show.line(customer, session.replies[-1])
    while not session.over:
        event = _answer(session.dialogue)
        if event is None:
            _left(attempt)
        actions = session.take(event)
        attempt = history.keep(attempt, session.events)
        if any(isinstance(action, Say) for action in actions):
            show.line(customer, session.replies[-1])
    out.print("\nThe line is closed.", style="italic")
    return _finish(session, history, attempt, all_advice=all_advice)


def _left(attempt: Attempt) -> NoReturn:
    where = f"; go on with: python run_sim.py train --resume {attempt.id}" if attempt.id else ""
    out.print(f"The call is kept as far as it came{where}", soft_wrap=True)
    raise typer.Exit(0)


def _answer(dialogue: Dialogue) -> Event | None:
    """What the trainee types, as an event; None for leaving."""
    from trainer.cli import show
    from trainer.session import Answered, HungUp, Transferred

    while True:
        text = _asked("\nYou: ")
        if text is None or text == "/leave":
            return None
        match text.split(maxsplit=1):
            case ["/file"]:
                show.file(dialogue)
            case ["/hangup"]:
                return HungUp()
            case ["/transfer"]:
                says = _asked("What do you tell the customer? ")
                summary = _asked("The summary for your colleague: ") if says is not None else None
                if says is not None and summary is not None:
                    return Transferred(text=says, summary=summary)
            case ["/hold"]:
                if (says := _asked("What do you tell the customer? ")) is not None:
                    return Answered(text=says)
            case [word, *_] if word.startswith("/"):
                err.print(f"There is no {word}. {_COMMANDS}", soft_wrap=True)
            case _:
                return Answered(text=text)


def _asked(prompt: str) -> str | None:
    """A line that is typed; None where there is nobody to type it, or nobody who wants to."""
    with suppress(ImportError):
        import readline  # noqa: F401  # arrow keys correct a line; Windows' own terminal does so by itself

    try:
        text = input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        out.print()
        return None
    if not sys.stdin.isatty():
        out.print(text, soft_wrap=True)  # what was typed elsewhere is read along with the call
    return text


def _finish(session: Session, history: History, attempt: Attempt, *, all_advice: bool) -> Score:
    from trainer.history import Result
    from trainer.rubric import score

    session.wrap_up = _form(session.dialogue)
    if session.wrap_up is None:
        _left(attempt)
    scored = score(session.dialogue, session.transcript)
    attempt = history.finish(attempt, Result.of(session, scored))
    _shown(session, scored, all_advice=all_advice)
    if attempt.id:
        again = f"answer it anew from your third answer on: python run_sim.py train --fork {attempt.id} --turn 3"
        out.print(f"\nAttempt {attempt.id}, seed {session.seed}; {again}", style="dim", soft_wrap=True)
    return scored


def _shown(session: Session, scored: Score, *, all_advice: bool) -> None:
    from trainer.cli.result import Outcome, result
    from trainer.coach import FOR_A_BEGINNER
    from trainer.rubric.call import understand

    outcome = Outcome(session.mood_at_start, session.felt, session.dialogue.endings[session.ending])
    most = None if all_advice else FOR_A_BEGINNER
    result(understand(session.dialogue, session.transcript), scored, outcome, most=most)


def _form(dialogue: Dialogue) -> WrapUp | None:
    """The wrap-up form, on the clock; None where it was left."""
    from trainer.transcript import WrapUp

    truth = dialogue.wrap_up
    out.print(f"\nWrap-up: you have {truth.seconds} seconds.", style="bold")
    began = time.monotonic()
    choices = list(truth.dispositions)
    for number, choice in enumerate(choices, start=1):
        out.print(f"  {number} {truth.dispositions[choice]}")
    chosen = _asked("Disposition (number): ")
    notes = _asked("Notes: ") if chosen is not None else None
    follow_up = _asked("Did you promise a follow-up? (y/n): ") if notes is not None else None
    if chosen is None or notes is None or follow_up is None:
        return None
    seconds = time.monotonic() - began
    if seconds > truth.seconds:
        out.print(f"That took {seconds:.0f} s; {truth.seconds} s are allowed.", style="yellow")
    disposition = choices[int(chosen) - 1] if chosen.isdecimal() and 1 <= int(chosen) <= len(choices) else ""
    yes = follow_up.casefold() in _YES
    return WrapUp(disposition=disposition, notes=notes, follow_up=yes, seconds=round(seconds, 1))


_YES = frozenset({"y", "yes", "да", "д", "так", "т", "da", "d", "بله", "آره"})
