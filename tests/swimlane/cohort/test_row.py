"""Segments, marks and texts of single rows."""

import pytest

from swimlane.cohort_cases import case, course, date, diagnosis, last_seen, line
from timeline.case.assay_vocabulary import (
    Her2Method,
    Her2Result,
    IhcScore,
    SpecimenType,
)
from timeline.case.chronology import Bounds
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import InterventionKind, StopReason
from timeline.case.tumour_vocabulary import Site
from timeline.case.vocabulary import DurationUnit, FindingKind, Quantity
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import Kind, Row
from timeline.swimlane.cohort.options import AlignOn, CohortOptions, SegmentBy
from timeline.swimlane.model import Certainty, Tone

BY_LINE = CohortOptions(segments=SegmentBy.LINE)


def _row(*records: Entry, options: CohortOptions = BY_LINE) -> Row:
    cohort = build_cohort([case("A", diagnosis(), *records)], options)
    assert cohort.left_out == ()
    return cohort.rows[0]


def test_lines_that_share_a_number_stay_apart() -> None:
    """Planned maintenance has the number of its induction, and a gap before it."""
    after = TherapyLine(
        id="line-2",
        regimen="capecitabine",
        start=date("D150"),
        stop=date("D200"),
        continues="line-1",
    )
    row = _row(line(1, "D5", "D100"), after)
    assert [segment.line for segment in row.segments] == [1, 1]
    assert [segment.bar.start.earliest for segment in row.segments] == [5, 150]


def test_a_change_on_one_day_needs_one_track() -> None:
    row = _row(line(1, "D5", "D100"), line(2, "D100", "D200"))
    assert row.tracks == 1


def test_an_unknown_end_keeps_its_track_to_itself() -> None:
    row = _row(line(1, "D5"), line(2, "D100", "D200"))
    assert [segment.bar.unknown_end for segment in row.segments] == [True, False]
    assert [segment.bar.row for segment in row.segments] == [0, 1]


def test_undated_drugs_take_the_dates_of_their_line() -> None:
    row = _row(
        line(1, "D5", "D100", regimen="GEMCIS"),
        course(1, "gemcitabine"),
        course(1, "cisplatin"),
        options=CohortOptions(),
    )
    bar = row.segments[0].bar
    assert (bar.start, bar.stop) == (Bounds(5, 5), Bounds(100, 100))


def test_a_drug_that_was_stopped_does_not_last_as_long_as_its_line() -> None:
    stopped = DrugCourse(
        id="durvalumab",
        line="line-1",
        drug="durvalumab",
        stop_reason=StopReason.TOXICITY,
    )
    row = _row(
        line(1, "D5", "D100", regimen="durvalumab + GEMCIS"),
        course(1, "gemcitabine"),
        stopped,
        options=CohortOptions(),
    )
    ends = {segment.name: segment.bar.stop for segment in row.segments}
    assert ends["gemcitabine"] == Bounds(100, 100)
    assert ends["durvalumab"] == Bounds(5, 100)


def test_the_classes_of_a_regimen_without_drugs_come_from_the_catalogue() -> None:
    row = _row(
        line(1, "D5", "D100", regimen="durvalumab + GEMCIS"), options=CohortOptions()
    )
    tones = {segment.tone: segment.name for segment in row.segments}
    assert tones == {
        Tone.CHEMOTHERAPY: "cisplatin + gemcitabine",
        Tone.IMMUNOTHERAPY: "durvalumab",
    }


def test_an_unknown_drug_has_no_class() -> None:
    row = _row(line(1, "D5", "D100", regimen="XYZ-1"), options=CohortOptions())
    assert [segment.tone for segment in row.segments] == [Tone.OTHER_DRUG]


def test_kinds_of_mark() -> None:
    def local(name: str, kind: InterventionKind) -> LocalIntervention:
        return LocalIntervention(id=name, date=date("D30"), type=kind)

    row = _row(
        Assessment(id="a1", date=date("D11"), response=Response.CR),
        Assessment(id="a2", date=date("D12"), response=Response.PR),
        Assessment(id="a3", date=date("D13"), response=Response.SD),
        Assessment(id="a4", date=date("D14"), response=Response.NE),
        Assessment(id="a5", date=date("D15"), response=Response.PD),
        Assessment(id="baseline", date=date("D1")),
        Progression(id="p", date=date("D16")),
        Finding(
            id="f",
            date=date("D17"),
            type=FindingKind.IMAGING,
            shows_progression=True,
        ),
        AdverseEvent(id="ae", date=date("D18"), term="fatigue"),
        local("l1", InterventionKind.SURGERY),
        local("l2", InterventionKind.MICROWAVE),
        local("l3", InterventionKind.STEREOTACTIC),
        local("l4", InterventionKind.EMBOLISATION),
        local("biopsy", InterventionKind.BIOPSY),
        local("stent", InterventionKind.STENT),
    )
    assert {event.mark.record: event.kind for event in row.events} == {
        "a1": Kind.COMPLETE,
        "a2": Kind.PARTIAL,
        "a3": Kind.STABLE,
        "a4": Kind.NOT_EVALUABLE,
        "a5": Kind.PROGRESSION,
        "p": Kind.PROGRESSION,
        "f": Kind.PROGRESSION,
        "ae": Kind.ADVERSE_EVENT,
        "l1": Kind.SURGERY,
        "l2": Kind.ABLATION,
        "l3": Kind.RADIOTHERAPY,
        "l4": Kind.PROCEDURE,
    }


