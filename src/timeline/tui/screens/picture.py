"""What the keys do to the picture: its window, its axis, the time cursor, its lanes.

Nothing here changes a record; every action makes another scene from the one shown.
"""

from dataclasses import replace
from math import floor

from textual import on, work
from textual.binding import Binding

from timeline.clinical.reading_at import ReadingAt, reading_at
from timeline.errors import TimelineError
from timeline.swimlane.model import Group, Tone
from timeline.tui.drawing.axis import zero_day
from timeline.tui.drawing.plan import neighbour
from timeline.tui.drawing.rows import NO_DATE
from timeline.tui.drawing.scene import Scene
from timeline.tui.messages import HeadingClicked, ItemClicked, Pointed, WidthChanged
from timeline.tui.patient.jump import jump_column, jump_day, line_records
from timeline.tui.patient.marker_text import line_of_record, marker_words, values_of
from timeline.tui.patient.time_zero import zero_choices
from timeline.tui.patient.view import PatientView
from timeline.tui.screens.asking import JumpScreen
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.screens.window import WindowScreen
from timeline.tui.widgets.swimlane_view import SwimlaneView

LEAP = 10
"""Cells of a leap of the time cursor."""
NOT_RELATIVE = "This case counts from its time zero; it has no calendar."
NO_TIME = "No record has a date: the axis is the order of events, and not time."
NO_FOLD = "No stretch without events is long enough to fold."
FEW_MARKERS = 3
"""Tumour markers that a key goes through; more are chosen from a list."""
NO_SERIES = "There is only one tumour marker."
PICTURE_KEYS = (
    Binding("up,k", "vertical(-1)", "Above", show=False),
    Binding("down,j", "vertical(1)", "Below", show=False),
    Binding("left", "sideways(-1)", "Earlier", show=False),
    Binding("right", "sideways(1)", "Later", show=False),
    Binding("left_square_bracket", "step(-1)", "Previous record", show=False),
    Binding("right_square_bracket", "step(1)", "Next record", show=False),
    Binding("g,home", "to_end(False)", "First", show=False),
    Binding("G,end", "to_end(True)", "Last", show=False),
    Binding("plus,equals_sign", "closer", "Closer", show=False),
    Binding("minus", "further", "Further", key_display="-", show=False),
    Binding("0", "fit", "Fit", show=False),
    Binding("h", "pan(-1)", "Pan left", show=False),
    Binding("l", "pan(1)", "Pan right", show=False),
    Binding("shift+left", "leap(-1)", "Leap left", show=False),
    Binding("shift+right", "leap(1)", "Leap right", show=False),
    Binding("C", "cursor", "Cursor"),
    Binding("J", "jump", "Jump"),
    *(Binding(str(n), f"line({n})", f"Line {n}", show=False) for n in range(1, 10)),
    Binding("t", "calendar", "Axis", show=False),
    Binding("z", "zero", "Time zero", show=False),
    Binding("F", "fold", "Fold empty stretches", show=False),
    Binding("space", "group", "Close or open a group", show=False),
    Binding("f", "kinds", "Kinds shown", show=False),
    Binding("m", "marker", "Marker", show=False),
    Binding("v", "scale", "Log or linear", show=False),
    Binding("V", "next_marker", "Next marker", show=False),
    Binding("d", "detail", "Detail", show=False),
    Binding("n", "narrative", "Narrative", show=False),
)
"""What a screen binds that shows a picture, after the keys of its records."""


