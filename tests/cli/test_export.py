"""Cases leave as case files or as tables, and what has no place there is listed."""

import base64
import csv
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from timeline.exchange.formats import formats_out

from .conftest import Run

CASE = "GBC-90"
DESCRIBING = ("fields", "meta_", "data_clinical_sample", "dictionary", "not-written")
"""How files begin that hold no facts of patients."""
OTHERS = [each.name for each in formats_out() if not each.own]
DATE = re.compile(r"\b(19|20)\d{2}\b")


@pytest.mark.parametrize(("ending", "told"), [(".xlsx", ()), ("", ("--format", "csv"))])
def test_tables_ask_how_the_cases_leave(
    filled: Run, tmp_path: Path, ending: str, told: tuple[str, ...]
) -> None:
    ran = filled("export", CASE, "-o", tmp_path / f"out{ending}", *told)
    assert ran.returncode == 2
    assert "--de-identified" in ran.stderr
    assert not (tmp_path / f"out{ending}").exists()


@pytest.mark.parametrize("name", ["csv", "cbioportal", "fhir", "redcap"])
def test_a_case_as_recorded_comes_back_into_another_registry(
    filled: Run, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    ran = filled("export", CASE, "--format", name, "--as-recorded", "-o", out)
    assert ran.returncode == 0, ran.stderr
    paths = sorted(out.iterdir()) if out.is_dir() else [out]
    facts = [path for path in paths if not path.name.startswith(DESCRIBING)]
    other = {"TIMELINE_DB": str(tmp_path / "other.db")}
    ran = filled("import", *facts, **other)
    assert ran.returncode == 0, ran.stderr
    assert filled("show", CASE).stdout == filled("show", CASE, **other).stdout


@pytest.mark.parametrize("name", OTHERS)
def test_no_code_and_no_date_leaves_a_de_identified_cohort(
    filled: Run, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    ran = filled("export", "--all", "--format", name, "--de-identified", "-o", out)
    assert ran.returncode == 0, ran.stderr
    paths = out.iterdir() if out.is_dir() else [out]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    assert sum(map(len, texts)) > 10_000
    for text in texts:
        written = re.sub(r'"created": "[^"]+"', "", text)
        written += "".join(map(_decoded, re.findall(r"base64,([^\"]+)", text)))
        assert CASE not in written
        assert not re.search(r"\b(19|20)\d{2}-\d{2}", written)


def _decoded(text: str) -> str:
    return base64.b64decode(text).decode()


@pytest.mark.parametrize("ending", [".json", ".tsv"])
def test_an_ending_that_other_systems_share_asks_for_the_format(
    filled: Run, tmp_path: Path, ending: str
) -> None:
    ran = filled("export", CASE, "--as-recorded", "-o", tmp_path / f"out{ending}")
    assert ran.returncode == 2
    assert "--format" in ran.stderr
    assert not (tmp_path / f"out{ending}").exists()


def test_a_long_list_is_cut_on_the_screen_and_whole_in_the_file(
    filled: Run, tmp_path: Path
) -> None:
    out = tmp_path / "bundle.json"
    told = ("--format", "fhir", "--de-identified")
    ran = filled("export", "--all", *told, "-o", out)
    printed = [line for line in ran.stdout.splitlines() if "Not written" in line]
    with (tmp_path / "bundle-not-written.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    assert len(printed) == 21
    assert f"{len(listed) - 20:,} further facts" in printed[-1]


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
