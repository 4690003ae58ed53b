"""The trainee's words: the microphone, the end of a turn, recognizers."""

from trainer.ear.ear import Hearing, Recognizer, Source
from trainer.ear.endpoint import Began, Dropped, Endpointer, Event, Finished, Paused, Resumed
from trainer.ear.microphone import list_microphones, open_microphone
from trainer.ear.recognizers import Offer, recognizer_for, recognizers
from trainer.ear.recordings import Recordings

__all__ = [
    "Began",
    "Dropped",
    "Endpointer",
    "Event",
    "Finished",
    "Hearing",
    "Offer",
    "Paused",
    "Recognizer",
    "Recordings",
    "Resumed",
    "Source",
    "list_microphones",
    "open_microphone",
    "recognizer_for",
    "recognizers",
]
