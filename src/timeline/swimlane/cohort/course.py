"""One patient on the axis of a cohort: where day 0 is, and where the row ends."""

from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import Moment
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.durations import rounded
from timeline.language.words import ENGLISH, Words
from timeline.swimlane.cohort.model import LeftOut, RowEnd
from timeline.swimlane.cohort.options import AlignOn, CohortOptions
from timeline.swimlane.cohort.zero import find_zero, zero_name
from timeline.swimlane.model import Certainty
from timeline.swimlane.placing import Placing


@dataclass(frozen=True, slots=True)
class Ending:
    """When and why the observation of a patient ended, in the days of the case."""

    bounds: Bounds
    why: RowEnd
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Course:
    """What the rows of one patient are read from."""

    case: Case
    placing: Placing
    history: History
    zero: Moment
    """The event that the row is aligned on; limited on both sides."""
    line: WholeLine | None
    """The line that begins there, if it is one."""
    ending: Ending

    @property
    def word(self) -> Words:
        """The fixed words in the chosen language."""
        return self.placing.word

    @property
    def origin(self) -> int:
        """Day 0 in the days of the case: the first possible day of the event."""
        return self.zero.bounds.earliest or 0

    def days(self, bounds: Bounds) -> Bounds:
        """Days of the case as days since day 0."""
        first, last = bounds.earliest, bounds.latest
        return Bounds(
            None if first is None else first - self.origin,
            None if last is None else last - self.origin,
        )

    @property
    def zero_certainty(self) -> Certainty:
        """How well the event that the row is aligned on is placed."""
        record = self.case.get(self.zero.records[0])
        return self.placing.limits(record)[1] if record else Certainty.UNPLACED


def course_of(case: Case, options: CohortOptions) -> Course | LeftOut:
    """Align one patient.

    Returns:
        The course, or why the patient has no place on the axis.
    """
    word, narrative = options.word, options.accept_narrative
    settings = options.settings
    placing = Placing(case, accept_narrative=narrative, word=word, settings=settings)
    history = History.of(case, placing.chronology, settings)
    name, zero_event = zero_name(options), find_zero(history, options)
    if zero_event is None and options.align is AlignOn.DIAGNOSIS and history.diagnoses:
        return LeftOut(case.code, word("reason.index_tumour", event=name))
    if zero_event is None:
        return LeftOut(case.code, word("reason.none", event=name))
    zero, line = zero_event
    first, last = zero.bounds.earliest, zero.bounds.latest
    if first is None or last is None:
        return LeftOut(case.code, word("reason.not_limited", event=name))
    if first > last:
        return LeftOut(case.code, word("reason.contradiction", event=name))
    ending = _ending(case, placing, history)
    if ending.bounds.latest is not None and ending.bounds.latest < first:
        return LeftOut(case.code, word("reason.after", event=name))
    return Course(case, placing, history, zero, line, ending)


def _ending(case: Case, placing: Placing, history: History) -> Ending:
    """Death, else when the patient was last seen, else the data cut-off."""
    last = history.life.last_seen
    if last is None:
        bounds, certainty = placing.limits(case.patient, "data_cutoff")
        has_cutoff = case.patient.data_cutoff.known
        why = RowEnd.STATUS_UNKNOWN if has_cutoff else RowEnd.UNKNOWN
        return Ending(bounds, _ongoing_or(history, why), certainty)
    records = [case.get(record) for record in last.records]
    placed = (placing.limits(r)[1] if r else Certainty.UNPLACED for r in records)
    why = _ROW_ENDS[history.life.status]
    if why is RowEnd.CENSORED:
        why = _ongoing_or(history, why)
    certainty = Certainty.WINDOW if len(records) > 1 else next(placed)
    return Ending(last.bounds, why, certainty)


_ROW_ENDS = {
    VitalStatus.DEAD: RowEnd.DEATH,
    VitalStatus.ALIVE: RowEnd.CENSORED,
    VitalStatus.LOST: RowEnd.LOST,
    None: RowEnd.STATUS_UNKNOWN,
}


def _ongoing_or(history: History, end: RowEnd) -> RowEnd:
    return RowEnd.ONGOING if history.current_line else end


def months(bounds: Bounds, word: Words = ENGLISH) -> str:
    """Days since day 0 as months: `3.2`, `3.2 to 4.2`, `from 3.2 on`, `by 4.2`."""
    first = _in_months(bounds.earliest)
    exact = bounds.latest == bounds.earliest
    return spanned(first, first if exact else _in_months(bounds.latest), word)


def _in_months(day: int | None) -> str | None:
    return None if day is None else rounded(day / DAYS_PER_MONTH)


def spanned(first: str | None, last: str | None, word: Words) -> str:
    """Two months in words, of which either may not be known."""
    if first is None:
        return word("table.not_known") if last is None else word("date.by", last=last)
    if last is None:
        return word("date.from", first=first)
    return first if first == last else word("label.span", first=first, last=last)
