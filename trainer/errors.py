"""What goes wrong in training, said to the person who can put it right: place, problem, remedy."""

from sim.errors import InputError


class DialogueError(InputError):
    """A dialogue or lexicon file that no call can be played from."""


class TranscriptError(InputError):
    """A transcript or a corpus that cannot be scored as it is."""


class HistoryError(InputError):
    """A place where attempts cannot be kept or found."""


class SoundError(InputError):
    """A loudspeaker, a microphone, a voice or a recognizer that cannot be used."""
