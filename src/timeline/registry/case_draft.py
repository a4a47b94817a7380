"""One case while actions change it, before anything is checked and written."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from timeline.case.case import Case
from timeline.case.fields import Role, field_specs
from timeline.case.points import renamed
from timeline.case.record import Entry, free_id
from timeline.case.records.bookkeeping import Order
from timeline.case.records.patient import Patient
from timeline.registry.actions import Origin
from timeline.registry.origins import origins_of, with_origin
from timeline.registry.reading import Key, StoredRows, case_of
from timeline.registry.rows import to_record
from timeline.registry.writing import WritePlan, plan


@dataclass
class CaseDraft:
    """One case while actions change it."""

    code: str
    """The code under which it is stored, or will be."""
    stored: StoredRows | None
    live: dict[str, Entry] = field(default_factory=dict)
    """The records that are not in the bin, by id."""
    origins: dict[str, tuple[Origin, ...]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """The id that each new record is given, by the one that was wished."""
    in_bin: bool = False

    @classmethod
    def of(
        cls, code: str, stored: StoredRows | None, without: Collection[Key] = ()
    ) -> "CaseDraft":
        """A draft of what is stored, apart from some records."""
        if stored is None:
            return cls(code, None)
        live = {
            record_id: to_record(kind, row)
            for (kind, record_id), row in stored.rows.items()
            if (kind, record_id) not in without
            and (row["deleted_at"] is None or kind == Patient.kind)
        }
        return cls(code, stored, live, in_bin=stored.in_bin)

    @property
    def case(self) -> Case:
        """The case as it stands in the draft."""
        return case_of(self.live.values())

    def name(self, wished: str) -> str:
        """Make the id of a new record: the wished one, or one that nothing has."""
        taken = {*self.live, *self.ids.values()}
        taken |= self.stored.taken_ids if self.stored else set()
        record_id = free_id(wished, taken)
        self.ids[wished] = record_id
        return record_id

    def put(self, record: Entry, origin: Origin | None) -> None:
        """Take a record under the id that it was given."""
        stored = with_ids(record, self.ids)
        self.live[stored.id] = stored
        if origin is not None:
            self.origins[stored.id] = with_origin(self._origins(stored), origin)

    def _origins(self, record: Entry) -> tuple[Origin, ...]:
        if record.id in self.origins or self.stored is None:
            return self.origins.get(record.id, ())
        row = self.stored.rows.get((record.kind, record.id))
        return origins_of(row) if row else ()

    def plan(self) -> WritePlan:
        """What is to be written; the records of a patient in the bin stay there."""
        changes = plan(self.code, self.case, self.stored, self.origins)
        if not self.in_bin:
            return changes
        patient = self.case.patient
        updated = [entry for entry in changes.updated if entry is not patient]
        goes = self.stored is not None and not self.stored.in_bin
        removed = [*changes.removed, *([(patient.kind, patient.id)] * goes)]
        return replace(changes, updated=updated, removed=removed, in_bin=True)


def with_ids(record: Entry, ids: dict[str, str]) -> Entry:
    """A record with other ids: its own, and those that it names."""
    changed: dict[str, object] = {}
    new: object
    for spec in field_specs(type(record)):
        value = getattr(record, spec.name)
        if value is None:
            continue
        if spec.name == "id" or spec.role is Role.REFERENCE:
            new = ids.get(value, value)
        elif spec.role is Role.DATE:
            new = value.renamed(ids)
        elif isinstance(record, Order) and spec.name in ("earlier", "later"):
            new = renamed(value, ids)
        else:
            continue
        if new != value:
            changed[spec.name] = new
    return record.changed(**changed) if changed else record
