"""What a reader of a cohort can choose, as the entries of a list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.swimlane.cohort.model import CohortSwimlane, Kind
from timeline.swimlane.cohort.options import (
    AlignOn,
    CohortOptions,
    GroupBy,
    SegmentBy,
    SortBy,
)
from timeline.swimlane.cohort.zero import zero_name

Choice = tuple[str, CohortOptions]
"""What is chosen, in words, and the choices with it."""
SORTS = {
    SortBy.LENGTH: "longest follow-up from month 0 at the top",
    SortBy.BEFORE: "longest recorded course before month 0 at the top",
    SortBy.CODE: "study code",
    SortBy.GIVEN: "the order of the list of patients",
}
GROUPS = {
    GroupBy.NOTHING: "no groups",
    GroupBy.STAGE: "stage",
    GroupBy.HER2: "HER2 status, last tissue test",
    GroupBy.RESPONSE: "best response",
}
SEGMENTS = {
    SegmentBy.DRUG_CLASS: "the drugs of one class in a line",
    SegmentBy.LINE: "a line of therapy",
}


def alignments(
    options: CohortOptions, lines: int, progressions: int
) -> tuple[Choice, ...]:
    """The events that can be month 0.

    Args:
        options: The choices so far.
        lines: The highest number of a line of any patient.
        progressions: The most progressions of one patient.
    """
    events = [
        (AlignOn.DIAGNOSIS, 1),
        (AlignOn.OPERATION, 1),
        *((AlignOn.LINE, number) for number in range(1, lines + 1)),
        (AlignOn.ANTI_HER2, 1),
        *((AlignOn.PROGRESSION, number) for number in range(1, progressions + 1)),
        (AlignOn.LAST_CONTACT, 1),
    ]
    return tuple(_named(replace(options, align=a, number=n)) for a, n in events)


def _named(options: CohortOptions) -> Choice:
    return zero_name(options), options


def sorts(options: CohortOptions) -> tuple[Choice, ...]:
    """The orders of the rows."""
    return tuple((words, replace(options, sort=sort)) for sort, words in SORTS.items())


def groups(options: CohortOptions) -> tuple[Choice, ...]:
    """What rows can be grouped by."""
    return tuple(
        (words, replace(options, group_by=group)) for group, words in GROUPS.items()
    )


def segmentings(options: CohortOptions) -> tuple[Choice, ...]:
    """What a segment can be."""
    return tuple(
        (words, replace(options, segments=kind)) for kind, words in SEGMENTS.items()
    )


def marked(choices: Sequence[Choice], now: CohortOptions) -> Iterator[str]:
    """The words of the choices, with a sign before the one that holds now."""
    for words, options in choices:
        yield f"{'●' if options == now else ' '} {words}"


def most_lines(cohort: CohortSwimlane) -> int:
    """The highest number of a line of any patient in the rows."""
    numbers = (segment.line for row in cohort.rows for segment in row.segments)
    return max(numbers, default=0)


def most_progressions(cohort: CohortSwimlane) -> int:
    """The most progressions of one patient in the rows."""
    counts = (
        sum(event.kind is Kind.PROGRESSION for event in row.events)
        for row in cohort.rows
    )
    return max(counts, default=0)
