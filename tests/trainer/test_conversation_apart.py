"""A recognizer in another process: what it hears comes back, and nothing it does ends the call."""

from __future__ import annotations

import multiprocessing
import threading

import ears
import numpy as np
import pytest

from trainer.conversation.apart import Apart
from trainer.errors import SoundError
from trainer.sound import Clip

pytestmark = pytest.mark.real_time

CLIP = Clip(np.zeros(320, np.int16))


def recognizers():
    """The processes of recognizers; other tests have workers of their own."""
    return [process for process in multiprocessing.active_children() if process.name == "recognizer"]


@pytest.fixture
def apart(request):
    recognizer = Apart(request.param, patience=0.5)
    yield recognizer
    recognizer.close()
    assert not recognizers(), "no process is left behind"


@pytest.mark.parametrize("apart", [ears.Counts], indirect=True)
def test_words_and_confidences_come_back_and_the_process_stays(apart):
    first, second = apart.hear(CLIP), apart.hear(CLIP)
    assert first == second
    assert (first.text, first.words) == ("320 samples at 16000", (("samples", 0.5),))
    assert (apart.name, apart.keeps_fillers) == ("counts", True)
    assert len(recognizers()) == 1


@pytest.mark.parametrize("apart", [ears.Hangs], indirect=True)
def test_one_that_hangs_is_ended_and_says_what_to_do(apart):
    with pytest.raises(SoundError, match=r"does not answer within 0\.5 s; type your answers"):
        apart.hear(CLIP)
    assert not recognizers()


@pytest.mark.parametrize("apart", [ears.HangsOnce], indirect=True)
def test_after_a_hang_the_next_clip_is_heard_again(apart):
    with pytest.raises(SoundError):
        apart.hear(Clip(np.zeros(1, np.int16)))
    assert apart.hear(CLIP).text == "320 samples at 16000"


@pytest.mark.parametrize("apart", [ears.Throws], indirect=True)
def test_one_that_throws_is_a_sentence_and_stays(apart):
    for _ in range(2):
        with pytest.raises(SoundError, match=r"failed \(RuntimeError: tensor of the wrong shape\); say it again"):
            apart.hear(CLIP)


@pytest.mark.parametrize("apart", [ears.Dies], indirect=True)
def test_one_that_dies_is_a_sentence(apart):
    with pytest.raises(SoundError, match="has stopped"):
        apart.hear(CLIP)


@pytest.mark.parametrize("apart", [ears.HasNoModel], indirect=True)
def test_a_missing_model_is_said_with_its_remedy(apart):
    with pytest.raises(SoundError, match="counts: has no model; fetch one"):
        apart.warm_up()


def test_closing_from_another_thread_ends_one_that_hangs():
    recognizer = Apart(ears.Hangs, patience=60)
    recognizer.warm_up()
    failed = []

    def hear():
        with pytest.raises(SoundError):
            recognizer.hear(CLIP)
        failed.append(True)

    thread = threading.Thread(target=hear)
    thread.start()
    recognizer.close()
    thread.join(10)
    assert failed == [True]
    assert not recognizers()
