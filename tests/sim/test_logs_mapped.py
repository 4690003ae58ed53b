"""Anybody's log, and what is said about one that cannot be read."""

from __future__ import annotations

import gzip

import polars as pl
import pytest

from sim.errors import LogError
from sim.logs import read_log

MAPPING = {
    "arrival": "Call Start", "queue": "Skill", "answered": "Answer", "abandoned": "Left", "end": "End", "agent": "Who",
}  # fmt: skip
HEADER = "Call Start,Skill,Answer,Left,End,Who"
ANSWERED = "2024-03-04 09:00:00,sales,2024-03-04 09:00:20,,2024-03-04 09:03:20,Ann"
LOST = "2024-03-04 09:00:10,sales,,2024-03-04 09:01:00,,"


@pytest.fixture
def log(tmp_path):
    """The path of a CSV with the given lines."""

    def write(*lines, name="calls.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def problems(path, mapping=None):
    with pytest.raises(LogError) as error:
        read_log(path, mapping)
    return [str(problem) for problem in error.value.problems]


def test_a_log_says_who_waited_talked_and_left(log):
    calls = read_log(log(HEADER, ANSWERED, LOST), MAPPING).calls
    assert calls.drop("day").rows() == [
        ("sales", 32_400, 20, "handled", 180, "Ann"),
        ("sales", 32_410, 50, "abandoned", None, None),
    ]


@pytest.mark.parametrize("written", ["2024-03-04T09:00:00", "2024-03-04 09:00", "2024-03-04T09:00:00.000+02:00"])
def test_moments_may_be_written_in_every_iso_way(log, written):
    row = ANSWERED.replace("2024-03-04 09:00:00", written)
    assert read_log(log(HEADER, row), MAPPING).calls["arrival_s"].to_list() == [32_400]


def test_times_of_day_go_with_a_column_of_days(log):
    path = log("day,arrival,answered,end", "2024-03-04,23:59:00,23:59:30,0:02:30")
    call = read_log(path).calls.row(0, named=True)
    assert (call["arrival_s"], call["wait_s"], call["talk_s"], call["queue"]) == (86_340, 30, 180, "calls")


def test_a_parquet_log_keeps_its_own_types(tmp_path):
    times = pl.Series(["2024-03-04 09:00:00"]).str.to_datetime()
    frame = pl.DataFrame({"arrival": times, "answered": times.dt.offset_by("20s"), "end": times.dt.offset_by("200s")})
    frame.write_parquet(tmp_path / "calls.parquet")
    call = read_log(tmp_path / "calls.parquet").calls.row(0, named=True)
    assert (call["arrival_s"], call["wait_s"], call["talk_s"]) == (32_400, 20, 180)


def test_a_call_that_was_neither_answered_nor_lost_is_dropped_and_counted(log):
    records = read_log(log(HEADER, ANSWERED, "2024-03-04 09:00:10,sales,,,,"), MAPPING)
    assert len(records.calls) == 1
    assert any(note.kind == "dropped" and note.count == 1 for note in records.notes)


def test_a_log_saved_on_windows_reads_the_same(tmp_path):
    text = "\ufeff" + "\r\n".join([HEADER, ANSWERED, LOST]) + "\r\n"
    (tmp_path / "calls.csv").write_bytes(text.encode())
    assert len(read_log(tmp_path / "calls.csv", MAPPING).calls) == 2


def test_a_semicolon_separates_as_well(log):
    path = log(HEADER.replace(",", ";"), ANSWERED.replace(",", ";"))
    assert len(read_log(path, MAPPING).calls) == 1


def test_an_unknown_column_is_answered_with_the_nearest(log):
    found = problems(log(HEADER, ANSWERED), MAPPING | {"end": "Ende", "wait": "Left"})
    assert found[0].startswith("--map wait: 'wait' is not something a column can mean")
    assert found[1].startswith("--map end=Ende: no column 'Ende'; did you mean 'End'?")


def test_a_mapping_must_name_what_is_needed(log):
    assert problems(log(HEADER, ANSWERED), {"arrival": "Call Start", "answered": "Answer"}) == [
        "--map: nothing says which column holds 'end'; add end=COLUMN"
    ]


def test_a_log_nobody_knows_asks_for_a_mapping(log):
    assert "--map arrival=COLUMN" in problems(log(HEADER, ANSWERED))[0]


def test_ten_thousand_bad_times_are_one_problem(log):
    bad = ANSWERED.replace("2024-03-04 09:00:00", "yesterday")
    found = problems(log(HEADER, ANSWERED, *[bad] * 10_000), MAPPING)
    assert len(found) == 1
    assert found[0].startswith("calls.csv: Call Start: 10,000 times cannot be read (lines 3, 4, 5, 6, 7, ...)")


def test_calls_that_end_before_they_begin_are_told_with_their_lines(log):
    swapped = "2024-03-04 09:00:00,sales,2024-03-04 08:59:00,,2024-03-04 08:58:00,Ann"
    found = problems(log(HEADER, ANSWERED, swapped), MAPPING)
    assert found[0].startswith("calls.csv: Call Start: 1 waits end before they begin (line 3)")
    assert found[1].startswith("calls.csv: End: 1 calls end before their answer (line 3)")


def test_a_log_without_handled_calls_is_refused(log):
    assert problems(log(HEADER, LOST), MAPPING) == ["calls.csv: Answer: no call was handled; is this the right column?"]


def test_a_file_that_is_not_there_not_text_not_whole_or_empty_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"\ncaf\xe9,,,,,\n")
    (tmp_path / "torn.csv.gz").write_bytes(gzip.compress(b"a,b\n1,2\n" * 1000)[:40])
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "head.csv").write_text(HEADER + "\n")
    (tmp_path / "ragged.csv").write_text("a,b\n1,2,3\n")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and then nothing")
    said = {
        "none.csv": "none.csv: no such file",
        "latin.csv": "latin.csv:2: not UTF-8 text (byte 40)",
        "torn.csv.gz": "torn.csv.gz: the gzip file is damaged",
        "empty.csv": "empty.csv: the file is empty",
        "head.csv": "head.csv: the log holds no rows",
        "ragged.csv": "ragged.csv: not a table of comma-separated values",
        "broken.parquet": "broken.parquet: the Parquet file is damaged",
    }
    for name, sentence in said.items():
        (found,) = problems(tmp_path / name)
        assert found.startswith(sentence)


def test_a_folder_is_no_log(tmp_path):
    (found,) = problems(tmp_path)
    assert "cannot be read" in found
