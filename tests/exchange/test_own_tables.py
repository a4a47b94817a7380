"""Own tables hold every field, and what leaves in them comes back."""

import csv
import datetime as dt
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exchange.returning import facts_of, import_files
from exchange.sheet_texts import sheet
from timeline.case.case import Case
from timeline.case.fields import field_specs
from timeline.case.records.kinds import KINDS
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.import_plan import Outcome
from timeline.exchange.import_reading import read_files
from timeline.exchange.own_tables_out import (
    FIELDS_FILE,
    WORKBOOK_FILE,
    csv_files,
    header_of,
    template_files,
    workbook,
)
from timeline.registry import Registry


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path / "registry.db")) as opened:
        yield opened


@pytest.mark.parametrize("name", ["gallbladder", "synthetic", "relative"])
@pytest.mark.parametrize("as_workbook", [False, True])
def test_a_case_that_leaves_as_tables_comes_back_equal(
    request: pytest.FixtureRequest,
    registry: Registry,
    tmp_path: Path,
    today: dt.date,
    name: str,
    as_workbook: bool,
) -> None:
    case: Case = request.getfixturevalue(name)
    folder = tmp_path / "tables"
    folder.mkdir()
    files = {WORKBOOK_FILE: workbook([case])} if as_workbook else csv_files([case])
    files.pop(FIELDS_FILE, None)
    for file_name, content in files.items():
        (folder / file_name).write_bytes(content)
    paths = sorted(folder.iterdir())
    outcomes = import_files(registry, paths, today)
    assert set(outcomes) == {Outcome.NEW}
    assert facts_of(registry.case(case.code)) == facts_of(case)
    before = registry.last_transaction()
    assert set(import_files(registry, paths, today)) == {Outcome.SAME}
    assert registry.last_transaction() == before


def test_templates_have_every_field_of_every_kind() -> None:
    files = template_files()
    assert set(files) == {
        FIELDS_FILE,
        WORKBOOK_FILE,
        *(f"{kind}.csv" for kind in KINDS),
    }
    explained = csv.DictReader(StringIO(files[FIELDS_FILE].decode()))
    told = {(row["table"], row["column"]) for row in explained if row["help"]}
    for kind, record_class in KINDS.items():
        (header,) = csv.reader(StringIO(files[f"{kind}.csv"].decode()))
        assert header == header_of(record_class)
        fields = {s.name for s in field_specs(record_class)} - {"code"}
        assert fields <= {*header}
        assert {(kind, name) for name in header[1:]} <= told


def test_the_workbook_offers_words_and_says_what_belongs_where(tmp_path: Path) -> None:
    path = tmp_path / WORKBOOK_FILE
    path.write_bytes(template_files()[WORKBOOK_FILE])
    book = load_workbook(path)
    sheet_of_lines = book["therapy_line"]
    header = [cell.value for cell in sheet_of_lines[1]]
    place = header.index("stop_reason") + 1
    assert "Why it ended" in sheet_of_lines.cell(1, place).comment.text
    (offered,) = [
        validation
        for validation in sheet_of_lines.data_validations.dataValidation
        if sheet_of_lines.cell(2, place).coordinate in validation.sqref
    ]
    row = int(offered.formula1.rpartition("$")[2])
    words = [cell.value for cell in book["choices"][row] if cell.value]
    (spec,) = [s for s in field_specs(KINDS["therapy_line"]) if s.name == "stop_reason"]
    assert words == list(spec.choices)


def test_no_text_is_a_formula(synthetic: Case, tmp_path: Path) -> None:
    patient = synthetic.patient.changed(headline="=HYPERLINK(1)", notes="+1+cmd")
    case = Case(patient, synthetic.records)
    rows = csv.DictReader(StringIO(csv_files([case])["patient.csv"].decode()))
    (row,) = rows
    assert (row["headline"], row["notes"]) == ("'=HYPERLINK(1)", "'+1+cmd")
    (tmp_path / "x.xlsx").write_bytes(workbook([case]))
    cells = load_workbook(tmp_path / "x.xlsx")["patient"]
    assert {cell.data_type for row in cells for cell in row if cell.value} == {"s"}


def test_the_kind_is_told_by_the_name_of_the_file(tmp_path: Path) -> None:
    text = "patient,date,response,colour\nP-1,2020-01,PR,red\n"
    (question,) = sheet(tmp_path / "assessment.csv", text).questions
    assert question.column == "colour"
    reading = sheet(tmp_path / "assessment.csv", text, left_out={"colour"})
    assert reading.mapping.records[0].kind == "assessment"
    assert reading.rows[0].records[0].record.label


def test_words_that_are_no_choice_are_refused_with_the_choices(tmp_path: Path) -> None:
    text = "patient,date,vital_status\nP-1,2020-01,well\nP-1,2020-02,Alive\n"
    first, second = sheet(tmp_path / "follow_up.csv", text).rows
    assert "Write one of: alive, dead" in first.problems[0]
    assert second.problems == ()


def test_two_rows_with_one_id_are_refused(tmp_path: Path, today: dt.date) -> None:
    path = tmp_path / "therapy_line.csv"
    path.write_text("patient,id,regimen\nP,a,GP\nP,a,XELOX\n", encoding="utf-8")
    tables = read_files([path], TableChoices(), (), None, today).by_patient(
        today, lambda _: ()
    )
    first, second = tables.sheets[0].rows
    assert first.problems == ()
    assert "has this id" in second.problems[0]
