"""The made-up cases say so, show what they are for, and fit together."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment
from timeline.case.records.bookkeeping import Source
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.response_vocabulary import Response
from timeline.exchange.case_file import read, write

CASES = Path(__file__).parents[2] / "cases"


def case_of(name: str) -> Case:
    reading = read(CASES / f"{name}.toml", today=dt.date(2026, 1, 15))
    assert reading.problems == ()
    return reading.cases[0]


BILIARY = case_of("synthetic_biliary")
RELATIVE = case_of("synthetic_relative")
NAMES = sorted(path.stem for path in CASES.glob("synthetic_*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_made_up_case_says_so_everywhere(name: str) -> None:
    case = case_of(name)
    assert case.patient.synthetic
    assert "SYNTHETIC" in case.code
    assert "SYNTHETIC" in (case.patient.headline or "")
    (source,) = case.of_kind(Source)
    assert "made-up" in source.name.lower()


@pytest.mark.parametrize("name", NAMES)
def test_a_made_up_case_is_in_the_form_that_the_program_writes(name: str) -> None:
    text = (CASES / f"{name}.toml").read_text(encoding="utf-8")
    assert write(case_of(name)) == text


@pytest.mark.parametrize("name", NAMES)
def test_a_made_up_case_does_not_contradict_itself(name: str) -> None:
    assert Chronology(case_of(name)).contradictions == ()


def test_the_marker_series_is_long_and_has_limits_of_measurement() -> None:
    results = BILIARY.of_kind(Result)
    series = [result for result in results if result.analyte == "CA19-9"]
    assert len(series) >= 30
    assert {str(result.comparator) for result in series} == {"<", "=", ">"}
    assert {result.upper_limit for result in series} == {37}
    assert sum(result.analyte == "CEA" for result in results) == 6


def test_her2_is_lost_after_anti_her2_therapy() -> None:
    tests = {test.id: test for test in BILIARY.of_kind(Her2Test)}
    before, after = tests["fish-2023"], tests["fish-2025"]
    assert (tests["ihc-2023"].ihc_score, before.ish_ratio) == ("2+", 2.6)
    assert (tests["ihc-2025"].ihc_score, after.result_reported) == (
        *("1+", "not amplified"),
    )
    for test in (before, after):
        assert test.her2_copies is not None
        assert test.cep17_copies is not None
        assert test.ish_ratio == pytest.approx(test.her2_copies / test.cep17_copies)
    therapy = BILIARY.get("line-4")
    assert isinstance(therapy, TherapyLine)
    assert (therapy.stop.latest or 0) < (after.specimen_date.earliest or 0)


def test_responses_follow_from_the_sums_of_diameters() -> None:
    """RECIST 1.1: PR from 30% below the baseline, PD from 20% and 5 mm above nadir."""
    scans = [
        (scan.response, scan.sum_of_diameters or 0, scan.line)
        for scan in sorted(BILIARY.of_kind(Assessment), key=lambda s: s.date.sort_key)
    ]
    baseline = nadir = scans[0][1]
    assert len({line for _, _, line in scans[1:]}) == 5
    previous: str | None = "line-1"
    for (_, last, _), (response, size, line) in pairwise(scans):
        if line != previous:
            baseline = nadir = last
        previous = line
        expected = Response.SD
        if size >= 1.2 * nadir and size >= nadir + 5:
            expected = Response.PD
        elif size <= 0.7 * baseline:
            expected = Response.PR
        assert response is expected, (line, size)
        nadir = min(nadir, size)
    assert Response.PR in {response for response, _, _ in scans}


def test_drugs_lie_within_their_lines_and_are_dated_to_the_day() -> None:
    for course in BILIARY.of_kind(DrugCourse):
        line = BILIARY.get(course.line or "")
        assert isinstance(line, TherapyLine)
        assert (line.start.earliest or 0) <= (course.start.earliest or 0)
        if line.stop.known:
            assert (course.stop.latest or 0) <= (line.stop.latest or 0)
        else:
            assert course.ongoing
        assert len(course.start.canonical) == len("2023-02-06")


def test_one_drug_has_two_doses_and_a_line_has_drugs_with_their_own_stops() -> None:
    gemcitabine = [c for c in BILIARY.courses("line-1") if c.drug == "gemcitabine"]
    assert [course.dosing for course in gemcitabine] == [
        *("1000 mg/m2 d1 and d8 q3w", "800 mg/m2 d1 and d8 q3w"),
    ]
    assert len({course.stop for course in BILIARY.courses("line-1")}) == 5


def test_cycles_fit_the_days_between_the_first_and_the_last_dose() -> None:
    weeks = {"q2w": 2, "q3w": 3, "q4w": 4}
    checked = 0
    for course in BILIARY.of_kind(DrugCourse):
        interval = weeks[(course.schedule or "").split()[-1]]
        if course.cycles is None or not course.stop.known:
            continue
        length = (course.stop.latest or 0) - (course.start.earliest or 0)
        last_day = 7 if "d8" in (course.schedule or "") else 0
        assert length == 7 * interval * (course.cycles - 1) + last_day, course.id
        checked += 1
    assert checked == 10


def test_events_treatments_and_the_end_of_the_records() -> None:
    events = BILIARY.of_kind(AdverseEvent)
    assert {event.ctcae_version for event in events} == {"5.0"}
    assert {event.grade for event in events} == {1, 2, 3}
    kinds = {each.type.value: each for each in BILIARY.of_kind(LocalIntervention)}
    assert {"stent or drainage", "microwave ablation"} <= kinds.keys()
    sbrt = kinds["stereotactic radiotherapy"]
    assert (sbrt.dose_gy, sbrt.fractions) == (40, 5)
    assert [line.id for line in BILIARY.lines if line.experimental] == ["line-3"]
    assert [line.id for line in BILIARY.lines if line.ongoing] == ["line-5"]
    cutoff = BILIARY.patient.data_cutoff.latest or 0
    for entry in BILIARY.entries:
        for date in entry.dates().values():
            assert not date.known or (date.latest or 0) <= cutoff, entry.id


def test_the_stage_is_that_of_its_edition() -> None:
    """AJCC 8: gallbladder with M1 is IVB, intrahepatic bile duct with M1 is IV."""
    found = BILIARY.of_kind(Diagnosis)[0]
    assert (found.site, found.m, found.stage_stated) == ("gallbladder", "1", "IVB")
    other = RELATIVE.of_kind(Diagnosis)[0]
    assert (other.site, other.m) == ("intrahepatic bile duct", "1")
    assert (other.tnm_edition, other.stage_stated) == ("AJCC 8", "IV")


def test_the_relative_case_counts_from_time_zero() -> None:
    assert RELATIVE.relative
    assert RELATIVE.patient.time_zero
    dates = {d.canonical for e in RELATIVE.entries for d in e.dates().values()}
    assert {"D0", "M18", "D540"} <= dates
    assert Chronology(RELATIVE).bounds("line-1") == Bounds(0, 0)
    text = (CASES / "synthetic_relative.toml").read_text(encoding="utf-8")
    assert not any(str(year) in text for year in range(1990, 2031))
