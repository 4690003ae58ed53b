"""What an answer means in a call: its acts, the facts it names, what it had better not have said."""

from trainer.understanding.alignment import Aligned
from trainer.understanding.reader import Act, Heard, Reader

__all__ = ["Act", "Aligned", "Heard", "Reader"]
