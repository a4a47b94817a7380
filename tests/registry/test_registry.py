"""Writing through the registry: who, why, and never over somebody else's work."""

import pytest

from registry.small import (
    ACTOR,
    REASON,
    case,
    course,
    line,
    marker,
    patient,
    record,
    store,
)
from timeline.case.case import Case
from timeline.errors import InvalidDataError
from timeline.registry import (
    ConflictError,
    Registry,
    RegistryError,
    UnknownPatientError,
    UnknownRecordError,
)


@pytest.fixture(autouse=True)
def stored(registry: Registry) -> Case:
    """One patient with a line, its course and a marker, stored without a reason."""
    made = case()
    store(registry, made)
    return made


def test_nobody_is_no_actor(registry: Registry) -> None:
    for actor in ["", "  ", "\t\n", "\u200d"]:
        with pytest.raises(RegistryError, match="Nobody is named"):
            registry.save(case("P-2"), actor=actor)
        assert [found.code for found in registry.patients()] == ["P-1"]


def test_an_actor_or_reason_steers_no_terminal(registry: Registry) -> None:
    for text in ["a\x00b", "\x1b[2J", "\ud800", "a\u200bb"]:
        with pytest.raises(RegistryError, match="invisible character"):
            registry.save(case("P-2"), actor=text)
        with pytest.raises(RegistryError, match="invisible character"):
            registry.save(case("P-2"), actor=ACTOR, reason=text)


def test_a_correction_needs_a_reason(registry: Registry) -> None:
    for reason in ["", "   ", "\n"]:
        before = registry.history("P-1")
        with pytest.raises(RegistryError, match="no reason is given"):
            registry.save(case("P-1", line(cycles=3)), actor=ACTOR, reason=reason)
        with pytest.raises(RegistryError, match="no reason is given"):
            registry.save_record(
                "P-1", line(cycles=3), seen=1, actor=ACTOR, reason=reason
            )
        with pytest.raises(RegistryError, match="no reason is given"):
            registry.delete_record(
                "P-1", "marker-1", seen=1, actor=ACTOR, reason=reason
            )
        assert registry.history("P-1") == before
        assert registry.case("P-1") == case()


def test_a_new_record_needs_no_reason(registry: Registry) -> None:
    version = registry.save_record(
        "P-1", marker("marker-2", 12.25), seen=None, actor=ACTOR
    )
    assert version == 1
    assert registry.case("P-1").get("marker-2") == marker("marker-2", 12.25)


def test_a_stale_save_is_refused_with_both_versions(registry: Registry) -> None:
    theirs = marker(value=41.0)
    assert registry.save_record("P-1", theirs, seen=1, actor="B", reason=REASON) == 2
    before = registry.history("P-1")

    with pytest.raises(ConflictError) as caught:
        registry.save_record("P-1", marker(value=5), seen=1, actor="A", reason=REASON)
    assert caught.value.yours == marker(value=5)
    assert caught.value.stored == theirs
    assert caught.value.stored_version == 2
    assert registry.history("P-1") == before

    mine = marker(value=5)
    assert registry.save_record("P-1", mine, seen=2, actor="A", reason=REASON) == 3
    assert registry.case("P-1").get("marker-1") == mine


def test_a_new_record_never_replaces_a_stored_one(registry: Registry) -> None:
    with pytest.raises(ConflictError):
        registry.save_record("P-1", marker(value=5), seen=None, actor="A", reason="x")
    with pytest.raises(RegistryError, match="another kind"):
        registry.save_record(
            "P-1", record("lesion", "marker-1", name="S8"), seen=None, actor="A"
        )
    other = patient().changed(id="somebody")
    with pytest.raises(RegistryError, match="exactly one patient"):
        registry.save_record("P-1", other, seen=None, actor="A", reason="x")
    assert registry.case("P-1") == case()


def test_saving_what_stands_there_writes_nothing(registry: Registry) -> None:
    before = registry.history("P-1")
    assert registry.save_record("P-1", marker(), seen=1, actor="A") == 1
    assert registry.history("P-1") == before


def test_a_stale_delete_is_refused(registry: Registry) -> None:
    registry.save_record("P-1", marker(value=41), seen=1, actor="B", reason=REASON)
    before = registry.history("P-1")
    with pytest.raises(ConflictError) as caught:
        registry.delete_record("P-1", "marker-1", seen=1, actor="A", reason=REASON)
    assert caught.value.yours is None
    assert caught.value.stored == marker(value=41)
    assert registry.history("P-1") == before


def test_saving_over_a_deletion_is_a_conflict_that_can_be_settled(
    registry: Registry,
) -> None:
    registry.delete_record("P-1", "marker-1", seen=1, actor="B", reason=REASON)
    with pytest.raises(ConflictError) as caught:
        registry.save_record("P-1", marker(value=5), seen=1, actor="A", reason="x")
    assert caught.value.stored is None
    version = caught.value.stored_version
    assert version == 2
    registry.save_record("P-1", marker(value=5), seen=version, actor="A", reason="x")
    assert registry.case("P-1").get("marker-1") == marker(value=5)


