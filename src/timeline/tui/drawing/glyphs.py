"""The characters of the picture; each says its meaning without colour."""

from timeline.swimlane.model import Certainty, Shape

SOLID = "█"
SHARED = "▀"
"""A full cell of a bar of several classes, two of which it shows."""
COMBINED = "+"
"""Says on such a bar, without colour, that it is one."""
EIGHTHS = " ▏▎▍▌▋▊▉█"
"""Blocks that fill a cell from the left by 0 to 8 eighths."""
ONGOING = "►"
UNKNOWN_END = "?"
OPEN_SIDE = "┄"
FADE = 5
"""Cells over which an open side fades out: they stand for no length of time."""
MOVED = "↔"
NARRATIVE_PREFIX = "~"
GRID = "┊"
ZERO = "│"
CUTOFF = "┃"
LIMIT = "╌"
"""Line of the upper limit of a marker."""
TREATED = "▁"
"""Foot of a marker's panel on the days of systemic therapy."""
FOLD = "≈"
TIME = "║"
OPEN, CLOSED = "▾", "▸"
UNDATED = "·"
SELECTED = "▸"

UNCERTAIN = {
    Certainty.DAY: "▒",
    Certainty.MONTH: "▒",
    Certainty.WINDOW: "░",
    Certainty.FIXED: "▒",
    Certainty.ORDER: "╌",
    Certainty.NARRATIVE: "~",
    Certainty.UNPLACED: "┄",
}
"""Fill of the part of a bar that may or may not belong to it."""

WHISKER = {
    Certainty.DAY: "─",
    Certainty.MONTH: "─",
    Certainty.WINDOW: "╌",
    Certainty.FIXED: "─",
    Certainty.ORDER: "·",
    Certainty.NARRATIVE: "~",
    Certainty.UNPLACED: "┄",
}
"""Line over the days on which a mark may have happened."""

MARKS: dict[Shape, tuple[str, str, str]] = {
    Shape.SQUARE: ("■", "□", "operation"),
    Shape.DIAMOND: ("◆", "◇", "ablation"),
    Shape.STAR: ("★", "☆", "external radiotherapy"),
    Shape.HEXAGON: ("⬢", "⬡", "brachytherapy, seeds"),
    Shape.CROSS: ("✚", "✛", "other procedure, biopsy"),
    Shape.DOWN: ("▼", "▽", "progression"),
    Shape.UP: ("▲", "△", "adverse event"),
    Shape.CIRCLE: ("●", "○", "test"),
    Shape.COMPLETE: ("◉", "◎", "complete response"),
    Shape.PARTIAL: ("◕", "◔", "partial response"),
    Shape.STABLE: ("▬", "▭", "stable disease"),
    Shape.NOT_EVALUABLE: ("⊘", "⊘", "not evaluable"),
    Shape.ABSENT: ("⊠", "⊠", "looked for, not there"),
    Shape.RING: ("◍", "◌", "assessment without category"),
    Shape.TICK: ("▪", "▫", "finding"),
    Shape.ARROW: ("→", "⇢", "alive"),
    Shape.DEATH: ("✝", "✝", "death"),
    Shape.CELLS: ("⬟", "⬠", "cell therapy, transplantation"),
    Shape.BOX: ("#", "#", "score: the number itself"),
    Shape.STROKE: ("╹", "╵", "cycle"),
}
"""Filled glyph, hollow glyph and meaning of each shape."""
