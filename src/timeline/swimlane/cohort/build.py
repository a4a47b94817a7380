"""From cases to the picture of a cohort: one row for each patient."""

from collections.abc import Iterable, Iterator

from timeline.case.case import Case
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.swimlane.cohort.columns import columns, group_rank
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
    GroupBy,
    SegmentBy,
)
from timeline.swimlane.cohort.row import row_of
from timeline.swimlane.cohort.zero import zero_name

_MARGIN = 0.02
_SHORTEST = 30
_GROUP_TITLES = {
    GroupBy.STAGE: "stage",
    GroupBy.HER2: "HER2 status",
    GroupBy.RESPONSE: "best response",
}


def build_cohort(
    cases: Iterable[Case],
    options: CohortOptions = STANDARD,
    settings: Settings = DEFAULTS,
) -> CohortSwimlane:
    """Lay out a cohort in days and rows.

    Args:
        cases: One for each patient, in any order.
        options: Choices of the reader.
        settings: Choices where clinical definitions differ.

    Returns:
        The picture. Every patient is in its rows or in its `left_out`.
    """
    aligned = [course_of(case, options, settings) for case in cases]
    courses = [found for found in aligned if isinstance(found, Course)]
    drawn = [(row_of(course, options), course) for course in courses]
    rows = tuple(sorted((row for (row, _), _ in drawn), key=_sort_key))
    first_day, last_day = _extent(rows)
    return CohortSwimlane(
        title=options.title,
        zero=zero_name(options),
        order=_order(options),
        by_line=options.segments is SegmentBy.LINE,
        columns=columns(options),
        rows=rows,
        left_out=_sorted(found for found in aligned if isinstance(found, LeftOut)),
        undated=_sorted(one for (_, undated), _ in drawn for one in undated),
        first_day=first_day,
        last_day=last_day,
        uses_narrative=options.accept_narrative and any(map(_moved, courses)),
        curve=cohort_curve(courses, options.curve),
    )


def _sort_key(row: Row) -> tuple[tuple[bool, int, str], int, str]:
    return group_rank(row.group), -row.length, row.code


def _order(options: CohortOptions) -> str:
    longest = "longest follow-up from month 0 at the top, then by study code"
    if options.group_by is GroupBy.NOTHING:
        return f"Rows: {longest}."
    return f"Rows by {_GROUP_TITLES[options.group_by]}; in each group {longest}."


def _sorted(found: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(found, key=lambda one: (one.code, one.reason)))


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
