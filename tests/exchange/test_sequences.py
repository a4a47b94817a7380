"""Edits here and in files, imports, exports and undos in any order lose nothing.

A model beside the registry holds, for each field, what stands and what each file said
last. An import has to do what the rule of three versions says of them, field by field.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.generated import on_a_database
from registry.replay import assert_audit_tells_all
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.exchange.case_file import parse, write
from timeline.exchange.import_choices import ImportChoices, Side
from timeline.exchange.import_storing import ImportStoppedError, import_plans
from timeline.exchange.importing import plan_import
from timeline.exchange.reading import CaseFile
from timeline.registry import Put, Registry, Session, UndoBlockedError

TODAY = dt.date(2026, 1, 15)
WHO = Session("A", "because")
_CODES = count()
_FIELDS = ("cycles", "trial")
Values = dict[str, object]


@dataclass
class File:
    """What one author's file says; each record is about a regimen of its own."""

    origin: str
    records: dict[str, Values] = field(default_factory=dict)
    """By regimen, which is what tells the records apart for the model."""


@dataclass(frozen=True)
class State:
    """What stands, and what each file said last, by regimen."""

    live: dict[str, Values] = field(default_factory=dict)
    said: dict[tuple[str, str], Values] = field(default_factory=dict)


@dataclass
class Model:
    """The states after each acknowledged step."""

    state: State = field(default_factory=State)
    undoable: list[tuple[int, State]] = field(default_factory=list)
    """Transaction of the last steps, with the state before it."""

    def acknowledge(self, transaction: int | None, state: State) -> None:
        if transaction is not None:
            self.undoable.append((transaction, self.state))
        self.state = state


def _line(record_id: str, regimen: str, values: Values) -> Entry:
    return KINDS["therapy_line"].model_validate(
        {"id": record_id, "regimen": regimen, **values}
    )


def _values(record: Entry) -> Values:
    stored = record.values()
    return {name: stored[name] for name in _FIELDS if stored[name] is not None}


def _case_file(code: str, file: File) -> CaseFile:
    """Written and read again, with names that say nothing and may be another's."""
    records = [
        _line(f"line-{number}", regimen, values)
        for number, (regimen, values) in enumerate(file.records.items(), 1)
    ]
    text = write(Case.of((Patient(id="patient", code=code), *records)))
    (case_file,) = parse(text, name=file.origin, today=TODAY).files
    return case_file


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("sequences") / "registry.db"
    Registry.open(path, create=True).close()
    return str(path)


_SOME = st.sampled_from([None, 3, 4, 5])


def _draw_values(data: st.DataObject) -> Values:
    cycles, trial = data.draw(_SOME), data.draw(_SOME)
    values = {"cycles": cycles, "trial": None if trial is None else f"T{trial}"}
    return {name: value for name, value in values.items() if value is not None}


def _merged(
    stated: Values, here: Values, base: Values | None, side: Side | None
) -> Values | None:
    """The rule by hand; None where a person has to be asked."""
    result = dict(here)
    for name in _FIELDS:
        value, present = stated.get(name), here.get(name)
        before = base.get(name) if base is not None else None
        if value == present or value is None or (base is not None and value == before):
            continue
        if present == before or side is Side.FILE:
            result[name] = value
        elif side is None:
            return None
    return result


@on_a_database(8, full=120)
@given(st.data())
def test_nothing_acknowledged_is_lost_between_two_files_and_the_registry(
    place: str, data: st.DataObject
) -> None:
    code = f"Q-{next(_CODES)}"
    files = [File("a.toml"), File("b.toml")]
    model = Model()
    with Registry.open(place) as registry:
        registry.apply([Put(code, Patient(id="patient", code=code))], WHO)
        for _ in range(data.draw(st.integers(6, 14))):
            step = data.draw(
                st.sampled_from(["edit", "file", "import", "import", "export", "undo"])
            )
            file = data.draw(st.sampled_from(files))
            if step == "edit":
                _edit(registry, code, model, data)
            elif step == "file":
                _edit_file(file, data)
            elif step == "import":
                _import(registry, code, file, model, data)
            elif step == "export":
                _round_trip(registry, code, model, data)
            else:
                _undo(registry, model)
            live = {
                str(record.values()["regimen"]): _values(record)
                for record in registry.case(code).records
            }
            assert live == model.state.live
            assert len(registry.case(code).records) == len(live)
    assert_audit_tells_all(place)


