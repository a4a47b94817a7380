"""A table of records: arrows or the mouse move, Enter or a click goes to the record."""

from typing import ClassVar

from textual.binding import Binding
from textual.events import Click, MouseMove, Resize
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from timeline.report.document import Table, TableColumn
from timeline.tui.drawing.cell import Cell, Sketch, cell_count, row_of, written
from timeline.tui.widgets.cell_view import CellView

GAP, APART = 1, 2
"""Cells behind a column, and the most that are added where there is room."""
LEAST = 4
"""Cells that a column keeps, however narrow the terminal is."""


class RecordTable(CellView):
    """Draws a table under a heading that stays."""

    BINDINGS: ClassVar = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home,g", "to(0)", "First", show=False),
        Binding("end,G", "to(-1)", "Last", show=False),
        Binding("enter", "choose", "In the picture"),
    ]
    table: reactive[Table | None] = reactive(None)
    cursor: reactive[int] = reactive(0)
    can_focus = True
    _longest: tuple[int, ...] = ()

    class Moved(Message):
        """Another row is under the cursor."""

        def __init__(self, row: int) -> None:
            self.row = row
            """Number of the row from 0."""
            super().__init__()

    class Chosen(Message):
        """The person asked for the records of a row."""

        def __init__(self, records: tuple[str, ...]) -> None:
            self.records = records
            """Ids of the records of the row."""
            super().__init__()

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.table.rows) if self.table else 0

    def watch_table(self) -> None:
        """Draw another table; the cursor stays in its row where there is one."""
        self._longest = longest_texts(self.table) if self.table else ()
        self.virtual_size = Size(self.size.width, self.count + 1)
        self.cursor = min(self.cursor, max(0, self.count - 1))
        self.refresh()

    def watch_cursor(self) -> None:
        """Keep the cursor in view and say where it is."""
        top, room = round(self.scroll_y), max(1, self.size.height - 1)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False)
        self.refresh()
        if self.count:
            self.post_message(self.Moved(self.cursor))

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.action_to(max(0, self.cursor + step))

    def action_to(self, row: int) -> None:
        """Move the cursor to the first or to the last row.

        Args:
            row: The number of the row; -1 is the last one.
        """
        last = max(0, self.count - 1)
        self.cursor = last if row < 0 else min(row, last)

    def action_choose(self) -> None:
        """Go to the records of the row."""
        if self.table and self.count:
            self.post_message(self.Chosen(self.table.rows[self.cursor].records))

    def on_mouse_move(self, event: MouseMove) -> None:
        """The row under the mouse is the row under the cursor."""
        row = self._row_at(event.y)
        if row is not None:
            self.cursor = row

    def on_click(self, event: Click) -> None:
        """A click is Enter on its row."""
        row = self._row_at(event.y)
        if row is not None:
            self.cursor = row
            self.action_choose()

    def _row_at(self, y: int) -> int | None:
        row = y - 1 + self.scroll_offset.y
        return row if y > 0 and row < self.count else None

    def on_resize(self, _event: Resize) -> None:
        """Draw for the new width."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the heading, one row, or what is said of an empty table."""
        table = self.table
        if table is None or (y > 1 and not table.rows):
            return self.blank()
        if y == 0:
            return self.paint(self._cells([c.title for c in table.columns], "heading"))
        if not table.rows:
            width = self.scrollable_content_region.width
            return self.paint(
                row_of(written(table.empty, 1, width - 1, "label"), width)
            )
        number = y - 1 + self.scroll_offset.y
        if number >= self.count:
            return self.blank()
        ink, back = ("selected", "select") if number == self.cursor else ("label", "")
        return self.paint(self._cells(table.rows[number].cells, ink, back))

    def _cells(
        self, texts: tuple[str, ...] | list[str], ink: str, back: str = ""
    ) -> tuple[Cell, ...]:
        width = self.scrollable_content_region.width
        sketch: Sketch = dict.fromkeys(range(width), Cell(" ", ink, back))
        at = 1
        columns = self.table.columns if self.table else ()
        widths = column_widths(columns, width - 1, self._longest)
        for text, room in zip(texts, widths, strict=True):
            if room:
                sketch |= written(text, at, room, ink, back)
                at += room + GAP
        return row_of(sketch, width)


def column_widths(
    columns: tuple[TableColumn, ...], width: int, longest: tuple[int, ...]
) -> tuple[int, ...]:
    """Cells of each column; 0 for one that is left out.

    No column takes more than its texts. Columns of the highest rank go first, and if
    that is not enough, the widest ones are made narrower. What is then left over goes
    to texts that are cut, those of columns that grow before others, and a little of it
    sets the columns apart.

    Args:
        columns: The columns of the table.
        width: Cells of all of them, with a gap behind each.
        longest: Cells of the longest text of each.
    """
    needed = [min(c.width, n) for c, n in zip(columns, longest, strict=True)]
    shown = list(range(len(columns)))
    while _sum(needed, shown) > width and any(columns[n].rank for n in shown):
        worst = max(columns[n].rank for n in shown)
        shown = [n for n in shown if columns[n].rank < worst]
    while _sum(needed, shown) > width and max(needed[n] for n in shown) > LEAST:
        needed[max(shown, key=lambda n: needed[n])] -= 1
    spare = max(0, width - _sum(needed, shown))
    for n in sorted(shown, key=lambda n: not columns[n].grows):
        more = min(spare, longest[n] - needed[n])
        needed[n], spare = needed[n] + more, spare - more
    apart = min(APART, spare // max(1, len(shown)))
    return tuple(
        max(1, cells + apart) if n in shown else 0 for n, cells in enumerate(needed)
    )


def _sum(widths: list[int], shown: list[int]) -> int:
    return sum(widths[n] + GAP for n in shown)


def longest_texts(table: Table) -> tuple[int, ...]:
    """Cells of the longest text of each column, its title among them."""
    titles = tuple(column.title for column in table.columns)
    rows = (titles, *(row.cells for row in table.rows))
    return tuple(max(map(cell_count, texts)) for texts in zip(*rows, strict=True))
