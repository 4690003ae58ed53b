"""One training call: events in, actions out; no clock, no sound, no screen."""

from trainer.session.actions import Action, HangUp, Listen, Say
from trainer.session.events import Answered, Event, HeardAgain, HungUp, PutRight, Silence, Transferred, is_answer
from trainer.session.following import Followed, followed
from trainer.session.session import Session, replayed

__all__ = [
    "Action",
    "Answered",
    "Event",
    "Followed",
    "HangUp",
    "HeardAgain",
    "HungUp",
    "Listen",
    "PutRight",
    "Say",
    "Session",
    "Silence",
    "Transferred",
    "followed",
    "is_answer",
    "replayed",
]
