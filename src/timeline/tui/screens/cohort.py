"""Many patients in one picture: a row for each, aligned on one event."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from timeline.errors import TimelineError
from timeline.swimlane.cohort.model import CohortSwimlane
from timeline.swimlane.cohort.options import (
    STANDARD,
    AlignOn,
    CohortOptions,
)
from timeline.tui.cohort.choices import (
    most_lines,
    most_progressions,
)
from timeline.tui.cohort.reader import CohortReader
from timeline.tui.cohort.scene import CohortScene
from timeline.tui.cohort.words import (
    count_words,
    detail_item,
    rule_words,
    synthetic_words,
)
from timeline.tui.drawing.cell import plain
from timeline.tui.help.cohort import cohort_sections
from timeline.tui.messages import CohortRead, Failed, PatientChosen, WidthChanged
from timeline.tui.screens.cohort_choices import CohortChoicesScreen
from timeline.tui.screens.sections import SectionsScreen
from timeline.tui.widgets.cohort_view import CohortAxis, CohortLegend, CohortView
from timeline.tui.widgets.detail_panel import DetailPanel
from timeline.tui.widgets.steady_footer import SteadyFooter

if TYPE_CHECKING:
    from timeline.registry import Registry

GIVE_WAY = ("export", "spread", "segments")
"""What the narrowest footers do without; help stays."""
NOBODY = (
    "None of these patients can be aligned on this event.\n\n"
    "Press z to choose another event, or u to see why each is left out."
)


class CohortScreen(CohortChoicesScreen):
    """Reads the patients in a worker and shows the scene that the keys make."""

    AUTO_FOCUS = "CohortView"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar = [
        Binding("enter", "open", "Open"),
        Binding("z", "align", "Align"),
        Binding("o", "sort", "Sort"),
        Binding("b", "group", "Group"),
        Binding("s", "segments", "Segments"),
        Binding("e", "spread", "Marks"),
        Binding("u", "left_out", "Left out"),
        Binding("E", "export", "Export"),
        Binding("up,k", "move(-1)", "Above", show=False),
        Binding("down,j", "move(1)", "Below", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("g,home", "to_end(False)", "First", show=False),
        Binding("G,end", "to_end(True)", "Last", show=False),
        Binding("left,left_square_bracket", "step(-1)", "Previous mark", show=False),
        Binding("right,right_square_bracket", "step(1)", "Next mark", show=False),
        Binding("plus,equals_sign", "closer", "Closer", show=False),
        Binding("minus", "further", "Further", key_display="-", show=False),
        Binding("0", "fit", "Fit", show=False),
        Binding("h,shift+left", "pan(-1)", "Pan left", show=False),
        Binding("l,shift+right", "pan(1)", "Pan right", show=False),
        Binding("J", "jump", "Jump to a patient", show=False),
        Binding("n", "narrative", "Narrative", show=False),
        Binding("d", "detail", "Detail", show=False),
        Binding("escape", "back", "Back", show=False),
        Binding("f1,question_mark", "help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit", show=False),
    ]

    def __init__(self, registry: "Registry", codes: tuple[str, ...]) -> None:
        """Take the patients, in the order of the list."""
        super().__init__()
        self._registry = registry
        self._reader = CohortReader(registry, codes)
        self._headed: tuple[CohortSwimlane | None, int] = (None, 0)
        self._spread: bool | None = None
        self.done = 0

    def compose(self) -> ComposeResult:
        """Title, axis, rows, legend and detail from top to bottom."""
        yield Static(self._heading(None), id="cohort-title", markup=False)
        yield CohortAxis()
        yield CohortView()
        yield Static(NOBODY, id="cohort-empty", markup=False)
        yield CohortLegend()
        yield DetailPanel()
        yield SteadyFooter(give_way=GIVE_WAY, show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Begin to read."""
        self.watch(self.query_one(CohortView), "scroll_y", self._explain)
        self._read()

    def on_screen_resume(self) -> None:
        """Read the patient again that was open, because it may have changed."""
        if self._opened:
            self._reader.forget(self._opened)
            self._opened = ""
            self._read()

    def _explain(self) -> None:
        """Let the legend explain the rows that are in view."""
        self.query_one(CohortLegend).lines = self.query_one(CohortView).lines_in_view

    def _read(self) -> None:
        self._gather(self._options)

    @work(thread=True, exclusive=True, group="cohort", exit_on_error=False)
    def _gather(self, options: CohortOptions) -> None:
        worker = get_current_worker()

        def show(cohort: CohortSwimlane, done: int) -> None:
            if not worker.is_cancelled:
                self.post_message(CohortRead(cohort, done))

        try:
            self._reader.run(options, show, lambda: worker.is_cancelled)
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))

    @on(CohortRead)
    def show_cohort(self, message: CohortRead) -> None:
        """Draw what was read, with the cursor on the patient that it was on."""
        cohort, reading = message.cohort, self.done < self.total
        self.done = message.done
        if self.scene is None:
            width = self.query_one(CohortView).scrollable_content_region.width - 1
            scene = CohortScene.of(cohort, max(1, width))
        else:
            top = reading and not self.scene.cursor
            scene = self.scene.showing(cohort)
            scene = scene.at_row(0) if top else scene
        lines, progressions = self._most
        lines = max(lines, most_lines(cohort))
        self._most = lines, max(progressions, most_progressions(cohort))
        self.show_scene(self._with_room(scene) if self.done == self.total else scene)

    def _with_room(self, scene: CohortScene) -> CohortScene:
        """The marks on lines of their own where there is room, or as `e` said."""
        spread = self._spread
        if spread is None:
            spread = scene.has_room(self.query_one(CohortView).size.height)
        return scene if spread == scene.spread else scene.with_marks(spread=spread)

    @property
    def total(self) -> int:
        """Number of patients of the list."""
        return len(self._reader.codes)

    @property
    def window(self) -> CohortScene | None:
        """The scene that is drawn."""
        return self.scene

    def show_scene(self, scene: CohortScene | None) -> None:
        """Draw a scene."""
        if scene is None:
            return
        self.scene = scene
        for kind in (CohortView, CohortAxis, CohortLegend):
            self.query_one(kind).scene = scene
        self._explain()
        self.query_one(DetailPanel).item = detail_item(scene)
        headed, done = self._headed
        if headed is not scene.cohort or done != self.done:  # not on most keys
            self._headed = scene.cohort, self.done
            self.query_one("#cohort-title", Static).update(self._heading(scene))
        self.set_class(not scene.cohort.rows and self.done == self.total, "is-empty")

    def _heading(self, scene: CohortScene | None) -> Content:
        if scene is None:
            return Content(f"Reading {self.total:,} patients ...")
        cohort = scene.cohort
        words = synthetic_words(cohort)
        mark = Content.assemble((words, "bold reverse"), " ") if words else Content("")
        count = plain(count_words(cohort, self.done, self.total))
        first = Content.assemble(mark, (count, "bold"))
        return Content("\n").join([first, Content(plain(rule_words(cohort)))])

    @on(WidthChanged)
    def resize_scene(self, message: WidthChanged) -> None:
        """Draw for the new width."""
        self.show_scene(self.scene and self.scene.resized(message.width))

    @on(CohortView.RowClicked)
    def go_to_row(self, message: CohortView.RowClicked) -> None:
        """Move to the patient that was clicked or pointed at."""
        self.show_scene(self.scene and self.scene.at_row(message.row))
        if message.opened:
            self.action_open()

    def action_open(self) -> None:
        """Open the patient under the cursor."""
        row = self.scene.row if self.scene else None
        if row is not None:
            self._opened = row.code
            self.post_message(PatientChosen(row.code))

    def action_back(self) -> None:
        """Go back to the list."""
        self.app.pop_screen()

    def action_move(self, step: int) -> None:
        """Move to the patient above or below."""
        self.show_scene(self.scene and self.scene.moved(step))

    def action_page(self, step: int) -> None:
        """Move by as many patients as are in view."""
        rows = max(1, self.query_one(CohortView).rows_in_view - 1)
        self.action_move(step * rows)

    def action_to_end(self, last: bool) -> None:
        """Move to the first or the last patient."""
        scene = self.scene
        self.show_scene(scene and scene.at_row(len(scene.lines) if last else 0))

    def action_step(self, step: int) -> None:
        """Select the previous or next segment or mark of the patient."""
        self.show_scene(self.scene and self.scene.stepped(step))

    def action_spread(self) -> None:
        """Draw the marks on lines of their own, or on the segments again."""
        if self.scene is not None:
            self._spread = not self.scene.spread
            self.show_scene(self.scene.with_marks(spread=self._spread))

    def action_detail(self) -> None:
        """Show or hide the detail."""
        self.toggle_class("hide-detail")

    def action_export(self) -> None:
        """Write the figure of these patients, or their reviews as one report."""
        from timeline.tui.screens.export import export_cohort

        codes, shown = self._reader.codes, self._options
        if shown.align is not AlignOn.LAST_CONTACT:
            shown = replace(
                shown, curve=STANDARD.curve
            )  # a terminal has no room for it
        self.app.push_screen(export_cohort(self._registry, codes, shown))

    def action_help(self) -> None:
        """Explain the keys, and the marks of this screen."""
        lines = self.query_one(CohortView).lines_in_view
        self.app.push_screen(SectionsScreen(cohort_sections(self.scene, lines)))
