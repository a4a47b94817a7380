"""From cases to the picture of a cohort: one row for each patient."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from timeline.case.case import Case
from timeline.swimlane.cohort.columns import columns, group_of, group_rank
from timeline.swimlane.cohort.course import Course, course_of
from timeline.swimlane.cohort.curve import cohort_curve
from timeline.swimlane.cohort.model import (
    CohortSwimlane,
    LeftOut,
    Row,
)
from timeline.swimlane.cohort.options import (
    STANDARD,
    CohortOptions,
    Curve,
    GroupBy,
    SegmentBy,
    SortBy,
)
from timeline.swimlane.cohort.row import row_of
from timeline.swimlane.cohort.zero import zero_name
from timeline.swimlane.footnotes import settings_note

_MARGIN = 0.02
_SHORTEST = 30


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One patient with a place on the axis, before the rows are sorted."""

    row: Row
    undated: tuple[LeftOut, ...]
    """Records of the row that nothing places in time."""
    moved: bool
    """Whether the order of the sentences limits a date further."""
    course: Course | None
    """Input of the survival curve; None where no curve was chosen."""


def build_cohort(
    cases: Iterable[Case],
    options: CohortOptions = STANDARD,
) -> CohortSwimlane:
    """Lay out a cohort in days and rows.

    Args:
        cases: One for each patient, in any order.
        options: Choices of the reader.

    Returns:
        The picture. Every patient is in its rows or in its `left_out`.
    """
    return assemble((lay_out(case, options) for case in cases), options)


def lay_out(case: Case, options: CohortOptions) -> LaidOut | LeftOut:
    """Lay out one patient: the part of the work that takes long.

    Returns:
        The row, or why the patient has no place on the axis. What groups and sorts the
        rows does not enter here, so that another order needs no second layout.
    """
    course = course_of(case, options)
    if isinstance(course, LeftOut):
        return course
    row, undated = row_of(course, options)
    moved = options.accept_narrative and _moved(course)
    with_curve = options.curve is not Curve.NONE
    return LaidOut(row, tuple(undated), moved, course if with_curve else None)


def assemble(
    patients: Iterable[LaidOut | LeftOut], options: CohortOptions
) -> CohortSwimlane:
    """Put patients that were laid out with these choices into one picture."""
    patients = tuple(patients)
    drawn = [patient for patient in patients if isinstance(patient, LaidOut)]
    courses = [patient.course for patient in drawn if patient.course]
    rows = _ordered((patient.row for patient in drawn), options)
    first_day, last_day = _extent(rows)
    return CohortSwimlane(
        title=options.title or options.word("cohort.title"),
        zero=zero_name(options),
        order=_order(options),
        by_line=options.segments is SegmentBy.LINE,
        columns=columns(options),
        rows=rows,
        left_out=_sorted(p for p in patients if isinstance(p, LeftOut)),
        undated=_sorted(record for patient in drawn for record in patient.undated),
        first_day=first_day,
        last_day=last_day,
        uses_narrative=any(patient.moved for patient in drawn),
        curve=cohort_curve(courses, options.curve, options.word),
        language=options.language,
        notes=tuple(settings_note(options.settings, options.word)),
    )


def _ordered(rows: Iterable[Row], options: CohortOptions) -> tuple[Row, ...]:
    """The rows in their groups; a group is read from the texts of the row."""
    by_sort = sorted(rows, key=_SORT_KEYS[options.sort])
    by_group = sorted(by_sort, key=lambda row: group_rank(row, options.group_by))
    return tuple(replace(row, group=group_of(row, options)) for row in by_group)


def _before(row: Row) -> int:
    """Days from the first day of anything in the row to day 0."""
    return -min(_days(row), default=0)


_SORT_KEYS: dict[SortBy, Callable[[Row], tuple[int, str]]] = {
    SortBy.LENGTH: lambda row: (-row.length, row.code),
    SortBy.BEFORE: lambda row: (-_before(row), row.code),
    SortBy.CODE: lambda row: (0, row.code),
    SortBy.GIVEN: lambda _: (0, ""),  # sorting leaves equals as they are
}


def _order(options: CohortOptions) -> str:
    word = options.word
    order = word(f"sorting.{options.sort.name.lower()}")
    if options.group_by is GroupBy.NOTHING:
        return word("cohort.order", order=order)
    group = word(f"grouping.{options.group_by.name.lower()}")
    return word("cohort.order_in_groups", group=group, order=order)


def _sorted(exclusions: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(
        sorted(exclusions, key=lambda exclusion: (exclusion.code, exclusion.reason))
    )


def _moved(course: Course) -> bool:
    return any(course.placing.moved(record) for record in course.case.records)


def _extent(rows: Iterable[Row]) -> tuple[int, int]:
    """First and last day of the axis, with a margin on both sides."""
    days = sorted(day for row in rows for day in _days(row)) or [0]
    margin = round(max(days[-1] - days[0], _SHORTEST) * _MARGIN) + 1
    return days[0] - margin, days[-1] + margin


def _days(row: Row) -> Iterator[int]:
    bars = (row.follow_up, *(segment.bar for segment in row.segments))
    ends = [end for bar in bars for end in (bar.start, bar.stop)]
    ends += [event.mark.at for event in row.events]
    for end in ends:
        yield from (day for day in (end.earliest, end.latest) if day is not None)
