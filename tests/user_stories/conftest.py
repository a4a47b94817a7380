"""What nurses, clinicians and authors expect, story by story, on the published case.

The stories and their numbers come from the clinical specification of the case: dates as
the report states them, and ranges that follow from them.
"""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.clinical.review import Review, review
from timeline.exchange.case_file import read


@pytest.fixture(scope="module")
def case(cases_folder: Path) -> Case:
    path = cases_folder / "gallbladder_90_month.toml"
    return read(path, today=dt.date(2026, 1, 15)).cases[0]


@pytest.fixture(scope="module")
def found(case: Case) -> Review:
    return review(case)


@pytest.fixture(scope="module")
def narrative(case: Case) -> Review:
    return review(case, accept_narrative=True)
