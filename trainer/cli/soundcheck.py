"""`devices --test`: is the customer heard, is the trainee, and does the microphone hear the loudspeaker?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.live import Live
from rich.text import Text

from sim.cli.console import out
from sim.errors import Problem
from trainer.errors import SoundError
from trainer.sound.quiet import quietly

if TYPE_CHECKING:
    from trainer.ear import Endpointer, Source
    from trainer.settings import Settings
    from trainer.sound import Clip
    from trainer.voice import Loudspeaker

VOICE = "en-us"
HELLO = "Hello. This is the voice of your customers. If you understand me, the loudspeaker is loud enough."
ECHO = "Please say nothing now. I speak, and the program listens whether your microphone hears me."
LISTEN = 6.0
"""Seconds for which the trainee's level is shown."""
TAIL = 0.6
"""Seconds after a sentence in which an echo may still arrive: a wireless headset takes 0.3."""
QUIETEST, CELLS = -60.0, 40
_PAINTED = 4
"""Frames between two looks at the meter, 80 ms."""


def sound_check(settings: Settings) -> None:
    """Plays, listens, and says what it found.  Ctrl-C ends it.  Raises SoundError where a device is missing."""
    from trainer.ear import open_microphone
    from trainer.voice import open_loudspeaker, open_voice
    from trainer.voice.loudspeaker import Mute

    with quietly():
        microphone = open_microphone(settings.microphone)
    voice = open_voice(settings.voice)
    hello, echo = (voice.say(text, VOICE).clip for text in (HELLO, ECHO))
    voice.close()
    with quietly():
        loudspeaker = open_loudspeaker(settings.loudspeaker)
    try:
        if isinstance(loudspeaker, Mute):
            raise SoundError([Problem("loudspeaker", "there is none", "plug one in, or a headset, and start again")])
        if loudspeaker.notice:
            out.print(loudspeaker.notice, style="yellow", soft_wrap=True)
        microphone.start()
        _loudspeaker(loudspeaker, hello, microphone)
        if _microphone(microphone):
            _echo(loudspeaker, echo, microphone)
    except KeyboardInterrupt:
        out.print("\nThe test is stopped.")
    finally:
        microphone.close()
        loudspeaker.stop()
        loudspeaker.close()


def _loudspeaker(loudspeaker: Loudspeaker, clip: Clip, microphone: Source) -> None:
    _title("1  The loudspeaker", "you should hear a sentence")
    loudspeaker.play(clip)
    while loudspeaker.playing:
        microphone.read()  # which takes 20 ms; what it hears now is not yet looked at
    out.print("Not heard? Turn it up, or choose another loudspeaker in the window's settings.\n", soft_wrap=True)


def _microphone(microphone: Source) -> bool:
    """Whether somebody was heard."""
    from trainer.ear import Endpointer
    from trainer.ear.activity import FRAME_SECONDS

    _title("2  The microphone", f"say something, as loud as on the phone, for {LISTEN:.0f} seconds")
    ear = Endpointer(1.0)
    frames, voiced, clipped = round(LISTEN / FRAME_SECONDS), 0, False
    with Live(console=out, auto_refresh=False, transient=True) as live:
        for number in range(frames):
            if (frame := microphone.read()) is None:
                break
            ear.take(frame)
            voiced += ear.voiced
            clipped |= bool(abs(frame.samples.astype(int)).max() >= 32_767)
            if number % _PAINTED == 0:
                live.update(_meter(frame.level, voiced=ear.voiced), refresh=True)
    heard = voiced * FRAME_SECONDS > 0.3
    out.print(_verdict(ear, heard=heard, clipped=clipped), style="" if heard else "yellow", soft_wrap=True)
    out.print()
    return heard


def _verdict(ear: Endpointer, *, heard: bool, clipped: bool) -> str:
    room = ear.activity
    if not heard:
        return "Nobody was heard: turn the microphone up, or choose another in the window's settings."
    louder = f"your voice is {room.voice - room.floor:.0f} dB louder than the room"
    if room.too_loud:
        return f"The room is too loud, {louder}: words will be lost. Use a headset, or a quieter room."
    if clipped:
        return f"You are heard, {louder}, but too loud for the microphone: turn it down, or move away from it."
    return f"You are heard well: {louder}."


def _echo(loudspeaker: Loudspeaker, clip: Clip, microphone: Source) -> None:
    """What would interrupt the customer if the ear were open: the very rule by which it would."""
    from trainer.ear import Began, Endpointer
    from trainer.ear.activity import FRAME_SECONDS

    _title("3  Echo", "be silent, and listen")
    ear = Endpointer(1.0)
    loudspeaker.play(clip)
    echo = False
    for _ in range(round((clip.seconds + TAIL) / FRAME_SECONDS)):
        if (frame := microphone.read()) is None:
            break
        echo |= any(isinstance(event, Began) for event in ear.take(frame))
    if echo:
        said = "The microphone hears the loudspeaker: to interrupt the customer while he speaks, use a headset."
        out.print(said, style="yellow", soft_wrap=True)
    else:
        out.print(
            "The microphone does not hear the loudspeaker: you can choose 'headset' in the window's settings, "
            "and interrupt the customer while he speaks.",
            soft_wrap=True,
        )


def _meter(level: float, *, voiced: bool) -> Text:
    filled = round(CELLS * min(1.0, max(0.0, 1 - level / QUIETEST)))
    bar = "#" * filled + "." * (CELLS - filled)
    return Text.assemble((bar, "green" if voiced else "dim"), f"  {level:4.0f} dB  ", "voice" if voiced else "")


def _title(what: str, to_do: str) -> None:
    out.print(Text.assemble((what, "bold"), f": {to_do}"), soft_wrap=True)
