"""The best of the responses of a line, and whether a second scan confirmed it.

RECIST 1.1 (Eur J Cancer 2009;45:228-247), sections 4.3, 4.4.3 and 4.6: what comes after
the first progression does not count, nor does stable disease before the least time
where one is set. The same rule serves what is reported and what is computed.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product
from typing import NamedTuple

from timeline.case.response_vocabulary import Response
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import Moment, elapsed
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.response.course import response_course
from timeline.clinical.response.measured import (
    MeasuredResponse,
    agreed,
    either_in_words,
)
from timeline.clinical.settings import Settings

BEST_FIRST = (
    *(
        Response.SCR,
        Response.CR,
        Response.ICR,
        Response.CMR,
        Response.CRI,
        Response.CRH,
    ),
    *(Response.VGPR, Response.PR, Response.IPR, Response.PMR),
    *(Response.MR, Response.SD, Response.ISD, Response.SMD, Response.NON_CR_NON_PD),
    *(Response.PD, Response.ICPD, Response.PMD, Response.IUPD, Response.NE),
)
"""RECIST 1.1 section 4.3, with the categories of other criteria where they belong."""
_CONFIRMS = {
    Response.CR: (Response.CR,),
    Response.PR: (Response.CR, Response.PR),
}
_MOST_READINGS = 1024
"""Ways of reading the scans of one line that are looked at one by one."""


class TimePoint(NamedTuple):
    """The response on one date."""

    response: Response
    moment: Moment
    asks: bool = True
    """Whether its criteria ask for a response to be confirmed, as RECIST does."""


class MeasuredBest(NamedTuple):
    """The best response of a line by the measurements of one judge."""

    judge: str
    """Who measured; empty where nobody is named."""
    categories: tuple[Response, ...]
    """Those that one reading of the records gives, the best first."""
    unknown: bool
    """Whether a reading gives none, because a scan has nothing to compare with."""
    confirmed: LimitAnswer | None
    """Of CR and PR, whether a later scan confirms it; None for all others."""
    records: tuple[str, ...]
    """Ids of the scans that show it."""

    @property
    def category(self) -> Response | None:
        """The category, where all readings agree."""
        return agreed(self.categories, unknown=self.unknown)

    @property
    def text(self) -> str:
        """For reading: `PR`, `PR or SD`, `not known`."""
        return either_in_words(self.categories, unknown=self.unknown)


def counted(
    points: Sequence[TimePoint], start: Moment, settings: Settings
) -> tuple[frozenset[Response], ...]:
    """What each response counts as, up to and including the first progression.

    Args:
        points: In order; nothing after the first progression.
        start: The first dose.
        settings: The least time of stable disease, and whether a response counts
            before it is confirmed (table 3 of RECIST 1.1).

    Returns:
        For each several where the dates leave open whether a response was confirmed.
    """
    return tuple(
        frozenset(_counted(points, at, start, settings)) for at in range(len(points))
    )


def best_of(responses: Iterable[frozenset[Response]]) -> frozenset[Response]:
    """The best of what responses count as; none where there is no response."""
    best: frozenset[Response] = frozenset()
    for options in responses:
        best = frozenset(
            min(before, option, key=BEST_FIRST.index)
            for before in best or options
            for option in options
        )
    return best


def _counted(
    points: Sequence[TimePoint], at: int, start: Moment, settings: Settings
) -> set[Response]:
    response, moment, asks = points[at]
    asked = asks and response.category in _CONFIRMS
    if asked and not settings.unconfirmed_counts:
        answer = confirmation(points, at, settings.confirmation_days)
        stable = _stable(Response.SD, start, moment, settings)
        options = {LimitAnswer.YES: {response}, LimitAnswer.NO: {stable}}
        return options.get(answer, {response, stable})
    return {_stable(response, start, moment, settings)}


def _stable(
    response: Response, start: Moment, moment: Moment, settings: Settings
) -> Response:
    """The response; stable disease too soon is not evaluable."""
    least = settings.minimum_stable_days
    if response.category is Response.SD and least is not None:
        lasted = elapsed(start, moment)
        if lasted.days_max is not None and lasted.days_max < least:
            return Response.NE
    return response


def confirmation(points: Sequence[TimePoint], at: int, days: int) -> LimitAnswer:
    """Whether a later scan shows CR again, or PR or better, with no other between.

    One scan that is not evaluable may lie between (RECIST 1.1, table 3; admiralonco).

    Args:
        points: Responses in order.
        at: Which of them is CR or PR.
        days: How much later the second scan has to be.
    """
    enough = _CONFIRMS[points[at].response.category]
    answer, skipped = LimitAnswer.NO, 0
    for response, moment, _ in points[at + 1 :]:
        if response.category is Response.NE and not skipped:
            skipped += 1
            continue
        if response.category not in enough:
            break
        apart = elapsed(points[at].moment, moment)
        if apart.days_min is not None and apart.days_min >= days:
            return LimitAnswer.YES
        if apart.days_max is None or apart.days_max >= days:
            answer = LimitAnswer.INDETERMINATE
    return answer


def first_confirmation(
    points: Sequence[TimePoint], best: Response, days: int
) -> LimitAnswer | None:
    """Whether any scan of the best response is confirmed.

    Returns:
        None if it is no CR or PR, or if its criteria do not ask for that.
    """
    if best.category not in _CONFIRMS:
        return None
    answers = {
        confirmation(points, at, days)
        for at, point in enumerate(points)
        if point.response is best and point.asks
    }
    if not answers:
        return None
    for answer in (LimitAnswer.YES, LimitAnswer.INDETERMINATE):
        if answer in answers:
            return answer
    return LimitAnswer.NO


def measured_best(history: History, line: WholeLine) -> tuple[MeasuredBest, ...]:
    """The best response of a line by its measurements, for each judge."""
    measured = [r for r in response_course(history) if r.line == line.number]
    return tuple(
        _best(history, line, judge.text, tuple(responses))
        for judge, responses in groupby(measured, key=lambda each: each.judge)
    )


def _best(
    history: History,
    line: WholeLine,
    judge: str,
    responses: tuple[MeasuredResponse, ...],
) -> MeasuredBest:
    moments = [history.moment(r.record, "scan") for r in responses]
    options = [(*r.categories, *((None,) if r.unknown else ())) for r in responses]
    bests: set[Response | None] = set()
    points: list[TimePoint] = []
    for categories in _combinations(options):
        read = list(_until_progression(categories, moments))
        points = [TimePoint(c, moment) for c, moment in read if c is not None]
        best = best_of(counted(points, history.start(line), history.settings))
        whole = len(points) == len(read) or best == {Response.CR}
        bests |= best if whole else {None}
    known = tuple(c for c in BEST_FIRST if c in bests)
    settled = known[0] if len(bests) == 1 and known else None
    days = history.settings.confirmation_days
    return MeasuredBest(
        judge=judge,
        categories=known,
        unknown=None in bests or not bests,
        confirmed=first_confirmation(points, settled, days) if settled else None,
        records=tuple(r.scan.records[0] for r in responses if settled in r.categories),
    )


def _combinations(
    options: Sequence[tuple[Response | None, ...]],
) -> Iterator[tuple[Response | None, ...]]:
    """Every way of reading the scans; where there are too many, none is known."""
    count = 1
    for each in options:
        count *= len(each)
    if count <= _MOST_READINGS:
        yield from product(*options)
    else:
        yield (None,) * len(options)


def _until_progression(
    categories: Sequence[Response | None], moments: Sequence[Moment]
) -> Iterator[tuple[Response | None, Moment]]:
    for category, moment in zip(categories, moments, strict=True):
        yield category, moment
        if category is not None and category.category is Response.PD:
            return
