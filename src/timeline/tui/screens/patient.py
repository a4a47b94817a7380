"""One patient: header, swimlane, marker and the detail of what is selected."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding

from timeline.errors import TimelineError
from timeline.tui.drawing.scene import Scene
from timeline.tui.explained import marker_marks, marks_of, notes_of
from timeline.tui.guide import picture_sections
from timeline.tui.loaded import set_loaded_aside
from timeline.tui.messages import Failed, ItemClicked, PatientRead
from timeline.tui.screens.entry_actions import EntryScreen
from timeline.tui.screens.picture import PictureScreen
from timeline.tui.screens.sections import SectionsScreen
from timeline.tui.widgets.detail_panel import DetailPanel
from timeline.tui.widgets.scene_rows import AxisView, LegendView, MarkerView
from timeline.tui.widgets.steady_footer import SteadyFooter
from timeline.tui.widgets.summary_header import SummaryHeader
from timeline.tui.widgets.swimlane_view import SwimlaneView

if TYPE_CHECKING:
    from timeline.clinical.queries.query import Query
    from timeline.tui.app import TimelineApp
    from timeline.tui.entry.desk import Desk
    from timeline.tui.screens.reading import Leave

GIVE_WAY = ("records", "cursor", "jump", "export", "quick", "edit")
"""What the narrowest footers do without; help and queries stay."""
CURVE = 3
"""Values from which a marker gets the height of a curve."""


class PatientScreen(PictureScreen, EntryScreen):
    """Reads a patient in a worker and shows the scene that the keys make."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar = [
        Binding("escape", "back", "Back", show=False),
        Binding("L", "open('lines')", "Lines"),
        Binding("H", "open('her2')", "HER2"),
        Binding("S", "open('lesions')", "Lesions"),
        Binding("E", "export", "Export"),
        Binding("W", "compare", "Compare", show=False),
        Binding("f1,question_mark", "help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit", show=False),
    ]

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._registry = desk.registry
        # who comes back, or stored a draft from the list, finds the last entry
        self._select: tuple[str, ...] = (desk.last.id,) if desk.last else ()
        self._unseen = ""

    def compose(self) -> ComposeResult:
        """Header, axis, lanes, marker, legend and detail from top to bottom."""
        yield SummaryHeader()
        yield AxisView()
        yield SwimlaneView()
        yield MarkerView()
        yield LegendView()
        yield DetailPanel()
        yield SteadyFooter(give_way=GIVE_WAY, show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Begin to read."""
        lanes = self.query_one(SwimlaneView)
        lanes.focus()
        self.watch(lanes, "scroll_y", self._explain)
        self._read()

    def _explain(self) -> None:
        """Let the legend explain the lines that are in view."""
        self.query_one(LegendView).lines = self.query_one(SwimlaneView).lines_in_view

    @work(thread=True, exclusive=True, group="patient", exit_on_error=False)
    def _read(self) -> None:
        from timeline.tui.view import view_of

        try:
            view = view_of(self._registry.case(self.desk.code))
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        self.post_message(PatientRead(view))

    @on(PatientRead)
    def show_patient(self, message: PatientRead) -> None:
        """Draw what was read, in the window and with the choices that stood before."""
        view, narrative = message.view, self.narrative
        swimlane = view.narrative if narrative else view.strict
        if self.scene is None:
            # the width that a resize tells, whichever of the two comes first
            scene = Scene.of(swimlane, self.query_one(SwimlaneView).columns)
        else:
            moved = view.moved if narrative else frozenset()
            scene = self.scene.showing(swimlane, moved)
        before, self.patient = self.patient, view
        set_loaded_aside()
        found = scene.finding(self._select)
        self.show_scene(found or scene)
        if found is None and self._unseen:
            self.notify(self._unseen, markup=False)
        self._select, self._unseen = (), ""
        if before is not None:
            self._say_what_clashes(before.review.queries, view.review.queries)

    def _say_what_clashes(
        self, before: "tuple[Query, ...]", after: "tuple[Query, ...]"
    ) -> None:
        from timeline.tui.new_queries import in_words

        if words := in_words(before, after):
            title = "This does not add up"
            self.notify(
                words, title=title, severity="warning", timeout=12, markup=False
            )

    @on(ItemClicked)
    def open_clicked(self, message: ItemClicked) -> None:
        """Edit what was clicked twice; the first click has selected it."""
        if message.opened:
            self.action_edit()

    def selected_record(self) -> str | None:
        """The record of the selected bar or mark."""
        return self.scene.item.record if self.scene and self.scene.item else None

    def read_again(self, *select: str, words: str = "") -> None:
        """Draw the patient as stored now, with the first of some records selected."""
        self._select, self._unseen = select, words
        self._read()

    def show_scene(self, scene: Scene | None) -> None:
        """Draw a scene."""
        if scene is None or self.patient is None:
            return
        self.scene = scene
        for widget in self.query(SwimlaneView):
            widget.scene = scene
        for kind in (AxisView, MarkerView, LegendView):
            self.query_one(kind).scene = scene
        self.query_one(MarkerView).text = self.marker_text
        panel = self.query_one(DetailPanel)
        panel.item, panel.at_cursor = scene.item, self.at_cursor
        self._explain()
        series = scene.series
        self.set_class(series is None, "no-marker")
        few = series is not None and len(series.points) < CURVE
        self.set_class(few, "few-values")
        self.query_one(SummaryHeader).show(
            self.patient, narrative=self.narrative, moved=len(scene.moved)
        )

    def action_back(self) -> None:
        """Take the time cursor away, or go back to the list."""
        if self.scene is not None and self.scene.cursor is not None:
            self.action_cursor()
        else:
            self.app.pop_screen()

    def action_open(self, name: str) -> None:
        """Open one of the tables, at the selected record where it has a row."""
        from timeline.tui.screens.tables import TABLES

        if self.patient is not None:
            record = self.selected_record() or ""
            narrative = self.narrative
            table = TABLES[name](self.patient, narrative=narrative, record=record)
            self.app.push_screen(table, self._come_back)

    def _come_back(self, left: "Leave | None") -> None:
        if left is None or self.scene is None:
            return
        if left.narrative != self.narrative:
            self.action_narrative()
        if left.records:
            self.show_scene(self.scene.finding(left.records))
        if left.action:
            self.action_open(left.action)

    def action_export(self) -> None:
        """Write the figure with its texts and tables."""
        from timeline.tui.screens.export import export_patient

        self.app.push_screen(export_patient(self._registry, self.desk.code))

    @work(group="asking", exclusive=True)
    async def action_compare(self) -> None:
        """Put another course on the axis of this one."""
        from timeline.tui.screens.comparing import comparison

        if self.patient is None:
            return
        app, narrative = cast("TimelineApp", self.app), self.narrative
        asking = comparison(app, self._registry, self.patient, narrative=narrative)
        try:
            screen = await asking
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        if screen is not None:
            self.app.push_screen(screen)

    def action_help(self) -> None:
        """Explain the keys, and the marks that are on the screen."""
        marks = marks_of(self.scene, self.query_one(SwimlaneView).lines_of_scene)
        if self.scene is not None and self.query_one(MarkerView).display:
            marks += marker_marks(self.scene)
        sections = picture_sections(marks, notes_of(self.scene))
        self.app.push_screen(SectionsScreen(sections))
