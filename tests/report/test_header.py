"""The printed page begins with the words that the app begins with."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.clinical.review import review
from timeline.clinical.summary import summary
from timeline.exchange.case_file import read
from timeline.report.build import document_of
from timeline.report.options import ReportFormat, ReportOptions
from timeline.report.text import as_text
from timeline.report.write import report
from timeline.sharing.keep import KeepOption


def test_the_page_begins_with_the_header_of_the_app(cases_folder: Path) -> None:
    path = cases_folder / "gallbladder_90_month.toml"
    reading = review(read(path, today=dt.date(2026, 1, 15)).cases[0])
    page = as_text(document_of(reading), width=80).splitlines()
    assert tuple(page[:3]) == summary(reading).lines
    assert "LoT 6 (2+4) or LoT 6 (1+5)" in "\n".join(page[:8])


@pytest.mark.parametrize(
    ("age", "keep", "said"),
    [(93, (), True), (90, (), True), (89, (), False), (90, (KeepOption.AGE,), False)],
)
def test_an_age_that_stands_for_a_class_is_explained(
    age: int, keep: tuple[KeepOption, ...], *, said: bool
) -> None:
    case = Case(Patient(id="patient", code="P-1", age_at_presentation=age))
    options = ReportOptions(keep=frozenset(keep))
    text = " ".join(report([case], options, ReportFormat.TEXT).decode().split())
    assert ("ages of 90 and over are given as 90" in text) is said
