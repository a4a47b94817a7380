"""The swimlane of a report: as large as the first page of a patient has room for."""

from dataclasses import dataclass, replace

from timeline.charts.abbreviations import in_line
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.caption import undated_note
from timeline.charts.print.drawing import Drawing, draw
from timeline.charts.print.fitting import FOLDABLE, drawn_within, without
from timeline.charts.print.presets import OWN, Preset
from timeline.charts.shortening import shortened
from timeline.swimlane.folding import folded, joined
from timeline.swimlane.model import Group, Swimlane

_SIZES = ((7.5, 6.5), (6.25, 5.5))
"""Ranges of the points of the letters, the easiest to read first."""
_FIRST_PAGE, _WHOLE_PAGE = 178, 240
"""Millimetres of height that a picture may have."""
_HOPELESS = 1.15
"""Times the height from which the lowest way to draw it says that no way fits."""
_FRAME = Preset(
    name="report",
    meaning="First page of a report",
    width=174,
    height=_FIRST_PAGE,
    font=_SIZES[0][0],
    least_font=_SIZES[-1][-1],
    least_line=0.5,
    dpi=300,
    basis=OWN,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A swimlane that fits, and what has to be said of it."""

    drawing: Drawing | None
    """None where no way to draw it fits a page."""
    notes: tuple[str, ...]


def picture_of(
    swimlane: Swimlane,
    first_page: float = _FIRST_PAGE,
    whole_page: float = _WHOLE_PAGE,
) -> Picture:
    """Draw the course within a page.

    Lanes are folded, the findings first, rather than that the picture leaves the first
    page, then left out, and at last all of them folded. What was done, and what has no
    date, is said below it.

    Args:
        swimlane: The course.
        first_page: Millimetres of height on the first page of a patient.
        whole_page: Millimetres of height on a page of its own.
    """
    if not swimlane.lanes and not swimlane.series:
        nothing = "No record has a place in the picture."
        return Picture(None, (nothing, *undated_note(swimlane)))
    for count in range(len(FOLDABLE) + 1):
        groups = frozenset(FOLDABLE[:count])
        if drawing := _fitted(folded(swimlane, groups), first_page):
            return _noted(swimlane, drawing, on_one_lane=groups)
    if drawing := _fitted(swimlane, whole_page):
        return _noted(swimlane, drawing)
    for count in range(1, len(FOLDABLE) + 1):
        groups = frozenset(FOLDABLE[:count])
        if drawing := _fitted(without(swimlane, groups), first_page):
            return _noted(swimlane, drawing, left_out=groups)
    return _all_folded(swimlane, first_page, whole_page)


def _all_folded(swimlane: Swimlane, *heights: float) -> Picture:
    """The last way: a lane for each group, on the lowest of some heights."""
    every = frozenset(Group)
    for height in heights:
        if drawing := _fitted(folded(swimlane, every), height):
            return _noted(swimlane, drawing, on_one_lane=every)
    return Picture(None, ("The picture has more lanes than a page has room for.",))


def _fitted(swimlane: Swimlane, height: float) -> Drawing | None:
    """The picture in the largest letters in which it is not higher than this."""
    brief = joined(shortened(swimlane).swimlane)
    for most, least in _SIZES:
        smallest = replace(_FRAME, font=least, least_font=least)
        lowest = draw(brief, smallest, stacked=True, brief=True, low=True)
        if lowest.height > _HOPELESS * height:
            continue  # at once, since every try takes long where there is much to draw
        frame = replace(_FRAME, height=height, font=most, least_font=least)
        if drawing := drawn_within(swimlane, frame):
            return replace(drawing, description=alt_text(swimlane))
    return None


_NOTHING: frozenset[Group] = frozenset()


def _noted(
    swimlane: Swimlane,
    drawing: Drawing,
    *,
    on_one_lane: frozenset[Group] = _NOTHING,
    left_out: frozenset[Group] = _NOTHING,
) -> Picture:
    notes = []
    if names := _names(swimlane, on_one_lane):
        notes.append(f"On one lane each, to fit the page: {names}.")
    if names := _names(swimlane, left_out):
        notes.append(f"Not drawn, for want of room, but told below: {names}.")
    if drawing.shortened:
        notes.append(f"Short forms: {in_line(drawing.shortened)}.")
    return Picture(drawing, (*notes, *undated_note(swimlane)))


def _names(swimlane: Swimlane, groups: frozenset[Group]) -> str:
    drawn = {lane.group for lane in swimlane.lanes} & groups
    ordered = dict.fromkeys((*FOLDABLE, *Group))
    return ", ".join(swimlane.word.of(group) for group in ordered if group in drawn)
