"""Response category from sums of diameters, by RECIST 1.1.

Eisenhauer et al., Eur J Cancer 2009;45:228-247: partial response is a fall of at least
30 % from baseline; progression is a rise of at least 20 % and 5 mm from the nadir, the
baseline included; a new lesion or unequivocal growth of other disease is progression.
Complete response also needs every node below 10 mm and other disease gone, which sums
of diameters do not show.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.case.vocabulary import Response

FALL_FOR_RESPONSE = 30.0
RISE_FOR_PROGRESSION = 20.0
RISE_IN_MM = 5.0
_TOLERANCE = 1e-9  # sums are decimal fractions; 0.7 x 0.3 must not miss a limit


@dataclass(frozen=True, slots=True)
class TargetResponse:
    """What the sums of diameters say at one assessment."""

    category: Response
    percent_from_baseline: float | None
    """None where the baseline is 0 mm."""
    percent_from_nadir: float | None
    """None where the nadir is 0 mm."""
    rise: float
    """Rise from the nadir in mm; negative for a new nadir."""
    rule: str = "RECIST 1.1 (Eur J Cancer 2009;45:228-247)"


def target_response(
    baseline: float,
    later: Sequence[float],
    *,
    targets_gone: bool = False,
    new_lesion: bool = False,
    other_growth: bool = False,
) -> TargetResponse:
    """Judge the last of a series of sums of diameters.

    Args:
        baseline: Sum of the target lesions before treatment, in mm.
        later: Sums after it, in order, in mm; the last one is judged.
        targets_gone: Whether every target has gone, nodes being below 10 mm; a sum of
            0 says so by itself.
        new_lesion: Whether a lesion has appeared.
        other_growth: Whether other disease has grown unequivocally.

    Returns:
        The category; not evaluable where the baseline is 0 mm and nothing else shows
        progression.

    Raises:
        ValueError: If there is no later sum or one is negative.
    """
    if not later or min(baseline, *later) < 0:
        raise ValueError("Give a baseline and at least one later sum, none negative.")
    now, nadir = later[-1], min((baseline, *later[:-1]))
    change, growth, rise = _percent(now, baseline), _percent(now, nadir), now - nadir
    if new_lesion or other_growth:
        category = Response.PD
    elif change is None:
        category = Response.NE
    elif now == 0 or targets_gone:
        category = Response.CR
    elif _progressed(growth, rise):
        category = Response.PD
    elif change <= -FALL_FOR_RESPONSE + _TOLERANCE:
        category = Response.PR
    else:
        category = Response.SD
    return TargetResponse(category, change, growth, rise)


def _percent(now: float, before: float) -> float | None:
    return None if before == 0 else 100 * (now - before) / before


def _progressed(growth: float | None, rise: float) -> bool:
    enough = growth is None or growth >= RISE_FOR_PROGRESSION - _TOLERANCE
    return enough and rise >= RISE_IN_MM - _TOLERANCE
