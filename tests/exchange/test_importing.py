"""What an import does to a patient: matched by name, merged by field, never removed."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import effort
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.exchange.case_file import parse, write
from timeline.exchange.import_choices import ImportChoices, Likeness, Side
from timeline.exchange.import_plan import ImportPlan, Outcome
from timeline.exchange.import_storing import ImportStoppedError, import_plans
from timeline.exchange.importing import plan_import
from timeline.exchange.reading import CaseFile
from timeline.registry import Put, Registry, RegistryError, Remove, Session

WHO = Session("Nurse One", "letter of May")
TODAY = dt.date(2026, 1, 15)


def _record(kind: str, record_id: str, **values: Any) -> Entry:  # noqa: ANN401
    return KINDS[kind].model_validate({"id": record_id, **values})


PATIENT = Patient(id="patient", code="P-1")


def _marker(record_id: str, value: float = 40, **values: Any) -> Entry:  # noqa: ANN401
    fixed = {"analyte": "CA19-9", "comparator": "=", "unit": "U/mL"}
    fixed |= {"date": "2019-04-02"}
    return _record("result", record_id, value=value, **{**fixed, **values})


def _line(record_id: str, regimen: str = "GP", **values: Any) -> Entry:  # noqa: ANN401
    return _record("therapy_line", record_id, regimen=regimen, **values)


def _course(record_id: str, line: str) -> Entry:
    return _record("drug_course", record_id, line=line, drug="cisplatin")


def _file(*records: Entry, origin: str = "letter.toml") -> CaseFile:
    return CaseFile(Case.of((PATIENT, *records)), origin)


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path)) as opened:
        yield opened


def _import(
    registry: Registry, file: CaseFile, choices: ImportChoices | None = None
) -> ImportPlan:
    plan = plan_import(registry, file, choices or ImportChoices())
    import_plans(registry, [plan], WHO)
    return plan


def _outcomes(plan: ImportPlan) -> dict[str, Outcome]:
    return {r.name: r.outcome for r in plan.records if r.outcome is not Outcome.SAME}


def _export(registry: Registry) -> CaseFile:
    stored = registry.load("P-1")
    text = write(
        stored.case, registry_id=registry.registry_id(), versions=stored.versions
    )
    (file,) = parse(text, name="export.toml", today=TODAY).files
    return file


def _changed(file: CaseFile, record: Entry) -> CaseFile:
    return CaseFile(
        file.case.with_record(record), file.origin, file.registry_id, file.versions
    )


def _put(registry: Registry, record: Entry) -> None:
    seen = registry.load("P-1").versions.get(record.id)
    registry.apply([Put("P-1", record, seen)], Session("Nurse Two", "corrected"))


def test_the_same_file_again_changes_nothing(registry: Registry) -> None:
    file = _file(_line("a"), _course("b", "a"), _marker("c"))
    _import(registry, file)
    before = registry.last_transaction()
    assert _outcomes(_import(registry, file)) == {}
    assert registry.last_transaction() == before


def test_a_stale_file_does_not_take_back_a_correction(registry: Registry) -> None:
    file = _file(_marker("m"))
    _import(registry, file)
    _put(registry, _marker("m", 47))
    plan = _import(registry, file)
    assert _outcomes(plan) == {"m": Outcome.KEPT}
    assert registry.case("P-1").get("m") == _marker("m", 47)


def test_each_side_s_changes_are_merged(registry: Registry) -> None:
    _import(registry, _file(_line("a")))
    _put(registry, _line("a", cycles=4))
    plan = _import(registry, _file(_line("a", start="2019-03")))
    assert _outcomes(plan) == {"a": Outcome.CHANGED}
    assert registry.case("P-1").get("a") == _line("a", cycles=4, start="2019-03")
    # and once more, with the file as it stands, and with a later change in it
    assert _outcomes(_import(registry, _file(_line("a", start="2019-03")))) == {
        "a": Outcome.KEPT
    }
    _import(registry, _file(_line("a", start="2019-05")))
    assert registry.case("P-1").get("a") == _line("a", cycles=4, start="2019-05")


@pytest.mark.parametrize(
    ("side", "value"), [(None, 47), (Side.FILE, 55), (Side.REGISTRY, 47)]
)
def test_what_both_changed_is_asked(
    registry: Registry, side: Side | None, value: float
) -> None:
    _import(registry, _file(_marker("m")))
    _put(registry, _marker("m", 47))
    file = _file(_marker("m", 55))
    plan = plan_import(registry, file, ImportChoices(both_changed=side))
    if side is None:
        (clash,) = [r for r in plan.records if r.outcome is Outcome.CLASH]
        assert [(f.stored, f.stated) for f in clash.fields] == [("47", "55")]
        with pytest.raises(ImportStoppedError, match="changed 1 record"):
            import_plans(registry, [plan], WHO)
    else:
        import_plans(registry, [plan], WHO)
    assert registry.case("P-1").get("m") == _marker("m", value)


def test_two_nurses_files_with_one_name_are_not_one_record(registry: Registry) -> None:
    """Both call their assessment `pr`; nobody's is taken away."""
    mine = _record("assessment", "pr", response="PR", date="2019-05")
    theirs = _record("assessment", "pr", response="PR", date="2020-08")
    _import(registry, _file(mine, origin="a.toml"))
    plan = plan_import(registry, _file(theirs, origin="b.toml"), ImportChoices())
    assert _outcomes(plan) == {"pr": Outcome.UNSURE}
    with pytest.raises(ImportStoppedError, match="may be stored already"):
        import_plans(registry, [plan], WHO)
    choices = ImportChoices(alike=Likeness.NEW)
    _import(registry, _file(theirs, origin="b.toml"), choices)
    stored = registry.case("P-1")
    assert [str(r.dates()["date"]) for r in stored.records] == ["May 2019", "Aug 2020"]
    # from now on each file knows its own
    assert _outcomes(_import(registry, _file(mine, origin="a.toml"))) == {
        "pr-2": Outcome.ABSENT
    }
    assert _outcomes(_import(registry, _file(theirs, origin="b.toml"))) == {
        "pr": Outcome.ABSENT
    }


