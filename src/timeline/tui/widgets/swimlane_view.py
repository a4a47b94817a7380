"""The lanes: titles at the left, bars and marks on the axis, scrolled line by line."""

from textual.events import Click, MouseMove, Resize
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from timeline.tui.drawing.axis import grid
from timeline.tui.drawing.cell import Sketch
from timeline.tui.drawing.plan import Line, item_at, line_of, line_under, plan
from timeline.tui.drawing.rows import line_row, nothing_rows
from timeline.tui.drawing.scene import Scene
from timeline.tui.messages import HeadingClicked, ItemClicked, Pointed, WidthChanged
from timeline.tui.widgets.cell_view import CellView


class SwimlaneView(CellView):
    """Draws the scene that it is given; posts clicks and its width."""

    scene: reactive[Scene | None] = reactive(None, repaint=False)
    can_focus = True

    def __init__(self) -> None:
        super().__init__()
        self.lines_of_scene: tuple[Line, ...] = ()
        self._grid: Sketch = {}

    def watch_scene(self, before: Scene | None, scene: Scene | None) -> None:
        """Lay out what changed and keep the selection in view."""
        kept = bool(scene and before and scene.same_lines(before))
        if not kept:
            self.lines_of_scene = plan(scene) if scene else ()
            self._grid = grid(scene) if scene else {}
            self.virtual_size = Size(self.size.width, len(self.lines_of_scene))
        selected = line_of(self.lines_of_scene, scene.selected) if scene else None
        if selected is not None:
            self._reveal(selected)
        if not kept or before is None or before.cursor != (scene and scene.cursor):
            self.refresh()
            return
        left = line_of(self.lines_of_scene, before.selected)
        for line in (left, selected):
            if line is not None:
                self.refresh_line(line)

    @property
    def columns(self) -> int:
        """Columns of titles and axis together; the last one stays free."""
        return self.scrollable_content_region.width - 1

    @property
    def lines_in_view(self) -> tuple[Line, ...]:
        """The lines that are on the screen."""
        first = self.scroll_offset.y
        return self.lines_of_scene[first : first + self.size.height]

    def _reveal(self, line: int) -> None:
        top, height = round(self.scroll_y), self.size.height
        if line <= top:
            # the heading above the first lane of a group stays in view
            self.scroll_to(y=max(0, line - 1), animate=False)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the picture."""
        number = y + self.scroll_offset.y
        if self.scene is None:
            return self.blank()
        if number >= len(self.lines_of_scene):
            said = nothing_rows(self.scene)
            return self.paint(said[y]) if y < len(said) else self.blank()
        return self.paint(line_row(self.scene, self.lines_of_scene[number], self._grid))

    def on_resize(self, _event: Resize) -> None:
        """Tell the screen how many columns there are."""
        self.post_message(WidthChanged(self.columns))

    def on_click(self, event: Click) -> None:
        """Select what was clicked; clicked twice it is opened."""
        if self.scene is None:
            return
        column = event.x - self.scene.title_width
        number = event.y + self.scroll_offset.y
        line = line_under(self.lines_of_scene, number)
        if line is not None and line.group is not None:
            self.post_message(HeadingClicked(line.group))
            return
        index = item_at(self.lines_of_scene, number, column)
        if index is not None:
            self.post_message(ItemClicked(index, opened=event.chain > 1))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Point at a day and, on the cells of an item, at the item."""
        if self.scene is None:
            return
        column = event.x - self.scene.title_width
        if 0 <= column < self.scene.view.width:
            self.post_message(Pointed(self.scene.view.day(column + 0.5)))
        line = line_under(self.lines_of_scene, event.y + self.scroll_offset.y)
        index = line.touched(column) if line else None
        if index is not None and index != self.scene.selected:
            self.post_message(ItemClicked(index))
