"""No text pairs a drug with a dose, a unit or a class that is not recorded for it."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from swimlane.treatment_cases import case_of, course
from timeline.case.case import Case
from timeline.case.records.therapy import DrugCourse
from timeline.charts.hover import hover
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.table import drawn_rows, timeline_rows
from timeline.charts.page import table
from timeline.charts.shortening import shortened
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.folding import joined
from timeline.swimlane.model import Group, Swimlane, Tone
from timeline.swimlane.tones import drug_tone

# The doses of each drug are its own, so that a dose alone tells whose it is; none of
# them can be mistaken for a year, a month or a number of cycles.
DOSES = {
    "trastuzumab": (3101, 3102),
    "capecitabine": (3201, 3202),
    "cisplatin": (3301, 3302),
    "ABC-001": (3401, 3402),
    "XYZ-9": (3501, 3502),
}
UNITS = ("mg", "mg/kg", "mg/m2", "% of full dose")
SCHEDULES = (None, "daily", "q3w")
SPANS = (
    ("", ""),
    ("2021-01-04", "2021-03-01"),
    ("2021-01-04", "2021-06-01"),
    ("2021-07", "2021-09"),
    ("", "2022-02-01"),
)
Fact = tuple[str, str, str]
"""A drug, a dose and a unit that belong together."""
_UNIT = "|".join(
    re.escape(unit) for unit in sorted((*UNITS, "mg/m²"), key=len, reverse=True)
)
_NAME = re.compile("|".join(DOSES), re.IGNORECASE)
_AMOUNTS = re.compile(rf"(3\d{{3}}(?:(?: → |; )3\d{{3}})*)(?: ({_UNIT}))?")


@st.composite
def courses(draw: st.DrawFn) -> tuple[DrugCourse, ...]:
    """From one to four courses; the same drug may come more than once."""
    drugs = draw(st.lists(st.sampled_from(sorted(DOSES)), min_size=1, max_size=4))
    built = []
    for number, drug in enumerate(drugs):
        start, stop = draw(st.sampled_from(SPANS))
        dose = draw(st.sampled_from((None, *DOSES[drug])))
        unit = draw(st.sampled_from((None, *UNITS))) if dose else None
        schedule = draw(st.sampled_from(SCHEDULES))
        built.append(
            course(
                drug,
                start,
                stop,
                number=number,
                dose=dose,
                unit=unit,
                schedule=schedule,
            )
        )
    return tuple(built)


def facts(text: str, drug: str = "") -> Iterator[Fact]:
    """What a text says: each amount belongs to the drug that is named before it."""
    # in tables the unit is a field of its own
    text = re.sub(r"(;|<br>)? ?Dose unit:? ?", " ", text)
    starts = [(match.start(), match.group()) for match in _NAME.finditer(text)]
    for match in _AMOUNTS.finditer(text):
        before = [name for start, name in starts if start < match.start()]
        named = before[-1] if before else drug
        for dose in re.findall(r"3\d{3}", match.group(1)):
            unit = (match.group(2) or "").replace("m²", "m2")
            yield named.casefold(), dose, unit


def recorded(case: Case) -> set[Fact]:
    """What may be said."""
    return {
        (each.drug.casefold(), f"{each.dose:g}", each.dose_unit or "")
        for each in case.of_kind(DrugCourse)
        if each.dose
    }


def texts(swimlane: Swimlane) -> Iterator[str]:
    """Every text in which a drug can stand beside a dose."""
    for lane in swimlane.lanes:
        yield f"{lane.title} {lane.subtitle}"
        for event in lane.events:
            yield f"{lane.title}: {event.label}"
    yield from (each.label for each in swimlane.undated)
    yield from (" ".join(row) for row in timeline_rows(swimlane))
    yield from (" ".join(row) for row in drawn_rows(swimlane))
    yield from re.split(r"<tr>", table(swimlane))
    yield alt_text(swimlane)


def pictures(case: Case) -> Iterator[Swimlane]:
    """The picture, and each way in which lanes of it are put together."""
    whole = build(case)
    yield whole
    yield joined(whole)
    yield shortened(joined(whole)).swimlane
    yield build(case, SwimlaneOptions(fold=frozenset({Group.SYSTEMIC})))


@settings(max_examples=60, deadline=None)
@given(courses())
def test_no_text_gives_a_drug_the_dose_of_another(
    given_courses: tuple[DrugCourse, ...],
) -> None:
    case = case_of(*given_courses)
    allowed = recorded(case)
    for swimlane in pictures(case):
        for text in texts(swimlane):
            assert set(facts(text)) <= allowed, text


@settings(max_examples=60, deadline=None)
@given(courses())
def test_a_bar_says_only_what_its_own_course_states(
    given_courses: tuple[DrugCourse, ...],
) -> None:
    case = case_of(*given_courses)
    by_id = {each.id: each for each in given_courses}
    swimlane = build(case, SwimlaneOptions(line_numbers=False))
    for lane in swimlane.lanes:
        for bar in lane.bars:
            own = by_id[bar.record]
            allowed = recorded(Case(case.patient, (own,)))
            assert set(facts(bar.label, own.drug)) <= allowed
            told = hover(bar.label, bar.detail, bar.certainty)
            shown = {int(number) for number in re.findall(r"\b3\d{3}\b", told)}
            assert shown <= {own.dose}


@settings(max_examples=60, deadline=None)
@given(courses())
def test_the_tones_of_a_lane_are_those_of_its_drugs(
    given_courses: tuple[DrugCourse, ...],
) -> None:
    swimlane = build(case_of(*given_courses), SwimlaneOptions(line_numbers=False))
    for lane in swimlane.lanes:
        if lane.group is Group.SYSTEMIC:
            names = _NAME.findall(lane.title)
            tones = {drug_tone(name) for name in names}
            assert names
            assert all(set(bar.tones) == tones for bar in lane.bars)
            unknown = any(name.casefold() in {"abc-001", "xyz-9"} for name in names)
            assert (Tone.OTHER_DRUG in tones) == unknown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Trastuzumab 3101 → 3102 mg/m² daily + cisplatin 3301 mg", {
            ("trastuzumab", "3101", "mg/m2"),
            ("trastuzumab", "3102", "mg/m2"),
            ("cisplatin", "3301", "mg"),
        }),
        ("Lapatinib + trastuzumab 1000 mg daily", set()),
        ("XYZ-9: 3501, 4 cycles", {("xyz-9", "3501", "")}),
    ],
)  # fmt: skip
def test_what_a_text_says_is_read_rightly(text: str, said: set[Fact]) -> None:
    assert set(facts(text)) == said
