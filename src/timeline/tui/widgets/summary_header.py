"""Three lines at the top of every screen of a patient: where the patient stands now."""

from textual.content import Content
from textual.widgets import Static

from timeline.tui.drawing.cell import plain
from timeline.tui.view import PatientView


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
        person, course, tests = map(plain, view.summary(narrative=narrative).lines)
        mark = Content("")
        if view.synthetic:
            mark = Content.assemble(("SYNTHETIC", "bold reverse"), " ")
        first = Content.assemble(mark, (person, "bold"))
        if narrative:
            count = f": {moved} moved" if moved else ""
            said = Content.assemble((f"~ narrative order{count}", "reverse"), " ")
            tests_line = Content.assemble(said, tests)
        else:
            tests_line = Content(tests)
        self.update(Content("\n").join([first, Content(course), tests_line]))
