"""Stories 12 to 25: lines, endpoints, treatments, their picture and what is missing."""

import datetime as dt

import pytest

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import StopReason
from timeline.clinical.adverse_events import grade_totals
from timeline.clinical.durations import Agreement
from timeline.clinical.endpoints.intervals import interval
from timeline.clinical.review import Review
from timeline.swimlane.build import build
from timeline.swimlane.model import Bar, Certainty, Group, Mark
from user_stories.looking_up import asked, between, drawn, record


def test_us12_line_count(found: Review) -> None:
    count = found.endpoints.count
    assert count.total == 6
    assert count.alternatives == ("6 (2+4)", "6 (1+5)")
    assert [part.label for part in found.endpoints.line(6).parts] == ["L06a", "L06b"]


def test_us13_local_treatments_are_no_lines(case: Case, found: Review) -> None:
    assert found.endpoints.count.total == 6
    assert len(found.local_treatments) == 6
    adrenal = next(
        lesion for lesion in case.of_kind(Lesion) if "adrenal" in lesion.name.lower()
    )
    assert len(found.treatments_of(adrenal)) == 3


def test_us14_reported_against_time_on_treatment(found: Review) -> None:
    endpoint = found.endpoints.line(4).on_treatment
    assert endpoint.duration.text == "14.0-16.0 mo (calendar 15)"
    assert endpoint.reported == 18
    assert endpoint.agreement is Agreement.EXCEEDS_MAX
    assert endpoint.gap == pytest.approx(2.0, abs=0.005)


def test_us15_reported_against_pfs(found: Review) -> None:
    endpoint = found.endpoints.line(4).progression_free
    assert endpoint.months_min == pytest.approx(14.03, abs=0.005)
    assert endpoint.months_max == pytest.approx(21.03, abs=0.005)
    assert not endpoint.censored
    assert (endpoint.reported, endpoint.agreement) == (18, Agreement.WITHIN)


def test_us16_procedure_before_its_scan(case: Case, found: Review) -> None:
    window = between("2020-05-01", "2021-02-28")
    assert found.chronology.when(record(case, "e20")) == window
    mark = drawn(case)[record(case, "e20").id]
    assert isinstance(mark, Mark)
    assert mark.at == window
    scan = record(case, "e22")
    assert scan.dates()["date"].canonical == "2021-02"
    biopsy = record(case, "e21")
    assert not [q for q in found.local_treatments if q.id == biopsy.id]
    assert asked(found, f"biopsy-result:{biopsy.id}")


def test_us17_trial_drug_without_dates(case: Case, found: Review) -> None:
    line = record(case, "e24", TherapyLine)
    assert isinstance(line, TherapyLine)
    start = found.chronology.bounds(f"{line.id}.start")
    assert start == between("2021-08-01", "2022-01-31")
    computed = found.endpoints.line(5)
    assert computed.on_treatment.text == "not computable"
    assert computed.best_response.category is Response.SD
    assert line.stop_reason is StopReason.TOXICITY
    assert line.stop_detail == "fatigue"
    assert line.experimental


def test_us18_a_grade_may_be_missing(case: Case) -> None:
    fatigue = record(case, "e26")
    assert isinstance(fatigue, AdverseEvent)
    assert fatigue.grade is None
    totals = grade_totals(case).text
    assert totals == "grade 2: 1, grade not stated: 1"


def test_us19_a_partial_stop_keeps_the_line(case: Case, found: Review) -> None:
    line = found.endpoints.line(6)
    assert [set(part.drugs) for part in line.parts] == [
        {"lenvatinib", "pembrolizumab"},
        {"lenvatinib"},
    ]
    stopped = record(case, "e37", DrugCourse)
    assert isinstance(stopped, DrugCourse)
    assert stopped.cycles == 2
    lenvatinib = record(case, "e34", DrugCourse)
    assert isinstance(lenvatinib, DrugCourse)
    assert lenvatinib.ongoing


def test_us20_narrative_order_is_off_and_visible(
    case: Case, found: Review, narrative: Review
) -> None:
    start = f"{record(case, 'e34', TherapyLine).id}.start"
    assert found.chronology.bounds(start) == between(None, "2025-03-31")
    assert narrative.chronology.bounds(start) == between("2023-03-01", "2025-03-31")
    course = record(case, "e34", DrugCourse).id
    off, on = drawn(case)[course], drawn(case, accept_narrative=True)[course]
    assert isinstance(off, Bar)
    assert isinstance(on, Bar)
    assert off.start.earliest is None
    assert on.certainty is Certainty.NARRATIVE
    assert on.start == between("2023-03-01", "2025-03-31")
    # time to the next treatment of line 5: 12.94 to 43.96 months, or not computable
    strict = found.endpoints.line(5).to_next_treatment
    told = narrative.endpoints.line(5).to_next_treatment
    assert not strict.duration.computable
    assert told.months_min == pytest.approx(12.94, abs=0.005)
    assert told.months_max == pytest.approx(43.96, abs=0.005)
    assert told.uses_narrative


