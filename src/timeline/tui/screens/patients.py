"""The patient list with its search, its filter and its order."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from timeline.tui.help.palette import Elsewhere
from timeline.tui.listing.text import FILTERS, SORTS, UPWARDS, count_line, view_line
from timeline.tui.messages import CohortWanted
from timeline.tui.screens.list_actions import EntryListScreen
from timeline.tui.widgets.patient_table import PatientTable
from timeline.tui.widgets.steady_footer import SteadyFooter

if TYPE_CHECKING:
    from timeline.registry import Listing, ListQuery, Registry

EMPTY = (
    "The registry is empty.\n\n"
    "Press a to enter the first patient. Case files go in from the shell:\n\n"
    "    timeline import FILES\n\n"
    "q leaves; d at the next start shows the demo cases."
)
DEMO = "Demo cases · "
NO_MATCH = "No patient matches. Press / to change the words, Escape to see all."
NONE_LEFT = (
    "No patient is {words} for certain. Press f for another filter, Escape to see all."
)


ELSEWHERE = (
    Elsewhere("Back up", "In the shell: timeline backup FILE", "backup copy save"),
    Elsewhere(
        "Restore a backup",
        "In the shell: timeline --db NEW restore FILE",
        "restore backup recover",
    ),
    Elsewhere(
        "Import case files",
        "In the shell: timeline import FILES",
        "load open read files",
    ),
    Elsewhere(
        "Export a case file",
        "In the shell: timeline export CODE -o FILE",
        "write save TOML",
    ),
    Elsewhere(
        "Delete or restore a record",
        "Open its patient: x deletes a record, b restores. A patient stays.",
        "remove erase discard undelete recover bin trash",
    ),
)


class PatientsScreen(EntryListScreen):
    """Lists the patients; posts the one that is opened."""

    ELSEWHERE: ClassVar = ELSEWHERE
    AUTO_FOCUS = ""  # of an empty list nothing has focus, least of all the search
    BINDINGS: ClassVar = [
        Binding("slash", "search", "Search"),
        Binding("s", "sort", "Sort"),
        Binding("f", "filter", "Filter"),
        Binding("C", "cohort", "Cohort"),
        Binding("down", "to_the_list", "Results", show=False),
        Binding("escape", "show_all", "All patients", show=False),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._query: ListQuery | None = None
        self._demo = False

    def compose(self) -> ComposeResult:
        """Search, counts, filter and order, list, and a text for an empty list."""
        yield Input(placeholder="/ searches code, disease, drug and site", id="search")
        yield Static("Opening the registry ...", id="count", markup=False)
        yield Static(id="view", markup=False)
        yield PatientTable()
        yield Static(id="empty", markup=False)
        yield SteadyFooter(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(PatientTable).focus()

    def use(self, registry: "Registry", *, demo: bool = False) -> None:
        """Take the open registry, or that of the demo cases, and list its patients."""
        self.registry, self._demo = registry, demo
        self.find()
        self.offer_drafts()

    def wanted(self) -> "ListQuery":
        """The words in the search box, the filter and the order."""
        from timeline.registry import ListQuery

        search = self.query_one(Input).value.strip()
        return replace(self._query or ListQuery(), search=search)

    def action_search(self) -> None:
        """Type in the search."""
        self.query_one(Input).focus()

    def action_show_all(self) -> None:
        """Leave the search, and forget its words and the filter."""
        self._query = replace(self.wanted(), state=None)
        self.query_one(Input).value = ""
        self.query_one(PatientTable).focus()
        self.find()

    def action_cohort(self) -> None:
        """Show the listed patients in one picture."""
        codes = self.listed_codes()
        if codes:
            self.post_message(CohortWanted(codes))

    def action_sort(self) -> None:
        """Choose the order; the same choice again turns it round."""
        from timeline.tui.screens.asking import ChoiceScreen

        query = self.wanted()
        now = " (now; again turns it round)"
        choices = [
            (key, f"{words}{now if sort == query.sort else ''}")
            for key, sort, words in SORTS
        ]
        self.app.push_screen(ChoiceScreen("Sort the list by", choices), self._sort)

    def _sort(self, key: str | None) -> None:
        from timeline.registry import ListSort

        chosen = next((sort for letter, sort, _ in SORTS if letter == key), None)
        if chosen is None:
            return
        query = self.wanted()
        turned = not query.descending
        descending = turned if chosen == query.sort else chosen not in UPWARDS
        self._query = replace(query, sort=ListSort(chosen), descending=descending)
        self.find()

    def action_filter(self) -> None:
        """Choose who is listed."""
        from timeline.tui.screens.asking import ChoiceScreen

        choices = [(key, words) for key, _, words in FILTERS]
        self.app.push_screen(ChoiceScreen("List which patients?", choices), self._keep)

    def _keep(self, key: str | None) -> None:
        from timeline.registry import ListState

        for letter, state, _ in FILTERS:
            if letter == key:
                kept = ListState(state) if state else None
                self._query = replace(self.wanted(), state=kept)
                self.find()

    @on(Input.Changed, "#search")
    def search_later(self) -> None:
        """Search when the typing pauses."""
        self.find_later()

    @on(Input.Submitted, "#search")
    def action_to_the_list(self) -> None:
        """Search at once and go on to the results."""
        self.find()
        self.query_one(PatientTable).focus()

    def show_listing(self, query: "ListQuery", listing: "Listing") -> None:
        """Say how many were found; where none was, say what to do."""
        whose = DEMO if self._demo else ""
        self.query_one("#count", Static).update(Content(whose + count_line(listing)))
        self.query_one("#view", Static).update(Content(view_line(query, listing)))
        none, search = not listing.codes, self.query_one(Input)
        self.query_one("#empty", Static).update(
            Content(_why_none(query, listing) if none else "")
        )
        self.set_class(none, "is-empty")
        if none and not search.has_focus:
            # a hidden list hands its focus to the search, which would take the keys
            self.call_after_refresh(self.set_focus, None)
        elif self.focused is None and self.is_current:
            self.query_one(PatientTable).focus()


def _why_none(query: "ListQuery", listing: "Listing") -> str:
    if not listing.patients:
        return EMPTY
    if query.state is None or query.search:
        return NO_MATCH
    words = next(words for _, state, words in FILTERS if state == query.state)
    return NONE_LEFT.format(words=words)
