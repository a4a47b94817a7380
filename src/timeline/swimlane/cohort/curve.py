"""The survival curve of the patients in the rows.

Dates that are only partly known make a length a range. A patient enters the curve at
the shortest possible length: the records prove that time, so that uncertainty never
lengthens survival. A second curve takes the longest possible lengths
and shows how much depends on the dates; it is no confidence limit, since a later event
can also lower a curve, where others are censored in between.

Where the dates leave open whether a patient had the event, no curve takes either: an
event and a censored length do not bracket the estimate, because a patient censored
early no longer counts at later events. Such a patient is left out and named with the
date that decides.
"""

from collections.abc import Sequence

from timeline.case.date_in_case import point_in_words
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.kaplan_meier import (
    Observation,
    kaplan_meier,
    reversed_events,
)
from timeline.clinical.endpoints.progression import progression_free_survival
from timeline.clinical.endpoints.survival import survival_from
from timeline.clinical.settings import Settings
from timeline.language.words import Words
from timeline.swimlane.cohort.course import Course
from timeline.swimlane.cohort.model import CohortCurve, LeftOut
from timeline.swimlane.cohort.options import Curve


def cohort_curve(
    courses: Sequence[Course], curve: Curve, word: Words
) -> CohortCurve | None:
    """Estimate survival from day 0 of the rows.

    Args:
        courses: The patients in the rows.
        curve: Which survival curve.
        word: The fixed words in the chosen language.

    Returns:
        The curve, or None if none was chosen or no length is known.
    """
    if curve is Curve.NONE:
        return None
    measured = [(course, _endpoint(course, curve)) for course in courses]
    usable = [endpoint for _, endpoint in measured if _usable(endpoint)]
    if not usable:
        return None
    shortest = [
        _observation(endpoint, endpoint.duration.days_min) for endpoint in usable
    ]
    survivals = [_survival(course) for course in courses]
    alive = [_observation(f, f.duration.days_min) for f in survivals if _usable(f)]
    longest = [_observation(endpoint, _longest(endpoint)) for endpoint in usable]
    return CohortCurve(
        name=_name(curve, word),
        rule=_rule(curve, courses[0].history.settings, word),
        shortest=kaplan_meier(shortest),
        longest=kaplan_meier(longest) if longest != shortest else None,
        ranges=sum(f.duration.days_min != f.duration.days_max for f in usable),
        follow_up=kaplan_meier(reversed_events(alive)),
        left_out=tuple(
            LeftOut(course.case.code, _why_not(course, endpoint, _name(curve, word)))
            for course, endpoint in measured
            if not _usable(endpoint)
        ),
    )


def _endpoint(course: Course, curve: Curve) -> Endpoint:
    if curve is Curve.PROGRESSION_FREE and course.line:
        return progression_free_survival(course.history, course.line)
    return _survival(course)


def _survival(course: Course) -> Endpoint:
    return survival_from(course.history, course.zero, _name(Curve.OVERALL, course.word))


def _name(curve: Curve, word: Words) -> str:
    return word(f"curve.{curve.name.lower()}")


def _rule(curve: Curve, settings: Settings, word: Words) -> str:
    if curve is Curve.PROGRESSION_FREE:
        return word(
            "cohort.rule_progression_free",
            criterion=settings.progression_choice,
            censoring=settings.censor_rule,
        )
    return word("cohort.rule_overall")


def _usable(endpoint: Endpoint) -> bool:
    return endpoint.censored is not None and endpoint.duration.days_min is not None


def _why_not(course: Course, endpoint: Endpoint, name: str) -> str:
    """Why outcome or length is unknown; it names no date, so that it may leave."""
    if endpoint.unsettled:
        return course.word("reason.contradiction", event=name)
    if endpoint.settled_by:
        point = point_in_words(course.case, endpoint.settled_by.point, course.word)
        return course.word("reason.status_open", point=point)
    if endpoint.censored is None:
        return endpoint.end
    return course.word("reason.length")


def _longest(endpoint: Endpoint) -> int | None:
    longest = endpoint.duration.days_max
    return endpoint.duration.days_min if longest is None else longest


def _observation(endpoint: Endpoint, days: int | None) -> Observation:
    return Observation((days or 0) / DAYS_PER_MONTH, event=not endpoint.censored)
