"""The audit tells everything, whoever wrote: replaying it gives the tables."""

import sqlite3
from itertools import count
from typing import Any

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from registry.generated import cases, on_a_database
from registry.replay import assert_audit_tells_all, connect
from registry.small import ACTOR, REASON, full_case, store
from timeline.errors import TimelineError
from timeline.registry import Registry

_NUMBERS = count()
_KINDS = ("therapy_line", "drug_course", "her2_test", "marker_result", "diagnosis")
_OUTSIDE = (
    "UPDATE therapy_line SET notes = 'x', cycles = 7, start = '2001'",
    "UPDATE therapy_line SET ongoing = NULL, start_earliest = 1",
    "UPDATE marker_result SET value = 1e-7, unit = '%'",
    "UPDATE her2_test SET variants = '[]', assay_date = ''",
    "UPDATE diagnosis SET deleted_at = 'now' WHERE deleted_at IS NULL",
    "UPDATE diagnosis SET deleted_at = NULL",
    "DELETE FROM marker_result",
    "UPDATE patient SET code = 'other'",
)
_STEPS = st.one_of(
    st.tuples(st.just("save"), st.integers(1, 5)),
    st.tuples(st.just("delete"), st.sampled_from(_KINDS)),
    st.tuples(st.just("restore"), st.sampled_from(_KINDS)),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("outside"), st.sampled_from(_OUTSIDE)),
)


@on_a_database(8)
@given(st.data())
def test_replaying_the_audit_gives_the_tables(
    place: str, registry: Registry, data: st.DataObject
) -> None:
    code = f"A-{next(_NUMBERS)}"
    store(registry, data.draw(cases(code, _KINDS)))
    for step in data.draw(st.lists(_STEPS, min_size=5, max_size=12)):
        _carry_out(registry, place, code, step, data)
    assert_audit_tells_all(place)


def _carry_out(
    registry: Registry,
    place: str,
    code: str,
    step: tuple[str, Any],
    data: st.DataObject,
) -> None:
    action, what = step
    record_id = str(what).replace("_", "-")
    why = {"actor": ACTOR, "reason": REASON}
    try:
        if action == "save":
            registry.save(data.draw(cases(code, _KINDS[:what])), **why)
        elif action == "delete":
            seen = registry.load(code).versions.get(record_id)
            registry.delete_record(code, record_id, seen=seen, **why)
        elif action == "restore":
            registry.restore_record(code, record_id, **why)
        elif action == "undo":
            registry.undo(code, actor=ACTOR)
        else:
            _write_outside(place, what)
    except TimelineError:
        pass  # refused as a whole; the tables show whether that is so


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
