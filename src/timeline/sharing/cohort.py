"""Takes out of a cohort what could tell who its patients are, before it is drawn.

The words are those of the de-identified cases. Times stay exact until the rows are
aligned and sorted, then each becomes the whole month that it lies in, and the curve is
estimated again from completed months: so no length is off by more than its month.
Patients are numbered from the top, which says nothing that the picture does not show.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from operator import itemgetter

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.clinical.endpoints.kaplan_meier import (
    KaplanMeier,
    Observation,
    kaplan_meier,
)
from timeline.language.words import Words
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.sharing.keep import KeepOption
from timeline.sharing.months import month_of
from timeline.sharing.names import Names
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.course import spanned
from timeline.swimlane.cohort.events import event_detail
from timeline.swimlane.cohort.model import (
    CohortCurve,
    CohortSwimlane,
    Event,
    LeftOut,
    Row,
    Segment,
)
from timeline.swimlane.cohort.options import CohortOptions
from timeline.swimlane.cohort.row import end_detail
from timeline.swimlane.cohort.segments import segment_detail
from timeline.swimlane.model import Bar, Certainty

ZERO = Bounds(0, 0)
_NEARLY = 1e-9


def deidentified_cohort(
    cases: Sequence[Case],
    picture: CohortOptions,
    keep: frozenset[KeepOption] = frozenset(),
) -> CohortSwimlane:
    """Lay out a cohort with only what may leave.

    Args:
        cases: The cases as recorded.
        picture: What is drawn.
        keep: What is let through on purpose.
    """
    exact = (keep | {KeepOption.DAYS}) - {KeepOption.DATES}
    names = Names(cases, exact, picture.word)
    coded = sorted(zip(_passing_codes(cases), cases, strict=True), key=itemgetter(0))
    safe = [
        deidentified(case, Deidentification(exact, code, word=picture.word), names)
        for code, case in coded
    ]
    cohort = build_cohort(safe, picture)
    if KeepOption.CODE not in keep:
        cohort = _numbered(cohort)
    return cohort if KeepOption.DAYS in keep else in_months(cohort)


def _passing_codes(cases: Sequence[Case]) -> list[str]:
    """Codes that sort in an order which the study codes cannot be read from."""
    digests = [sha256(case.code.encode()).hexdigest() for case in cases]
    rank = {digest: number for number, digest in enumerate(sorted(digests), start=1)}
    return [f"{rank[digest]:06d}" for digest in digests]


def _numbered(cohort: CohortSwimlane) -> CohortSwimlane:
    """Patients by number from the top; those without a row only by the reason."""
    rows = tuple(
        replace(row, code=str(number)) for number, row in enumerate(cohort.rows, 1)
    )
    new = dict(zip((row.code for row in cohort.rows), rows, strict=True))

    def renumbered(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
        numbers = [LeftOut(new[out.code].code, out.reason) for out in left_out]
        return tuple(sorted(numbers, key=lambda out: (int(out.code), out.reason)))

    curve = cohort.curve
    return replace(
        cohort,
        rows=rows,
        left_out=tuple(_counted(cohort.left_out, cohort.word)),
        undated=renumbered(cohort.undated),
        curve=curve and replace(curve, left_out=renumbered(curve.left_out)),
    )


def _counted(left_out: Iterable[LeftOut], word: Words) -> Iterator[LeftOut]:
    counts = Counter(out.reason for out in left_out)
    for reason, count in sorted(counts.items()):
        yield LeftOut(word("cohort.patients", count=count), reason)


def in_months(cohort: CohortSwimlane) -> CohortSwimlane:
    """The same picture with every time as the whole month that it lies in."""
    first, last = month_of(cohort.first_day), month_of(cohort.last_day)
    return replace(
        cohort,
        rows=tuple(_row(row, cohort.word) for row in cohort.rows),
        first_day=_start(first),
        last_day=_start(last + 1) - 1,
        curve=cohort.curve and _curve(cohort.curve),
        coarsened=True,
    )


def _row(row: Row, word: Words) -> Row:
    end, bar = row.follow_up.stop.latest, _bar(row.follow_up)
    return replace(
        row,
        zero=coarse(row.zero),
        follow_up=replace(bar, detail=end_detail(_in_words(bar.stop, word), word)),
        end_certainty=_certainty(row.end_certainty),
        length=row.length if end is None else _start(month_of(end) + 1) - 1,
        segments=tuple(_segment(segment, word) for segment in row.segments),
        events=tuple(_event(event, word) for event in row.events),
    )


def _segment(segment: Segment, word: Words) -> Segment:
    bar = _bar(segment.bar)
    stop = None if segment.goes_on else _in_words(bar.stop, word)
    detail = segment_detail(_in_words(bar.start, word), stop, word)
    return replace(segment, bar=replace(bar, detail=detail))


def _event(event: Event, word: Words) -> Event:
    mark = event.mark
    at = coarse(mark.at)
    return replace(
        event,
        mark=replace(
            mark,
            at=at,
            certainty=mark.certainty if at == ZERO else _certainty(mark.certainty),
            detail=event_detail(_in_words(at, word), word),
        ),
    )


def _bar(bar: Bar) -> Bar:
    return replace(
        bar,
        start=coarse(bar.start),
        stop=coarse(bar.stop),
        certainty=_certainty(bar.certainty),
    )


def coarse(bounds: Bounds) -> Bounds:
    """From the start of the first month to the end of the last; day 0 stays day 0."""
    first, last = bounds.earliest, bounds.latest
    if bounds == ZERO:
        return bounds
    return Bounds(
        None if first is None else _start(month_of(first)),
        None if last is None else _start(month_of(last) + 1) - 1,
    )


def _start(month: int) -> int:
    return round(month * DAYS_PER_MONTH)


def _certainty(certainty: Certainty) -> Certainty:
    return Certainty.MONTH if certainty is Certainty.DAY else certainty


def _in_words(bounds: Bounds, word: Words) -> str:
    first, last = (
        None if day is None else str(month_of(day))
        for day in (bounds.earliest, bounds.latest)
    )
    return spanned(first, last, word)


def _curve(curve: CohortCurve) -> CohortCurve:
    return replace(
        curve,
        shortest=_completed(curve.shortest),
        longest=curve.longest and _completed(curve.longest),
        follow_up=_completed(curve.follow_up),
    )


def _completed(estimate: KaplanMeier) -> KaplanMeier:
    """The estimate of the same patients from completed months."""
    observed: list[Observation] = []
    for step in estimate.steps:
        months = float(math.floor(step.time + _NEARLY))
        observed += [Observation(months, event=True)] * step.events
        observed += [Observation(months, event=False)] * step.censored
    return kaplan_meier(observed, confidence=estimate.confidence)
