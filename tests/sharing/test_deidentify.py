import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinical.small_case import case_of, line, record
from sharing.canaries import planted
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.case.privacy import Privacy
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.lines.numbering import number_lines
from timeline.sharing.codes import random_code
from timeline.sharing.deidentify import (
    Deidentification,
    deidentified,
)
from timeline.sharing.keep import KeepOption
from timeline.sharing.months import calendar_months, month_of
from timeline.sharing.preview import Disclosure, preview
from timeline.sharing.safe_words import known_word, start
from timeline.swimlane.build import build
from timeline.swimlane.options import TimeZero

SAFE = Deidentification(code="CASE-TEST")
_ZEROS = st.dates(dt.date(1950, 1, 1), dt.date(2200, 1, 1))
KEPT_DAYS = Deidentification(frozenset({KeepOption.DAYS}), "CASE-TEST")


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
    kept = Deidentification(frozenset({KeepOption.AGE}), "CASE-TEST")
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
    assert all(left.courses(treated.id) for treated in left.of_kind(TherapyLine))
    for entry in left.entries:
        assert all(left.get(target) for target in entry.references().values())


@pytest.mark.parametrize(
    ("privacy", "text", "word"),
    [
        (Privacy.DRUG, "Herceptin", "trastuzumab"),
        (Privacy.DRUG, "what Dr Miller gave", None),
        (Privacy.SCHEDULE, "d1 and d8 q3w", "d1 and d8 q3w"),
        (Privacy.SCHEDULE, "q3w at St Mary's", None),
        (Privacy.SITE, "left lobe of the liver, S6", "liver"),
        (Privacy.SITE, "lymph nodes and right adrenal gland",
         "lymph node, adrenal gland"),
        (Privacy.SITE, "home of the patient", None),
        (Privacy.GENE, "p.S310F", "S310F"),
        (Privacy.GENE, "S310F, St Mary", None),
        (Privacy.GENE, "M1957A", None),  # the form of a variant, and none that is known
        (Privacy.GENE, "KIT", "KIT"),
        (Privacy.GENE, "HER2", "ERBB2"),
        (Privacy.GENE, "Kit", None),  # a gene, or somebody
        (Privacy.GENE, "Max", None),
        (Privacy.GENE, "KIT Miller", None),
        (Privacy.HISTOLOGY, "Lung Adenocarcinoma", "Lung Adenocarcinoma"),
        (Privacy.HISTOLOGY, "MBN", None),  # a code of OncoTree, or initials
        (Privacy.HISTOLOGY, "adenocarcinoma, Dr Miller", None),
        (Privacy.DRUG, "Ibrance", "palbociclib"),
        (Privacy.DRUG, "Stupp", None),
        (Privacy.REGIMEN, "FOLFOX + Miller's mixture", None),
        (Privacy.STAGE, "IIIB", "IIIB"),
        (Privacy.STAGE, "2a", "2a"),
        (Privacy.STAGE, "AJCC 8", "AJCC 8"),
        (Privacy.STAGE, "WHO grade 3", "WHO grade 3"),
        (Privacy.STAGE, "Gleason 3+4", "Gleason 3+4"),
        (Privacy.STAGE, "Gleason 7 (Dr. Miller)", None),
        (Privacy.STAGE, "IIIB, 14 Sep 2017", None),
        (Privacy.UNIT, "U/mL", "U/mL"),
        (Privacy.UNIT, "10^9/L", "10^9/L"),
        (Privacy.UNIT, "U/mL Miller", None),
        (Privacy.DOSE_UNIT, "mg/m2", "mg/m2"),
        (Privacy.DOSE_UNIT, "mg 1957", None),
        (Privacy.MARKER, "CA 19-9", "CA19-9"),
        (Privacy.MARKER, "Miller index", None),
        (Privacy.ADVERSE_EVENT, "Diarrhoea", "Diarrhoea"),
        (Privacy.ADVERSE_EVENT, "Hemolytic uremic syndrome",
         "Hemolytic uremic syndrome"),
        (Privacy.ADVERSE_EVENT, "fell in Exeter", None),
        (Privacy.REGIMEN, "capecitabine + radiotherapy", "capecitabine + radiotherapy"),
        (Privacy.METHOD, "PET-CT", "PET-CT"),
        (Privacy.FREE_TEXT, "liver", None),
        (Privacy.NOTES, "liver", None),
    ],
)  # fmt: skip
def test_what_medicine_knows_stays_and_the_rest_goes(
    privacy: Privacy, text: str, word: str | None
) -> None:
    assert known_word(privacy, text) == word


def test_month_zero_is_one_of_a_few_events() -> None:
    assert start("first visit to Dr Miller") == "zero.any_day"
    assert start("Surgery at St Mary's") == "timezero.operation"


def test_the_preview_says_what_is_done(gallbladder: Case) -> None:
    lines = preview((gallbladder,), SAFE).fields
    fates = {(line.kind, line.field): line for line in lines}
    assert fates["Patient", "Headline"].disclosure is Disclosure.SUPPRESSED
    assert fates["Patient", "Headline"].option is KeepOption.TEXT
    assert fates["Patient", "Notes"].disclosure is Disclosure.SUPPRESSED
    assert fates["Patient", "Notes"].option is None
    assert fates["Patient", "Study code"].disclosure is Disclosure.GENERALISED
    assert fates["Patient", "Sex"].disclosure is Disclosure.AS_RECORDED
    assert fates["Follow-up", "Date"].disclosure is Disclosure.GENERALISED
    assert fates["Follow-up", "Date"].option is KeepOption.DATES
    drugs = len(gallbladder.of_kind(DrugCourse))
    assert fates["Drug course", "Drug"].values == drugs


def test_the_preview_shows_no_value(gallbladder: Case) -> None:
    assert "Zz" not in str(preview((planted(gallbladder),), SAFE))


def test_a_case_without_any_date_is_not_made_coarser() -> None:
    case = Case(Patient(id="patient", code="P-1"), (TherapyLine(id="l", regimen="GP"),))
    assert not deidentified(case, Deidentification(frozenset(), "CASE-1")).coarsened
    seen = FollowUp.model_validate({"id": "f", "date": "2020-01-02"})
    dated = case.with_record(seen)
    assert deidentified(dated, Deidentification(frozenset(), "CASE-1")).coarsened


def test_lines_keep_the_number_that_they_have_by_their_exact_days() -> None:
    """Days that fall away would make two lines of drugs that began in one window."""
    case = case_of(
        record("diagnosis", "dx", date="2018-01-20"),
        *line("a", "rituximab", start="2018-02-10", stop="2018-06-25"),
        *line("b", "methotrexate", start="2018-03-05", stop="2018-06-18"),
        *line("c", "bendamustine", start="2020-08-01"),
    )

    def numbers(of: Case) -> list[int]:
        return [part.number for part in number_lines(of, Chronology(of))]

    assert numbers(case) == [1, 1, 2]
    assert numbers(deidentified(case, Deidentification())) == [1, 1, 2]