def test_references_follow_new_names(registry: Registry) -> None:
    _import(registry, _file(_line("line-1"), origin="a.toml"))
    file = _file(
        _line("line-1", "FOLFOX"),
        _course("course-1", "line-1"),
        _record("order", "", earlier="line-1.start", later="course-1"),
        origin="b.toml",
    )
    _import(registry, file, ImportChoices(alike=Likeness.NEW))
    stored = registry.case("P-1")
    assert stored.get("line-1") == _line("line-1")
    assert stored.get("line-1-2") == _line("line-1-2", "FOLFOX")
    assert stored.get("course-1") == _course("course-1", "line-1-2")
    (order,) = stored.orders
    assert order.earlier == "line-1-2.start"


def test_what_was_entered_here_is_found_by_what_it_says(registry: Registry) -> None:
    _import(registry, _file())
    _put(registry, _line("entered"))
    _put(registry, _course("course", "entered"))
    _put(registry, _marker("value"))
    file = _file(_line("x"), _course("y", "x"), _marker("z", 41))
    plan = plan_import(registry, file, ImportChoices())
    assert _outcomes(plan) == {"z": Outcome.UNSURE}
    _import(registry, file, ImportChoices(alike=Likeness.SAME))
    assert registry.case("P-1").get("value") == _marker("value", 41)
    assert len(registry.case("P-1").records) == 3


def test_nothing_is_removed_unless_asked(registry: Registry) -> None:
    _import(registry, _file(_line("a"), _marker("m")))
    _put(registry, _marker("entered", 5, date="2020-01"))
    plan = _import(registry, _file(_line("a")))
    assert _outcomes(plan) == {"m": Outcome.ABSENT, "entered": Outcome.ABSENT}
    assert len(registry.case("P-1").records) == 3
    plan = _import(registry, _file(_line("a")), ImportChoices(replace=True))
    assert _outcomes(plan) == {"m": Outcome.REMOVED, "entered": Outcome.REMOVED}
    assert registry.case("P-1").records == (_line("a"),)
    assert {r.id for r in registry.deleted("P-1")} == {"m", "entered"}


def test_what_a_colleague_put_into_the_bin_stays_there(registry: Registry) -> None:
    _import(registry, _file(_marker("m")))
    registry.apply([Remove("P-1", "m", 1)], WHO)
    assert _outcomes(_import(registry, _file(_marker("m")))) == {"m": Outcome.IN_BIN}
    changed = _file(_marker("m", 55))
    plan = plan_import(registry, changed, ImportChoices())
    assert _outcomes(plan) == {"m": Outcome.CLASH}
    _import(registry, changed, ImportChoices(both_changed=Side.REGISTRY))
    assert registry.case("P-1").records == ()
    _import(registry, changed, ImportChoices(both_changed=Side.FILE))
    assert registry.case("P-1").get("m") == _marker("m", 55)


