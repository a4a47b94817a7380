"""The parts of the picture that do not scroll: axis, legend, marker curve."""

from dataclasses import replace

from textual.events import Click, MouseMove
from textual.reactive import reactive
from textual.strip import Strip

from timeline.tui.drawing.cell import Cell
from timeline.tui.drawing.curve import curve_rows, nearest_value
from timeline.tui.drawing.legend import legend_rows
from timeline.tui.drawing.plan import Line
from timeline.tui.drawing.rows import axis_rows, with_cursor
from timeline.tui.drawing.scene import Scene
from timeline.tui.messages import ItemClicked, Pointed
from timeline.tui.widgets.cell_view import CellView

Rows = tuple[tuple[Cell, ...], ...]


class SceneRows(CellView):
    """Draws some rows of a scene, which are made when they are first asked for."""

    scene: reactive[Scene | None] = reactive(None, repaint=False)
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._rows: Rows | None = None

    @property
    def rows(self) -> Rows:
        """What is drawn, without the time cursor, which moves more than the rest."""
        if self._rows is None:
            scene = self.scene and replace(self.scene, cursor=None)
            self._rows = self.rows_of(scene) if scene else ()
        return self._rows

    def watch_scene(self, before: Scene | None, scene: Scene | None) -> None:
        """Draw again what changed."""
        if before is None or scene is None or not self.keeps(before, scene):
            self.draw_again()
        elif before.cursor != scene.cursor:
            self.refresh()

    def draw_again(self) -> None:
        """Forget the rows, so that they are made anew."""
        self._rows = None
        self.refresh()

    def keeps(self, before: Scene, scene: Scene) -> bool:
        """Whether the rows of two scenes are the same but for the time cursor."""
        return scene.same_lines(before)

    def rows_of(self, scene: Scene) -> Rows:
        """The rows to draw."""
        raise NotImplementedError

    @property
    def headings(self) -> int:
        """Rows at the top that the time cursor does not cross."""
        return 0

    def on_resize(self) -> None:
        """Draw for the new height."""
        self.draw_again()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        if y >= len(self.rows) or self.scene is None:
            return self.blank()
        row = self.rows[y]
        return self.paint(row if y < self.headings else with_cursor(row, self.scene))


class AxisView(SceneRows):
    """The axis above the lanes."""

    def rows_of(self, scene: Scene) -> Rows:
        """What the axis counts, and its numbers."""
        return axis_rows(scene)


class LegendView(SceneRows):
    """What the marks in view mean."""

    lines: reactive[tuple[Line, ...]] = reactive((), repaint=False)
    """The lines in view, which it explains."""

    def watch_lines(self) -> None:
        """Explain the lines that came into view."""
        self.draw_again()

    def rows_of(self, scene: Scene) -> Rows:
        """As many rows as the widget is high."""
        return legend_rows(scene, self.lines, max(1, self.size.height))

    @property
    def headings(self) -> int:
        """The time cursor crosses no row of it."""
        return len(self.rows)


class MarkerView(SceneRows):
    """One tumour marker under the lanes."""

    text: reactive[str] = reactive("", repaint=False)
    """What is computed of it, for the line under the cursor."""

    def watch_text(self) -> None:
        """Draw the rows again."""
        self.draw_again()

    def keeps(self, before: Scene, scene: Scene) -> bool:
        """Whether the same values stand on the same scale, with the same selected."""
        return (
            scene.same_lines(before)
            and (scene.linear, scene.series) == (before.linear, before.series)
            and _point(scene) == _point(before)
        )

    def rows_of(self, scene: Scene) -> Rows:
        """The series of the selected value, else the first one."""
        series = scene.series
        if series is None or self.size.height < 3:  # noqa: PLR2004 - heading, two decades
            return ()
        return tuple(curve_rows(scene, series, self.size.height, self.text))

    @property
    def headings(self) -> int:
        """The name of the marker, and what is computed of it."""
        return 1 + bool(self.text)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Point at a day."""
        column = event.x - self.scene.title_width if self.scene else -1
        if self.scene is not None and 0 <= column < self.scene.view.width:
            self.post_message(Pointed(self.scene.view.day(column + 0.5)))

    def on_click(self, event: Click) -> None:
        """Select the value that is nearest in time."""
        if self.scene is None:
            return
        index = nearest_value(self.scene, event.x - self.scene.title_width)
        if index is not None:
            self.post_message(ItemClicked(index))


def _point(scene: Scene) -> int | None:
    """Index of the selected item, if it is a value."""
    return scene.selected if scene.item and scene.item.point else None
