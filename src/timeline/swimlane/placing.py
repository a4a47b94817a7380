"""Where a record lies in time, and how well that is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.case.bounds_text import bounds_in_words
from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.date_in_case import days_in_words
from timeline.case.date_text import Precision
from timeline.case.partial_date import PartialDate
from timeline.case.points import point
from timeline.case.record import Entry
from timeline.case.sequence import Sequence, is_dateless
from timeline.case.specimens import dating_specimen
from timeline.clinical.course.history import History
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.language.words import ENGLISH, Words
from timeline.swimlane.model import Certainty
from timeline.swimlane.order_words import place_in_words
from timeline.swimlane.time_axis import AxisKind

NOWHERE = Bounds()
_OF_PRECISION = {
    Precision.DAY: Certainty.DAY,
    Precision.MONTH: Certainty.MONTH,
    Precision.YEAR: Certainty.MONTH,
    Precision.WINDOW: Certainty.WINDOW,
}
_RANK = {certainty: rank for rank, certainty in enumerate(Certainty)}


@dataclass(frozen=True, slots=True)
class Place:
    """A point in time as it is drawn."""

    bounds: Bounds
    certainty: Certainty
    words: str
    """When it was, for reading."""

    @property
    def anywhere(self) -> bool:
        """Whether nothing at all limits it, so that it cannot be drawn."""
        return self.bounds == NOWHERE


class Placing:
    """Places the records of one case on its time axis."""

    def __init__(
        self,
        case: Case,
        *,
        accept_narrative: bool,
        word: Words = ENGLISH,
        columns: bool = False,
        settings: Settings = DEFAULTS,
    ) -> None:
        """Read the dates and orders.

        Args:
            case: The case.
            accept_narrative: Whether orders that only the sequence of the sentences
                suggests count too.
            word: The words of a language.
            columns: Whether a case without any date is placed by the order of its
                events, in columns; otherwise its records have no place.
            settings: Choices where clinical definitions differ.
        """
        self.settings = settings
        self.case = case
        self.word = word
        self.sequence: Sequence | None = None
        self.axis = AxisKind.RELATIVE if case.relative else AxisKind.CALENDAR
        if columns and is_dateless(case):
            sequence = Sequence.of(case, accept_narrative=accept_narrative)
            if sequence.columns:
                self.sequence, self.axis = sequence, AxisKind.ORDER
        self.chronology = Chronology.of(case, accept_narrative=accept_narrative)
        self._strict = Chronology.of(case) if accept_narrative else self.chronology

    @property
    def history(self) -> History:
        """The course of the case, of which nothing is worked out again here."""
        return History.of(self.case, self.chronology, self.settings)

    def goes_on(self, record: Entry) -> bool:
        """Whether a record is ongoing; nothing is after death."""
        ongoing = bool(getattr(record, "ongoing", None))
        return ongoing and self.history.death is None

    def of(self, record: Entry, field: str = "") -> Place:
        """Place one date of a record.

        Args:
            record: A record of the case that has dates.
            field: Name of the date field; empty for the first one.
        """
        bounds, certainty = self.limits(record, field)
        name = field or type(record).date_fields()[0]
        date: PartialDate = getattr(record, name)
        known = self.chronology.comparable(record, name).known
        stated = known and certainty is not Certainty.ORDER
        if date.offset is not None and self.sequence is not None:
            stated = bounds == NOWHERE
        words = (
            days_in_words(self.chronology, record, name, self.word)
            if stated
            else self.in_words(bounds)
        )
        return Place(bounds, certainty, words)

    def limits(self, record: Entry, field: str = "") -> tuple[Bounds, Certainty]:
        """The same without the words, which a cohort does not need."""
        name = field or type(record).date_fields()[0]
        date: PartialDate = getattr(record, name)
        reference = point(record, name)
        if self.sequence is not None:
            return self._column(self.sequence, reference)
        if specimen := dating_specimen(self.case, record, name):
            return self.limits(specimen)
        bounds = self.chronology.bounds(reference)
        if _impossible(bounds):
            bounds = Bounds(date.earliest, date.latest)
        return bounds, self._certainty(date, bounds, reference)

    def _column(self, sequence: Sequence, ref: str) -> tuple[Bounds, Certainty]:
        bounds = sequence.span(self.case, ref)
        if bounds == NOWHERE:
            return bounds, Certainty.UNPLACED
        if sequence.narrative(self.case, ref):
            return bounds, Certainty.NARRATIVE
        fixed = bounds.earliest == bounds.latest
        return bounds, Certainty.FIXED if fixed else Certainty.ORDER

    def _certainty(self, date: PartialDate, bounds: Bounds, ref: str) -> Certainty:
        if date.known and None not in (date.earliest, date.latest):
            return _OF_PRECISION[date.precision]
        if bounds.earliest is None or bounds.latest is None:
            return Certainty.UNPLACED
        if date.offset is not None:
            exact = bounds.earliest == bounds.latest
            return Certainty.DAY if exact else Certainty.WINDOW
        if self._strict.bounds(ref) != self.chronology.bounds(ref):
            return Certainty.NARRATIVE
        return Certainty.ORDER

    def in_words(self, bounds: Bounds) -> str:
        """Say when something was, as far as its bounds tell."""
        if self.sequence is not None:
            return place_in_words(bounds, self.word)
        return bounds_in_words(bounds, relative=self.relative, word=self.word)

    def moved(self, record: Entry) -> bool:
        """Whether narrative order limits any date of a record further."""
        references = [point(record, name) for name in type(record).date_fields()]
        if self.sequence is not None:
            sequence = self.sequence
            return any(sequence.narrative(self.case, ref) for ref in references)
        return any(
            self._strict.bounds(ref) != self.chronology.bounds(ref)
            for ref in references
        )

    @property
    def relative(self) -> bool:
        """Whether there is no calendar."""
        return self.axis is not AxisKind.CALENDAR

    def first(self, records: Iterable[Entry]) -> Entry | None:
        """The record that comes first, among those limited on both sides."""
        placed = [
            record for record in records if None not in _ends(self.of(record).bounds)
        ]
        ordered = self.chronology.in_order(placed)
        return ordered[0] if ordered else None


def weaker(*certainties: Certainty) -> Certainty:
    """The least certain of several."""
    return max(certainties, key=_RANK.__getitem__)


def _impossible(bounds: Bounds) -> bool:
    first, last = _ends(bounds)
    return first is not None and last is not None and first > last


def _ends(bounds: Bounds) -> tuple[int | None, int | None]:
    return bounds.earliest, bounds.latest
