"""Points in time of a case: a record's id, or its id and one of its date fields."""

from timeline.case.case import Case
from timeline.case.record import Entry


def point(record: Entry, field: str) -> str:
    """The point of one date field of a record, such as `line-4.start`."""
    return f"{record.id}.{field}"


def resolve(case: Case, reference: str) -> str | None:
    """The full point that a reference names.

    Args:
        case: The case in which the reference stands.
        reference: A record's id, which means its first date, or `id.field`.

    Returns:
        `id.field`, or None if there is no such record or no such date.
    """
    record_id, _, field = reference.partition(".")
    record = case.get(record_id)
    if record is None:
        return None
    fields = type(record).date_fields()
    if not field:
        return point(record, fields[0]) if fields else None
    return reference if field in fields else None
