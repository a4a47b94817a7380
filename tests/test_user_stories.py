"""What nurses, clinicians and authors expect, story by story, on the published case.

The stories and their numbers come from the clinical specification of the case: dates as
the report states them, and ranges that follow from them.
"""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.fields import specs_by_name
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.bookkeeping import Order
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.marker import MarkerResult
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import Response, StopReason
from timeline.clinical.adverse_events import adverse_event_table
from timeline.clinical.durations import Agreement
from timeline.clinical.endpoints.intervals import interval
from timeline.clinical.her2.terms import Her2Class
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.patient_age import patient_age
from timeline.clinical.queries.query import Query
from timeline.clinical.review import Review, review
from timeline.exchange.case_file import read
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar, Certainty, Group, Mark


@pytest.fixture(scope="module")
def case(cases_folder: Path) -> Case:
    path = cases_folder / "gallbladder_90_month.toml"
    return read(path, today=dt.date(2026, 1, 15)).cases[0]


@pytest.fixture(scope="module")
def found(case: Case) -> Review:
    return review(case)


@pytest.fixture(scope="module")
def narrative(case: Case) -> Review:
    return review(case, accept_narrative=True)


def record(case: Case, fact: str, record_class: type[Entry] = Entry) -> Entry:
    """The record of this kind whose id begins with the number of the fact."""
    matches = [
        entry
        for entry in case.entries
        if entry.id.startswith(fact)
        and isinstance(entry, record_class)
        and not isinstance(entry, Order)
    ]
    assert len(matches) == 1, fact
    return matches[0]


def between(first: str | None, last: str | None) -> Bounds:
    days = [dt.date.fromisoformat(d).toordinal() if d else None for d in (first, last)]
    return Bounds(*days)


def asked(found: Review, *keys: str) -> list[Query]:
    return [q for q in found.open_queries if q.key.startswith(keys)]


def drawn(case: Case, *, accept_narrative: bool = False) -> dict[str, Bar | Mark]:
    options = SwimlaneOptions(accept_narrative=accept_narrative)
    lanes = build(case, options).lanes
    items: list[Bar | Mark] = []
    for lane in lanes:
        items += [*lane.bars, *lane.marks]
    return {item.record: item for item in items}


def test_us01_a_month_stays_a_month(case: Case, found: Review) -> None:
    operation = record(case, "e05")
    assert isinstance(operation, LocalIntervention)
    assert len(operation.procedures) == 3
    assert operation.date.canonical == "2017-09"
    assert str(operation.date) == "Sep 2017"
    when = found.chronology.when(operation)
    assert when == between("2017-09-01", "2017-09-30")


def test_us02_age_needs_no_birth_date(case: Case) -> None:
    assert case.patient.age_at_presentation == 59
    assert not {"birth_date", "birthday", "name"} & set(specs_by_name(Patient))
    # presentation in 2017, not after September: 66 to 68 years in March 2025
    year = case.patient.changed(presentation="[2017-01..2017-09]")
    dated = case.with_record(year)
    age = patient_age(dated, Chronology(dated), "e42-last-follow-up")
    assert age is not None
    assert age.text == "66-68 y"
    assert patient_age(case, Chronology(case), "e42-last-follow-up") is None


def test_us03_marker_alias_and_limit(case: Case, found: Review) -> None:
    result = record(case, "e02")
    assert isinstance(result, MarkerResult)
    assert (result.marker, result.as_written) == ("CA19-9", "CA199")
    assert (result.value, result.comparator, result.unit) == (1200, "=", "U/mL")
    assert not result.date.known
    assert found.chronology.when(result) == between(None, "2017-09-30")
    reading = found.markers[0].readings[0]
    assert reading.fold_text == "32.4 x upper limit (limit 37 is a setting)"


def test_us04_no_trend_from_one_value(case: Case, found: Review) -> None:
    (panel,) = found.markers
    assert panel.baseline is not None
    assert panel.baseline.value == 1200
    for text in (panel.nadir_text, panel.change_text, panel.tempo_text):
        assert text == "not computable: 1 value"
    (series,) = build(case).series
    assert len(series.points) == 1
    trend = record(case, "e41")
    assert isinstance(trend, Finding)
    assert trend.result
    assert trend.figure_only


def test_us05_stage_conflict(case: Case, found: Review) -> None:
    (stage,) = found.staging
    assert (stage.stated, stage.computed) == ("IIIA", ("IIIB",))
    (query,) = asked(found, "stage:")
    assert "IIIA" in query.text
    assert "IIIB" in query.text
    (diagnosis,) = case.of_kind(Diagnosis)
    assert (diagnosis.tnm, diagnosis.stage_stated) == ("pT3N1M0", "IIIA")


def test_us06_metastasis_despite_m0(found: Review) -> None:
    (query,) = asked(found, "metastasis-despite-m0")
    groups = {each.group for each in found.staging[0].alternatives}
    assert groups == {"IIIA", "IIIB", "IVB"}
    assert all(group in query.text for group in groups)


def test_us07_positive_without_a_score(case: Case, found: Review) -> None:
    test = record(case, "e07")
    assert isinstance(test, Her2Test)
    entry = next(e for e in found.her2.entries if e.test == test)
    assert entry.classification.reported == "positive"
    assert entry.classification.her2_class is Her2Class.NOT_CLASSIFIABLE
    assert entry.classification.inputs_missing == ("ihc_score",)
    assert not test.assay_date.known
    assert test.specimen_date.canonical == "2017-09"


def test_us08_persistent_positivity(case: Case, found: Review) -> None:
    tests = [record(case, fact) for fact in ("e07", "e11")]
    (change,) = found.her2.changes
    assert change.records == tuple(test.id for test in tests)
    assert change.label == "not evaluable (no scores)"
    assert "persistent" in change.trend


def test_us09_fold_is_no_ratio(case: Case, found: Review) -> None:
    test = record(case, "e16")
    assert isinstance(test, Her2Test)
    assert (test.ngs_fold, test.ish_ratio, test.ngs_copy_number) == (7.4, None, None)
    entry = next(e for e in found.her2.entries if e.test == test)
    assert entry.classification.rule == ""
    assert entry.classification.her2_class is Her2Class.NOT_CLASSIFIABLE
    assert "date unknown" in entry.placing
    assert entry.before_line == record(case, "e17", TherapyLine).id
    assert not entry.before_line_certain


def test_us10_undated_chemoradiation(case: Case, found: Review) -> None:
    line = found.endpoints.line(1)
    assert line.parts[0].line_class is LineClass.CURATIVE
    start = found.chronology.bounds(f"{line.parts[0].line.id}.start")
    assert start == between("2017-09-01", "2019-03-31")
    assert line.on_treatment.text == "not computable"
    course = case.courses(line.parts[0].line.id)[0]
    assert drawn(case)[course.id].certainty is Certainty.ORDER


def test_us11_cycles_make_no_dates(case: Case, found: Review) -> None:
    for fact, cycles in (("e12", 4), ("e13", 2)):
        line = record(case, fact, TherapyLine)
        assert isinstance(line, TherapyLine)
        assert line.cycles == cycles
        assert not line.start.known
        assert not line.stop.known
    assert found.endpoints.line(2).parts[0].line_class is LineClass.EITHER
    assert asked(found, f"setting:{record(case, 'e12', TherapyLine).id}")


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
    totals = adverse_event_table(case).total.text
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