def _edit(registry: Registry, code: str, model: Model, data: st.DataObject) -> None:
    stored = registry.load(code)
    if not stored.case.records:
        return
    record = data.draw(st.sampled_from(stored.case.records))
    regimen, values = str(record.values()["regimen"]), _draw_values(data)
    put = Put(code, _line(record.id, regimen, values), stored.versions[record.id])
    receipt = registry.apply([put], WHO)
    live = {**model.state.live, regimen: values}
    model.acknowledge(receipt.transaction, replace(model.state, live=live))


def _edit_file(file: File, data: st.DataObject) -> None:
    """State a record, new or not, or leave one out; later names move up by that."""
    regimen = f"{file.origin[0]}{data.draw(st.integers(1, 3))}"
    if regimen in file.records and data.draw(st.integers(0, 3)) == 0:
        del file.records[regimen]
    else:
        file.records[regimen] = _draw_values(data)


def _import(
    registry: Registry, code: str, file: File, model: Model, data: st.DataObject
) -> None:
    side = data.draw(st.sampled_from([None, Side.FILE, Side.REGISTRY]))
    case_file = _case_file(code, file)
    choices = ImportChoices(both_changed=side)
    before = registry.last_transaction()
    state, asked = _after_import(file, model.state, side)
    plan = plan_import(registry, case_file, choices)
    try:
        receipt = import_plans(registry, [plan], WHO)
    except ImportStoppedError:
        assert registry.last_transaction() == before
        return  # a question too many is allowed, a fact too few is not
    assert not asked
    model.acknowledge(receipt.transaction, state)
    again = plan_import(registry, case_file, ImportChoices())
    assert import_plans(registry, [again], WHO).transaction is None


def _after_import(file: File, state: State, side: Side | None) -> tuple[State, bool]:
    live, said = dict(state.live), dict(state.said)
    for regimen, stated in file.records.items():
        key = file.origin, regimen
        if regimen not in live:
            live[regimen] = stated
        else:
            merged = _merged(stated, live[regimen], said.get(key), side)
            if merged is None:
                return state, True
            live[regimen] = merged
        said[key] = stated
    return State(live, said), False


def _round_trip(
    registry: Registry, code: str, model: Model, data: st.DataObject
) -> None:
    """Export; somebody edits here and somebody the export; it is merged back."""
    stored = registry.load(code)
    if not stored.case.records:
        return
    exported = dict(model.state.live)
    record = data.draw(st.sampled_from(stored.case.records))
    regimen, values = str(record.values()["regimen"]), _draw_values(data)
    edited = stored.case.with_record(_line(record.id, regimen, values))
    text = write(edited, registry_id=registry.registry_id(), versions=stored.versions)
    _edit(registry, code, model, data)
    (case_file,) = parse(text, name="export.toml", today=TODAY).files
    live = model.state.live
    merged = _merged(values, live[regimen], exported[regimen], None)
    plan = plan_import(registry, case_file, ImportChoices())
    assert plan.open is (merged is None)
    if merged is None:
        return
    receipt = import_plans(registry, [plan], WHO)
    state = replace(model.state, live={**live, regimen: merged})
    model.acknowledge(receipt.transaction, state)


def _undo(registry: Registry, model: Model) -> None:
    """Undo the last step that is left, or find that somebody has built on it."""
    if not model.undoable:
        return
    transaction, state = model.undoable.pop()
    if set(model.state.live) - set(state.live):
        model.undoable.clear()  # what goes into the bin has tests of its own
        return
    try:
        registry.undo(transaction, WHO)
    except UndoBlockedError:
        raise AssertionError("the last step can be undone") from None
    model.state = state
