"""The picture of a report stays on the first page of its patient."""

import datetime as dt

import pytest

from clinical.small_case import record
from timeline.case.case import Case
from timeline.report.picture import picture_of
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Swimlane

FIRST_PAGE, BETWEEN_MARGINS = 178, 174
"""Millimetres that the layout of the page leaves for it."""


NAMED = "Supportive care and background, Findings"
KINDS = ("imaging", "pathology", "laboratory", "biomarker", "care")


def findings(count: int) -> Swimlane:
    """A picture with findings of every kind, each kind on a lane, a year apart."""
    start = dt.date(2010, 1, 1)
    entries = [
        record(
            "finding",
            f"f-{number}",
            type=KINDS[number % len(KINDS)],
            method="CT",
            date=(start + dt.timedelta(days=365 * number)).isoformat(),
        )
        for number in range(count)
    ]
    if count:
        entries.append(record("adverse_event", "ae", term="Nausea", date="2010"))
    case = Case.of((record("patient", "patient", code="X-1"), *entries))
    return build(case, SwimlaneOptions())


def test_a_small_picture_is_drawn_in_full_and_nothing_is_said() -> None:
    picture = picture_of(findings(3))
    assert picture.drawing is not None
    assert picture.drawing.width == BETWEEN_MARGINS
    assert picture.drawing.description
    assert picture.notes == ()


@pytest.mark.parametrize(
    ("first_page", "whole_page", "said"),
    [
        (
            33,
            60,
            f"On one lane each, to fit the page: {NAMED}.",
        ),
        (20, 60, None),
        (
            25,
            25,
            f"Not drawn, for want of room, but told below: {NAMED}.",
        ),
    ],
)
def test_what_does_not_fit_is_folded_then_alone_on_a_page_then_left_out(
    first_page: float, whole_page: float, said: str | None
) -> None:
    picture = picture_of(findings(10), first_page, whole_page)
    assert picture.drawing is not None
    assert picture.drawing.width == BETWEEN_MARGINS
    assert picture.drawing.height <= (first_page if said else whole_page)
    assert picture.notes[:1] == ((said,) if said else ())


def test_what_has_no_date_is_named_below() -> None:
    undated = record("finding", "f", type="imaging", method="PET-CT")
    last = record("follow_up", "last", date="2020", vital_status="alive")
    event = record("adverse_event", "ae", term="Nausea", date="2019")
    for dated in ([last], [last, event]):
        case = Case.of((record("patient", "patient", code="X-1"), undated, *dated))
        picture = picture_of(build(case, SwimlaneOptions()))
        assert (picture.drawing is None) == (event not in dated)
        note = "Not drawn, because nothing dates them: Imaging: PET-CT."
        assert picture.notes[-1] == note


def test_a_case_without_anything_in_time_says_so() -> None:
    picture = picture_of(findings(0))
    assert picture.drawing is None
    assert picture.notes == ("No record has a place in the picture.",)


def test_a_course_of_many_lines_still_has_its_picture() -> None:
    """A hundred drugs on lanes of their own are higher than a page."""
    start, entries = dt.date(2012, 1, 1), []
    for number in range(100):
        first = start + dt.timedelta(days=60 * number)
        dates = {"start": first.isoformat()}
        dates["stop"] = (first + dt.timedelta(days=50)).isoformat()
        line = f"line-{number}"
        entries.append(record("therapy_line", line, regimen="new", **dates))
        entries.append(
            record(
                "drug_course",
                f"drug-{number}",
                line=line,
                drug=f"drug {number}",
                dose=number + 1,
                dose_unit="mg",
                **dates,
            )
        )
    case = Case.of((record("patient", "patient", code="X-1"), *entries))
    picture = picture_of(build(case))
    assert picture.drawing is not None
    assert picture.drawing.height <= 240
    assert picture.notes[0] == "On one lane each, to fit the page: Systemic therapy."
