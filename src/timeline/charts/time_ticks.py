"""Ticks of a time axis: those of the whole, and finer ones for who looks closer."""

from collections.abc import Callable, Sequence
from typing import Any

from timeline.charts.horizontal import Horizontal
from timeline.swimlane.scale import Tick

Ticks = dict[str, Any]
"""`tickvals` and `ticktext`, as Plotly takes them."""
MOST = 12
"""Ticks for which there is room."""
_HALVINGS = 4


def tick_values(ticks: Sequence[Tick], axis: Horizontal) -> Ticks:
    """Ticks as Plotly takes them."""
    return {
        "tickvals": [axis.x(tick.day) for tick in ticks],
        "ticktext": [tick.text for tick in ticks],
    }


def finer_ticks(
    ticks: Callable[[int], Sequence[Tick]], axis: Horizontal
) -> list[Ticks]:
    """Ticks for the whole axis, then for a half of it, a quarter and so on.

    Args:
        ticks: Gives the ticks of the whole axis, so many at the most.
        axis: The axis.
    """
    found: list[Ticks] = []
    for halvings in range(_HALVINGS + 1):
        finer = tick_values(ticks(MOST << halvings), axis)
        if finer not in found:
            found.append(finer)
    return found
