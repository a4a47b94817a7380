"""What the tables of one patient share: header, table, and the page of the row.

A table answers one of the clinician's questions. Enter goes to the record in the
picture; the keys of the other tables lead straight to them.
"""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from timeline.clinical.review import Review
from timeline.report.document import Table
from timeline.swimlane.model import Swimlane
from timeline.tui.drawing.cell import plain
from timeline.tui.drawing.plan import Line
from timeline.tui.drawing.scene import Scene
from timeline.tui.help.marks import marks_of
from timeline.tui.help.patient import table_sections
from timeline.tui.messages import ItemClicked, WidthChanged
from timeline.tui.patient.view import PatientView
from timeline.tui.screens.sections import SectionsScreen
from timeline.tui.widgets.page_view import PageView
from timeline.tui.widgets.record_table import RecordTable
from timeline.tui.widgets.scene_rows import AxisView
from timeline.tui.widgets.steady_footer import SteadyFooter
from timeline.tui.widgets.summary_header import SummaryHeader
from timeline.tui.widgets.swimlane_view import SwimlaneView


@dataclass(frozen=True, slots=True)
class Leave:
    """What a table leaves behind when it closes."""

    records: tuple[str, ...] = ()
    """Ids of records of which the picture shows the first it can; may be empty."""
    action: str = ""
    """Name of the table that comes next; empty for none."""
    narrative: bool = False
    """Whether orders of narrative confidence counted when it closed."""


class ReadingScreen(Screen[Leave]):
    """A table of one patient."""

    AUTO_FOCUS = "RecordTable"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar = [
        Binding("escape", "leave", "Back"),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("n", "narrative", "Narrative", show=False),
        Binding("L", "go('lines')", "Lines"),
        Binding("H", "go('her2')", "HER2"),
        Binding("S", "go('lesions')", "Lesions"),
        Binding("f1,question_mark", "help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit", show=False),
    ]
    table_name: ClassVar = ""
    """The name by which keys and help know the table."""
    has_ribbon: ClassVar = False
    """Whether part of the picture stands above the table."""

    def __init__(self, view: PatientView, *, narrative: bool, record: str = "") -> None:
        """Take what is shown.

        Args:
            view: The patient.
            narrative: Whether orders of narrative confidence count.
            record: Id of the record on whose row the table opens, if it has one.
        """
        super().__init__()
        self.view = view
        self._opens_at = record
        self.narrative = narrative
        self.ribbon: Scene | None = None

    @property
    def review(self) -> Review:
        """The reading of the case that is shown."""
        return self.view.reading(narrative=self.narrative)

    def table(self) -> Table:
        """The table to show."""
        raise NotImplementedError

    def picture(self) -> Swimlane | None:
        """The part of the picture above the table; None for none."""
        return None

    def compose(self) -> ComposeResult:
        """Header, part of the picture, title, table, page, keys."""
        yield SummaryHeader()
        if self.has_ribbon:
            yield AxisView()
            yield SwimlaneView()
        yield Static(id="sheet-title", markup=False)
        yield RecordTable()
        yield PageView()
        yield SteadyFooter(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Fill everything."""
        self.show_table()
        self._go_to(self._opens_at)

    def show_view(self, view: PatientView) -> None:
        """Show the patient as stored now; the cursor stays on its record."""
        table = self.query_one(RecordTable)
        rows = table.table.rows if table.table else ()
        records = rows[table.cursor].records if table.cursor < len(rows) else ()
        self.view = view
        self.show_table()
        for record in records[:1]:
            self._go_to(record)

    def show_table(self) -> None:
        """Fill the table, the picture and the page again."""
        content = self.table()
        self.query_one(SummaryHeader).show(self.view, narrative=self.narrative)
        self.query_one("#sheet-title", Static).update(Content(plain(content.title)))
        table = self.query_one(RecordTable)
        table.table = content
        picture = self.picture()
        if picture is not None and self.has_ribbon:
            width = self.ribbon.width if self.ribbon else self.size.width
            self.ribbon = replace(Scene.of(picture, width), headings=False)
        self._show_row(table.cursor)

    def _show_row(self, row: int) -> None:
        content = self.query_one(RecordTable).table
        rows = content.rows if content else ()
        page = self.query_one(PageView)
        page.blocks = rows[row].page if row < len(rows) else ()
        if self.ribbon is not None:
            records = rows[row].records if row < len(rows) else ()
            moved = self.ribbon.finding(records)
            self._show_ribbon(self.ribbon if moved is None else moved)

    def _show_ribbon(self, scene: Scene) -> None:
        self.ribbon = scene
        self.query_one(AxisView).scene = scene
        self.query_one(SwimlaneView).scene = scene

    @on(RecordTable.Moved)
    def show_page(self, message: RecordTable.Moved) -> None:
        """Show the page of the row under the cursor."""
        self._show_row(message.row)

    @on(RecordTable.Chosen)
    def go_to_picture(self, message: RecordTable.Chosen) -> None:
        """Close and select the record in the picture."""
        self.dismiss(Leave(records=message.records, narrative=self.narrative))

    @on(WidthChanged)
    def resize_ribbon(self, message: WidthChanged) -> None:
        """Draw the ribbon for the new width."""
        if self.ribbon is not None:
            self._show_ribbon(self.ribbon.resized(message.width))

    @on(ItemClicked)
    def to_row(self, message: ItemClicked) -> None:
        """Move to the row of the mark; clicked twice, it is shown in the picture."""
        if self.ribbon is None:
            return
        record = self.ribbon.items[message.index].record
        self._go_to(record)
        if message.opened:
            self.dismiss(Leave(records=(record,), narrative=self.narrative))

    def _go_to(self, record: str) -> None:
        table = self.query_one(RecordTable)
        for number, row in enumerate(table.table.rows if table.table else ()):
            if record in row.records:
                table.cursor = number
                return

    def action_leave(self) -> None:
        """Go back to the picture."""
        self.dismiss(Leave(narrative=self.narrative))

    def action_go(self, name: str) -> None:
        """Go to another table."""
        self.dismiss(Leave(action=name, narrative=self.narrative))

    def action_page(self, step: int) -> None:
        """Scroll the page, wherever the cursor is."""
        page = self.query_one(PageView)
        page.scroll_relative(y=step * max(1, page.size.height - 1), animate=False)

    def action_narrative(self) -> None:
        """Count orders of narrative confidence, or leave them out again."""
        self.narrative = not self.narrative
        self.show_table()

    def _drawn(self) -> tuple[Line, ...]:
        return self.query_one(SwimlaneView).lines_of_scene if self.has_ribbon else ()

    def action_help(self) -> None:
        """Explain keys and signs."""
        marks = marks_of(self.ribbon, self._drawn())
        self.app.push_screen(SectionsScreen(table_sections(self.table_name, marks)))
