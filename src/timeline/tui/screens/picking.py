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
    group: str = ""
    """What stands once above it and those after it of the same group."""
    words: str = ""
    """What it is found by, too, and does not show."""
    alone: bool = False
    """Whether it is not marked together with others."""

    def holds(self, words: Sequence[str]) -> bool:
        """Whether every word stands in it."""
        own = f"{self.heading} {self.text} {self.group} {self.words}".casefold()
        return all(word in own for word in words)


class PickScreen(ModalScreen[str | None]):
    """Gives the key of the row that Enter was pressed on, or None."""

    INDENT: ClassVar[str] = ""
    """What stands before the second line of a row."""
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
        self._begin()

    def _begin(self) -> None:
        """Show the rows."""
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
        first = len(self._shown)
        self._shown += room
        self.query_one(OptionList).add_options(self._options(first))
        if self._shown and self.cursor is None:
            self.go_to(0)
        self._count()

    @property
    def cursor(self) -> int | None:
        """Place of the row under the cursor among those shown."""
        option = self.query_one(OptionList).highlighted_option
        return int(option.id) if option is not None and option.id else None

    def go_to(self, place: int) -> None:
        """Put the cursor on a row, or on the last one."""
        if self._shown:
            listed = self.query_one(OptionList)
            row = max(0, min(place, len(self._shown) - 1))
            listed.highlighted = listed.get_option_index(str(row))

    def _options(self, first: int = 0) -> list[Option]:
        """The rows from a place on, each group under its name."""
        options = []
        group = self._shown[first - 1].group if first else ""
        for place, row in enumerate(self._shown[first:], start=first):
            if row.group != group:
                group = row.group
                title = Content.assemble((plain(group), "bold underline"))
                options.append(Option(title, disabled=True))
            options.append(Option(self._prompt(row), id=str(place)))
        return options

    def _prompt(self, row: PickRow) -> Content:
        """What a row shows."""
        heading = Content(plain(row.heading))
        if not row.text:
            return heading
        text = Content.assemble((plain(row.text), "dim"))
        return Content(f"\n{self.INDENT}").join([heading, text])

    def _words(self) -> list[str]:
        return self.query_one(LineEditor).value.casefold().split()

    def _fill(self) -> None:
        words = self._words()
        matches = [row for row in self._all if row.holds(words)]
        if not any(row.group for row in matches):
            # what begins with the words is meant before what only holds them
            matches.sort(
                key=lambda row: not row.heading.casefold().startswith(" ".join(words))
            )
        at = self.cursor or 0
        self._matches, self._shown = len(matches), matches[:MOST]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(self._options())
        self.go_to(at)
        self._count()

    def _count(self) -> None:
        self.query_one("#pick-count", Static).update(Content(self._count_text()))

    def _count_text(self) -> str:
        count = f"{self._matches:,} of {len(self._all):,}"
        none = "; nothing has these words" if not self._matches else ""
        more = f", the first {MOST} shown" if self._matches > MOST else ""
        note = f" ({self._note})" if self._note else ""
        if not self._all:
            return self._note or self._empty
        return f"{count}{none}{more}{note}"

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show what fits the words."""
        self.query_one(OptionList).highlighted = None
        self._fill()

    @on(Input.Submitted)
    def pick(self) -> None:
        """Give the row under the cursor."""
        at = self.cursor
        if at is not None:
            self.dismiss(self._shown[at].key)

    @on(OptionList.OptionSelected)
    def pick_clicked(self, event: OptionList.OptionSelected) -> None:
        """Give the row that was clicked."""
        self.dismiss(self._shown[int(event.option_id or 0)].key)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        listed = self.query_one(OptionList)
        if step > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def action_page(self, step: int) -> None:
        """Move the cursor by a screen."""
        rows = max(1, self.query_one(OptionList).size.height // 2)
        self.go_to((self.cursor or 0) + step * rows)


def record_row(entry: Entry) -> PickRow:
    """A record as a row of a list: kind, label, id and dates."""
    title = type(entry).title
    dates = ", ".join(str(date) for date in entry.dates().values() if date.known)
    answers = isinstance(entry, QueryAnswer)
    heading = named_entry(entry) if answers else f"{title}: {entry.label}"
    return PickRow(entry.id, heading, f"{entry.id}  {dates}")
