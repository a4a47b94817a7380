"""The rows of a cohort: only the lines in view are drawn, however many there are."""

from dataclasses import dataclass

from textual.events import Click, MouseMove, Resize
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from timeline.tui.cohort.legend import entries
from timeline.tui.cohort.rows import axis_cells, line_cells
from timeline.tui.cohort.scene import CohortScene, RowLine
from timeline.tui.drawing.axis import grid
from timeline.tui.drawing.cell import Cell, Sketch
from timeline.tui.drawing.legend import packed
from timeline.tui.messages import WidthChanged
from timeline.tui.widgets.cell_view import CellView


class CohortCells(CellView):
    """What all parts of a cohort share: its scene."""

    scene: reactive[CohortScene | None] = reactive(None, repaint=False)
    can_focus = False


class CohortView(CohortCells):
    """Draws the scene that it is given; posts clicks and its width."""

    can_focus = True

    @dataclass(repr=False)
    class RowClicked(Message):
        """The person clicked a patient, or moved the mouse over one."""

        row: int
        """Number of the row."""
        opened: bool = False
        """Whether it was a double click."""

    def __init__(self) -> None:
        super().__init__()
        self._grid: Sketch = {}
        self._first_line: dict[int, int] = {}
        self._lines: tuple[RowLine, ...] = ()

    def watch_scene(
        self, before: CohortScene | None, scene: CohortScene | None
    ) -> None:
        """Draw again what changed and keep the cursor in view."""
        self._grid = grid(scene.frame) if scene else {}
        lines = scene.lines if scene else ()
        if lines is not self._lines:
            self._lines = lines
            self._first_line = {
                line.row: number
                for number, line in enumerate(lines)
                if line.first and line.row is not None
            }
            self.virtual_size = Size(self.size.width, len(lines))
        if scene is not None and scene.cursor in self._first_line:
            self._reveal(scene.cursor)
        if scene is None or before is None or not scene.same_lines(before):
            self.refresh()
            return
        for number, line in enumerate(self.lines_in_view):
            if line.row in (before.cursor, scene.cursor):
                self.refresh_line(number + self.scroll_offset.y)

    @property
    def lines_in_view(self) -> tuple[RowLine, ...]:
        """The lines that are on the screen."""
        first = self.scroll_offset.y
        return self._lines[first : first + self.size.height]

    @property
    def rows_in_view(self) -> int:
        """Number of patients on the screen."""
        return len({line.row for line in self.lines_in_view if line.row is not None})

    def _reveal(self, row: int) -> None:
        first = self._first_line[row]
        last = self._first_line.get(row + 1, len(self._lines)) - 1
        top, height = round(self.scroll_y), self.size.height
        if first <= top:
            # the heading above the first row of a group stays in view
            self.scroll_to(y=max(0, first - 1), animate=False)
        elif last >= top + height:
            self.scroll_to(y=min(first, last - height + 1), animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = y + self.scroll_offset.y
        if self.scene is None or number >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        return self.paint(line_cells(self.scene, self._lines[number], self._grid))

    def on_resize(self, _event: Resize) -> None:
        """Tell the screen how many columns there are."""
        self.post_message(WidthChanged(self.scrollable_content_region.width - 1))

    def _row_at(self, y: int) -> int | None:
        number = y + self.scroll_offset.y
        return self._lines[number].row if number < len(self._lines) else None

    def on_click(self, event: Click) -> None:
        """Move to the clicked patient; a double click opens it."""
        row = self._row_at(event.y)
        if row is not None:
            self.post_message(self.RowClicked(row, opened=event.chain > 1))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Point at a patient."""
        row = self._row_at(event.y)
        if row is not None and self.scene is not None and row != self.scene.cursor:
            self.post_message(self.RowClicked(row))


class CohortRows(CohortCells):
    """Rows of the cohort's picture that do not scroll."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def rows_of(self, scene: CohortScene) -> tuple[tuple[Cell, ...], ...]:
        """The rows to draw."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw the rows again."""
        self._rows = self.rows_of(self.scene) if self.scene else ()
        self.refresh()

    def watch_scene(
        self, _before: CohortScene | None, _scene: CohortScene | None
    ) -> None:
        """Draw the rows again."""
        self.draw()

    def on_resize(self) -> None:
        """Draw for the new height."""
        self.draw()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        return self.paint(self._rows[y])


class CohortAxis(CohortRows):
    """What month 0 is, the months, and the titles of the texts."""

    def rows_of(self, scene: CohortScene) -> tuple[tuple[Cell, ...], ...]:
        """Two rows."""
        return axis_cells(scene)


class CohortLegend(CohortRows):
    """What the marks of the patients in view mean."""

    lines: reactive[tuple[RowLine, ...]] = reactive((), repaint=False)
    """The lines in view, which it explains."""

    def watch_scene(
        self, before: CohortScene | None, scene: CohortScene | None
    ) -> None:
        """Explain another cohort, or the same one on another width."""
        unchanged = before and scene and before.cohort is scene.cohort
        if not unchanged or (before and scene and before.width != scene.width):
            self.draw()

    def watch_lines(self) -> None:
        """Explain the patients that came into view."""
        self.draw()

    def rows_of(self, scene: CohortScene) -> tuple[tuple[Cell, ...], ...]:
        """As many rows as the widget is high."""
        numbers = {line.row for line in self.lines if line.row is not None}
        all_rows = scene.cohort.rows
        rows = [
            all_rows[number] for number in sorted(numbers) if number < len(all_rows)
        ]
        legend = entries(rows, by_line=scene.cohort.by_line)
        return packed(legend, scene.width, max(1, self.size.height))
