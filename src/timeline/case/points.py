"""Points in time of a case: a record's id, or its id and one of its date fields."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.case.case import Case
    from timeline.case.record import Entry

SEPARATOR = "."


def point(record: "Entry", field: str) -> str:
    """The point of one date field of a record, such as `line-4.start`."""
    return with_field(record.id, field)


def with_field(record_id: str, field: str) -> str:
    """The same by the id of the record; the id alone where no field is named."""
    return f"{record_id}{SEPARATOR}{field}" if field else record_id


def split(reference: str) -> tuple[str, str]:
    """The record id and the date field of a point; no field means the first date."""
    record_id, _, field = reference.partition(SEPARATOR)
    return record_id, field


def record_of(reference: str) -> str:
    """The id of the record that a point is of."""
    return split(reference)[0]


def with_id(reference: str, record_id: str) -> str:
    """The same point of a record that has another id."""
    return with_field(record_id, split(reference)[1])


def renamed(reference: str, ids: Mapping[str, str]) -> str:
    """The same point where records have other ids.

    Args:
        reference: A record's id, or `id.field`.
        ids: New id by old id; records that are not in it keep theirs.
    """
    record_id = record_of(reference)
    return with_id(reference, ids.get(record_id, record_id))


def resolve(case: "Case", reference: str) -> str | None:
    """The full point that a reference names.

    Args:
        case: The case in which the reference stands.
        reference: A record's id, which means its first date, or `id.field`.

    Returns:
        `id.field`, or None if there is no such record or no such date.
    """
    record_id, field = split(reference)
    record = case.get(record_id)
    if record is None:
        return None
    fields = type(record).date_fields()
    if not field:
        return point(record, fields[0]) if fields else None
    return reference if field in fields else None
