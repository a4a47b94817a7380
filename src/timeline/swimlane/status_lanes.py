"""Disease status: progression, reported responses, death."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.follow_up import FollowUp, ReportedOutcome
from timeline.case.records.therapy import TherapyLine
from timeline.case.response_vocabulary import Response
from timeline.case.vocabulary import Quantity, VitalStatus
from timeline.swimlane.details import detail
from timeline.swimlane.marks import mark
from timeline.swimlane.model import Bar, Group, Lane, Mark, Shape, Tone
from timeline.swimlane.placing import Placing, weaker
from timeline.swimlane.tones import response_shape
from timeline.swimlane.words import capitalised


def status_lanes(placing: Placing, *, strip: bool = False) -> Iterator[Lane]:
    """Lanes of the disease status, empty ones included.

    Args:
        placing: Places the records of the case.
        strip: Whether responses stand in a strip, too: what it says in full has no
            mark in a lane. A progression keeps its mark.
    """
    word, worse = placing.word, tuple(_progressions(placing))
    yield Lane(Group.STATUS, word("lane.progression"), "", marks=worse)
    yield Lane(
        Group.STATUS,
        word("lane.response"),
        "",
        bars=tuple(_disease_control(placing)),
        marks=tuple(_responses(placing, strip=strip)),
    )
    ends = tuple(_ends(placing))
    yield Lane(Group.STATUS, word("lane.follow_up"), "", marks=ends)


def _progressions(placing: Placing) -> Iterator[Mark]:
    case = placing.case
    worse = [a for a in case.of_kind(Assessment) if a.category is Response.PD]
    records = placing.chronology.in_order([*case.of_kind(Progression), *worse])
    for record in records:
        yield mark(
            placing,
            record,
            tone=Tone.PROGRESSION,
            shape=Shape.DOWN,
            label=capitalised(record.label),
        )


def _responses(placing: Placing, *, strip: bool) -> Iterator[Mark]:
    for record in placing.case.of_kind(Assessment):
        said = strip and record.label == record.response
        in_strip = said and not placing.of(record).anywhere
        if record.category is not Response.PD and not in_strip:
            yield mark(
                placing,
                record,
                tone=Tone.RESPONSE,
                shape=response_shape(record.category),
                label=record.label,
            )


def _disease_control(placing: Placing) -> Iterator[Bar]:
    for outcome in placing.case.of_kind(ReportedOutcome):
        line = placing.case.get(outcome.line or "")
        if outcome.quantity is not Quantity.DISEASE_CONTROL:
            continue
        if isinstance(line, TherapyLine):
            start, stop = placing.of(line, "start"), placing.of(line, "stop")
            yield Bar(
                record=outcome.id,
                start=start.bounds,
                stop=stop.bounds,
                tone=Tone.DISEASE_CONTROL,
                certainty=weaker(start.certainty, stop.certainty),
                label=placing.word(
                    "label.disease_control",
                    value=outcome.number,
                    unit=outcome.unit,
                ),
                detail=detail(placing, outcome),
                unknown_end=stop.bounds.latest is None,
            )


def _ends(placing: Placing) -> Iterator[Mark]:
    for record in placing.case.of_kind(FollowUp):
        if record.vital_status is VitalStatus.DEAD:
            tone, shape = Tone.DEATH, Shape.DEATH
            settled = placing.history.life.dispute is None
            key = "label.death" if settled else "label.death_not_settled"
        elif record.vital_status is VitalStatus.LOST:
            tone, shape, key = Tone.FOLLOW_UP, Shape.TICK, "label.lost"
        elif record.disease_status:
            tone, shape, key = Tone.FOLLOW_UP, Shape.ARROW, ""
        else:
            continue
        label = placing.word(key) if key else capitalised(record.disease_status or "")
        yield mark(placing, record, tone=tone, shape=shape, label=label)


def response_strip(placing: Placing) -> Lane:
    """One mark for each assessment with a response; its label is the category.

    A category is what the source says; a progression for which it gives none is not
    turned into one.
    """
    assessments = [a for a in placing.case.of_kind(Assessment) if a.response]
    marks = tuple(
        replace(
            mark(
                placing,
                a,
                tone=Tone.RESPONSE,
                shape=response_shape(a.category),
                label="",
            ),
            label=a.response.value if a.response else "",
        )
        for a in placing.chronology.in_order(assessments)
        if isinstance(a, Assessment)
    )
    return Lane(Group.STATUS, placing.word("lane.strip"), "", marks=marks)
