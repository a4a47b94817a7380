"""Says what leaves with a figure and what does not, before anything is written."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.fields import field_specs
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.sharing.codes import new_id
from timeline.sharing.deidentify import (
    Deidentification,
    Item,
    deidentified,
    item_of,
)


class Fate(StrEnum):
    """What becomes of a value: whether it leaves."""

    LEAVES = "as recorded"
    COARSER = "coarser"
    STAYS = "no"


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one field of one kind of record."""

    kind: str
    field: str
    fate: Fate
    values: int
    """How many records have it filled."""
    option: Item | None
    """What would let it through as recorded; None where nothing does."""


def preview(case: Case, choices: Deidentification) -> tuple[Line, ...]:
    """Compare a case with what is left of it.

    Args:
        case: The case as recorded.
        choices: What is let through on purpose.

    Returns:
        One line for each field and fate, in the order of the records. The comparison
        is with what would be drawn, so it cannot differ from it.
    """
    left = deidentified(case, choices)
    kept = [entry for entry in case.entries if not isinstance(entry, QueryAnswer)]
    counted: Counter[tuple[str, str, Fate, Item | None]] = Counter()
    for before, after in zip(kept, _in_order(kept, left), strict=True):
        for spec in field_specs(type(before)):
            old, new = getattr(before, spec.name), getattr(after, spec.name)
            if _empty(old):
                continue
            fate = _fate(old, new)
            option = item_of(before, spec) if fate is not Fate.LEAVES else None
            counted[before.title, spec.title, fate, option] += 1
    lines = [
        Line(kind, field, fate, number, option)
        for (kind, field, fate, option), number in counted.items()
    ]
    answers = len(case.entries) - len(kept)
    if answers:
        lines.append(Line(QueryAnswer.title, "Answer", Fate.STAYS, answers, None))
    return tuple(lines)


def _in_order(kept: list[Entry], left: Case) -> list[Entry | None]:
    """The records that are left, in the order of those that they come from."""
    numbers: Counter[str] = Counter()
    found: list[Entry | None] = []
    for entry in kept:
        numbers[entry.kind] += 1
        found.append(left.get(new_id(entry.kind, numbers[entry.kind])))
    return found


def _empty(value: object) -> bool:
    if isinstance(value, PartialDate):
        return not value.known
    return value is None or value == ()


def _fate(old: object, new: object) -> Fate:
    if old == new:
        return Fate.LEAVES
    return Fate.STAYS if _empty(new) else Fate.COARSER
