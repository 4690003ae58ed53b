"""The customer's voice: text to sound, and sound to the loudspeaker."""

from trainer.voice.loudspeaker import list_loudspeakers, open_loudspeaker
from trainer.voice.manner import manner_of
from trainer.voice.stock import Stock, open_voice, voices
from trainer.voice.voice import CALM, Loudspeaker, Manner, Speech, Voice

__all__ = [
    "CALM",
    "Loudspeaker",
    "Manner",
    "Speech",
    "Stock",
    "Voice",
    "list_loudspeakers",
    "manner_of",
    "open_loudspeaker",
    "open_voice",
    "voices",
]
