import json
import stat
from pathlib import Path

import pytest

from timeline.registry import Registry

from .conftest import Run

CASE = "GBC-90"


def test_importing_twice_changes_nothing(filled: Run, cases_folder: Path) -> None:
    ran = filled("import", cases_folder / "gallbladder_90_month.toml")
    assert ran.returncode == 0
    assert "0 records added, 0 changed, 0 removed" in ran.stdout


def test_one_record_is_counted_as_one(timeline: Run, tmp_path: Path) -> None:
    text = 'format = 1\n[patient]\nid = "patient"\ncode = "P-9"\n'
    (tmp_path / "one.toml").write_text(text, encoding="utf-8")
    ran = timeline("import", tmp_path / "one.toml")
    assert "1 case read: 1 record added, 0 changed" in ran.stdout


def test_list_finds_by_word(filled: Run) -> None:
    assert CASE in filled("list").stdout
    found = json.loads(filled("list", "pyrotinib", "--json").stdout)
    assert [row["patient"] for row in found] == [CASE]
    assert found[0]["last_follow_up"] == "2025-03"
    assert found[0]["synthetic"] is None
    assert "No patient matches" in filled("list", "nobody").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["show", CASE],
        ["queries", "--all"],
        ["chart", CASE, "-o", "OUT/case.html"],
        ["chart", "--all", "-o", "OUT"],
        ["figure", CASE, "-o", "OUT"],
        ["cohort", "-o", "OUT/cohort.html"],
        ["export", CASE, "-o", "OUT/case.toml"],
        ["history", CASE],
        ["backup", "OUT/copy.db"],
    ],
)
def test_what_only_reads_makes_no_registry(
    timeline: Run, registry: Path, tmp_path: Path, arguments: list[str]
) -> None:
    place = tmp_path / "registry-2026.db"
    place.touch()
    ran = timeline(*(word.replace("OUT", str(tmp_path / "out")) for word in arguments))
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert f"{registry} does not exist" in ran.stderr
    assert place.name in ran.stderr  # perhaps that one was meant
    assert "timeline import" in ran.stderr
    assert list(tmp_path.iterdir()) == [place]


def test_an_import_says_that_it_made_the_registry(
    timeline: Run, registry: Path, cases_folder: Path
) -> None:
    said = f"Made the registry {registry}."
    file = cases_folder / "synthetic_relative.toml"
    assert timeline("import", file).stdout.startswith(said)
    assert said not in timeline("import", file).stdout


def test_an_empty_registry_says_how_to_fill_it(timeline: Run, registry: Path) -> None:
    Registry.open(registry, create=True).close()
    ran = timeline("list")
    assert ran.returncode == 0
    assert "timeline import" in ran.stdout


def test_export_and_import_give_an_equal_file(filled: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    assert filled("export", CASE, "-o", first).returncode == 0
    other = {"TIMELINE_DB": str(tmp_path / "other.db")}
    assert filled("import", first, **other).returncode == 0
    assert filled("export", CASE, "-o", second, **other).returncode == 0
    assert _facts(first) == _facts(second)


def _facts(file: Path) -> list[str]:
    """The lines of an export without those that are the registry's own."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [x for x in lines if not x.startswith(("registry = ", "version = "))]


def test_what_is_written_only_its_owner_can_read(filled: Run, tmp_path: Path) -> None:
    page = tmp_path / "new folder" / "case.html"
    assert filled("chart", CASE, "-o", page).returncode == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert not list(page.parent.glob(".*"))


def test_charts_of_every_patient(filled: Run, tmp_path: Path) -> None:
    assert filled("chart", "--all", "-o", tmp_path / "pages").returncode == 0
    rows = json.loads(filled("list", "--json").stdout)
    assert len(list((tmp_path / "pages").glob("*.html"))) == len(rows)


def test_a_corrected_file_updates_and_the_history_shows_it(
    filled: Run, cases_folder: Path, tmp_path: Path
) -> None:
    text = (cases_folder / "gallbladder_90_month.toml").read_text(encoding="utf-8")
    corrected = tmp_path / "corrected.toml"
    corrected.write_text(text.replace('regimen = "GP"', 'regimen = "GemCis"'))
    why = ("--reason", "spelling", "--alike", "same")
    ran = filled("import", corrected, *why, TIMELINE_ACTOR="nurse 1")
    assert "0 records added, 1 changed, 0 removed" in ran.stdout
    changes = json.loads(filled("history", CASE, "--json").stdout)
    changed = [c for c in changes if c["record"] == "e12-gp" and c["old"] == "GP"]
    assert [(c["field"], c["new"], c["actor"], c["reason"]) for c in changed] == [
        ("regimen", "GemCis", "nurse 1", "spelling")
    ]
    words = filled("history", CASE, "--record", "e12-gp").stdout
    assert "GP -> GemCis" in words


def test_a_file_with_mistakes_is_refused_whole(
    timeline: Run, registry: Path, cases_folder: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.toml"
    text = (cases_folder / "gallbladder_90_month.toml").read_text(encoding="utf-8")
    text = text.replace('date = "2019-03"', 'date = "2019-13"', 1)
    wrong.write_text(text.replace('sex = "male"', 'sex = "m"'))
    ran = timeline("import", wrong, cases_folder / "synthetic_biliary.toml")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "Nothing was imported" in ran.stderr
    lines = text.splitlines()
    for field, value in (("sex", 'sex = "male"'), ("date", 'date = "2019-13"')):
        number = lines.index(value) + 1
        assert f"wrong.toml:{number}: " in ran.stderr, field
    assert not registry.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nonsense"], 2),
        (["import", "no-such-file.toml"], 2),
        (["chart", CASE], 2),
        (["chart", CASE, "--all", "-o", "x"], 2),
        (["show"], 2),
        (["show", "nobody"], 1),
        (["queries"], 2),
        (["queries", CASE, "--all"], 2),
        (["queries", "nobody"], 1),
        (["export", "nobody", "-o", "x.toml"], 1),
    ],
)
def test_exit_codes(filled: Run, arguments: list[str], code: int) -> None:
    ran = filled(*arguments)
    assert ran.returncode == code
    assert ran.stderr
    assert "Traceback" not in ran.stderr


def test_backup_and_restore(filled: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert filled("backup", copy).returncode == 0
    again = filled("backup", copy)
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
    place = tmp_path / "restored" / "registry.db"
    assert filled("restore", copy, TIMELINE_DB=str(place)).returncode == 0
    restored = filled("list", "--json", TIMELINE_DB=str(place)).stdout
    assert json.loads(restored) == json.loads(filled("list", "--json").stdout)


def test_doctor_finds_nothing_wrong_and_a_broken_registry(
    filled: Run, tmp_path: Path
) -> None:
    assert filled("doctor").returncode == 0
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database" * 500)
    ran = filled("doctor", TIMELINE_DB=str(broken))
    assert ran.returncode == 1
    assert "!!  Registry" in ran.stdout


def test_an_unwritable_place_is_a_plain_message(filled: Run) -> None:
    ran = filled("export", CASE, "-o", "/dev/null/case.toml")
    assert ran.returncode == 1
    assert "cannot be written" in ran.stderr
    assert "Traceback" not in ran.stderr
