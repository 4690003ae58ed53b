"""Sound as numbers: what a voice gives, an ear takes and a recording keeps."""

from trainer.sound.clip import Clip, read_wav, silence, write_wav

__all__ = ["Clip", "read_wav", "silence", "write_wav"]
