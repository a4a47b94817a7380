"""By when a line progressed that was stopped for progression, by what was measured.

Only scans that nobody judged are asked, and only where one judge measured: what is
reported is never overwritten. The first whose measurements are PD by every reading of
the records dates the progression at the latest, unless a later assessment reports
none. Scans before it that are surely no PD show that it had not come yet, as far as no
scan before them may be PD. Product choice: RECIST 1.1 knows no undated progression.
"""

from collections.abc import Sequence
from typing import NamedTuple

from timeline.case.response_vocabulary import Response
from timeline.clinical.course.history import History
from timeline.clinical.course.ordered_line import OrderedLine
from timeline.clinical.response.course import response_course
from timeline.clinical.response.measured import MeasuredResponse

_WITHOUT = (Response.CR, Response.PR, Response.SD)


class MeasuredStretch(NamedTuple):
    """What measurements say of when a line progressed, as points of the case."""

    worse: str | None
    """The first scan that is PD; None for none."""
    without: tuple[str, ...]
    """Scans before it that are not."""


class _Scans(NamedTuple):
    """Scans of a line that nobody judged, by what their measurements say."""

    worse: list[str]
    without: list[str]
    unclear: list[str]
    """Those that may be PD."""


def measured_stretch(
    treated: OrderedLine, reported: Sequence[str], stop: str
) -> MeasuredStretch:
    """Look for the first scan on a line that was PD, and for those before it.

    Args:
        treated: The line, in one order of events.
        reported: Points at which no progression was reported.
        stop: The end of the line.
    """
    history, order = treated.history, treated.order
    scans = _scans(history, treated.line.number)
    if not (scans.worse or scans.without):
        return MeasuredStretch(None, ())
    last = order.last(reported) if reported else treated.begun
    first = order.first_of(order.within(scans.worse, last, stop))
    before = order.within(scans.without, treated.begun, first or stop).certain
    doubts = (*scans.worse, *scans.unclear)
    if before and doubts:
        doubt = order.first(doubts)
        before = tuple(point for point in before if order.later(doubt, point))
    return MeasuredStretch(first, before)


def _scans(history: History, line: int) -> _Scans:
    key = _scans, line
    if key not in history.derived:
        responses = [r for r in response_course(history) if r.line == line]
        history.derived[key] = _sorted(history, responses)
    cached: _Scans = history.derived[key]
    return cached


def _sorted(history: History, responses: Sequence[MeasuredResponse]) -> _Scans:
    scans = _Scans([], [], [])
    if len({response.judge for response in responses}) > 1:
        return scans
    for response in responses:
        if any(reading.response for reading in response.scan.assessments):
            continue
        dated = response.dated_from or response.record
        group = _group(scans, response)
        if group is not None:
            group.append(history.point_of(dated))
    return scans


def _group(scans: _Scans, response: MeasuredResponse) -> list[str] | None:
    """Where a scan belongs; None where it says nothing of progression."""
    category = response.category
    if category is None or category is Response.IUPD:
        return scans.unclear
    if category.category is Response.PD:
        return scans.worse
    return scans.without if category.category in _WITHOUT else None
