"""What lasted is drawn over the days that it lasted, whatever its kind."""

import datetime as dt

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.partial_date import PartialDate
from timeline.case.record import Record
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.finding import Lesion
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar, Certainty, Group, Mark, Swimlane, Tone

FOLLOW_UP = FollowUp(id="end", date=PartialDate.parse("2021-12-01"))


def _day(text: str) -> Bounds:
    day = dt.date.fromisoformat(text).toordinal()
    return Bounds(day, day)


def _picture(*records: Record, options: SwimlaneOptions | None = None) -> Swimlane:
    case = Case(Patient(id="p", code="X-1"), (*records, FOLLOW_UP))
    return build(case, options or SwimlaneOptions())


def _drawn(swimlane: Swimlane, record: str) -> list[Bar | Mark]:
    return [
        event
        for lane in swimlane.lanes
        for event in lane.events
        if event.record == record
    ]


def _diarrhea(date: str, stop: str = "", *, ongoing: bool | None = None) -> Record:
    return AdverseEvent(
        id="ae",
        date=PartialDate.parse(date),
        stop=PartialDate.parse(stop),
        ongoing=ongoing,
        term="Diarrhea",
        grade=2,
    )


def _radiotherapy(date: str, stop: str = "", **values: object) -> LocalIntervention:
    return LocalIntervention.model_validate(
        {
            "id": "rt",
            "date": PartialDate.parse(date),
            "stop": PartialDate.parse(stop),
            "type": InterventionKind.RADIOTHERAPY,
            **values,
        }
    )


@pytest.mark.parametrize(
    ("record", "tone"),
    [
        (_radiotherapy("2020-09-01", "2021-02-01"), Tone.RADIOTHERAPY),
        (_diarrhea("2020-09-01", "2021-02-01"), Tone.ADVERSE_EVENT),
    ],
)
def test_what_has_a_stop_is_a_bar(record: Record, tone: Tone) -> None:
    (bar,) = _drawn(_picture(record), record.id)
    assert isinstance(bar, Bar)
    assert (bar.start, bar.stop) == (_day("2020-09-01"), _day("2021-02-01"))
    assert (bar.tone, bar.certainty) == (tone, Certainty.DAY)
    assert not bar.ongoing
    assert not bar.unknown_end


@pytest.mark.parametrize("stop", ["", "2020-09-01"])
def test_what_has_no_stop_or_took_one_day_is_a_mark(stop: str) -> None:
    (drawn,) = _drawn(_picture(_radiotherapy("2020-09-01", stop)), "rt")
    assert isinstance(drawn, Mark)


def test_an_event_that_goes_on_reaches_the_cutoff() -> None:
    (bar,) = _drawn(_picture(_diarrhea("2020-09-01", ongoing=True)), "ae")
    assert isinstance(bar, Bar)
    assert bar.ongoing
    assert bar.stop == _day("2021-12-01")


def test_an_end_known_to_a_month_is_as_certain_as_that() -> None:
    (bar,) = _drawn(_picture(_diarrhea("2020-09-01", "2021-02")), "ae")
    assert isinstance(bar, Bar)
    assert bar.certainty is Certainty.MONTH


def test_a_lesion_has_what_was_done_to_it_over_its_days() -> None:
    lesion = Lesion(id="l", name="liver lesion", organ="liver")
    treated = _radiotherapy("2020-09-01", "2021-02-01", lesion="l")
    swimlane = _picture(lesion, treated, options=SwimlaneOptions(lesions=True))
    (lane,) = [lane for lane in swimlane.lanes if lane.group is Group.LESIONS]
    assert [bar.record for bar in lane.bars] == ["rt"]
