"""The category of one date by RECIST 1.1, from sums of diameters in millimetres.

Source: Eisenhauer 2009, Eur J Cancer 45:228-247, section 4.3 and tables 1 and 2.
"""

import math
from enum import StrEnum

from timeline.case.response_vocabulary import Response

SHRINKAGE, GROWTH = 30.0, 20.0
"""Percent below the baseline for PR, and above the smallest sum for PD."""
LEAST_GROWTH = 5.0
"""Millimetres above the smallest sum that PD needs, too."""
_DECIMALS = 6
"""Sums are sums of floats: 63 mm is 30 % below 90 mm, whatever is left behind it."""


class NonTarget(StrEnum):
    """What the non-target lesions say together."""

    NONE = "no non-target lesion"
    CR = "CR"
    PRESENT = "NON-CR/NON-PD"
    PD = "unequivocal progression"
    UNKNOWN = "not all evaluated"


def percent_change(now: float, before: float) -> float:
    """Change in percent; infinite where something came from nothing."""
    if before == 0:
        return 0.0 if now == 0 else math.inf
    return round(100 * (now - before) / before, _DECIMALS)


def has_shrunk(now: float, baseline: float) -> bool:
    """Whether a sum lies at least 30 % below the baseline (section 4.3.1)."""
    return percent_change(now, baseline) <= -SHRINKAGE


def has_grown(now: float, smallest: float) -> bool:
    """Whether a sum lies at least 20 % and 5 mm above the smallest (section 4.3.1)."""
    rise = round(now - smallest, _DECIMALS)
    return percent_change(now, smallest) >= GROWTH and rise >= LEAST_GROWTH


def target_response(
    now: float, baseline: float | None, smallest: float | None, *, gone: bool
) -> Response | None:
    """The category of the target lesions on one date (section 4.3.1).

    Args:
        now: Their sum.
        baseline: The sum at the baseline; None without one.
        smallest: The smallest sum before this one, baseline included; None for none.
        gone: Whether no target is left, and nodes are below 10 mm.

    Returns:
        None where only a baseline could tell.
    """
    if gone:
        return Response.CR
    if smallest is not None and has_grown(now, smallest):
        return Response.PD
    if baseline is None:
        return None
    return Response.PR if has_shrunk(now, baseline) else Response.SD


def overall_response(
    target: Response | None, non_target: NonTarget, *, new_lesion: bool
) -> Response:
    """The category of the disease on one date (tables 1 and 2).

    Args:
        target: That of the target lesions, NE included; None where there are none.
        non_target: What the non-target lesions say.
        new_lesion: Whether a lesion appeared.
    """
    if new_lesion or target is Response.PD or non_target is NonTarget.PD:
        return Response.PD
    if target is None:
        return _without_targets(non_target)
    complete = non_target in (NonTarget.NONE, NonTarget.CR)
    return Response.PR if target is Response.CR and not complete else target


def _without_targets(non_target: NonTarget) -> Response:
    if non_target is NonTarget.CR:
        return Response.CR
    present = non_target is NonTarget.PRESENT
    return Response.NON_CR_NON_PD if present else Response.NE
