"""Cases leave as case files or as tables, and what has no place there is listed."""

import csv
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .conftest import Run

CASE = "GBC-90"
DATE = re.compile(r"\b(19|20)\d{2}\b")


@pytest.mark.parametrize(("ending", "told"), [(".xlsx", ()), ("", ("--format", "csv"))])
def test_tables_ask_how_the_cases_leave(
    filled: Run, tmp_path: Path, ending: str, told: tuple[str, ...]
) -> None:
    ran = filled("export", CASE, "-o", tmp_path / f"out{ending}", *told)
    assert ran.returncode == 2
    assert "--de-identified" in ran.stderr
    assert not (tmp_path / f"out{ending}").exists()


def test_tables_as_recorded_come_back_into_another_registry(
    filled: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "tables"
    ran = filled("export", CASE, "--format", "csv", "--as-recorded", "-o", folder)
    assert ran.returncode == 0, ran.stderr
    tables = [path for path in folder.glob("*.csv") if path.name != "fields.csv"]
    other = {"TIMELINE_DB": str(tmp_path / "other.db")}
    ran = filled("import", *tables, **other)
    assert ran.returncode == 0, ran.stderr
    assert filled("show", CASE).stdout == filled("show", CASE, **other).stdout


def test_de_identified_tables_have_no_date_and_no_code(
    filled: Run, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    ran = filled("export", "--all", "--de-identified", "-o", path)
    assert ran.returncode == 0, ran.stderr
    book = load_workbook(path)
    cells = [
        str(cell)
        for sheet in book.worksheets
        if sheet.title != "choices"
        for row in sheet.iter_rows(min_row=2, values_only=True)
        for cell in row
        if cell is not None
    ]
    assert len(cells) > 500
    assert not any(CASE in cell for cell in cells)
    months = [cell for cell in cells if re.fullmatch(r"M-?\d+", cell)]
    assert len(months) > 20
    assert not [cell for cell in cells if DATE.search(cell)]


def test_a_case_file_for_others_holds_no_registry_and_no_date(
    filled: Run, tmp_path: Path
) -> None:
    path = tmp_path / "case.toml"
    assert filled("export", CASE, "--de-identified", "-o", path).returncode == 0
    text = path.read_text(encoding="utf-8")
    assert "registry" not in text
    assert CASE not in text
    assert not DATE.search(text)


def test_words_of_the_site_are_listed_where_they_have_no_place(
    filled: Run, tmp_path: Path
) -> None:
    case = tmp_path / "case.toml"
    case.write_text(
        'format = 1\n[patient]\ncode = "T-1"\n[[drug_course]]\nid = "d"\n'
        'drug = "ABC-001"\n',
        encoding="utf-8",
    )
    assert filled("import", case).returncode == 0
    word = ("vocabulary", "add", "drug", "ABC-001", "class=targeted")
    ran = filled(*word, "--reason", "trial")
    if ran.returncode:  # the command takes its words otherwise
        pytest.fail(ran.stderr)
    ran = filled("export", "T-1", "--as-recorded", "-o", tmp_path / "out.xlsx")
    assert "Not written: T-1" in ran.stdout
    with (tmp_path / "out-not-written.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["patient"], row["field"]) == ("T-1", "vocabulary")


def test_an_unknown_format_and_two_ways_to_leave_are_refused(
    filled: Run, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert filled("export", CASE, "--format", "pdf", "-o", out).returncode == 2
    both = ("--as-recorded", "--de-identified")
    assert filled("export", CASE, *both, "-o", out).returncode == 2
    assert filled("export", CASE, "--all", "-o", out).returncode == 2
    assert filled("export", "-o", out).returncode == 2
