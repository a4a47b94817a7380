"""A laboratory sheet goes in, what was refused is mended, and next month's brings what
is new."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from .conftest import Run

SHEET = """\
Studiencode;Entnahmedatum;CA 19-9 [U/ml];CEA (ng/ml);Name
P-1;03.02.2020;1.200;3,4;Doe
P-1;02.03.2020;37;~5;Doe
P-2;06.04.2020;>10.000;5,1;Roe
"""


@pytest.fixture
def labs(tmp_path: Path) -> Path:
    path = tmp_path / "labor.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_what_has_two_readings_is_asked_and_nothing_is_stored(
    labs: Path, timeline: Run, registry: Path
) -> None:
    ran = timeline("import", labs)
    assert ran.returncode == 1
    assert "Column CA 19-9 [U/ml]: 1.200 is 1.2 or 1200" in ran.stderr
    assert "--decimals point or --decimals comma" in ran.stderr
    assert not registry.exists()


def test_a_dry_run_shows_columns_samples_and_what_would_stop(
    labs: Path, timeline: Run, registry: Path
) -> None:
    ran = timeline("import", labs, "--dry-run")
    assert ran.returncode == 0
    assert "CEA (ng/ml): amount, analyte CEA, unit ng/ml" in ran.stdout
    assert "such as 3,4 | ~5 | 5,1" in ran.stdout
    assert "Name: not read, looks like a name" in ran.stdout
    assert "An import would stop here" in ran.stdout
    assert not registry.exists()
    ran = timeline("import", labs, "--dry-run", "--decimals", "comma")
    assert "P-2: 3 records added" in ran.stdout
    assert "2 whole" in ran.stdout
    assert not registry.exists()


def test_refused_rows_are_mended_and_imported_again(labs: Path, timeline: Run) -> None:
    ran = timeline("import", labs, "--decimals", "comma")
    assert ran.returncode == 1  # a row was refused
    assert "2 cases read" in ran.stdout
    rejects = labs.with_name("labor.csv.rejects.csv")
    assert str(rejects) in ran.stdout
    with rejects.open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    assert header == [*SHEET.splitlines()[0].split(";"), "line", "message"]
    assert row[:4] == ["P-1", "02.03.2020", "37", "~5"]
    assert row[5] == "3"
    assert "approximate sign" in row[6]
    text = rejects.read_text(encoding="utf-8")
    rejects.write_text(text.replace("~5", "5"), encoding="utf-8")
    ran = timeline("import", rejects)
    assert ran.returncode == 0, ran.stderr
    assert "by a mapping that is known" in ran.stdout
    shown = timeline("show", "P-1", "--records").stdout
    assert "37" in shown
    history = timeline("history", "P-1").stdout
    assert "labor.csv.rejects.csv" in history
    assert "line 2, column CEA (ng/ml)" in history


def test_the_next_file_is_read_as_the_last_one(labs: Path, timeline: Run) -> None:
    """Its mapping is found by the header, and with it how numbers are written."""
    labs.write_text(SHEET.replace("~5", "5"), encoding="utf-8")
    assert timeline("import", labs, "--decimals", "comma").returncode == 0
    later = labs.with_name("labor-juni.csv")
    later.write_text(labs.read_text(encoding="utf-8") + "P-1;04.05.2020;2.450;;\n")
    ran = timeline("import", later)
    assert ran.returncode == 0, ran.stderr
    assert "1 record added, 0 changed, 0 removed, 6 as before" in ran.stdout
    again = timeline("import", later)
    assert "0 records added, 0 changed, 0 removed, 7 as before" in again.stdout
    assert "-> 2450" in timeline("history", "P-1").stdout


def test_a_changed_value_shows_old_and_new_and_needs_a_reason(
    labs: Path, timeline: Run
) -> None:
    labs.write_text(SHEET.replace("~5", "5"), encoding="utf-8")
    timeline("import", labs, "--decimals", "comma")
    labs.write_text(SHEET.replace("~5", "6"), encoding="utf-8")
    ran = timeline("import", labs, "--dry-run")
    assert "Value: 5 here, 6 in the file" in ran.stdout
    assert timeline("import", labs).returncode == 1
    ran = timeline("import", labs, "--reason", "corrected by the laboratory")
    assert ran.returncode == 0, ran.stderr
    assert "5 -> 6" in timeline("history", "P-1").stdout


def test_a_mapping_is_written_changed_and_used(
    labs: Path, timeline: Run, tmp_path: Path
) -> None:
    mapping = tmp_path / "labor.toml"
    ran = timeline("import", labs, "--dry-run", "--save-mapping", mapping)
    assert ran.returncode == 0, ran.stderr
    text = mapping.read_text(encoding="utf-8")
    column = 'header = "CA 19-9 [U/ml]"\nfield = "amount"\n'
    assert column in text
    settled = text.replace(column, f'{column}decimals = "comma"\n')
    mapping.write_text(settled, encoding="utf-8")
    ran = timeline("import", labs, "--mapping", mapping, "--dry-run")
    assert "An import would stop here" not in ran.stdout
    mapping.write_text(settled.replace('"amount"', '"colour"'), encoding="utf-8")
    ran = timeline("import", labs, "--mapping", mapping)
    assert "there is no such field" in ran.stderr


def test_a_workbook_with_a_month_goes_in_as_a_month(
    timeline: Run, tmp_path: Path
) -> None:
    import datetime as dt

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Patient", "Date", "CEA (ng/mL)"])
    sheet.append(["P-1", dt.date(2019, 3, 1), 5.1])
    sheet["A2"].number_format = "@"
    sheet["B2"].number_format = "mmm-yy"
    book.save(tmp_path / "labs.xlsx")
    ran = timeline("import", tmp_path / "labs.xlsx")
    assert ran.returncode == 0, ran.stderr
    history = timeline("history", "P-1").stdout
    assert ".date: (empty) -> 2019-03\n" in history
    assert "row 2, column CEA (ng/mL)" in history


def test_own_tables_refer_to_each_other_and_to_what_is_stored(
    timeline: Run, tmp_path: Path
) -> None:
    lines, drugs = tmp_path / "therapy_line.csv", tmp_path / "drug_course.csv"
    lines.write_text("patient,id,regimen,start\nP-1,line-1,GP,2020-01\n")
    drugs.write_text("patient,line,drug,start\nP-1,line-1,CISPLATIN,2020-01\n")
    ran = timeline("import", drugs, lines)
    assert ran.returncode == 0, ran.stderr
    history = timeline("history", "P-1").stdout
    assert ".drug: (empty) -> cisplatin\n" in history
    assert ".as_written: (empty) -> CISPLATIN\n" in history
    drugs.write_text(
        "patient,line,drug,start\nP-1,line-1,GEMCITABINE,2020-01\nP-1,line-9,x,2020\n"
    )
    ran = timeline("import", drugs)
    assert ran.returncode == 1
    assert "There is no record with the id line-9" in ran.stdout
    assert "gemcitabine" in timeline("show", "P-1").stdout


def test_a_case_file_and_a_table_about_one_patient_go_in_one_after_the_other(
    labs: Path, timeline: Run, tmp_path: Path
) -> None:
    case = tmp_path / "case.toml"
    case.write_text('format = 1\n[patient]\ncode = "P-1"\n', encoding="utf-8")
    ran = timeline("import", case, labs, "--decimals", "comma")
    assert ran.returncode == 1
    assert "is about the same patient" in ran.stderr


def test_an_import_of_a_table_is_one_step_of_undo(labs: Path, timeline: Run) -> None:
    timeline("import", labs, "--decimals", "comma")
    assert timeline("undo", "1").returncode == 0
    assert "2 in the bin" in timeline("list").stdout


def test_a_published_study_goes_in_whole_and_its_mended_file_changes_nothing(
    timeline: Run, shared_data: Path
) -> None:
    """Its curators mended the spelling of a type, and no event."""
    study = shared_data / "cbioportal" / "lgg_ucsf_2014"
    mended = study.with_name("lgg_ucsf_2014_corrected")
    files = [study / "data_clinical_patient.txt", *study.glob("data_timeline_*.txt")]
    told = ("--day-zero", "initial diagnosis")
    ran = timeline("import", *files, *told)
    assert ran.returncode == 0, ran.stderr
    assert "23 cases read" in ran.stdout
    assert " 0 refused" in ran.stdout
    assert not any(f" {n} refused" in ran.stdout for n in range(1, 100))
    again = timeline("import", *files, *told)
    assert "0 records added, 0 changed, 0 removed" in again.stdout
    treatments = mended / "data_timeline_treatment.txt"
    assert "--day-zero" in timeline("import", treatments).stderr  # of each file
    later = timeline("import", treatments, *told, "--dry-run")
    assert "new:" not in later.stdout
    assert "changed:" not in later.stdout


def test_whose_values_they_are_is_asked_of_each_file(
    timeline: Run, tmp_path: Path
) -> None:
    """The next sheet with the same header may be another patient's."""
    path = tmp_path / "labs.csv"
    path.write_text("Date;CEA\n2020-01-10;5,5\n", encoding="utf-8")
    assert timeline("import", path, "--patient", "P-1").returncode == 0
    ran = timeline("import", path)
    assert ran.returncode == 1
    assert "--patient CODE" in ran.stderr
    ran = timeline("import", path, "--patient", "P-2")
    assert ran.returncode == 0
    assert "2 records added" in ran.stdout


def test_what_is_said_goes_before_what_was_saved(labs: Path, timeline: Run) -> None:
    labs.write_text(SHEET.replace("~5", "5"), encoding="utf-8")
    assert timeline("import", labs, "--decimals", "comma").returncode == 0
    ran = timeline("import", labs, "--decimals", "point", "--dry-run")
    assert "Value: 1200 here, 1.2 in the file" in ran.stdout
    ran = timeline("import", labs, "--leave-out", "CEA (ng/ml)", "--dry-run",
                   "--decimals", "comma")  # fmt: skip
    assert "CEA (ng/ml): not read, left out" in ran.stdout
    assert "new:" not in ran.stdout
