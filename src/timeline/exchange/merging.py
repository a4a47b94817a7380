"""Merging what a file says with what is stored, field by field."""

import datetime as dt
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product

from timeline.case.case import Case
from timeline.case.fields import field_specs
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.registry import Origin


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field in which a file and the registry differ."""

    title: str
    stored: str
    """Value in the registry as text; empty where there is none."""
    stated: str
    """Value in the file."""


PLACE = frozenset({"source", "locator"})
"""Where a record stands: of a row of a table no part of what it says."""


def states_place(entry: Entry) -> bool:
    """Whether a record says itself where it stands."""
    return any(getattr(entry, name, None) for name in PLACE)


def values_text(entry: Entry, *, named: bool = True, placed: bool = True) -> str:
    """The fields of a record that hold something, as JSON in a fixed order.

    Args:
        entry: The record.
        named: Whether its id is one of them.
        placed: Whether the place where it stands is.
    """
    left_out = {"id"} if not named else set()
    left_out |= PLACE if not placed else set()
    values = {
        name: value.canonical if isinstance(value, PartialDate) else value
        for name, value in entry.values().items()
        if value not in (None, (), "")
        and getattr(value, "known", True)
        and name not in left_out
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def stated_by(origin: Origin, record_class: type[Entry]) -> Entry | None:
    """What an origin said of a record; None where no record of the kind can say it."""
    try:
        return record_class.model_validate(json.loads(origin.values))
    except (ValueError, TypeError):  # of a kind with other fields by now
        return None


def merge(
    stated: Entry,
    live: Entry,
    base: Entry | None,
    *,
    clearing: bool,
    trusted: bool = False,
    placed: bool = True,
) -> tuple[list[str], list[str], list[str]]:
    """The fields to take from a file, those that both changed, and those that stay.

    Without a base nothing tells who changed what: then the file fills what is empty,
    and two values are a clash.

    Args:
        stated: The record as the file states it, with the ids of the registry.
        live: The record as it is stored.
        base: The record as both had it last; None where that is not known.
        clearing: Whether a value that the file no longer states goes.
        trusted: Whether a person said that without a base the file is right.
        placed: Whether the place where a record stands is compared.
    """
    taken: list[str] = []
    clashes: list[str] = []
    kept: list[str] = []
    for spec in field_specs(type(live)):
        in_file, here = getattr(stated, spec.name), getattr(live, spec.name)
        if spec.name == "id" or in_file == here:
            continue
        before = getattr(base, spec.name) if base else None
        empty = not text_of_value(in_file)
        if (empty and base is None) or (spec.name in PLACE and not placed):
            continue
        if base is not None and (in_file == before or (empty and not clearing)):
            kept.append(spec.name)
        elif here == before or (base is None and (trusted or not text_of_value(here))):
            taken.append(spec.name)
        else:
            clashes.append(spec.name)
    return taken, clashes, kept


def field_changes(
    stored: Entry | None, stated: Entry, names: Collection[str] | None = None
) -> Iterator[FieldChange]:
    """The fields in which two versions of a record differ, all or some of them."""
    for spec in field_specs(type(stated)):
        if spec.name == "id" or (names is not None and spec.name not in names):
            continue
        here = text_of_value(getattr(stored, spec.name)) if stored else ""
        in_file = text_of_value(getattr(stated, spec.name))
        if here != in_file:
            yield FieldChange(spec.title, here, in_file)


def text_of_value(value: object) -> str:
    """A value as a person reads it; empty where there is none."""
    if isinstance(value, PartialDate):
        return value.canonical
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return "" if value is None else str(value)


def contradictions(stated: Case, stored: Case) -> Iterator[str]:
    """Why two cases under one code may be about two people.

    Yields:
        A sentence for each of sex, primary site, year of birth and way to count time
        that both state and that differs.
    """
    sexes = stated.patient.sex, stored.patient.sex
    if all(sexes) and sexes[0] != sexes[1]:
        yield "the sex is another"
    ours, theirs = (
        {d.site for d in case.of_kind(Diagnosis) if d.site} for case in (stated, stored)
    )
    alike = any(one.may_be(other) for one, other in product(ours, theirs))
    if ours and theirs and not alike:
        yield "the primary site is another"
    births = _birth_years(stated), _birth_years(stored)
    if births[0] and births[1] and not set(births[0]) & set(births[1]):
        yield "the year of birth is another"
    if _has_dates(stated) and _has_dates(stored) and stated.relative != stored.relative:
        yield "one counts days from a time zero and the other has a calendar"


def _has_dates(case: Case) -> bool:
    """Whether any date is known that counts from no other record."""
    return any(date.known and date.offset is None for _, _, date in case.dates)


def _birth_years(case: Case) -> range | None:
    """The years in which the patient may be born: from age and first presentation."""
    patient = case.patient
    age, date = patient.age_at_presentation, patient.presentation
    if age is None or not date.known or date.relative:
        return None
    first, last = date.earliest, date.latest
    if first is None or last is None:
        return None
    earliest, latest = (dt.date.fromordinal(day).year for day in (first, last))
    return range(earliest - age - 1, latest - age + 1)
