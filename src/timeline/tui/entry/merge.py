"""Two versions of one record, field by field, and the choice between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.case.fields import field_specs
from timeline.case.record import Entry
from timeline.tui.entry.field_text import text_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two versions differ."""

    name: str
    title: str
    yours: str
    stored: str


def differences(yours: Entry, stored: Entry) -> tuple[Difference, ...]:
    """The fields in which two versions of a record differ, in their order."""
    mine, theirs = _texts(yours), _texts(stored)
    return tuple(
        Difference(spec.name, spec.title, mine[spec.name], theirs[spec.name])
        for spec in field_specs(type(yours))
        if mine[spec.name] != theirs[spec.name]
    )


def chosen_already(base: Entry | None, rows: tuple[Difference, ...]) -> dict[str, bool]:
    """Whether the stored value stays, for each field that only one side changed.

    Args:
        base: The version that both began from; None where it is not known.
        rows: The fields in which the two differ.
    """
    if base is None:
        return {}
    began = _texts(base)
    return {
        row.name: began[row.name] == row.yours
        for row in rows
        if began[row.name] in (row.yours, row.stored)
    }


def merged(yours: Entry, stored: Entry, keep_stored: Mapping[str, bool]) -> Entry:
    """The record with the chosen value of each field that differs.

    Args:
        yours: The version that was to be stored.
        stored: The version that stands now.
        keep_stored: For each field that differs, whether the stored value stays.

    Raises:
        pydantic.ValidationError: If the chosen values do not fit together.
    """
    chosen = {
        name: getattr(stored if theirs else yours, name)
        for name, theirs in keep_stored.items()
    }
    return yours.changed(**chosen)


def _texts(record: Entry) -> dict[str, str]:
    specs = field_specs(type(record))
    return {spec.name: text_of(getattr(record, spec.name)) for spec in specs}
