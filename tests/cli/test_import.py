"""Importing adds and changes, asks where two readings remain, and can be undone."""

import json
import os
from pathlib import Path

import pytest

from .conftest import Run

CASE = """format = 1
[patient]
code = "P-1"
sex = "male"
[[therapy_line]]
id = "line-1"
regimen = "GP"
cycles = 3
[[result]]
id = "m-1"
analyte = "CA19-9"
comparator = "="
value = 40
unit = "U/mL"
date = "2019-04-02"
"""


@pytest.fixture
def case_file(tmp_path: Path, timeline: Run) -> Path:
    """A case file that is imported."""
    file = tmp_path / "letter.toml"
    file.write_text(CASE, encoding="utf-8")
    assert timeline("import", file).returncode == 0
    return file


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_file_with_the_patient_alone_removes_nothing(
    case_file: Path, timeline: Run
) -> None:
    case_file.write_text('format = 1\n[patient]\ncode = "P-1"\n', encoding="utf-8")
    ran = timeline("import", case_file)
    assert "0 changed, 0 removed" in ran.stdout
    assert "not in the file, stays: Line of therapy GP (line-1)" in ran.stdout
    assert "GP" in timeline("show", "P-1").stdout


def test_taking_away_is_asked_for_with_a_reason(case_file: Path, timeline: Run) -> None:
    case_file.write_text(CASE.partition("[[result")[0], encoding="utf-8")
    ran = timeline("import", case_file, "--replace")
    assert ran.returncode == 1
    assert "--reason" in ran.stderr
    ran = timeline("import", case_file, "--replace", "--reason", "another patient's")
    assert "not in the file, goes: Result CA19-9" in ran.stdout
    assert "1 removed" in ran.stdout
    number = ran.stdout.split()[-1]
    assert timeline("undo", number).returncode == 0
    assert "CA19-9" in timeline("show", "P-1").stdout


def test_a_change_needs_a_reason_and_a_dry_run_stores_nothing(
    case_file: Path, timeline: Run
) -> None:
    _edit(case_file, "value = 40", "value = 45")
    ran = timeline("import", case_file)
    assert ran.returncode == 1
    assert "Say why with --reason" in ran.stderr
    ran = timeline("import", case_file, "--dry-run")
    assert ran.returncode == 0
    assert "Value: 40 here, 45 in the file" in ran.stdout
    assert "Nothing was stored" in ran.stdout
    assert "-> 45" not in timeline("history", "P-1").stdout
    assert timeline("import", case_file, "--reason", "typing error").returncode == 0
    history = timeline("history", "P-1").stdout
    assert "40 -> 45" in history
    assert "m-1.origin: (empty) -> letter.toml" in history
    assert "origin_values" not in history


def test_another_person_under_the_same_code_stops_the_import(
    case_file: Path, timeline: Run
) -> None:
    _edit(case_file, 'sex = "male"', 'sex = "female"')
    ran = timeline("import", case_file, "--reason", "x")
    assert ran.returncode == 1
    assert "P-1 may name somebody else: the sex is another" in ran.stderr
    ran = timeline("import", case_file, "--reason", "x", "--same-patient")
    assert "1 changed" in ran.stdout


def test_a_code_that_is_nearly_another_stops_the_import(
    case_file: Path, timeline: Run
) -> None:
    _edit(case_file, '"P-1"', '"p 1"')
    ran = timeline("import", case_file)
    assert ran.returncode == 1
    assert "p 1 differs from P-1" in ran.stderr
    assert timeline("import", case_file, "--another-patient").returncode == 0


def test_two_files_on_one_patient_are_imported_in_turn(
    case_file: Path, timeline: Run
) -> None:
    other = case_file.with_name("second.toml")
    other.write_text(CASE, encoding="utf-8")
    ran = timeline("import", case_file, other)
    assert ran.returncode == 1
    assert "about the same patient" in ran.stderr


