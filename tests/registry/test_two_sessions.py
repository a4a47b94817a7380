"""Two people at one patient: what was acknowledged to one of them is never lost.

A model beside the registry holds what every acknowledged action said. After each step
the registry has to hold exactly that, and at the end its audit has to tell the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from effort import proof
from registry.generated import on_a_database
from registry.replay import assert_audit_tells_all
from registry.small import REASON, marker, patient, store
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.registry import (
    ConflictError,
    Put,
    Receipt,
    Registry,
    Remove,
    Restore,
    Session,
    StoredCase,
    UndoBlockedError,
    UnknownRecordError,
)

_CODES = count()
_FIELDS = ("value", "notes")
Values = dict[str, object]


@dataclass
class Model:
    """What the acknowledged actions said."""

    records: dict[str, Values] = field(default_factory=dict)
    """The values of each record that was ever stored, with whether it is in the bin."""
    changes: dict[int, dict[str, tuple[Values | None, Values]]] = field(
        default_factory=dict
    )
    """Each record before and after each transaction."""

    def set(self, transaction: int | None, states: dict[str, Values]) -> None:
        if transaction is None:
            return
        self.changes[transaction] = {
            key: (self.records.get(key), state) for key, state in states.items()
        }
        self.records |= states

    def undone(self, transaction: int) -> dict[str, Values] | None:
        """The records without a transaction; None if somebody built on it."""
        states = {}
        for key, (before, after) in self.changes[transaction].items():
            now = self.records[key]
            if before is None or before["gone"] != after["gone"]:
                if now != after:
                    return None
                states[key] = {**after, "gone": True} if before is None else before
                continue
            changed = [name for name in _FIELDS if before[name] != after[name]]
            if now["gone"] or any(now[name] != after[name] for name in changed):
                return None
            states[key] = {**now, **{name: before[name] for name in changed}}
        return states


@dataclass
class Person:
    """One session: what it has seen last, and what it can undo."""

    session: Session
    registry: Registry
    code: str
    seen: StoredCase
    own: list[int] = field(default_factory=list)


def _state(record: Entry) -> Values:
    values = record.values()
    return {**{name: values[name] for name in _FIELDS}, "gone": False}


@proof
@on_a_database(5, full=200)
@given(st.data())
def test_nothing_that_was_acknowledged_is_lost(place: str, data: st.DataObject) -> None:
    code = f"S-{next(_CODES)}"
    # Both are closed before the audit is read: two SQLite libraries in one process
    # share no locks.
    with Registry.open(place) as first, Registry.open(place) as second:
        store(first, Case(patient(code)))
        people = [
            Person(Session(name, REASON), registry, code, registry.load(code))
            for name, registry in (("A", first), ("B", second))
        ]
        model = Model()
        for _ in range(data.draw(st.integers(6, 14))):
            _step(data.draw(st.sampled_from(people)), model, data)
            _compare(first, code, model)
    assert_audit_tells_all(place)


def _compare(registry: Registry, code: str, model: Model) -> None:
    stored = registry.load(code)
    live = {r.id: _state(r) for r in stored.case.records}
    assert live == {k: v for k, v in model.records.items() if not v["gone"]}
    gone = {r.id: _state(r) | {"gone": True} for r in registry.deleted(code)}
    assert gone == {k: v for k, v in model.records.items() if v["gone"]}


def _step(person: Person, model: Model, data: st.DataObject) -> None:
    action = data.draw(
        st.sampled_from(["look", "add", "change", "bin", "undo", "undo"])
    )
    if action == "look":
        person.seen = person.registry.load(person.code)
    elif action == "add":
        _add(person, model, data)
    elif action == "undo":
        _undo(person, model, data)
    else:
        _change(person, model, data, remove=action == "bin")


def _acknowledge(person: Person, receipt: Receipt) -> int | None:
    if receipt.transaction is not None:
        person.own.append(receipt.transaction)
    return receipt.transaction


def _add(person: Person, model: Model, data: st.DataObject) -> None:
    """One or two facts, under ids that the other person may wish for too."""
    names: list[str] = data.draw(
        st.lists(st.sampled_from(["a", "b"]), min_size=1, unique=True)
    )
    new = [marker(name, data.draw(st.integers(1, 9))) for name in names]
    receipt = person.registry.apply(
        [Put(person.code, record) for record in new], person.session
    )
    states = {receipt.id_of(person.code, r.id): _state(r) for r in new}
    assert not set(states) & set(model.records)
    model.set(_acknowledge(person, receipt), states)


def _change(person: Person, model: Model, data: st.DataObject, *, remove: bool) -> None:
    """Change or bin what was seen, or take something out of the bin."""
    seen = person.seen
    in_bin = [key for key in seen.removed if model.records[key]["gone"]]
    take_out: bool = data.draw(st.booleans())
    if in_bin and take_out:
        key = data.draw(st.sampled_from(in_bin))
        receipt = person.registry.apply([Restore(person.code, key)], person.session)
        state = {**model.records[key], "gone": False}
        model.set(_acknowledge(person, receipt), {key: state})
        return
    if not seen.case.records:
        return
    record = data.draw(st.sampled_from(seen.case.records))
    version = seen.versions[record.id]
    new = record.changed(**{data.draw(st.sampled_from(_FIELDS)): data.draw(_VALUES)})
    before = model.records[record.id]
    action = (
        Remove(person.code, record.id, version)
        if remove
        else Put(person.code, new, version)
    )
    try:
        receipt = person.registry.apply([action], person.session)
    except (ConflictError, UnknownRecordError):
        assert before != _state(record) or _touched(model, record.id)
        return
    state = {**before, "gone": True} if remove else _state(new)
    model.set(_acknowledge(person, receipt), {record.id: state})


_VALUES = st.integers(1, 9).map(str)


def _touched(model: Model, key: str) -> bool:
    return sum(key in changes for changes in model.changes.values()) > 1


def _undo(person: Person, model: Model, data: st.DataObject) -> None:
    """Undo any own transaction, an undo among them, which is to redo."""
    if not person.own:
        return
    number = data.draw(st.sampled_from(person.own))
    states = model.undone(number)
    before = list(_history(person))
    try:
        receipt = person.registry.undo(number, person.session)
    except UndoBlockedError:
        assert states is None
        assert list(_history(person)) == before
        return
    assert states is not None
    model.set(_acknowledge(person, receipt), states)


def _history(person: Person) -> Iterator[int]:
    return (change.transaction for change in person.registry.history(person.code))
