"""Settings stand alone: one that cannot be read takes no other with it, and nobody is recorded by mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.settings import Settings, load_settings, read_settings, save_settings

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "trainee": st.text(max_size=20),
    "duplex": st.sampled_from(["half", "headset", "push to talk"]),
    "longer_pause": st.floats(0, 5),
    "voice": st.text(max_size=10),
    "recognizer": st.text(max_size=10),
    "microphone": st.text(max_size=10),
    "loudspeaker": st.text(max_size=10),
    "subtitles": st.booleans(),
    "script_shown": st.booleans(),
    "text_size": st.sampled_from(["normal", "large", "largest"]),
    "high_contrast": st.booleans(),
    "record": st.booleans(),
    "keep_days": st.integers(1, 3650),
}
CAREFUL = {"record": False, "keep_days": 3650}
"""Who may have switched recording off is not recorded; what may have been meant to stay is kept as long as can be."""
NO_VALUE: tuple[Any, ...] = (None, [], {"a": 1}, -1, 10**6, "perhaps?")
"""Each is wrong for some settings; a text is right for others."""
CHOSEN = st.fixed_dictionaries({}, optional=VALUES)
HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(folder: Path, chosen: object) -> Any:
    file = folder / "trainer.json"
    file.write_text(chosen if isinstance(chosen, str) else json.dumps(chosen), encoding="utf-8")
    return read_settings(file)


def test_every_setting_has_its_values_here() -> None:
    assert list(VALUES) == list(Settings.model_fields)


@HERE
@given(chosen=CHOSEN)
def test_what_was_chosen_is_what_is_read(tmp_path: Path, chosen: dict[str, Any]) -> None:
    found = read(tmp_path, chosen)
    assert (found.settings, found.lost, found.whole) == (Settings(**chosen), (), False)


@HERE
@given(chosen=CHOSEN, spoiled=st.sampled_from(sorted(VALUES)), no_value=st.sampled_from(NO_VALUE))
def test_one_spoiled_setting_takes_no_other_with_it(
    tmp_path: Path, chosen: dict[str, Any], spoiled: str, no_value: Any
) -> None:
    found = read(tmp_path, {**chosen, spoiled: no_value})
    for name in VALUES:
        if name != spoiled:
            assert getattr(found.settings, name) == getattr(Settings(**chosen), name)
    if found.lost:
        assert found.lost == (spoiled,)
        assert getattr(found.settings, spoiled) == {**Settings().model_dump(), **CAREFUL}[spoiled]
    else:
        assert getattr(found.settings, spoiled) == no_value


def test_days_that_are_none_leave_recording_switched_off(tmp_path: Path) -> None:
    found = read(tmp_path, {"record": False, "keep_days": 0, "microphone": "Headset"})
    assert found.lost == ("keep_days",)
    assert (found.settings.record, found.settings.keep_days, found.settings.microphone) == (False, 3650, "Headset")


@pytest.mark.parametrize("text", ["", "not JSON", "[]", "null", '{"record": true', "[" * 100_000, "\x00"])
def test_a_file_that_holds_no_settings_records_nobody(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert (found.settings, found.whole) == (Settings(record=False, keep_days=3650), True)


def test_a_file_that_holds_no_settings_is_put_aside_when_others_are_kept(tmp_path: Path) -> None:
    """A comma is missing: all that was chosen is still in it, for a person."""
    file, text = tmp_path / "trainer.json", '{"keep_days": 7 "microphone": "Headset"}'
    save_settings(read(tmp_path, text).settings, file)
    assert (tmp_path / "trainer.unread").read_text(encoding="utf-8") == text
    assert read_settings(file).whole is False


def test_a_file_that_may_not_be_read_records_nobody(tmp_path: Path) -> None:
    (tmp_path / "trainer.json").mkdir()
    found = read_settings(tmp_path / "trainer.json")
    assert (found.settings.record, found.whole) == (False, True)


def test_where_nobody_has_chosen_anything_there_is_nothing_to_tell(tmp_path: Path) -> None:
    found = read_settings(tmp_path / "trainer.json")
    assert (found.settings, found.lost, found.whole) == (Settings(), (), False)


def test_what_only_a_newer_callfloor_knows_outlives_a_change(tmp_path: Path) -> None:
    file, newer = tmp_path / "trainer.json", {"wallpaper": {"colour": "blue"}, "keep_days": 7}
    assert read(tmp_path, newer).lost == ()
    save_settings(load_settings(file).model_copy(update={"subtitles": False}), file)
    assert json.loads(file.read_text(encoding="utf-8"))["wallpaper"] == {"colour": "blue"}
    assert (load_settings(file).subtitles, load_settings(file).keep_days) == (False, 7)


def test_a_file_that_could_not_be_read_can_be_kept_anew(tmp_path: Path) -> None:
    found = read(tmp_path, "not JSON")
    save_settings(found.settings.model_copy(update={"trainee": "half a letter: \ud800"}), tmp_path / "trainer.json")
    assert read_settings(tmp_path / "trainer.json").lost == ()
