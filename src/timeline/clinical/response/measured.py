"""The response that follows from what was measured, for each scan on a line.

Sums and lesions are read as the records state them. Where they do not agree, or the
dates allow several baselines or smallest sums, the answer holds every category that
one of the readings gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.record import Record
from timeline.case.response_vocabulary import Response
from timeline.clinical.history import History
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.response.baseline import LineScans, line_scans
from timeline.clinical.response.lesion_change import (
    LesionChange,
    MixedResponse,
    lesion_changes,
    mixed_response,
)
from timeline.clinical.response.reading import Reading
from timeline.clinical.response.scan import Judge, Scan, SumRange, scans_by_judge

ORDER = (
    *(Response.CR, Response.PR, Response.SD, Response.NON_CR_NON_PD),
    *(Response.PD, Response.NE),
)


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
        settled = len(self.categories) == 1 and not self.unknown
        return self.categories[0] if settled else None

    @property
    def text(self) -> str:
        """For reading: `PR`, `PR or SD`, `not known`."""
        words = [category.value for category in self.categories]
        return " or ".join([*words, "not known"] if self.unknown else words)


class _Earlier(NamedTuple):
    """A scan with a whole sum that may have come before another."""

    sum: SumOfRecord
    surely: bool


def measured_responses(history: History) -> Iterator[MeasuredResponse]:
    """What follows from the measurements of a case, by line and judge, in order.

    Rule: RECIST 1.1 (Eur J Cancer 2009;45:228-247).
    """
    by_judge = scans_by_judge(history.case)
    for line in history.lines:
        for judge, scans in by_judge.items():
            on_line = [s for s in scans if _number(history, s) == line.number]
            line_read = line_scans(history, line, scans, on_line)
            if line.line_class is LineClass.CURATIVE and not line_read.of_baseline:
                continue  # nothing to measure was there; what comes is a recurrence
            for scan in line_read.on_line:
                if line_read.tells(scan):
                    yield _response(history, line.number, judge, line_read, scan)


def _number(history: History, scan: Scan) -> int | None:
    """The line that a scan names, else the last that began before it."""
    named = {assessment.line for assessment in scan.assessments} - {None}
    if named:
        return next((x.number for x in history.lines if named & set(x.ids)), None)
    rank = history.rank(scan.first)
    begun = [x.number for x in history.lines if history.begun(x) < rank]
    return begun[-1] if begun else None


def _response(
    history: History, number: int, judge: Judge, line: LineScans, scan: Scan
) -> MeasuredResponse:
    baselines = [
        _whole(history, line, b.scan) for b in line.baselines if b.perhaps is not scan
    ]
    earlier = list(_earlier(history, line, scan))
    total = _total(history, line, scan)
    readings = [
        Reading(
            history.case, line, scan, b.total if b else None, _least(b, earlier), total
        )
        for b in baselines
    ]
    categories = {category for r in readings for category in r.categories()}
    known = [category for category in ORDER if category in categories]
    return MeasuredResponse(
        line=number,
        judge=judge,
        scan=scan,
        categories=tuple(known),
        unknown=None in categories,
        total=total,
        baseline=baselines[0] if len(set(baselines)) == 1 else None,
        smallest=_smallest(readings, baselines, earlier),
        grown=all(reading.surely_grown for reading in readings),
        new=scan.appeared(line.known),
        worse=scan.worse(line.non_targets),
        missing=tuple(lesion for lesion in line.targets if not scan.sizes.get(lesion)),
        treated=tuple(n for n in line.targets if n in _treated(history, line, scan)),
        changes=tuple(_changes(history, line, scan)),
    )


def _changes(history: History, line: LineScans, scan: Scan) -> Iterator[LesionChange]:
    """Those of each lesion; none where the dates leave the baseline open."""
    baseline = line.baselines[0].scan if len(line.baselines) == 1 else None
    if baseline is not None:
        not_later, own = history.chronology.not_later, scan.first.id
        others = (other for other in line.on_line if other is not scan)
        before = [other for other in others if not_later(other.first.id, own)]
        treated = _treated(history, line, scan)
        yield from lesion_changes(scan, baseline, before, treated)


def _treated(history: History, line: LineScans, scan: Scan) -> set[str]:
    """Lesions that were treated locally since the baseline, before a scan."""
    not_later = history.chronology.not_later
    return {
        lesion for record, lesion in line.treated if not_later(record.id, scan.first.id)
    }


def _total(history: History, line: LineScans, scan: Scan) -> SumRange | None:
    return scan.total(line.targets, _treated(history, line, scan))


def _whole(history: History, line: LineScans, scan: Scan | None) -> SumOfRecord | None:
    """A sum to compare with; None where a target has no size."""
    total = _total(history, line, scan) if scan else None
    if scan is None or total is None or total.high is None:
        return None
    return SumOfRecord(total, scan.records[0])


def _earlier(history: History, line: LineScans, scan: Scan) -> Iterator[_Earlier]:
    not_later, own = history.chronology.not_later, scan.first.id
    for other in (*line.on_line, *line.perhaps):
        total = _whole(history, line, other)
        if other is scan or total is None:
            continue
        if not_later(other.first.id, own):
            yield _Earlier(total, surely=other not in line.perhaps)
        elif not not_later(own, other.first.id):
            yield _Earlier(total, surely=False)


def _least(
    baseline: SumOfRecord | None, earlier: list[_Earlier]
) -> tuple[float | None, ...]:
    """The smallest sum before a scan, or its limits; None for a reading without one."""
    sums = [(other.sum.total, other.surely) for other in earlier]
    if baseline is not None:
        sums.append((baseline.total, True))
    if not sums:
        return ()
    certain = [total.ends[-1] for total, surely in sums if surely]
    least = min(total.ends[0] for total, _ in sums)
    return tuple(dict.fromkeys((least, min(certain, default=None))))


def _smallest(
    readings: list[Reading],
    baselines: list[SumOfRecord | None],
    earlier: list[_Earlier],
) -> SumOfRecord | None:
    """The smallest sum before a scan with its record, where all readings agree."""
    limits = {reading.smallest for reading in readings}
    if len(limits) != 1 or len(next(iter(limits))) != 1:
        return None
    sums = [*filter(None, baselines), *(other.sum for other in earlier)]
    return min(sums, key=lambda each: each.total.low)
