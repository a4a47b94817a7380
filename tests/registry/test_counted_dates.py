"""Dates that are counted from records: they follow them, and hold them in the case."""

import pytest

from registry.replay import assert_audit_tells_all
from registry.small import (
    ACTOR,
    REASON,
    case,
    line,
    marker,
    patient,
    record,
    remove,
    save,
    store,
    undo_last,
)
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.errors import InvalidDataError
from timeline.registry import (
    Move,
    Put,
    Receipt,
    Registry,
    RegistryError,
    Session,
    UndoBlockedError,
)


def _scan(record_id: str, date: str) -> Entry:
    return record("finding", record_id, type="imaging", date=date)


def _counted() -> Case:
    return Case.of(
        (
            patient("P-1"),
            line(start="2019-03-03"),
            _scan("ct", "[line-1.start+D20..line-1.start+D28]"),
            _scan("old", "age 63"),
        )
    )


def test_it_is_stored_changed_and_undone_like_any_date(
    place: str, registry: Registry
) -> None:
    store(registry, _counted())
    assert registry.case("P-1") == _counted()
    version = registry.load("P-1").versions["ct"]
    save(registry, _scan("ct", "line-1-W2"), version, reason=REASON)
    changed = next(c for c in registry.history("P-1", "ct") if c.action == "changed")
    assert (changed.old, changed.new) == (
        "[line-1.start+D20..line-1.start+D28]",
        "line-1-W2",
    )
    undo_last(registry)
    assert registry.case("P-1") == _counted()
    assert_audit_tells_all(place)


def test_its_anchor_is_renamed_with_the_record(registry: Registry) -> None:
    store(registry, case("P-1", line()))
    actions = [
        Put("P-1", line(regimen="FOLFOX")),
        Put("P-1", _scan("ct", "line-1.start+D28")),
    ]
    receipt = registry.apply(actions, Session(ACTOR))
    assert receipt.id_of("P-1", "line-1") == "line-1-2"
    assert registry.case("P-1").get("ct") == _scan("ct", "line-1-2.start+D28")


def test_a_record_from_which_a_date_is_counted_stays(registry: Registry) -> None:
    store(registry, _counted())
    with pytest.raises(InvalidDataError) as error:
        remove(registry, "line-1", registry.load("P-1").versions["line-1"])
    (problem,) = error.value.problems
    assert (problem.record, problem.field) == ("ct", "date")
    assert "no record or date line-1.start" in problem.message
    assert registry.case("P-1") == _counted()


def test_an_undo_that_would_take_it_away_says_what_needs_it(
    registry: Registry,
) -> None:
    store(registry, case("P-1", marker()))
    made = save(registry, line(start="2019-03-03"))
    save(registry, _scan("ct", "line-1+D28"))
    assert made.transaction is not None
    with pytest.raises(UndoBlockedError, match="needed by ct"):
        registry.undo(made.transaction, Session(ACTOR))


def _move(registry: Registry, *record_ids: str) -> Receipt:
    return registry.apply([Move("P-1", record_ids, "P-2")], Session(ACTOR, REASON))


@pytest.mark.parametrize(
    ("moved", "says"), [("ct", "ct would go, and line-1 stay"), ("line-1", "ct stay")]
)
def test_a_move_does_not_part_them(registry: Registry, moved: str, says: str) -> None:
    store(registry, _counted(), case("P-2", marker()))
    with pytest.raises(RegistryError, match=says):
        _move(registry, moved)
    assert registry.case("P-1") == _counted()


def test_they_move_together_and_follow_a_new_id(registry: Registry) -> None:
    store(registry, _counted(), case("P-2", line(regimen="FOLFOX")))
    _move(registry, "line-1", "ct")
    moved = registry.case("P-2")
    assert moved.get("line-1-2") == line("line-1-2", start="2019-03-03")
    window = "[line-1-2.start+D20..line-1-2.start+D28]"
    assert moved.get("ct") == _scan("ct", window)


def test_the_last_follow_up_of_a_list_is_a_date_of_the_calendar(
    registry: Registry,
) -> None:
    seen = record("follow_up", "seen", date="line-1+D28", vital_status="alive")
    store(registry, case("P-1", line(start="2019-03-03"), seen))
    while registry.refresh_states():
        pass
    (row,) = registry.patients()
    assert row.last_follow_up.canonical == "2019-03-31"
    assert row.last_contact.canonical == "2019-03-31"
