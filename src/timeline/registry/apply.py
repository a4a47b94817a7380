"""From actions to plans: what each case of a list of actions will be.

Every case that an action names is read and locked first. The actions then change drafts
of the cases one after the other, and only the last state of each has to hold.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.registry.actions import (
    Action,
    Configure,
    Move,
    Put,
    Receipt,
    Remove,
    Restore,
    Session,
    codes_of,
)
from timeline.registry.case_draft import CaseDraft
from timeline.registry.configuring import setting_change
from timeline.registry.errors import (
    ConflictError,
    RegistryError,
    SimilarCodeError,
    UnknownPatientError,
    UnknownRecordError,
)
from timeline.registry.history import last_actor
from timeline.registry.moving import move
from timeline.registry.reading import (
    stored_rows,
)
from timeline.registry.rows import code_key, to_record
from timeline.registry.tables import CASES
from timeline.registry.writing import SettingChange, WritePlan, carry_out, check

_GONE = "Read the patient again; somebody may have changed it meanwhile."


def apply(
    connection: Connection, actions: Sequence[Action], session: Session
) -> Receipt:
    """Store what the actions say; see `Registry.apply`."""
    codes = sorted(codes_of(actions))
    stored = stored_rows(connection, codes, lock=True)
    drafts = {code: CaseDraft.of(code, stored.get(code)) for code in codes}
    new = [a for a in actions if isinstance(a, Put) and a.seen is None]
    for put in new:
        draft = drafts[put.code]
        if put.record.id in draft.ids:
            raise RegistryError(
                f"Two new records have the id {put.record.id}; nothing was stored.",
                hint="Give each its own.",
            )
        name = draft.name(put.record.id)
        if put.origin is not None and name != put.record.id:
            # an import chose an id that nothing had, and compared with what stood then
            raise RegistryError(
                f"Somebody stored something on {put.code} while the file was compared "
                "with it; nothing was stored.",
                hint="Import again.",
            )
    settings: list[SettingChange] = []
    for action in actions:
        if isinstance(action, Configure):
            change = setting_change(connection, action)
            settings += [change] if change else []
        else:
            _carry(connection, action, drafts)
    return store(connection, drafts, settings, session)


def store(
    connection: Connection,
    drafts: dict[str, CaseDraft],
    settings: Sequence[SettingChange],
    session: Session,
) -> Receipt:
    """Check the drafts, write what differs from what is stored, and say what that was.

    Raises:
        InvalidDataError: If a case has problems; nothing is stored then.
    """
    check([draft.case for draft in drafts.values() if not draft.in_bin])
    plans = [draft.plan() for draft in drafts.values()]
    transaction = carry_out(connection, plans, settings, session)
    return Receipt(
        transaction=transaction,
        created=sum(len(case_plan.created) for case_plan in plans),
        updated=sum(len(case_plan.updated) for case_plan in plans),
        removed=sum(len(case_plan.removed) for case_plan in plans),
        unchanged=sum(case_plan.unchanged for case_plan in plans),
        settings=len(settings) if transaction is not None else 0,
        ids={
            (draft.code, wished): record_id
            for draft in drafts.values()
            for wished, record_id in draft.ids.items()
            if wished != record_id
        },
        versions={
            (case_plan.code, record_id): version
            for case_plan in plans
            for record_id, version in _versions(case_plan)
        },
    )


def _versions(case_plan: WritePlan) -> Iterator[tuple[str, int]]:
    for entry in case_plan.created:
        yield entry.id, 1
    rows = case_plan.stored.rows if case_plan.stored else {}
    keys = [(entry.kind, entry.id) for entry in case_plan.updated]
    for key in (*keys, *case_plan.removed):
        yield key[1], int(rows[key]["version"]) + 1


def _carry(
    connection: Connection,
    action: Put | Remove | Restore | Move,
    drafts: dict[str, CaseDraft],
) -> None:
    draft = drafts[action.code]
    if isinstance(action, Restore):
        _restore(draft, action)
        return
    new_patient = isinstance(action, Put) and isinstance(action.record, Patient)
    if draft.in_bin or not (draft.live or new_patient):
        raise UnknownPatientError(action.code, in_bin=draft.in_bin)
    if isinstance(action, Put):
        _put(connection, draft, action)
    elif isinstance(action, Remove):
        _remove(connection, draft, action)
    else:
        move(draft, drafts[action.to], action)


def _put(connection: Connection, draft: CaseDraft, action: Put) -> None:
    record = action.record
    if isinstance(record, Patient):
        _check_patient(connection, draft, action, record)
    if action.seen is None:
        draft.put(record, action.origin)
        return
    if _kind(draft, record.id) != record.kind:
        raise RegistryError(
            f"The id {record.id} belongs to another kind of record.",
            hint="Give the new record another id.",
        )
    _agreed(connection, draft, record, action.seen)
    draft.put(record, action.origin)


def _check_patient(
    connection: Connection, draft: CaseDraft, action: Put, patient: Patient
) -> None:
    if action.seen is None and draft.live:
        raise RegistryError(
            f"The registry has a patient with the study code {action.code} already.",
            hint="Open that patient, or give another code.",
        )
    before = draft.live.get(patient.id)
    known = isinstance(before, Patient) and before.code == patient.code
    if known or action.code_confirmed:
        return
    query = select(CASES.c.code).where(CASES.c.code_key == code_key(patient.code))
    codes = connection.execute(query.order_by(CASES.c.code)).scalars()
    similar = tuple(code for code in codes if code not in (patient.code, action.code))
    if similar:
        raise SimilarCodeError(patient.code, similar)


def _remove(connection: Connection, draft: CaseDraft, action: Remove) -> None:
    record = draft.live.get(action.record_id)
    if record is None:
        _kind(draft, action.record_id)
        raise UnknownRecordError(
            f"The record {action.record_id} is in the bin already.", hint=_GONE
        )
    _agreed(connection, draft, None, action.seen, record_id=record.id)
    if isinstance(record, Patient):
        draft.in_bin = True
    else:
        del draft.live[record.id]


def _restore(draft: CaseDraft, action: Restore) -> None:
    if draft.stored is None:
        raise UnknownPatientError(action.code)
    for (kind, record_id), row in draft.stored.rows.items():
        if record_id != action.record_id or row["deleted_at"] is None:
            continue
        if kind == Patient.kind:
            draft.in_bin = False
            return
        if draft.in_bin:
            raise UnknownPatientError(action.code, in_bin=True)
        record = to_record(kind, row)
        if record_id in draft.live:
            raise RegistryError(
                f"Another record has the id {record_id} by now, so nothing was "
                "restored.",
                hint="Put that one into the bin first.",
            )
        draft.live[record_id] = record
        return
    raise UnknownRecordError(
        f"No record with the id {action.record_id} is in the bin.", hint=_GONE
    )


def _kind(draft: CaseDraft, record_id: str) -> str:
    """The kind of a record that is stored, or that the same actions made."""
    pair = draft.stored.row_of(record_id) if draft.stored else None
    if pair is not None:
        return pair[0]
    if record_id in draft.live:
        return draft.live[record_id].kind
    raise UnknownRecordError(f"There is no record {record_id}.", hint=_GONE)


def _agreed(
    connection: Connection,
    draft: CaseDraft,
    yours: Entry | None,
    seen: int | None,
    *,
    record_id: str = "",
) -> None:
    """Refuse to overwrite what somebody else stored meanwhile."""
    record_id = yours.id if yours else record_id
    pair = draft.stored.row_of(record_id) if draft.stored else None
    if draft.stored is None or pair is None:  # made by the same actions
        return
    kind, row = pair
    theirs = to_record(kind, row) if row["deleted_at"] is None else None
    if row["version"] == seen or (yours is not None and theirs == yours):
        return
    actor = last_actor(connection, draft.stored.case_id, record_id)
    raise ConflictError(draft.code, record_id, yours, theirs, row["version"], actor)
