"""A call in the terminal: the rules, the call, the form, the result; and the same call answered otherwise."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from sim.cli.console import err, out
from sim.errors import Problem
from trainer.errors import HistoryError

if TYPE_CHECKING:
    from trainer.cli.keeping import Keeper
    from trainer.dialogue import Dialogue
    from trainer.session import Event, Session
    from trainer.transcript import WrapUp

_COMMANDS = (
    "/hold asks to wait, /transfer passes the call on, /hangup ends it, /file shows the file again, /leave stops here"
)


def list_calls() -> None:
    """The calls that come with callfloor."""
    from trainer.dialogue.shipped import listing

    table = Table("call", "title", "level", "kind", "language", "what it is about", box=None, padding=(0, 2))
    for one in listing():
        table.add_row(one.name, one.title, str(one.level), one.kind, one.language, one.about)
    out.print(table)
    out.print("\nPlay one: python run_sim.py train double_charged", style="dim")


def play(
    call: Annotated[str, typer.Argument(help="The name of a call, or a dialogue file.")],
    trainee: Annotated[
        str, typer.Option(help="The name you give on the phone, and your attempts are kept under.")
    ] = "",
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed and answers give the same call.")] = None,
    waited: Annotated[float, typer.Option(min=0, max=240, help="Minutes the customer has waited in the queue.")] = 0.0,
    all_advice: Annotated[
        bool, typer.Option("--all", help="All advice, not only the two most important pieces.")
    ] = False,
    database: Annotated[str | None, typer.Option("--database", help="Where attempts are kept.")] = None,
) -> None:
    """Play a call: typed answers, the form, the result."""
    from trainer.cli import show
    from trainer.cli.keeping import Keeper
    from trainer.coach import load_wording
    from trainer.dialogue import read_dialogue
    from trainer.session import Session

    file = read_dialogue(call)
    dialogue = file.build()
    wording = load_wording(dialogue.language)
    show.rules(dialogue, wording, waited=waited * 60)
    name = trainee or _asked("Your name on the phone: ") or "Alex"
    session = Session(
        dialogue, seed=time.time_ns() % 1_000_000 if seed is None else seed, trainee=name, waited=waited * 60
    )
    with Keeper(database) as keeper:
        keeper.begin(file, session)
        _conversation(session, keeper)
        _finish(session, keeper, all_advice=all_advice)


def fork(attempt: int, turn: int | None, database: str | None) -> None:
    """The same customer up to a turn of an attempt; from there on new answers, and both outcomes side by side."""
    from trainer.cli import show
    from trainer.cli.keeping import Keeper
    from trainer.dialogue import read_dialogue
    from trainer.session import replayed

    with Keeper(database) as keeper:
        before = keeper.load(attempt)
        file = read_dialogue(before.dialogue)
        dialogue = file.build()
        if file.fingerprint != before.fingerprint:
            problem = f"{before.dialogue} has been changed since attempt {attempt}"
            raise HistoryError([Problem("--fork", problem, "play it again from the start")])
        given = sum(event.kind != "spoken" for event in before.events)
        if turn is None or turn > given:
            raise HistoryError(
                [Problem("--turn", f"attempt {attempt} has {given} answers", f"name one: --turn 1 to {given}")]
            )
        old = replayed(dialogue, before.events, seed=before.seed, trainee=before.trainee, waited=before.waited)
        session = replayed(
            dialogue, before.events, seed=before.seed, trainee=before.trainee, waited=before.waited, answers=turn
        )
        for said in session.turns:
            out.print(
                f"{dialogue.persona.called[0] if said.speaker == 'customer' else 'You'}: {said.text}",
                style="dim",
                soft_wrap=True,
            )
        keeper.begin(file, session, forked_from=attempt, fork_turn=turn)
        _conversation(session, keeper, resumed=True)
        _finish(session, keeper, all_advice=False)
        show.side_by_side(old, session, (before.total, keeper.total))


def _conversation(session: Session, keeper: Keeper, *, resumed: bool = False) -> None:
    from trainer.cli import show

    customer = session.dialogue.persona.called[0]
    out.print(f"\n{_COMMANDS}", style="dim", soft_wrap=True)
    if not resumed:
        session.start()
        out.print(
            "\nThe phone rings. You pick it up." if not session.replies else "\nIt rings. Somebody picks it up.",
            style="italic",
        )
    if session.replies:
        show.line(customer, session.replies[-1])
    while not session.over:
        said = len(session.replies)
        event = _answer(session.dialogue)
        if event is None:
            keeper.left(session)
            raise typer.Exit(0)
        actions = session.take(event)
        keeper.keep(session)
        if len(session.replies) > said and any(type(action).__name__ == "Say" for action in actions):
            show.line(customer, session.replies[-1])
    out.print("\nThe line is closed.", style="italic")


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
                says = _asked("What do you tell the customer? ") or ""
                return Transferred(text=says, summary=_asked("The summary for your colleague: ") or "")
            case ["/hold"]:
                return Answered(text=_asked("What do you tell the customer? ") or "")
            case [word, *_] if word.startswith("/"):
                err.print(f"There is no {word}. {_COMMANDS}", soft_wrap=True)
            case _:
                return Answered(text=text)


def _asked(prompt: str) -> str | None:
    """A line that is typed; None where there is nobody to type it."""
    try:
        return out.input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        out.print()
        return None


def _finish(session: Session, keeper: Keeper, *, all_advice: bool) -> None:
    from trainer.cli import show
    from trainer.coach import advise, load_wording
    from trainer.coach.advice import FOR_A_BEGINNER
    from trainer.rubric import score

    session.wrap_up = _form(session.dialogue)
    scored = score(session.dialogue, session.transcript)
    keeper.finish(session, scored)
    wording = load_wording(session.dialogue.language)
    ending = session.dialogue.endings[session.ending].means
    show.result(scored, session.replies, wording, ending=ending, success=session.success, start=session.mood_at_start)
    show.advice(advise(scored, wording), None if all_advice else FOR_A_BEGINNER)
    keeper.say_where()


def _form(dialogue: Dialogue) -> WrapUp:
    """The wrap-up form, on the clock."""
    from trainer.transcript import WrapUp

    truth = dialogue.wrap_up
    out.print(f"\nWrap-up: you have {truth.seconds} seconds.", style="bold")
    began = time.monotonic()
    choices = list(truth.dispositions)
    for number, choice in enumerate(choices, start=1):
        out.print(f"  {number} {truth.dispositions[choice]}")
    chosen = _asked("Disposition (number): ") or ""
    notes = _asked("Notes: ") or ""
    follow_up = (_asked("Did you promise a follow-up? (y/n): ") or "").casefold()[:1] in ("y", "д", "т", "d", "ب")
    seconds = time.monotonic() - began
    if seconds > truth.seconds:
        out.print(f"That took {seconds:.0f} s; {truth.seconds} s are allowed.", style="yellow")
    disposition = choices[int(chosen) - 1] if chosen.isdigit() and 1 <= int(chosen) <= len(choices) else ""
    return WrapUp(disposition=disposition, notes=notes, follow_up=follow_up, seconds=round(seconds, 1))