def test_an_export_that_both_changed_is_merged_by_field(registry: Registry) -> None:
    _import(registry, _file(_line("a"), _marker("m")))
    export = _export(registry)
    _put(registry, _line("a", cycles=4))
    edited = _changed(export, _line("a", start="2019-03"))
    edited = _changed(edited, _marker("m", 41))
    _import(registry, edited)
    stored = registry.case("P-1")
    assert stored.get("a") == _line("a", cycles=4, start="2019-03")
    assert stored.get("m") == _marker("m", 41)
    assert _outcomes(_import(registry, edited)) == {"a": Outcome.KEPT}


def test_an_export_of_another_registry_keeps_its_names(
    registry: Registry, tmp_path: Path
) -> None:
    with Registry.open(tmp_path / "other.db", create=True) as other:
        _import(other, _file(_line("a"), _marker("m")))
        export = _export(other)
        _import(registry, export)
        assert _outcomes(_import(registry, export)) == {}
        _put(other, _marker("m", 41))
        plan = _import(registry, _export(other))
    assert _outcomes(plan) == {"m": Outcome.CHANGED}
    assert registry.case("P-1").get("m") == _marker("m", 41)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"sex": "female"}, "the sex is another"),
        ({"age_at_presentation": 40}, "the year of birth is another"),
        ({"age_at_presentation": 58}, "the year of birth is another"),
    ],
)
def test_a_code_that_names_somebody_else_stops_the_import(
    registry: Registry, other: dict[str, Any], reason: str
) -> None:
    known = {"sex": "male", "age_at_presentation": 60, "presentation": "2017-09"}
    _import(registry, CaseFile(Case(PATIENT.changed(**known)), "a.toml"))
    file = CaseFile(Case(PATIENT.changed(**{**known, **other})), "b.toml")
    plan = plan_import(registry, file, ImportChoices())
    assert plan.contradictions == (reason,)
    with pytest.raises(ImportStoppedError, match=reason):
        import_plans(registry, [plan], WHO)


def test_an_age_that_another_month_explains_is_the_same_person(
    registry: Registry,
) -> None:
    known = {"age_at_presentation": 60, "presentation": "2017-09"}
    _import(registry, CaseFile(Case(PATIENT.changed(**known)), "a.toml"))
    for age in (59, 61):
        file = CaseFile(Case(PATIENT.changed(age_at_presentation=age,
                             presentation="2017")), "b.toml")  # fmt: skip
        assert plan_import(registry, file, ImportChoices()).contradictions == ()


def test_another_site_stops_the_import(registry: Registry) -> None:
    _import(registry, _file(_record("diagnosis", "d", site="gallbladder")))
    file = _file(_record("diagnosis", "d2", site="breast"), origin="b.toml")
    plan = plan_import(registry, file, ImportChoices())
    assert plan.contradictions == ("the primary site is another",)


def test_a_site_that_is_now_named_finer_does_not(registry: Registry) -> None:
    _import(registry, _file(_record("diagnosis", "d", site="colorectum")))
    file = _file(_record("diagnosis", "d", site="colon"), origin="b.toml")
    assert plan_import(registry, file, ImportChoices()).contradictions == ()


_VALUES = st.integers(1, 4)


@settings(max_examples=effort(15, 300), deadline=None)
@given(st.data())
def test_a_merge_takes_what_one_side_changed(
    tmp_path_factory: pytest.TempPathFactory,
    empty_registry: Path,
    data: st.DataObject,
) -> None:
    """Against the rule by hand, for each field: base, here, in the file."""
    names = ("cycles", "notes", "regimen")
    base, here, stated = (
        {name: data.draw(_VALUES) for name in names} for _ in range(3)
    )
    texts = [
        _line("a", str(v["regimen"]), cycles=v["cycles"], notes=str(v["notes"]))
        for v in (base, here, stated)
    ]
    place = tmp_path_factory.mktemp("merge") / "registry.db"
    shutil.copy(empty_registry, place)
    with Registry.open(place) as registry:
        _import(registry, _file(texts[0]))
        _put(registry, texts[1])
        plan = plan_import(registry, _file(texts[2]), ImportChoices())
        clash = any(len({base[n], here[n], stated[n]}) == 3 for n in names)
        assert (plan.count(Outcome.CLASH) == 1) is clash
        if clash:
            return
        import_plans(registry, [plan], WHO)
        merged = {n: str(stated[n] if here[n] == base[n] else here[n]) for n in names}
        result = registry.case("P-1").get("a")
        assert result is not None
        assert {n: str(getattr(result, n)) for n in names} == merged


