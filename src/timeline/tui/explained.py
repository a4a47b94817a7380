"""What the marks mean that are on a picture; its legend has room for the first only."""

from timeline.swimlane.model import Certainty
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.curve import POINTS
from timeline.tui.drawing.legend import entries
from timeline.tui.drawing.plan import Line
from timeline.tui.drawing.scene import Scene
from timeline.tui.sections import Marks, Pairs

WHISKERS = {
    Certainty.MONTH: "on one of these days: a month",
    Certainty.WINDOW: "on one of these days: a window",
    Certainty.ORDER: "on one of these days: no date, an order",
    Certainty.NARRATIVE: "on one of these days: the narrative",
}
PLACES = {
    Certainty.ORDER: "in one of these places, as the orders leave it open",
    Certainty.NARRATIVE: "in one of these places: the narrative",
}
"""The same in the order of events."""
_BY_GLYPH = {glyphs.WHISKER[each]: meaning for each, meaning in WHISKERS.items()}
VALUES = {
    "=": "marker value",
    "<": "marker below what is measured (<)",
    ">": "marker above what is measured (>)",
}


def marks_of(scene: Scene | None, lines: tuple[Line, ...]) -> Marks:
    """The glyphs of the lines that are drawn, with their meaning and ink."""
    if scene is None:
        return ()
    found = [(glyph, said, ink) for glyph, ink, said in entries(scene, lines)]
    sketches = [placed.sketch for line in lines for placed in line.placed]
    cells = {cell for sketch in sketches for cell in sketch.values()}
    ordered = {glyphs.WHISKER[each]: meaning for each, meaning in PLACES.items()}
    lines_over = ordered if scene.swimlane.ordered else _BY_GLYPH
    over = {cell.char for cell in cells if cell.ink == "whisker"}
    found += [
        (glyph, said, "whisker") for glyph, said in lines_over.items() if glyph in over
    ]
    if scene.view.folds:
        found.append((glyphs.FOLD, "a stretch without events, folded", "fold"))
    if scene.cursor is not None:
        found.append((glyphs.TIME, "time cursor", "time"))
    return tuple(found)


def marker_marks(scene: Scene) -> Marks:
    """The glyphs of the marker below the lanes, with their meaning and ink."""
    if scene.series is None:
        return ()
    placed = [item.point for item in scene.items if item.point and item.placed]
    shown = [point for point in placed if point in scene.series.points]
    found = []
    for sign, (filled, hollow) in POINTS.items():
        for glyph, dated in ((filled, True), (hollow, False)):
            if any(
                p.comparator == sign and (p.certainty in glyphs.DATED) is dated
                for p in shown
            ):
                undated = "" if dated else ", day not known"
                found.append((glyph, f"{VALUES[sign]}{undated}", "point"))
    if scene.series.upper_limit:
        found.append((glyphs.LIMIT, "upper limit of the marker", "limit"))
    found.append((glyphs.TREATED, "systemic therapy, under the marker", "label"))
    return tuple(found)


def notes_of(scene: Scene | None) -> Pairs:
    """What a reader has to know besides; a sign that a note explains stands first."""
    notes = scene.swimlane.footnotes if scene else ()
    return tuple(
        (note[0], note[2:]) if note.startswith("† ") else ("", note) for note in notes
    )
