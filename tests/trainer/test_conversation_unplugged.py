"""A call whose loudspeaker goes away: the line is read instead, nothing waits, and the next is heard when it can be."""

from __future__ import annotations

import pytest
from test_conversation import a_session, ours, until
from unplugging import nowhere

from trainer.conversation.conversation import Conversation
from trainer.conversation.equipment import Equipment
from trainer.conversation.gear import Gear
from trainer.conversation.happenings import CustomerSays, Floor, Notice, Typed, Unplugged
from trainer.conversation.mouth import GONE
from trainer.session import Answered
from trainer.settings import Settings
from trainer.voice import open_loudspeaker, open_voice

pytest.importorskip("pygame", reason="no pygame: pip install 'callfloor[voice]'")
pytest.importorskip("espeakng_loader", reason="no espeak-ng: pip install 'callfloor[voice]'")

pytestmark = pytest.mark.real_time


@pytest.fixture
def call(monkeypatch):
    """The customer is about to say the line again with which the call begins."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    session = a_session()
    session.start()
    session.take(Answered(text="Good morning, Lumen Streaming, this is Ana. How can I help you?"))
    loudspeaker = open_loudspeaker()
    conversation = Conversation(session, Equipment(open_voice(), loudspeaker), Settings())
    conversation.start()
    yield conversation
    conversation.close()
    assert not ours()
    loudspeaker.close()


def test_a_line_that_cannot_be_heard_to_its_end_is_read_and_nothing_waits(call, tmp_path, monkeypatch):
    begun = until(call, CustomerSays)
    assert begun.speech is not None
    nowhere(tmp_path, monkeypatch)
    call.tell(Unplugged(ours=True))
    seen: list = []
    read = until(call, CustomerSays, seen)
    assert (read.turn, read.text, read.speech) == (begun.turn, begun.text, None)
    assert until(call, Floor, seen).who == "trainee"
    assert [one.sentence for one in seen if isinstance(one, Notice)] == [GONE]
    assert call.session.turns[1].end < begun.at + begun.speech.clip.seconds


def test_it_is_said_once_and_the_next_line_is_heard_when_there_is_a_loudspeaker_again(call, tmp_path, monkeypatch):
    seen: list = []
    until(call, CustomerSays, seen)
    nowhere(tmp_path, monkeypatch)
    call.tell(Unplugged(ours=False))
    call.tell(Unplugged(ours=True))
    call.tell(Unplugged(ours=True))
    until(call, CustomerSays, seen)
    for text in ("I am sorry about that.", "May I have your date of birth?"):
        call.tell(Typed(text))
        assert until(call, CustomerSays, seen).speech is None
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    call.tell(Typed("I see two charges on 12 May."))
    assert until(call, CustomerSays, seen).speech is not None
    sentences = [one.sentence for one in seen if isinstance(one, Notice)]
    assert sentences == [GONE, "The loudspeaker is back."]


def test_between_two_calls_a_loudspeaker_is_looked_for_anew(tmp_path, monkeypatch):
    nowhere(tmp_path, monkeypatch)
    gear = Gear()
    assert not gear.loudspeaker(Settings()).there
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    plugged_in = gear.loudspeaker(Settings())
    assert plugged_in.there
    assert gear.loudspeaker(Settings()) is plugged_in
    gear.unplugged(ours=True)
    assert not plugged_in.there
    assert gear.loudspeaker(Settings()).there
    gear.close()
