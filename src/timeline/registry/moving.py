"""Records that were entered for the wrong patient go to the right one.

In the first case they go into the bin, in the other they are new: both histories say
so. What refers to them goes along, a document that they name is named there too, and
an order that would be cut is a question.
"""

from timeline.case.anchors import anchor_ids
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order, Source
from timeline.case.records.patient import Patient
from timeline.registry.actions import Move, Origin
from timeline.registry.case_draft import CaseDraft
from timeline.registry.errors import (
    RegistryError,
    SplitOrdersError,
    UnknownPatientError,
    UnknownRecordError,
)
from timeline.registry.origins import origins_of


def move(source: CaseDraft, target: CaseDraft, action: Move) -> None:
    """Move records from one draft to another.

    Raises:
        SplitOrdersError: If orders tie them to records that stay, and the action does
            not say that these orders go.
        RegistryError: If the records name others that stay.
    """
    if target.in_bin or not target.live:
        raise UnknownPatientError(action.to, in_bin=target.in_bin)
    if source is target:
        raise RegistryError(
            "The records are this patient's already.", hint="Choose another patient."
        )
    case = source.case
    moved = _moved(case, action.record_ids)
    _check_anchors(case, moved)
    orders = [order for order in case.orders if order.id not in moved]
    inside = _inside(case, moved)
    cut = [o for o in orders if o.record_ids & set(moved) and o not in inside]
    if cut and not action.drop_orders:
        raise SplitOrdersError(tuple(order.id for order in cut))
    documents = _documents(case, [*moved.values(), *inside], moved)
    for order in cut:
        del source.live[order.id]
    for record in (*moved.values(), *inside):
        del source.live[record.id]
    _settle(target, documents)
    arriving = [*moved.values(), *inside]
    for record in arriving:
        target.name(record.id)
    for record in arriving:
        target.put(record, None)
        target.origins[target.ids[record.id]] = _origins(source, record.id)


def going_along(case: Case, record_ids: tuple[str, ...]) -> tuple[Entry, ...]:
    """What moves with some records: what refers to them, and orders between them.

    Args:
        case: The case in which they are.
        record_ids: Ids of the records, which are left out.
    """
    moved = _moved(case, record_ids)
    others = [entry for key, entry in moved.items() if key not in record_ids]
    return (*others, *_inside(case, moved))


def _inside(case: Case, moved: dict[str, Entry]) -> list[Order]:
    """The orders between records that move."""
    return [o for o in case.orders if o.id not in moved and o.record_ids <= set(moved)]


def _moved(case: Case, record_ids: tuple[str, ...]) -> dict[str, Entry]:
    """The named records, and those that refer to them, again and again."""
    moved: dict[str, Entry] = {}
    waiting = list(record_ids)
    while waiting:
        record_id = waiting.pop()
        record = case.get(record_id)
        if record is None:
            raise UnknownRecordError(
                f"There is no record {record_id}.", hint="Read the patient again."
            )
        if isinstance(record, Patient):
            raise RegistryError(
                "A patient cannot move to another one.", hint="Name single records."
            )
        if record_id not in moved:
            moved[record_id] = record
            if not isinstance(record, Source):  # what it documents stays
                waiting += [e.id for e in case.records if _names(e, record_id)]
    return moved


def _check_anchors(case: Case, moved: dict[str, Entry]) -> None:
    """Refuse to part a record from the one that its date is counted from."""
    for entry in case.entries:
        for anchor in sorted(anchor_ids(entry)):
            if (entry.id in moved) is not (anchor in moved):
                stays, goes = sorted((entry.id, anchor), key=moved.__contains__)
                raise RegistryError(
                    f"A date of {entry.id} is counted from {anchor}; {goes} would go, "
                    f"and {stays} stay.",
                    hint=f"Move both, or give {entry.id} a date of its own first.",
                )


def _names(entry: Entry, record_id: str) -> bool:
    return record_id in entry.references().values()


def _documents(
    case: Case, records: list[Entry], moved: dict[str, Entry]
) -> dict[str, Source]:
    """The documents that moving records name; anything else that stays stops them."""
    documents: dict[str, Source] = {}
    for record in records:
        for target_id in record.references().values():
            target = case.get(target_id)
            if isinstance(target, Source):
                documents[target_id] = target
            elif target_id not in moved:
                raise RegistryError(
                    f"{record.id} belongs to {target_id}, which would stay.",
                    hint=f"Move {target_id} too, or change {record.id} first.",
                )
    return {key: source for key, source in documents.items() if key not in moved}


def _settle(target: CaseDraft, documents: dict[str, Source]) -> None:
    """Let the other case have the documents: its own equal ones, or new ones."""
    own = {
        (source.name, source.citation): source.id
        for source in target.live.values()
        if isinstance(source, Source)
    }
    for record_id, source in documents.items():
        known = own.get((source.name, source.citation))
        if known is not None:
            target.ids[record_id] = known
        else:
            target.name(record_id)
            target.put(source, None)


def _origins(source: CaseDraft, record_id: str) -> tuple[Origin, ...]:
    pair = source.stored.row_of(record_id) if source.stored else None
    return origins_of(pair[1]) if pair else ()
