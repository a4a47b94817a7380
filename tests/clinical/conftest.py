"""Published cases, read once for the tests of clinical rules."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.exchange.case_file import read


@pytest.fixture(scope="session")
def cases(cases_folder: Path) -> tuple[Case, ...]:
    """Every case in cases/."""
    readings = [
        read(path, today=dt.date(2026, 1, 15))
        for path in sorted(cases_folder.glob("*.toml"))
    ]
    assert [reading.problems for reading in readings if reading.problems] == []
    return tuple(case for reading in readings for case in reading.cases)


@pytest.fixture(scope="session")
def published(cases: tuple[Case, ...]) -> Case:
    """The gallbladder case with a course of 90 months."""
    return next(case for case in cases if case.code == "GBC-90")
