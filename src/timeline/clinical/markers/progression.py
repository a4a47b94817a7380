"""Does a marker rise enough to be flagged? A flag only, never a response category."""

from dataclasses import dataclass
from enum import StrEnum

from timeline.clinical.durations import between
from timeline.clinical.markers.values import MarkerValue, exceeds, lowest_so_far
from timeline.clinical.settings import DEFAULTS, Settings


class MarkerFlag(StrEnum):
    """Whether the marker progressed."""

    YES = "yes"
    NO = "no"
    POSSIBLE = "possible"  # a date or a limit leaves it open
    NOT_COMPUTABLE = "not computable"


@dataclass(frozen=True, slots=True)
class MarkerProgression:
    """Marker progression of a series."""

    flag: MarkerFlag
    records: tuple[str, ...] = ()
    """Ids of the nadir, the rise and its confirmation, as far as there are any."""


def marker_progression(
    values: tuple[MarkerValue, ...], settings: Settings = DEFAULTS
) -> MarkerProgression:
    """Look for a confirmed rise above the nadir and the reference limit.

    Both the rise and a second value some weeks later lie above the reference limit and
    above twice the nadir, which is the lowest value between the baseline and the rise.

    Args:
        values: The series in order; its first value is the baseline and never the
            nadir.
        settings: The multiple of the nadir and the days until confirmation.

    Returns:
        The first rise that is certain, else the first that is possible.
    """
    limits = {value.limit for value in values}
    if len(values) < 3 or None in limits:  # noqa: PLR2004 - baseline, nadir and rise
        return MarkerProgression(MarkerFlag.NOT_COMPUTABLE)
    possible = MarkerProgression(MarkerFlag.NO)
    for position, nadir in enumerate(lowest_so_far(values[1:-1]), start=2):
        rise = values[position]
        if _high(rise, nadir, settings) is False:
            continue
        for later in values[position + 1 :]:
            progression = _confirmed(nadir, rise, later, settings)
            if progression.flag is MarkerFlag.YES:
                return progression
            if (
                progression.flag is MarkerFlag.POSSIBLE
                and possible.flag is MarkerFlag.NO
            ):
                possible = progression
    return possible


def _confirmed(
    nadir: MarkerValue | None,
    rise: MarkerValue,
    second: MarkerValue,
    settings: Settings,
) -> MarkerProgression:
    answers = [
        _high(rise, nadir, settings),
        _high(second, nadir, settings),
        _late_enough(rise, second, settings.marker_confirmation_days),
    ]
    if False in answers:
        return MarkerProgression(MarkerFlag.NO)
    ids = (*((nadir.record,) if nadir else ()), rise.record, second.record)
    return MarkerProgression(
        MarkerFlag.POSSIBLE if None in answers else MarkerFlag.YES, ids
    )


def _high(
    value: MarkerValue, nadir: MarkerValue | None, settings: Settings
) -> bool | None:
    above = value.above(value.limit or 0.0)
    if above is False:
        return False
    fold = settings.marker_progression_fold
    risen = None if nadir is None else exceeds(value, nadir, fold)
    return risen if above or risen is False else None


def _late_enough(rise: MarkerValue, second: MarkerValue, days: int) -> bool | None:
    gap = between(rise.when, second.when, ordered=True)
    if gap.days_min is not None and gap.days_min >= days:
        return True
    return False if gap.days_max is not None and gap.days_max < days else None
