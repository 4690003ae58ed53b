"""`window`: calls rehearsed by voice, in a window."""

from __future__ import annotations

import re
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Annotated

import typer

from sim.errors import InputError, Problem
from trainer.cli.play import Answers, Database

if TYPE_CHECKING:
    from trainer.history import History
    from trainer.ui.desk import Desk

_SIZE = re.compile(r"(\d{3,5})\s*[xX×]\s*(\d{3,5})")


def window(
    call: Annotated[str, typer.Argument(help="Open this call: its rules first. All calls are listed without.")] = "",
    voice: Annotated[
        bool, typer.Option("--voice", help="Go straight into the call; `train --voice NAME` is the same.")
    ] = False,
    typed: Annotated[bool, typer.Option("--typed", help="Without sound: the lines are read, answers typed.")] = False,
    answers: Annotated[Path | None, Answers] = None,
    trainee: Annotated[str, typer.Option(help="The name you give on the phone; attempts are kept under it.")] = "",
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed and answers give the same call.")] = None,
    waited: Annotated[float, typer.Option(min=0, max=240, help="Minutes the customer has waited in the queue.")] = 0.0,
    database: Annotated[str | None, Database] = None,
    size: Annotated[str, typer.Option(metavar="WIDTHxHEIGHT", help="Of the window, in pixels.")] = "1280x720",
) -> None:
    """Open the window in which calls are rehearsed by voice."""
    from trainer.cli.sound import need_voice

    if voice and not call:
        raise typer.BadParameter("names a call: train --voice double_charged", param_hint="--voice")
    if (given := _SIZE.fullmatch(size)) is None:
        raise typer.BadParameter("is width x height, such as 1280x720", param_hint="--size")
    need_voice()
    from trainer.conversation.gear import Gear
    from trainer.ear.recordings import read_recordings
    from trainer.ui.app import App
    from trainer.ui.desk import Desk, opened_call
    from trainer.ui.display import no_screen

    if why := no_screen():
        remedy = f"play in the terminal: python run_sim.py train {call or 'double_charged'}"
        raise InputError([Problem("window", f"cannot be opened ({why})", remedy)])
    if answers is not None:
        read_recordings(answers)  # what is wrong with them is said before the call
    opened = opened_call(call) if call else None
    desks: SimpleQueue[Desk] = SimpleQueue()  # the history is opened beside the window, maybe before there is a desk
    desk = Desk(gear=Gear(typed=typed, answers=answers), open_history=lambda: _history(database, desks.get()))
    desks.put(desk)
    if trainee:
        desk.settings = desk.settings.model_copy(update={"trainee": trainee})
    desk.phone.seed, desk.phone.waited = seed, waited * 60
    app = App(desk, (int(given[1]), int(given[2])))
    if opened is None:
        app.go("calls")
    else:
        desk.chosen = opened
        desk.look_for_devices()
        if voice:
            desk.errands.wait()  # the attempt is to be kept from its first word on
        app.go("call" if voice else "rules")
    try:
        app.run()
    except KeyboardInterrupt:
        app.close()


def _history(database: str | None, desk: Desk) -> History:
    from trainer.history import History

    return History(database, tell=desk.tell, needed=False)
