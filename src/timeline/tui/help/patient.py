"""What keys do and marks mean on the screens of one patient."""

from timeline.swimlane.model import Certainty
from timeline.tui.drawing import glyphs
from timeline.tui.help.entry import PATIENT
from timeline.tui.help.marks import WHISKERS
from timeline.tui.help.sections import Marks, Pairs, Sections, on_screen

PICTURE_KEYS = (
    ("↑ ↓  or  k j", "record on the line above or below"),
    ("← →", "previous or next record in time; with the time cursor: one cell"),
    ("[  ]", "previous or next record in time, always"),
    ("g  G", "first or last record in time"),
    ("h l", "move the window"),
    ("Shift+←  Shift+→", "move the window; with the time cursor: ten cells"),
    ("+  -  0", "closer, further, everything"),
    ("C", "time cursor: what held on one day, across all lanes"),
    ("J", "jump to a date, a month or a line"),
    ("1 to 9", "jump to the start of that line"),
    ("t", "months since time zero, or calendar years"),
    ("z", "what the months count from"),
    ("F", "fold long stretches without events (≈), or unfold them"),
    ("Space", "close or open the group of the selected record"),
    ("f", "which kinds of bars and marks are drawn"),
    ("n", "count orders that only the narrative suggests"),
    ("m  v  V", "marker on or off, log or linear, next marker (or a list)"),
    ("d", "show or hide the detail of the selected record"),
    ("L  H  S", "lines of therapy, HER2 ledger, lesions"),
    ("E", "export: figure, caption and tables for a journal, de-identified"),
    ("W", "compare with another patient, or with another line of this one"),
    ("mouse", "pointing selects and leads the time cursor; a double click is Enter"),
)
TABLE_KEYS = (
    ("↑ ↓  or  k j", "row above or below; the page below follows"),
    ("g  G", "first or last row"),
    ("Enter or click", "show the record in the picture"),
    ("PgUp  PgDn", "scroll the page"),
    ("n", "count orders that only the narrative suggests"),
    ("L  H  S", "lines of therapy, HER2 ledger, lesions"),
    ("Escape", "back to the picture"),
)
ALWAYS_KEYS = (
    ("Escape", "back"),
    ("Ctrl+T", "light or dark"),
    ("Ctrl+P", "all commands"),
    ("q", "quit"),
)
LINES_SIGNS = (
    ("14.0-16.0", "months: shortest and longest that the dates allow"),
    ("14.0-16.0 < 18", "the source reports 18, which is more than they allow"),
    ("14.0-21.0 = 18", "the source reports 18, which lies within"),
    ("> and /", "the source reports less; the dates allow no comparison"),
    ("12.0+", "censored: no event had happened"),
    ("n.c.", "not computable; the page says why"),
    ("[a..b]", "not dated; the records around it limit it to this window"),
    ("►", "ongoing at the last follow-up"),
    ("SD?", "at least stable: disease control is reported, no category"),
    ("C  P", "curative or palliative"),
    ("├─●─┤", "median with its interval; without ● only a range is known"),
)
HER2_SIGNS = (
    ("After, Before", "the lines of therapy between which the specimen was taken"),
    ("L04?", "line 4, by the order of the sentences only"),
    ("as reported", "what the report concludes"),
    ("by rule", "what the rule set makes of the measured values"),
    ("not classifiable", "an input of the rule is missing; the page names it"),
    ("r", "classify by the next rule set (biliary tract cancer only)"),
)
LESION_SIGNS = (
    ("undated (...)", "not dated; the records around it limit it to this window"),
)
SIGNS = {
    "lines": LINES_SIGNS,
    "her2": HER2_SIGNS,
    "lesions": LESION_SIGNS,
}
"""What is peculiar to a table, by its name."""
HEADER = (
    ("90+ mo", "overall survival, censored"),
    ("SD?", "the last response, if dates and orders do not settle which was last"),
)
PATTERNS = (
    (glyphs.SOLID, "certainly under way"),
    (glyphs.COMBINED, "on a bar: drugs of several classes, in a layer for each"),
    (glyphs.UNCERTAIN[Certainty.MONTH], "may run here: the source names the month"),
    (glyphs.UNCERTAIN[Certainty.WINDOW], "may run here: the source gives a window"),
    (glyphs.UNCERTAIN[Certainty.ORDER], "may run here: no date, only an order"),
    (glyphs.UNCERTAIN[Certainty.NARRATIVE], "placed by the order of the sentences"),
    (glyphs.ONGOING, "ongoing at the cut-off"),
    (glyphs.UNKNOWN_END, "the start or the end is not known"),
    (glyphs.OPEN_SIDE, "the open side of what has one limit: it stands for no length"),
    (glyphs.MOVED, "stands elsewhere because narrative order counts"),
    (glyphs.CUTOFF, "last follow-up or data cut-off"),
    *((glyphs.WHISKER[certainty], meaning) for certainty, meaning in WHISKERS.items()),
    ("▼ ▲", "on a marker curve: below (<) or above (>) what the assay measures"),
)


def picture_sections(marks: Marks, notes: Pairs) -> Sections:
    """What the picture of a patient needs explained; first the marks that it shows."""
    return (
        *on_screen(marks),
        ("Keys", (*PICTURE_KEYS, *ALWAYS_KEYS)),
        ("Records of this patient", PATIENT),
        *((("Notes on this picture", notes),) if notes else ()),
        ("Bars and lines", PATTERNS),
        *_always(),
    )


def table_sections(name: str, marks: Marks) -> Sections:
    """What one of the tables of a patient needs explained."""
    return (
        *on_screen(marks),
        ("Signs of this table", SIGNS[name]),
        ("Keys", (*TABLE_KEYS, *ALWAYS_KEYS)),
        *_always(),
    )


def _always() -> Sections:
    marks = tuple((f"{a} {b}", meaning) for a, b, meaning in glyphs.MARKS.values())
    return (
        ("Header", HEADER),
        ("Marks, filled: dated, hollow: day not known", marks),
    )
