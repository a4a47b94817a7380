"""Names and values of the selected record."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from timeline.tui.drawing.cell import plain
from timeline.tui.drawing.items import Item


class DetailPanel(VerticalScroll):
    """Shows what the picture has no room for: dates, dose, source."""

    item: reactive[Item | None] = reactive(None)
    can_focus = False

    def compose(self) -> ComposeResult:
        """One text that wraps."""
        yield Static(id="detail-text", markup=False)

    def watch_item(self, item: Item | None) -> None:
        """Write the panel again."""
        if self.is_mounted:
            self.query_one("#detail-text", Static).update(detail_content(item))
            self.scroll_home(animate=False)


def detail_content(item: Item | None) -> Content:
    """The label of an item in bold, then its names and values."""
    if item is None:
        return Content("Nothing is selected: this patient has no dated records yet.")
    pairs = [
        Content.assemble((f"{plain(name)}: ", "dim"), plain(value))
        for name, value in item.detail
    ]
    if not pairs:
        pairs.append(Content("No date places it on the axis."))
    heading = Content.assemble((plain(item.label), "bold"))
    return Content("\n").join([heading, Content("  ·  ").join(pairs)])
