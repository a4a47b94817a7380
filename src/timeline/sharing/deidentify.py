"""Takes out of a case what could tell who the patient is, before anything is drawn.

It works on the records, so that a picture, its hover texts, its table and its caption
can only show what is left. It knows no field and no kind of record: each field declares
how it may leave. Everything that is not known to be safe is left out, and each thing
that is let through again is named by whoever asks for it.

Dates become months since time zero, because the Safe Harbor rule (45 CFR 164.514(b)(2))
leaves only the year of a date. What is counted from another record becomes such a month
too; where nothing dates that record, it stays counted from it, in months: no calendar
date is left from which one could be computed. Ages of 90 and over become 90; codes are
drawn at random, since a code made from data could be computed back.
"""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, field_specs
from timeline.case.offset_text import BIRTH, OffsetReading
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.points import resolve, split, with_id
from timeline.case.privacy import Privacy
from timeline.case.record import Entry
from timeline.case.uncollected import Uncollected
from timeline.clinical.course.history import History
from timeline.clinical.results import DUPLICATE, open_conflicts
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.language.words import ENGLISH, Words
from timeline.sharing.codes import new_ids, random_code
from timeline.sharing.keep import KeepOption
from timeline.sharing.months import calendar_months, month_of
from timeline.sharing.names import Names
from timeline.sharing.offsets import in_whole_months, of_age_class
from timeline.sharing.safe_words import start
from timeline.swimlane.axis import time_zero
from timeline.swimlane.options import TimeZero
from timeline.swimlane.placing import Placing

OLDEST = 90
"""Ages from here on are one class."""
_NOWHERE = "unknown"
"""What an order points to where its record is not in the case."""


@dataclass(frozen=True, slots=True)
class Deidentification:
    """Choices for one figure that leaves the department."""

    keep: frozenset[KeepOption] = frozenset()
    """What is let through on purpose; nothing by default."""
    code: str = ""
    """Code under which the case appears; empty to draw one at random."""
    time_zero: TimeZero | str | None = None
    """What month 0 is, or the id of a record; None for the diagnosis, else what comes
    first."""
    word: Words = ENGLISH
    """The general words that stand for what may not leave."""
    settings: Settings = DEFAULTS
    """Choices where clinical definitions differ: lines keep the number that they have
    by their exact days."""


def deidentified(
    case: Case, choices: Deidentification, names: Names | None = None
) -> Case:
    """The case with only what may leave.

    Args:
        case: The case as recorded.
        choices: What is let through on purpose, and the code to use.
        names: The names of a picture of several cases; None for this case alone.

    Returns:
        A case without records that never leave, whose records have new ids.
    """
    names = names or Names((case,), choices.keep, choices.word)
    return _Deidentifier(case, choices, names).run()


