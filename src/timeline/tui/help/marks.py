"""What the marks mean that are on a picture; its legend has room for the first only."""

from timeline.swimlane.model import FIRM, Certainty
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.curve import POINTS
from timeline.tui.drawing.legend import entries
from timeline.tui.drawing.plan import Line
from timeline.tui.drawing.scene import Scene
from timeline.tui.help.sections import Marks, Pairs

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
_BY_GLYPH = {
    glyphs.WHISKER[certainty]: meaning for certainty, meaning in WHISKERS.items()
}
VALUES = {
    "=": "marker value",
    "<": "marker below what is measured (<)",
    ">": "marker above what is measured (>)",
}


def marks_of(scene: Scene | None, lines: tuple[Line, ...]) -> Marks:
    """The glyphs of the lines that are drawn, with their meaning and ink."""
    if scene is None:
        return ()
    marks = [(glyph, meaning, ink) for glyph, ink, meaning in entries(scene, lines)]
    sketches = [placed.sketch for line in lines for placed in line.placed]
    cells = {cell for sketch in sketches for cell in sketch.values()}
    lines_over = _BY_GLYPH
    if scene.swimlane.ordered:
        lines_over = {glyphs.WHISKER[place]: name for place, name in PLACES.items()}
    whiskers = {cell.char for cell in cells if cell.ink == "whisker"}
    marks += [
        (glyph, meaning, "whisker")
        for glyph, meaning in lines_over.items()
        if glyph in whiskers
    ]
    if scene.view.folds:
        marks.append((glyphs.FOLD, "a stretch without events, folded", "fold"))
    if scene.cursor is not None:
        marks.append((glyphs.TIME, "time cursor", "time"))
    return tuple(marks)


def marker_marks(scene: Scene) -> Marks:
    """The glyphs of the marker below the lanes, with their meaning and ink."""
    if scene.series is None:
        return ()
    placed = [item.point for item in scene.items if item.point and item.placed]
    shown = [point for point in placed if point in scene.series.points]
    marks = []
    for sign, (filled, hollow) in POINTS.items():
        for glyph, dated in ((filled, True), (hollow, False)):
            if any(
                p.comparator == sign and (p.certainty in FIRM) is dated for p in shown
            ):
                undated = "" if dated else ", day not known"
                marks.append((glyph, f"{VALUES[sign]}{undated}", "point"))
    if scene.series.upper_limit:
        marks.append((glyphs.LIMIT, "upper limit of the marker", "limit"))
    marks.append((glyphs.TREATED, "systemic therapy, under the marker", "label"))
    return tuple(marks)


def notes_of(scene: Scene | None) -> Pairs:
    """What a reader has to know besides; a sign that a note explains stands first."""
    notes = scene.swimlane.footnotes if scene else ()
    return tuple(
        (note[0], note[2:]) if note.startswith("† ") else ("", note) for note in notes
    )
