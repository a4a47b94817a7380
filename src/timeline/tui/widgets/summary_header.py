"""Three lines at the top of every screen of a patient: where the patient stands now."""

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from timeline.tui.drawing.cell import cell_count, plain
from timeline.tui.drawing.squeeze import squeezed
from timeline.tui.patient.view import PatientView

SYNTHETIC = "SYNTHETIC"


class SummaryHeader(Static):
    """Says who, where the course stands, and what is known of tests and data."""

    def __init__(self) -> None:
        super().__init__("Reading the records ...", id="header", markup=False)
        self._shown: tuple[PatientView, bool, int] | None = None

    def show(self, view: PatientView, *, narrative: bool, moved: int = 0) -> None:
        """Write the lines.

        Args:
            view: The patient.
            narrative: Whether orders of narrative confidence count.
            moved: Number of records that they moved.
        """
        shown = self._shown
        if shown and shown[0] is view and shown[1:] == (narrative, moved):
            return  # most keys change nothing here
        self._shown = view, narrative, moved
        self._write()

    def on_resize(self, _event: Resize) -> None:
        """Write the lines for another width."""
        self._write()

    def _write(self) -> None:
        width = self.content_size.width
        if self._shown is None or not width:
            return
        view, narrative, moved = self._shown
        summary = view.summary(narrative=narrative)
        lines = [
            _person(summary.person, width, synthetic=view.synthetic),
            Content(plain(squeezed(summary.course, width))),
            _tests(summary.tests, width, moved if narrative else None),
        ]
        self.update(Content("\n").join(lines))


def _person(facts: tuple[str, ...], width: int, *, synthetic: bool) -> Content:
    """Who it is; what is made up says so, in its code or before it."""
    if not synthetic:
        return Content.assemble((plain(squeezed(facts, width)), "bold"))
    named = facts[0].startswith(SYNTHETIC)
    return made_up(squeezed(facts, width if named else width - len(SYNTHETIC) - 1))


def made_up(text: str) -> Content:
    """Words that begin with a code, marked as made up, in the code or before it."""
    if text.startswith(SYNTHETIC):
        rest = plain(text).removeprefix(SYNTHETIC)
        return Content.assemble((SYNTHETIC, "bold reverse"), (rest, "bold"))
    return Content.assemble((SYNTHETIC, "bold reverse"), " ", (plain(text), "bold"))


def _tests(facts: tuple[str, ...], width: int, moved: int | None) -> Content:
    """Tests and data; before them, that narrative order counts."""
    if moved is None:
        return Content(plain(squeezed(facts, width)))
    count = f": {moved} moved" if moved else ""
    sign = f"~ narrative order{count}"
    if cell_count(sign) + 1 + cell_count(" · ".join(facts)) > width:
        sign = f"~{count.removeprefix(':')}" if count else "~ narrative"
    rest = plain(squeezed(facts, width - cell_count(sign) - 1))
    return Content.assemble((sign, "reverse"), " ", rest)
