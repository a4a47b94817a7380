"""Says what leaves with a figure and what does not, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.fields import field_specs
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Entry
from timeline.sharing.codes import new_id, new_ids
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.sharing.keep import NAMING, KeepOption, keep_option
from timeline.sharing.names import Names


class Disclosure(StrEnum):
    """What becomes of a value: whether it leaves."""

    AS_RECORDED = "as recorded"
    GENERALISED = "coarser"
    SUPPRESSED = "no"


@dataclass(frozen=True, slots=True)
class FieldPreview:
    """What becomes of one field of one kind of record."""

    kind: str
    field: str
    disclosure: Disclosure
    values: int
    """How many records have it filled."""
    option: KeepOption | None
    """What would let it through as recorded; None where nothing does."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Things of one kind that no catalogue knows: told apart, but not named."""

    kind: str
    """What they are, such as `drug`."""
    count: int
    option: KeepOption
    """What would name them."""

    @property
    def words(self) -> str:
        """Such as `3 drugs`."""
        return f"{self.count} {self.kind}{'s' * (self.count != 1)}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a figure would give away."""

    fields: tuple[FieldPreview, ...]
    """One for each field and disclosure, in the order of the records."""
    unnamed: tuple[Unnamed, ...]

    @property
    def options(self) -> tuple[KeepOption, ...]:
        """What would bring back something that is no name."""
        lost = {line.option for line in self.fields} - NAMING
        return tuple(option for option in KeepOption if option in lost)


def preview(cases: Sequence[Case], choices: Deidentification) -> Preview:
    """Compare the cases of a figure with what is left of them.

    Args:
        cases: The cases as recorded.
        choices: What is let through on purpose.

    Returns:
        The comparison with what would be drawn, so that it cannot differ from it.
    """
    names = Names(cases, choices.keep, choices.word)
    counted: Counter[tuple[str, str, Disclosure, KeepOption | None]] = Counter()
    for case in cases:
        counted.update(_fields(case, deidentified(case, choices, names)))
    lines = (
        FieldPreview(kind, field, disclosure, number, option)
        for (kind, field, disclosure, option), number in counted.items()
    )
    unnamed = (
        Unnamed(privacy.value, number, option)
        for privacy, number in names.unnamed.items()
        if (option := keep_option(privacy)) in NAMING
    )
    order = list(KeepOption)
    by_option = sorted(unnamed, key=lambda thing: order.index(thing.option))
    return Preview(tuple(lines), tuple(by_option))


def _fields(
    case: Case, safe: Case
) -> Iterator[tuple[str, str, Disclosure, KeepOption | None]]:
    """What becomes of every filled field of a case; ids always become others."""
    ids = dict(new_ids(case))
    for before, after in _pairs(case.entries, safe):
        for spec in field_specs(type(before)):
            old = getattr(before, spec.name)
            if _empty(old) or spec.privacy is Privacy.CODE:
                continue
            if after is None:
                yield before.title, spec.title, Disclosure.SUPPRESSED, None
                continue
            if isinstance(old, PartialDate):
                old = old.renamed(ids)
            disclosure = _disclosure(old, getattr(after, spec.name))
            lost = disclosure is not Disclosure.AS_RECORDED
            option = keep_option(spec.privacy) if lost else None
            yield before.title, spec.title, disclosure, option


def _pairs(
    entries: Iterable[Entry], safe: Case
) -> Iterator[tuple[Entry, Entry | None]]:
    """Each record with what is left of it; None where it does not leave."""
    numbers: Counter[str] = Counter()
    for entry in entries:
        numbers[entry.kind] += 1
        yield entry, safe.get(new_id(entry.kind, numbers[entry.kind]))


def _empty(value: object) -> bool:
    if isinstance(value, PartialDate):
        return not value.known
    return value is None or value == ()


def _disclosure(old: object, new: object) -> Disclosure:
    if old == new:
        return Disclosure.AS_RECORDED
    return Disclosure.SUPPRESSED if _empty(new) else Disclosure.GENERALISED
