"""What a person chooses of the picture of a cohort: alignment, order, groups."""

from collections.abc import Callable
from dataclasses import replace

from textual import work

from timeline.swimlane.cohort.options import CohortOptions, Curve
from timeline.tui.cohort.choices import (
    Choice,
    alignments,
    groups,
    marked,
    segmentings,
    sorts,
)
from timeline.tui.cohort.scene import CohortScene
from timeline.tui.messages import PatientChosen
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.screens.window import WindowScreen

ALL_IN = "Every patient of the list is in the picture, and every record has a date."


class CohortChoicesScreen(WindowScreen[CohortScene]):
    """Asks, and has the patients laid out anew for the answer."""

    scene: CohortScene | None = None

    def __init__(self) -> None:
        """Begin with the default picture, without a survival curve."""
        super().__init__()
        self._options = CohortOptions(curve=Curve.NONE)
        self._opened = ""
        """Code of the patient that was opened, who may come back changed."""
        self._most = (0, 0)
        """Most lines and most progressions of a patient, as alignments need them."""

    def _read(self) -> None:
        """Lay the patients out by the options."""
        raise NotImplementedError

    def action_narrative(self) -> None:
        """Count orders of narrative confidence, or leave them out again."""
        narrative = not self._options.accept_narrative
        self._choose(replace(self._options, accept_narrative=narrative))

    def _choose(self, options: CohortOptions) -> None:
        self._options = options
        self._read()

    @work(group="asking", exclusive=True)
    async def action_align(self) -> None:
        """Choose the event that is month 0 of every row."""
        await self._ask(
            "Month 0 of every row", lambda now: alignments(now, *self._most)
        )

    @work(group="asking", exclusive=True)
    async def action_sort(self) -> None:
        """Choose the order of the rows."""
        await self._ask("Rows sorted by", sorts)

    @work(group="asking", exclusive=True)
    async def action_group(self) -> None:
        """Choose what the rows are grouped by."""
        await self._ask("Rows grouped by", groups)

    @work(group="asking", exclusive=True)
    async def action_segments(self) -> None:
        """Choose what one segment of a row is."""
        await self._ask("A segment is", segmentings)

    async def _ask(
        self, title: str, offered: Callable[[CohortOptions], tuple[Choice, ...]]
    ) -> None:
        choices = offered(self._options)
        words = marked(choices, self._options)
        rows = [PickRow(str(number), text) for number, text in enumerate(words)]
        screen = PickScreen(f"{title} (Enter chooses)", rows, "")
        picked = await self.app.push_screen_wait(screen)
        if picked is not None:
            self._choose(choices[int(picked)][1])

    @work(group="asking", exclusive=True)
    async def action_jump(self) -> None:
        """Choose the patient to go to."""
        if self.scene is None:
            return
        cohort = self.scene.cohort
        rows = [
            PickRow(row.code, row.code, "  ".join(row.cells)) for row in cohort.rows
        ]
        screen = PickScreen("Go to a patient (Enter chooses)", rows, "There is none.")
        picked = await self.app.push_screen_wait(screen)
        if picked is not None and self.scene is not None:
            self.show_scene(self.scene.at_code(picked))

    @work(group="asking", exclusive=True)
    async def action_left_out(self) -> None:
        """List the patients and records that are not in the picture, and why."""
        if self.scene is None:
            return
        cohort = self.scene.cohort
        rows = [PickRow(left.code, left.code, left.reason) for left in cohort.left_out]
        rows += [
            PickRow(left.code, left.code, f"{left.reason}: no date places it")
            for left in cohort.undated
        ]
        title = "Not in the picture, and why (Enter opens the patient)"
        picked = await self.app.push_screen_wait(PickScreen(title, rows, ALL_IN))
        if picked is not None:
            self._opened = picked
            self.post_message(PatientChosen(picked))
