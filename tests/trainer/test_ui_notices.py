"""What goes wrong in a call is said in the language of the window.  The words expected were read as a native would."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from window import opened

from trainer.conversation.happenings import Notice
from trainer.ear import open_microphone, recognizer_for
from trainer.ear.microphone import Microphone
from trainer.ear.recordings import Recordings
from trainer.errors import HistoryError, SoundError
from trainer.history import History
from trainer.language import LANGUAGES
from trainer.recording import Recorder
from trainer.recording.track import Track
from trainer.ui.words import load_words
from trainer.voice import open_voice

ROOMS = ("conversation", "ear", "history", "recording", "sound", "voice")
"""What happens in these is told to the window."""
TOLD_ELSEWHERE = {
    # Typed on a command line, where the mistake is told before there is a window.
    "trainer.history.places", "trainer.history.attempt",
    # Commands of the terminal.
    "trainer.ear.recognizers.downloads", "trainer.conversation.recorded", "trainer.history.export",
}  # fmt: skip


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_notices_and_no_blank_of_its_own(language: str) -> None:
    english, words = load_words("en").notices, load_words(language).notices
    assert list(words) == list(english)
    for name, text in words.items():
        assert blanks(text) <= blanks(english[name]), name
        if language != "en":
            assert text != english[name], name


def the_microphone_is_gone() -> None:
    Microphone("Headset").start()


def there_is_no_such_voice() -> None:
    open_voice("parrot")


def there_is_no_such_recognizer() -> None:
    recognizer_for("uk", "parrot")


def the_recognizer_is_for_others() -> None:
    recognizer_for("uk", "moonshine")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (the_microphone_is_gone, "Зв’язок із мікрофоном «Headset» утрачено. "
                                 "Підключіть мікрофон чи гарнітуру або друкуйте відповіді."),
        (there_is_no_such_voice, "Голосу «parrot» не існує. Оберіть інший: system, piper."),
        (the_recognizer_is_for_others, "Розпізнавання мовлення moonshine не знає мови «uk», а лише en. "
                                       "Друкуйте відповіді."),
    ],
)  # fmt: skip
def test_a_ukrainian_trainee_reads_of_it_in_ukrainian(fault: object, expected: str) -> None:
    assert callable(fault)
    with pytest.raises(SoundError) as raised:
        fault()
    assert load_words("uk").notice(str(raised.value)) == expected
    assert load_words("en").notice(str(raised.value)) == str(raised.value)


def test_a_recording_that_breaks_off_says_so_and_why(tmp_path: Path) -> None:
    """What the system says of a disk stays as the system says it."""
    told: list[str] = []
    recorder = Recorder(tmp_path, "uk/dead_line", told.append)
    recorder.keep(lambda: Track(recorder.folder / "customer.wav").close())
    recorder.close()
    assert load_words("ru").notice(told[0]) == (
        "Запись остановлена, разговор продолжается. "
        "Файл customer.wav не удалось записать (File exists). Освободите место на диске."
    )


def test_numbers_in_a_notice_are_written_in_the_language() -> None:
    told = ("recognizer: does not answer within 8 s; type your answers, "
            "or choose another recognizer: python run_sim.py train voices")  # fmt: skip
    assert load_words("fa").notice(told).startswith("تشخیص گفتار در ۸ ثانیه پاسخ نداد.")


def test_an_attempt_that_only_a_file_takes_is_said_to_be_there(tmp_path: Path) -> None:
    """Two sentences in one: why the database does not take it, and where it is instead."""
    (tmp_path / "attempts.sqlite").write_text("This is no database, and longer than a header would be." * 20)
    with pytest.raises(HistoryError) as raised:
        History(folder=tmp_path)
    told = f"{raised.value}; this attempt is kept in {tmp_path}/one.json, and taken in when callfloor starts again"
    assert load_words("uk").notice(told) == (
        f"Файл {tmp_path}/attempts.sqlite не є базою даних. Оберіть інший через --database. "
        f"Цю спробу збережено у файлі {tmp_path}/one.json; "
        "її буде додано до бази під час наступного запуску callfloor."
    )


def test_what_nobody_has_put_into_the_language_stays_as_it_was_told() -> None:
    assert load_words("uk").notice("mine.yaml: level: is missing") == "mine.yaml: level: is missing"


def test_several_faults_are_said_one_after_the_other(tmp_path: Path) -> None:
    for name in ("1.wav", "2.wav"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(SoundError) as raised:
        Recordings(tmp_path)
    assert load_words("ro").notice(str(raised.value)) == (
        "Fișierul 1.wav nu poate fi citit ca WAV (fișierul este trunchiat). Înregistrați-l sau exportați-l din nou. "
        "Fișierul 2.wav nu poate fi citit ca WAV (fișierul este trunchiat). Înregistrați-l sau exportați-l din nou."
    )


@pytest.mark.parametrize("language", ["uk", "fa"])
def test_the_call_in_the_window_says_it_in_the_language_of_the_call(tmp_path: Path, language: str) -> None:
    with opened(tmp_path, "rules", language=language, call=f"{language}/double_charged") as window:
        window.go("call")
        window.settle()
        assert window.desk.rehearsal is not None
        with pytest.raises(SoundError) as raised:
            Microphone("Headset").start()
        window.desk.rehearsal.conversation.happenings.put(Notice(str(raised.value)))
        window.settle()
        role = load_words(language)("spoken.alert")
        expected = {"uk": "Зв’язок із мікрофоном «Headset» утрачено.",
                    "fa": "ارتباط با میکروفون «\u200eHeadset\u200e» قطع شد."}  # fmt: skip
        assert any(line.startswith(f"{role}: {expected[language]}") for line in window.lines), window.said


def test_where_there_is_no_microphone_a_ukrainian_reads_what_to_do() -> None:
    from trainer.ear import list_microphones

    if list_microphones():
        pytest.skip("there is a microphone")
    with pytest.raises(SoundError) as raised:
        open_microphone()
    assert load_words("uk").notice(str(raised.value)) == (
        "Мікрофона немає. Підключіть мікрофон чи гарнітуру або друкуйте відповіді."
    )


def test_every_sentence_that_the_rooms_tell_is_known_to_the_words() -> None:
    """Read from their source: no room can tell of a fault in a way that only an English window understands."""
    modules = [importlib.import_module(name) for name in _modules() if name not in TOLD_ELSEWHERE]
    told = {sentence for module in modules for sentence in _told(module)}
    words = load_words("uk")
    assert len(told) > 50
    assert sorted(sentence for sentence in told if words.notice(sentence) == sentence) == []


def _modules() -> Iterator[str]:
    root = Path(str(resources.files("trainer")))
    for room in ROOMS:
        for file in sorted((root / room).rglob("*.py")):
            if file.name != "__init__.py" and "migrations" not in file.parts:
                yield ".".join(("trainer", *file.relative_to(root).with_suffix("").parts))


def _told(module: ModuleType) -> Iterator[str]:
    """Its problems as sentences, and what it tells without one; whatever differs in them is there as "X"."""
    assert module.__file__ is not None
    for within in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if not isinstance(within, ast.FunctionDef):
            continue
        named = {one.targets[0].id: one.value for one in ast.walk(within)
                 if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)}  # fmt: skip
        for one in ast.walk(within):
            if not isinstance(one, ast.Call):
                continue
            called = one.func.attr if isinstance(one.func, ast.Attribute) else getattr(one.func, "id", "")
            parts = [_text(part, named, module) for part in one.args]
            if called == "Problem" and len(parts) == 3 and parts[1] != "X":
                yield f"{parts[0]}: {parts[1]}; {parts[2]}"
            elif called in ("tell", "_tell", "_notice", "Mute") and re.search("[a-z]{3}", parts[0]):
                yield re.sub("^X(?=X|[a-z])", "X; ", parts[0])  # before it, why; with a mark of its own


def _text(part: ast.expr, named: Mapping[str, ast.expr], module: ModuleType) -> str:
    match part:
        case ast.Constant(str() as text):
            return text
        case ast.JoinedStr(pieces):
            return "".join(_text(piece, named, module) for piece in pieces)
        case ast.FormattedValue(value, conversion):
            text = _text(value, named, module)
            return f"'{text}'" if conversion == ord("r") else text
        case ast.IfExp(orelse=other):
            return _text(other, named, module)
        case ast.BoolOp(values=[*_, last]):
            return _text(last, named, module)
        case ast.Name(name) if name in named:
            return _text(named[name], {other: text for other, text in named.items() if other != name}, module)
        case ast.Name(name) if isinstance(known := getattr(module, name, None), str):
            return known
    return "X"
