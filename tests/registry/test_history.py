"""What the history says, and what a record was at an earlier version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.generated import cases, on_a_database
from registry.small import REASON, case, marker, remove, restore, save, store
from timeline.registry import Registry, UnknownRecordError


def test_numbers_read_as_they_were_typed(registry: Registry) -> None:
    store(registry, case("P-1", marker(value=4.2)))
    for number in (0.1, 1200.0, 1e-7):
        seen = registry.load("P-1").versions["marker-1"]
        save(registry, marker(value=number), seen, reason=REASON)
    values = [c.new for c in registry.history("P-1", "marker-1") if c.field == "value"]
    assert values == ["4.2", "0.1", "1200", "1e-07"]


@on_a_database(5, full=80)
@given(st.data())
def test_every_earlier_version_of_a_record_can_be_read(
    registry: Registry, data: st.DataObject
) -> None:
    code = f"V-{len(registry.patients())}"
    kinds = ("therapy_line", "her2_test", "adverse_event", "local_intervention")
    states = [data.draw(cases(code, kinds)) for _ in range(4)]
    versions = []
    for state in states:
        store(registry, state, reason=REASON)
        versions.append(registry.load(code).versions)
    for state, known in zip(states, versions, strict=True):
        for entry in state.entries:
            assert registry.record_at(code, entry.id, known[entry.id]) == entry


def test_a_version_in_the_bin_has_no_record(registry: Registry) -> None:
    store(registry, case())
    remove(registry, "marker-1", 1)
    restore(registry, "marker-1")
    assert registry.record_at("P-1", "marker-1", 1) == marker()
    assert registry.record_at("P-1", "marker-1", 2) is None
    assert registry.record_at("P-1", "marker-1", 3) == marker()
    for version in (0, 4):
        with pytest.raises(UnknownRecordError, match=f"no version {version}"):
            registry.record_at("P-1", "marker-1", version)


def test_transactions_say_who_why_and_how_much(registry: Registry) -> None:
    store(registry, case(), case("P-2"))
    before = registry.transactions()
    assert [(t.actor, t.records, t.cases) for t in before] == [("Nurse One", 4, 2)]
    save(registry, marker(value=5), 1, actor="B", reason=REASON)
    (later,) = registry.transactions(after=before[-1].number)
    assert (later.actor, later.reason, later.records) == ("B", REASON, 1)
    assert [t.number for t in registry.transactions(code="P-2")] == [before[0].number]
