"""The one place from which entry writes to the registry, with undo and redo.

Every write is one record with the version that was seen, so that nothing that somebody
else stored meanwhile is overwritten, not even by an undo.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order, QueryAnswer
from timeline.case.records.patient import Patient
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from timeline.registry import Change, Registry, StoredCase

UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class Write:
    """One record before and after; None where it was not there."""

    before: Entry | None
    after: Entry | None
    version: int | None
    """Version that stands after it; None where the record is gone."""


Step = tuple[Write, ...]
"""What one action of the person wrote."""


def meant(step: Step) -> tuple[Write, ...]:
    """The writes that the person thinks of: orders only where there is nothing else."""
    records = (w for w in step if not isinstance(w.after or w.before, Order))
    return tuple(records) or step


def named(step: Step) -> str:
    """What a step is about, in words: a record, or how many."""
    found = [write.after or write.before for write in meant(step)]
    if len(found) == 1 and found[0] is not None:
        return named_entry(found[0])
    return f"{len(found)} records"


def named_entry(entry: Entry) -> str:
    """A record by its kind and its label."""
    if isinstance(entry, QueryAnswer):
        return f"{entry.title} ({entry.state.value}: {entry.reason})"
    return f"{entry.title} {entry.label}"


class NothingToUndoError(TimelineError):
    """This session has changed nothing, or everything is undone already."""

    title = "Nothing to take back"


@dataclass
class Desk:
    """The writes of one session on one patient."""

    registry: "Registry"
    code: str
    actor: str
    last: Entry | None = None
    """The record that was entered last."""
    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)

    @classmethod
    def of(cls, desks: list[Self], registry: "Registry", code: str, actor: str) -> Self:
        """The desk of a patient, so that who comes back can undo what was stored.

        Args:
            desks: The desks of this session; a new one is added.
            registry: Where the patient is.
            code: Study code; empty for a patient who is to be entered.
            actor: The name under which changes are stored.
        """
        for desk in desks:
            if desk.registry is registry and desk.code == code:
                return desk
        desks.append(cls(registry, code, actor))
        return desks[-1]

    def load(self) -> "StoredCase":
        """The case and the versions of its records as they stand now."""
        return self.registry.load(self.code)

    def create_patient(self, patient: Patient) -> None:
        """Store a new patient.

        Raises:
            TimelineError: If the registry has a patient with this code.
        """
        from timeline.registry import UnknownPatientError

        try:
            self.registry.load(patient.code)
        except UnknownPatientError:
            self.registry.save(Case(patient), actor=self.actor)
            self.code = patient.code
            return
        raise TimelineError(
            "The registry has a patient with this study code.",
            title="Not stored",
            hint="Open that patient, or give another code.",
        )

    def save(
        self, record: Entry, *, before: Entry | None, seen: int | None, reason: str
    ) -> Write:
        """Store one record; a new one has no version that was seen."""
        version = self.registry.save_record(
            self.code, record, seen=seen, actor=self.actor, reason=reason
        )
        if isinstance(record, Patient):
            self.code = record.code
        return Write(before, record, version)

    def finish(self, step: Step, *, entered: bool = True) -> None:
        """Remember what an action wrote, so that it can be undone.

        Args:
            step: The writes; nothing happens without any.
            entered: Whether its first record lends its provenance to the next one.
        """
        if step:
            self._done.append(step)
            self._undone.clear()
        if step and entered:
            self.last = step[0].after or self.last

    def delete(self, record: Entry, *, seen: int | None, reason: str) -> None:
        """Mark a record as deleted."""
        self._done.append((self.take_away(record, seen=seen, reason=reason),))
        self._undone.clear()

    def take_away(self, record: Entry, *, seen: int | None, reason: str) -> Write:
        """Mark a record as deleted, as a part of one action."""
        self.registry.delete_record(
            self.code, record.id, seen=seen, actor=self.actor, reason=reason
        )
        return Write(record, None, None)

    def restore(self, record: Entry, *, reason: str) -> None:
        """Bring a deleted record back."""
        self._done.append((self._restore(record, reason),))
        self._undone.clear()

    def _restore(self, record: Entry, reason: str) -> Write:
        self.registry.restore_record(
            self.code, record.id, actor=self.actor, reason=reason
        )
        return Write(None, record, self.load().versions[record.id])

    def deleted(self) -> tuple[Entry, ...]:
        """The records that can be restored."""
        return self.registry.deleted(self.code)

    def history(self, record_id: str) -> "tuple[Change, ...]":
        """Every change of one record."""
        return self.registry.history(self.code, record_id)

    def undo(self) -> Step:
        """Take back the last action of this session; give what that wrote."""
        return self._reverse(self._done, self._undone, UNDO)

    def redo(self) -> Step:
        """Bring back what was undone last; give what that wrote."""
        return self._reverse(self._undone, self._done, REDO)

    def _reverse(self, source: list[Step], target: list[Step], word: str) -> Step:
        if not source:
            raise NothingToUndoError(f"There is nothing to {word} in this session.")
        # the writes of one action, the last one first: an order before its record
        step = tuple(self._reversed(write, word) for write in reversed(source[-1]))
        source.pop()
        target.append(step)
        return step

    def _reversed(self, write: Write, reason: str) -> Write:
        if write.before is None and write.after is not None:
            self.registry.delete_record(
                self.code,
                write.after.id,
                seen=write.version,
                actor=self.actor,
                reason=reason,
            )
            return Write(write.after, None, None)
        if write.before is not None and write.after is None:
            return self._restore(write.before, reason)
        if write.before is None:
            return write
        return self.save(
            write.before, before=write.after, seen=write.version, reason=reason
        )
