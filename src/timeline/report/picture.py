"""The swimlane of a report: as large as the first page of a patient has room for."""

from dataclasses import dataclass, replace

from timeline.charts.abbreviations import in_line
from timeline.charts.package.alt_text import alt_text
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.fitting import fitted
from timeline.charts.print.presets import OWN, Preset, PresetError
from timeline.swimlane.folding import folded
from timeline.swimlane.model import Group, Swimlane

_FRAME = Preset(
    name="report",
    meaning="First page of a report",
    width=174,
    height=178,
    font=7.5,
    least_font=5.5,
    least_line=0.5,
    dpi=300,
    basis=OWN,
)
_WHOLE_PAGE = 240
_FOLD = (Group.FINDINGS, Group.ADVERSE, Group.HER2, Group.LOCAL, Group.LESIONS)
"""Groups that lose least when their lanes become one, the first one first."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A swimlane that fits, and what has to be said of it."""

    drawing: Drawing | None
    """None where no way to draw it fits a page."""
    notes: tuple[str, ...]


def picture_of(swimlane: Swimlane) -> Picture:
    """Draw the course within a page.

    Lanes are folded, the findings first, rather than that the picture leaves the first
    page; what is folded is said below it.
    """
    for count in range(len(_FOLD) + 1):
        groups = frozenset(_FOLD[:count])
        if drawing := _fitted(folded(swimlane, groups), _FRAME):
            return _noted(swimlane, drawing, groups)
    if drawing := _fitted(swimlane, replace(_FRAME, height=_WHOLE_PAGE)):
        return _noted(swimlane, drawing, frozenset())
    return Picture(None, ("The picture has more lanes than a page has room for.",))


def _fitted(swimlane: Swimlane, frame: Preset) -> Drawing | None:
    title, told = swimlane.word("title.figure"), alt_text(swimlane)
    try:
        return fitted(swimlane, frame, title=title, description=told)
    except PresetError:
        return None


def _noted(swimlane: Swimlane, drawing: Drawing, groups: frozenset[Group]) -> Picture:
    notes = []
    drawn = {lane.group for lane in swimlane.lanes} & groups
    if drawn:
        names = ", ".join(swimlane.word.of(group) for group in _FOLD if group in drawn)
        notes.append(f"On one lane each, to fit the page: {names}.")
    if drawing.shortened:
        notes.append(f"Short forms: {in_line(drawing.shortened)}.")
    return Picture(drawing, tuple(notes))
