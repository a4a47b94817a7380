"""Dates and values in two columns, with what is read beside each row."""

from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from timeline.tui.drawing.cell import Cell, Sketch, row_of, written
from timeline.tui.entry.messages import HeadingLeftOut
from timeline.tui.entry.series_grid import DATE, VALUE, Grid
from timeline.tui.entry.series_paste import heading_of
from timeline.tui.widgets.cell_view import CellView

NUMBER, DATES, VALUES = 5, 24, 14
"""Cells of the row's number, its date and its value; the reading has the rest."""
HEADS = ("", "Date", "Value", "What is read")
SIGNS = {"!": "heading", "?": "heading"}


class SeriesGrid(CellView):
    """A grid in which every printable key writes into the cell of the cursor."""

    can_focus = True
    BINDINGS: ClassVar = [
        Binding("enter,tab", "onward", "Next cell", show=False),
        Binding("shift+tab", "back", "Cell before", show=False),
        Binding("up", "move(-1, 0)", "Row above", show=False),
        Binding("down", "move(1, 0)", "Row below", show=False),
        Binding("left", "move(0, -1)", "Date", show=False),
        Binding("right", "move(0, 1)", "Value", show=False),
        Binding("backspace", "erase", "Erase", show=False),
        Binding("ctrl+u,delete", "clear", "Empty the cell", show=False),
        Binding("ctrl+d", "remove", "Delete the row", show=False),
    ]
    grid: reactive[Grid] = reactive(Grid())
    readings: reactive[tuple[str, ...]] = reactive(())
    """What stands beside each row; `!` in front is wrong, `?` is to be looked at."""

    class Changed(Message):
        """Another text stands in the grid, or the cursor is elsewhere."""

    class RowsPasted(Message):
        """Rows came from the clipboard."""

        def __init__(self, rows: range) -> None:
            """Take which rows they are."""
            super().__init__()
            self.rows = rows

    class Left(Message):
        """The person went back beyond the first cell."""

    def watch_grid(self, before: Grid, after: Grid) -> None:
        """Draw again, with the cursor in view."""
        self.virtual_size = Size(self.size.width, len(after.rows) + 1)
        top, room = round(self.scroll_y), max(1, self.size.height - 1)
        if after.row < top:
            self.scroll_to(y=after.row, animate=False)
        elif after.row >= top + room:
            self.scroll_to(y=after.row - room + 1, animate=False)
        self.refresh()
        if before != after:
            self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Write a character."""
        if event.character and event.is_printable and "+" not in event.key[1:]:
            event.stop()
            event.prevent_default()
            self.grid = self.grid.typed(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take rows from a sheet or a letter."""
        event.stop()
        text = event.text
        if heading := heading_of(text):
            text = text.partition(heading)[2]
            self.post_message(HeadingLeftOut(heading))
        before = self.grid
        self.grid = before.pasted(text)
        self.post_message(self.RowsPasted(self.grid.brought_by(before)))

    def action_onward(self) -> None:
        """Go to the next cell."""
        self.grid = self.grid.onward()

    def action_back(self) -> None:
        """Go to the cell before, or back to the fields."""
        if (self.grid.row, self.grid.column) == (0, DATE):
            self.post_message(self.Left())
        self.grid = self.grid.back()

    def action_move(self, rows: int, columns: int) -> None:
        """Go to a cell above, below or beside."""
        if rows < 0 and self.grid.row == 0:
            self.post_message(self.Left())
        self.grid = self.grid.moved(rows, columns)

    def action_erase(self) -> None:
        """Take the last character away."""
        self.grid = self.grid.written(self.grid.cell[:-1])

    def action_clear(self) -> None:
        """Empty the cell."""
        self.grid = self.grid.written("")

    def action_remove(self) -> None:
        """Delete the row."""
        self.grid = self.grid.without_row()

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that was clicked."""
        row = event.y - 1 + self.scroll_offset.y
        column = VALUE if event.x >= NUMBER + DATES else DATE
        if event.y > 0 and row < len(self.grid.rows):
            before = self.grid
            self.grid = before.moved(row - before.row, column - before.column)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show none."""
        self.refresh()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the heading or one row."""
        width = self.scrollable_content_region.width
        number = y - 1 + self.scroll_offset.y
        if y == 0:
            sketch = _columns(HEADS, ("heading",) * len(HEADS), width)
        elif number < len(self.grid.rows):
            sketch = self._row(number, width)
        else:
            return Strip.blank(self.size.width, self.rich_style)
        return self.paint(row_of(sketch, width))

    def _row(self, number: int, width: int) -> Sketch:
        date, value = self.grid.rows[number]
        read = self.readings[number] if number < len(self.readings) else ""
        ink = SIGNS.get(read[:1], "label")
        texts = (f"{number + 1:>3}", _end(date, DATES), _end(value, VALUES), read)
        sketch = _columns(texts, ("label", "", "", ink), width)
        if self.has_focus and number == self.grid.row:
            at, room = ((NUMBER, DATES), (NUMBER + DATES, VALUES))[self.grid.column]
            for column in range(at, at + room - 1):
                sketch[column] = Cell(
                    sketch.get(column, Cell()).char, "selected", "select"
                )
        return sketch


def _end(text: str, width: int) -> str:
    """The end of a text that is being typed, with a place for the next character."""
    return text if len(text) < width - 1 else "…" + text[-(width - 3) :]


def _columns(texts: tuple[str, ...], inks: tuple[str, ...], width: int) -> Sketch:
    widths = (NUMBER, DATES, VALUES, max(1, width - NUMBER - DATES - VALUES))
    sketch: Sketch = {}
    at = 0
    for text, ink, room in zip(texts, inks, widths, strict=True):
        sketch |= written(text, at, room - 1, ink)
        at += room
    return sketch
