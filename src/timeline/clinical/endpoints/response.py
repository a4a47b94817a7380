"""Best response of a line, and what follows from it.

The best response is the best category recorded, in the order CR, PR, SD, PD, NE (RECIST
1.1, Eur J Cancer 2009;45:228-247); what the measurements say stands beside it. Whether
a response has to be confirmed is a setting, and asked of RECIST alone. PD on the only
scan of a line, later than a first scan is expected, leaves disease control open. A
category for one lesion is no response of the disease, except progression. Rates belong
to cohorts.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from timeline.case.records.assessment import Assessment
from timeline.case.records.follow_up import ReportedOutcome
from timeline.case.response_vocabulary import BY_SIZE, Response
from timeline.case.vocabulary import Quantity
from timeline.clinical.course.disputes import Dispute
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import elapsed
from timeline.clinical.course.progressions import chosen
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.durations import Duration
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.endpoints.response_duration import (
    OBJECTIVE,
    duration_of_stable_disease,
    of_the_disease,
)
from timeline.clinical.response.best import (
    BEST_FIRST,
    MeasuredBest,
    TimePoint,
    best_of,
    counted,
    first_confirmation,
    measured_best,
)
from timeline.clinical.response.course import response_course
from timeline.clinical.response.scan import judge_of
from timeline.clinical.settings import ProgressionChoice

_CONTROL = (*OBJECTIVE, Response.SD)
_MOST_DISPUTES = 6
"""Of more contradictions on one line the readings are not gone through one by one."""
_CONFIRMED_LATER = (*OBJECTIVE, Response.ICR, Response.IPR)
"""Categories of RECIST and iRECIST, which ask for a second scan; others have none."""
FIRST_SCAN_DAYS = 84
"""Days within which the first scan of a line is expected: protocols ask for 6 to 8
weeks, and half as long again is left for delay (product choice). The least duration of
stable disease takes its place where it is set."""


class BestResponse(NamedTuple):
    """The best response of one line, as far as it is recorded."""

    stated: Response | None
    """As the source gives it, such as VGPR; None where no response is recorded, or
    where only its lower limit is."""
    category: Response | None
    """The one of CR, PR, SD, PD and NE that it counts as."""
    at_least_stable: bool
    """Whether disease control is reported, but no category."""
    disease_control: LimitAnswer
    """Whether the line brought CR, PR or SD."""
    clinical_benefit: LimitAnswer | None
    """CR, PR, or SD for the time that the settings ask for; None if they ask for
    none."""
    records: tuple[str, ...]
    uses_narrative: bool = False
    confirmed: LimitAnswer | None = None
    """Of CR and PR, whether a later assessment confirms it; None for all others."""
    measured: tuple[MeasuredBest, ...] = ()
    """What the measurements say, for each judge; empty where nothing was measured."""
    only_scan: bool = False
    """Whether PD stands alone and so late that a better response may have been missed;
    by RECIST it is the best response only where none was seen before."""
    by_judge: tuple[tuple[str, str], ...] = ()
    """Who judged, and the best of what they state; empty for one judge at most."""
    unsettled: tuple[str, ...] = ()
    """Categories of one day that deny each other, where the best depends on it."""

    @property
    def text(self) -> str:
        """For reading: `SD`, `unknown`, `unknown, at least SD`, `not settled: ...`."""
        if self.unsettled:
            return f"not settled: {'; '.join(self.unsettled)}"
        if self.stated is not None:
            return self.stated.value
        return "unknown, at least SD" if self.at_least_stable else "unknown"


def best_response(history: History, line: WholeLine) -> BestResponse:
    """Find the best response of a line.

    What comes after the first progression does not count, nor does stable disease
    before the minimum interval where one is set (RECIST 1.1, Eur J Cancer 2009;45:228).

    Returns:
        The category, CR before PR, SD, NON-CR/NON-PD, PD and NE; no category where
        none is recorded, where categories of one day deny each other and the best
        depends on it, and at least SD where only disease control is reported, or
        where the dates leave open whether a response was confirmed that has to be.
    """
    disputes = _disputes(history, line)
    if len(disputes) > _MOST_DISPUTES:
        best = _best_without(history, line, frozenset())
        unclear = best.clinical_benefit and LimitAnswer.INDETERMINATE
        other = best._replace(
            disease_control=LimitAnswer.INDETERMINATE, clinical_benefit=unclear
        )
        return _unsettled(disputes, (best, other))
    bests = [
        _best_without(history, line, _denied(disputes, readings))
        for readings in product(*(dispute.readings for dispute in disputes))
    ]
    if len({(best.stated, best.at_least_stable) for best in bests}) > 1:
        return _unsettled(disputes, bests)
    return bests[0]


def _disputes(history: History, line: WholeLine) -> tuple[Dispute, ...]:
    """What is not settled of the responses of a line."""
    ids = [record.id for record in history.judged(line)]
    ids += [event.stated_by for event in history.declared(line)]
    named = (history.disputes.get(record) for record in ids)
    return tuple(dict.fromkeys(dispute for dispute in named if dispute))


def _denied(
    disputes: Sequence[Dispute], readings: Iterable[frozenset[str]]
) -> frozenset[str]:
    """Ids of the records that are wrong, if those of the readings are right."""
    every = (reading for dispute in disputes for reading in dispute.readings)
    return frozenset().union(*every) - frozenset().union(*readings)


def _unsettled(
    disputes: Iterable[Dispute], bests: Sequence[BestResponse]
) -> BestResponse:
    """No best response, and of what follows from it only what all readings share."""
    controls = {best.disease_control for best in bests}
    benefits = {best.clinical_benefit for best in bests}
    unclear = LimitAnswer.INDETERMINATE
    return bests[0]._replace(
        stated=None,
        category=None,
        at_least_stable=False,
        disease_control=controls.pop() if len(controls) == 1 else unclear,
        clinical_benefit=benefits.pop() if len(benefits) == 1 else unclear,
        records=tuple(dict.fromkeys(r for best in bests for r in best.records)),
        confirmed=None,
        only_scan=False,
        unsettled=tuple(dispute.text for dispute in disputes),
    )


def _best_without(
    history: History, line: WholeLine, denied: frozenset[str]
) -> BestResponse:
    """The best response of a line, if some of its records are wrong."""
    assessments = [r for r in history.judged(line) if of_the_disease(r)]
    assessments = [r for r in assessments if r.id not in denied]
    judged = _until_progression(history, line, assessments, denied)
    points = _points(history, judged)
    options = counted(points, history.start(line), history.settings)
    best = best_of(options)
    stated = next(iter(best)) if len(best) == 1 else None
    category = stated.category if stated else None
    control = [
        record.id
        for record in history.case.of_kind(ReportedOutcome)
        if record.quantity is Quantity.DISEASE_CONTROL and record.line in line.ids
    ]
    # Disease that was controlled did not only progress: the category is missing.
    at_least_stable = bool(control) and category in (None, Response.NE, Response.PD)
    if len(best) > 1:
        at_least_stable = all(c.category in _CONTROL for c in best)
    days = history.settings.confirmation_days
    counts = zip(judged, options, strict=True)
    alone = category is Response.PD and _may_have_been_better(history, line, judged)
    same = [record.id for record, option in counts if option & best]
    return BestResponse(
        stated=None if at_least_stable else stated,
        category=None if at_least_stable else category,
        at_least_stable=at_least_stable,
        disease_control=(
            LimitAnswer.YES
            if at_least_stable
            else _controlled(history, line, None if alone else category, judged)
        ),
        clinical_benefit=_benefit(history, line, None if alone else category, judged),
        records=tuple(control if at_least_stable and control else same),
        confirmed=first_confirmation(points, stated, days) if stated else None,
        measured=measured_best(history, line),
        only_scan=alone and not at_least_stable,
        by_judge=tuple(_by_judge(history, line, assessments)),
    )


def _points(history: History, judged: list[Assessment]) -> list[TimePoint]:
    return [
        TimePoint(
            record.response or Response.NE,
            history.moment(record, "assessment"),
            record.response in _CONFIRMED_LATER and record.criteria in BY_SIZE,
        )
        for record in judged
    ]


def _by_judge(
    history: History, line: WholeLine, assessments: list[Assessment]
) -> Iterator[tuple[str, str]]:
    """The best of each judge, where several judged and no reading was accepted."""
    judges = dict.fromkeys(judge_of(record) for record in assessments)
    if len(judges) == 1 or any(record.accepted for record in assessments):
        return
    for judge in judges:
        own = [record for record in assessments if judge_of(record) == judge]
        points = _points(history, _until_progression(history, line, own))
        best = best_of(counted(points, history.start(line), history.settings))
        text = " or ".join(sorted(best, key=BEST_FIRST.index)) or "unknown"
        yield judge.text or "not stated who", text


def _until_progression(
    history: History,
    line: WholeLine,
    judged: list[Assessment],
    denied: frozenset[str] = frozenset(),
) -> list[Assessment]:
    """Assessments of a line up to and including its first progression."""
    declared = [
        event.record
        for event in history.declared(line)
        if event.stated_by not in denied and chosen(event, ProgressionChoice.ANY)
    ]
    worse = [history.rank(r) for r in declared if not isinstance(r, Assessment)]
    worse += [history.rank(r) for r in judged if r.category is Response.PD]
    first = min(worse, default=None)
    return [r for r in judged if first is None or history.rank(r) <= first]


def _may_have_been_better(
    history: History, line: WholeLine, judged: list[Assessment]
) -> bool:
    """Whether PD is the only scan of a line, and later than a first scan should be."""
    if len(judged) != 1:
        return False
    rank = history.rank(judged[0])
    measured = (r for r in response_course(history) if r.line == line.number)
    if any(history.rank(response.record) < rank for response in measured):
        return False
    limit = history.settings.minimum_stable_days or FIRST_SCAN_DAYS
    since = elapsed(history.start(line), history.moment(judged[0], "progression"))
    return since.days_min is not None and since.days_min > limit


def _controlled(
    history: History,
    line: WholeLine,
    category: Response | None,
    judged: list[Assessment],
) -> LimitAnswer:
    if category in OBJECTIVE:
        return LimitAnswer.YES
    if category is Response.PD:
        return LimitAnswer.NO
    if category is not Response.SD:
        return LimitAnswer.INDETERMINATE
    minimum = history.settings.minimum_stable_days
    if minimum is None:
        return LimitAnswer.YES
    # From the first dose to the last assessment that shows stable disease.
    stable = [record for record in judged if record.category in _CONTROL]
    seen = history.moment(stable[-1], "stable disease")
    return _lasted(elapsed(history.start(line), seen), minimum)


def _benefit(
    history: History,
    line: WholeLine,
    category: Response | None,
    judged: list[Assessment],
) -> LimitAnswer | None:
    weeks = history.settings.clinical_benefit_weeks
    if weeks is None:
        return None
    if category is not Response.SD:
        return _controlled(history, line, category, judged)
    stable = duration_of_stable_disease(history, line, category)
    answer = _lasted(stable.duration, 7 * weeks)
    # Stable disease that was censored may have lasted longer.
    unsure = answer is LimitAnswer.NO and stable.censored is not False
    return LimitAnswer.INDETERMINATE if unsure else answer


def _lasted(duration: Duration, days: int) -> LimitAnswer:
    if duration.days_min is not None and duration.days_min >= days:
        return LimitAnswer.YES
    if duration.days_max is not None and duration.days_max < days:
        return LimitAnswer.NO
    return LimitAnswer.INDETERMINATE
