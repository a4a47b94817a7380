"""The response that follows from what was measured, for each scan on a line.

Sums and lesions are read as the records state them. Where they do not agree, or the
dates allow several baselines or smallest sums, the answer holds every category that
one of the readings gives.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.record import Record
from timeline.case.response_vocabulary import Response
from timeline.clinical.course.history import History
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.response.baseline import LineScans, line_scans
from timeline.clinical.response.lesion_change import (
    LesionChange,
    MixedResponse,
    lesion_changes,
    mixed_response,
)
from timeline.clinical.response.reading import ScanReading
from timeline.clinical.response.scan import Judge, Scan, SumRange, scans_by_judge

ORDER = (
    *(Response.CR, Response.PR, Response.SD, Response.NON_CR_NON_PD),
    *(Response.PD, Response.NE),
)


def agreed(categories: Sequence[Response], *, unknown: bool) -> Response | None:
    """The category that all readings of the records give, or None.

    Args:
        categories: Those that one of the readings gives.
        unknown: Whether a reading gives none.
    """
    return categories[0] if len(categories) == 1 and not unknown else None


def either_in_words(categories: Sequence[Response], *, unknown: bool) -> str:
    """The same for reading: `PR`, `PR or SD`, `PR or not known`."""
    words = [category.value for category in categories]
    return " or ".join([*words, "not known"] if unknown else words)


class SumOfRecord(NamedTuple):
    """A sum that others are compared with, and the record that it comes from."""

    total: SumRange
    record: str


@dataclass(frozen=True, slots=True)
class MeasuredResponse:
    """What one scan says by the criteria, beside what was reported of it."""

    line: int
    """Number of the line."""
    judge: Judge
    scan: Scan
    categories: tuple[Response, ...]
    """Those that one reading of the records gives, the best first."""
    unknown: bool
    """Whether a reading gives none, because there is no baseline."""
    total: SumRange | None
    """Sum of the targets; None where nothing is known of it."""
    baseline: SumOfRecord | None
    """None without one, and where the dates leave it open."""
    smallest: SumOfRecord | None
    """Smallest sum before it; None where there is none, or the dates leave it open."""
    grown: bool
    """Whether the sum grew enough for PD by every reading."""
    new: tuple[str, ...]
    """Ids of the records that show a new lesion."""
    worse: tuple[str, ...]
    """Ids of the records that say that a non-target lesion progressed."""
    missing: tuple[str, ...]
    """Ids of the targets without a size on this scan."""
    treated: tuple[str, ...]
    """Ids of the targets that were treated locally between baseline and scan."""
    changes: tuple[LesionChange, ...]
    """Of each lesion that can be compared with its baseline."""
    dated_from: Record | None = None
    """The scan from which a confirmed progression by iRECIST dates."""

    @property
    def mixed(self) -> MixedResponse | None:
        """Lesions that grew or appeared beside others that shrank; None for none."""
        return mixed_response(self.changes, new_lesion=bool(self.new))

    @property
    def record(self) -> Record:
        """The record that says when the scan was."""
        return self.scan.first

    @property
    def category(self) -> Response | None:
        """The category, where all readings agree."""
        return agreed(self.categories, unknown=self.unknown)

    @property
    def text(self) -> str:
        """For reading: `PR`, `PR or SD`, `not known`."""
        return either_in_words(self.categories, unknown=self.unknown)


class _Earlier(NamedTuple):
    """A scan that may have come before another."""

    scan: Scan
    sum: SumOfRecord | None
    """None where a target has no size."""
    surely: bool


def measured_responses(history: History) -> Iterator[MeasuredResponse]:
    """What follows from the measurements of a case, by line and judge, in order.

    Rule: RECIST 1.1 (Eur J Cancer 2009;45:228-247).
    """
    by_judge = scans_by_judge(history.case)
    numbers = {
        id(scan): _number(history, scan) for own in by_judge.values() for scan in own
    }
    for line in history.lines:
        for judge, scans in by_judge.items():
            on_line = [s for s in scans if numbers[id(s)] == line.number]
            compared = line_scans(history, line, scans, on_line)
            if line.line_class is LineClass.CURATIVE and not compared.of_baseline:
                continue  # nothing to measure was there; what comes is a recurrence
            if compared.is_measured:
                course = _LineCourse(history, line.number, judge, compared)
                yield from course.responses()


def _number(history: History, scan: Scan) -> int | None:
    """The line that a scan names, else the last that began before it."""
    named = {assessment.line for assessment in scan.assessments} - {None}
    if named:
        return next((x.number for x in history.lines if named & set(x.ids)), None)
    rank = history.rank(scan.first)
    begun = [x.number for x in history.lines if history.begun(x) < rank]
    return begun[-1] if begun else None


class _LineCourse:
    """The scans of one judge on one line, with their sums."""

    def __init__(
        self, history: History, number: int, judge: Judge, line: LineScans
    ) -> None:
        self._history = history
        self._number = number
        self._judge = judge
        self._line = line
        compared = (*line.on_line, *line.perhaps)
        self._sums = [(scan, self._whole(scan)) for scan in compared]
        self._days = {id(s): history.chronology.when(s.first) for s in compared}

    def responses(self) -> Iterator[MeasuredResponse]:
        """What each scan says."""
        for scan in self._line.on_line:
            if self._line.tells(scan):
                yield self._response(scan)

    def _response(self, scan: Scan) -> MeasuredResponse:
        line, case = self._line, self._history.case
        baselines = [
            self._whole(b.scan) if b.scan else None
            for b in line.baselines
            if b.perhaps is not scan
        ]
        earlier, total = list(self._earlier(scan)), self._total(scan)
        readings = [
            ScanReading(
                case, line, scan, b.total if b else None, _least(b, earlier), total
            )
            for b in baselines
        ]
        categories = {category for r in readings for category in r.categories()}
        treated = self._treated(scan)
        return MeasuredResponse(
            line=self._number,
            judge=self._judge,
            scan=scan,
            categories=tuple(category for category in ORDER if category in categories),
            unknown=None in categories,
            total=total,
            baseline=baselines[0] if len(set(baselines)) == 1 else None,
            smallest=_smallest(readings, baselines, earlier),
            grown=all(reading.surely_grown for reading in readings),
            new=line.new_on(scan),
            worse=scan.worse(line.non_targets),
            missing=tuple(n for n in line.targets if not scan.sizes.get(n)),
            treated=tuple(n for n in line.targets if n in treated),
            changes=tuple(self._changes(scan, earlier)),
        )

    def _changes(self, scan: Scan, earlier: list[_Earlier]) -> Iterator[LesionChange]:
        """Those of each lesion; none where the dates leave the baseline open."""
        first, *others = self._line.baselines
        if first.scan is not None and not others:
            before = [other.scan for other in earlier if other.surely]
            yield from lesion_changes(scan, first.scan, before, self._treated(scan))

    def _treated(self, scan: Scan) -> set[str]:
        """Lesions that were treated locally since the baseline, before a scan."""
        not_later = self._history.chronology.not_later
        treated = self._line.treated
        return {name for op, name in treated if not_later(op.id, scan.first.id)}

    def _total(self, scan: Scan) -> SumRange | None:
        return scan.total(self._line.targets, self._treated(scan))

    def _whole(self, scan: Scan) -> SumOfRecord | None:
        """A sum to compare with; None where a target has no size."""
        total = self._total(scan)
        if total is None or total.high is None:
            return None
        return SumOfRecord(total, scan.records[0])

    def _earlier(self, scan: Scan) -> Iterator[_Earlier]:
        not_later, own = self._history.chronology.not_later, scan.first.id
        for other, total in self._sums:
            if other is scan:
                continue
            before = self._settled(other, scan)
            if before is None:
                before = not_later(other.first.id, own)
                if not before and not_later(own, other.first.id):
                    continue
            elif not before:
                continue
            surely = before and not any(other is each for each in self._line.perhaps)
            yield _Earlier(other, total, surely=surely)

    def _settled(self, other: Scan, scan: Scan) -> bool | None:
        """Whether days put one scan before another; None where they do not say it.

        Asked before the orders, because a line may have many scans.
        """
        first, last = self._days[id(scan)]
        begins, ends = self._days[id(other)]
        if ends is not None and first is not None and ends <= first:
            return True
        later = last is not None and begins is not None and last < begins
        return False if later else None


def _least(
    baseline: SumOfRecord | None, earlier: list[_Earlier]
) -> tuple[float | None, ...]:
    """The smallest sum before a scan, or its limits; None for a reading without one."""
    sums = [(other.sum.total, other.surely) for other in earlier if other.sum]
    if baseline is not None:
        sums.append((baseline.total, True))
    if not sums:
        return ()
    certain = [total.ends[-1] for total, surely in sums if surely]
    least = min(total.ends[0] for total, _ in sums)
    return tuple(dict.fromkeys((least, min(certain, default=None))))


def _smallest(
    readings: list[ScanReading],
    baselines: list[SumOfRecord | None],
    earlier: list[_Earlier],
) -> SumOfRecord | None:
    """The smallest sum before a scan with its record, where all readings agree."""
    limits = {reading.smallest for reading in readings}
    if len(limits) != 1 or len(next(iter(limits))) != 1:
        return None
    sums = [*filter(None, baselines), *(each.sum for each in earlier if each.sum)]
    return min(sums, key=lambda each: each.total.low)