def test_a_mark_says_how_well_it_is_placed() -> None:
    row = _row(
        AdverseEvent(id="day", date=date("D40"), term="fatigue"),
        AdverseEvent(id="window", date=date("[D50..D90]"), term="rash", grade=2),
    )
    found = {event.mark.record: event.mark for event in row.events}
    assert found["day"].certainty is Certainty.DAY
    assert found["window"].certainty is Certainty.WINDOW
    assert found["window"].at == Bounds(50, 90)
    assert found["window"].label == "G2 rash"
    assert found["window"].detail == (("When", "month 1.6 to 3.0"),)


@pytest.mark.parametrize(
    ("fields", "cell"),
    [
        ({"stage_stated": "IIIA"}, "IIIA"),
        (
            {
                "stage_stated": "IIIA",
                "site": Site.GALLBLADDER,
                "t": "3",
                "n": "1",
                "m": "0",
                "tnm_edition": "AJCC 8",
            },
            "IIIA (IIIB by rule)",
        ),
        (
            {
                "site": Site.GALLBLADDER,
                "t": "3",
                "n": "1",
                "m": "0",
                "tnm_edition": "AJCC 8",
            },
            "IIIB (rule)",
        ),
        ({}, ""),
    ],
)
def test_stage(fields: dict[str, object], cell: str) -> None:
    found = Diagnosis.model_validate({"id": "diagnosis", "date": "D0", **fields})
    row = build_cohort([case("A", found)]).rows[0]
    assert row.cells[0] == cell


def _ihc(name: str, when: str, score: IhcScore | None, **more: object) -> Her2Test:
    return Her2Test.model_validate(
        {
            "id": name,
            "specimen_date": when,
            "method": Her2Method.IHC,
            "specimen": SpecimenType.BIOPSY,
            "ihc_score": score,
            **more,
        }
    )


def test_her2_is_that_of_the_last_tissue_test_that_tells() -> None:
    gallbladder = Diagnosis(id="diagnosis", date=date("D0"), site=Site.GALLBLADDER)
    plasma = _ihc(
        "plasma",
        "D900",
        None,
        method=Her2Method.NGS_PLASMA,
        specimen=SpecimenType.PLASMA,
        result_reported=Her2Result.POSITIVE,
    )
    tests = (_ihc("first", "D1", IhcScore.THREE), _ihc("later", "D500", IhcScore.ZERO))
    row = build_cohort([case("A", gallbladder, *tests, plasma)]).rows[0]
    assert row.cells[1] == "negative (rule)"
    silent = _ihc("silent", "D800", None)
    row = build_cohort([case("A", gallbladder, tests[0], silent)]).rows[0]
    assert row.cells[1] == "positive (rule)"
    reported = _ihc("reported", "D3", None, result_reported=Her2Result.POSITIVE)
    row = build_cohort([case("A", gallbladder, reported)]).rows[0]
    assert row.cells[1] == "positive (reported)"


def test_best_response_is_that_of_the_line_or_of_all_lines() -> None:
    records = (
        line(1, "D5", "D100"),
        line(2, "D110", "D200"),
        Assessment(id="a", date=date("D50"), response=Response.PR, line="line-1"),
        Assessment(id="b", date=date("D150"), response=Response.SD, line="line-2"),
        last_seen("D300"),
    )
    assert _row(*records).cells[2] == "PR"
    on_second = CohortOptions(align=AlignOn.LINE, number=2)
    assert _row(*records, options=on_second).cells[2] == "SD"


def test_reported_disease_control_is_at_least_stable() -> None:
    control = ReportedOutcome(
        id="control",
        quantity=Quantity.DISEASE_CONTROL,
        value=18,
        unit=DurationUnit.MONTHS,
        line="line-1",
    )
    assert _row(line(1, "D5", "D100"), control).cells[2] == "at least SD"
    assert _row(line(1, "D5", "D100")).cells[2] == ""
