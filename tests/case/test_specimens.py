"""A test takes day and site from its specimen, where it states none itself."""

from collections.abc import Callable

import pytest

from clinical.small_case import record
from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.date_in_case import date_in_words
from timeline.case.record import Entry
from timeline.case.records.her2_test import Her2Test
from timeline.case.specimens import sampled_site
from timeline.clinical.review import review
from timeline.report.build import document_of
from timeline.report.text import as_text
from timeline.swimlane.build import build
from timeline.swimlane.model import Certainty

PATIENT = record("patient", "patient", code="P-1")
TUMOUR = record("diagnosis", "dx", date="2020-01-10", site="stomach")
BIOPSY = record("specimen", "sp1", date="2020-01-08", type="biopsy", site="liver")
TESTS: dict[str, Callable[..., Entry]] = {
    "molecular_finding": lambda **more: record(
        "molecular_finding", "t", gene="KRAS", from_specimen="sp1", **more
    ),
    "result": lambda **more: record(
        "result", "t", analyte="MRD", words="detected", from_specimen="sp1", **more
    ),
    "her2_test": lambda **more: record(
        "her2_test", "t", method="IHC", ihc_score="3+", from_specimen="sp1", **more
    ),
    "staging": lambda **more: record(
        "staging", "t", t="2", n="0", m="0", from_specimen="sp1", **more
    ),
}


def _case(test: Entry, specimen: Entry = BIOPSY) -> Case:
    return Case.of((PATIENT, TUMOUR, specimen, test))


@pytest.mark.parametrize("kind", TESTS)
def test_a_test_without_a_date_has_that_of_its_specimen(kind: str) -> None:
    test = TESTS[kind]()
    case, first = _case(test), test.date_fields()[0]
    chronology = Chronology.of(case)
    assert str(chronology.placed(test, first)) == "8 Jan 2020"
    words = date_in_words(chronology, test, first)
    assert words == "8 Jan 2020, from specimen Biopsy, liver"
    assert not getattr(case.get("t"), first).known  # nothing was copied


@pytest.mark.parametrize("kind", TESTS)
def test_it_is_drawn_on_that_day_and_says_why(kind: str) -> None:
    swimlane = build(_case(TESTS[kind]()))
    marks = [mark for lane in swimlane.lanes for mark in lane.marks]
    (mark,) = [mark for mark in marks if mark.record == "t"]
    (biopsy,) = [mark for mark in marks if mark.record == "sp1"]
    assert (mark.at, mark.certainty) == (biopsy.at, Certainty.DAY)
    assert "8 Jan 2020, from specimen Biopsy, liver" in dict(mark.detail).values()


def test_a_month_of_a_specimen_stays_a_month() -> None:
    march = record("specimen", "sp1", date="2020-03", type="biopsy")
    swimlane = build(_case(TESTS["her2_test"](), march))
    (mark,) = [m for lane in swimlane.lanes for m in lane.marks if m.record == "t"]
    assert mark.certainty is Certainty.MONTH


def test_a_date_of_its_own_counts_before_that_of_the_specimen() -> None:
    test = TESTS["result"](date="2020-02-01")
    case = _case(test)
    assert str(Chronology.of(case).placed(test, "date")) == "1 Feb 2020"


def test_a_specimen_without_a_date_dates_nothing() -> None:
    test = TESTS["result"]()
    undated = record("specimen", "sp1", type="biopsy")
    case = _case(test, undated)
    assert not Chronology.of(case).placed(test, "date").known
    assert Chronology.of(case).when(test) == Bounds()
    assert {event.record for event in build(case).undated} == {"sp1", "t"}


def test_an_assay_before_its_specimen_is_a_contradiction() -> None:
    test = TESTS["her2_test"](assay_date="2019-12-01")
    assert Chronology.of(_case(test)).contradictions


def test_the_site_is_that_of_the_specimen_where_the_test_states_none() -> None:
    test, other = TESTS["her2_test"](), TESTS["her2_test"](specimen_site="lung")
    assert isinstance(test, Her2Test)
    assert isinstance(other, Her2Test)
    assert sampled_site(_case(test), test) == "liver"
    assert sampled_site(_case(other), other) == "lung"
    page = " ".join(as_text(document_of(review(_case(test)))).split())
    assert "IHC on liver, specimen 8 Jan 2020" in page
