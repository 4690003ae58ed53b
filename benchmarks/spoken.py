"""What trainees say on the phone, spoken by machine voices, with the noise and the lines that it is heard through."""

from __future__ import annotations

import re

import numpy as np
from rapidfuzz.distance import Levenshtein

from trainer.sound import Clip, silence

RATE = 16_000
VOICES = ("en-us", "en-gb+f3", "en-us+m3")
SENTENCES = (
    "Good morning, thank you for calling, how can I help you today?",
    "I am very sorry that your parcel has not arrived, that must be frustrating for you.",
    "May I have your order number and the postcode of the delivery address, please?",
    "Let me check that for you, it will only take a moment.",
    "I understand that you have been charged twice, and I will put that right.",
    "Could you please confirm your date of birth so that I can open your account?",
    "I can see the second payment on your card, and I have started the refund.",
    "The money will be back in your account within three working days.",
    "Would you prefer a replacement or a full refund?",
    "I am afraid I cannot waive the fee, but I can offer you a free month instead.",
    "Thank you for waiting, I have spoken to my colleague in the billing department.",
    "You are right to be upset, nobody should have to call us four times about the same problem.",
    "Please unplug the router, wait for thirty seconds, and then plug it in again.",
    "Is the light on the front of the box green or orange?",
    "I will send you a confirmation by email before the end of the day.",
    "May I put you on hold for two minutes while I look into this?",
    "Our engineer can visit you on Thursday morning between eight and twelve.",
    "I have cancelled your subscription, and you will not be charged again.",
    "Is there anything else I can help you with this afternoon?",
    "I would like to transfer you to a specialist who can change your contract.",
    "Let me repeat that to make sure I have understood you correctly.",
    "The courier tried to deliver the package yesterday, but nobody was at home.",
    "I apologise for the inconvenience, we should have told you about the delay.",
    "For your security I have to ask you two questions before we go on.",
    "Your new card will arrive by post, and the old one has been blocked.",
    "I hear what you are saying, and I want to find a solution that works for you.",
    "Can you tell me exactly what happened when you pressed the button?",
    "We do not share your details with other companies without your permission.",
    "I am going to stay on the line until everything works again.",
    "Thank you for your patience, and have a lovely weekend.",
)


def noisy(clip: Clip, decibels: float, seed: int) -> Clip:
    """White noise under the whole clip, so many dB softer than its voice."""
    samples = clip.samples.astype(np.float64)
    power = np.mean(samples[samples != 0] ** 2) / 10 ** (decibels / 10)
    noise = np.random.default_rng(seed).normal(0.0, np.sqrt(power), len(samples))
    return Clip(np.clip(np.rint(samples + noise), -32768, 32767).astype(np.int16), clip.rate)


def by_telephone(clip: Clip) -> Clip:
    """300 to 3400 Hz, 8,000 samples a second, 8 bits of mu-law, as a line of G.711 carries it."""
    from scipy.signal import butter, sosfilt

    band = butter(4, [300, 3400], "bandpass", fs=8000, output="sos")
    signal = np.clip(sosfilt(band, clip.at(8000).samples.astype(np.float64)) / 32768, -1, 1)
    squeezed = np.sign(signal) * np.log1p(255 * np.abs(signal)) / np.log1p(255)
    steps = np.rint(squeezed * 127) / 127
    heard = np.sign(steps) * np.expm1(np.abs(steps) * np.log1p(255)) / 255
    return Clip(np.rint(heard * 32767).astype(np.int16), 8000).at(RATE)


def in_a_room(clip: Clip, before: float = 1.5, after: float = 1.5) -> Clip:
    """Silence before and after, in seconds."""
    return silence(before, RATE) + clip.at(RATE) + silence(after, RATE)


def words(text: str) -> list[str]:
    """As they are compared: lower case, no punctuation."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower())


def errors(said: str, heard: str) -> tuple[int, int]:
    """Words substituted, left out or put in; and words said.  Their ratio is the word error rate."""
    return Levenshtein.distance(words(said), words(heard)), len(words(said))
