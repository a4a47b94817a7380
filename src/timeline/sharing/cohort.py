"""Takes out of a cohort what could tell who its patients are, before it is drawn.

The words are those of the de-identified cases. Times stay exact until the rows are
aligned and sorted and the curve is estimated; then each is rounded to the nearest whole
month, by one rule for rows, curve and medians. Two rules, or numbers at risk counted on
exact months, would say in which half of its month something lies. Patients are numbered
from the top, which says nothing that the picture does not show.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.clinical.endpoints.kaplan_meier import (
    CurveStep,
    KaplanMeier,
    Median,
)
from timeline.language.words import Words
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.sharing.keep import KeepOption
from timeline.sharing.months import first_day_nearest, nearest_month
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
        deidentified(
            case,
            Deidentification(exact, code, word=picture.word, settings=picture.settings),
            names,
        )
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
    """The same picture with every time rounded to the nearest whole month."""
    return replace(
        cohort,
        rows=tuple(_row(row, cohort.word) for row in cohort.rows),
        first_day=_first(cohort.first_day),
        last_day=_last(cohort.last_day),
        curve=cohort.curve and _curve(cohort.curve),
        coarsened=True,
    )


def _row(row: Row, word: Words) -> Row:
    bar = _bar(row.follow_up)
    return replace(
        row,
        zero=coarse(row.zero),
        follow_up=replace(bar, detail=end_detail(_in_words(bar.stop, word), word)),
        end_certainty=_certainty(row.end_certainty),
        length=_last(row.length),
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
    """All days that round to the same months.

    Day 0 stays day 0, and what lies on one side of it stays there.
    """
    first, last = bounds.earliest, bounds.latest
    if bounds == ZERO:
        return bounds
    return Bounds(
        None if first is None else _first(first),
        None if last is None else _last(last),
    )


def _first(day: int) -> int:
    """The first day of the same side that rounds to the same month."""
    first = first_day_nearest(nearest_month(day / DAYS_PER_MONTH))
    return max(first, 0) if day >= 0 else first


def _last(day: int) -> int:
    """The last day of the same side that rounds to the same month."""
    last = first_day_nearest(nearest_month(day / DAYS_PER_MONTH) + 1) - 1
    return min(last, 0) if day <= 0 else last


def _certainty(certainty: Certainty) -> Certainty:
    return Certainty.MONTH if certainty is Certainty.DAY else certainty


def _in_words(bounds: Bounds, word: Words) -> str:
    first, last = (
        None if day is None else str(nearest_month(day / DAYS_PER_MONTH))
        for day in (bounds.earliest, bounds.latest)
    )
    return spanned(first, last, word)


def _curve(curve: CohortCurve) -> CohortCurve:
    return replace(
        curve,
        shortest=_in_whole_months(curve.shortest),
        longest=curve.longest and _in_whole_months(curve.longest),
        follow_up=_in_whole_months(curve.follow_up),
        whole_months=True,
    )


def _in_whole_months(estimate: KaplanMeier) -> KaplanMeier:
    """The estimate as it is, with its times rounded; one step for each month."""
    by_month = groupby(estimate.steps, key=lambda step: nearest_month(step.time))
    steps = (_one_step(month, tuple(same)) for month, same in by_month)
    median = estimate.median
    return replace(
        estimate,
        steps=tuple(steps),
        median=Median(*map(_rounded, (median.time, median.lower, median.upper))),
    )


def _one_step(month: int, steps: tuple[CurveStep, ...]) -> CurveStep:
    """The steps of one month as one, so that they tell no order within it."""
    return replace(
        steps[-1],
        time=float(month),
        at_risk=steps[0].at_risk,
        events=sum(step.events for step in steps),
        censored=sum(step.censored for step in steps),
    )


def _rounded(time: float | None) -> float | None:
    return None if time is None else float(nearest_month(time))