def _copy(file: CaseFile, origin: str) -> CaseFile:
    return CaseFile(file.case, origin, file.registry_id, file.versions)


def test_a_name_given_to_another_kind_of_record_is_another_record(
    registry: Registry,
) -> None:
    _import(registry, _file(_marker("x")))
    assert _outcomes(_import(registry, _file(_line("x")))) == {
        "x": Outcome.NEW,
    } | {"x": Outcome.ABSENT}
    kinds = sorted(entry.kind for entry in registry.case("P-1").records)
    assert kinds == ["result", "therapy_line"]


def test_a_drug_of_a_new_line_is_not_taken_from_the_old_one(registry: Registry) -> None:
    """Both nurses call their line `line-1`; each line has its cisplatin."""
    _import(registry, _file(_line("line-1"), _course("c1", "line-1"), origin="a.toml"))
    file = _file(_line("line-1", "FOLFOX"), _course("c1", "line-1"), origin="b.toml")
    _import(registry, file, ImportChoices(alike=Likeness.NEW))
    case = registry.case("P-1")
    assert case.get("c1") == _course("c1", "line-1")
    lines = {entry.values()["line"] for entry in case.of_kind(KINDS["drug_course"])}
    assert lines == {"line-1", "line-1-2"}


def test_a_value_that_both_came_to_is_not_taken_again_after_a_correction(
    registry: Registry,
) -> None:
    _import(registry, _file(_marker("m", 40)))
    _put(registry, _marker("m", 47))
    again = _file(_marker("m", 47))
    _import(registry, again)
    _put(registry, _marker("m", 40))
    assert _outcomes(_import(registry, again)) == {"m": Outcome.KEPT}
    assert registry.case("P-1").get("m") == _marker("m", 40)


def test_an_edited_export_is_taken_once(registry: Registry) -> None:
    _import(registry, _file(_marker("m", 40)))
    edited = _changed(_export(registry), _marker("m", 47))
    _import(registry, edited)
    _put(registry, _marker("m", 40))
    assert _outcomes(_import(registry, edited)) == {"m": Outcome.KEPT}
    assert registry.case("P-1").get("m") == _marker("m", 40)


def test_what_was_entered_here_and_stated_by_a_file_is_known_after_a_correction(
    registry: Registry,
) -> None:
    _import(registry, _file())
    _put(registry, _line("entered"))
    file = _file(_line("x"))
    assert _outcomes(_import(registry, file)) == {}
    _put(registry, _line("entered", cycles=4))
    assert _outcomes(_import(registry, file)) == {"x": Outcome.KEPT}
    assert registry.case("P-1").records == (_line("entered", cycles=4),)


def test_what_was_decided_for_the_registry_is_not_asked_again(
    registry: Registry,
) -> None:
    _import(registry, _file(_marker("m")))
    _put(registry, _marker("m", 47))
    file = _file(_marker("m", 55))
    _import(registry, file, ImportChoices(both_changed=Side.REGISTRY))
    assert _outcomes(_import(registry, file)) == {"m": Outcome.KEPT}


def test_a_stale_file_under_another_name_takes_nothing_back(registry: Registry) -> None:
    file = _file(_marker("m"), _line("binned"), _line("stays", "FOLFOX"))
    _import(registry, file)
    _put(registry, _marker("m", 47))
    registry.apply([Remove("P-1", "binned", 1)], WHO)
    plan = _import(registry, _copy(file, "letter (1).toml"))
    assert _outcomes(plan) == {"m": Outcome.KEPT, "binned": Outcome.IN_BIN}
    assert registry.case("P-1").get("m") == _marker("m", 47)
    assert len(registry.case("P-1").records) == 2


def test_each_file_knows_a_record_that_two_of_them_state(registry: Registry) -> None:
    """The origin that stated a record first is not forgotten for the second one."""
    first, second = (
        _file(_marker("m", 40), origin="a.toml"),
        _file(_marker("n", 41), origin="b.toml"),
    )
    _import(registry, first)
    _import(registry, second, ImportChoices(alike=Likeness.SAME))
    assert _outcomes(_import(registry, first)) == {"m": Outcome.KEPT}
    assert _outcomes(_import(registry, second)) == {}
    assert registry.case("P-1").records == (_marker("m", 41),)


