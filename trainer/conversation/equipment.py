"""What a call is carried by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.conversation.apart import Apart
    from trainer.ear import Source
    from trainer.recording import Recorder
    from trainer.voice import Loudspeaker, Voice


@dataclass(frozen=True)
class Equipment:
    """Whatever is None is not there, and typing always is.  The source is the call's own, and closed by it."""

    voice: Voice | None = None
    loudspeaker: Loudspeaker | None = None
    source: Source | None = None
    recognizer: Apart | None = None
    recorder: Recorder | None = None
