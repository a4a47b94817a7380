"""Undo: all or nothing, and never over what somebody has built on."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.generated import cases, on_a_database
from registry.small import (
    ACTOR,
    REASON,
    case,
    course,
    line,
    marker,
    patient,
    record,
    remove,
    restore,
    save,
    store,
    undo_last,
)
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.registry import (
    ConflictError,
    Put,
    Registry,
    RegistryError,
    Session,
    UndoBlockedError,
    UnknownPatientError,
)

WHO = Session("Nurse Two")


def _create(registry: Registry) -> None:
    save(registry, marker("marker-2", 0.1))


def _change(registry: Registry) -> None:
    new = line(start="2019-03", cycles=6, ongoing=False, notes="two\nlines")
    save(registry, new, 1, reason=REASON)


def _change_small_number(registry: Registry) -> None:
    save(registry, marker(value=1e-7), 1, reason=REASON)


def _change_code(registry: Registry) -> None:
    save(registry, patient("P-7"), 1, reason=REASON)


def _remove(registry: Registry) -> None:
    remove(registry, "marker-1", 1)


def _restore(registry: Registry) -> None:
    restore(registry, "marker-3")


def _remove_patient(registry: Registry) -> None:
    remove(registry, "patient", 1)


def _import(registry: Registry) -> None:
    store(
        registry,
        case("P-1", line(regimen="FOLFOX"), record("lesion", "lesion-1", name="S8")),
        case("P-2"),
        reason="second export",
    )


_ACTS = [
    _create,
    _change,
    _change_small_number,
    _change_code,
    _remove,
    _restore,
    _remove_patient,
    _import,
]


def _snapshot(
    registry: Registry,
) -> tuple[list[Case], list[tuple[Entry, ...]], list[str]]:
    live = [registry.case(row.code) for row in registry.patients()]
    deleted = [registry.deleted(row.code) for row in registry.patients()]
    return live, deleted, [row.code for row in registry.removed_patients()]


@pytest.mark.parametrize("act", _ACTS)
def test_undo_takes_back_and_undoing_that_repeats(
    registry: Registry, act: Callable[[Registry], None]
) -> None:
    store(registry, case())
    save(registry, marker("marker-3"))
    remove(registry, "marker-3", 1)
    before = _snapshot(registry)
    act(registry)
    after = _snapshot(registry)
    assert after != before

    undone = registry.undo(registry.transactions()[-1].number, WHO)
    back = registry.transactions()[-1]
    assert (back.actor, back.number) == ("Nurse Two", undone.transaction)
    assert back.reason.startswith("undo of transaction ")
    if act not in (_create, _import):  # what was new is in the bin then
        assert _snapshot(registry) == before
    assert [registry.case(row.code) for row in registry.patients()] == before[0]

    assert undone.transaction is not None
    registry.undo(undone.transaction, WHO)
    assert _snapshot(registry) == after


@on_a_database(5, full=80)
@given(st.data())
def test_undo_brings_back_any_value(registry: Registry, data: st.DataObject) -> None:
    code = f"U-{len(registry.patients())}"
    kinds = ("therapy_line", "her2_test", "adverse_event", "local_intervention")
    first = data.draw(cases(code, kinds[: data.draw(st.integers(0, 4))]))
    second = data.draw(cases(code, kinds))
    store(registry, first)
    if store(registry, second, reason=REASON).transaction is None:
        return
    undo_last(registry, code)
    assert registry.case(code) == first
    undo_last(registry, code)
    assert registry.case(code) == second


def test_undoing_an_import_puts_its_patients_into_the_bin(registry: Registry) -> None:
    receipt = store(registry, case(), case("P-2"))
    assert receipt.transaction is not None
    undone = registry.undo(receipt.transaction, WHO)
    assert registry.patients() == ()
    assert [row.code for row in registry.removed_patients()] == ["P-1", "P-2"]
    with pytest.raises(UnknownPatientError, match="in the bin"):
        registry.case("P-1")
    assert undone.transaction is not None
    registry.undo(undone.transaction, WHO)
    assert registry.case("P-1") == case()
    assert registry.case("P-2") == case("P-2")


def test_a_record_goes_with_its_order_or_neither_goes(registry: Registry) -> None:
    """A record is stored with its order, a colleague edits the record, then undo."""
    store(registry, case())
    order = record("order", "", earlier="line-1.start", later="new")
    saved = registry.apply(
        [Put("P-1", marker("new")), Put("P-1", order)], Session(ACTOR)
    )
    assert saved.transaction is not None
    save(registry, marker("new", 5), 1, actor="Nurse Two", reason=REASON)
    before = registry.history("P-1")
    with pytest.raises(UndoBlockedError, match="new was changed by Nurse Two"):
        registry.undo(saved.transaction, Session(ACTOR))
    assert registry.history("P-1") == before
    assert registry.case("P-1").get("new") == marker("new", 5)
    assert len(registry.case("P-1").orders) == 1

    undo_last(registry, actor="Nurse Two")  # their change goes back first
    registry.undo(saved.transaction, Session(ACTOR))
    assert registry.case("P-1") == case()


def test_other_fields_that_a_colleague_changed_stay(registry: Registry) -> None:
    store(registry, case())
    mine = save(registry, line(cycles=6), 1, reason=REASON)
    save(registry, line(cycles=6, notes="kept"), 2, actor="B", reason=REASON)
    assert mine.transaction is not None
    registry.undo(mine.transaction, WHO)
    assert registry.case("P-1").get("line-1") == line(notes="kept")


def test_what_a_colleague_has_changed_again_stands_in_the_way(
    registry: Registry,
) -> None:
    store(registry, case())
    mine = save(registry, line(cycles=6), 1, reason=REASON)
    save(registry, line(cycles=8), 2, actor="B", reason=REASON)
    assert mine.transaction is not None
    with pytest.raises(UndoBlockedError, match="line-1 was changed by B"):
        registry.undo(mine.transaction, WHO)
    assert registry.case("P-1").get("line-1") == line(cycles=8)


def test_what_refers_to_a_new_record_stands_in_the_way(registry: Registry) -> None:
    store(registry, case())
    mine = save(registry, line("line-2"))
    save(registry, course("course-2", "line-2"), actor="B")
    assert mine.transaction is not None
    with pytest.raises(UndoBlockedError, match=r"needed by course-2, .* by B"):
        registry.undo(mine.transaction, WHO)
    assert registry.case("P-1").get("line-2") == line("line-2")


def test_what_was_added_to_a_new_patient_stands_in_the_way(registry: Registry) -> None:
    entered = store(registry, case())
    save(registry, marker("marker-2"), actor="B")
    assert entered.transaction is not None
    with pytest.raises(UndoBlockedError, match="marker-2 was created by B"):
        registry.undo(entered.transaction, WHO)
    assert registry.case("P-1") == case().with_record(marker("marker-2"))


def test_the_same_transaction_is_not_undone_twice(registry: Registry) -> None:
    store(registry, case())
    mine = save(registry, line(cycles=6), 1, reason=REASON)
    assert mine.transaction is not None
    registry.undo(mine.transaction, WHO)
    with pytest.raises(UndoBlockedError, match="line-1 was changed by Nurse Two"):
        registry.undo(mine.transaction, WHO)
    assert registry.case("P-1") == case()


def test_who_read_before_an_undo_cannot_overwrite_it(
    place: str, registry: Registry
) -> None:
    store(registry, case())
    _change(registry)
    with Registry.open(place) as other:
        seen = other.load("P-1").versions["line-1"]
        undo_last(registry)
        with pytest.raises(ConflictError) as caught:
            save(other, line(cycles=9), seen, actor="B", reason=REASON)
    assert caught.value.stored == line()


def test_undo_needs_an_actor(registry: Registry) -> None:
    store(registry, case())
    _create(registry)
    with pytest.raises(RegistryError, match="Nobody is named"):
        undo_last(registry, actor=" ")
    assert registry.case("P-1").get("marker-2") is not None
