"""What is stored comes back as it was, on both databases."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from registry.generated import HOSTILE, cases, on_a_database
from registry.small import ACTOR, REASON, case, line, patient, record, store
from timeline.case.case import Case
from timeline.case.records.kinds import KINDS
from timeline.registry import Receipt, Registry

_NUMBERS = count()


@on_a_database(6, full=100)
@given(st.data())
def test_every_kind_of_record_comes_back_equal(
    registry: Registry, data: st.DataObject
) -> None:
    given_case = data.draw(cases(f"P-{next(_NUMBERS)}"))
    assert {entry.kind for entry in given_case.entries} == set(KINDS)

    store(registry, given_case)
    changes = registry.history(given_case.code)
    assert registry.case(given_case.code) == given_case
    for stored, given_ in zip(
        registry.case(given_case.code).entries, given_case.entries, strict=True
    ):
        assert stored.values() == given_.values()

    report = store(registry, given_case, actor=ACTOR)
    assert report == Receipt(unchanged=len(KINDS))
    assert registry.history(given_case.code) == changes


@on_a_database(6, full=100)
@given(st.data())
def test_a_case_changes_into_any_other_and_back(
    registry: Registry, data: st.DataObject
) -> None:
    code = f"C-{next(_NUMBERS)}"
    kinds = ("source", "therapy_line", "drug_course", "her2_test", "result")
    first = data.draw(cases(code, kinds))
    second = data.draw(cases(code, kinds[: data.draw(st.integers(0, 5))]))
    store(registry, first)
    store(registry, second, reason=REASON)
    assert registry.case(code) == second
    store(registry, first, reason=REASON)
    assert registry.case(code) == first


def test_hostile_text_is_only_text(registry: Registry) -> None:
    for text in HOSTILE:
        _assert_only_text(registry, text)


def _assert_only_text(registry: Registry, text: str) -> None:
    hostile = Case.of(
        (
            patient(code=text, headline=text, notes=text),
            line(regimen=text, notes=f"{text}\n\t{text}"),
            record("her2_test", "her2", variants=(text, text)),
        )
    )
    store(registry, hostile, actor=text, reason=text)
    assert registry.case(hostile.code) == hostile
    assert {change.actor for change in registry.history(hostile.code)} == {
        " ".join(text.split())
    }
    assert [found.code for found in registry.patients(text)] == [hostile.code]


def test_a_correction_writes_only_what_changed(registry: Registry) -> None:
    store(registry, case())
    before = registry.load("P-1").versions
    number = registry.history("P-1")[-1].transaction

    corrected = case("P-1", line(), *case().of_kind(KINDS["drug_course"]))
    corrected = corrected.with_record(case().of_kind(KINDS["result"])[0])
    corrected = corrected.with_record(line(start="2019-03", cycles=6))
    report = store(registry, corrected, actor="Nurse Two", reason="letter of May")

    assert (report.updated, report.unchanged) == (1, 3)
    assert (report.created, report.removed) == (0, 0)
    assert registry.case("P-1") == corrected
    assert registry.load("P-1").versions == {**before, "line-1": before["line-1"] + 1}
    new = [c for c in registry.history("P-1") if c.transaction > number]
    assert sorted((c.record_id, c.field, c.old, c.new) for c in new) == [
        ("line-1", "cycles", None, "6"),
        ("line-1", "start", None, "2019-03"),
    ]
    assert {(c.actor, c.reason, c.action) for c in new} == {
        ("Nurse Two", "letter of May", "changed")
    }
