"""Heights and axes of the picture of a cohort."""

from dataclasses import dataclass
from typing import Any

from timeline.charts.axes import finer_ticks, time_axes
from timeline.charts.cohort.sheet import FONT, CohortSheet
from timeline.charts.cohort.survival import PANEL
from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import shown
from timeline.charts.palette import GRID, INK
from timeline.charts.traces import MOST, Ticks
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.time_axis import Tick, month_ticks

TOP, LEGEND_ROW, RISK = 96, 29, 18
_AXIS, _PANEL_GAP = 46, 34
ENTRY = 214


@dataclass(frozen=True, slots=True)
class Heights:
    """Heights in pixels, from the top down."""

    rows: float
    panel: float
    """Gap and survival curve; 0 without one."""
    risk: float
    """Axis and numbers at risk between them; 0 without a curve."""
    legends: tuple[int, int]
    """Rows of both legends."""

    @property
    def plot(self) -> float:
        """Everything between the margins."""
        return self.rows + self.panel + self.risk

    @property
    def bottom(self) -> float:
        """The lower margin: the axis, where nothing follows it, and the legends."""
        axis = 8 if self.risk else _AXIS
        return axis + 16 + sum(self.legends) * LEGEND_ROW + 16

    @property
    def all(self) -> float:
        """The whole picture."""
        return TOP + self.plot + self.bottom


def heights(
    cohort: CohortSwimlane, sheet: CohortSheet, keys: tuple[int, int]
) -> Heights:
    """Heights of a picture with so many entries in its two legends."""
    with_curve = cohort.curve is not None
    across = max(1, int(sheet.axis.pixels // ENTRY))
    first, second = (-(-count // across) for count in keys)
    return Heights(
        rows=sheet.height,
        panel=_PANEL_GAP + PANEL if with_curve else 0,
        risk=_AXIS + RISK if with_curve else 0,
        legends=(first, second),
    )


def ticks(cohort: CohortSwimlane, most: int = MOST) -> tuple[Tick, ...]:
    """Ticks in months since day 0."""
    return month_ticks(0, cohort.first_day, cohort.last_day, most=most, relative=True)


def closer_ticks(cohort: CohortSwimlane, axis: Horizontal) -> dict[str, list[Ticks]]:
    """Ticks of the two axes that have any, by how close one looks."""
    finer = finer_ticks(lambda most: ticks(cohort, most), axis)
    return {"xaxis": finer, "xaxis2": finer}


def x_axes(cohort: CohortSwimlane, sheet: CohortSheet) -> dict[str, Any]:
    """Months below the curve or the rows, and the same above the rows."""
    labels, lowest = ticks(cohort), "y2" if cohort.curve else "y"
    axes = time_axes(sheet.axis, labels, labels, lowest=lowest)
    if cohort.curve:
        # Without an axis of their own, the numbers at risk would have a grid.
        axes["xaxis3"] = {"matches": "x", "anchor": "y3", "visible": False}
    return axes


def y_axes(sheet: CohortSheet, room: Heights) -> dict[str, Any]:
    """Rows, curve and numbers at risk."""
    bottom = 1 - room.rows / room.plot
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True}
    axes: dict[str, Any] = {
        "yaxis": {
            **plain,
            "domain": (bottom, 1.0),
            "range": [sheet.height, 0],
            "showticklabels": False,
            "fixedrange": bool(sheet.columns),
        }
    }
    if room.panel:
        low = room.risk / room.plot
        axes["yaxis2"] = {
            **plain,
            "domain": (low, (room.risk + PANEL) / room.plot),
            "range": [0, 1.02],
            "tickformat": ".0%",
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticks": "outside",
            "showline": True,
            "showgrid": True,
            "gridcolor": GRID,
            "linecolor": INK,
        }
        axes["yaxis3"] = {
            **plain,
            "domain": (0, RISK / room.plot),
            "range": [-1, 1],
            "showticklabels": False,
        }
    return axes


def column_axes(sheet: CohortSheet) -> dict[str, Any]:
    """An axis for each column of texts, at its own distance from the rows."""
    middles = [placed.middle for placed in sheet.rows]
    return {
        f"yaxis{number}": {
            "overlaying": "y",
            "matches": "y",
            "anchor": "free",
            "position": 0,
            "side": "right",
            "shift": -column.pixels,
            "tickvals": middles,
            "ticktext": [shown(text) for text in column.texts],
            "tickfont": {"size": FONT},
            "ticks": "",
            "showline": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        }
        for number, column in enumerate(sheet.columns, start=4)
    }
