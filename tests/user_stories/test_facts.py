"""Stories 1 to 11: dates, stage, HER2 and markers as the report states them."""

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.fields import specs_by_name
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.her2.terms import Her2Class
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.patient_age import patient_age
from timeline.clinical.review import Review
from timeline.swimlane.build import build
from timeline.swimlane.model import Certainty
from user_stories.looking_up import asked, between, drawn, record


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
    assert isinstance(result, Result)
    assert (result.analyte, result.as_written) == ("CA19-9", "CA199")
    assert (result.value, result.comparator, result.unit) == (1200, "=", "U/mL")
    assert not result.date.known
    assert found.chronology.when(result) == between(None, "2017-09-30")
    reading = found.markers[0].readings[0]
    assert reading.fold_text == "32.4 x upper limit (limit 37 is a setting)"


def test_us04_no_trend_from_one_value(case: Case, found: Review) -> None:
    (panel,) = found.markers
    assert panel.baseline is not None
    assert panel.baseline.value == 1200
    for text in (panel.nadir_text, panel.change_text):
        assert text == "not computable: 1 value"
    for line in panel.lines:
        assert (line.tempo, line.slope, line.fold) == (None, None, None)
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
