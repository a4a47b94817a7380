"""Dates and orders that cannot all be true, and orders that are only suggested."""

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain, pairwise

from timeline.case.chronology import Contradiction, surely_before
from timeline.case.fields import specs_by_name
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.points import record_of, resolve, split
from timeline.case.record import Entry, Record
from timeline.case.records.assessment import Assessment
from timeline.case.records.bookkeeping import Order
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.kinds import KINDS
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.vocabulary import Confidence, VitalStatus
from timeline.clinical.contradictions import alive_after_death, deaths
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    few,
    listing,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import SDTMCHECKS, Match, Number, declared

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


@declared(
    "order",
    Severity.CONTRADICTION,
    Record,
    Order,
    settle="Correct one of the dates, or the order that ties them together.",
    blocks=(
        Number.SURVIVAL,
        Number.PROGRESSION_FREE,
        Number.LINES,
    ),
)
def contradictory_dates(evidence: Evidence) -> Iterator[Match]:
    """Two dates of which the first would have to precede the second, and does not.

    A date that is counted from another record may contradict the orders of both.
    """
    for contradiction in evidence.chronology.contradictions:
        first, second = contradiction.earliest_from, contradiction.latest_from
        points = first, second, contradiction.point
        ids = dict.fromkeys(map(record_of, points))
        yield Match(
            (*(record_id for record_id in ids if evidence.case.get(record_id)),),
            _clash(evidence, contradiction),
            about=f"{first}:{second}",
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


@declared(
    "circular-order",
    Severity.CONFLICT,
    Order,
    settle="Remove or reverse one of the orders.",
    blocks=(Number.LINES,),
)
def circular_orders(evidence: Evidence) -> Iterator[Match]:
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
        yield Match(
            (*dict.fromkeys(map(record_of, circle)),),
            f"The orders between {listing(_point(evidence, p) for p in circle)} "
            "form a circle.",
            about=circle[0],
        )


@declared(
    "before-line",
    Severity.CONTRADICTION,
    *_ON_A_LINE,
    TherapyLine,
    settle="Correct the date, or the line that the record names.",
    blocks=(
        Number.PROGRESSION_FREE,
        Number.RESPONSE,
    ),
)
def before_its_line(evidence: Evidence) -> Iterator[Match]:
    """A record that names a line of therapy but lies before that line began."""
    for record in chain.from_iterable(map(evidence.case.of_kind, _ON_A_LINE)):
        line = evidence.case.get(getattr(record, "line", None) or "")
        baseline = isinstance(record, Assessment) and record.response is None
        if line is None or baseline:
            continue
        when = evidence.chronology.when(record)
        if surely_before(when, evidence.chronology.when(line)):
            yield Match(
                (
                    record.id,
                    line.id,
                ),
                f"{named(record)} belongs to {named(line)} but lies before it.",
                field="line",
            )


@declared(
    "after-end",
    Severity.CONTRADICTION,
    Record,
    FollowUp,
    settle="Correct one of the dates, or remove the record.",
    blocks=(Number.SURVIVAL, Number.PROGRESSION_FREE),
    source=f"{SDTMCHECKS}: ae_aestdtc_after_dd, lb_lbdtc_after_dd, qs_qsdtc_after_dd, "
    "vs_vsdtc_after_dd, ss_ssdtc_alive_dm",
    clashes=alive_after_death,
)
def after_the_end(evidence: Evidence) -> Iterator[Match]:
    """Records that lie after death, after the data cut-off or in the future."""
    for limit, words, death in _ends(evidence):
        late = _after(evidence, limit, death)
        if not late:
            continue
        keys = [f"{record.id}:{words.replace(' ', '-')}" for record, _ in late]
        names = [f"{record.label} ({date})" for record, date in late]
        lies = "lies" if len(late) == 1 else "lie"
        day = f" ({death.date})" if death else ""
        first, *others = (record.id for record, _ in late)
        yield Match(
            (first, *((death.id,) if death else ()), *others),
            f"{sentence(few(names))} {lies} after {words}{day}.",
            about=keys[0],
            covers=tuple(f"after-end:{key}" for key in keys),
        )


_Late = tuple[Entry, PartialDate]


def _after(evidence: Evidence, limit: int, death: FollowUp | None) -> list[_Late]:
    """Records with a date that lies after a day for certain, contacts alive first.

    The patient and further deaths are left out. A test of tissue is of the day of the
    specimen; it may be done at any later time.
    """
    left_out = {
        evidence.case.patient.id,
        *(d.id for d in deaths(evidence.case) if death),
    }
    late: dict[str, _Late] = {}
    for entry, name, stated in evidence.case.dates:
        date = evidence.chronology.placed(entry, name)
        after = date.earliest is not None and date.earliest > limit
        if after and entry.id not in left_out and name != "assay_date":
            late.setdefault(entry.id, (entry, stated))
    return sorted(late.values(), key=lambda item: not _says_alive(item[0]))


def _says_alive(record: Entry) -> bool:
    status = record.vital_status if isinstance(record, FollowUp) else None
    return status is VitalStatus.ALIVE


def _ends(evidence: Evidence) -> Iterator[tuple[int, str, FollowUp | None]]:
    for follow_up in deaths(evidence.case):
        day = evidence.chronology.placed(follow_up, "date").latest
        if day is not None:
            yield day, "death", follow_up
    cutoff = evidence.chronology.placed(evidence.case.patient, "data_cutoff").latest
    if cutoff is not None:
        yield cutoff, "the data cut-off", None
    if evidence.today is not None and not evidence.case.relative:
        yield evidence.today.toordinal(), "today", None


@declared(
    "narrative-order",
    Severity.NOTE,
    Order,
    settle="Find a date or a statement that settles the order, or accept it.",
)
def narrative_order(evidence: Evidence) -> Iterator[Match]:
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
    yield Match(
        (*(order.id for order in orders),),
        f"{subject} suggested only by the sequence of the sentences, and {use} here.",
        about="case",
    )
