"""The survival curve below the rows, with its band and the numbers at risk."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from timeline.charts.hover import shown
from timeline.charts.palette import INK, QUIET
from timeline.charts.traces import Trace, scatter_trace
from timeline.clinical.durations import rounded
from timeline.clinical.endpoints.kaplan_meier import BAND, KaplanMeier, Median
from timeline.swimlane.cohort.model import CohortCurve

PANEL = 190
"""Height of the panel in pixels."""
CURVE, SHADE = "#4477aa", "#d5e0ec"
_COMMON: dict[str, Any] = {"yaxis": "y2", "showlegend": False}


def facts(curve: CohortCurve) -> tuple[str, ...]:
    """Name of the curve, then its method, counts and medians, one to a line."""
    found = curve.shortest
    percent = f"{found.confidence:.0%}"
    name = curve.name[:1].upper() + curve.name[1:]
    return (
        name,
        f"Kaplan-Meier, {percent} {BAND} band",
        f"{found.patients} patients, {found.events} event{'s' * (found.events != 1)}",
        f"Median {in_months(found.median.time)}",
        f"{percent} CI {_limits(found.median)}",
        f"Median follow-up {in_months(curve.follow_up.median.time)}",
    )


def in_months(time: float | None) -> str:
    """A time, or that the curve does not reach it."""
    return "not reached" if time is None else f"{rounded(time)} months"


def _limits(median: Median) -> str:
    ends = (median.lower, median.upper)
    if ends == (None, None):
        return "not reached"
    first, last = ("not reached" if end is None else rounded(end) for end in ends)
    return f"{first} to {last}"


def survival_traces(curve: CohortCurve) -> Iterator[Trace]:
    """Band, second curve, curve and censored patients, from back to front."""
    found = curve.shortest
    yield from _band(found)
    if curve.longest:
        line = {"color": QUIET, "width": 1.4, "dash": "dot", "shape": "hv"}
        name = "Longest possible lengths"
        yield scatter_trace(**_stairs(curve.longest), line=line, name=name, **_COMMON)
    line = {"color": CURVE, "width": 2.2, "shape": "hv"}
    yield scatter_trace(**_stairs(found), line=line, name=shown(curve.name), **_COMMON)
    censored = [step for step in found.steps if step.censored]
    yield scatter_trace(
        x=[round(step.time, 3) for step in censored],
        y=[round(step.survival, 4) for step in censored],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 8, "color": CURVE},
        name="censored",
        hovertemplate="month %{x:.1f}, %{y:.0%}<extra>censored</extra>",
        cliponaxis=False,
        **_COMMON,
    )


def at_risk_trace(found: KaplanMeier, months: list[int]) -> Trace:
    """Number of patients observed up to each tick of the axis or longer."""
    return scatter_trace(
        x=months,
        y=[0] * len(months),
        mode="text",
        text=[str(found.at_risk(month)) for month in months],
        textfont={"size": 11, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
        name="at risk",
        xaxis="x3",
        yaxis="y3",
        showlegend=False,
    )


def _stairs(found: KaplanMeier) -> dict[str, Any]:
    return {
        "x": [0, *(round(step.time, 3) for step in found.steps)],
        "y": [1, *(round(step.survival, 4) for step in found.steps)],
        "mode": "lines",
        "hovertemplate": "month %{x:.1f}, %{y:.0%}<extra></extra>",
    }


def _band(found: KaplanMeier) -> Iterator[Trace]:
    """The band between its limits, as far as it has any."""
    limited = [step for step in found.steps if step.lower is not None]
    after = found.steps[found.steps.index(limited[-1]) + 1 :] if limited else ()
    # The last limits hold until the next step, where nobody is left to have any.
    limited += [replace(limited[-1], time=step.time) for step in after[:1]]
    times = [round(step.time, 3) for step in limited]
    edges = {
        "upper limit": [step.upper for step in limited],
        "lower limit": [step.lower for step in limited],
    }
    for name, values in edges.items():
        yield scatter_trace(
            x=times,
            y=[None if value is None else round(value, 4) for value in values],
            mode="lines",
            line={"width": 0, "color": SHADE, "shape": "hv"},
            fill="tonexty" if name == "lower limit" else None,
            fillcolor=SHADE,
            hoverinfo="skip",
            name=name,
            **_COMMON,
        )
