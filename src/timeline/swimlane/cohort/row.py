"""One patient of a cohort as a row."""

from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.language.words import Words
from timeline.swimlane.cohort.columns import cells
from timeline.swimlane.cohort.course import Course, months
from timeline.swimlane.cohort.events import event_is_placed, events
from timeline.swimlane.cohort.model import Event, LeftOut, Row, Segment
from timeline.swimlane.cohort.options import CohortOptions, SegmentBy
from timeline.swimlane.cohort.segments import (
    in_tracks,
    segment_is_placed,
    segments,
)
from timeline.swimlane.model import Bar, Tone
from timeline.swimlane.placing import weaker
from timeline.swimlane.words import capital


def row_of(course: Course, options: CohortOptions) -> tuple[Row, list[LeftOut]]:
    """Lay out one patient.

    Returns:
        The row, and the records that nothing places in time.
    """
    code = course.case.code
    by_line = options.segments is SegmentBy.LINE
    treated, undated = [], []
    for segment in segments(course, by_line=by_line):
        if segment_is_placed(segment):
            treated.append(segment)
        else:
            undated.append(LeftOut(code, segment.bar.label))
    marked = []
    for event in events(course):
        if event_is_placed(event):
            marked.append(event)
        else:
            undated.append(LeftOut(code, event.mark.label))
    placed, marks = in_tracks(treated), tuple(marked)
    zero = course.days(course.zero.bounds)
    last_seen = max(_days_seen(zero, placed, marks))
    bar = _follow_up(course, zero, last_seen)
    texts = cells(course)
    row = Row(
        code=code,
        synthetic=bool(course.case.patient.synthetic),
        cells=tuple(cell.text for cell in texts),
        ranks=tuple(cell.rank for cell in texts),
        group="",
        zero=zero,
        follow_up=bar,
        end=course.ending.why,
        end_certainty=course.ending.certainty,
        length=last_seen if bar.stop.latest is None else bar.stop.latest,
        segments=placed,
        events=marks,
        tracks=max((segment.bar.row for segment in placed), default=0) + 1,
    )
    return row, undated


def _days_seen(
    zero: Bounds, placed: tuple[Segment, ...], marked: tuple[Event, ...]
) -> Iterator[int]:
    """The earliest day of everything that was seen of the patient."""
    bounds = [zero, *(event.mark.at for event in marked)]
    bars = [segment.bar for segment in placed]
    bounds += [end for bar in bars for end in (bar.start, bar.stop)]
    yield from (b.earliest for b in bounds if b.earliest is not None)


def end_detail(month: str, word: Words) -> tuple[tuple[str, str], ...]:
    """What is shown of the end of a row beside its label."""
    return ((word("detail.end"), word("detail.month", months=month)),)


def _follow_up(course: Course, zero: Bounds, last_seen: int) -> Bar:
    """The time under observation, from day 0 to the end of the row.

    Where nothing says when observation ended at the earliest, it lasted at least until
    the last day on which anything else is known.
    """
    ending = course.ending
    stop = course.days(ending.bounds)
    earliest = last_seen if stop.earliest is None else stop.earliest
    if stop.latest is not None:
        earliest = min(earliest, stop.latest)
    bounds = Bounds(earliest, stop.latest)
    return Bar(
        record=course.zero.records[0],
        start=zero,
        stop=bounds,
        tone=Tone.FOLLOW_UP,
        certainty=weaker(course.zero_certainty, ending.certainty),
        label=capital(course.word.of(ending.why)),
        detail=end_detail(months(bounds, course.word), course.word),
        unknown_end=stop.latest is None,
    )
