"""What a person sees before an import stores: proposed lines, and who is absent."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.settings import Settings
from timeline.exchange.import_choices import ImportChoices, TableChoices
from timeline.exchange.import_planning import PlannedImport, planned_import
from timeline.exchange.import_reading import read_files
from timeline.exchange.import_storing import import_plans
from timeline.registry import Registry, Session

GAP = Settings().restart_gap_days
TODAY = dt.date(2026, 12, 1)
HEADER = "patient_id,med_name,med_start,med_end"
CISPLATIN = "P-1,cisplatin,2020-01-01,2020-01-01"
GEMCITABINE = "P-1,gemcitabine,2020-01-08,2020-01-08"
LATER = "P-1,FOLFOX,2021-03-01,2021-03-01"
OTHER = "P-2,cisplatin,2020-02-01,2020-02-01"


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path / "registry.db")) as opened:
        yield opened


def _bring(
    registry: Registry, path: Path, *rows: str, accept_lines: bool = False
) -> PlannedImport:
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    choices = TableChoices(source="pharmacy")
    reading = read_files([path], choices, [], None, TODAY)
    reading.check_settled()
    decided = ImportChoices(accept_lines=accept_lines)
    planned = planned_import(registry, reading, decided, TODAY)
    import_plans(registry, planned.plans, Session("Nurse One", "file of May"))
    return planned


def test_lines_are_proposed_with_reasons_and_not_stored(
    registry: Registry, tmp_path: Path
) -> None:
    rows = (CISPLATIN, GEMCITABINE, LATER)
    (proposal,) = _bring(registry, tmp_path / "a.csv", *rows).lines
    assert [line.why for line in proposal.lines] == [
        "first line",
        f"new line: nothing given for more than {GAP} days",
    ]
    assert proposal.records[0].regimen == "cisplatin + gemcitabine"
    case = registry.case("P-1")
    assert case.of_kind(TherapyLine) == ()
    assert {course.line for course in case.of_kind(DrugCourse)} == {None}


def test_accepted_lines_hold_their_exposures_and_come_once(
    registry: Registry, tmp_path: Path
) -> None:
    rows = (CISPLATIN, GEMCITABINE)
    for _ in range(2):
        _bring(registry, tmp_path / "a.csv", *rows, accept_lines=True)
    case = registry.case("P-1")
    (line,) = case.of_kind(TherapyLine)
    assert (line.start.canonical, line.stop.canonical) == ("2020-01-01", "2020-01-08")
    assert line.confidence == "assumed"
    assert "PMC8548977" in str(line.notes)
    courses = case.of_kind(DrugCourse)
    assert [(c.drug, c.line) for c in courses] == [
        ("cisplatin", line.id),
        ("gemcitabine", line.id),
    ]


def test_who_has_lines_gets_no_proposal(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    text = (
        'format = 1\n[patient]\ncode = "P-1"\n[[therapy_line]]\nid = "l"\n'
        'regimen = "GP"\n'
    )
    path.write_text(text, encoding="utf-8")
    reading = read_files([path], TableChoices(), [], None, TODAY)
    planned = planned_import(registry, reading, ImportChoices(), TODAY)
    import_plans(registry, planned.plans, Session("Nurse One"))
    assert _bring(registry, tmp_path / "a.csv", CISPLATIN).lines == ()


def test_a_patient_wholly_absent_from_the_newer_file_is_named_and_stays(
    registry: Registry, tmp_path: Path
) -> None:
    first = _bring(registry, tmp_path / "a.csv", CISPLATIN, OTHER)
    assert first.absent == ()
    assert _bring(registry, tmp_path / "b.csv", CISPLATIN).absent == ("P-2",)
    assert len(registry.case("P-2").of_kind(DrugCourse)) == 1


def test_a_file_of_another_source_misses_nobody(
    registry: Registry, tmp_path: Path
) -> None:
    _bring(registry, tmp_path / "a.csv", CISPLATIN, OTHER)
    sheet = tmp_path / "labs.csv"
    sheet.write_text("patient,date,test,value\nP-1,2020-01-10,CEA,5\n", "utf-8")
    reading = read_files([sheet], TableChoices(source="ward"), [], None, TODAY)
    assert planned_import(registry, reading, ImportChoices(), TODAY).absent == ()
