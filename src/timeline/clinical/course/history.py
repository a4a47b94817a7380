"""The course of one case in order: lines, progressions, assessments, last contact.

Every endpoint reads the same history, so that two of them can never disagree on which
line came next or which progression was the first.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from timeline.case.case import Case
from timeline.case.chronology import INFINITE, Bounds, Chronology, surely_before
from timeline.case.date_in_case import date_in_words, point_in_words
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.points import point, split
from timeline.case.record import Record
from timeline.case.records.assessment import Assessment
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.course.cells import own_cells
from timeline.clinical.course.disputes import Dispute, response_disputes
from timeline.clinical.course.life import Life, life
from timeline.clinical.course.moment import Moment, first_of, last_of
from timeline.clinical.course.possible_orders import PossibleOrder
from timeline.clinical.course.progressions import ProgressionEvent, progressions
from timeline.clinical.course.whole_line import WholeLine, whole_lines
from timeline.clinical.lines.numbering import number_lines
from timeline.clinical.primaries import several_tumours
from timeline.clinical.settings import DEFAULTS, Settings

R = TypeVar("R", bound=Record)


class History:
    """What happened to the patient, sorted once."""

    def __init__(
        self, case: Case, chronology: Chronology, settings: Settings = DEFAULTS
    ) -> None:
        """Sort the records and number the lines.

        Args:
            case: The case.
            chronology: The bounds to sort by.
            settings: Choices where definitions differ.
        """
        self.case = case
        self.chronology = chronology
        self.settings = settings
        self.lines = whole_lines(number_lines(case, chronology, settings))
        self._number_of = {
            record: line.number for line in self.lines for record in line.ids
        }
        self._position = {line.number: at for at, line in enumerate(self.lines)}
        self.progressions = tuple(
            sorted(progressions(case), key=lambda event: self.rank(event.record))
        )
        self.assessments = self._in_order(readings_that_count(case, Assessment))
        self.follow_ups = self._in_order(case.of_kind(FollowUp))
        self.interventions = self._in_order(case.of_kind(LocalIntervention))
        self.cells = self._in_order(own_cells(case))
        self.diagnoses = self._in_order(case.of_kind(Diagnosis))
        self._declared = self._by_number()
        self._begun = {
            line.number: self.rank(line.parts[0].line) for line in self.lines
        }
        self._starts = {line.number: self._start(line) for line in self.lines}
        self._stops = {line.number: self._stop(line) for line in self.lines}
        self._judged = self._by_line()
        self.derived: dict[object, Any] = {}
        """A cache for what is computed from this history alone, which never changes."""

    @classmethod
    def of(
        cls, case: Case, chronology: Chronology, settings: Settings = DEFAULTS
    ) -> "History":
        """The history of a case, sorted once however often it is asked for."""
        key = (cls, chronology.accept_narrative, settings)
        if key not in case.derived:
            case.derived[key] = cls(case, chronology, settings)
        cached: History = case.derived[key]
        return cached

    def _in_order(self, records: Iterable[R]) -> tuple[R, ...]:
        return tuple(sorted(records, key=self.rank))

    def rank(self, record: Record) -> float:
        """Place of a record among all records in order of their first date."""
        return self.chronology.place(record)

    def begun(self, line: WholeLine) -> float:
        """Place of the first part of a line among all records."""
        return self._begun[line.number]

    def next_line(self, line: WholeLine) -> WholeLine | None:
        """The line that began after this one, or None."""
        return next(iter(self.after(line)), None)

    def after(self, line: WholeLine) -> tuple[WholeLine, ...]:
        """The lines that began after this one."""
        return self.lines[self._position[line.number] + 1 :]

    def possibly_next(self, line: WholeLine) -> tuple[WholeLine, ...]:
        """The lines that the days of their starts let be the next one.

        Of several tumours each has a next line, so that no line hides one of another.
        """
        if several_tumours(self.case):
            return tuple(other for other in self.lines if other is not line)
        own = self.start(line).bounds
        starts = [(o, self.start(o).bounds) for o in self.lines if o is not line]
        later = (begun.latest for _, begun in starts if surely_before(own, begun))
        limit = Bounds(latest=min((d for d in later if d is not None), default=None))
        return tuple(
            other
            for other, begun in starts
            if not surely_before(begun, own) and not surely_before(limit, begun)
        )

    def placed(self, line: WholeLine, following: WholeLine) -> bool:
        """Whether anything but sorting puts one line after the other."""
        if self.start(following).bounds.earliest is not None:
            return True
        before, after = line.parts[0].line.id, following.parts[0].line.id
        return self.chronology.not_later(before, after)

    def declared(self, line: WholeLine | None) -> tuple[ProgressionEvent, ...]:
        """Progressions that name a line, in order; for None those that name none."""
        return tuple(self._declared.get(line.number if line else None, ()))

    def line_of(self, record_id: str | None) -> WholeLine | None:
        """The numbered line of a recorded one, or None."""
        number = self._number_of.get(record_id or "")
        return None if number is None else self.numbered(number)

    def _by_number(self) -> dict[int | None, list[ProgressionEvent]]:
        by_number: dict[int | None, list[ProgressionEvent]] = defaultdict(list)
        for event in self.progressions:
            by_number[self._number_of.get(event.line or "")].append(event)
        return by_number

    def judged(self, line: WholeLine) -> tuple[Assessment, ...]:
        """Assessments of a line, in order: those that name it or fall into its time."""
        return tuple(self._judged[line.number])

    def judged_line(self, record: Assessment) -> int | None:
        """The number of the line that an assessment is of; None for none."""
        if record.line is None:
            return self._number_at(self.rank(record))
        return self._number_of.get(record.line)

    def _by_line(self) -> dict[int, list[Assessment]]:
        by_line: dict[int, list[Assessment]] = {line.number: [] for line in self.lines}
        for record in self.assessments:
            number = self.judged_line(record)
            if number is not None:
                by_line[number].append(record)
        return by_line

    def _number_at(self, rank: float) -> int | None:
        """The line that began last before a place; None where cells came since."""
        begun = [n for n, start in self._begun.items() if start < rank]
        since = self.cells_before(rank)
        if not begun or (since and self.rank(since) > self._begun[begun[-1]]):
            return None
        return begun[-1]

    def cells_before(self, rank: float) -> CellTherapy | None:
        """The last cells of no line before a place among all records, or None."""
        given = [cells for cells in self.cells if self.rank(cells) < rank]
        return given[-1] if given else None

    def cells_after(self, line: WholeLine) -> CellTherapy | None:
        """The first cells of no line from a line to the next, or None."""
        following = self.next_line(line)
        end = self.begun(following) if following else INFINITE
        between = (c for c in self.cells if self.begun(line) < self.rank(c) < end)
        return next(between, None)

    def moment(self, record: Record, label: str, field: str = "") -> Moment:
        """A date of a record as a moment; the first date if no field is named."""
        name = field or type(record).date_fields()[0]
        key = point(record, name)
        date = self.chronology.placed(record, name)
        return Moment(self.chronology.bounds(key), date, label, (record.id,), (key,))

    def point_of(self, record: Record) -> str:
        """The point of the first date of a record."""
        return point(record, type(record).date_fields()[0])

    def at(self, key: str, label: str) -> Moment:
        """A point of the case, `id.field`, as a moment."""
        record_id, field = split(key)
        record = self.case.get(record_id)
        if not isinstance(record, Record):
            raise KeyError(key)
        return self.moment(record, label, field)

    def date_of(self, moment: Moment) -> PartialDate:
        """The date of a moment, also of one that is the last of several.

        Returns:
            As recorded; of several records the shortest date that holds all days on
            which it may have been, or else these days.
        """
        if moment.date.known or moment.bounds == Bounds():
            return moment.date
        relative, dates = self.case.relative, []
        for record_id, name in map(split, moment.points):
            record = self.case.get(record_id)
            dates.append(self.chronology.placed(record, name) if record else UNKNOWN)
        within = [date for date in dates if _holds(date, moment.bounds)]
        shortest = min(within, key=_length, default=None)
        return shortest or PartialDate.of_days(*moment.bounds, relative=relative)

    def in_words(self, key: str) -> str:
        """A point of the case for reading, such as `start of GP (2020-12)`."""
        record_id, name = split(key)
        record = self.case.get(record_id)
        known = record is not None and getattr(record, name).known
        when = (
            date_in_words(self.chronology, record, name)
            if record is not None and known
            else "not dated"
        )
        return f"{point_in_words(self.case, key)} ({when})"

    def start(self, line: WholeLine) -> Moment:
        """The first dose of a line."""
        return self._starts[line.number]

    def _start(self, line: WholeLine) -> Moment:
        first = line.parts[0]
        label = f"start of line {line.number}"
        return self._dose(first.line, first.courses, "start", label)

    def stop(self, line: WholeLine) -> Moment | None:
        """The last dose of any drug of a line, or None while it is ongoing."""
        return self._stops[line.number]

    def _stop(self, line: WholeLine) -> Moment | None:
        """The last end of its parts; one without a date may lie before others."""
        last = line.parts[-1]
        if any(
            part.line.ongoing or any(course.ongoing for course in part.courses)
            for part in line.parts
        ):
            return None
        label = f"end of line {line.number}"
        own = self._dose(last.line, last.courses, "stop", label)
        recorded = {part.line.id: part for part in line.parts}
        others = [
            self._dose(part.line, part.courses, "stop", label)
            for part in recorded.values()
            if part.line.id != last.line.id
        ]
        dated = [stop for stop in others if stop.date.known]
        return last_of([*dated, own]) if dated else own

    def _dose(
        self,
        line: TherapyLine,
        courses: tuple[DrugCourse, ...],
        field: str,
        label: str,
    ) -> Moment:
        """First or last dose: of the line, or else of its courses if all are dated."""
        doses = [self.moment(course, label, field) for course in courses]
        dated = bool(doses) and all(dose.date.known for dose in doses)
        own = self.moment(line, label, field)
        if own.date.known or not dated:
            return own
        doses.sort(key=lambda dose: dose.date.sort_key)
        return first_of(doses) if field == "start" else last_of(doses)

    def numbered(self, number: int) -> WholeLine:
        """The line of a number.

        Raises:
            KeyError: If there is none.
        """
        return self.lines[self._position[number]]

    def goes_on(self, line: WholeLine) -> bool | None:
        """Whether a line is still given; None where neither that nor an end is known.

        Nothing goes on after death.
        """
        stop = self.stop(line)
        if self.death is not None:
            return False
        if stop is None:
            return True
        return None if stop.bounds.latest is None else False

    @property
    def current_line(self) -> WholeLine | None:
        """The line that is still given, of several the last to begin; None for none."""
        given = (line for line in reversed(self.lines) if self.goes_on(line))
        return next(given, None)

    @cached_property
    def life(self) -> Life:
        """Alive or dead, and when known to be."""
        return life(self.case, self.chronology, self.moment)

    @cached_property
    def disputes(self) -> dict[str, Dispute]:
        """What is not settled of the responses, by the id of each record of it."""
        return response_disputes(self.case, self.chronology)

    def holds(self, record: str, order: PossibleOrder) -> bool:
        """Whether a record is right in one order, where another of its day denies it.

        Args:
            record: Its id.
            order: The order; each question to it settles it further.
        """
        dispute = self.disputes.get(record)
        return dispute is None or record in order.choose(dispute, dispute.readings)

    @property
    def death(self) -> Moment | None:
        """Death, if it is settled that the patient died."""
        return self.life.death

    @property
    def last_alive(self) -> Moment | None:
        """The last day known alive, or None where nothing tells one."""
        return self.life.last_alive


def _length(date: PartialDate) -> int:
    """Days from the first to the last possible one of a limited date."""
    return (date.latest or 0) - (date.earliest or 0)


def _holds(date: PartialDate, bounds: Bounds) -> bool:
    """Whether a date that is limited on both sides holds all of some days."""
    first, last = date.earliest, date.latest
    days = (first, bounds.earliest, bounds.latest, last)
    known = [day for day in days if day is not None]
    return len(known) == len(days) and known == sorted(known)
