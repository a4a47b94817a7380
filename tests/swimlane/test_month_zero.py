"""Month 0 of a patient with several tumours, and what ends with death."""

from swimlane.cohort_cases import case, date, last_seen, line
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.tumour_vocabulary import Site
from timeline.case.vocabulary import VitalStatus
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar

OLD = Diagnosis(id="old", date=date("2009-05-04"), site=Site.BREAST)
NEW = Diagnosis(id="new", date=date("2019-03-01"), site=Site.GALLBLADDER)
FIRST_OF_MARCH = 737119
"""1 March 2019 as a proleptic ordinal."""


def test_month_0_is_the_diagnosis_of_the_index_tumour() -> None:
    picture = build(case("A", OLD, NEW.changed(index_tumour=True)))
    assert picture.time_zero == Bounds(FIRST_OF_MARCH, FIRST_OF_MARCH)
    assert picture.time_zero_label == (
        "1 Mar 2019, diagnosis of the index tumour (gallbladder)"
    )


def test_it_says_where_the_index_tumour_is_not_settled() -> None:
    label = build(case("A", OLD, NEW)).time_zero_label
    assert label == "4 May 2009, first of several diagnoses, index tumour not settled"


def _dead_on_therapy() -> Case:
    rash = AdverseEvent(id="rash", date=date("D40"), term="rash", ongoing=True)
    dead = last_seen("D90", VitalStatus.DEAD)
    return case("A", line(1, "D5", ongoing=True), rash, dead)


def test_nothing_is_ongoing_after_death() -> None:
    picture = build(_dead_on_therapy(), SwimlaneOptions(line_numbers=True))
    bars: list[Bar] = [bar for lane in picture.lanes for bar in lane.bars]
    assert {bar.record for bar in bars} == {"line-1", "rash"}
    assert not any(bar.ongoing or bar.unknown_end for bar in bars)
    assert {bar.stop for bar in bars} == {Bounds(90, 90)}
    assert "Until death" in [bar.label for bar in bars]


def test_a_later_data_cut_off_prolongs_nothing() -> None:
    dead = _dead_on_therapy()
    patient = dead.patient.changed(data_cutoff=date("D200"))
    picture = build(Case.of((patient, *dead.records)))
    stops = {bar.stop for lane in picture.lanes for bar in lane.bars}
    assert (stops, picture.cutoff) == ({Bounds(90, 90)}, Bounds(200, 200))
