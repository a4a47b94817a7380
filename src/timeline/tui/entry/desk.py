"""What one session stores on one patient, action by action, with undo and redo."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.patient import Patient
from timeline.errors import TimelineError
from timeline.tui.entry.news import News

if TYPE_CHECKING:
    from timeline.case.locale import Locale
    from timeline.registry import Action, Change, Receipt, Registry, StoredCase


class NothingToUndoError(TimelineError):
    """This session has changed nothing, or everything is undone already."""

    title = "Nothing to take back"


@dataclass
class Desk:
    """Where a session stores what concerns one patient."""

    registry: "Registry"
    code: str
    """Study code; empty for a patient who is to be entered."""
    actor: str
    news: News = field(default_factory=News)
    """Where the transactions of this session are noted, shared by all its desks."""
    last: Entry | None = None
    """The record that was entered last; the next one begins with its source."""
    _done: list[int] = field(default_factory=list)
    _undone: list[int] = field(default_factory=list)

    def load(self) -> "StoredCase":
        """The case and the versions of its records as they stand now."""
        return self.registry.load(self.code)

    def locale(self) -> "Locale":
        """How dates and numbers are typed, by the settings of the registry."""
        return self.registry.settings().locale

    def deleted(self) -> tuple[Entry, ...]:
        """The records that can be restored."""
        return self.registry.deleted(self.code)

    def history(self, record_id: str) -> "tuple[Change, ...]":
        """Every change of one record."""
        return self.registry.history(self.code, record_id)

    def apply(
        self, actions: "Sequence[Action]", reason: str = "", *, undoable: bool = True
    ) -> "Receipt":
        """Store what the person did with one key, all of it or nothing.

        Args:
            actions: What to store.
            reason: Why something stored is changed; empty where nothing is.
            undoable: Whether `undo` takes it back; the whole patient has a bin of its
                own.
        """
        from timeline.registry import Put, Session

        receipt = self.registry.apply(actions, Session(self.actor, reason))
        if receipt.transaction is not None:
            self.news.own.add(receipt.transaction)
        if receipt.transaction is not None and undoable:
            self._done.append(receipt.transaction)
            self._undone.clear()
        for action in actions:
            if isinstance(action, Put) and isinstance(action.record, Patient):
                self.code = action.record.code
        return receipt

    @property
    def steps(self) -> tuple[int, int]:
        """How many actions can be undone, and how many brought back."""
        return len(self._done), len(self._undone)

    def undo(self, passing_over: int = 0) -> tuple[Entry, ...]:
        """Take back the last action of this session.

        Args:
            passing_over: How many later actions stay as they are.

        Returns:
            The records that the person thinks of, as they stood before.

        Raises:
            UndoBlockedError: If somebody has built on it; nothing is changed then, and
                the action can be undone later.
        """
        return self._reverse(self._done, self._undone, "undo", passing_over)

    def redo(self, passing_over: int = 0) -> tuple[Entry, ...]:
        """Bring back what was undone last; see `undo`."""
        return self._reverse(self._undone, self._done, "redo", passing_over)

    def _reverse(
        self, source: list[int], target: list[int], verb: str, passing_over: int
    ) -> tuple[Entry, ...]:
        from timeline.registry import Session

        if passing_over >= len(source):
            raise NothingToUndoError(f"There is nothing to {verb} in this session.")
        at = len(source) - 1 - passing_over
        history = self.registry.history(self.code)
        changes = [change for change in history if change.transaction == source[at]]
        records = self._records(changes)
        receipt = self.registry.undo(source[at], Session(self.actor))
        del source[at]
        if receipt.transaction is not None:
            self.news.own.add(receipt.transaction)
            target.append(receipt.transaction)
        self.code = _code_before(changes) or self.code
        return records

    def _records(self, changes: "Sequence[Change]") -> tuple[Entry, ...]:
        """The changed records; orders only where nothing else was changed."""
        entries = {
            entry.id: entry for entry in (*self.deleted(), *self.load().case.entries)
        }
        ids = dict.fromkeys(change.record_id for change in changes)
        records = tuple(entries[record_id] for record_id in ids if record_id in entries)
        return tuple(e for e in records if not isinstance(e, Order)) or records


def _code_before(changes: "Sequence[Change]") -> str | None:
    """The study code that a patient had before; None where it was not changed."""
    return next(
        (
            change.old
            for change in changes
            if (change.kind, change.field) == (Patient.kind, "code")
            and change.action == "changed"
        ),
        None,
    )
