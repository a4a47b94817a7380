"""Dates and orders that cannot all be true, and orders that are only suggested."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain, pairwise

from timeline.case.chronology import Contradiction
from timeline.case.fields import specs_by_name
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.points import record_of, resolve, split
from timeline.case.record import Entry, Record
from timeline.case.records.assessment import Assessment
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.kinds import KINDS
from timeline.case.records.therapy import DrugCourse
from timeline.case.vocabulary import Confidence, VitalStatus
from timeline.clinical.queries.query import Query, Severity, ask
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    listing,
    named,
    surely_before,
)

_ON_A_LINE: tuple[type[Record], ...] = tuple(
    kind
    for kind in KINDS.values()
    if issubclass(kind, Record)
    and kind not in (DrugCourse, LocalIntervention)
    and "line" in specs_by_name(kind)
    and kind.date_fields()
)
"""Kinds of records that do not lie before the line that they name.

Radiotherapy given with a drug may, and a drug course is tied to its line by its dates.
"""


def contradictory_dates(evidence: Evidence) -> Iterator[Query]:
    """Two dates of which the first would have to precede the second, and does not.

    A date that is counted from another record may contradict the orders of both.
    """
    for contradiction in evidence.chronology.contradictions:
        first, second = contradiction.earliest_from, contradiction.latest_from
        points = first, second, contradiction.point
        ids = dict.fromkeys(map(record_of, points))
        yield ask(
            "order",
            Severity.CONTRADICTION,
            *(record_id for record_id in ids if evidence.case.get(record_id)),
            about=f"{first}:{second}",
            text=_clash(evidence, contradiction),
            settle="Correct one of the dates, or the order that ties them together.",
        )


def _clash(evidence: Evidence, contradiction: Contradiction) -> str:
    first, second = contradiction.earliest_from, contradiction.latest_from
    early, late = _point(evidence, first), _point(evidence, second)
    earliest, latest = _own(evidence, first).earliest, _own(evidence, second).latest
    if earliest is not None and latest is not None and earliest > latest:
        later = "as the records state: its date is later."
        return f"{early} cannot come before {late}, {later}"
    if contradiction.point in (first, second):
        return f"{early} and {late} cannot both be where dates and orders put them."
    point = _point(evidence, contradiction.point)
    return f"{early} and {late} leave no day for {point}."


def _own(evidence: Evidence, point: str) -> PartialDate:
    record_id, field = split(point)
    record = evidence.case.get(record_id)
    return getattr(record, field) if record else UNKNOWN


def _point(evidence: Evidence, point: str) -> str:
    record_id, field = split(point)
    record = evidence.case.get(record_id)
    if record is None:
        return point
    date_name = f", {field.replace('_', ' ')}" if len(record.dates()) > 1 else ""
    return f"{record.label}{date_name} ({getattr(record, field)})"


def circular_orders(evidence: Evidence) -> Iterator[Query]:
    """Orders that form a circle, which puts all their points on one day."""
    after: dict[str, set[str]] = defaultdict(set)
    for order in evidence.case.orders:
        earlier = resolve(evidence.case, order.earlier)
        later = resolve(evidence.case, order.later)
        if earlier and later and earlier != later:
            after[later].add(earlier)
    for record_id in set(map(record_of, after)):
        record = evidence.case.get(record_id)
        for earlier, later in pairwise(record.date_fields() if record else ()):
            after[f"{record_id}.{later}"].add(f"{record_id}.{earlier}")
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        circle: list[str] = sorted(set(error.args[1]))
        yield ask(
            "circular-order",
            Severity.CONFLICT,
            *dict.fromkeys(map(record_of, circle)),
            about=circle[0],
            text=f"The orders between {listing(_point(evidence, p) for p in circle)} "
            "form a circle.",
            settle="Remove or reverse one of the orders.",
        )


def before_its_line(evidence: Evidence) -> Iterator[Query]:
    """A record that names a line of therapy but lies before that line began."""
    for record in chain.from_iterable(map(evidence.case.of_kind, _ON_A_LINE)):
        line = evidence.case.get(getattr(record, "line", None) or "")
        baseline = isinstance(record, Assessment) and record.response is None
        if line is None or baseline:
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


def after_the_end(evidence: Evidence) -> Iterator[Query]:
    """A record that lies after death, after the data cut-off or in the future."""
    for limit, words in _ends(evidence):
        for record in _after(evidence, limit):
            yield ask(
                "after-end",
                Severity.CONTRADICTION,
                record.id,
                about=f"{record.id}:{words.replace(' ', '-')}",
                text=f"{named(record)} lies after {words}.",
                settle="Correct the date, or remove the record.",
            )


def _after(evidence: Evidence, limit: int) -> Iterable[Entry]:
    """Records that lie after a day for certain, those of the patient apart."""
    entries: dict[str, Entry] = {}
    for entry, name, _ in evidence.case.dates:
        date = evidence.chronology.placed(entry, name)
        late = date.earliest is not None and date.earliest > limit
        if late and entry is not evidence.case.patient:
            entries.setdefault(entry.id, entry)
    return entries.values()


def _ends(evidence: Evidence) -> Iterator[tuple[int, str]]:
    for follow_up in evidence.case.of_kind(FollowUp):
        day = evidence.chronology.placed(follow_up, "date").latest
        if follow_up.vital_status is VitalStatus.DEAD and day is not None:
            yield day, "death"
    cutoff = evidence.chronology.placed(evidence.case.patient, "data_cutoff").latest
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
    single = len(orders) == 1
    subject = "One order between records is" if single else f"{len(orders)} orders are"
    use = "used" if evidence.chronology.accept_narrative else "left out"
    yield ask(
        "narrative-order",
        Severity.NOTICE,
        *(order.id for order in orders),
        about="case",
        text=f"{subject} suggested only by the sequence of the sentences, and {use} "
        "here.",
        settle="Find a date or a statement that settles the order, or accept it.",
    )
