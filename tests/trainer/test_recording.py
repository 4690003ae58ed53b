"""A recorded call as a folder: what is in it, what it says when it is read again, and when it goes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from played import NAMES, as_event, written_calls
from typer.testing import CliRunner

import run_sim
from trainer.coach.reasons import reason
from trainer.dialogue import Dialogue, load_dialogue
from trainer.errors import SoundError, TranscriptError
from trainer.recording import (
    Recorder,
    delete_older_than,
    keep_result,
    measured,
    page,
    read_recorded,
    recording_of,
    recordings,
)
from trainer.rubric import Score, as_mapping, score
from trainer.session import Answered, Followed, Say, Session
from trainer.session.events import Spoken
from trainer.settings import Settings
from trainer.sound import read_wav
from trainer.transcript import Transcript, WrapUp

VOICES = {"en": ("en-us", "en-us+f3"), "uk": ("uk", "uk+f2"), "fa": ("fa", "fa+f2")}


@dataclass(frozen=True)
class Recorded:
    """A call that was recorded to its end, both sides spoken by synthetic voices."""

    folder: Path
    dialogue: Dialogue
    transcript: Transcript
    score: Score
    mood: Followed


def record(name: str, trainee: str, home: Path) -> Recorded:
    pytest.importorskip("espeakng_loader", reason="speaks through the voice extra")
    from trainer.voice.espeak import speak

    written, dialogue = written_calls(name)[trainee], load_dialogue(name)
    theirs, mine = VOICES[dialogue.language]
    session = Session(dialogue, seed=7, trainee=NAMES[dialogue.language])
    recorder = Recorder(home, name, tell=pytest.fail)
    now = 0.4
    session.start()
    for answer in map(as_event, written["answers"]):
        if session.over:
            break
        assert isinstance(answer, Answered)
        clip, start = speak(answer.text, mine).clip, now + 0.7
        recorder.trainee(clip, start)
        now = start + clip.seconds
        words = tuple((word, 0.3 if word.startswith("v") else 0.9) for word in answer.text.split())
        for action in session.take(answer.model_copy(update={"start": start, "end": now, "words": words})):
            if isinstance(action, Say):
                clip = speak(action.text, theirs).clip
                recorder.customer(clip, now + 0.5)
                session.take(Spoken(start=now + 0.5, end=now + 0.5 + clip.seconds))
                now += 0.5 + clip.seconds
    recorder.close(now)
    session.wrap_up = WrapUp(**written["wrap_up"])
    heard = session.transcript.model_copy(update={"dialogue": name, "recognizer": "none", "keeps_fillers": True})
    transcript = measured(recorder.folder, heard)
    found = score(dialogue, transcript)
    mood = Followed(session.mood_at_start, tuple(session.felt), session.ending)
    keep_result(recorder.folder, dialogue, transcript, found, mood)
    return Recorded(recorder.folder, dialogue, transcript, found, mood)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return record("double_charged", "good", tmp_path_factory.mktemp("home"))


def test_the_folder_of_a_call_holds_all_of_it(good: Recorded) -> None:
    assert {file.name for file in good.folder.iterdir()} == {
        "customer.wav",
        "trainee.wav",
        "transcript.json",
        "score.json",
        "result.html",
    }
    customer, trainee = (read_wav(good.folder / name) for name in ("customer.wav", "trainee.wav"))
    assert customer.seconds == trainee.seconds
    for turn in good.transcript.turns:
        track = customer if turn.speaker == "customer" else trainee
        assert turn.start is not None
        assert turn.end is not None
        assert track.between(turn.start, turn.end).level > -40  # the voice is where the transcript says
    written = json.loads((good.folder / "transcript.json").read_text(encoding="utf-8"))
    assert written["recognizer"] == "none"
    assert written["turns"][0]["words"][0] == ["Good", 0.9]
    assert written["turns"][0]["measured"]["voiced"] > 1


def test_a_recorded_folder_gives_the_same_figures_again(good: Recorded) -> None:
    again = read_recorded(good.folder)
    assert again == good.transcript
    assert as_mapping(score(good.dialogue, again)) == as_mapping(good.score)
    assert json.loads((good.folder / "score.json").read_text(encoding="utf-8")) == json.loads(
        json.dumps(as_mapping(good.score))
    )
    delivery = next(section for section in good.score.sections if section.name == "delivery")
    assert {one.status for one in delivery.checks} <= {"pass", "fail"}  # with sound, all of it is measured


def test_train_score_takes_the_folder(good: Recorded) -> None:
    done = CliRunner().invoke(run_sim.app, ["train", "score", str(good.folder), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == json.loads((good.folder / "score.json").read_text(encoding="utf-8"))


def test_a_folder_without_a_call_is_refused(tmp_path: Path, good: Recorded) -> None:
    with pytest.raises(TranscriptError, match=r"transcript\.json: no such file"):
        read_recorded(tmp_path)
    (tmp_path / "transcript.json").write_bytes((good.folder / "transcript.json").read_bytes())
    with pytest.raises(SoundError, match=r"customer\.wav: no such file"):
        read_recorded(tmp_path)
    (tmp_path / "customer.wav").write_bytes(b"RIFF nonsense")
    with pytest.raises(SoundError, match="cannot be read as WAV"):
        read_recorded(tmp_path)


class Elements(HTMLParser):
    """Tags and their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_the_page_shows_the_result_and_plays_every_turn(good: Recorded) -> None:
    text = (good.folder / "result.html").read_text(encoding="utf-8")
    elements = Elements(text)
    assert f"{good.score.total:.0f} of 100" in text
    assert good.dialogue.title in text
    assert len(elements.of("audio")) == len(good.transcript.turns)
    assert all(str(one["src"]).startswith("data:audio/wav;base64,") for one in elements.of("audio"))
    places = {one["id"] for one in elements.of("article")}
    links = {str(one["href"]) for one in elements.of("a") if one.get("class") == "turn"}
    assert links
    assert {link.removeprefix("#") for link in links} <= places
    assert "https://" not in text
    assert len(elements.of("circle")) == len(good.mood.replies) + 1  # the mood at the start, and after every answer


