import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.charts.package import safe_words
from timeline.charts.package.deidentify import (
    Deidentification,
    Item,
    deidentified,
    random_code,
)
from timeline.charts.package.months import calendar_months, month_of
from timeline.charts.package.preview import Fate, preview
from timeline.swimlane.build import build
from timeline.swimlane.options import TimeZero

SAFE = Deidentification(code="CASE-TEST")
_ZEROS = st.dates(dt.date(1950, 1, 1), dt.date(2200, 1, 1))
KEPT_DAYS = Deidentification(frozenset({Item.DAYS}), "CASE-TEST")


def test_dates_become_months_since_the_first_operation(gallbladder: Case) -> None:
    left = deidentified(gallbladder, SAFE)
    assert left.relative
    assert left.patient.time_zero == "first operation"
    line = next(ln for ln in left.lines if ln.regimen == "trastuzumab + pyrotinib")
    # From September 2017 to May 2020 are 32 months, to August 2021 are 47.
    assert (line.start.canonical, line.stop.canonical) == ("M32", "M47")
    dates = [d for entry in left.entries for d in entry.dates().values() if d.known]
    assert all(
        re.fullmatch(r"\[?(M-?\d+)?(\.\.)?(M-?\d+)?\]?", d.canonical) for d in dates
    )


def test_days_are_kept_where_they_are_asked_for(synthetic: Case) -> None:
    left = deidentified(synthetic, KEPT_DAYS)
    spans = {
        (course.drug, course.stop.earliest - course.start.earliest)
        for course in left.of_kind(DrugCourse)
        if course.stop.earliest is not None and course.start.earliest is not None
    }
    originals = {
        (course.drug, course.stop.earliest - course.start.earliest)
        for course in synthetic.of_kind(DrugCourse)
        if course.stop.earliest is not None and course.start.earliest is not None
    }
    assert spans == originals


@pytest.mark.parametrize("which", ["gallbladder", "synthetic", "relative"])
@pytest.mark.parametrize("choices", [SAFE, KEPT_DAYS])
def test_the_order_of_events_survives(
    which: str, choices: Deidentification, request: pytest.FixtureRequest
) -> None:
    case = request.getfixturevalue(which)
    left = deidentified(case, choices)
    assert Chronology.of(case).contradictions == ()
    assert Chronology.of(left).contradictions == ()
    # a disease status in words stays behind, and the mark that says it with it
    silent = (
        entry.changed(disease_status=None) if isinstance(entry, FollowUp) else entry
        for entry in case.entries
    )
    before, after = build(Case.of(silent)), build(left)
    assert [lane.group for lane in after.lanes] == [lane.group for lane in before.lanes]
    assert len(left.orders) == len(case.orders)


def test_values_of_one_month_keep_their_order(synthetic: Case) -> None:
    values = [
        [point.value for series in build(case).series for point in series.points]
        for case in (synthetic, deidentified(synthetic, SAFE))
    ]
    assert len(values[0]) > 20
    assert values[0] == values[1]


@given(st.integers(-40_000, 40_000))
def test_a_month_without_calendar_holds_its_days(day: int) -> None:
    month = month_of(day)
    assert round(month * DAYS_PER_MONTH) <= day < round((month + 1) * DAYS_PER_MONTH)


@given(_ZEROS, st.integers(-9000, 9000), st.integers(0, 9000))
def test_later_days_never_fall_into_earlier_months(
    zero: dt.date, first: int, more: int
) -> None:
    start = zero.toordinal()
    low = calendar_months(start, start + first)
    assert low <= calendar_months(start, start + first + more)
    assert calendar_months(start, start) == 0


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        ("2017-09-01", "2019-03-31", 18),
        ("2023-01-20", "2023-02-19", 0),
        ("2023-01-20", "2023-02-20", 1),
        ("2023-01-20", "2023-01-19", -1),
        ("2023-01-20", "2022-12-20", -1),
        ("2023-01-20", "2022-12-19", -2),
    ],
)
def test_calendar_months(start: str, day: str, months: int) -> None:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(day)
    assert calendar_months(first.toordinal(), last.toordinal()) == months


