"""Dates and orders that cannot all be true, and orders that are only suggested."""

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from timeline.case.fields import specs_by_name
from timeline.case.points import resolve
from timeline.case.record import Record
from timeline.case.records.assessment import Assessment
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse
from timeline.case.vocabulary import Confidence, VitalStatus
from timeline.clinical.queries.query import Query, Severity, ask
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    listing,
    named,
    surely_before,
)


def contradictory_dates(evidence: Evidence) -> Iterator[Query]:
    """Two dates of which the first would have to precede the second, and does not."""
    for found in evidence.chronology.contradictions:
        first, second = found.earliest_from, found.latest_from
        yield ask(
            "order",
            Severity.CONTRADICTION,
            *dict.fromkeys(p.partition(".")[0] for p in (first, second, found.point)),
            about=f"{first}:{second}",
            text=f"{_point(evidence, first)} cannot come before "
            f"{_point(evidence, second)}, as the records have it: its date lies after.",
            settle="Correct one of the dates, or the order that ties them together.",
        )


def _point(evidence: Evidence, point: str) -> str:
    record_id, _, field = point.partition(".")
    record = evidence.case.get(record_id)
    if record is None:
        return point
    which = f", {field.replace('_', ' ')}" if len(record.dates()) > 1 else ""
    return f"{record.label}{which} ({getattr(record, field)})"


def circular_orders(evidence: Evidence) -> Iterator[Query]:
    """Orders that lead back to where they began, so that all is on one day."""
    after: dict[str, set[str]] = defaultdict(set)
    for order in evidence.case.orders:
        earlier = resolve(evidence.case, order.earlier)
        later = resolve(evidence.case, order.later)
        if earlier and later and earlier != later:
            after[later].add(earlier)
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        circle: list[str] = sorted(set(error.args[1]))
        yield ask(
            "circular-order",
            Severity.CONFLICT,
            *dict.fromkeys(point.partition(".")[0] for point in circle),
            about=circle[0],
            text=f"The orders between {listing(_point(evidence, p) for p in circle)} "
            "lead back to where they began.",
            settle="Take out or turn round one of the orders.",
        )


def before_its_line(evidence: Evidence) -> Iterator[Query]:
    """A record that names a line of therapy but lies before that line began."""
    for record in evidence.recorded:
        if "line" not in specs_by_name(type(record)) or _may_precede(record):
            continue
        line = evidence.case.get(getattr(record, "line", None) or "")
        if line is None or not record.dates():
            continue
        when = evidence.chronology.when(record)
        if surely_before(when, evidence.chronology.when(line)):
            yield ask(
                "before-line",
                Severity.CONTRADICTION,
                record.id,
                line.id,
                field="line",
                text=f"{named(record)} belongs to {named(line)} but lies before it.",
                settle="Correct the date, or the line that the record names.",
            )


def _may_precede(record: Record) -> bool:
    """Whether it may lie before the first dose of the line that it names.

    A baseline does, and so may radiotherapy given with a drug. A drug course is tied
    to its line by its dates.
    """
    baseline = isinstance(record, Assessment) and record.response is None
    return baseline or isinstance(record, LocalIntervention | DrugCourse)


def after_the_end(evidence: Evidence) -> Iterator[Query]:
    """A record that lies after death, after the data cut-off or in the future."""
    for limit, words in _ends(evidence):
        for record in evidence.recorded:
            day = max((d.earliest or 0 for d in record.dates().values()), default=0)
            if day > limit and not isinstance(record, Patient):
                yield ask(
                    "after-end",
                    Severity.CONTRADICTION,
                    record.id,
                    about=f"{record.id}:{words.replace(' ', '-')}",
                    text=f"{named(record)} lies after {words}.",
                    settle="Correct the date, or take the record out.",
                )


def _ends(evidence: Evidence) -> Iterator[tuple[int, str]]:
    for follow_up in evidence.case.of_kind(FollowUp):
        day = follow_up.date.latest
        if follow_up.vital_status is VitalStatus.DEAD and day is not None:
            yield day, "death"
    cutoff = evidence.case.patient.data_cutoff.latest
    if cutoff is not None:
        yield cutoff, "the data cut-off"
    if evidence.today is not None and not evidence.case.relative:
        yield evidence.today.toordinal(), "today"


def narrative_order(evidence: Evidence) -> Iterator[Query]:
    """Orders that only the sequence of the sentences suggests."""
    orders = [
        order
        for order in evidence.case.orders
        if order.confidence is Confidence.NARRATIVE
    ]
    if not orders:
        return
    one = len(orders) == 1
    what = "One order between records is" if one else f"{len(orders)} orders are"
    use = "used" if evidence.chronology.accept_narrative else "left out"
    yield ask(
        "narrative-order",
        Severity.NOTICE,
        *(order.id for order in orders),
        about="case",
        text=f"{what} suggested only by the sequence of the sentences, and {use} here.",
        settle="Find a date or a statement that settles the order, or accept it.",
    )