def test_a_long_call_s_page_refers_to_the_tracks(good: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.recording.page.MOST_EMBEDDED", 10_000)
    text = page.page(good.folder, good.dialogue, good.transcript, good.score, good.mood)
    sources = [str(one["src"]) for one in Elements(text).of("audio")]
    assert sources[0].startswith("trainee.wav#t=")
    assert "base64" not in text


@pytest.mark.parametrize(("name", "direction"), [("uk/double_charged", "ltr"), ("fa/double_charged", "rtl")])
def test_the_page_speaks_the_language_of_the_call(name: str, direction: str, tmp_path: Path) -> None:
    one = record(name, "bad", tmp_path)
    text = (one.folder / "result.html").read_text(encoding="utf-8")
    assert Elements(text).of("html") == [{"lang": one.dialogue.language, "dir": direction}]
    assert page.page_words(one.dialogue.language).transcript in text


def test_the_page_gives_its_reasons_in_the_language_of_the_call(tmp_path: Path) -> None:
    recorded = record("uk/double_charged", "bad", tmp_path)
    page = unescape((recorded.folder / "result.html").read_text(encoding="utf-8"))
    whys = [*(one.finding.why for one in recorded.score.checks.values() if one.status == "fail"),
            *(shift.because for reply in recorded.mood.replies for shift in reply.shifts if shift.anger)]  # fmt: skip
    assert whys
    for why in filter(None, whys):
        assert reason(why, "uk") in page
        assert why == reason(why, "uk") or why not in page


def test_what_was_said_cannot_become_part_of_the_page(good: Recorded) -> None:
    evil = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    first = good.transcript.turns[0].model_copy(update={"text": evil, "transfer": evil})
    call = good.transcript.model_copy(update={"trainee": evil, "turns": (first, *good.transcript.turns[1:])})
    text = page.page(good.folder, good.dialogue, call, score(good.dialogue, call), good.mood)
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    assert not Elements(text).of("img")


def test_words_that_were_not_heard_clearly_are_marked(good: Recorded) -> None:
    doubted = good.transcript.turns[0].model_copy(update={"words": (("Good", 0.2), ("afternoon", 0.9))})
    call = good.transcript.model_copy(update={"turns": (doubted, *good.transcript.turns[1:])})
    assert "<u>Good</u>" in page.page(good.folder, good.dialogue, call, good.score, good.mood)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("double_charged", "double_charged"),
        ("uk/double_charged", "uk-double_charged"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\calls\\mine.yaml", "C-calls-mine"),
        ("somewhere/my call.yaml", "my-call"),
        ("..", "call"),
        ("x" * 500, "x" * 40),
    ],
)
def test_a_folder_is_named_by_time_and_call_and_stays_at_home(call: str, name: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    recorder = Recorder(home, call, tell=pytest.fail)
    recorder.close()
    assert recorder.folder.parent == home
    (found,) = recordings(home)
    assert found.folder == recorder.folder
    assert found.call == name
    assert abs(found.began - datetime.now()) < timedelta(minutes=1)


def test_two_calls_in_one_second_have_their_own_folders(tmp_path: Path) -> None:
    for _ in range(5):
        Recorder(tmp_path, "a_call", tell=pytest.fail).close()
    assert len(recordings(tmp_path)) == 5


def aged(home: Path, days: float) -> Path:
    began = datetime.now() - timedelta(days=days)
    folder = home / f"{began:%Y-%m-%d_%H-%M-%S}_a_call_0a1b2c"
    folder.mkdir(parents=True)
    (folder / "customer.wav").write_bytes(b"x")
    return folder


def test_recordings_go_after_their_days_and_nothing_else_does(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    old, young = aged(home, 31), aged(home, 29)
    kept = aged(elsewhere, 99)
    (home / "2001-01-01_00-00-00_link_0a1b2c").symlink_to(elsewhere, target_is_directory=True)
    (home / "2001-13-01_00-00-00_no-month_0a1b2c").mkdir()
    (home / "my own notes").mkdir()
    assert delete_older_than(30, home) == 1
    assert not old.exists()
    assert young.exists()
    assert kept.exists()
    assert len(list(home.iterdir())) == 4
    assert delete_older_than(30, tmp_path / "nothing") == 0


def test_recording_is_off_by_one_setting(tmp_path: Path) -> None:
    old = aged(tmp_path, 40)
    assert recording_of("a_call", Settings(record=False), tmp_path, pytest.fail) is None
    assert list(tmp_path.iterdir()) == []  # nothing new; and what had its days is gone all the same
    assert not old.exists()
    recorder = recording_of("a_call", Settings(), tmp_path, pytest.fail)
    assert recorder is not None
    recorder.close()


def test_where_nothing_can_be_recorded_the_call_goes_on(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    told: list[str] = []
    assert recording_of("a_call", Settings(), tmp_path / "home", told.append) is None
    assert len(told) == 1
    assert told[0].startswith("This call is not recorded: ")
