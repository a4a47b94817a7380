"""What the keys of a comparison do, as sections of names and meanings."""

from timeline.tui.help.sections import Marks, Pairs, Sections, on_screen

KEYS: Pairs = (
    ("Tab", "the keys for the other course; ▸ shows which one they are for"),
    ("z", "what month 0 of this course is"),
    ("↑ ↓  or  k j", "record on the line above or below; on into the other course"),
    ("← →  or  [ ]", "previous or next record in time"),
    ("g  G", "first or last record in time"),
    ("h l", "move the window of both"),
    ("+  -  0", "closer, further, everything"),
    ("Space", "close or open the group of the selected record"),
    ("n", "count orders that only the narrative suggests"),
    ("d", "show or hide the detail"),
    ("Enter", "open the patient; Escape there comes back"),
    ("Escape", "back"),
)
AXIS: Pairs = (
    ("months", "30.4375 days each, since month 0 of each course; no calendar"),
    ("month 0", "the first possible day, where the event has no exact one"),
    ("Since month 0", "in the detail: the same for the selected record, as a range"),
)


def compare_sections(marks: Marks) -> Sections:
    """The sections; the marks on the screen come first."""
    return (*on_screen(marks), ("Keys", KEYS), ("Axis", AXIS))
