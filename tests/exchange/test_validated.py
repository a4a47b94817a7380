"""What leaves passes the schemas of the systems that it is for, where they are here."""

import datetime as dt
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from exchange.made_cases import leaving
from timeline.exchange import case_file
from timeline.exchange.formats import formats_out
from timeline.exchange.redcap_out import DATA, DICTIONARY
from timeline.sharing.deidentify import Deidentification, deidentified

FORMATS = {each.name: each for each in formats_out()}
NEEDS = {
    "fhir": ("jsonschema",),
    "phenopacket": ("jsonschema", "referencing", "phenopackets"),
}
"""The libraries by which the files of a format are checked."""


@pytest.fixture(scope="module")
def checks(shared_data: Path) -> ModuleType:
    """The checks of others, which stand beside the checkout on some machines."""
    path = shared_data.parent / "tools" / "validate.py"
    if not path.is_file():
        pytest.skip("the checks of others are not on this machine")
    spec = importlib.util.spec_from_file_location("validate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _each_file(check: Callable[[Path], list[str]], folder: Path) -> list[str]:
    return [fault for path in sorted(folder.iterdir()) for fault in check(path)]


@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("name", ["cbioportal", "fhir", "phenopacket", "redcap"])
def test_no_fault_in_the_cases_of_the_project(
    checks: ModuleType,
    cases_folder: Path,
    tmp_path: Path,
    today: dt.date,
    name: str,
    safe: bool,
) -> None:
    for library in NEEDS.get(name, ()):
        pytest.importorskip(library)
    paths = sorted(cases_folder.glob("*.toml"))
    cases = [case_file.read(path, today=today).cases[0] for path in paths]
    if safe:
        cases = [deidentified(case, Deidentification()) for case in cases]
    for file_name, content in FORMATS[name].write(leaving(*cases)).files.items():
        (tmp_path / file_name).write_bytes(content)
    if name == "cbioportal":
        faults = checks.cbioportal(tmp_path)
    elif name == "redcap":
        faults = checks.redcap(tmp_path / DICTIONARY, tmp_path / DATA)
    else:
        faults = _each_file(getattr(checks, name), tmp_path)
    assert faults == []
