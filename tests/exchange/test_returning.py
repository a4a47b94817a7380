"""A case that leaves for another system comes back, but for what was not written."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from exchange.made_cases import leaving
from exchange.returning import facts_of, import_files
from registry.generated import TODAY, cases, on_a_database
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.exchange.amounts import is_missing
from timeline.exchange.formats import formats_out
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.import_plan import Outcome
from timeline.exchange.import_reading import read_files
from timeline.exchange.leaving import LeavingFiles
from timeline.registry import Registry

FORMATS = {each.name: each for each in formats_out()}
RETURNING = ("cbioportal", "fhir", "redcap")
DESCRIBING = ("meta_", "data_clinical_sample", "dictionary")
"""How files are called that hold no facts of patients."""


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path / "registry.db")) as opened:
        yield opened


def _write(files: LeavingFiles, folder: Path) -> list[Path]:
    """Write files into a new folder; those with facts of patients."""
    folder.mkdir()
    for name, content in files.files.items():
        (folder / name).write_bytes(content)
    paths = sorted(folder.iterdir())
    return [path for path in paths if not path.name.startswith(DESCRIBING)]


@pytest.mark.parametrize("name", ["gallbladder", "synthetic", "relative"])
@pytest.mark.parametrize("format_name", RETURNING)
def test_a_case_comes_back_but_for_what_was_not_written(
    request: pytest.FixtureRequest,
    registry: Registry,
    tmp_path: Path,
    today: dt.date,
    name: str,
    format_name: str,
) -> None:
    case: Case = request.getfixturevalue(name)
    files = FORMATS[format_name].write(leaving(case))
    paths = _write(files, tmp_path / "out")
    assert set(import_files(registry, paths, today)) == {Outcome.NEW}
    stored = registry.case(case.code)
    assert facts_of(stored, files.unwritten) == facts_of(case, files.unwritten)
    before = registry.last_transaction()
    assert set(import_files(registry, paths, today)) == {Outcome.SAME}
    assert registry.last_transaction() == before


@pytest.mark.parametrize("format_name", RETURNING)
@on_a_database(6)
@given(case=cases("P-1"))
def test_any_case_comes_back(
    tmp_path_factory: pytest.TempPathFactory, format_name: str, case: Case
) -> None:
    case = Case.of(map(_without_words_for_nothing, case.entries))
    files = FORMATS[format_name].write(leaving(case))
    paths = _write(files, tmp_path_factory.mktemp("any") / "out")
    reading = read_files(paths, TableChoices(), (), None, TODAY)
    reading.check_settled()
    tables = reading.by_patient(TODAY, lambda _: ())
    assert [p for s in tables.sheets for r in s.rows for p in r.problems] == []
    (file,) = tables.files
    assert facts_of(file.case, files.unwritten) == facts_of(case, files.unwritten)


def _without_words_for_nothing(entry: Entry) -> Entry:
    """The record without texts such as NULL, which a table takes for an empty cell."""
    changes: dict[str, object] = {}
    for name, value in entry.values().items():
        if type(value) is str and value and is_missing(value):
            changes[name] = "word"
        elif isinstance(value, tuple) and value and is_missing("; ".join(value)):
            changes[name] = ("word",)
    return entry.model_copy(update=changes)
