"""What one judge saw on one date: the lesions, a stated sum, and what is new.

Assessments and measurements of one date are one scan. Each of several judges, such as
the investigator and the central review, has scans of their own, because each may have
chosen other targets.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Record
from timeline.case.records.assessment import Assessment, Judged, Progression
from timeline.case.records.finding import Lesion
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.response_vocabulary import (
    BY_SIZE,
    Assessor,
    LesionKind,
    LesionState,
    RecistRole,
    Response,
)
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.lesion_sums import sizes_by_lesion

NORMAL_NODE = 10.0
"""Millimetres of the short axis below which a node is no disease (RECIST 1.1)."""


class Judge(NamedTuple):
    """Who judged or measured; both are empty where nobody is named."""

    assessor: Assessor | None = None
    reader: str | None = None

    @property
    def text(self) -> str:
        """Such as `central review, reader 1`; empty where nobody is named."""
        return ", ".join(part for part in self if part)


class SumRange(NamedTuple):
    """What the diameters of the targets add up to, in millimetres."""

    low: float
    """At least this: the targets that have a size."""
    high: float | None
    """At most this; None where a target has no size."""

    @property
    def ends(self) -> tuple[float, ...]:
        """The least and the most that it can be; none where a target has no size."""
        return () if self.high is None else tuple(dict.fromkeys((self.low, self.high)))

    @property
    def text(self) -> str:
        """For reading: `60 mm`, `60 or 75 mm`, `at least 60 mm`."""
        if self.high is None:
            return f"at least {self.low:g} mm"
        return f"{' or '.join(f'{end:g}' for end in self.ends)} mm"


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """Everything that one judge recorded of one date; no two are equal."""

    assessments: tuple[Assessment, ...]
    """Of the whole disease, by criteria that add up diameters."""
    measurements: tuple[LesionMeasurement, ...]
    progressions: tuple[Record, ...]
    """Progressions of the same date, and PD of single lesions."""
    sizes: dict[str, tuple[float, ...]]
    """By id of the lesion; see `sizes_by_lesion`."""

    @property
    def first(self) -> Judged:
        """The record that says when it was."""
        return (*self.assessments, *self.measurements)[0]

    @property
    def records(self) -> tuple[str, ...]:
        """Ids, that of an assessment first."""
        return tuple(r.id for r in (*self.assessments, *self.measurements))

    @property
    def stated_sums(self) -> tuple[float, ...]:
        """The sums that assessments state, smallest first."""
        stated = {a.sum_of_diameters for a in self.assessments} - {None}
        return tuple(sorted(s for s in stated if s is not None))

    def total(
        self, targets: Iterable[str], treated: Collection[str] = ()
    ) -> SumRange | None:
        """The sum of these targets, or as stated; None where neither is known.

        Args:
            targets: Ids of lesions.
            treated: Those with local treatment before, which are no longer part of
                the response (EORTC, RECIST questions: surgery and radiotherapy).
        """
        targets, stated = tuple(targets), self.stated_sums
        sizes = [self.sizes.get(lesion, ()) for lesion in targets]
        if any(lesion in treated for lesion in targets):
            left = [lesion for lesion in targets if lesion not in treated]
            rest = [self.sizes.get(lesion, ()) for lesion in left]
            return SumRange(sum(s[0] for s in rest if s), None)
        if targets and all(sizes):
            ends = (*(sum(s[0] for s in sizes), sum(s[-1] for s in sizes)), *stated)
            return SumRange(min(ends), max(ends))
        if stated:
            return SumRange(stated[0], stated[-1])
        if any(sizes):
            return SumRange(sum(s[0] for s in sizes if s), None)
        return None

    def appeared(
        self, known: Collection[str], gone: Mapping[str, float]
    ) -> tuple[str, ...]:
        """Ids of the records that show a lesion that was not there before.

        Args:
            known: The lesions at the baseline.
            gone: Those that the baseline calls absent, each with the millimetres from
                which it is there again.
        """
        judgements = (*self.assessments, *self.progressions)
        stated = [r.id for r in judgements if getattr(r, "new_lesion", None)]
        seen = [
            m.id
            for m in self.measurements
            if self._is_back(m, gone)
            or (
                m.role is RecistRole.NEW
                and m.state is not LesionState.ABSENT
                and m.lesion not in known
            )
        ]
        return (*stated, *seen)

    def _is_back(self, measured: LesionMeasurement, gone: Mapping[str, float]) -> bool:
        least = gone.get(measured.lesion)
        if least is None:
            return False
        sizes = self.sizes.get(measured.lesion, ())
        sized = any(size > 0 and size >= least for size in sizes)
        return sized or measured.state is LesionState.PRESENT

    def worse(self, lesions: Iterable[str]) -> tuple[str, ...]:
        """Ids of the records that say that one of these lesions progressed."""
        named = tuple(lesions)
        return tuple(
            r.id for r in self.progressions if getattr(r, "lesion", None) in named
        )


def is_gone(case: Case, lesion: str, size: float) -> bool:
    """Whether a lesion of this size is none: 0 mm, or a node below 10 mm."""
    return size == 0 or (is_node(case, lesion) and size < NORMAL_NODE)


def is_node(case: Case, lesion: str) -> bool:
    """Whether a lesion is recorded as a lymph node."""
    record = case.get(lesion)
    return isinstance(record, Lesion) and record.type is LesionKind.NODE


def scans_by_judge(case: Case) -> dict[Judge, tuple[Scan, ...]]:
    """The scans of each judge, in order.

    Where one judge is named at most, all records are theirs, and an accepted reading
    replaces the others of its day.
    """
    kinds = (Assessment, LesionMeasurement)
    judged: list[Judged] = [r for kind in kinds for r in case.of_kind(kind)]
    judges = {judge_of(r) for r in judged if _counts(r)} - {Judge()}
    if len(judges) <= 1:
        accepted = {r.id for kind in kinds for r in readings_that_count(case, kind)}
        own = [r for r in judged if r.id in accepted]
        return {next(iter(judges), Judge()): _scans(case, own)}
    by_judge: dict[Judge, list[Judged]] = defaultdict(list)
    for record in judged:
        by_judge[judge_of(record)].append(record)
    return {judge: _scans(case, own) for judge, own in by_judge.items()}


def judge_of(record: Judged) -> Judge:
    """Who judged or measured it."""
    return Judge(record.assessor, record.reader)


def _counts(record: Judged) -> bool:
    """Whether it may say something of the size of the whole disease."""
    if isinstance(record, Assessment):
        return record.lesion is None and record.criteria in BY_SIZE
    return isinstance(record, LesionMeasurement) and record.date.known


def _scans(case: Case, judged: Iterable[Judged]) -> tuple[Scan, ...]:
    chronology = Chronology.of(case)
    by_date: dict[object, list[Judged]] = defaultdict(list)
    for record in judged:
        date = chronology.comparable(record, "date")
        if date.known or isinstance(record, Assessment):
            by_date[date if date.known else record.id].append(record)
    progressed: dict[object, list[Record]] = defaultdict(list)
    for progression in case.of_kind(Progression):
        progressed[chronology.comparable(progression, "date")].append(progression)
    scans = (
        _scan(case, records, progressed.get(date, []))
        for date, own in by_date.items()
        for records in _days(chronology, own)
    )
    known = [scan for scan in scans if scan]
    return tuple(sorted(known, key=lambda scan: chronology.place(scan.first)))


def _days(chronology: Chronology, records: list[Judged]) -> list[list[Judged]]:
    """The records of one date; two sums of one month may be of two days."""
    first, last = chronology.when(records[0])
    stated = [
        r
        for r in records
        if isinstance(r, Assessment) and r.sum_of_diameters is not None
    ]
    if len(stated) < 2 or (first is not None and first == last):  # noqa: PLR2004
        return [records]
    rest = [r for r in records if r not in stated]
    return [[assessment, *rest] for assessment in stated]


def _scan(
    case: Case, records: list[Judged], progressions: Iterable[Record]
) -> Scan | None:
    """A scan; None where other criteria judged it, or nothing was measured."""
    whole = [r for r in records if isinstance(r, Assessment) and r.lesion is None]
    assessments = tuple(r for r in whole if r.criteria in BY_SIZE)
    measured = tuple(r for r in records if isinstance(r, LesionMeasurement))
    if whole and not assessments:
        return None
    telling = [a for a in assessments if a.sum_of_diameters is not None or a.new_lesion]
    if not telling and not measured:
        return None
    worse = (
        r
        for r in records
        if isinstance(r, Assessment) and r.lesion and r.category is Response.PD
    )
    sizes = sizes_by_lesion(case, measured)
    return Scan(assessments, measured, (*progressions, *worse), sizes)
