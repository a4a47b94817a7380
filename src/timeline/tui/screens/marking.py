"""A list from which one entry is picked, or several that were marked."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList

from timeline.tui.screens.picking import PickRow, PickScreen
from timeline.tui.widgets.field_row import LineEditor

_MARK, _NO_MARK = "\u2713 ", "  "


class MarkScreen(PickScreen):
    """Gives the key of a row as `PickScreen` does; `marked` are those of the others."""

    INDENT: ClassVar[str] = _NO_MARK
    BINDINGS: ClassVar = [
        Binding("tab", "mark(1)", "Mark", priority=True),
        Binding("shift+tab", "mark(-1)", "Mark and go up", show=False, priority=True),
        Binding("f8", "mark_all", "Mark all that are listed", priority=True),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[PickRow],
        empty: str,
        left: tuple[str, int] = ("", 0),
    ) -> None:
        """Prepare the list.

        Args:
            title: What is picked, and what Enter does.
            rows: The entries.
            empty: What is said where there is none.
            left: Filter and place of the cursor to begin with; see `left`.
        """
        super().__init__(title, rows, empty)
        self._marks: frozenset[str] = frozenset()
        self._filter, self._place = left

    @property
    def marked(self) -> tuple[str, ...]:
        """Keys of the rows that are marked, in the order of the list."""
        return tuple(row.key for row in self._all if row.key in self._marks)

    @property
    def left(self) -> tuple[str, int]:
        """What was typed to filter, and the place of the cursor."""
        return self._filter, self._place

    def _begin(self) -> None:
        place = self._place
        with self.prevent(Input.Changed):
            self.query_one(LineEditor).value = self._filter
        self._fill()
        self.go_to(place)

    @on(Input.Changed)
    def keep_filter(self, event: Input.Changed) -> None:
        """Remember what was typed."""
        self._filter = event.value

    @on(OptionList.OptionHighlighted)
    def keep_place(self) -> None:
        """Remember where the cursor is."""
        self._place = self.cursor or 0

    def action_mark(self, step: int) -> None:
        """Mark the row under the cursor, or take its mark away, and go on."""
        at = self.cursor
        if at is None:
            return
        row = self._shown[at]
        if not row.alone:
            self._toggle([row], on=row.key not in self._marks)
        self.go_to(at + step)
        self.call_after_refresh(self.query_one(OptionList).scroll_to_highlight)

    def action_mark_all(self) -> None:
        """Mark all rows that are listed; if all are marked, take the marks away."""
        rows = [row for row in self._shown if not row.alone]
        self._toggle(rows, on=not all(row.key in self._marks for row in rows))

    def _toggle(self, rows: Sequence[PickRow], *, on: bool) -> None:
        keys = {row.key for row in rows}
        self._marks = self._marks | keys if on else self._marks - keys
        listed = self.query_one(OptionList)
        for place, row in enumerate(self._shown):
            if row.key in keys:
                listed.replace_option_prompt(str(place), self._prompt(row))
        self._count()

    def _prompt(self, row: PickRow) -> Content:
        marked = row.key in self._marks
        return Content.assemble(_MARK if marked else _NO_MARK, super()._prompt(row))

    def _count_text(self) -> str:
        marked = f", {len(self._marks):,} marked" if self._marks else ""
        return f"{super()._count_text()}{marked}"
