"""The patient list: draws only the rows in view, so its length does not matter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.events import Click
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from timeline.tui.drawing.cell import Cell, Sketch, row_of, written
from timeline.tui.messages import PatientChosen
from timeline.tui.widgets.cell_view import CellView

if TYPE_CHECKING:
    from timeline.registry import PatientSummary

WIDE_COLUMNS = (
    ("Code", 16),
    ("Age/sex", 9),
    ("Site", 20),
    ("Records", 8),
    ("Last follow-up", 15),
)
NARROW_COLUMNS = (
    ("Code", 15),
    ("Age/sex", 9),
    ("Site", 11),
    ("Rec.", 4),
    ("Last seen", 9),
)
UNKNOWN = "-"
GAP = 1
NARROW = 100
"""Columns below which the other columns give room to the headline."""


class PatientTable(CellView):
    """Patients under a heading that stays; arrows move, Enter opens."""

    BINDINGS: ClassVar = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,g", "to(0)", "First", show=False),
        Binding("end,G", "to(-1)", "Last", show=False),
        Binding("enter", "choose", "Open"),
    ]
    patients: reactive[Sequence["PatientSummary"]] = reactive((), always_update=True)
    cursor: reactive[int] = reactive(0)
    can_focus = True

    def watch_patients(self) -> None:
        """Show the new list from its top."""
        self.virtual_size = Size(self.size.width, len(self.patients) + 1)
        self.cursor = 0
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def watch_cursor(self) -> None:
        """Keep the cursor in view."""
        top, room = round(self.scroll_y), max(1, self.size.height - 1)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False)
        self.refresh()

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.action_to(max(0, self.cursor + step))

    def action_page(self, step: int) -> None:
        """Move the cursor by screens."""
        self.action_move(step * max(1, self.size.height - 2))

    def action_to(self, row: int) -> None:
        """Move the cursor to a row; -1 is the last one."""
        last = max(0, len(self.patients) - 1)
        self.cursor = last if row < 0 else min(row, last)

    def action_choose(self) -> None:
        """Open the patient under the cursor."""
        if self.patients:
            self.post_message(PatientChosen(self.patients[self.cursor].code))

    def on_click(self, event: Click) -> None:
        """Move to the clicked row; a second click opens it."""
        row = event.y - 1 + self.scroll_offset.y
        if not 0 <= row < len(self.patients) or event.y == 0:
            return
        self.cursor = row
        if event.chain > 1:
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Draw the heading or one patient."""
        if y == 0:
            titles = [title for title, _ in _columns(self.size.width)]
            return self.paint(self._row([*titles, "Headline"], "heading", ""))
        number = y - 1 + self.scroll_offset.y
        if number >= len(self.patients):
            return Strip.blank(self.size.width, self.rich_style)
        chosen = number == self.cursor
        ink, back = ("selected", "select") if chosen else ("label", "")
        return self.paint(self._row(_texts(self.patients[number]), ink, back))

    def _row(self, texts: Sequence[str], ink: str, back: str) -> tuple[Cell, ...]:
        width = self.scrollable_content_region.width
        sketch: Sketch = dict.fromkeys(range(width), Cell(" ", ink, back))
        at = 1
        for text, (_, columns) in zip(texts, _columns(width), strict=False):
            sketch |= written(text, at, columns, ink, back)
            at += columns + GAP
        sketch |= written(texts[-1], at, width - at - 1, ink, back)
        return row_of(sketch, width)


def _columns(width: int) -> tuple[tuple[str, int], ...]:
    return NARROW_COLUMNS if width < NARROW else WIDE_COLUMNS


def _texts(patient: "PatientSummary") -> list[str]:
    age = UNKNOWN if patient.age_at_presentation is None else None
    return [
        patient.code,
        f"{age or patient.age_at_presentation} {patient.sex or UNKNOWN}",
        patient.site or UNKNOWN,
        str(patient.records),
        str(patient.last_follow_up),
        patient.headline or UNKNOWN,
    ]