def test_renumbered_records_keep_their_facts(registry: Registry) -> None:
    """A record inserted at the top of a file takes no note from the one below it."""
    values = {"m1": 40, "m2": 50, "m3": 60}
    old = [
        _marker(name, value, date=f"2019-0{n}-01")
        for n, (name, value) in enumerate(values.items(), 4)
    ]
    _import(registry, _file(*old))
    _put(registry, old[0].changed(notes="haemolysed"))
    new = [_marker("m1", 30, date="2019-03-01")]
    new += [
        _marker(f"m{n}", value, date=f"2019-0{n + 2}-01")
        for n, value in enumerate(values.values(), 2)
    ]
    plan = _import(registry, _file(*new))
    assert plan.count(Outcome.NEW) == 1
    notes = {
        (entry.values()["value"], entry.values()["notes"])
        for entry in registry.case("P-1").records
    }
    expected = {(30, None), (40, "haemolysed"), (50, None), (60, None)}
    assert notes == expected


def test_two_facts_under_one_name_of_files_of_one_name_are_asked(
    registry: Registry,
) -> None:
    """Two nurses call their file `case.toml` and its first marker `m1`."""
    _import(registry, _file(_marker("m1", 40, date="2019-04-02")))
    theirs = _file(_marker("m1", 90, date="2020-01-07"))
    plan = plan_import(registry, theirs, ImportChoices())
    assert _outcomes(plan) == {"m1": Outcome.UNSURE}
    _import(registry, theirs, ImportChoices(alike=Likeness.NEW))
    stated = {entry.values()["value"] for entry in registry.case("P-1").records}
    assert stated == {40, 90}
    # each file goes on to know its own
    assert plan_import(registry, theirs, ImportChoices()).count(Outcome.SAME) == 2


def test_a_version_that_never_was_here_makes_a_difference_a_question(
    registry: Registry,
) -> None:
    """As after the restore of an older backup."""
    _import(registry, _file(_marker("m")))
    export = _export(registry)
    stale = CaseFile(
        export.case.with_record(_marker("m", 47)), "e", export.registry_id, {"m": 9}
    )
    assert _outcomes(plan_import(registry, stale, ImportChoices())) == {
        "m": Outcome.CLASH
    }


def test_an_older_export_of_another_registry_takes_nothing_back(
    registry: Registry, tmp_path: Path
) -> None:
    with Registry.open(tmp_path / "other.db", create=True) as other:
        _import(other, _file(_marker("m")))
        older = _export(other)
        _import(registry, older)
        _put(other, _marker("m", 47))
        _import(registry, _export(other))
    assert _outcomes(_import(registry, older)) == {"m": Outcome.KEPT}
    assert registry.case("P-1").get("m") == _marker("m", 47)


def test_patients_who_are_told_differently_are_a_question(registry: Registry) -> None:
    """Nothing says which headline is the newer one."""
    _import(registry, CaseFile(Case(PATIENT.changed(headline="one")), "a.toml"))
    file = CaseFile(Case(PATIENT.changed(headline="two", sex="male")), "b.toml")
    plan = plan_import(registry, file, ImportChoices())
    assert _outcomes(plan) == {"patient": Outcome.CLASH}


def test_two_drugs_begun_on_one_day_are_two(registry: Registry) -> None:
    fixed = {"line": "line-1", "start": "2019-04-02"}
    cisplatin = _record("drug_course", "c", drug="cisplatin", **fixed)
    _import(registry, _file(_line("line-1"), cisplatin))
    other = _record("drug_course", "d", drug="gemcitabine", **fixed)
    file = _file(_line("line-1"), other, origin="b.toml")
    assert _outcomes(_import(registry, file)) == {
        "d": Outcome.NEW,
        "c": Outcome.ABSENT,
    }


def test_two_imports_at_once_add_a_fact_once(registry: Registry) -> None:
    """Both were compared with the registry before either of them was stored."""
    _import(registry, _file())
    file = _file(_marker("m"))
    plans = [plan_import(registry, file, ImportChoices()) for _ in range(2)]
    import_plans(registry, plans[:1], WHO)
    with pytest.raises(RegistryError, match="while the file was compared"):
        import_plans(registry, plans[1:], WHO)
    assert registry.case("P-1").records == (_marker("m"),)
