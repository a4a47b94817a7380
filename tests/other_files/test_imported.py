"""Every sample file of others is imported, and no row or column without a word."""

import datetime as dt
import shutil
import sys
from pathlib import Path

import pytest

from other_files.imported import (
    ANSWERS,
    RowCounts,
    columns_without_a_word,
    counts_of,
    reading_of,
    sample_files,
    table_of,
)
from timeline.case.records.molecular import Specimen
from timeline.exchange.import_choices import ImportChoices, Likeness, TableChoices
from timeline.exchange.import_plan import Outcome
from timeline.exchange.import_planning import PlannedImport, planned_import
from timeline.exchange.import_reading import read_files
from timeline.exchange.import_storing import import_plans
from timeline.exchange.reading import FileRefusedError
from timeline.registry import Registry, Session

TODAY = dt.date(2026, 12, 1)
WHO = Session("Nurse One", "sample of others")


def _stored(registry: Registry, path: Path, choices: TableChoices) -> PlannedImport:
    reading = reading_of(path, choices, TODAY)
    reading.check_settled()
    decided = ImportChoices(alike=Likeness.NEW)
    planned = planned_import(registry, reading, decided, TODAY)
    import_plans(registry, planned.plans, WHO)
    return planned


@pytest.mark.parametrize("pattern", ANSWERS)
def test_every_row_is_told_and_a_second_import_changes_nothing(
    shared_data: Path, tmp_path: Path, empty_registry: Path, pattern: str
) -> None:
    counts: dict[str, RowCounts] = {}
    for number, (place, choices) in enumerate(sample_files(shared_data, pattern)):
        target = shutil.copy(empty_registry, tmp_path / f"{number}.db")
        with Registry.open(target) as registry:
            sheets = _stored(registry, shared_data / place, choices).sheets
            before = registry.last_transaction()
            again = _stored(registry, shared_data / place, choices)
            assert registry.last_transaction() == before, place
        counts[place] = counts_of(sheets)
        assert counts[place].adds_up, place
        assert [columns_without_a_word(sheet) for sheet in sheets] == [[]], place
        outcomes = {r.outcome for plan in again.plans for r in plan.records}
        assert outcomes <= {Outcome.SAME}, place
        assert again.absent == (), place
    assert counts
    sys.stdout.write(table_of(counts))


@pytest.mark.parametrize("place", ["docs", "sample"])
def test_a_list_of_hospital_numbers_alone_is_refused(
    shared_data: Path, place: str
) -> None:
    path = shared_data / "mcode_csv" / place / "patient-mrns.csv"
    with pytest.raises(FileRefusedError, match="no sign separates columns"):
        reading_of(path, TableChoices(patient_column="mrn"), TODAY)


def test_the_files_of_a_study_tell_one_case_for_each_patient(
    shared_data: Path, tmp_path: Path, empty_registry: Path
) -> None:
    study = shared_data / "cbioportal" / "lgg_ucsf_2014"
    paths = sorted(study.glob("data_*.txt"))
    choices = TableChoices(**ANSWERS["cbioportal/*/data_*.txt"])
    with Registry.open(shutil.copy(empty_registry, tmp_path / "r.db")) as registry:
        reading = read_files(paths, choices, [], None, TODAY)
        planned = planned_import(registry, reading, ImportChoices(), TODAY)
        assert all(not row.problems for s in planned.sheets for row in s.rows)
        import_plans(registry, planned.plans, WHO)
        sample = registry.case("P01").get("P01_Pri")
        assert isinstance(sample, Specimen)
        assert (sample.date.canonical, sample.taken_from) == ("D124", "primary tumour")
        spelled = study.parent / "lgg_ucsf_2014_corrected" / paths[-1].name
        assert _outcomes(registry, spelled, choices) == {}
        text = paths[-1].read_text(encoding="utf-8")
        mended = tmp_path / paths[-1].name
        mended.write_text(text.replace("P04\t488\t700", "P04\t488\t690"), "utf-8")
        assert _outcomes(registry, mended, choices) == {"P04": [Outcome.CHANGED]}


def _outcomes(
    registry: Registry, path: Path, choices: TableChoices
) -> dict[str, list[Outcome]]:
    """What would change of each patient; the other files of the study stay apart."""
    reading = read_files([path], choices, [], None, TODAY)
    planned = planned_import(registry, reading, ImportChoices(), TODAY)
    unchanged: set[Outcome] = {Outcome.SAME, Outcome.ABSENT}
    outcomes: dict[str, list[Outcome]] = {}
    for plan in planned.plans:
        changes = [r.outcome for r in plan.records if r.outcome not in unchanged]
        if changes:
            outcomes[plan.code] = changes
    return outcomes
