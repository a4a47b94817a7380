"""The parts of the picture that do not scroll: axis, legend, marker curve."""

from textual.reactive import reactive
from textual.strip import Strip

from timeline.tui.drawing.cell import Cell
from timeline.tui.drawing.curve import curve_rows
from timeline.tui.drawing.legend import legend_rows
from timeline.tui.drawing.plan import Line
from timeline.tui.drawing.rows import axis_rows
from timeline.tui.drawing.scene import Scene
from timeline.tui.widgets.tone_view import ToneView


class SceneRows(ToneView):
    """Draws some rows of a scene."""

    scene: reactive[Scene | None] = reactive(None)
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def watch_scene(self) -> None:
        """Draw the rows again."""
        self._rows = self.rows_of(self.scene) if self.scene else ()
        self.refresh()

    def rows_of(self, scene: Scene) -> tuple[tuple[Cell, ...], ...]:
        """The rows to draw."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Draw for the new height."""
        self.watch_scene()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        return self.paint(self._rows[y])


class AxisView(SceneRows):
    """The axis above the lanes."""

    def rows_of(self, scene: Scene) -> tuple[tuple[Cell, ...], ...]:
        """What the axis counts, and its numbers."""
        return axis_rows(scene)


class LegendView(SceneRows):
    """What the marks in view mean."""

    lines: reactive[tuple[Line, ...]] = reactive(())
    """The lines in view, which it explains."""

    def watch_lines(self) -> None:
        """Explain the lines that came into view."""
        self.watch_scene()

    def rows_of(self, scene: Scene) -> tuple[tuple[Cell, ...], ...]:
        """As many rows as the widget is high."""
        return legend_rows(scene, self.lines, max(1, self.size.height))


class MarkerView(SceneRows):
    """One tumour marker under the lanes."""

    text: reactive[str] = reactive("")
    """What is computed of it, for the line under the cursor."""

    def watch_text(self) -> None:
        """Draw the rows again."""
        self.watch_scene()

    def rows_of(self, scene: Scene) -> tuple[tuple[Cell, ...], ...]:
        """The series of the selected value, else the first one."""
        series = scene.series
        if series is None or self.size.height < 3:  # noqa: PLR2004 - heading, two decades
            return ()
        return tuple(curve_rows(scene, series, self.size.height, self.text))
