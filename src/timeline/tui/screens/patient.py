"""One patient: header, swimlane, marker and the detail of what is selected."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding

from timeline.errors import TimelineError
from timeline.tui.drawing.scene import Scene
from timeline.tui.help.marks import marker_marks, marks_of, notes_of
from timeline.tui.help.patient import picture_sections
from timeline.tui.messages import Failed, ItemClicked, PatientRead
from timeline.tui.running.garbage_collection import exempt_loaded_objects
from timeline.tui.running.registry_watch import RegistryWatch
from timeline.tui.running.type_ahead import keeps_keys
from timeline.tui.screens.picture import PICTURE_KEYS, PictureScreen
from timeline.tui.screens.record_actions import RECORD_KEYS, RecordActions
from timeline.tui.screens.sections import SectionsScreen
from timeline.tui.widgets.detail_panel import DetailPanel
from timeline.tui.widgets.scene_rows import AxisView, LegendView, MarkerView
from timeline.tui.widgets.steady_footer import SteadyFooter
from timeline.tui.widgets.summary_header import SummaryHeader
from timeline.tui.widgets.swimlane_view import SwimlaneView

if TYPE_CHECKING:
    from timeline.clinical.queries.query import Query
    from timeline.tui.screens.reading import Leave, ReadingScreen
    from timeline.tui.workplace import Workplace

GIVE_WAY = ("records", "cursor", "jump", "export", "quick", "edit")
"""What the narrowest footers do without; help and queries stay."""
CURVE = 3
"""Values from which a marker gets the height of a curve."""


def _carried_out(
    action: Callable[[RecordActions], Awaitable[None]],
) -> "Callable[[PatientScreen], None]":
    """The action of a key that does something with records; help reads its sentence."""

    def method(screen: "PatientScreen") -> None:
        screen.carry_out(partial(action, screen.records))

    method.__doc__ = action.__doc__
    return method


class PatientScreen(PictureScreen):
    """Reads a patient in a worker and shows the scene that the keys make."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar = [
        *RECORD_KEYS,
        *PICTURE_KEYS,
        Binding("escape", "back", "Back", show=False),
        Binding("L", "open('lines')", "Lines"),
        Binding("H", "open('her2')", "HER2"),
        Binding("S", "open('lesions')", "Lesions"),
        Binding("E", "export", "Export"),
        Binding("W", "compare", "Compare", show=False),
        Binding("comma", "settings", "Settings", key_display=",", show=False),
        Binding("f1,question_mark", "help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit", show=False),
    ]

    def __init__(self, workplace: "Workplace", code: str) -> None:
        super().__init__()
        self._workplace = workplace
        self._registry, self._news = workplace.registry, workplace.news
        self._table: ReadingScreen | None = None
        self.desk = workplace.desk(code)
        self.records = RecordActions(
            self,
            self.desk,
            workplace.drafts,
            selected=self.selected_record,
            read_again=self.read_again,
        )
        last = self.desk.last
        # who comes back, or stored a draft from the list, finds the last entry
        self._select: tuple[str, ...] = (last.id,) if last else ()
        self._unseen = ""

    def compose(self) -> ComposeResult:
        """Header, axis, lanes, marker, legend and detail from top to bottom."""
        yield SummaryHeader()
        yield AxisView()
        yield SwimlaneView()
        yield MarkerView()
        yield LegendView()
        yield DetailPanel("D: every field")
        yield SteadyFooter(give_way=GIVE_WAY, show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Begin to read."""
        lanes = self.query_one(SwimlaneView)
        lanes.focus()
        self.watch(lanes, "scroll_y", self._explain)
        self._watch = RegistryWatch(
            self,
            self._registry,
            self._news,
            self._changed_by_others,
            code=lambda: self.desk.code,
            active=lambda: self.app.screen in (self, self._table),
        )
        self._read()

    def _changed_by_others(self, words: str) -> None:
        """Draw what a colleague stored, and say who did."""
        if words:
            self.notify(words, markup=False, timeout=8)
        self._read()

    def _explain(self) -> None:
        """Let the legend explain the lines that are in view."""
        self.query_one(LegendView).lines = self.query_one(SwimlaneView).lines_in_view

    @work(thread=True, exclusive=True, group="patient", exit_on_error=False)
    def _read(self) -> None:
        from timeline.tui.patient.view import view_of

        try:
            self._watch.begin(self._registry.last_transaction())
            case = self._registry.case(self.desk.code)
            view = view_of(case, self._registry.settings())
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        self.post_message(PatientRead(view))

    def _read_anew(self) -> None:
        self._read()

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
        exempt_loaded_objects()
        selecting = scene.finding(self._select)
        self.show_scene(selecting or scene)
        if selecting is None and self._unseen:
            self.notify(self._unseen, markup=False)
        self._select, self._unseen = (), ""
        if self._table is not None and self._table.is_attached:
            self._table.show_view(view)
        if before is not None:
            self._say_what_clashes(before.review.queries, view.review.queries)

    def _say_what_clashes(
        self, before: "tuple[Query, ...]", after: "tuple[Query, ...]"
    ) -> None:
        from timeline.tui.patient.view import new_queries_text

        if words := new_queries_text(before, after):
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
        """Draw the patient as stored now.

        Args:
            select: Ids of records of which the first that is drawn is selected.
            words: What is said where none of them is drawn.
        """
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
            self._table = table
            self.app.push_screen(table, self._come_back)

    def _come_back(self, left: "Leave | None") -> None:
        self._table = None
        if left is None or self.scene is None:
            return
        if left.narrative != self.narrative:
            self.action_narrative()
        if left.records:
            self.show_scene(self.scene.finding(left.records))
        if left.action:
            self.action_open(left.action)

    def action_export(self) -> None:
        """Write the figure with its texts, or the review as a report."""
        from timeline.tui.screens.export import export_patient

        self.app.push_screen(export_patient(self._registry, self.desk.code))

    @work(group="asking", exclusive=True)
    async def action_settings(self) -> None:
        """Show settings and vocabulary of the site, and change them."""
        from timeline.tui.screens.settings import change_settings

        try:
            await change_settings(self.app, self._workplace, self._read_anew)
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))

    @work(group="asking", exclusive=True)
    async def action_compare(self) -> None:
        """Put another course on the axis of this one."""
        from timeline.tui.screens.compare import comparison

        if self.patient is None:
            return
        try:
            screen = await comparison(
                self.app, self._registry, self.patient, narrative=self.narrative
            )
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

    @work(group="entry", exclusive=True)
    @keeps_keys
    async def carry_out(self, action: Callable[[], Awaitable[None]]) -> None:
        """One action of the person on records; it says what failed."""
        try:
            await action()
        except TimelineError as error:
            self.notify(
                str(error),
                title=error.title,
                severity="error",
                markup=False,
                timeout=20,
            )

    action_add = _carried_out(RecordActions.add)
    action_edit = _carried_out(RecordActions.edit)
    action_patient = _carried_out(RecordActions.patient)
    action_copy = _carried_out(RecordActions.copy)
    action_delete = _carried_out(RecordActions.delete)
    action_move = _carried_out(RecordActions.move)
    action_bin = _carried_out(RecordActions.bin)
    action_undo = _carried_out(RecordActions.undo)
    action_redo = _carried_out(RecordActions.redo)
    action_read = _carried_out(RecordActions.read)
    action_history = _carried_out(RecordActions.history)
    action_records = _carried_out(RecordActions.records)
    action_quick = _carried_out(RecordActions.quick)
    action_series = _carried_out(RecordActions.series)
    action_inbox = _carried_out(RecordActions.inbox)
    action_next_query = _carried_out(RecordActions.next_query)
