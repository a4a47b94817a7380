"""Names and values of the selected record."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from timeline.swimlane.model import Listed
from timeline.tui.drawing.cell import plain
from timeline.tui.drawing.items import Item
from timeline.tui.help.sections import Sections


class DetailPanel(VerticalScroll):
    """Shows what the picture has no room for: dates, dose, source."""

    item: reactive[Item | None] = reactive(None, repaint=False, always_update=True)
    at_cursor: reactive[str] = reactive("", repaint=False)
    """What holds on the day of the time cursor; empty while it is off."""
    can_focus = False
    _written = ""

    def __init__(self, hint: str = "") -> None:
        """Make the panel.

        Args:
            hint: How to read what the panel has no room for; empty for no hint.
        """
        super().__init__()
        self._hint = hint
        # asked for by query it would be missed by an app that is closing
        self._text = Static(id="detail-text", markup=False)

    def compose(self) -> ComposeResult:
        """One text that wraps."""
        yield self._text

    def watch_item(self) -> None:
        """Write the panel again."""
        if self.is_mounted:
            said = Content(plain(self.at_cursor)) if self.at_cursor else None
            content = said or detail_content(self.item, self._hint)
            if content.plain == self._written:
                return  # most keys change nothing here
            self._written = content.plain
            self._text.update(content)
            self.scroll_home(animate=False)

    def watch_at_cursor(self) -> None:
        """Write the panel again."""
        self.watch_item()


def record_sections(record: Listed) -> Sections:
    """A record with one line for each field, and why it is not in the picture."""
    lines = [*record.own, *record.shared]
    if record.not_drawn:
        lines.insert(0, ("In the picture", f"no: {record.not_drawn}"))
    named = record.label.startswith(record.kind)
    heading = record.label if named else f"{record.kind}: {record.label}"
    return ((plain(heading), tuple((plain(a), plain(b)) for a, b in lines)),)


def detail_content(item: Item | None, hint: str = "") -> Content:
    """The label of an item in bold, then its names and values."""
    if item is None:
        return Content(
            "Nothing is here to select. Press a to enter a record, r for a list of all."
        )
    pairs = [
        Content.assemble((f"{plain(name)}: ", "dim"), plain(value))
        for name, value in item.detail
    ]
    if not item.placed:
        pairs.insert(0, Content("No date places it on the axis."))
    heading = Content.assemble((plain(item.label), "bold"), (f"  {hint}", "dim"))
    return Content("\n").join([heading, Content("  ·  ").join(pairs)])
