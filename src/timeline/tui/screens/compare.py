"""Two courses on one axis: two patients, or one patient aligned on two events."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from timeline.case.chronology import Bounds
from timeline.swimlane.model import Group
from timeline.tui.comparing.aligned import (
    Aligned,
    aligned_with_itself,
    aligned_with_other,
    alignments,
    nothing_to_align,
)
from timeline.tui.comparing.pair import Pair
from timeline.tui.drawing.cell import plain
from timeline.tui.drawing.plan import neighbour
from timeline.tui.drawing.scene import Scene, Zero
from timeline.tui.help.comparing import compare_sections
from timeline.tui.help.marks import marks_of
from timeline.tui.messages import PatientChosen, WidthChanged
from timeline.tui.patient.view import PatientView, view_of
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.screens.sections import SectionsScreen
from timeline.tui.screens.window import WindowScreen
from timeline.tui.widgets.course_pane import CoursePane
from timeline.tui.widgets.detail_panel import DetailPanel
from timeline.tui.widgets.scene_rows import AxisView, LegendView
from timeline.tui.widgets.steady_footer import SteadyFooter
from timeline.tui.widgets.summary_header import made_up

if TYPE_CHECKING:
    from textual.app import App

    from timeline.registry import Registry

AXIS = "the event named on each course"
COMPARE_WITH = "Compare with (Enter chooses): this patient again, or another one"
SELF, OTHER = "event\n", "code\n"


class CompareScreen(WindowScreen[Scene]):
    """Shows two courses one above the other; the keys are for one of them."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar = [
        Binding("tab,shift+tab", "other", "Other course"),
        Binding("z", "zero", "Month 0"),
        Binding("enter", "open", "Open"),
        Binding("plus,equals_sign", "closer", "Closer", key_display="+"),
        Binding("minus", "further", "Further", key_display="-"),
        Binding("0", "fit", "Fit"),
        Binding("up,k", "vertical(-1)", "Above", show=False),
        Binding("down,j", "vertical(1)", "Below", show=False),
        Binding("left,left_square_bracket", "step(-1)", "Earlier", show=False),
        Binding("right,right_square_bracket", "step(1)", "Later", show=False),
        Binding("g,home", "to_end(False)", "First", show=False),
        Binding("G,end", "to_end(True)", "Last", show=False),
        Binding("h,shift+left", "pan(-1)", "Pan left", show=False),
        Binding("l,shift+right", "pan(1)", "Pan right", show=False),
        Binding("space", "group", "Close or open a group", show=False),
        Binding("n", "narrative", "Narrative", show=False),
        Binding("d", "detail", "Detail", show=False),
        Binding("escape", "back", "Back", show=False),
        Binding("f1,question_mark", "help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit", show=False),
    ]

    def __init__(self, courses: tuple[Aligned, Aligned], *, narrative: bool) -> None:
        """Take two courses.

        Args:
            courses: The upper and the lower one; each has an event to be aligned on.
            narrative: Whether orders of narrative confidence count.
        """
        super().__init__()
        self.pair = Pair.of(courses, 80, narrative=narrative)

    def compose(self) -> ComposeResult:
        """Axis, both courses, legend and detail from top to bottom."""
        yield AxisView()
        yield CoursePane(0)
        yield CoursePane(1)
        yield LegendView()
        yield DetailPanel()
        yield SteadyFooter(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show both courses, with the keys for the upper one."""
        for pane in self.query(CoursePane):
            pane.lanes.can_focus = False  # Tab is for the courses
            self.watch(pane.lanes, "scroll_y", self._explain)
        self.show_pair(self.pair)

    def _explain(self) -> None:
        """Let the legend explain the lines that are in view."""
        views = [pane.lanes for pane in self.query(CoursePane)]
        lines = tuple(line for view in views for line in view.lines_in_view)
        self.query_one(LegendView).lines = lines

    def show_pair(self, pair: Pair) -> None:
        """Draw both courses."""
        self.pair = pair
        for pane in self.query(CoursePane):
            pane.lanes.scene = pair.shown(pane.number)
            pane.entitle(self._heading(pane.number))
            pane.set_class(pane.number == pair.active, "active")
        frame = pair.scene
        self.query_one(AxisView).scene = _axis(frame)
        self.query_one(LegendView).scene = frame
        self._explain()
        self.query_one(DetailPanel).item = frame.item

    def _heading(self, number: int) -> Content:
        course, active = self.pair.courses[number], number == self.pair.active
        words = course.words(narrative=self.pair.narrative)
        code = course.view.code
        named = made_up(code) if course.view.synthetic else (plain(code), "bold")
        parts: list[str | Content | tuple[str, str]] = ["▸ " if active else "  "]
        parts += [named, f"  {plain(words)}"]
        if self.pair.narrative:
            parts += ["  ", ("~ narrative order", "reverse")]
        return Content.assemble(*parts)

    @property
    def window(self) -> Scene | None:
        """The scene of the active course."""
        return self.pair.scene

    def show_scene(self, scene: Scene | None) -> None:
        """Draw another scene of the active course, and the other in its window."""
        if scene is not None:
            self.show_pair(self.pair.with_scene(scene))

    @on(WidthChanged)
    def resize(self, message: WidthChanged) -> None:
        """Draw for the new width."""
        self.show_pair(self.pair.resized(message.width))

    @on(CoursePane.Clicked)
    def click(self, message: CoursePane.Clicked) -> None:
        """Take the clicked course; select, close or open what was clicked."""
        pair = self.pair.activated(message.number)
        clicked = message.clicked
        scene = pair.scene
        if isinstance(clicked, Group):
            self.show_pair(pair.with_scene(scene.toggled(clicked)))
        else:
            self.show_pair(pair.with_scene(scene.selecting(clicked)))
        if message.opened:
            self.action_open()

    def action_other(self) -> None:
        """Give the keys to the other course."""
        self.show_pair(self.pair.activated(1 - self.pair.active))

    def action_vertical(self, step: int) -> None:
        """Select the nearest item above or below, at the end in the other course."""
        pair = self.pair
        lanes = [pane.lanes for pane in self.query(CoursePane)]
        lines = lanes[pair.active].lines_of_scene
        index = neighbour(lines, pair.scene.selected, step)
        if index is None and pair.active == (0 if step > 0 else 1):
            pair = pair.activated(1 - pair.active)
            index = neighbour(lanes[pair.active].lines_of_scene, None, step)
        if index is not None:
            self.show_pair(pair.with_scene(pair.scene.selecting(index)))

    def action_step(self, step: int) -> None:
        """Select the previous or next record in time."""
        self.show_scene(self.pair.scene.stepped(step))

    def action_to_end(self, last: bool) -> None:
        """Select the first or last record in time."""
        self.show_scene(self.pair.scene.at_end(last=last))

    def action_group(self) -> None:
        """Close or open the group of the selected item."""
        scene = self.pair.scene
        if scene.item is not None and scene.item.lane is not None:
            group = scene.swimlane.lanes[scene.item.lane].group
            self.show_scene(scene.toggled(group))

    def action_narrative(self) -> None:
        """Count orders of narrative confidence, or leave them out again."""
        self.show_pair(self.pair.read_as(narrative=not self.pair.narrative))

    def action_detail(self) -> None:
        """Show or hide the detail."""
        self.toggle_class("hide-detail")

    @work(group="asking", exclusive=True)
    async def action_zero(self) -> None:
        """Choose the event that is month 0 of the active course."""
        pair = self.pair
        choices = alignments(pair.course.view, narrative=pair.narrative)
        rows = [PickRow(event.name, event.words) for event in choices]
        title = f"Month 0 of {pair.course.view.code} (Enter chooses)"
        picked = await self.app.push_screen_wait(PickScreen(title, rows, ""))
        if picked is not None:
            self.show_pair(self.pair.aligned(picked))

    def action_open(self) -> None:
        """Open the patient of the active course."""
        self.post_message(PatientChosen(self.pair.course.view.code))

    def action_back(self) -> None:
        """Go back."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Explain the keys, and the marks that are on the screen."""
        marks: dict[tuple[str, str, str], None] = {}
        for pane in self.query(CoursePane):
            marks |= dict.fromkeys(
                marks_of(pane.lanes.scene, pane.lanes.lines_of_scene)
            )
        self.app.push_screen(SectionsScreen(compare_sections(tuple(marks))))


def _axis(scene: Scene) -> Scene:
    """The axis of both: month 0 is named on each course, and each has its cut-off."""
    zero = Zero(Bounds(0, 0), AXIS)
    return replace(scene, zero=zero, calendar=False, cursor=None)


async def comparison(
    app: "App[None]", registry: "Registry", view: PatientView, *, narrative: bool
) -> CompareScreen | None:
    """Ask with what a patient is compared.

    Args:
        app: Shows the question.
        registry: Where the other patients are.
        view: The patient.
        narrative: Whether orders of narrative confidence count.

    Returns:
        The screen to show; None if the person went back.

    Raises:
        TimelineError: If the other patient cannot be read, or nothing places a course.
    """
    placed = alignments(view, narrative=narrative)
    if not placed:
        raise nothing_to_align(view)
    rows = [
        PickRow(f"{SELF}{event.name}", f"This patient again, from the {event.words}")
        for event in placed
    ]
    patients = await asyncio.to_thread(registry.patients)
    rows += [
        PickRow(f"{OTHER}{patient.code}", patient.code, patient.headline or "")
        for patient in patients
        if patient.code != view.code
    ]
    picked = await app.push_screen_wait(PickScreen(COMPARE_WITH, rows, ""))
    if picked is None:
        return None
    if picked.startswith(SELF):
        courses = aligned_with_itself(
            view, picked.removeprefix(SELF), narrative=narrative
        )
    else:
        code = picked.removeprefix(OTHER)
        other = await asyncio.to_thread(
            lambda: view_of(registry.case(code), registry.settings())
        )
        courses = aligned_with_other(view, other, narrative=narrative)
    return CompareScreen(courses, narrative=narrative)
