"""The audit tells everything, whoever wrote: replaying it gives the tables."""

import sqlite3
from contextlib import suppress
from itertools import count

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from registry.generated import cases, on_a_database
from registry.replay import assert_audit_tells_all, connect
from registry.small import REASON, full_case, remove, restore, store, undo_last
from timeline.errors import TimelineError
from timeline.registry import Registry

_NUMBERS = count()
_KINDS = ("therapy_line", "drug_course", "her2_test", "result", "diagnosis")
_OUTSIDE = (
    "UPDATE therapy_line SET notes = 'x', cycles = 7, start = '2001'",
    "UPDATE therapy_line SET ongoing = NULL, start_earliest = 1",
    "UPDATE result SET value = 1e-7, unit = '%'",
    "UPDATE her2_test SET variants = '[]', assay_date = ''",
    "UPDATE diagnosis SET deleted_at = 'now' WHERE deleted_at IS NULL",
    "UPDATE diagnosis SET deleted_at = NULL",
    "DELETE FROM result",
    "UPDATE patient SET code = 'other'",
)


@on_a_database(5, full=80)
@given(st.data())
def test_replaying_the_audit_gives_the_tables(place: str, data: st.DataObject) -> None:
    code = f"A-{next(_NUMBERS)}"
    with Registry.open(place) as registry:
        store(registry, data.draw(cases(code, _KINDS)))
    for _ in range(data.draw(st.integers(5, 12))):
        with suppress(TimelineError):  # refused whole; the tables show whether it is
            _act(place, code, data)
    assert_audit_tells_all(place)


_ACTIONS = ("save", "remove", "restore", "undo", "outside")


def _act(place: str, code: str, data: st.DataObject) -> None:
    """One action; two SQLite libraries in one process share no locks, so only one of
    them has the file open at a time.
    """
    record_id = data.draw(st.sampled_from(_KINDS)).replace("_", "-")
    action = data.draw(st.sampled_from(_ACTIONS))
    if action == "outside":
        _write_outside(place, data.draw(st.sampled_from(_OUTSIDE)))
        return
    kinds = _KINDS[: data.draw(st.integers(1, 5))]
    case = data.draw(cases(code, kinds)) if action == "save" else None
    with Registry.open(place) as registry:
        if case is not None:
            store(registry, case, reason=REASON)
        elif action == "remove":
            seen = registry.load(code).versions.get(record_id)
            remove(registry, record_id, seen, code=code)
        elif action == "restore":
            restore(registry, record_id, code=code)
        else:
            undo_last(registry, code)


def _write_outside(place: str, statement: str) -> None:
    connection = connect(place)
    try:
        connection.execute(statement)
        connection.commit()
    except (sqlite3.Error, psycopg.Error):
        pass  # refused
    finally:
        connection.close()


def test_every_field_of_every_kind_is_audited(place: str, registry: Registry) -> None:
    store(registry, full_case())
    assert_audit_tells_all(place)
    store(registry, full_case(text="other"), reason=REASON)
    assert_audit_tells_all(place)
    stored = {
        (entry.id, name)
        for entry in full_case().entries
        for name, value in entry.values().items()
        if value not in (None, ()) and getattr(value, "known", True)
    }
    assert {
        (c.record_id, c.field) for c in registry.history("P-1") if c.action == "created"
    } == stored