def test_us21_survival_is_censored(found: Review) -> None:
    survival = found.endpoints.survival
    assert survival.duration.text == "89.0-90.9 mo (calendar 90)"
    assert survival.censored
    assert survival.label == "90+ mo"
    assert (survival.reported, survival.agreement) == (90, Agreement.WITHIN)


def test_us22_the_figure_draws_every_dated_fact(case: Case) -> None:
    picture = build(case)
    groups = list(dict.fromkeys(lane.group for lane in picture.lanes))
    assert groups == [
        Group.STATUS,
        Group.SYSTEMIC,
        Group.LOCAL,
        Group.HER2,
        Group.ADVERSE,
        Group.FINDINGS,
    ]
    items = drawn(case)
    for fact, month in (("e28", "2022-01"), ("e31", "2023-03")):
        mark = items[record(case, fact).id]
        assert isinstance(mark, Mark)
        assert mark.certainty is Certainty.MONTH
        assert mark.at.earliest == dt.date.fromisoformat(f"{month}-01").toordinal()
    assert items[record(case, "e20").id].certainty is Certainty.ORDER
    lines = {course.line for course in case.of_kind(DrugCourse) if course.id in items}
    together = {line.id for line in case.lines}  # undated combinations share a bar
    assert lines | {item for item in items if item in together} == together


def test_us23_a_misprint_is_normalised_and_kept(case: Case, found: Review) -> None:
    seeds = record(case, "e31")
    assert isinstance(seeds, LocalIntervention)
    assert "iodine-125" in seeds.label
    assert seeds.as_written == "odine-125"
    assert seeds.date.canonical == "2023-03"
    assert len(asked(found, f"normalised-term:{seeds.id}")) == 1


def test_us24_between_local_treatments(case: Case, found: Review) -> None:
    first, second = record(case, "e28").id, record(case, "e31").id
    gap = interval(found.chronology, first, second)
    assert gap.text == "12.9-14.9 mo (calendar 14)"
    adrenal = next(x for x in case.of_kind(Lesion) if "adrenal" in x.name.lower())
    seen = [r for r in case.of_kind(Finding) if r.lesion == adrenal.id]
    assert found.chronology.in_order(seen)[0] == record(case, "e14")
    progressed = [record(case, fact) for fact in ("e30", "e15", "e23")]
    ordered = found.chronology.in_order(progressed)
    assert [entry.id[:3] for entry in ordered] == ["e15", "e23", "e30"]
    latest = found.chronology.when(ordered[0]).latest
    assert latest == dt.date(2020, 5, 31).toordinal()


def test_us25_what_is_missing(case: Case, found: Review) -> None:
    def id_of(fact: str, record_class: type[Entry] = Entry) -> str:
        return record(case, fact, record_class).id

    line_keys = [
        f"date:{id_of(fact, TherapyLine)}:start" for fact in ("e12", "e13", "e24")
    ]
    dose_keys = [
        f"dose:{id_of(fact, TherapyLine)}" for fact in ("e08", "e12", "e13", "e24")
    ]
    expected = [
        f"date:{id_of('e06')}:date",
        f"ihc-score:{id_of('e07')}",
        f"ihc-score:{id_of('e11')}",
        f"her2-date:{id_of('e16')}",
        f"her2-specimen:{id_of('e16')}",
        *dose_keys,
        *line_keys,
        f"date:{id_of('e34', TherapyLine)}:start",
        f"best-response:{id_of('e17', TherapyLine)}",
        f"grade:{id_of('e26')}",
        f"series:{id_of('e02')}",
        f"value:{id_of('e39')}",
        f"value:{id_of('e40')}",
    ]
    for key in expected:
        assert asked(found, key), key


def test_a_number_is_compared_only_with_what_it_names(found: Review) -> None:
    """The operations are 18 months apart too, which nobody reported."""
    compared = {
        reported.record: endpoint.name
        for line in found.endpoints.lines
        for endpoint in (line.on_treatment, line.progression_free, line.survival)
        for reported in endpoint.comparisons
    }
    assert compared == {
        "e19-disease-control": "time on treatment",
        "e19-progression-free": "progression-free survival",
    }
    assert found.endpoints.disease_free.comparisons == ()
