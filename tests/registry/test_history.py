"""Undo, and what the history says."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.generated import cases, on_a_database
from registry.small import ACTOR, REASON, case, line, marker, record, store
from timeline.case.case import Case
from timeline.registry import ConflictError, Registry, RegistryError


def _create(registry: Registry) -> None:
    registry.save_record("P-1", marker("marker-2", 0.1), seen=None, actor=ACTOR)


def _change(registry: Registry) -> None:
    new = line(start="2019-03", cycles=6, ongoing=False, notes="two\nlines")
    registry.save_record("P-1", new, seen=1, actor=ACTOR, reason=REASON)


def _change_small_number(registry: Registry) -> None:
    registry.save_record("P-1", marker(value=1e-7), seen=1, actor=ACTOR, reason=REASON)
    registry.save_record("P-1", marker(value=0.3), seen=2, actor=ACTOR, reason=REASON)


def _delete(registry: Registry) -> None:
    registry.delete_record("P-1", "marker-1", seen=1, actor=ACTOR, reason=REASON)


def _restore(registry: Registry) -> None:
    _delete(registry)
    registry.restore_record("P-1", "marker-1", actor=ACTOR, reason=REASON)


def _import(registry: Registry) -> None:
    store(
        registry,
        case("P-1", line(regimen="FOLFOX"), record("lesion", "lesion-1", name="S8")),
        case("P-2"),
        reason="second export",
    )


@pytest.mark.parametrize(
    "act", [_create, _change, _change_small_number, _delete, _restore, _import]
)
def test_undo_takes_back_and_undo_again_repeats(
    registry: Registry, act: Callable[[Registry], None]
) -> None:
    store(registry, case())
    act(registry)
    after, history = registry.case("P-1"), registry.history("P-1")
    before = _case_before(registry, history[-1].transaction)

    taken_back = registry.undo("P-1", actor="Nurse Two")
    assert set(taken_back) == {
        c for c in history if c.transaction == history[-1].transaction
    }
    assert registry.case("P-1") == before
    assert registry.history("P-1")[-1].actor == "Nurse Two"

    registry.undo("P-1", actor="Nurse Two")
    assert registry.case("P-1") == after


def _case_before(registry: Registry, transaction: int) -> Case:
    """The case as every earlier change left it, built from the history."""
    values: dict[tuple[str, str], dict[str, object]] = {}
    gone: set[tuple[str, str]] = set()
    for change in registry.history("P-1"):
        key = change.kind, change.record_id
        if change.transaction >= transaction:
            break
        if change.field == "deleted_at":
            (gone.add if change.action == "deleted" else gone.discard)(key)
        elif change.new is None:
            values[key].pop(change.field, None)
        else:
            number = change.field == "value"
            new = float(change.new) if number else change.new
            values.setdefault(key, {})[change.field] = new
    return Case.of(
        record(kind, str(found.pop("id")), **found)
        for (kind, record_id), found in values.items()
        if (kind, record_id) not in gone
    )


@on_a_database(8)
@given(st.data())
def test_undo_brings_back_any_value(registry: Registry, data: st.DataObject) -> None:
    code = f"U-{len(registry.patients())}"
    kinds = ("therapy_line", "her2_test", "adverse_event", "local_intervention")
    first = data.draw(cases(code, kinds[: data.draw(st.integers(0, 4))]))
    second = data.draw(cases(code, kinds))
    store(registry, first)
    if registry.save(second, actor=ACTOR, reason=REASON).written == 0:
        return
    registry.undo(code, actor=ACTOR)
    assert registry.case(code) == first
    registry.undo(code, actor=ACTOR)
    assert registry.case(code) == second


def test_the_first_import_of_a_patient_stays(registry: Registry) -> None:
    store(registry, case())
    with pytest.raises(RegistryError, match="first stored this patient"):
        registry.undo("P-1", actor=ACTOR)
    assert registry.case("P-1") == case()


def test_undo_concerns_one_patient(registry: Registry) -> None:
    store(registry, case(), case("P-2"))
    _change(registry)
    registry.save_record("P-2", marker("new", 3), seen=None, actor=ACTOR)
    registry.undo("P-1", actor=ACTOR)
    assert registry.case("P-1") == case()
    assert registry.case("P-2").get("new") == marker("new", 3)


def test_who_read_before_an_undo_cannot_overwrite_it(
    place: str, registry: Registry
) -> None:
    store(registry, case())
    _change(registry)
    with Registry.open(place) as other:
        seen = other.load("P-1").versions["line-1"]
        registry.undo("P-1", actor=ACTOR)
        with pytest.raises(ConflictError) as caught:
            other.save_record(
                "P-1", line(cycles=9), seen=seen, actor="B", reason=REASON
            )
    assert caught.value.stored == line()


def test_undo_needs_an_actor(registry: Registry) -> None:
    store(registry, case())
    _create(registry)
    with pytest.raises(RegistryError, match="Nobody is named"):
        registry.undo("P-1", actor=" ")
    assert registry.case("P-1").get("marker-2") is not None


def test_numbers_read_as_they_were_typed(registry: Registry) -> None:
    store(registry, case("P-1", marker(value=4.2)))
    for number in (0.1, 1200.0, 1e-7):
        stored = registry.load("P-1")
        registry.save_record(
            "P-1",
            marker(value=number),
            seen=stored.versions["marker-1"],
            actor=ACTOR,
            reason=REASON,
        )
    values = [c.new for c in registry.history("P-1", "marker-1") if c.field == "value"]
    assert values == ["4.2", "0.1", "1200", "1e-07"]
