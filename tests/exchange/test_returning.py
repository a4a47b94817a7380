"""A case that leaves for another system comes back, but for what was not written."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.made_cases import leaving
from exchange.returning import facts_of, import_files
from timeline.case.case import Case
from timeline.exchange.formats import formats_out
from timeline.exchange.import_plan import Outcome
from timeline.registry import Registry

FORMATS = {each.name: each for each in formats_out()}
NOT_OF_PATIENTS = ("meta_", "data_clinical_sample", "dictionary")
"""How files are called that describe the others."""


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path / "registry.db")) as opened:
        yield opened


@pytest.mark.parametrize("name", ["gallbladder", "synthetic", "relative"])
@pytest.mark.parametrize("format_name", ["cbioportal", "fhir", "redcap"])
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
    folder = tmp_path / "out"
    folder.mkdir()
    for file_name, content in files.files.items():
        (folder / file_name).write_bytes(content)
    paths = [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith(NOT_OF_PATIENTS)
    ]
    assert set(import_files(registry, paths, today)) == {Outcome.NEW}
    stored = registry.case(case.code)
    assert facts_of(stored, files.unwritten) == facts_of(case, files.unwritten)
    before = registry.last_transaction()
    assert set(import_files(registry, paths, today)) == {Outcome.SAME}
    assert registry.last_transaction() == before
