"""What the call has come to, the ticks of the script, and the face: without a window."""

from __future__ import annotations

import numpy as np

from trainer.conversation.happenings import CustomerSays, Ended, Floor, TraineeSaid
from trainer.dialogue import load_dialogue
from trainer.session import Session
from trainer.sound import Clip
from trainer.ui.portrait.features import Mien, features
from trainer.ui.portrait.look import look_of
from trainer.ui.portrait.portrait import ANGRY, CALM, mood_colour
from trainer.ui.screens.callstate import CallState, Line, Ticks, loudness, spoken_word
from trainer.voice import Speech

GREETING = "Good morning, Lumen Streaming, my name is Alex. How can I help you?"


def test_the_state_follows_a_conversation() -> None:
    session = Session(load_dialogue("double_charged"), seed=1)
    session.start()
    state = CallState(session)
    assert (state.anger, state.trust) == session.mood_at_start
    state.hold()
    state.take(TraineeSaid(0, "One moment, please."))
    state.take(Floor("customer", 1.0))
    state.take(CustomerSays(1, "Fine.", 6.0, 4.0, 1.0))
    assert (state.anger, state.trust, state.standing) == (6.0, 4.0, "customer")
    state.take(Floor("trainee", 2.0))
    assert state.standing == "held"
    state.take(TraineeSaid(2, "I am back."))
    assert state.standing == "trainee"
    state.take(Ended("resolved"))
    assert state.standing == "over"
    assert [line.text for line in state.lines] == ["One moment, please.", "Fine.", "I am back."]


def test_the_mouth_opens_with_the_loudness_of_the_clip() -> None:
    rate = 16_000
    tone = (np.sin(2 * np.pi * 200 * np.arange(rate) / rate) * 16_384).astype(np.int16)
    shown = loudness(Speech("ah", Clip(np.concatenate([np.zeros(rate, np.int16), tone]), rate)))
    assert len(shown) == 100
    assert shown[:50].max() == 0
    assert shown[50:].min() == 1.0, "a sine of half the full scale is -9 dB, louder than where the mouth is wide open"


def test_the_word_that_is_spoken_is_the_last_that_has_begun() -> None:
    speech = Speech("Not again!", Clip(np.zeros(16_000, np.int16)), ((0.1, 0, 3), (0.4, 4, 10)))
    line = Line("customer", speech.text, at=5.0, speech=speech)
    assert [spoken_word(line, now) for now in (5.0, 5.2, 5.5, 6.5)] == [None, (0, 3), (4, 10), None]


def test_strict_lines_are_ticked_word_by_word_and_flexible_ones_by_meaning() -> None:
    dialogue = load_dialogue("double_charged")
    name, strict = next((name, line.strict) for name, line in dialogue.script.items() if line.strict)
    ticks = Ticks(dialogue, "Alex")
    assert name in ticks.said_in(strict)
    assert name not in ticks.said_in("We might listen to what you say at some time.")


def test_a_face_is_always_the_same_and_a_womans_voice_has_a_womans() -> None:
    her, him = (load_dialogue(name).persona for name in ("dead_line", "double_charged"))
    assert look_of(her) == look_of(her)
    assert look_of(her).woman
    assert not look_of(him).woman
    assert not look_of(her).beard
    assert look_of(load_dialogue("card_abroad").persona).older, "a retired schoolmaster, with an old voice"


def test_anger_draws_the_brows_down_and_trust_turns_the_ring_green() -> None:
    look = look_of(load_dialogue("double_charged").persona)
    assert features(look, Mien(anger=1.0)) != features(look, Mien(anger=0.0))
    assert mood_colour(0, 5) == CALM
    assert mood_colour(10, 0) == ANGRY
    assert mood_colour(5, 9).g > mood_colour(5, 1).g