class PictureScreen(WindowScreen[Scene]):
    """A screen with one patient's picture."""

    patient: PatientView | None = None
    scene: Scene | None = None

    @property
    def window(self) -> Scene | None:
        """The scene that is drawn."""
        return self.scene

    @property
    def narrative(self) -> bool:
        """Whether orders of narrative confidence count."""
        scene, patient = self.scene, self.patient
        return bool(scene and patient and scene.swimlane is patient.narrative)

    @property
    def reading(self) -> ReadingAt | None:
        """What holds on the day of the time cursor; None while it is off."""
        scene, patient = self.scene, self.patient
        if scene is None or patient is None or scene.cursor is None:
            return None
        if scene.swimlane.ordered:  # a column is no day on which anything can be read
            return None
        review = patient.reading(narrative=self.narrative)
        return reading_at(review, round(scene.cursor), scene.time_zero.bounds)

    @property
    def at_cursor(self) -> str:
        """What holds at the time cursor; in the order of events, its place."""
        scene, reading = self.scene, self.reading
        if reading is not None:
            return reading.sentence
        if scene is None or scene.cursor is None:
            return ""
        last = scene.swimlane.last_day
        return (
            f"place {min(last, floor(scene.cursor))} of {last} in the order of events"
        )

    @property
    def marker_text(self) -> str:
        """What is computed of the marker, for the line under the cursor if any."""
        scene, patient = self.scene, self.patient
        if scene is None or patient is None or scene.series is None:
            return ""
        review = patient.reading(narrative=self.narrative)
        reading = self.reading
        record = scene.item.record if scene.item else ""
        line = reading.line_number if reading else line_of_record(review, record)
        return marker_words(review, scene.series, line)

    @on(WidthChanged)
    def resize_scene(self, message: WidthChanged) -> None:
        """Draw for the new width."""
        self.show_scene(self.scene and self.scene.resized(message.width))

    @on(ItemClicked)
    def select_clicked(self, message: ItemClicked) -> None:
        """Select what was clicked or pointed at."""
        self.show_scene(self.scene and self.scene.selecting(message.index))

    @on(HeadingClicked)
    def toggle_clicked(self, message: HeadingClicked) -> None:
        """Close or open the group of the clicked heading."""
        self.show_scene(self.scene and self.scene.toggled(message.group))

    @on(Pointed)
    def follow_pointer(self, message: Pointed) -> None:
        """Let the time cursor follow the mouse while it is on."""
        if self.scene is not None and self.scene.cursor is not None:
            self.show_scene(self.scene.at_day(message.day))

    def action_vertical(self, step: int) -> None:
        """Select the nearest item above or below."""
        lines = self.query_one(SwimlaneView).lines_of_scene
        if self.scene is not None:
            index = neighbour(lines, self.scene.selected, step)
            if index is not None:
                self.show_scene(self.scene.selecting(index))

    def action_sideways(self, step: int) -> None:
        """Move the time cursor by a cell; while it is off, the selection in time."""
        if self.scene is not None and self.scene.cursor is not None:
            self.show_scene(self.scene.cursor_moved(step))
        else:
            self.action_step(step)

    def action_leap(self, step: int) -> None:
        """Move the time cursor by several cells; while it is off, the window."""
        if self.scene is not None and self.scene.cursor is not None:
            self.show_scene(self.scene.cursor_moved(step * LEAP))
        else:
            self.action_pan(step)

    def action_step(self, step: int) -> None:
        """Select the previous or next record in time."""
        self.show_scene(self.scene and self.scene.stepped(step))

    def action_to_end(self, last: bool) -> None:
        """Select the first or last record in time."""
        self.show_scene(self.scene and self.scene.at_end(last=last))

    def action_cursor(self) -> None:
        """Put the time cursor on the selected record, or take it away."""
        scene = self.scene
        if scene is None:
            return
        if not scene.dated:
            self.notify(NO_DATE, markup=False)
            return
        if scene.cursor is not None:
            self.show_scene(replace(scene, cursor=None))
            return
        day = scene.day_of(scene.item)
        if day is None or not scene.view.contains(day):
            day = scene.view.day(scene.view.width / 2)
        self.show_scene(scene.at_day(day))

    @work(group="asking", exclusive=True)
    async def action_jump(self) -> None:
        """Ask for a date, a month or a line, and put the time cursor there."""
        swimlane = self.scene.swimlane if self.scene else None
        places = swimlane.last_day if swimlane and swimlane.ordered else 0
        text = await self.app.push_screen_wait(JumpScreen(places))
        if text:
            self._jump(text)

    def action_line(self, number: int) -> None:
        """Put the time cursor on the start of a line, and select its first drug."""
        self._jump(f"L{number}")

    def _jump(self, text: str) -> None:
        if self.scene is None or self.patient is None:
            return
        if not self.scene.dated:
            self.notify(NO_DATE, markup=False)
            return
        review = self.patient.reading(narrative=self.narrative)
        try:
            if self.scene.swimlane.ordered:
                day = jump_column(text, review, self.scene)
            else:
                day = jump_day(text, review, zero_day(self.scene))
        except TimelineError as error:
            self.notify(str(error), title=error.title, markup=False)
            return
        # of a line the first drug is selected too, so that its lane comes into view
        scene = self.scene.finding(line_records(text, review)) or self.scene
        self.show_scene(scene.at_day(day))

    def action_calendar(self) -> None:
        """Change between months and calendar years."""
        if self.scene is not None and self.scene.swimlane.ordered:
            self.notify(NO_TIME, markup=False)
        elif self.scene is not None and self.scene.swimlane.relative:
            self.notify(NOT_RELATIVE, markup=False)
        elif self.scene is not None:
            self.show_scene(replace(self.scene, calendar=not self.scene.calendar))

    @work(group="asking", exclusive=True)
    async def action_zero(self) -> None:
        """Choose what the months of the axis count from."""
        if self.scene is None or self.patient is None:
            return
        if self.scene.swimlane.ordered:
            self.notify(NO_TIME, markup=False)
            return
        review = self.patient.reading(narrative=self.narrative)
        choices = zero_choices(review, self.scene.item)
        rows = [PickRow(str(n), zero.label) for n, zero in enumerate(choices)]
        title = "Count months from (Enter chooses)"
        empty = "No record has a date to count from."
        picked = await self.app.push_screen_wait(PickScreen(title, rows, empty))
        if picked is not None and self.scene is not None:
            scene = replace(self.scene, zero=choices[int(picked)], calendar=False)
            self.show_scene(scene)

    def action_fold(self) -> None:
        """Fold long empty stretches, or unfold them."""
        if self.scene is None:
            return
        scene = self.scene.with_folds(folded=not self.scene.folded)
        if scene.folded and not scene.view.folds:
            self.notify(NO_FOLD, markup=False)
            return
        self.show_scene(scene)

    def action_group(self) -> None:
        """Close or open the group of the selected item."""
        item = self.scene.item if self.scene else None
        if self.scene is not None and item is not None and item.lane is not None:
            group: Group = self.scene.swimlane.lanes[item.lane].group
            self.show_scene(self.scene.toggled(group))

    @work(group="asking", exclusive=True)
    async def action_kinds(self) -> None:
        """Choose which kinds of bars and marks are drawn, one after the other."""
        while self.scene is not None:
            drawn = {t for i in self.scene.items if i.drawn for t in i.drawn.tones}
            hidden, word = self.scene.hidden, self.scene.swimlane.word
            rows = [
                PickRow(
                    tone.name,
                    f"{'hidden' if tone in hidden else 'shown '}  {word.of(tone)}",
                )
                for tone in Tone
                if tone in drawn
            ]
            title = "Kinds shown (Enter shows or hides one, Escape ends)"
            empty = "Nothing is drawn."
            picked = await self.app.push_screen_wait(PickScreen(title, rows, empty))
            if picked is None:
                return
            self.show_scene(replace(self.scene, hidden=hidden ^ {Tone[picked]}))

    def action_marker(self) -> None:
        """Show or hide the marker."""
        self.toggle_class("hide-marker")

    def action_scale(self) -> None:
        """Change between a logarithmic and a linear marker axis."""
        if self.scene is not None:
            self.show_scene(replace(self.scene, linear=not self.scene.linear))

    @work(group="asking", exclusive=True)
    async def action_next_marker(self) -> None:
        """Show the next tumour marker; of more than three, choose one."""
        scene = self.scene
        if scene is None or len(scene.swimlane.series) <= 1 or scene.series is None:
            self.notify(NO_SERIES, markup=False)
            return
        all_series = scene.swimlane.series
        following = (all_series.index(scene.series) + 1) % len(all_series)
        if len(all_series) > FEW_MARKERS:
            rows = [
                PickRow(
                    str(number),
                    f"{series.marker} {series.unit}".strip(),
                    values_of(series),
                )
                for number, series in enumerate(all_series)
            ]
            question = PickScreen("Tumour marker (Enter shows it)", rows, "")
            picked = await self.app.push_screen_wait(question)
            if picked is None:
                return
            following = int(picked)
        self.show_scene(self.scene and replace(self.scene, marker=following))

    def action_detail(self) -> None:
        """Show or hide the detail."""
        self.toggle_class("hide-detail")

    def action_narrative(self) -> None:
        """Count orders of narrative confidence, or leave them out again."""
        if self.scene is None or self.patient is None:
            return
        strict = not self.narrative
        swimlane = self.patient.narrative if strict else self.patient.strict
        moved = self.patient.moved if strict else frozenset()
        self.show_scene(self.scene.showing(swimlane, moved))
