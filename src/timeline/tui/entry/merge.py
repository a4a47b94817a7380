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
    found = []
    for spec in field_specs(type(yours)):
        mine, theirs = (text_of(getattr(one, spec.name)) for one in (yours, stored))
        if mine != theirs:
            found.append(Difference(spec.name, spec.title, mine, theirs))
    return tuple(found)


def chosen_already(base: Entry, rows: tuple[Difference, ...]) -> dict[str, bool]:
    """Whether the stored value stays, for each field that only one side changed.

    Args:
        base: The version that both began from.
        rows: The fields in which the two differ.
    """
    began = {
        spec.name: text_of(getattr(base, spec.name)) for spec in field_specs(type(base))
    }
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
