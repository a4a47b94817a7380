"""Propagation of bounds, against the published course of 90 months.

The expected days are those of the specification: an undated procedure during a
treatment that began in May 2020 and before a scan of February 2021 lies between
1 May 2020 and 28 February 2021.
"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology, Contradiction
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.bookkeeping import Order
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import Confidence, FindingKind

PATIENT = Patient(id="patient", code="T-1")


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def between(first: str | None, last: str | None) -> Bounds:
    days = [
        None if text is None else dt.date.fromisoformat(text).toordinal()
        for text in (first, last)
    ]
    return Bounds(*days)


def order(
    earlier: str, later: str, confidence: Confidence = Confidence.STATED
) -> Order:
    return Order(id="", earlier=earlier, later=later, confidence=confidence)


def scan(record_id: str, when: str = "") -> Finding:
    return Finding(id=record_id, type=FindingKind.IMAGING, date=date(when))


def course_of_2020() -> Case:
    return Case.of(
        [
            PATIENT,
            TherapyLine(
                id="line-4",
                regimen="trastuzumab + pyrotinib",
                start=date("2020-05"),
                stop=date("2021-08"),
            ),
            LocalIntervention(id="cryoablation", type=InterventionKind.CRYOABLATION),
            scan("ct-after", "2021-02"),
            Assessment(id="pd"),
            TherapyLine(id="line-5", regimen="DP303c"),
            LocalIntervention(
                id="cyberknife",
                type=InterventionKind.STEREOTACTIC,
                date=date("2022-01"),
            ),
            LocalIntervention(
                id="seeds", type=InterventionKind.BRACHYTHERAPY, date=date("2023-03")
            ),
            Progression(id="lung"),
            TherapyLine(id="line-6", regimen="lenvatinib", ongoing=True),
            FollowUp(id="last", date=date("2025-03")),
            order("line-4", "cryoablation"),
            order("cryoablation", "ct-after"),
            order("line-4.stop", "pd"),
            order("pd", "line-5.start"),
            order("line-5.start", "cyberknife", Confidence.ASSUMED),
            order("seeds", "lung", Confidence.NARRATIVE),
            order("lung", "line-6"),
            order("line-6", "last"),
        ]
    )


@pytest.mark.parametrize(
    ("point", "narrative", "bounds"),
    [
        ("cryoablation", False, between("2020-05-01", "2021-02-28")),
        ("pd", False, between("2021-08-01", "2022-01-31")),
        ("line-5.start", False, between("2021-08-01", "2022-01-31")),
        ("line-5.stop", False, between("2021-08-01", None)),
        ("lung", False, between(None, "2025-03-31")),
        ("lung", True, between("2023-03-01", "2025-03-31")),
        ("line-6.start", False, between(None, "2025-03-31")),
        ("line-6.start", True, between("2023-03-01", "2025-03-31")),
        ("line-4.start", False, between("2020-05-01", "2020-05-31")),
    ],
)
def test_bounds_of_the_published_course(
    point: str, narrative: bool, bounds: Bounds
) -> None:
    chronology = Chronology(course_of_2020(), accept_narrative=narrative)
    assert chronology.bounds(point) == bounds
    assert chronology.contradictions == ()


def test_a_bare_id_means_the_first_date() -> None:
    chronology = Chronology(course_of_2020())
    assert chronology.bounds("line-4") == chronology.bounds("line-4.start")


@pytest.mark.parametrize("point", ["nobody", "line-4.date", "lung.stop"])
def test_an_unknown_point_is_no_point(point: str) -> None:
    with pytest.raises(KeyError, match=point):
        Chronology(course_of_2020()).bounds(point)


def test_a_contradiction_names_both_records() -> None:
    case = Case.of(
        [
            PATIENT,
            scan("a", "2020"),
            scan("b"),
            scan("c", "2018"),
            order("a", "b"),
            order("b", "c"),
        ]
    )
    chronology = Chronology(case)
    found = chronology.contradictions
    assert {(each.earliest_from, each.latest_from) for each in found} == {
        ("a.date", "c.date")
    }
    assert isinstance(found[0], Contradiction)


def test_the_same_month_is_no_contradiction() -> None:
    case = Case.of(
        [
            PATIENT,
            scan("a", "2020-03"),
            scan("b", "2020-03"),
            order("a", "b"),
            order("b", "a"),
        ]
    )
    chronology = Chronology(case)
    assert chronology.contradictions == ()
    assert chronology.bounds("a") == between("2020-03-01", "2020-03-31")


def test_one_day_apart_is_a_contradiction() -> None:
    case = Case.of(
        [PATIENT, scan("a", "2020-04-01"), scan("b", "2020-03-31"), order("a", "b")]
    )
    assert len(Chronology(case).contradictions) == 1


def test_drugs_lie_within_their_line_and_stops_after_starts() -> None:
    case = Case.of(
        [
            PATIENT,
            TherapyLine(
                id="line", regimen="A", start=date("2020-05"), stop=date("2020-08")
            ),
            DrugCourse(id="drug", line="line", drug="A"),
        ]
    )
    chronology = Chronology(case)
    expected = between("2020-05-01", "2020-08-31")
    assert chronology.bounds("drug.start") == expected
    assert chronology.bounds("drug.stop") == expected


def test_records_stand_in_the_order_of_their_bounds_and_orders() -> None:
    case = course_of_2020()
    chronology = Chronology(case, accept_narrative=True)
    dated = [r for r in case.records if type(r).date_fields()]
    assert [record.id for record in chronology.in_order(dated)] == [
        "line-4",
        "cryoablation",
        "ct-after",
        "pd",
        "line-5",
        "cyberknife",
        "seeds",
        "lung",
        "line-6",
        "last",
    ]


def test_orders_that_run_in_a_circle_still_give_an_order() -> None:
    case = Case.of([PATIENT, scan("a"), scan("b"), order("a", "b"), order("b", "a")])
    found = Chronology(case).in_order(case.of_kind(Finding))
    assert [record.id for record in found] == ["a", "b"]


days = st.one_of(
    st.none(), st.integers(0, 60).map(lambda n: dt.date(2020, 1, 1) + dt.timedelta(n))
)
names = st.sampled_from("abcdef")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    entries: list[Entry] = [PATIENT]
    for name in "abcdef":
        when = draw(days)
        entries.append(scan(name, when.isoformat() if when else ""))
    pairs = draw(st.sets(st.tuples(names, names), max_size=12))
    kinds = st.sampled_from([Confidence.STATED, Confidence.NARRATIVE])
    entries += [order(a, b, draw(kinds)) for a, b in pairs if a != b]
    return Case.of(entries)


@given(cases())
def test_bounds_respect_every_order_that_counts(case: Case) -> None:
    for narrative in (False, True):
        chronology = Chronology(case, accept_narrative=narrative)
        for each in case.orders:
            if each.confidence is Confidence.NARRATIVE and not narrative:
                continue
            earlier = chronology.bounds(each.earlier)
            later = chronology.bounds(each.later)
            if earlier.earliest is not None:
                assert later.earliest is not None
                assert later.earliest >= earlier.earliest
            if later.latest is not None:
                assert earlier.latest is not None
                assert earlier.latest <= later.latest


@given(cases())
def test_accepting_more_orders_never_widens_bounds(case: Case) -> None:
    strict, full = Chronology(case), Chronology(case, accept_narrative=True)
    for record in case.of_kind(Finding):
        wide, narrow = strict.when(record), full.when(record)
        if wide.earliest is not None:
            assert narrow.earliest is not None
            assert narrow.earliest >= wide.earliest
        if wide.latest is not None:
            assert narrow.latest is not None
            assert narrow.latest <= wide.latest


@given(cases())
def test_every_record_is_ranked_once(case: Case) -> None:
    found = Chronology(case, accept_narrative=True).in_order(case.of_kind(Finding))
    assert sorted(record.id for record in found) == list("abcdef")
