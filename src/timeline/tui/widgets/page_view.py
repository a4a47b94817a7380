"""The page of detail below a table; it scrolls when it is longer than its room."""

from typing import ClassVar

from textual.binding import Binding
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from timeline.report.document import Block
from timeline.tui.drawing.page import Rows, page_rows
from timeline.tui.widgets.cell_view import CellView


class PageView(CellView):
    """Draws paragraphs and intervals."""

    BINDINGS: ClassVar = [
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
    ]
    blocks: reactive[tuple[Block, ...]] = reactive(())
    can_focus = True

    def __init__(self) -> None:
        super().__init__()
        self._rows: Rows = ()

    def watch_blocks(self) -> None:
        """Begin a new page at its top."""
        self._draw()
        self.scroll_to(y=0, animate=False)

    def on_resize(self, _event: Resize) -> None:
        """Wrap for the new width."""
        self._draw()

    def _draw(self) -> None:
        width = max(1, self.scrollable_content_region.width)
        self._rows = page_rows(self.blocks, width)
        self.virtual_size = Size(width, len(self._rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the page."""
        number = y + self.scroll_offset.y
        if number >= len(self._rows):
            return self.blank()
        return self.paint(self._rows[number])