def test_a_deleted_record_comes_back_as_it_was(registry: Registry) -> None:
    registry.delete_record("P-1", "marker-1", seen=1, actor=ACTOR, reason=REASON)
    assert registry.case("P-1") == case().without("marker-1")
    assert registry.deleted("P-1") == (marker(),)
    with pytest.raises(UnknownRecordError):
        registry.delete_record("P-1", "marker-1", seen=2, actor=ACTOR, reason=REASON)

    registry.restore_record("P-1", "marker-1", actor=ACTOR, reason="was right")
    assert registry.case("P-1") == case()
    assert registry.deleted("P-1") == ()
    assert registry.load("P-1").versions["marker-1"] == 3
    actions = [c.action for c in registry.history("P-1", "marker-1")]
    assert actions[-2:] == ["deleted", "restored"]
    with pytest.raises(UnknownRecordError):
        registry.restore_record("P-1", "marker-1", actor=ACTOR, reason="again")


def test_a_restored_record_does_not_take_the_place_of_another(
    registry: Registry,
) -> None:
    registry.delete_record("P-1", "marker-1", seen=1, actor=ACTOR, reason=REASON)
    other = record("lesion", "marker-1", name="S8")
    registry.save_record("P-1", other, seen=None, actor=ACTOR)
    with pytest.raises(InvalidDataError, match="2 records have this id"):
        registry.restore_record("P-1", "marker-1", actor=ACTOR, reason=REASON)
    assert registry.case("P-1").get("marker-1") == other


def test_what_others_refer_to_cannot_be_deleted(registry: Registry) -> None:
    with pytest.raises(InvalidDataError) as caught:
        registry.delete_record("P-1", "line-1", seen=1, actor=ACTOR, reason=REASON)
    assert [(p.record, p.field) for p in caught.value.problems] == [
        ("course-1", "line")
    ]
    assert registry.case("P-1") == case()


def test_the_patient_cannot_be_deleted(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="patient"):
        registry.delete_record("P-1", "patient", seen=1, actor=ACTOR, reason=REASON)


def test_a_study_code_can_be_changed(registry: Registry) -> None:
    registry.save_record("P-1", patient("P-9"), seen=1, actor=ACTOR, reason=REASON)
    assert [found.code for found in registry.patients()] == ["P-9"]
    assert registry.case("P-9").records == case().records
    assert len(registry.history("P-9")) > len(case().entries)
    with pytest.raises(UnknownPatientError):
        registry.case("P-1")


def test_two_patients_never_share_a_code(registry: Registry) -> None:
    store(registry, case("P-2"))
    with pytest.raises(RegistryError, match="a case with this study code already"):
        registry.save_record("P-2", patient("P-1"), seen=1, actor=ACTOR, reason="x")
    with pytest.raises(InvalidDataError, match="2 cases"):
        registry.save_all([case("P-3"), case("P-3")], actor=ACTOR)
    assert [found.code for found in registry.patients()] == ["P-1", "P-2"]
    assert registry.case("P-1") == case()


def test_one_bad_case_stops_the_whole_import(registry: Registry) -> None:
    bad = case("P-3", line(), course(line="line-7"))
    with pytest.raises(InvalidDataError):
        registry.save_all([case("P-2"), bad], actor=ACTOR)
    assert [found.code for found in registry.patients()] == ["P-1"]


def test_several_patients_are_read_at_once_in_the_order_asked_for(
    registry: Registry,
) -> None:
    second, third = case("P-2", line("line-2")), case("P-3", marker())
    registry.save_all([third, second], actor=ACTOR)
    codes = ["P-3", "P-1", "P-2"]
    assert registry.cases(codes) == tuple(registry.case(code) for code in codes)
    assert registry.cases([]) == ()
    with pytest.raises(UnknownPatientError, match="P-404"):
        registry.cases(["P-1", "P-404"])


def test_unknown_patients_and_records_are_named(registry: Registry) -> None:
    for ask in (registry.case, registry.load, registry.history, registry.deleted):
        with pytest.raises(UnknownPatientError, match=r"P-404.*timeline list"):
            ask("P-404")
    with pytest.raises(UnknownPatientError):
        registry.save_record("P-404", marker(), seen=None, actor=ACTOR)
    with pytest.raises(UnknownPatientError):
        registry.undo("P-404", actor=ACTOR)
    with pytest.raises(UnknownRecordError):
        registry.save_record("P-1", marker("m-9"), seen=1, actor=ACTOR, reason="x")
    assert registry.history("P-1", "m-9") == ()
