"""How something was said: what two tracks on one clock tell about pace, pauses, overlap and pitch."""

from trainer.delivery.figures import Figures, figures
from trainer.delivery.measuring import measure
from trainer.delivery.pitch import Pitch, pitch_of
from trainer.delivery.voicing import stretches

__all__ = ["Figures", "Pitch", "figures", "measure", "pitch_of", "stretches"]
