"""A list from which one entry is picked, filtered as one types."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from timeline.case.record import Entry
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.tui.drawing.cell import plain
from timeline.tui.entry.record_names import named_entry
from timeline.tui.widgets.field_row import LineEditor

MOST = 500
"""Rows that are shown at once; more need another word in the filter."""


@dataclass(frozen=True, slots=True)
class PickRow:
    """One entry of a list."""

    key: str
    """What is given back when it is picked."""
    heading: str
    text: str = ""
    """A second line; empty for none."""

    def holds(self, words: Sequence[str]) -> bool:
        """Whether every word stands in it."""
        own = f"{self.heading} {self.text}".casefold()
        return all(word in own for word in words)


class PickScreen(ModalScreen[str | None]):
    """Gives the key of the row that Enter was pressed on, or None."""

    BINDINGS: ClassVar = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("up", "move(-1)", "Above", show=False),
        Binding("down", "move(1)", "Below", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
    ]

    def __init__(self, title: str, rows: Sequence[PickRow], empty: str) -> None:
        """Prepare the list.

        Args:
            title: What is picked, and what Enter does.
            rows: The entries.
            empty: What is said where there is none.
        """
        super().__init__()
        self._title, self._empty = title, empty
        self._all = list(rows)
        self._shown: list[PickRow] = []
        self._matches = 0
        self._note = ""

    def compose(self) -> ComposeResult:
        """Title, filter, count, list."""
        with Vertical(classes="picking"):
            yield Static(Content(plain(self._title)), classes="pick-title")
            yield LineEditor(placeholder="type to filter")
            yield Static(id="pick-count", markup=False)
            yield OptionList(markup=False, compact=True)

    def on_mount(self) -> None:
        """Start in the filter."""
        self.query_one(OptionList).can_focus = False
        self.query_one(LineEditor).focus()
        self._fill()

    def add(self, rows: Sequence[PickRow], note: str = "") -> None:
        """Put more rows at the end.

        Args:
            rows: The entries.
            note: What is said beside the count, such as that more are to come.
        """
        self._all += rows
        self._note = note
        words = self._words()
        more = [row for row in rows if row.holds(words)]
        room = more[: max(0, MOST - len(self._shown))]
        self._matches += len(more)
        self._shown += room
        listed = self.query_one(OptionList)
        listed.add_options([Option(_prompt(row)) for row in room])
        if self._shown and listed.highlighted is None:
            listed.highlighted = 0
        self._count()

    def _words(self) -> list[str]:
        return self.query_one(LineEditor).value.casefold().split()

    def _fill(self) -> None:
        words = self._words()
        matches = [row for row in self._all if row.holds(words)]
        # what begins with the words is meant before what only holds them
        matches.sort(
            key=lambda row: not row.heading.casefold().startswith(" ".join(words))
        )
        self._matches, self._shown = len(matches), matches[:MOST]
        listed = self.query_one(OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options([Option(_prompt(row)) for row in self._shown])
        if self._shown:
            listed.highlighted = min(at, len(self._shown) - 1)
        self._count()

    def _count(self) -> None:
        count = f"{self._matches:,} of {len(self._all):,}"
        none = "; nothing has these words" if not self._matches else ""
        more = f", the first {MOST} shown" if self._matches > MOST else ""
        note = f" ({self._note})" if self._note else ""
        text = f"{count}{none}{more}{note}" if self._all else self._note or self._empty
        self.query_one("#pick-count", Static).update(Content(text))

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show what fits the words."""
        self.query_one(OptionList).highlighted = None
        self._fill()

    @on(Input.Submitted)
    def pick(self) -> None:
        """Give the row under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at].key)

    @on(OptionList.OptionSelected)
    def pick_clicked(self, event: OptionList.OptionSelected) -> None:
        """Give the row that was clicked."""
        self.dismiss(self._shown[event.option_index].key)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        listed = self.query_one(OptionList)
        if step > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def action_page(self, step: int) -> None:
        """Move the cursor by a screen."""
        listed = self.query_one(OptionList)
        at = (listed.highlighted or 0) + step * max(1, listed.size.height // 2)
        if self._shown:
            listed.highlighted = max(0, min(len(self._shown) - 1, at))


def _prompt(row: PickRow) -> Content:
    heading = Content(plain(row.heading))
    if not row.text:
        return heading
    return Content("\n").join([heading, Content.assemble((plain(row.text), "dim"))])


def record_row(entry: Entry) -> PickRow:
    """A record as a row of a list: kind, label, id and dates."""
    title = type(entry).title
    dates = ", ".join(str(date) for date in entry.dates().values() if date.known)
    answers = isinstance(entry, QueryAnswer)
    heading = named_entry(entry) if answers else f"{title}: {entry.label}"
    return PickRow(entry.id, heading, f"{entry.id}  {dates}")
