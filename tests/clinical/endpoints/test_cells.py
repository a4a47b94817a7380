"""Cells of no line: what they end, and what they are not credited to.

Days are counted by hand; a month has 30.4375 days.
"""

import pytest

from clinical.small_case import assessment, case_of, follow_up, line, record
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.clinical.reading_at import reading_at
from timeline.clinical.review import Review, review
from timeline.clinical.summary import summary

GP = line("one", "gemcitabine + cisplatin", start="2020-02-01", stop="2020-08-01")
RESPONSE = assessment("pr", "PR", "2020-04-01", criteria="RECIST 1.1")
AFTER = assessment("cr", "CR", "2020-11-01", criteria="RECIST 1.1")
LAST = follow_up("2021-01-01")


def _cells(kind: str = "CAR-T cells", **more: object) -> Entry:
    return record(
        "cell_therapy", "cells", **{"date": "2020-09-01", "type": kind, **more}
    )


def _case(cells: Entry, *more: Entry) -> Case:
    return case_of(*GP, RESPONSE, AFTER, LAST, cells, *more)


def _reviewed(cells: Entry, *more: Entry) -> Review:
    return review(_case(cells, *more))


def _asked(reviewed: Review) -> list[str]:
    return [query.key for query in reviewed.queries if query.rule == "of-no-line"]


@pytest.mark.parametrize(
    "kind", ["CAR-T cells", "TCR-T cells", "tumour-infiltrating lymphocytes"]
)
def test_cells_of_no_line_are_the_next_treatment_and_have_their_own_response(
    kind: str,
) -> None:
    reviewed = _reviewed(_cells(kind))
    first = reviewed.endpoints.line(1)
    # 1 Feb to 1 Sep 2020 are 213 days; 1 Aug to 1 Sep 31
    days = first.to_next_treatment.duration
    assert (days.days_min, days.days_max) == (213, 213)
    assert first.to_next_treatment.censored is False
    free = first.treatment_free
    assert free is not None
    assert (free.duration.days_min, free.duration.days_max) == (31, 31)
    assert first.best_response.stated == "PR"
    # censored at the scan of 1 Apr, 60 days, as by any other new treatment
    assert first.progression_free.duration.days_min == 60
    assert "before progression" in first.progression_free.end


def test_header_reading_and_report_say_after_which_cells() -> None:
    reviewed = _reviewed(_cells(product="ciltacabtagene autoleucel"))
    course = summary(reviewed).lines[1]
    assert "after line 1 gemcitabine + cisplatin, stopped 1 Aug 2020" in course
    assert "then ciltacabtagene autoleucel 1 Sep 2020" in course
    assert "last response CR after ciltacabtagene autoleucel" in course
    end = reviewed.chronology.bounds("last")
    read = reading_at(reviewed, end.latest or 0, end)
    assert read.response == (
        "last response CR after ciltacabtagene autoleucel, 1 Nov 2020"
    )


def test_progression_after_the_cells_is_none_of_the_line_before() -> None:
    worse = assessment("worse", "PD", "2020-12-01", criteria="RECIST 1.1")
    first = _reviewed(_cells(), worse).endpoints.line(1)
    assert first.progression_free.censored
    assert first.best_response.stated == "PR"


@pytest.mark.parametrize(
    ("cells", "asks"),
    [
        (_cells(line="one"), 0),
        (_cells("autologous transplantation"), 0),
        (_cells("organ transplantation"), 0),
        (_cells("allogeneic transplantation"), 1),
        (_cells("donor lymphocytes"), 1),
        (_cells("CAR-T cells"), 1),
    ],
)
def test_who_alone_may_belong_to_two_lines_is_asked_about(
    cells: Entry, asks: int
) -> None:
    assert len(_asked(_reviewed(cells))) == asks


@pytest.mark.parametrize(
    "cells",
    [
        _cells(line="one"),
        _cells("autologous transplantation"),
        _cells("allogeneic transplantation"),
    ],
)
def test_what_belongs_to_its_line_or_may_ends_nothing(cells: Entry) -> None:
    first = _reviewed(cells).endpoints.line(1)
    assert first.to_next_treatment.censored
    assert first.best_response.stated == "CR"


def test_a_line_that_is_these_cells_is_not_counted_twice() -> None:
    product = "ciltacabtagene autoleucel"
    second = line("two", product, start="2020-09-01", stop="2020-09-01")
    reviewed = _reviewed(_cells(product=product), *second)
    assert _asked(reviewed) == []
    assert reviewed.history.cells == ()
    assert reviewed.endpoints.line(1).to_next_treatment.end == "start of line 2"
    assert reviewed.endpoints.line(2).best_response.stated == "CR"


def test_a_drug_of_no_line_is_asked_about_and_an_antihormone_is_not() -> None:
    drug = {"start": "2020-09-01", "stop": "2020-12-01"}
    given = record("drug_course", "drug", drug="capecitabine", **drug)
    beside = record("drug_course", "drug", drug="tamoxifen", **drug)
    assert _asked(review(case_of(*GP, given))) == ["of-no-line:drug:line"]
    assert _asked(review(case_of(*GP, beside))) == []


def test_cells_before_any_line_are_asked_about_by_nobody() -> None:
    early = _cells(date="2019-09-01")
    assert _asked(_reviewed(early)) == []
    assert _reviewed(early).endpoints.line(1).to_next_treatment.censored