def test_month_zero_can_be_chosen(gallbladder: Case) -> None:
    choices = Deidentification(code="CASE-TEST", time_zero=TimeZero.OPERATION)
    assert deidentified(gallbladder, choices).patient.time_zero == "first operation"


@pytest.mark.parametrize(("age", "left"), [(89, 89), (90, 90), (93, 90), (120, 90)])
def test_ages_of_ninety_and_over_are_one_class(
    gallbladder: Case, age: int, left: int
) -> None:
    old = gallbladder.with_record(gallbladder.patient.changed(age_at_presentation=age))
    assert deidentified(old, SAFE).patient.age_at_presentation == left
    kept = Deidentification(frozenset({Item.AGE}), "CASE-TEST")
    assert deidentified(old, kept).patient.age_at_presentation == age


def test_codes_are_drawn_and_not_made_from_the_case(gallbladder: Case) -> None:
    codes = {deidentified(gallbladder, Deidentification()).code for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch(r"CASE-[A-Z2-9]{6}", code) for code in codes)
    assert random_code() != random_code()


def test_records_keep_their_links_under_new_ids(gallbladder: Case) -> None:
    left = deidentified(gallbladder, SAFE)
    old = {entry.id for entry in gallbladder.entries}
    assert not old & {entry.id for entry in left.entries}
    for line in left.of_kind(TherapyLine):
        assert left.courses(line.id)
    for entry in left.entries:
        assert all(left.get(target) for target in entry.references().values())


def test_what_medicine_knows_stays_and_the_rest_goes() -> None:
    guards = safe_words.GUARDS
    assert guards["drug_course", "drug"]("Herceptin") == "trastuzumab"
    assert guards["drug_course", "drug"]("what Dr Miller gave") is None
    assert guards["drug_course", "schedule"]("d1 and d8 q3w") == "d1 and d8 q3w"
    assert guards["drug_course", "schedule"]("q3w at St Mary's") is None
    assert guards["local_intervention", "site"]("left lobe of the liver, S6") == "liver"
    assert guards["assessment", "site"]("home of the patient") is None
    assert guards["her2_test", "variants"]("S310F") == "S310F"
    assert guards["her2_test", "variants"]("S310F, St Mary") is None
    assert guards["diagnosis", "stage_stated"]("IIIB") == "IIIB"
    assert guards["diagnosis", "stage_stated"]("IIIB, 14 Sep 2017") is None
    assert guards["marker_result", "unit"]("U/mL") == "U/mL"
    assert guards["marker_result", "marker"]("CA 19-9") == "CA19-9"
    assert guards["marker_result", "marker"]("Miller index") is None
    assert safe_words.organ("lymph nodes and right adrenal gland") == (
        "lymph node, adrenal gland"
    )
    assert safe_words.start("first visit to Dr Miller") == "zero.any_day"


def test_the_preview_says_what_is_done(gallbladder: Case) -> None:
    lines = preview(gallbladder, SAFE)
    fates = {(line.kind, line.field): line for line in lines}
    assert fates["Patient", "Headline"].fate is Fate.STAYS
    assert fates["Patient", "Headline"].option is Item.TEXT
    assert fates["Patient", "Notes"].fate is Fate.STAYS
    assert fates["Patient", "Notes"].option is None
    assert fates["Patient", "Study code"].fate is Fate.COARSER
    assert fates["Patient", "Sex"].fate is Fate.LEAVES
    assert fates["Follow-up", "Date"].fate is Fate.COARSER
    assert fates["Follow-up", "Date"].option is Item.DATES
    drugs = len(gallbladder.of_kind(DrugCourse))
    assert fates["Drug course", "Drug"].values == drugs


def test_the_preview_shows_no_value(canaries: Case) -> None:
    assert "Zz" not in str(preview(canaries, SAFE))
