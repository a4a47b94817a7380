"""Cases to draw."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.exchange import case_file


def _read(folder: Path, name: str, today: dt.date) -> Case:
    reading = case_file.read(folder / f"{name}.toml", today=today)
    assert reading.problems == ()
    return reading.cases[0]


@pytest.fixture
def gallbladder(cases_folder: Path, today: dt.date) -> Case:
    return _read(cases_folder, "gallbladder_90_month", today)


@pytest.fixture
def synthetic(cases_folder: Path, today: dt.date) -> Case:
    return _read(cases_folder, "synthetic_biliary", today)


@pytest.fixture
def relative(cases_folder: Path, today: dt.date) -> Case:
    return _read(cases_folder, "synthetic_relative", today)
