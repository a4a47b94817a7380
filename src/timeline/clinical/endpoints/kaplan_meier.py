"""The product-limit estimate of survival, for a cohort.

Estimator: Kaplan and Meier, J Am Stat Assoc 1958;53:457-481. Variance: Greenwood 1926.
Band: log(-log) transformed, which stays between 0 and 1 (Collett, Modelling Survival
Data in Medical Research, section 2.2). Median limits: Brookmeyer and Crowley,
Biometrics 1982;38:29-41. Median and limits are read off as `print.survfit` of the R
package survival does: where the curve, or a limit of its band, is exactly one half for
a time, the middle of that time. Follow-up: the reverse estimate, Schemper and Smith,
Control Clin Trials 1996;17:343-346.

The formulas are a page of arithmetic, so that `lifelines` with numpy, scipy, pandas and
matplotlib would be a dependency out of all proportion.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

BAND = "log-log"
"""Name of the transformation of the confidence band, for captions."""
_NEARLY = 2.0**-26
"""How far from a half still is one: the tolerance of survfit, for rounded products."""


@dataclass(frozen=True, slots=True)
class Observation:
    """How long one patient was observed, and whether the event ended it."""

    time: float
    """At least 0, in whatever unit the whole estimate has."""
    event: bool
    """False: censored."""


@dataclass(frozen=True, slots=True)
class CurveStep:
    """The estimate from one time of observation to the next."""

    time: float
    at_risk: int
    """Patients observed up to this time or longer."""
    events: int
    censored: int
    """Censored at this time, after its events."""
    survival: float
    """Share without the event after this time."""
    variance: float | None
    """Greenwood's; None where every patient has had the event."""
    lower: float | None
    """Lower limit of the band; None where survival is 0 or 1: it has no limits."""
    upper: float | None


@dataclass(frozen=True, slots=True)
class Median:
    """The time at which half have had the event, with its confidence limits.

    Each is the first time at which survival, or that limit of the band, is a half or
    less. Where it is exactly a half until a later event, each is the middle between the
    two, as in R's survfit; where it stays a half to the end, it is the first time.
    """

    time: float | None
    """None: not reached."""
    lower: float | None
    """From the lower limit of the band; None: not reached."""
    upper: float | None
    """From the upper limit of the band; None: not reached."""


@dataclass(frozen=True, slots=True)
class KaplanMeier:
    """A survival curve."""

    patients: int
    confidence: float
    """Coverage of the band at each single time, such as 0.95."""
    steps: tuple[CurveStep, ...]
    """One for each time at which somebody had the event or was censored."""
    median: Median

    @property
    def events(self) -> int:
        """Number of patients with the event."""
        return sum(step.events for step in self.steps)

    @property
    def last(self) -> float:
        """The longest observation; 0 without patients. The curve ends there."""
        return self.steps[-1].time if self.steps else 0.0

    def survival(self, time: float) -> float | None:
        """Share without the event at a time; None after the longest observation.

        Args:
            time: At least 0. A step counts from its own time on.
        """
        if time > self.last or not self.patients:
            return None
        index = bisect_right(self.steps, time, key=lambda step: step.time)
        return self.steps[index - 1].survival if index else 1.0

    def at_risk(self, time: float) -> int:
        """Number of patients observed up to this time or longer."""
        return sum(s.events + s.censored for s in self.steps if s.time >= time)


def kaplan_meier(
    observations: Iterable[Observation], *, confidence: float = 0.95
) -> KaplanMeier:
    """Estimate survival by the product of the conditional shares.

    A patient censored at the time of an event still counts as at risk at that event.

    Args:
        observations: In any order; the result does not depend on it.
        confidence: Coverage of the band, between 0 and 1.

    Raises:
        ValueError: If a time is negative or not finite, or the confidence is not
            between 0 and 1.
    """
    observed = tuple(observations)
    if any(not math.isfinite(o.time) or o.time < 0 for o in observed):
        raise ValueError("A time of observation is a finite number, and not below 0.")
    if not 0 < confidence < 1:
        raise ValueError("The confidence lies between 0 and 1.")
    events = Counter(o.time for o in observed if o.event)
    observed_until = Counter(o.time for o in observed)
    at_risk, survival, greenwood = len(observed), 1.0, 0.0
    normal = NormalDist().inv_cdf((1 + confidence) / 2)
    steps = []
    for time in sorted(observed_until):
        died, remaining = events[time], at_risk - events[time]
        survival *= remaining / at_risk
        greenwood += died / (at_risk * remaining) if remaining else 0.0
        lower, upper = _band(survival, greenwood, normal)
        steps.append(
            CurveStep(
                time=time,
                at_risk=at_risk,
                events=died,
                censored=observed_until[time] - died,
                survival=survival,
                variance=survival**2 * greenwood if survival else None,
                lower=lower,
                upper=upper,
            )
        )
        at_risk -= observed_until[time]
    return KaplanMeier(len(observed), confidence, tuple(steps), _median(steps))


def reversed_events(
    observations: Iterable[Observation],
) -> tuple[Observation, ...]:
    """The observations of follow-up: censoring is the event, and the event censors.

    The median of their estimate is the median follow-up, which deaths do not shorten.
    """
    return tuple(Observation(o.time, event=not o.event) for o in observations)


def _band(
    survival: float, greenwood: float, normal: float
) -> tuple[float | None, float | None]:
    if survival in (0.0, 1.0):
        return None, None
    logarithm = math.log(survival)
    spread = normal * math.sqrt(greenwood) / abs(logarithm)
    return (
        math.exp(logarithm * math.exp(spread)),
        math.exp(logarithm * math.exp(-spread)),
    )


def _median(steps: Sequence[CurveStep]) -> Median:
    return Median(
        time=_crossing([(step.time, step.survival) for step in steps]),
        lower=_crossing([(step.time, step.lower) for step in steps]),
        upper=_crossing([(step.time, step.upper) for step in steps]),
    )


def _crossing(curve: Iterable[tuple[float, float | None]]) -> float | None:
    """Where a horizontal line at one half meets a curve, in the way of survfit."""
    below = [
        (time, share)
        for time, share in curve
        if share is not None and share < 0.5 + _NEARLY
    ]
    if not below:
        return None
    first, half = below[0]
    later = [time for time, share in below if share < half]
    if later and half > 0.5 - _NEARLY:
        return (first + later[0]) / 2
    return first
