"""Recorded calls: two tracks on one clock, the transcript, the score and a page for the coach, on this machine only."""

from trainer.recording.keeping import keep_result, keep_said, measured, read_recorded
from trainer.recording.recorder import Recorder, recording_of
from trainer.recording.recordings import Recording, delete_older_than, recordings, recordings_folder

__all__ = [
    "Recorder",
    "Recording",
    "delete_older_than",
    "keep_result",
    "keep_said",
    "measured",
    "read_recorded",
    "recording_of",
    "recordings",
    "recordings_folder",
]
