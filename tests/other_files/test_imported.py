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
from timeline.exchange.import_choices import ImportChoices, Likeness, TableChoices
from timeline.exchange.import_plan import Outcome
from timeline.exchange.import_planning import PlannedImport, planned_import
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
