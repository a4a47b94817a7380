"""What the keys and marks of the cohort mean, as sections of names and meanings."""

from timeline.swimlane.model import Certainty, Shape
from timeline.tui.cohort.legend import entries
from timeline.tui.cohort.looks import END_GLYPHS, OBSERVED, end_name
from timeline.tui.cohort.scene import CohortScene, RowLine
from timeline.tui.drawing import glyphs
from timeline.tui.help.sections import Marks, Pairs, Sections, on_screen

KEYS: Pairs = (
    ("↑ ↓  or  k j", "patient above or below"),
    ("← →  or  [ ]", "previous or next segment or mark of the patient"),
    ("g  G", "first or last patient"),
    ("h l", "move the window"),
    ("+  -  0", "closer, further, everything"),
    ("Enter", "open the patient; Escape there comes back"),
    ("z", "what month 0 of every row is"),
    ("o", "what the rows are sorted by"),
    ("b", "what the rows are grouped by"),
    ("s", "what a segment is: drugs of one class, or a line"),
    ("e", "marks on a line of their own, or on the segments"),
    ("u", "who and what is not in the picture, and why"),
    ("J", "go to a patient"),
    ("n", "count orders that only the narrative suggests"),
    ("d", "show or hide the detail"),
    ("Escape", "back to the list"),
)
ROWS: Pairs = (
    (
        glyphs.ZERO,
        "month 0; where that event is known to a month or a window, its "
        "first possible day",
    ),
    (OBSERVED, "time under observation from month 0"),
    (glyphs.WHISKER[Certainty.WINDOW], "may have been under observation"),
    ("2 to 9, +", "so many marks in one cell; ← → tells them, + shows them apart"),
    ("best response", "as reported; on that line where the rows are aligned on one"),
    ("HER2", "last test on tissue that gives a class, by rule or as reported"),
)
BARS: Pairs = (
    (glyphs.SOLID, "therapy that certainly ran"),
    (glyphs.UNCERTAIN[Certainty.MONTH], "may run here: the source names the month"),
    (glyphs.UNCERTAIN[Certainty.WINDOW], "may run here: the source gives a window"),
    (glyphs.UNCERTAIN[Certainty.ORDER], "may run here: no date, only an order"),
    (glyphs.UNCERTAIN[Certainty.NARRATIVE], "placed by the order of the sentences"),
    (glyphs.UNKNOWN_END, "on a segment: that end of it is not known"),
)
_SHAPES = (
    Shape.COMPLETE,
    Shape.PARTIAL,
    Shape.STABLE,
    Shape.NOT_EVALUABLE,
    Shape.DOWN,
    Shape.SQUARE,
    Shape.DIAMOND,
    Shape.STAR,
    Shape.HEXAGON,
    Shape.CROSS,
    Shape.CELLS,
    Shape.UP,
)
_NAMES = {Shape.CROSS: "other local treatment"}


def cohort_sections(scene: CohortScene | None, lines: tuple[RowLine, ...]) -> Sections:
    """The sections; the marks of the lines in view come first."""
    marks: Marks = ()
    if scene is not None:
        numbers = sorted({line.row for line in lines if line.row is not None})
        rows = [scene.cohort.rows[number] for number in numbers]
        legend = entries(rows, by_line=scene.cohort.by_line)
        marks = tuple((glyph, meaning, ink) for glyph, ink, meaning in legend)
    return (
        *on_screen(marks),
        ("Keys", KEYS),
        ("Rows", ROWS),
        ("Segments", BARS),
        ("Marks, filled: dated, hollow: day not known", _marks()),
        ("Ends of a row", tuple((g, end_name(e)) for e, g in END_GLYPHS.items())),
    )


def _marks() -> Pairs:
    marks = []
    for shape in _SHAPES:
        full, hollow, meaning = glyphs.MARKS[shape]
        marks.append((f"{full} {hollow}", _NAMES.get(shape, meaning)))
    return tuple(marks)