class _Deidentifier:
    """One pass over one case."""

    def __init__(self, case: Case, choices: Deidentification, names: Names) -> None:
        self.case = case
        self.keep = choices.keep
        self.code = choices.code or random_code()
        self.word = choices.word
        self.settings = choices.settings
        self.names = names
        placing = Placing(case, accept_narrative=False, word=self.word)
        self.chronology = placing.chronology
        zero = time_zero(placing, choices.time_zero)
        self.zero = zero.bounds.earliest
        self.zero_label = zero.name
        self.ids = dict(new_ids(case))
        self.dated = KeepOption.DATES in self.keep
        self.exact = KeepOption.DAYS in self.keep or (self.dated and not case.relative)

    def run(self) -> Case:
        safe = [self._entry(entry) for entry in self.case.entries if entry.leaves]
        dated = any(date.known for _, _, date in self.case.dates)
        coarsened = self.case.coarsened or (dated and not self.exact)
        open_ones = open_conflicts(self.case, self.chronology)
        conflicts = {self.ids[record]: DUPLICATE for record in open_ones}
        return Case.of(
            safe,
            coarsened=coarsened,
            conflicts=conflicts,
            uncollected=self._uncollected(),
            line_numbers=self._line_numbers(),
        )

    def _line_numbers(self) -> dict[str, int]:
        """By new id the number of each line, which coarser days would change."""
        lines = History.of(self.case, self.chronology, self.settings).lines
        return {self.ids[record]: line.number for line in lines for record in line.ids}

    def _uncollected(self) -> dict[str, Uncollected]:
        """By new id, what the source never gives; which source it is may not leave."""
        return {
            self.ids[record_id]: replace(never_given, source="")
            for record_id, never_given in self.case.uncollected.items()
            if record_id in self.ids
        }

    def _entry(self, entry: Entry) -> Entry:
        specs = field_specs(type(entry))
        values = {spec.name: self._value(entry, spec) for spec in specs}
        try:
            return type(entry).model_validate(values)
        except ValidationError:
            # A rule of the record asks for a text that had to be left out.
            stands = {
                spec.name: self.word("unnamed.text")
                for spec in specs
                if values[spec.name] is None
                and isinstance(getattr(entry, spec.name), str)
            }
            return type(entry).model_validate({**values, **stands})

    def _value(self, entry: Entry, spec: FieldSpec) -> Any:  # noqa: ANN401
        value = getattr(entry, spec.name)
        if spec.privacy in (Privacy.NUMBER, Privacy.VOCABULARY):
            return value
        if spec.privacy is Privacy.STARTING_POINT:
            return self._starting_point(value)
        if spec.privacy is Privacy.DATE:
            return self._date(entry, spec.name)
        return None if value is None else self._stated(value, spec)

    def _stated(self, value: Any, spec: FieldSpec) -> Any:  # noqa: ANN401
        match spec.privacy:
            case Privacy.AGE:
                return value if KeepOption.AGE in self.keep else min(value, OLDEST)
            case Privacy.CODE:
                return self._reference(value, spec)
            case Privacy.STUDY_CODE:
                return value if KeepOption.CODE in self.keep else self.code
            case _:
                return self._text(value, spec)

    def _text(self, value: str | tuple[str, ...], spec: FieldSpec) -> object:
        if isinstance(value, tuple):
            names = (self.names.of(spec.privacy, text) for text in value)
            return tuple(name for name in names if name)
        name = self.names.of(spec.privacy, value)
        return self.word("unnamed.text") if name is None and spec.required else name

    def _starting_point(self, value: str | None) -> str | None:
        """The event of month 0; a case whose dates are counted from it names it."""
        if not self.case.relative and not self.dated:
            return self.zero_label or None
        if value is None or KeepOption.TEXT in self.keep:
            return value
        return self.word(start(value))

    def _reference(self, value: str, spec: FieldSpec) -> str | None:
        """The id of a record, or a date of one such as `line-4.stop`."""
        record_id, field = split(value)
        known = self.ids.get(record_id)
        if known is None or (field and resolve(self.case, value) is None):
            return _NOWHERE if spec.required else None
        return with_id(value, known)

    def _date(self, entry: Entry, name: str) -> PartialDate:
        if not getattr(entry, name).known:  # that of its specimen leaves there
            return UNKNOWN
        date = self.chronology.placed(entry, name)
        counted: PartialDate = getattr(entry, name)
        dated = self.dated and not self.case.relative
        nowhere = not date.known or self.zero is None
        if counted.offset is not None and (dated or nowhere):
            return self._counted(counted, counted.offset)
        if not date.known or (self.dated and not date.relative):
            return date
        if self.zero is None:
            return UNKNOWN
        offset = 0 if date.relative else self.zero
        first = self._moment(date.earliest, offset)
        last = self._moment(date.latest, offset)
        if first == last:
            return PartialDate.parse(first)
        return PartialDate.parse(f"[{first}..{last}]")

    def _counted(self, date: PartialDate, offset: OffsetReading) -> PartialDate:
        """A date that is counted from a record, or an age."""
        if offset.anchor == BIRTH:
            if KeepOption.AGE in self.keep:
                return date
            age_class = of_age_class(offset, OLDEST)
            return PartialDate.counted(age_class) if age_class else UNKNOWN
        if resolve(self.case, offset.anchor) is None:
            return UNKNOWN
        kept = offset if self.exact else in_whole_months(offset)
        return PartialDate.counted(kept).renamed(self.ids)

    def _moment(self, day: int | None, offset: int) -> str:
        if day is None:
            return ""
        if KeepOption.DAYS in self.keep:
            return f"D{day - offset}"
        month = calendar_months(offset, day) if offset else month_of(day)
        return f"M{month}"
