"""The survival curve below the rows, with its band and the numbers at risk."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from timeline.charts.hover import shown
from timeline.charts.palette import INK, QUIET
from timeline.charts.traces import Trace, scatter_trace
from timeline.clinical.durations import rounded
from timeline.clinical.endpoints.kaplan_meier import (
    BAND,
    CurveStep,
    KaplanMeier,
)
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortCurve
from timeline.swimlane.words import capital

PANEL = 190
"""Height of the panel in pixels."""
CURVE, SHADE = "#4477aa", "#d5e0ec"
_COMMON: dict[str, Any] = {"yaxis": "y2", "showlegend": False}


def facts(curve: CohortCurve, word: Words) -> tuple[str, ...]:
    """Name of the curve, then its method, counts and medians, one to a line."""
    values = numbers(curve, word)
    median = word("cohort.median", time=values["median"])
    interval = word("cohort.interval", **values)
    followed = word("cohort.median_follow_up", time=values["follow_up"])
    name, method = capital(curve.name), word("cohort.method", band=BAND, **values)
    return name, method, values["counts"], median, interval, followed


def numbers(curve: CohortCurve, word: Words) -> dict[str, str]:
    """The counts and medians of a curve in words, by what they are."""
    estimate = curve.shortest
    patients = word("cohort.patients", count=estimate.patients)
    counts = word("cohort.counts", patients=patients, count=estimate.events)
    return {
        "counts": counts,
        "percent": f"{estimate.confidence:.0%}",
        "median": _months(curve, estimate.median.time, word),
        "limits": _limits(curve, word),
        "follow_up": _months(curve, curve.follow_up.median.time, word),
    }


def _months(curve: CohortCurve, time: float | None, word: Words) -> str:
    """A time, or that the curve does not reach it."""
    if time is None:
        return word("cohort.not_reached")
    number = _number(curve, time)
    if number == "1":
        return word("cohort.one_month")
    return word("cohort.months", number=number)


def _number(curve: CohortCurve, time: float) -> str:
    """Months with the decimals that are known."""
    return f"{time:.0f}" if curve.whole_months else rounded(time)


def _limits(curve: CohortCurve, word: Words) -> str:
    median, none = curve.shortest.median, word("cohort.not_reached")
    ends = (median.lower, median.upper)
    if ends == (None, None):
        return none
    first, last = (none if end is None else _number(curve, end) for end in ends)
    return word("label.span", first=first, last=last)


def survival_traces(curve: CohortCurve, word: Words) -> Iterator[Trace]:
    """Band, second curve, curve and censored patients, from back to front."""
    estimate = curve.shortest
    yield from _band(estimate, word)
    if curve.longest:
        line = {"color": QUIET, "width": 1.4, "dash": "dot", "shape": "hv"}
        name = word("trace.longest")
        yield scatter_trace(
            **_stairs(curve, curve.longest, word), line=line, name=name, **_COMMON
        )
    line = {"color": CURVE, "width": 2.2, "shape": "hv"}
    yield scatter_trace(
        **_stairs(curve, estimate, word), line=line, name=shown(curve.name), **_COMMON
    )
    censored = [step for step in estimate.steps if step.censored]
    yield scatter_trace(
        x=[round(step.time, 3) for step in censored],
        y=[round(step.survival, 4) for step in censored],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 8, "color": CURVE},
        name=word("trace.censored"),
        hovertemplate=_at(curve, word, word("trace.censored")),
        cliponaxis=False,
        **_COMMON,
    )


def at_risk_trace(estimate: KaplanMeier, months: list[int], word: Words) -> Trace:
    """Number of patients observed up to each tick of the axis or longer."""
    return scatter_trace(
        x=months,
        y=[0] * len(months),
        mode="text",
        text=[str(estimate.at_risk(month)) for month in months],
        textfont={"size": 11, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
        name=word("trace.at_risk"),
        xaxis="x3",
        yaxis="y3",
        showlegend=False,
    )


def _stairs(curve: CohortCurve, estimate: KaplanMeier, word: Words) -> dict[str, Any]:
    return {
        "x": [0, *(round(step.time, 3) for step in estimate.steps)],
        "y": [1, *(round(step.survival, 4) for step in estimate.steps)],
        "mode": "lines",
        "hovertemplate": _at(curve, word),
    }


def _at(curve: CohortCurve, word: Words, extra: str = "") -> str:
    """Month and share under the pointer, in the template language of plotly.js."""
    digits = 0 if curve.whole_months else 1
    month = f"{word('hover.month')} %{{x:.{digits}f}}"
    return f"{month}, %{{y:.0%}}<extra>{extra}</extra>"


def band_steps(estimate: KaplanMeier) -> list[CurveStep]:
    """The steps of the band; empty where no step has limits."""
    limited = [step for step in estimate.steps if step.lower is not None]
    after = estimate.steps[estimate.steps.index(limited[-1]) + 1 :] if limited else ()
    # The last limits hold until the next step, at which no patient remains.
    return limited + [replace(limited[-1], time=step.time) for step in after[:1]]


def _band(estimate: KaplanMeier, word: Words) -> Iterator[Trace]:
    """The band between its limits, as far as it has any."""
    limited = band_steps(estimate)
    times = [round(step.time, 3) for step in limited]
    edges = (
        ("trace.upper", None, [step.upper for step in limited]),
        ("trace.lower", "tonexty", [step.lower for step in limited]),
    )
    for key, fill, values in edges:
        yield scatter_trace(
            x=times,
            y=[None if value is None else round(value, 4) for value in values],
            mode="lines",
            line={"width": 0, "color": SHADE, "shape": "hv"},
            fill=fill,
            fillcolor=SHADE,
            hoverinfo="skip",
            name=word(key),
            **_COMMON,
        )
