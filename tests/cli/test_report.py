"""`timeline report`: the ending says the form, and nothing leaves unasked."""

import json
import stat
from pathlib import Path

import pytest

from timeline.exchange.shipped import shipped_cases

from .conftest import Run

UNLISTED = """
format = 1
[patient]
code = "{code}"
[[therapy_line]]
id = "l1"
regimen = "{drug}"
start = "2020-02-01"
[[drug_course]]
id = "d1"
line = "l1"
drug = "{drug}"
"""
CASE, OTHER = "GBC-90", "SYNTHETIC-REL-1"


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF-"), ("md", b"# CASE-1"), ("txt", b"CASE-1")]
)
def test_the_ending_says_the_form(
    filled: Run, tmp_path: Path, ending: str, begins: bytes
) -> None:
    file = tmp_path / "new folder" / f"report.{ending.upper()}"
    ran = filled("report", CASE, "-o", file)
    assert ran.returncode == 0, ran.stderr
    content = file.read_bytes()
    assert content.startswith(begins)
    assert b"GBC-90" not in content
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_another_ending_is_refused_and_says_which_there_are(
    filled: Run, tmp_path: Path
) -> None:
    ran = filled("report", CASE, "-o", tmp_path / "report.doc")
    assert ran.returncode == 1
    assert "one of .pdf, .md, .txt, .json" in ran.stderr
    assert list(tmp_path.glob("report*")) == []


def test_several_patients_stand_in_the_order_named(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    assert filled("report", OTHER, CASE, OTHER, "--as-recorded", "-o", file)
    patients = json.loads(file.read_text())["patients"]
    assert [case["patient"]["code"] for case in patients] == [OTHER, CASE]


def test_every_patient_of_the_registry(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    assert filled("report", "--all", "-o", file).returncode == 0
    assert file.read_text().count("\n# CASE-") + 1 == len(shipped_cases())


def test_as_recorded_tells_what_show_tells(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    assert filled("report", CASE, "--as-recorded", "-o", file).returncode == 0
    shown = json.loads(filled("show", CASE, "--json").stdout)
    assert json.loads(file.read_text()) == shown


def test_what_is_kept_leaves_and_nothing_else(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    assert filled("report", CASE, "--keep", "code", "-o", file).returncode == 0
    text = file.read_text()
    assert text.startswith(CASE)
    assert "Mar 2019" not in text
    assert "month 18" in text


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [CASE, "--all"],
        [CASE, "--as-recorded", "--keep", "dates"],
        [CASE, "--code", "a name"],
        [CASE, "--keep", "everything"],
    ],
)
def test_choices_that_contradict_each_other_are_refused(
    filled: Run, tmp_path: Path, arguments: list[str]
) -> None:
    file = tmp_path / "report.md"
    assert filled("report", *arguments, "-o", file).returncode == 2
    assert not file.exists()


def test_two_patients_cannot_have_one_code(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    ran = filled("report", CASE, OTHER, "--code", "A-1", "-o", file)
    assert ran.returncode == 1
    assert "one code" in ran.stderr
    assert not file.exists()


def test_an_earlier_file_stays_where_no_report_can_be_made(
    filled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "report.md"
    file.write_text("earlier")
    assert filled("report", "NOBODY", "-o", file).returncode == 1
    assert file.read_text() == "earlier"


def test_show_prints_every_record_where_asked(filled: Run) -> None:
    short = filled("show", CASE).stdout
    whole = filled("show", CASE, "--records").stdout
    assert "ALL RECORDS" not in short
    assert whole.startswith(short.rstrip("\n"))
    assert "ALL RECORDS (102)" in whole
    assert "Id: e17-trastuzumab-pyrotinib" in whole


def test_the_report_says_what_it_does_not_show_and_what_brings_it_back(
    timeline: Run, tmp_path: Path
) -> None:
    """Drugs that no catalogue knows have their letters in the whole document."""
    files = []
    for code, drug in (("ONE-1", "Zzumab"), ("TWO-2", "Zzytinib")):
        files.append(tmp_path / f"{code}.toml")
        files[-1].write_text(UNLISTED.format(code=code, drug=drug))
    assert timeline("import", *files).returncode == 0
    file = tmp_path / "both.txt"
    ran = timeline("report", "ONE-1", "TWO-2", "-o", file)
    assert "  2 drugs: --keep drugs\n" in ran.stdout
    assert "unless given to --keep:\n  dates, code\n" in ran.stdout
    first, second = file.read_text().split("CASE-2", 1)
    assert "Drug A" in first
    assert "Drug B" not in first
    assert "Drug B" in second
    assert "Drug A" not in second
    ran = timeline("report", "ONE-1", "--as-recorded", "-o", file)
    assert "--keep" not in ran.stdout
