"""The export dialog: what is written, in which frame, what may leave, and where to.

A list at its side says what would be written and follows each change; nothing is
written before Ctrl+S. Making and writing run in a worker that can be cancelled.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from timeline.errors import TimelineError
from timeline.tui.drawing.cell import plain
from timeline.tui.exporting.messages import (
    FileBegun,
    ListRequested,
    NotWritten,
    Planned,
    SubjectRead,
    ValueChosen,
    Written,
)
from timeline.tui.exporting.wording import plan_text, progress_text, written_text
from timeline.tui.screens.asking import ChoiceScreen
from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.widgets.steady_footer import SteadyFooter

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.registry import Registry
    from timeline.swimlane.cohort.options import CohortOptions
    from timeline.tui.exporting.choice import Choice
    from timeline.tui.exporting.plan import ExportPlan, Subject

FOLDER = "folder"
"""Name of the choice of a folder."""
PAUSE = 0.12
"""Seconds without a change after which the list is made again."""
KEYS = "\u2190 \u2192 change   Enter list   PgUp PgDn scroll what is written"
CANCELLED = "Cancelled. Nothing was written."


class ExportForm(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Lines that scroll with the focus, so that the arrows go from line to line."""


class ExportScreen(Screen["Path | None"]):
    """Gives the folder that was written, or None."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar = [
        Binding("ctrl+s", "write", "Write the files"),
        Binding("o", "open_folder", "Open the folder", show=False),
        Binding("up", "app.focus_previous", "Above", show=False),
        Binding("down", "app.focus_next", "Below", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("escape", "leave", "Back"),
    ]

    def __init__(self, read: "Callable[[], Subject]") -> None:
        """Prepare the dialog.

        Args:
            read: Reads what is exported; it runs in a worker.
        """
        super().__init__()
        self._read = read
        self._subject: Subject | None = None
        self._choices: dict[str, Choice] = {}
        self._values: dict[str, object] = {}
        self._plan: ExportPlan | None = None
        self._turn = 0
        self._timer: Timer | None = None
        self._writing: Worker[None] | None = None
        self._begun: list[str] = []
        self.folder: Path | None = None
        """What was written last; None before."""

    def compose(self) -> ComposeResult:
        """Title, form and list side by side, help for the line, keys."""
        yield Static("Reading ...", id="export-title", markup=False)
        with Horizontal(id="export"):
            yield ExportForm(id="export-form")
            with VerticalScroll(id="export-plan"):
                yield Static(id="export-files", markup=False)
        yield Static(id="export-help", markup=False)
        yield Static(KEYS, id="export-keys", markup=False)
        yield SteadyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin to read."""
        self._begin()

    @work(thread=True, exclusive=True, group="export-read", exit_on_error=False)
    def _begin(self) -> None:
        try:
            subject = self._read()
        except TimelineError as error:
            self.post_message(NotWritten(f"{error.title}. {error}"))
            return
        self.post_message(SubjectRead(subject))

    @on(SubjectRead)
    async def show_form(self, message: SubjectRead) -> None:
        """Show the form of what was read."""
        from timeline.sharing.codes import folder_name
        from timeline.tui.exporting.choice import Choice, Section
        from timeline.tui.widgets.choice_row import ChoiceRow, TypedRow

        self._subject = message.subject
        self.query_one("#export-title", Static).update(Content(message.subject.title))
        about = "Where the files go; a new folder is made. The name is drawn by chance."
        folder = Choice(FOLDER, "Folder", about, folder_name())
        rows: list[Static | TypedRow] = []
        for section in (Section("Where", (folder,)), *message.subject.sections()):
            if section.choices:
                heading = Content(plain(section.title))
                rows.append(Static(heading, classes="export-heading", markup=False))
            for choice in section.choices:
                self._choices[choice.name] = choice
                self._values[choice.name] = choice.first
                rows.append(ChoiceRow(choice) if choice.offers else TypedRow(choice))
        await self.query_one("#export-form").mount_all(rows)
        self.query(ChoiceRow).first().focus(scroll_visible=False)
        self._plan_again()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Explain the line."""
        from timeline.tui.widgets.choice_row import ChoiceRow, TypedRow

        for widget in event.widget.ancestors_with_self:
            if isinstance(widget, ChoiceRow | TypedRow):
                help_text = Content(plain(widget.choice.help))
                self.query_one("#export-help", Static).update(help_text)

    @on(ValueChosen)
    def take(self, message: ValueChosen) -> None:
        """Take a value, and plan again when the changes pause."""
        if self._values.get(message.name) == message.value:
            return
        self._values[message.name] = message.value
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._plan_again)

    @on(ListRequested)
    @work(group="export-ask", exclusive=True)
    async def pick(self, message: ListRequested) -> None:
        """Show every value of a line and take the one that is picked."""
        from timeline.tui.widgets.choice_row import ChoiceRow

        choice = self._choices[message.name]
        rows = [PickRow(str(n), words) for n, (_, words) in enumerate(choice.offers)]
        title = f"{choice.title} (Enter chooses)"
        picked = await self.app.push_screen_wait(PickScreen(title, rows, "Nothing."))
        if picked is not None:
            row = next(r for r in self.query(ChoiceRow) if r.choice is choice)
            row.take(choice.offers[int(picked)][0])

    def _plan_again(self) -> None:
        self._turn += 1
        if self._subject is not None and self._writing is None:
            self._make_plan(self._subject, dict(self._values), self._turn)

    @work(thread=True, exclusive=True, group="export-plan", exit_on_error=False)
    def _make_plan(
        self, subject: "Subject", values: dict[str, object], turn: int
    ) -> None:
        from timeline.tui.exporting.run import planned

        self.post_message(Planned(planned(subject, values, str(values[FOLDER])), turn))

    @on(Planned)
    def show_plan(self, message: Planned) -> None:
        """Show the list, unless something was changed since."""
        if message.turn == self._turn and self._writing is None:
            self._plan = message.plan
            self._show(plan_text(message.plan))
            self._mark(message.plan)

    def _mark(self, plan: "ExportPlan") -> None:
        """Say at its line what is wrong, and at no other."""
        from timeline.tui.exporting.choice import named_by
        from timeline.tui.exporting.wording import at_field
        from timeline.tui.widgets.choice_row import ChoiceRow, TypedRow

        wrong = named_by(self._choices, plan.option)
        for row in self.query("ChoiceRow, TypedRow"):
            if isinstance(row, ChoiceRow | TypedRow):
                is_wrong = row.choice.name == wrong
                row.say(at_field(plan.problem) if is_wrong else "")

    def _show(self, text: Content) -> None:
        self.query_one("#export-files", Static).update(text)

    @work(group="export-ask", exclusive=True)
    async def action_write(self) -> None:
        """Write the files, after asking about what cannot be taken back."""
        subject = self._subject
        if subject is None or self._writing is not None:
            return
        from timeline.tui.exporting.run import questions

        for question, key, words in questions(subject, self._values):
            screen = ChoiceScreen(question, [(key, words)])
            if await self.app.push_screen_wait(screen) != key:
                return
        self._begun = []
        self._writing = self._write(subject, dict(self._values))

    @work(thread=True, exclusive=True, group="export-write", exit_on_error=False)
    def _write(self, subject: "Subject", values: dict[str, object]) -> None:
        from timeline.tui.exporting.run import Cancelled, written

        worker = get_current_worker()

        def tell(name: str) -> None:
            if worker.is_cancelled:
                raise Cancelled
            self.post_message(FileBegun(name))

        try:
            folder, sizes = written(subject, values, str(values[FOLDER]), tell)
        except Cancelled:
            self.post_message(NotWritten(CANCELLED))
        except TimelineError as error:
            self.post_message(NotWritten(f"{error.title}. {error}"))
        else:
            self.post_message(Written(folder, sizes))

    @on(FileBegun)
    def show_step(self, message: FileBegun) -> None:
        """Say which file is being made."""
        self._begun.append(message.name)
        self._show(progress_text(self._begun))

    @on(Written)
    def show_written(self, message: Written) -> None:
        """Name the folder and the files."""
        from timeline.tui.exporting.folder import can_open

        self._writing, self.folder = None, message.folder
        self._show(written_text(message.folder, message.files, opens=can_open()))
        self.query_one("#export-plan").focus()

    @on(NotWritten)
    def say_why(self, message: NotWritten) -> None:
        """Say why nothing was written."""
        from timeline.tui.exporting.wording import in_dialog

        self._writing = None
        self._show(Content.assemble((f"! {plain(in_dialog(message.text))}", "bold")))

    @on(Worker.StateChanged)
    def say_fault(self, event: Worker.StateChanged) -> None:
        """Say that the program has a fault, without the values that it met."""
        if event.state is WorkerState.ERROR:
            fault = type(event.worker.error).__name__
            words = f"A fault in the program: {fault}. Nothing was written."
            self.say_why(NotWritten(f"{words} Please report these words."))

    def action_page(self, step: int) -> None:
        """Scroll the list."""
        pane = self.query_one("#export-plan")
        pane.scroll_relative(y=step * max(1, pane.size.height - 1), animate=False)

    def action_open_folder(self) -> None:
        """Show what was written on the desktop."""
        from timeline.tui.exporting.folder import can_open, open_folder

        if self.folder is not None and can_open():
            open_folder(self.folder)

    def action_leave(self) -> None:
        """Cancel what is being written, else go back."""
        if self._writing is not None:
            self._writing.cancel()
            self._show(Content("Cancelling ..."))
        else:
            self.dismiss(self.folder)


def export_patient(registry: "Registry", code: str) -> ExportScreen:
    """The dialog for one patient."""

    def read() -> "Subject":
        from timeline.tui.exporting.case import CaseExport

        return CaseExport(registry.case(code), registry.settings())

    return ExportScreen(read)


def export_cohort(
    registry: "Registry",
    codes: Iterable[str],
    options: "CohortOptions | None" = None,
) -> ExportScreen:
    """The dialog for a cohort.

    Args:
        registry: Where the patients are stored.
        codes: Study codes of the cohort.
        options: How the cohort is shown now; None for the usual way.
    """
    listed = tuple(codes)

    def read() -> "Subject":
        from timeline.tui.exporting.cohort import CohortExport

        return CohortExport(registry.cases(listed), options, registry.settings())

    return ExportScreen(read)
