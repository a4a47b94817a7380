"""The survival curve of the patients in the rows.

Dates that are only partly known make a length a range. A patient enters the curve at
the shortest possible length: that time is proved by the records, so that uncertainty
never lengthens anybody's survival. A second curve takes the longest possible lengths
and shows how much depends on the dates; it is no confidence limit, since a later event
can also lower a curve, where others are censored in between.
"""

from collections.abc import Sequence

from timeline.case.date_text import DAYS_PER_MONTH
from timeline.clinical.endpoints.endpoint import Endpoint, Span
from timeline.clinical.endpoints.kaplan_meier import (
    Observation,
    kaplan_meier,
    reversed_events,
)
from timeline.clinical.endpoints.progression import progression_free_survival
from timeline.clinical.endpoints.survival import death_or_censored
from timeline.clinical.settings import Settings
from timeline.swimlane.cohort.course import Course
from timeline.swimlane.cohort.model import CohortCurve, LeftOut
from timeline.swimlane.cohort.options import Curve

_NAMES = {
    Curve.OVERALL: "overall survival",
    Curve.PROGRESSION_FREE: "progression-free survival",
}


def cohort_curve(courses: Sequence[Course], wanted: Curve) -> CohortCurve | None:
    """Estimate survival from day 0 of the rows.

    Args:
        courses: The patients in the rows.
        wanted: Which survival.

    Returns:
        The curve, or None if none is wanted or no length is known.
    """
    if wanted is Curve.NONE:
        return None
    measured = [(course.case.code, _endpoint(course, wanted)) for course in courses]
    usable = [found for _, found in measured if not _why_not(found)]
    if not usable:
        return None
    shortest = [_observation(found, found.duration.days_min) for found in usable]
    followed = [_survival(course) for course in courses]
    alive = [_observation(f, f.duration.days_min) for f in followed if not _why_not(f)]
    longest = [_observation(found, _longest(found)) for found in usable]
    return CohortCurve(
        name=_NAMES[wanted],
        rule=_rule(wanted, courses[0].history.settings),
        shortest=kaplan_meier(shortest),
        longest=kaplan_meier(longest) if longest != shortest else None,
        ranges=sum(f.duration.days_min != f.duration.days_max for f in usable),
        follow_up=kaplan_meier(reversed_events(alive)),
        left_out=tuple(
            LeftOut(code, _why_not(found))
            for code, found in measured
            if _why_not(found)
        ),
    )


def _endpoint(course: Course, wanted: Curve) -> Endpoint:
    if wanted is Curve.PROGRESSION_FREE and course.line:
        return progression_free_survival(course.history, course.line)
    return _survival(course)


def _survival(course: Course) -> Endpoint:
    end, censored = death_or_censored(course.history)
    rule = _rule(Curve.OVERALL, course.history.settings)
    span = Span(course.zero, end, censored)
    return course.history.endpoint(_NAMES[Curve.OVERALL], rule, span)


def _rule(wanted: Curve, settings: Settings) -> str:
    if wanted is Curve.PROGRESSION_FREE:
        return f"to progression or death of any cause ({settings.censor_rule})"
    return "to death of any cause, censored when last known alive"


def _why_not(found: Endpoint) -> str:
    if found.censored is None:
        return found.end
    return "" if found.duration.days_min is not None else "length not known"


def _longest(found: Endpoint) -> int | None:
    longest = found.duration.days_max
    return found.duration.days_min if longest is None else longest


def _observation(found: Endpoint, days: int | None) -> Observation:
    return Observation((days or 0) / DAYS_PER_MONTH, event=not found.censored)
