"""One patient: header, swimlane, marker and the detail of what is selected."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from timeline.errors import TimelineError
from timeline.tui.drawing.cell import plain
from timeline.tui.drawing.plan import neighbour
from timeline.tui.drawing.scene import Scene
from timeline.tui.messages import Failed, ItemClicked, PatientRead, WidthChanged
from timeline.tui.screens.help import HelpScreen
from timeline.tui.widgets.detail_panel import DetailPanel
from timeline.tui.widgets.scene_rows import AxisView, LegendView, MarkerView
from timeline.tui.widgets.swimlane_view import SwimlaneView

if TYPE_CHECKING:
    from timeline.registry import Registry
    from timeline.tui.view import PatientView

ZOOM, PAN = 1.5, 0.25
CURVE = 3
"""Values from which a marker gets the height of a curve."""
NOT_RELATIVE = "This case counts from its time zero; it has no calendar."


class PatientScreen(Screen[None]):
    """Reads a patient in a worker and shows the scene that the keys make."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar = [
        Binding("escape", "app.pop_screen", "Back"),
        Binding("f1,question_mark", "help", "Help", key_display="?"),
        Binding("up,k", "vertical(-1)", "Above", show=False),
        Binding("down,j", "vertical(1)", "Below", show=False),
        Binding("left,h", "step(-1)", "Earlier", show=False),
        Binding("right,l", "step(1)", "Later", show=False),
        Binding("g,home", "to_end(False)", "First", show=False),
        Binding("G,end", "to_end(True)", "Last", show=False),
        Binding("plus,equals_sign", "closer", "Zoom", key_display="+ -"),
        Binding("minus", "further", "Further", key_display="-", show=False),
        Binding("0", "fit", "Fit"),
        Binding("shift+left", "pan(-1)", "Pan left", show=False),
        Binding("shift+right", "pan(1)", "Pan right", show=False),
        Binding("n", "narrative", "Narrative"),
        Binding("t", "calendar", "Axis"),
        Binding("m", "marker", "Marker"),
        Binding("d", "detail", "Detail"),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, registry: "Registry", code: str) -> None:
        super().__init__()
        self._registry = registry
        self._code = code
        self.patient: PatientView | None = None
        self.scene: Scene | None = None

    def compose(self) -> ComposeResult:
        """Header, axis, lanes, marker, legend and detail from top to bottom."""
        yield Static("Reading the records ...", id="header", markup=False)
        yield AxisView()
        yield SwimlaneView()
        yield MarkerView()
        yield LegendView()
        yield DetailPanel()
        yield Footer()

    def on_mount(self) -> None:
        """Begin to read."""
        lanes = self.query_one(SwimlaneView)
        lanes.focus()
        self.watch(lanes, "scroll_y", self._explain)
        self._read()

    def _explain(self) -> None:
        """Let the legend explain the lines that are in view."""
        lanes = self.query_one(SwimlaneView)
        self.query_one(LegendView).shown = (lanes.scroll_offset.y, lanes.size.height)

    @work(thread=True, exclusive=True, group="patient", exit_on_error=False)
    def _read(self) -> None:
        from timeline.tui.view import view_of

        try:
            view = view_of(self._registry.case(self._code))
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        self.post_message(PatientRead(view))

    @on(PatientRead)
    def show_patient(self, message: PatientRead) -> None:
        """Draw what was read."""
        self.patient = message.view
        width = self.query_one(SwimlaneView).scrollable_content_region.width
        self._show(Scene.of(message.view.strict, width))

    def _show(self, scene: Scene | None) -> None:
        if scene is None or self.patient is None:
            return
        self.scene = scene
        for widget in self.query(SwimlaneView):
            widget.scene = scene
        for kind in (AxisView, MarkerView, LegendView):
            self.query_one(kind).scene = scene
        self.query_one(DetailPanel).item = scene.item
        self._explain()
        series = scene.series
        self.set_class(series is None, "no-marker")
        few = series is not None and len(series.points) < CURVE
        self.set_class(few, "few-values")
        self.query_one("#header", Static).update(self._header(scene))

    def _header(self, scene: Scene) -> Content:
        if self.patient is None:
            return Content("")
        person, disease, course = map(plain, self.patient.header)
        mark = Content("")
        if self.patient.synthetic:
            mark = Content.assemble(("SYNTHETIC", "bold reverse"), "  ")
        if scene.swimlane is self.patient.narrative:
            course += f"  ·  narrative order: {len(scene.moved)} moved"
        first = Content.assemble(mark, (person, "bold"))
        return Content("\n").join([first, Content(disease), Content(course)])

    @on(WidthChanged)
    def resize_scene(self, message: WidthChanged) -> None:
        """Draw for the new width."""
        self._show(self.scene and self.scene.resized(message.width))

    @on(ItemClicked)
    def select_clicked(self, message: ItemClicked) -> None:
        """Select what was clicked."""
        self._show(self.scene and self.scene.selecting(message.index))

    def action_vertical(self, step: int) -> None:
        """Select the nearest item above or below; below the lanes, marker values."""
        lines = self.query_one(SwimlaneView).lines_of_scene
        if self.scene is not None:
            index = neighbour(lines, self.scene.selected, step)
            if index is not None:
                self._show(self.scene.selecting(index))

    def action_step(self, step: int) -> None:
        """Select the previous or next record in time."""
        self._show(self.scene and self.scene.stepped(step))

    def action_to_end(self, last: bool) -> None:
        """Select the first or last record in time."""
        self._show(self.scene and self.scene.at_end(last=last))

    def action_closer(self) -> None:
        """Show fewer days."""
        self._show(self.scene and self.scene.zoomed(1 / ZOOM))

    def action_further(self) -> None:
        """Show more days."""
        self._show(self.scene and self.scene.zoomed(ZOOM))

    def action_fit(self) -> None:
        """Show everything."""
        self._show(self.scene and self.scene.fitted())

    def action_pan(self, direction: int) -> None:
        """Move the axis by a quarter of what is in view."""
        self._show(self.scene and self.scene.panned(PAN * direction))

    def action_narrative(self) -> None:
        """Count orders of narrative confidence, or leave them out again."""
        if self.scene is None or self.patient is None:
            return
        strict = self.scene.swimlane is self.patient.strict
        swimlane = self.patient.narrative if strict else self.patient.strict
        moved = self.patient.moved if strict else frozenset()
        self._show(self.scene.showing(swimlane, moved))

    def action_calendar(self) -> None:
        """Change between months and calendar years."""
        if self.scene is not None and self.scene.swimlane.relative:
            self.notify(NOT_RELATIVE, markup=False)
        elif self.scene is not None:
            self._show(replace(self.scene, calendar=not self.scene.calendar))

    def action_marker(self) -> None:
        """Show or hide the marker."""
        self.toggle_class("hide-marker")

    def action_detail(self) -> None:
        """Show or hide the detail."""
        self.toggle_class("hide-detail")

    def action_help(self) -> None:
        """Explain keys and marks."""
        self.app.push_screen(HelpScreen())
