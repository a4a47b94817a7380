"""The patient list with its search."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Footer, Input, Static
from textual.worker import get_current_worker

from timeline.errors import TimelineError
from timeline.tui.messages import CohortWanted, Failed, PatientsFound
from timeline.tui.screens.list_actions import EntryListScreen
from timeline.tui.widgets.patient_table import PatientTable

if TYPE_CHECKING:
    from timeline.registry import Registry

PAUSE = 0.15
"""Seconds without a key after which a search begins."""
EMPTY = (
    "The registry is empty.\n\n"
    "Press a to enter the first patient, or leave with q and fill it from case "
    "files:\n\n"
    "    timeline import cases/*.toml\n\n"
    "Then start timeline again."
)
NO_MATCH = "No patient matches. Press / to change the words, Escape to see all."


class PatientsScreen(EntryListScreen):
    """Lists the patients; posts the one that is opened."""

    # With the list hidden, the search would take the focus, and then every key.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar = [
        Binding("slash", "search", "Search"),
        Binding("C", "cohort", "Cohort"),
        Binding("escape", "show_all", "All patients", show=False),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.registry: Registry | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Search, count, list, and a text for when the list is empty."""
        yield Input(placeholder="/ searches code, disease, drug and site", id="search")
        yield Static("Opening the registry ...", id="count", markup=False)
        yield PatientTable()
        yield Static(id="empty", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(PatientTable).focus()

    def use(self, registry: "Registry") -> None:
        """Take the open registry and list its patients."""
        self.registry = registry
        self.find()
        self.offer_drafts()

    def action_search(self) -> None:
        """Type in the search."""
        self.query_one(Input).focus()

    def action_show_all(self) -> None:
        """Leave the search and forget it."""
        self.query_one(Input).value = ""
        self.query_one(PatientTable).focus()

    def action_cohort(self) -> None:
        """Show the listed patients in one picture."""
        listed = self.query_one(PatientTable).patients
        if listed:
            self.post_message(CohortWanted(tuple(each.code for each in listed)))

    @on(Input.Changed)
    def search_later(self) -> None:
        """Search when the typing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.find)

    @on(Input.Submitted)
    def to_the_list(self) -> None:
        """Search at once and go on to the results."""
        if self._timer is not None:
            self._timer.stop()
        self.find()
        self.query_one(PatientTable).focus()

    def find(self) -> None:
        """Ask the registry for the words in the search box."""
        if self.registry is not None:
            self._find(self.registry, self.query_one(Input).value.strip())

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _find(self, registry: "Registry", search: str) -> None:
        try:
            found = registry.patients(search)
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        if not get_current_worker().is_cancelled:
            self.post_message(PatientsFound(search, found))

    @on(PatientsFound)
    def show(self, message: PatientsFound) -> None:
        """Fill the list, unless the words have changed since."""
        if message.search != self.query_one(Input).value.strip():
            return
        count = len(message.patients)
        noun = "patient" if count == 1 else "patients"
        matching = " found" if message.search else ""
        self.query_one("#count", Static).update(Content(f"{count:,} {noun}{matching}"))
        self.query_one(PatientTable).patients = message.patients
        self.query_one("#empty", Static).update(
            Content("" if count else NO_MATCH if message.search else EMPTY)
        )
        self.set_class(not count, "is-empty")
        if not count and not message.search:
            # a hidden list hands its focus to the search, which would take the keys
            self.call_after_refresh(self.set_focus, None)
        elif count and self.focused is None:
            self.query_one(PatientTable).focus()
