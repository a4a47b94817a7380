"""Reads the date of one cycle, or of one dose, of a line that has a record."""

from timeline.case.records.dosing import Cycle
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.drugs import parts_of
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import Unread, phrase

CYCLE = r"(?:cycle\s*|zyklus\s*|c)(\d{1,2})(?:\s*d(?:ay\s*)?1)?"
"""The number of a cycle, not how many there were: `C3`, `C3D1`, `cycle 3`."""
_CYCLE = phrase(CYCLE)


def cycle(text: str) -> Fact | None:
    """Read a line such as `GP C3D1 14.5.2019`; the line is found by its regimen."""
    unread = Unread(text)
    number = unread.only(_CYCLE)
    date = take_date(unread)
    parts = parts_of(unread) if number and date else ()
    if not number or not parts or any(part.texts or not part.known for part in parts):
        return None
    line = " + ".join(part.name for part in parts)
    return Fact(filled(Cycle, date=date, number=number[1], line=line), unread.left_over)
