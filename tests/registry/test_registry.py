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
    remove,
    restore,
    save,
    store,
)
from timeline.case.case import Case
from timeline.errors import InvalidDataError
from timeline.registry import (
    ConflictError,
    Put,
    Registry,
    RegistryError,
    Session,
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
            store(registry, case("P-2"), actor=actor)
        assert [found.code for found in registry.patients()] == ["P-1"]


def test_an_actor_or_reason_steers_no_terminal(registry: Registry) -> None:
    for text in ["a\x00b", "\x1b[2J", "\ud800", "a\u200bb"]:
        with pytest.raises(RegistryError, match="invisible character"):
            store(registry, case("P-2"), actor=text)
        with pytest.raises(RegistryError, match="invisible character"):
            store(registry, case("P-2"), actor=ACTOR, reason=text)


def test_a_correction_needs_a_reason(registry: Registry) -> None:
    for reason in ["", "   ", "\n"]:
        before = registry.history("P-1")
        with pytest.raises(RegistryError, match="no reason is given"):
            store(registry, case("P-1", line(cycles=3)), actor=ACTOR, reason=reason)
        with pytest.raises(RegistryError, match="no reason is given"):
            save(registry, line(cycles=3), seen=1, actor=ACTOR, reason=reason)
        with pytest.raises(RegistryError, match="no reason is given"):
            remove(registry, "marker-1", seen=1, actor=ACTOR, reason=reason)
        assert registry.history("P-1") == before
        assert registry.case("P-1") == case()


def test_a_new_record_needs_no_reason(registry: Registry) -> None:
    receipt = save(registry, marker("marker-2", 12.25))
    assert receipt.versions == {("P-1", "marker-2"): 1}
    assert registry.case("P-1").get("marker-2") == marker("marker-2", 12.25)


def test_a_stale_save_is_refused_with_both_versions(registry: Registry) -> None:
    theirs = marker(value=41.0)
    save(registry, theirs, seen=1, actor="B", reason=REASON)
    before = registry.history("P-1")

    with pytest.raises(ConflictError) as caught:
        save(registry, marker(value=5), seen=1, actor="A", reason=REASON)
    assert caught.value.yours == marker(value=5)
    assert caught.value.stored == theirs
    assert (caught.value.stored_version, caught.value.actor) == (2, "B")
    assert "marker-1 was changed by B" in str(caught.value)
    assert registry.history("P-1") == before

    mine = marker(value=5)
    save(registry, mine, seen=2, actor="A", reason=REASON)
    assert registry.case("P-1").get("marker-1") == mine


def test_two_new_records_with_one_id_are_two_facts(registry: Registry) -> None:
    receipt = save(registry, marker(value=5), actor="A")
    assert receipt.id_of("P-1", "marker-1") == "marker-1-2"
    lesion = record("lesion", "marker-1", name="S8")
    assert save(registry, lesion).id_of("P-1", "marker-1") == "marker-1-3"
    stored = registry.case("P-1")
    assert stored.get("marker-1") == marker()
    assert stored.get("marker-1-2") == marker("marker-1-2", 5)
    assert stored.get("marker-1-3") == lesion.changed(id="marker-1-3")


def test_a_new_id_is_never_one_of_the_bin(registry: Registry) -> None:
    remove(registry, "marker-1", 1)
    assert save(registry, marker(value=5)).id_of("P-1", "marker-1") == "marker-1-2"
    assert registry.deleted("P-1") == (marker(),)


def test_what_is_added_together_follows_a_new_id(registry: Registry) -> None:
    new_order = record("order", "", earlier="line-1.stop", later="diagnosis")
    actions = [
        Put("P-1", record("diagnosis", "diagnosis")),
        Put("P-1", line(regimen="FOLFOX")),
        Put("P-1", course(line="line-1")),
        Put("P-1", new_order),
    ]
    receipt = registry.apply(actions, Session(ACTOR))
    stored = registry.case("P-1")
    assert stored.get("line-1") == line()
    assert stored.get("line-1-2") == line("line-1-2", "FOLFOX")
    added = stored.get(receipt.id_of("P-1", "course-1"))
    assert added is not None
    assert added.references() == {"line": "line-1-2"}
    (order,) = stored.orders
    assert (order.earlier, order.later) == ("line-1-2.stop", "diagnosis")


def test_the_longest_id_leaves_room_for_a_number(registry: Registry) -> None:
    save(registry, marker("m" * 64))
    receipt = save(registry, marker("m" * 64))
    assert receipt.id_of("P-1", "m" * 64) == "m" * 62 + "-2"


def test_two_new_records_of_one_action_need_two_ids(registry: Registry) -> None:
    actions = [Put("P-1", marker("new")), Put("P-1", marker("new", 5))]
    with pytest.raises(RegistryError, match="Two new records have the id new"):
        registry.apply(actions, Session(ACTOR))
    assert registry.case("P-1") == case()


def test_a_patient_is_not_entered_twice(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="has a patient with the study code P-1"):
        save(registry, patient().changed(id="somebody"))
    with pytest.raises(RegistryError, match="has a patient with the study code P-1"):
        save(registry, patient())
    assert registry.case("P-1") == case()


def test_a_record_is_not_stored_as_another_kind(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="another kind"):
        save(registry, record("lesion", "marker-1", name="S8"), 1, reason=REASON)


def test_saving_what_stands_there_writes_nothing(registry: Registry) -> None:
    before = registry.history("P-1")
    assert save(registry, marker(), seen=1, actor="A").transaction is None
    assert registry.history("P-1") == before


def test_a_stale_delete_is_refused(registry: Registry) -> None:
    save(registry, marker(value=41), seen=1, actor="B", reason=REASON)
    before = registry.history("P-1")
    with pytest.raises(ConflictError) as caught:
        remove(registry, "marker-1", seen=1, actor="A", reason=REASON)
    assert caught.value.yours is None
    assert caught.value.stored == marker(value=41)
    assert registry.history("P-1") == before


def test_saving_over_a_deletion_is_a_conflict_that_can_be_settled(
    registry: Registry,
) -> None:
    remove(registry, "marker-1", seen=1, actor="B", reason=REASON)
    with pytest.raises(ConflictError) as caught:
        save(registry, marker(value=5), seen=1, actor="A", reason="x")
    assert caught.value.stored is None
    version = caught.value.stored_version
    assert version == 2
    save(registry, marker(value=5), seen=version, actor="A", reason="x")
    assert registry.case("P-1").get("marker-1") == marker(value=5)


def test_a_deleted_record_comes_back_as_it_was(registry: Registry) -> None:
    remove(registry, "marker-1", seen=1, actor=ACTOR, reason=REASON)
    assert registry.case("P-1") == case().without("marker-1")
    assert registry.deleted("P-1") == (marker(),)
    with pytest.raises(UnknownRecordError):
        remove(registry, "marker-1", seen=2, actor=ACTOR, reason=REASON)

    restore(registry, "marker-1", reason="was right")
    assert registry.case("P-1") == case()
    assert registry.deleted("P-1") == ()
    assert registry.load("P-1").versions["marker-1"] == 3
    actions = [c.action for c in registry.history("P-1", "marker-1")]
    assert actions[-2:] == ["deleted", "restored"]
    with pytest.raises(UnknownRecordError):
        restore(registry, "marker-1", reason="again")


def test_what_others_refer_to_cannot_be_deleted(registry: Registry) -> None:
    with pytest.raises(InvalidDataError) as caught:
        remove(registry, "line-1", seen=1, actor=ACTOR, reason=REASON)
    assert [(p.record, p.field) for p in caught.value.problems] == [
        ("course-1", "line")
    ]
    assert registry.case("P-1") == case()


def test_a_study_code_can_be_changed(registry: Registry) -> None:
    save(registry, patient("P-9"), seen=1, actor=ACTOR, reason=REASON)
    assert [found.code for found in registry.patients()] == ["P-9"]
    assert registry.case("P-9").records == case().records
    assert len(registry.history("P-9")) > len(case().entries)
    with pytest.raises(UnknownPatientError):
        registry.case("P-1")


def test_two_patients_never_share_a_code(registry: Registry) -> None:
    store(registry, case("P-2"))
    with pytest.raises(RegistryError, match="a case with this study code already"):
        save(registry, patient("P-1"), 1, code="P-2", reason="x")
    with pytest.raises(RegistryError, match="Two new records have the id patient"):
        store(registry, case("P-3"), case("P-3"))
    assert [found.code for found in registry.patients()] == ["P-1", "P-2"]
    assert registry.case("P-1") == case()


def test_one_bad_case_stops_the_whole_import(registry: Registry) -> None:
    bad = case("P-3", line(), course(line="line-7"))
    with pytest.raises(InvalidDataError):
        store(registry, case("P-2"), bad, actor=ACTOR)
    assert [found.code for found in registry.patients()] == ["P-1"]


def test_several_patients_are_read_at_once_in_the_order_asked_for(
    registry: Registry,
) -> None:
    second, third = case("P-2", line("line-2")), case("P-3", marker())
    store(registry, third, second, actor=ACTOR)
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
        save(registry, marker(), code="P-404")
    with pytest.raises(RegistryError, match="no transaction 404"):
        registry.undo(404, Session(ACTOR))
    with pytest.raises(UnknownRecordError):
        save(registry, marker("m-9"), seen=1, actor=ACTOR, reason="x")
    assert registry.history("P-1", "m-9") == ()
