"""The patient list with its search, its filter and its order."""

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from timeline.errors import TimelineError
from timeline.tui.listing.reader import ListReader
from timeline.tui.listing.text import (
    DEMO,
    ELSEWHERE,
    FILTERS,
    SORTS,
    UPWARDS,
    count_line,
    view_line,
    why_empty,
)
from timeline.tui.messages import CohortRequested, Failed, RowsRequested
from timeline.tui.running.registry_watch import RegistryWatch
from timeline.tui.running.type_ahead import keeps_keys
from timeline.tui.widgets.patient_table import PatientTable
from timeline.tui.widgets.steady_footer import SteadyFooter

if TYPE_CHECKING:
    from timeline.registry import Listing, ListQuery
    from timeline.tui.screens.list_actions import ListActions
    from timeline.tui.workplace import Workplace


class PatientsScreen(Screen[None]):
    """Lists the patients; posts the one that is opened."""

    ELSEWHERE: ClassVar = ELSEWHERE
    AUTO_FOCUS = ""  # of an empty list nothing has focus, least of all the search
    BINDINGS: ClassVar = [
        Binding("a", "add_patient", "New patient"),
        Binding("i", "every_query", "Queries"),
        Binding("slash", "search", "Search"),
        Binding("s", "sort", "Sort"),
        Binding("f", "filter", "Filter"),
        Binding("C", "cohort", "Cohort"),
        Binding("down", "to_the_list", "Results", show=False),
        Binding("escape", "show_all", "All patients", show=False),
        Binding("q", "app.quit", "Quit"),
        Binding("x,delete", "remove_patient", "Delete the patient", show=False),
        Binding("B", "patient_bin", "Bin of patients", show=False),
        Binding("comma", "settings", "Settings", key_display=",", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._workplace: Workplace | None = None
        self._watch: RegistryWatch | None = None
        self._view: ListQuery | None = None
        self.reader = ListReader(self, self.list_query, self._show_listing)

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

    def on_screen_resume(self) -> None:
        """Show what was entered meanwhile."""
        self.reader.refresh()

    def use(self, workplace: "Workplace") -> None:
        """List the patients of an open registry, and offer what was left unsaved."""
        self._workplace = workplace
        if self._watch is not None:
            self._watch.stop()
        self._watch = RegistryWatch(
            self, workplace.registry, workplace.news, self._changed_by_others
        )
        self.reader.open(workplace.registry)
        self.offer_drafts()

    def _changed_by_others(self, words: str) -> None:
        """List what a colleague stored, and say who did."""
        if words:
            self.notify(words, markup=False, timeout=8)
        self.reader.read()

    def list_query(self) -> "ListQuery":
        """The words in the search box, the filter and the order."""
        from timeline.registry import ListQuery

        search = self.query_one(Input).value.strip()
        return replace(self._view or ListQuery(), search=search)

    @on(RowsRequested)
    def read_rows(self, message: RowsRequested) -> None:
        """Read the rows that came near the view."""
        self.reader.read_rows(message.codes)

    def action_search(self) -> None:
        """Type in the search."""
        self.query_one(Input).focus()

    def action_show_all(self) -> None:
        """Leave the search, and forget its words and the filter."""
        self._view = replace(self.list_query(), state=None)
        self.query_one(Input).value = ""
        self.query_one(PatientTable).focus()
        self.reader.read()

    def action_cohort(self) -> None:
        """Show the listed patients in one picture."""
        if self.reader.codes:
            self.post_message(CohortRequested(self.reader.codes))

    @work(group="asking", exclusive=True)
    @keeps_keys
    async def action_settings(self) -> None:
        """Show settings and vocabulary of the site, and change them."""
        from timeline.tui.screens.settings import change_settings

        if self._workplace is not None:
            try:
                await change_settings(self.app, self._workplace, self.reader.refresh)
            except TimelineError as error:
                self.post_message(Failed(error.title, str(error)))

    def action_sort(self) -> None:
        """Choose the order; the same choice again turns it round."""
        from timeline.tui.screens.asking import ChoiceScreen

        query = self.list_query()
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
        query = self.list_query()
        turned = not query.descending
        descending = turned if chosen == query.sort else chosen not in UPWARDS
        self._view = replace(query, sort=ListSort(chosen), descending=descending)
        self.reader.read()

    def action_filter(self) -> None:
        """Choose who is listed."""
        from timeline.tui.screens.asking import ChoiceScreen

        choices = [(key, words) for key, _, words in FILTERS]
        question = ChoiceScreen("List which patients?", choices)
        self.app.push_screen(question, self._filter)

    def _filter(self, key: str | None) -> None:
        from timeline.registry import ListState

        for letter, state, _ in FILTERS:
            if letter == key:
                chosen = ListState(state) if state else None
                self._view = replace(self.list_query(), state=chosen)
                self.reader.read()

    @on(Input.Changed, "#search")
    def search_later(self) -> None:
        """Search when the typing pauses."""
        self.reader.read_later()

    @on(Input.Submitted, "#search")
    def action_to_the_list(self) -> None:
        """Search at once and go on to the results."""
        self.reader.read()
        self.query_one(PatientTable).focus()

    def _show_listing(self, query: "ListQuery", listing: "Listing") -> None:
        """Say how many are listed; where nobody is, say what to do."""
        if self._watch is not None:
            self._watch.begin(listing.transaction)
        demo = DEMO if self._workplace and self._workplace.demo else ""
        self.query_one("#count", Static).update(Content(demo + count_line(listing)))
        self.query_one("#view", Static).update(Content(view_line(query, listing)))
        self.query_one("#empty", Static).update(Content(why_empty(query, listing)))
        empty = not listing.codes
        self.set_class(empty, "is-empty")
        if empty and not self.query_one(Input).has_focus:
            # a hidden list hands its focus to the search, which would take the keys
            self.call_after_refresh(self.set_focus, None)
        elif self.focused is None and self.is_current:
            self.query_one(PatientTable).focus()

    def _entry(self) -> "ListActions | None":
        from timeline.tui.screens.list_actions import ListActions

        return ListActions(self.app, self._workplace) if self._workplace else None

    @work(group="entry", exclusive=True)
    @keeps_keys
    async def action_add_patient(self) -> None:
        """Enter a new patient and open it."""
        if entry := self._entry():
            await self._open_entered(entry.add_patient())

    @work(group="drafts", exclusive=True)
    @keeps_keys
    async def offer_drafts(self) -> None:
        """Offer the forms that a crash or a kill ended."""
        drafts = self._workplace and self._workplace.drafts.left_behind()
        if drafts and (entry := self._entry()):
            await self._open_entered(entry.offer_drafts())

    @work(group="entry", exclusive=True)
    @keeps_keys
    async def action_every_query(self) -> None:
        """List the open queries of the patients listed; Enter settles one."""
        if entry := self._entry():
            await self._open_entered(entry.every_query(self.reader.codes))
            self.reader.read()

    @work(group="entry", exclusive=True)
    @keeps_keys
    async def action_remove_patient(self) -> None:
        """Put the patient under the cursor into the bin, with every record."""
        code = self.query_one(PatientTable).chosen
        if code is not None and (entry := self._entry()):
            await self._open_entered(entry.remove_patient(code))
            self.reader.read()

    @work(group="entry", exclusive=True)
    @keeps_keys
    async def action_patient_bin(self) -> None:
        """Show the patients in the bin; Enter takes one out."""
        if entry := self._entry():
            await self._open_entered(entry.patient_bin())
            self.reader.read()

    async def _open_entered(self, entering: Awaitable[str | None]) -> None:
        """Open the patient whose code the entering gives."""
        try:
            code = await entering
        except TimelineError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        if code is not None and self._workplace is not None:
            from timeline.tui.screens.patient import PatientScreen

            # at once, so that no key typed after the form is a command of the list
            self.app.push_screen(PatientScreen(self._workplace, code))
