"""Takes out of a case what could tell who the patient is, before anything is drawn.

It works on the records, so that a picture, its hover texts, its table and its caption
can only show what is left. Everything that is not known to be safe is left out, and
each thing that is let through again is named by whoever asks for it.

Dates become months since time zero, because the Safe Harbor rule (45 CFR 164.514(b)(2))
leaves only the year of a date; ages of 90 and over become 90; codes are drawn at
random, since a code made from data could be computed back.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order, QueryAnswer
from timeline.case.records.patient import Patient
from timeline.language.words import ENGLISH, Words
from timeline.sharing.codes import new_ids, random_code
from timeline.sharing.months import calendar_months, month_of
from timeline.sharing.safe_words import GUARDS, UNNAMED, start
from timeline.swimlane.axis import time_zero
from timeline.swimlane.options import TimeZero
from timeline.swimlane.placing import Placing

OLDEST = 90
"""Ages from here on are one class."""
_LINKS = {"id", "earlier", "later"}


class Item(StrEnum):
    """What can be let through on purpose."""

    DATES = "dates"  # calendar dates as recorded
    DAYS = "days"  # exact days since time zero instead of months
    AGE = "age"  # ages of 90 and over
    CODE = "code"  # the study code
    TEXT = "text"  # findings, events, procedures and reasons in words
    SOURCES = "sources"  # documents and where in them
    AS_WRITTEN = "as-written"  # the source's own words for a term or a date
    LABORATORIES = "laboratories"
    TRIALS = "trials"
    SITES = "sites"  # sides, segments and names of lesions


_ITEM_OF = {
    "locator": Item.SOURCES,
    "citation": Item.SOURCES,
    "date_stated": Item.AS_WRITTEN,
    "as_written": Item.AS_WRITTEN,
    "laboratory": Item.LABORATORIES,
    "assay": Item.LABORATORIES,
    "trial": Item.TRIALS,
    "code": Item.CODE,
    "site": Item.SITES,
    "site_detail": Item.SITES,
    "specimen_site": Item.SITES,
    "organ": Item.SITES,
    "invasion": Item.SITES,
}


@dataclass(frozen=True, slots=True)
class Deidentification:
    """Choices for one figure that leaves the department."""

    keep: frozenset[Item] = frozenset()
    """What is let through on purpose; nothing by default."""
    code: str = ""
    """Code under which the case appears; empty to draw one at random."""
    time_zero: TimeZero | str | None = None
    """What month 0 is, or the id of a record; None for the diagnosis, else what comes
    first."""
    word: Words = ENGLISH
    """The general words that stand for what may not leave."""


def deidentified(case: Case, choices: Deidentification) -> Case:
    """The case with only what may leave.

    Args:
        case: The case as recorded.
        choices: What is let through on purpose, and the code to use.

    Returns:
        A case without answers to queries, whose records have new ids.
    """
    return _Pass(case, choices).run()


def item_of(entry: Entry, spec: FieldSpec) -> Item | None:
    """Which choice lets a field through; None where there is nothing to choose.

    Notes never leave: no part of a figure shows them.
    """
    if spec.role is Role.DATE:
        return Item.DATES
    if (entry.kind, spec.name) == ("patient", "age_at_presentation"):
        return Item.AGE
    if spec.role not in (Role.TEXT, Role.TERMS) or spec.name in _LINKS:
        return None
    if spec.name == "name":
        return Item.SOURCES if entry.kind == "source" else Item.SITES
    return _ITEM_OF.get(spec.name, Item.TEXT)


class _Pass:
    """One pass over one case."""

    def __init__(self, case: Case, choices: Deidentification) -> None:
        self.case = case
        self.keep = choices.keep
        self.code = choices.code or random_code()
        self.word = choices.word
        placing = Placing(case, accept_narrative=False, word=self.word)
        zero = time_zero(placing, choices.time_zero)
        self.zero = zero.bounds.earliest
        self.zero_label = zero.name
        self.ids = dict(new_ids(case))
        self.assays = {
            assay: self.word("unnamed.assay", letter=chr(ord("A") + number % 26))
            for number, assay in enumerate(_assays(case))
        }

    def run(self) -> Case:
        kept = [e for e in self.case.entries if not isinstance(e, QueryAnswer)]
        return Case.of(self._entry(entry) for entry in kept)

    def _entry(self, entry: Entry) -> Entry:
        values = {
            spec.name: self._value(entry, spec) for spec in field_specs(type(entry))
        }
        if isinstance(entry, Patient):
            values |= self._patient(entry)
        return type(entry).model_validate(values)

    def _value(self, entry: Entry, spec: FieldSpec) -> Any:  # noqa: ANN401
        value = getattr(entry, spec.name)
        if value is None or spec.role is Role.LONG_TEXT:
            return None
        if spec.name == "id" or spec.role is Role.REFERENCE:
            return self.ids.get(value)
        if isinstance(entry, Order) and spec.name in _LINKS:
            return self._point(value)
        if spec.role is Role.DATE:
            return self._date(value)
        item = item_of(entry, spec)
        if item is None or item in self.keep or item is Item.AGE:
            return value
        return self._text(entry, spec, value)

    def _text(self, entry: Entry, spec: FieldSpec, value: Any) -> Any:  # noqa: ANN401
        place = (entry.kind, spec.name)
        if spec.name == "assay":
            return self.assays[value]
        if spec.name == "time_zero":
            return self.word(start(value))
        guard = GUARDS.get(place)
        if isinstance(value, tuple):
            safe = (guard(text) for text in value) if guard else iter(())
            return tuple(text for text in safe if text)
        general = UNNAMED.get(place)
        known = guard(value) if guard else None
        return known or (self.word(general) if general else None)

    def _point(self, reference: str) -> str:
        record, dot, field = reference.partition(".")
        return f"{self.ids.get(record, 'unknown')}{dot}{field}"

    def _patient(self, patient: Patient) -> dict[str, object]:
        values: dict[str, object] = {}
        age = patient.age_at_presentation
        if age is not None and Item.AGE not in self.keep:
            values["age_at_presentation"] = min(age, OLDEST)
        if Item.CODE not in self.keep:
            values["code"] = self.code
        if not self.case.relative and Item.DATES not in self.keep:
            values["time_zero"] = self.zero_label or None
        return values

    def _date(self, date: PartialDate) -> PartialDate:
        if not date.known or (Item.DATES in self.keep and not date.relative):
            return date
        if self.zero is None:
            return UNKNOWN
        offset = 0 if date.relative else self.zero
        first = self._moment(date.earliest, offset)
        last = self._moment(date.latest, offset)
        if first == last:
            return PartialDate.parse(first)
        return PartialDate.parse(f"[{first}..{last}]")

    def _moment(self, day: int | None, offset: int) -> str:
        if day is None:
            return ""
        if Item.DAYS in self.keep:
            return f"D{day - offset}"
        month = calendar_months(offset, day) if offset else month_of(day)
        return f"M{month}"


def _assays(case: Case) -> tuple[str, ...]:
    assays = (getattr(entry, "assay", None) for entry in case.entries)
    return tuple(dict.fromkeys(assay for assay in assays if assay))
