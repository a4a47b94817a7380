"""The patient list: holds the codes, and the rows that are near the view.

A row that is not read yet shows its code; the table asks for it, and the rest follows.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.events import Click, Resize
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from timeline.tui.drawing.cell import cell_count, padded
from timeline.tui.drawing.patient_row import (
    GAP,
    PENDING,
    Columns,
    columns_of,
    texts_of,
    titles_of,
)
from timeline.tui.messages import PatientChosen, RowsRequested
from timeline.tui.widgets.cell_view import CellView

if TYPE_CHECKING:
    from timeline.registry import ListQuery, PatientSummary

AHEAD = 150
"""Rows that are read above and below those in view."""


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
    cursor: reactive[int] = reactive(0)
    can_focus = True

    def __init__(self) -> None:
        super().__init__()
        self.codes: Sequence[str] = ()
        """Every patient that is listed, in order."""
        self._query: ListQuery | None = None
        self._rows: Mapping[str, PatientSummary] = {}
        self._today = dt.date.min
        self._asked: tuple[str, ...] = ()
        self._longest = 0

    @property
    def chosen(self) -> str | None:
        """The code of the patient under the cursor."""
        return self.codes[self.cursor] if self.codes else None

    def list_patients(
        self, codes: Sequence[str], query: "ListQuery", today: dt.date
    ) -> None:
        """Show another list; after the same question the cursor stays on its patient.

        Args:
            codes: The patients in order.
            query: What was asked for.
            today: The day by which a patient is lost to follow-up or not.
        """
        kept = self.chosen if query == self._query else None
        same_place = min(self.cursor, max(0, len(codes) - 1))
        self.codes, self._query, self._today, self._asked = codes, query, today, ()
        self._longest = max(map(cell_count, codes), default=0)
        self.virtual_size = Size(self.size.width, len(codes) + 1)
        if kept is None:
            self.scroll_to(y=0, animate=False)
            self.cursor = 0
        elif kept != (codes[same_place] if codes else None):
            self.cursor = codes.index(kept) if kept in codes else same_place
        self.refresh()

    def show_rows(self, rows: "Mapping[str, PatientSummary]") -> None:
        """Show what was read of the patients near the view; forget the others."""
        self._rows = rows
        self.refresh()

    def near_view(self) -> tuple[str, ...]:
        """The codes of the patients in view and of those around them."""
        top = self.scroll_offset.y
        return tuple(self.codes[max(0, top - AHEAD) : top + self.size.height + AHEAD])

    def in_view(self) -> tuple[str, ...]:
        """The codes of the patients in view."""
        top = self.scroll_offset.y
        return tuple(self.codes[top : top + max(1, self.size.height - 1)])

    def watch_cursor(self) -> None:
        """Keep the cursor in view."""
        top, room = round(self.scroll_y), max(1, self.size.height - 1)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False, immediate=True)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def on_resize(self, _event: Resize) -> None:
        """Ask for the rows that came into view."""
        self._ask()

    def _ask(self) -> None:
        if all(code in self._rows for code in self.in_view()):
            return
        near = self.near_view()
        if near != self._asked:
            self._asked = near
            self.post_message(RowsRequested(near))

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.action_to(max(0, self.cursor + step))

    def action_page(self, step: int) -> None:
        """Move the cursor by screens."""
        self.action_move(step * max(1, self.size.height - 2))

    def action_to(self, row: int) -> None:
        """Move the cursor to the first or to the last row.

        Args:
            row: The number of the row; -1 is the last one.
        """
        last = max(0, len(self.codes) - 1)
        self.cursor = last if row < 0 else min(row, last)

    def action_choose(self) -> None:
        """Open the patient under the cursor."""
        if self.chosen is not None:
            self.post_message(PatientChosen(self.chosen))

    def on_click(self, event: Click) -> None:
        """Move to the clicked row; a second click opens it."""
        row = event.y - 1 + self.scroll_offset.y
        if not 0 <= row < len(self.codes) or event.y == 0:
            return
        self.cursor = row
        if event.chain > 1:
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Draw the heading or one patient."""
        number = y - 1 + self.scroll_offset.y
        if self._query is None or (y and number >= len(self.codes)):
            return Strip.blank(self.size.width, self.rich_style)
        columns = columns_of(self.size.width, self._query, self._longest)
        if y == 0:
            titles = titles_of(columns, self._query)
            return self._line([*titles, "Headline"], columns, "heading", "")
        chosen = number == self.cursor
        ink, back = ("selected", "select") if chosen else ("label", "")
        return self._line(self._texts(number, columns), columns, ink, back)

    def _texts(self, number: int, columns: Columns) -> list[str]:
        code = self.codes[number]
        row = self._rows.get(code)
        if row is None:
            return [code, *[PENDING] * len(columns)]
        return texts_of(row, columns, self.size.width, self._today)

    def _line(
        self, texts: Sequence[str], columns: Columns, ink: str, back: str
    ) -> Strip:
        width = self.scrollable_content_region.width
        widths = [cells for _, _, cells in columns]
        room = width - sum(widths) - len(widths) * GAP - 2
        parts = map(padded, texts, [*widths, max(0, room)])
        return self.paint_text(f" {(' ' * GAP).join(parts)} ", width, ink, back)
