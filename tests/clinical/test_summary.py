"""Where the published patient stands, in the words of the report."""

from clinical.small_case import assessment, case_of, follow_up, line
from timeline.case.case import Case
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.review import review
from timeline.clinical.summary import summary


def test_the_published_case_in_three_lines_of_80_columns(published: Case) -> None:
    person, course, tests = summary(review(published)).lines
    assert max(map(len, (person, course, tests))) <= 80
    assert "59 y at presentation" in person
    assert "pT3N1M0, stated IIIA" in person
    assert "Alive Mar 2025, 90+ mo" in course
    # pembrolizumab was dropped, so lenvatinib alone is what the patient is on now
    assert "line 6 lenvatinib, start undated" in course
    assert "last response SD" in course
    assert "HER2 positive as reported, IHC Mar 2019" in tests
    assert "CA19-9 1200 undated" in tests


def test_the_count_of_open_queries_is_that_of_the_list(published: Case) -> None:
    found = review(published)
    assert f"{len(found.open_queries)} open queries" in summary(found).lines[2]


def test_an_empty_case_says_what_is_missing() -> None:
    case = Case(Patient(id="p", code="P-1"))
    person, course, tests = summary(review(case)).lines
    assert person == "P-1 · sex and age not stated · no diagnosis recorded"
    assert course == "No follow-up · no systemic therapy · no response recorded"
    assert tests.startswith("HER2 not recorded · ")


def test_a_patient_who_died_is_on_no_line() -> None:
    line = TherapyLine(
        id="l", regimen="GP", start=PartialDate.parse("2020-01"), ongoing=True
    )
    death = FollowUp(
        id="f", date=PartialDate.parse("2021-02"), vital_status=VitalStatus.DEAD
    )
    course = summary(review(Case(Patient(id="p", code="P-1"), (line, death)))).lines[1]
    assert course.startswith("Dead Feb 2021")
    assert "after line 1 GP" in course


def test_a_relative_case_names_no_calendar_date(cases: tuple[Case, ...]) -> None:
    relative = next(case for case in cases if case.relative)
    assert "20" not in " ".join(summary(review(relative)).lines)


def test_the_last_value_of_a_marker_may_be_of_another_assay() -> None:
    early, late = (
        Result.model_validate(
            {"analyte": "CA15-3", "comparator": "=", "unit": "U/mL", **values}
        )
        for values in (
            {"id": "a", "date": "2021-02-15", "value": 210, "assay": "Old assay"},
            {"id": "b", "date": "2022-06-15", "value": 31},
        )
    )
    undated = early.changed(id="c", date=UNKNOWN, assay=None)
    for records in ((early, late), (late, early), (early, undated, late)):
        tests = summary(review(Case(Patient(id="p", code="P-1"), records))).lines[2]
        assert tests.endswith("CA15-3 31 15 Jun 2022")


def test_a_response_of_an_earlier_line_names_it() -> None:
    case = case_of(
        *line("a", "GP", start="2020-01-01", stop="2020-08-01"),
        *line("b", "eribulin", start="2021-01-01", stop="2021-06-01"),
        assessment("pr", "PR", "2020-04-01", line="a"),
        follow_up("2021-08-01"),
    )
    assert "last response PR on line 1" in summary(review(case)).lines[1]
    of_last = case.with_record(assessment("sd", "SD", "2021-03-01", line="b"))
    assert summary(review(of_last)).lines[1].endswith("last response SD")
