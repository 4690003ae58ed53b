from __future__ import annotations

from pathlib import Path

import pygame
from window import Window, opened

from trainer.settings import load_settings


def _set_to(window: Window, name: str, option: str) -> None:
    window.tab_to(name)
    window.press(pygame.K_SPACE)
    window.tab_to(option)
    window.press(pygame.K_RETURN)


def test_all_settings_are_read_out_with_what_they_are_set_to(tmp_path: Path) -> None:
    with opened(tmp_path, "settings") as window:
        assert [line for line in window.lines if line.startswith(("choice", "switch"))] == [
            "choice: Size of the text = Normal",
            "switch: High contrast = off",
            "switch: Subtitles = on",
            "switch: Script during the call = on",
            "choice: Taking turns = Loudspeakers, in turns",
            "choice: Time to think = As the call has it",
            "choice: Recognizer = The best for the language",
            "choice: Microphone = The system's own",
            "choice: The customer's voice = The system's own",
            "choice: Loudspeaker = The system's own",
            "switch: Record calls = on",
            "choice: Delete recordings after = 30 days",
        ]


def test_every_setting_is_changed_by_keyboard_and_kept(tmp_path: Path) -> None:
    with opened(tmp_path, "settings") as window:
        for name in ("High contrast", "Subtitles", "Script during the call", "Record calls"):
            window.tab_to(name)
            window.press(pygame.K_SPACE)
        _set_to(window, "Size of the text", "Largest")
        _set_to(window, "Taking turns", "Headset, may interrupt")
        _set_to(window, "Time to think", "1.5 s longer")
        _set_to(window, "Recognizer", "whisper")
        _set_to(window, "Microphone", "Headset")
        _set_to(window, "The customer's voice", "piper")
        _set_to(window, "Loudspeaker", "HDMI")
        _set_to(window, "Delete recordings after", "7 days")
    kept = load_settings(tmp_path / "trainer.json")
    assert (kept.high_contrast, kept.subtitles, kept.script_shown, kept.record) == (True, False, False, False)
    assert (kept.text_size, kept.duplex, kept.longer_pause, kept.keep_days) == ("largest", "headset", 1.5, 7)
    assert (kept.recognizer, kept.microphone, kept.voice, kept.loudspeaker) == ("whisper", "Headset", "piper", "HDMI")


def test_a_setting_holds_at_once_and_the_focus_stays_where_it_was(tmp_path: Path) -> None:
    with opened(tmp_path, "settings") as window:
        before = window.app.window.get_at((1275, 715))
        window.click("High contrast")
        assert "> switch: High contrast = on" in window.said
        assert before != window.app.window.get_at((1275, 715)) == pygame.Color("black")
        height = window.widget("Size of the text").rect.h
        window.click("Size of the text")
        window.click("Large")
        assert window.widget("Size of the text").rect.h > height


def test_a_device_that_is_gone_is_still_what_was_chosen(tmp_path: Path) -> None:
    with opened(tmp_path, "settings", microphone="Old headset") as window:
        assert "choice: Microphone = Old headset" in window.lines


def test_settings_that_cannot_be_kept_hold_for_this_time_and_the_trainee_is_told(tmp_path: Path) -> None:
    with opened(tmp_path / "file.txt", "settings") as window:
        (tmp_path / "file.txt").rename(tmp_path / "folder") if (tmp_path / "file.txt").exists() else None
        (tmp_path / "file.txt").write_text("in the way", encoding="utf-8")
        window.click("Subtitles")
        assert not window.desk.settings.subtitles
        window.press(pygame.K_ESCAPE)
        assert any("cannot be written" in line for line in window.lines)


def _with_settings(folder: Path, text: str, language: str) -> list[str]:
    """What the list of calls says where the settings file holds this."""
    (folder / "trainer.json").write_text(text, encoding="utf-8")
    with opened(folder, language=language) as window:
        return window.lines


def test_settings_that_could_not_be_read_are_named_in_the_language_of_the_window(tmp_path: Path) -> None:
    spoiled = '{"keep_days": 0, "record": "perhaps", "trainee": "Ana"}'
    for language, sentence in {
        "en": "Could not be read, and set back: Record calls (off until you switch it on), "
        "When recordings are deleted (not until you choose). "
        "Please choose again in the settings.",
        "uk": "Не вдалося прочитати, тому скинуто: Записувати дзвінки (вимкнено, доки не ввімкнете), "
        "Коли видаляти записи (не видаляються, доки ви не оберете). Оберіть ще раз у налаштуваннях.",
    }.items():
        lines = _with_settings(tmp_path, spoiled, language)
        assert any(line.endswith(f": {sentence}") for line in lines), lines


def test_a_settings_file_that_could_not_be_read_at_all_is_told_with_what_it_means_for_recording(tmp_path: Path) -> None:
    lines = _with_settings(tmp_path, "not JSON", "en")
    sentence = "calls are not recorded until you switch that on again."
    assert any(line.endswith(sentence) for line in lines), lines


def test_before_a_call_is_said_that_settings_are_lost_and_a_name_does_not_unsay_it(tmp_path: Path) -> None:
    (tmp_path / "trainer.json").write_text('{"record": "perhaps"}', encoding="utf-8")
    with opened(tmp_path, "rules", call="double_charged") as window:
        sentence = "Record calls (off until you switch it on)"
        assert any(sentence in line for line in window.lines), window.said
        window.desk.change(trainee="Ana")
        window.go("call")
        window.go("rules")
        assert any(sentence in line for line in window.lines), window.said


def test_settings_that_were_read_are_not_worth_a_word_and_a_choice_ends_the_notice(tmp_path: Path) -> None:
    assert not any("not be read" in line for line in _with_settings(tmp_path, '{"keep_days": 7}', "en"))
    (tmp_path / "trainer.json").write_text('{"keep_days": 0}', encoding="utf-8")
    with opened(tmp_path) as window:
        assert "When recordings are deleted" in window.desk.warning
        window.desk.change(keep_days=7)
        assert window.desk.warning == ""