def test_an_undo_that_is_impossible_says_who_stands_in_the_way(
    case_file: Path, timeline: Run
) -> None:
    _edit(case_file, "value = 40", "value = 45")
    why = ("--reason", "typing error")
    assert timeline("import", case_file, *why, TIMELINE_ACTOR="B").returncode == 0
    ran = timeline("undo", 1)
    assert ran.returncode == 1
    assert "m-1 was changed by B" in ran.stderr
    assert "Undo transaction 2 first" in ran.stderr
    assert timeline("undo", 2).returncode == 0
    assert timeline("undo", 1).returncode == 0
    assert "1 in the bin" in timeline("list").stdout


def test_a_file_may_have_any_name(case_file: Path, timeline: Run) -> None:
    """A name is kept as where the records are from; a line of text it must be."""
    for name in (b"a\nb.toml", b"c\xff.toml", b"d\x1b[2J.toml", b"e" * 250 + b".toml"):
        path = Path(os.fsdecode(os.fsencode(case_file.parent) + b"/" + name))
        path.write_text(CASE.replace("P-1", f"P-{name[0]}"), encoding="utf-8")
        ran = timeline("import", path)
        assert ran.returncode == 0, ran.stderr
        origins = timeline("history", f"P-{name[0]}", "--record", "m-1", "--json")
        (origin,) = [c["new"] for c in json.loads(origins.stdout)
                     if c["field"] == "origin"]  # fmt: skip
        assert origin.isprintable()
        assert len(origin) <= 200


def test_history_of_a_record_that_never_was_says_so(
    case_file: Path, timeline: Run
) -> None:
    ran = timeline("history", "P-1", "--record", "m-9")
    assert ran.returncode == 1
    assert "never had a record with the id m-9" in ran.stderr
    assert case_file.exists()


def test_a_list_without_patients_tells_of_the_bin(
    case_file: Path, timeline: Run
) -> None:
    assert timeline("undo", "1").returncode == 0
    assert "no patient but 1 in the bin" in timeline("list").stdout
    ran = timeline("import", case_file)
    assert "`timeline history P-1`" in ran.stderr
    number = timeline("history", "P-1").stdout.count("undo of transaction") + 1
    assert timeline("undo", number).returncode == 0
    assert "P-1" in timeline("list").stdout


@pytest.mark.parametrize("command", [("backup",), ("export", "P-1", "-o")])
def test_a_copy_is_not_written_into_a_folder_that_is_not_there(
    case_file: Path, timeline: Run, command: tuple[str, ...]
) -> None:
    """The disk on which it was to be safe may not be connected."""
    ran = timeline(*command, case_file.parent / "usb" / "copy")
    assert ran.returncode == 1
    assert "its folder does not exist" in ran.stderr
    assert not (case_file.parent / "usb").exists()


def test_two_files_of_one_name_about_one_patient_are_refused(
    case_file: Path, timeline: Run, tmp_path: Path
) -> None:
    """Stored together, the second would write over what the first one says."""
    paths = [tmp_path / folder / "case.toml" for folder in ("a", "b")]
    for path, value in zip(paths, ("41", "42"), strict=True):
        path.parent.mkdir()
        text = case_file.read_text(encoding="utf-8")
        path.write_text(text.replace("value = 40", f"value = {value}"), "utf-8")
    ran = timeline("import", *paths, "--reason", "x", "--alike", "same")
    assert ran.returncode == 1
    assert "is about the same patient" in ran.stderr
    assert "-> 42" not in timeline("history", "P-1").stdout


def test_a_dry_run_says_where_an_import_would_stop(
    case_file: Path, timeline: Run
) -> None:
    _edit(case_file, "value = 40", "value = 45")
    ran = timeline("import", case_file, "--dry-run")
    assert ran.returncode == 0
    assert "An import would stop here" in ran.stdout
    assert "--reason" in ran.stdout


def test_what_could_not_be_entered_is_taken_and_named(
    tmp_path: Path, timeline: Run
) -> None:
    test = (
        '[[her2_test]]\nid = "h"\nmethod = "IHC"\nihc_score = "2+"\nish_ratio = 2.4\n'
    )
    file = tmp_path / "mixed.toml"
    file.write_text(CASE + test, encoding="utf-8")
    done = timeline("import", file)
    assert done.returncode == 0
    line = CASE.count("\n") + 5
    assert f"a query: mixed.toml:{line}: h.ish_ratio: ISH ratio" in done.stdout
