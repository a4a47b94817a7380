"""The wrong patient: records move, patients go to the bin, similar codes are asked."""

import pytest

from registry.replay import assert_audit_tells_all
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
from timeline.registry import (
    ListQuery,
    Move,
    Put,
    Receipt,
    Registry,
    RegistryError,
    Session,
    SimilarCodeError,
    SplitOrdersError,
    UnknownPatientError,
    UnknownRecordError,
)

LETTER = record("source", "letter", name="Letter", citation="of May")


def _wrong() -> Case:
    return Case.of(
        (
            patient("P-1"),
            LETTER,
            line(source="letter"),
            course(),
            marker("m-1"),
            record("order", "", earlier="line-1.start", later="course-1"),
            record("order", "", earlier="m-1", later="line-1"),
        )
    )


def _move(registry: Registry, *record_ids: str, drop_orders: bool = False) -> Receipt:
    action = Move("P-1", record_ids, "P-2", drop_orders)
    return registry.apply([action], Session(ACTOR, REASON))


def test_records_move_with_what_refers_to_them(place: str, registry: Registry) -> None:
    store(registry, _wrong(), case("P-2", line(regimen="FOLFOX")))
    before = registry.case("P-1"), registry.case("P-2")
    receipt = _move(registry, "line-1", "m-1")

    assert registry.case("P-1") == Case.of((patient("P-1"), LETTER))
    moved = registry.case("P-2")
    assert moved.get("line-1") == line(regimen="FOLFOX")
    assert receipt.id_of("P-2", "line-1") == "line-1-2"
    assert moved.get("line-1-2") == line("line-1-2", source="letter")
    assert moved.get("course-1") == course(line="line-1-2")
    assert moved.get("letter") == LETTER
    assert {(o.earlier, o.later) for o in moved.orders} == {
        ("line-1-2.start", "course-1"),
        ("m-1", "line-1-2"),
    }
    assert_audit_tells_all(place)

    undo_last(registry)
    assert (registry.case("P-1"), registry.case("P-2")) == before
    undo_last(registry)
    assert registry.case("P-2") == moved


def test_orders_to_what_stays_are_a_question(registry: Registry) -> None:
    store(registry, _wrong(), case("P-2", marker()))
    with pytest.raises(SplitOrdersError) as caught:
        _move(registry, "m-1")
    assert caught.value.orders == ("m-1__line-1",)
    assert registry.case("P-1") == _wrong()
    _move(registry, "m-1", drop_orders=True)
    assert [order.id for order in registry.case("P-1").orders] == [
        "line-1_start__course-1"
    ]
    assert registry.case("P-2").orders == ()


def test_a_document_that_both_have_is_named_once(registry: Registry) -> None:
    own = LETTER.changed(id="their-letter")
    store(registry, _wrong(), case("P-2", own))
    _move(registry, "line-1", drop_orders=True)
    moved = registry.case("P-2")
    assert moved.get("line-1") == line(source="their-letter")
    assert [s.id for s in moved.entries if s.kind == "source"] == ["their-letter"]


def test_what_cannot_move_is_said(registry: Registry) -> None:
    store(registry, _wrong(), case("P-2", marker()))
    with pytest.raises(RegistryError, match="course-1 belongs to line-1, which would"):
        _move(registry, "course-1", drop_orders=True)
    with pytest.raises(RegistryError, match="patient cannot move"):
        _move(registry, "patient")
    with pytest.raises(UnknownRecordError):
        _move(registry, "m-404")
    with pytest.raises(UnknownPatientError):
        registry.apply([Move("P-1", ("m-1",), "P-404")], Session(ACTOR, REASON))
    with pytest.raises(RegistryError, match="no reason is given"):
        registry.apply([Move("P-1", ("line-1", "m-1"), "P-2")], Session(ACTOR))
    assert registry.case("P-1") == _wrong()


def test_a_patient_goes_to_the_bin_whole_and_comes_back_whole(
    place: str, registry: Registry
) -> None:
    store(registry, case(), case("P-2"))
    save(registry, marker("gone"))
    remove(registry, "gone", 1)
    history = registry.history("P-1")
    remove(registry, "patient", 1)
    assert [row.code for row in registry.patients()] == ["P-2"]
    assert registry.listing(ListQuery()).patients == 1
    assert [row.code for row in registry.removed_patients()] == ["P-1"]
    for ask in (registry.case, registry.load, registry.deleted):
        with pytest.raises(UnknownPatientError, match="in the bin"):
            ask("P-1")
    with pytest.raises(UnknownPatientError, match="in the bin"):
        save(registry, marker("marker-2"))
    with pytest.raises(UnknownPatientError, match="in the bin"):
        registry.cases(["P-2", "P-1"])
    with pytest.raises(RegistryError, match="in the bin"):
        store(registry, case("P-1"))
    assert registry.history("P-1")[: len(history)] == history

    restore(registry, "patient")
    assert registry.case("P-1") == case()
    assert registry.deleted("P-1") == (marker("gone"),)
    assert registry.removed_patients() == ()
    assert_audit_tells_all(place)


@pytest.mark.parametrize("code", ["p-1", "P1", "P 1", "P_1", "P\u20111"])
def test_a_code_that_is_nearly_another_is_asked_about(
    registry: Registry, code: str
) -> None:
    store(registry, case("P-1"))
    with pytest.raises(SimilarCodeError) as caught:
        store(registry, case(code))
    assert caught.value.stored == ("P-1",)
    assert len(registry.patients()) == 1
    put = Put(code, patient(code), code_confirmed=True)
    registry.apply([put], Session(ACTOR))
    assert len(registry.patients()) == 2


def test_a_changed_code_is_asked_about_too(registry: Registry) -> None:
    store(registry, case("P-1"), case("P-22"))
    with pytest.raises(SimilarCodeError):
        save(registry, patient("p22"), 1, reason=REASON)
    save(registry, patient("p1"), 1, reason=REASON)  # the patient's own, respelled
    assert [row.code for row in registry.patients()] == ["P-22", "p1"]
