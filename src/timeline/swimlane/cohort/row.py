"""One patient of a cohort as a row."""

from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.language.words import Words
from timeline.swimlane.cohort.columns import cells
from timeline.swimlane.cohort.course import Course, months
from timeline.swimlane.cohort.events import events
from timeline.swimlane.cohort.events import is_placed as event_placed
from timeline.swimlane.cohort.model import Event, LeftOut, Row, Segment
from timeline.swimlane.cohort.options import CohortOptions, SegmentBy
from timeline.swimlane.cohort.segments import in_tracks, segments
from timeline.swimlane.cohort.segments import is_placed as segment_placed
from timeline.swimlane.model import Bar, Tone
from timeline.swimlane.placing import weaker
from timeline.swimlane.words import capital


def row_of(course: Course, options: CohortOptions) -> tuple[Row, list[LeftOut]]:
    """Lay out one patient.

    Returns:
        The row, and the records that nothing places in time.
    """
    code = course.case.code
    treated = segments(course, by_line=options.segments is SegmentBy.LINE)
    happened = events(course)
    placed = in_tracks([one for one in treated if segment_placed(one)])
    marked = tuple(one for one in happened if event_placed(one))
    undated = [
        LeftOut(code, one.bar.label) for one in treated if not segment_placed(one)
    ]
    undated += [
        LeftOut(code, one.mark.label) for one in happened if not event_placed(one)
    ]
    zero = course.days(course.zero.bounds)
    known = max(_known_days(zero, placed, marked))
    bar = _follow_up(course, zero, known)
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
        length=known if bar.stop.latest is None else bar.stop.latest,
        segments=placed,
        events=marked,
        tracks=max((one.bar.row for one in placed), default=0) + 1,
    )
    return row, undated


def _known_days(
    zero: Bounds, placed: tuple[Segment, ...], marked: tuple[Event, ...]
) -> Iterator[int]:
    """Days on or before which the patient was certainly seen."""
    bounds = [zero, *(one.mark.at for one in marked)]
    bounds += [end for one in placed for end in (one.bar.start, one.bar.stop)]
    yield from (b.earliest for b in bounds if b.earliest is not None)


def end_detail(when: str, word: Words) -> tuple[tuple[str, str], ...]:
    """What is told of the end of a row beside its label."""
    return ((word("detail.end"), word("detail.month", months=when)),)


def _follow_up(course: Course, zero: Bounds, known: int) -> Bar:
    """The time under observation, from day 0 to the end of the row.

    Where nothing says when observation ended at the earliest, it lasted at least until
    the last day on which anything else is known.
    """
    ending = course.ending
    stop = course.days(ending.bounds)
    earliest = known if stop.earliest is None else stop.earliest
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
