"""Taking a transaction back, as a new, audited transaction.

Undo is all or nothing. A field goes back only if it still holds what the transaction
wrote, and a record that the transaction made goes only if nobody has changed it since
and nothing that stays refers to it: whatever somebody has built on stands in the way,
and is named. Undoing an undo brings the change back.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from timeline.case.records.patient import Patient
from timeline.errors import InvalidDataError
from timeline.registry.actions import Receipt, Session
from timeline.registry.apply import store
from timeline.registry.audit import plain_line
from timeline.registry.case_draft import CaseDraft
from timeline.registry.errors import RegistryError, UndoBlockedError
from timeline.registry.history import changes, field_of, value_of
from timeline.registry.origins import origins_of
from timeline.registry.reading import Key, stored_rows
from timeline.registry.rows import record_of, values_of
from timeline.registry.tables import AUDIT, CASES, ORIGIN, SETTING_KIND, SETTINGS
from timeline.registry.values import Change
from timeline.registry.writing import SettingChange

_APPEARED = ("created", "restored")


@dataclass
class _RecordChange:
    """What the transaction did to one record, and what was done to it later."""

    draft: CaseDraft
    kind: str
    record_id: str
    entries: list[Change] = field(default_factory=list)
    later: list[Change] = field(default_factory=list)

    @property
    def appeared(self) -> bool:
        """Whether the transaction made it or took it out of the bin."""
        return any(entry.action in _APPEARED for entry in self.entries)

    @property
    def disappeared(self) -> bool:
        """Whether the transaction put it into the bin."""
        return any(entry.action == "deleted" for entry in self.entries)


def undo(connection: Connection, number: int, session: Session) -> Receipt:
    """Take back a transaction; see `Registry.undo`."""
    entries = changes(connection, AUDIT.c.transaction_number == number)
    if not entries:
        raise RegistryError(
            f"There is no transaction {number} in the history.",
            hint="`timeline history` shows the numbers.",
        )
    drafts = _drafts(connection, entries)
    records = _records(connection, number, entries, drafts)
    for record in records:
        _check_untouched(record)
        _check_alone(connection, record, records, number)
    for record in records:
        _take_back(record)
    settings = _settings(connection, entries)
    reason = plain_line(session.reason) or f"undo of transaction {number}"
    try:
        return store(connection, drafts, settings, Session(session.actor, reason))
    except InvalidDataError as error:
        raise _built_on(connection, error, drafts, number) from None


def _drafts(connection: Connection, entries: Sequence[Change]) -> dict[str, CaseDraft]:
    """The cases without the records of the entries, which no record may be by now."""
    keys: dict[int, set[Key]] = defaultdict(set)
    for entry in entries:
        if entry.kind != SETTING_KIND:
            keys[entry.case_id].add((entry.kind, entry.record_id))
    query = select(CASES.c.code).where(CASES.c.case_id.in_(keys))
    stored = stored_rows(
        connection, list(connection.execute(query).scalars()), lock=True
    )
    return {
        code: CaseDraft.of(code, rows, keys[rows.case_id])
        for code, rows in stored.items()
    }


def _records(
    connection: Connection,
    number: int,
    entries: Sequence[Change],
    drafts: dict[str, CaseDraft],
) -> list[_RecordChange]:
    by_case = {draft.stored.case_id: draft for draft in drafts.values() if draft.stored}
    records: dict[tuple[int, str, str], _RecordChange] = {}
    for entry in entries:
        if entry.kind != SETTING_KIND:
            key = entry.case_id, entry.kind, entry.record_id
            record = records.setdefault(
                key, _RecordChange(by_case[entry.case_id], entry.kind, entry.record_id)
            )
            record.entries.append(entry)
    later = changes(
        connection,
        AUDIT.c.transaction_number > number,
        AUDIT.c.case_id.in_(by_case),
    )
    for entry in later:
        changed = records.get((entry.case_id, entry.kind, entry.record_id))
        if changed is not None:
            changed.later.append(entry)
    return list(records.values())


def _check_untouched(record: _RecordChange) -> None:
    """Refuse if the record no longer is what the transaction left.

    Raises:
        UndoBlockedError: With who changed it since.
    """
    first_after: dict[str, str | None] = {}
    last_after: dict[str, Change] = {}
    for entry in record.later:
        first_after.setdefault(entry.field, entry.old)
        last_after[entry.field] = entry
    own = {entry.field for entry in record.entries}
    for name, entry in last_after.items():
        concerns = record.appeared or name in own or name == "deleted_at"
        if concerns and not _same(record.kind, entry, first_after[name]):
            raise _blocked(record.record_id, entry)


def _check_alone(
    connection: Connection,
    record: _RecordChange,
    records: Sequence[_RecordChange],
    number: int,
) -> None:
    """Refuse to take away a patient to whom something was added since.

    Raises:
        UndoBlockedError: With who added it.
    """
    entered = any(entry.action == "created" for entry in record.entries)
    if record.kind != Patient.kind or not entered or record.draft.stored is None:
        return
    own = {other.record_id for other in records if other.draft is record.draft}
    added = {entry.id for entry in record.draft.stored.live()} - own
    if added:
        later = changes(
            connection,
            AUDIT.c.transaction_number > number,
            AUDIT.c.case_id == record.draft.stored.case_id,
            AUDIT.c.record_id.in_(added),
        )
        raise _blocked(later[-1].record_id, later[-1])


def _same(kind: str, entry: Change, text: str | None) -> bool:
    """Whether a field came back to what it was; of a deletion mark only that it is."""
    if entry.field == "deleted_at":
        return (entry.new is None) == (text is None)
    spec = field_of(kind, entry.field)
    if spec is None:
        return entry.new == text
    return value_of(spec, entry.new) == value_of(spec, text)


def _blocked(record_id: str, entry: Change) -> UndoBlockedError:
    action = "put into the bin" if entry.action == "deleted" else entry.action
    return UndoBlockedError(
        f"{record_id} was {action} by {entry.actor} afterwards (transaction "
        f"{entry.transaction}), so nothing was undone.",
        hint=f"Undo transaction {entry.transaction} first, or change the record "
        "by hand.",
    )


def _take_back(record: _RecordChange) -> None:
    """Let the draft have the record as it was before the transaction."""
    draft, key = record.draft, (record.kind, record.record_id)
    of_patient = record.kind == Patient.kind
    if record.appeared and not of_patient:
        return
    if draft.stored is None:
        return
    row = draft.stored.rows[key]
    values = values_of(record.kind, row)
    before = {entry.field: entry.old for entry in record.entries}
    if not record.appeared and before.keys() & set(ORIGIN):
        origin = {name: before.get(name, row[name]) for name in ORIGIN}
        draft.origins[record.record_id] = origins_of(origin)
    if not record.appeared:
        for entry in record.entries:
            spec = field_of(record.kind, entry.field)
            if spec is not None:
                values[entry.field] = value_of(spec, entry.old)
    draft.live[record.record_id] = record_of(record.kind, values)
    if of_patient and (record.appeared or record.disappeared):
        draft.in_bin = record.appeared


def _settings(connection: Connection, entries: Sequence[Change]) -> list[SettingChange]:
    settings = []
    for entry in entries:
        if entry.kind != SETTING_KIND or entry.field != "value":
            continue
        query = select(SETTINGS.c.value, SETTINGS.c.version)
        row = connection.execute(query.where(SETTINGS.c.id == entry.record_id)).one()
        if row.value != entry.new:
            raise UndoBlockedError(
                f"The setting {entry.record_id} was changed again afterwards, so "
                "nothing was undone.",
                hint="Set it by hand.",
            )
        change = SettingChange(entry.record_id, entry.old, row.version + 1)
        settings.append(change)
    return settings


def _built_on(
    connection: Connection,
    error: InvalidDataError,
    drafts: dict[str, CaseDraft],
    number: int,
) -> UndoBlockedError:
    """Why the case would not hold together: what was added later refers to it."""
    ids = {problem.record for problem in error.problems}
    names = sorted(ids - {""}) or ["something else"]
    ids_of_cases = [d.stored.case_id for d in drafts.values() if d.stored]
    later = changes(
        connection,
        AUDIT.c.transaction_number > number,
        AUDIT.c.case_id.in_(ids_of_cases),
        AUDIT.c.record_id.in_(ids),
    )
    people = sorted({entry.actor for entry in later})
    by = f", changed since by {' and '.join(people)}" if people else ""
    return UndoBlockedError(
        f"What was to be undone is needed by {', '.join(names)}{by}, so nothing was "
        "undone.",
        hint="Change or remove that first.",
    )
