"""Keeps a figure within the frame of its preset, or says what would make it fit."""

from dataclasses import replace

from timeline.charts.print.drawing import Drawing, draw
from timeline.charts.print.presets import Preset, PresetError
from timeline.swimlane.model import Group, Swimlane

_STEP = 0.25
"""Points by which the font gives way."""
_FOLD = (Group.FINDINGS, Group.ADVERSE, Group.HER2, Group.LOCAL)
"""Groups that a figure of treatment can do without, the first one first."""


def fitted(
    swimlane: Swimlane, preset: Preset, *, title: str = "", description: str = ""
) -> Drawing:
    """Draw a swimlane within the width and the height of a preset.

    The font gives way down to the smallest that the preset allows.

    Raises:
        PresetError: If the figure is still too high; it says what to leave out.
        GlyphError: If a label has letters that the font does not have.
    """
    points = preset.font
    while True:
        tried = replace(preset, font=points)
        drawing = draw(swimlane, tried, title=title, description=description)
        if drawing.height <= preset.height:
            return drawing
        if points <= preset.least_font:
            raise PresetError(_too_high(drawing, preset), hint=_advice(swimlane, tried))
        points = max(points - _STEP, preset.least_font)


def without(swimlane: Swimlane, groups: frozenset[Group]) -> Swimlane:
    """The same picture without the lanes of some groups."""
    kept = tuple(lane for lane in swimlane.lanes if lane.group not in groups)
    return replace(swimlane, lanes=kept)


def _too_high(drawing: Drawing, preset: Preset) -> str:
    return (
        f"At {preset.width:g} mm and {preset.least_font:g} points the figure is "
        f"{drawing.height:.0f} mm high; {preset.name} allows {preset.height:g} mm."
    )


def _advice(swimlane: Swimlane, preset: Preset) -> str:
    left_out: list[Group] = []
    for group in _FOLD:
        if any(lane.group is group for lane in swimlane.lanes):
            left_out.append(group)
            rest = without(swimlane, frozenset(left_out))
            if draw(rest, preset).height <= preset.height:
                named = " and ".join(f'"{each.value}"' for each in left_out)
                options = " ".join(
                    f"--leave-out {each.name.lower()}" for each in left_out
                )
                return f"Leave out {named} ({options}), or take a wider preset."
    return (
        "Take a wider preset, or split the figure in two: one with --leave-out local "
        "--leave-out her2 --leave-out adverse --leave-out findings, one with "
        "--leave-out status --leave-out systemic."
    )
