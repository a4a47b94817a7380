"""Next month's sheet brings what is new: rows are known by what they say, never by
their number."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exchange.sheet_texts import sheet
from timeline.case.records.bookkeeping import Source
from timeline.case.records.result import Result
from timeline.exchange.import_choices import ImportChoices, Likeness, Side
from timeline.exchange.import_plan import ImportPlan, Outcome
from timeline.exchange.import_storing import ImportStoppedError, import_plans
from timeline.exchange.importing import plan_import
from timeline.exchange.table_cases import TableCases, cases_of
from timeline.registry import Put, Registry, Remove, Session

WHO = Session("Nurse One", "sheet of May")


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path / "registry.db")) as opened:
        yield opened


class Ward:
    """Imports sheets of one laboratory for one patient."""

    def __init__(self, registry: Registry, folder: Path, today: Any) -> None:  # noqa: ANN401
        self.registry, self._folder, self._today = registry, folder, today
        self._files = 0

    def cases(self, *rows: str, source: str = "ward") -> TableCases:
        """The cases of rows of date, test, value, and maybe the time."""
        self._files += 1
        lines = (f"P-1,{row}" for row in rows)
        text = "\n".join(["patient,date,test,value,time", *lines])
        path = self._folder / f"labs-{self._files}.csv"
        reading = sheet(path, f"{text}\n", source=source)
        return cases_of([reading], self._today, lambda _: ())

    def plan(
        self, *rows: str, source: str = "ward", choices: ImportChoices | None = None
    ) -> ImportPlan:
        (file,) = self.cases(*rows, source=source).files
        return plan_import(self.registry, file, choices or ImportChoices())

    def store(
        self, *rows: str, source: str = "ward", choices: ImportChoices | None = None
    ) -> ImportPlan:
        plan = self.plan(*rows, source=source, choices=choices)
        import_plans(self.registry, [plan], WHO)
        return plan

    def values(self) -> list[tuple[str, float | None]]:
        """Date and value of each stored result."""
        results = self.registry.case("P-1").of_kind(Result)
        return [(result.date.canonical, result.value) for result in results]


@pytest.fixture
def ward(registry: Registry, tmp_path: Path, today: Any) -> Ward:  # noqa: ANN401
    return Ward(registry, tmp_path, today)


def _outcomes(plan: ImportPlan) -> list[Outcome]:
    return [r.outcome for r in plan.records if not isinstance(r.record, Source)]


JANUARY = "2020-01-10,CEA,5"
FEBRUARY = "2020-02-10,CEA,7"


def test_the_same_rows_again_change_nothing(ward: Ward) -> None:
    ward.store(JANUARY, FEBRUARY)
    before = ward.registry.last_transaction()
    plan = ward.store(FEBRUARY, JANUARY)  # another file, in another order
    assert _outcomes(plan) == [Outcome.SAME, Outcome.SAME]
    assert ward.registry.last_transaction() == before


def test_a_row_in_between_is_new_and_changes_no_other(ward: Ward) -> None:
    """The complaint about senders who number their rows."""
    ward.store(JANUARY, FEBRUARY)
    plan = ward.store(JANUARY, "2020-01-25,CEA,6", FEBRUARY)
    assert _outcomes(plan) == [Outcome.SAME, Outcome.NEW, Outcome.SAME]
    assert ward.values() == [("2020-01-10", 5), ("2020-01-25", 6), ("2020-02-10", 7)]


def test_equal_keys_of_one_file_are_separate_facts(ward: Ward) -> None:
    ward.store(JANUARY, "2020-01-10,CEA,50", "2020-01-10,CEA,50")
    assert ward.values() == [("2020-01-10", value) for value in (5, 50, 50)]
    plan = ward.store("2020-01-10,CEA,50", JANUARY, "2020-01-10,CEA,50")
    assert _outcomes(plan) == [Outcome.SAME] * 3


def test_a_lone_row_with_another_value_is_a_change(ward: Ward) -> None:
    ward.store(JANUARY, "2020-01-10,CEA,50")
    plan = ward.plan("2020-01-10,CEA,60", JANUARY)
    (changed,) = [r for r in plan.records if r.outcome is Outcome.CHANGED]
    (value,) = [f for f in changed.fields if f.title == "Value"]
    assert (value.stored, value.stated) == ("50", "60")
    with pytest.raises(ImportStoppedError, match="--reason"):
        import_plans(ward.registry, [plan], Session("Nurse One"))
    import_plans(ward.registry, [plan], WHO)
    assert ward.values() == [("2020-01-10", 5), ("2020-01-10", 60)]


@pytest.mark.parametrize(
    ("alike", "values"), [(Likeness.SAME, {5, 6, 7}), (Likeness.NEW, {4, 5, 6, 7})]
)
def test_several_rows_of_one_key_are_asked(
    ward: Ward, alike: Likeness, values: set[float]
) -> None:
    """One value is stored, and two others come: nothing tells which one it became."""
    ward.store("2020-01-10,CEA,4", FEBRUARY)
    rows = ("2020-01-10,CEA,5", "2020-01-10,CEA,6", FEBRUARY)
    plan = ward.plan(*rows)
    assert Outcome.UNSURE in _outcomes(plan)
    assert Outcome.CHANGED not in _outcomes(plan)
    ward.store(*rows, choices=ImportChoices(alike=alike))
    assert {value for _, value in ward.values()} == values


def test_two_samples_of_one_day_are_told_apart_by_their_times(ward: Ward) -> None:
    ward.store("2020-01-10,CEA,5,07:30")
    plan = ward.plan("2020-01-10,CEA,6,19:00")
    assert Outcome.CHANGED not in _outcomes(plan)


def test_a_row_that_is_gone_is_listed_and_stays(ward: Ward) -> None:
    ward.store(JANUARY, FEBRUARY)
    plan = ward.store(FEBRUARY)
    assert _outcomes(plan) == [Outcome.SAME, Outcome.ABSENT]
    assert len(ward.values()) == 2


def test_what_other_sources_said_is_neither_listed_nor_doubled(ward: Ward) -> None:
    ward.store(JANUARY)
    assert _outcomes(ward.store(FEBRUARY, source="clinic")) == [Outcome.NEW]
    assert _outcomes(ward.store(JANUARY, source="clinic")) == [
        Outcome.SAME,
        Outcome.ABSENT,
    ]
    assert len(ward.values()) == 2


def test_a_value_that_was_typed_is_asked_about_where_it_differs(ward: Ward) -> None:
    ward.store(FEBRUARY)
    typed = Result(id="typed", date="2020-01-10", analyte="CEA", value=9)  # type: ignore[arg-type]
    ward.registry.apply([Put("P-1", typed)], WHO)
    assert Outcome.UNSURE in _outcomes(ward.plan(JANUARY, FEBRUARY))
    same = ward.plan("2020-01-10,CEA,9", FEBRUARY)
    assert Outcome.NEW not in _outcomes(same)


def test_a_correction_by_hand_outlives_the_same_sheet(ward: Ward) -> None:
    ward.store(JANUARY)
    stored = ward.registry.load("P-1")
    (result,) = stored.case.of_kind(Result)
    corrected = result.changed(value=5.5)
    seen = stored.versions[result.id]
    ward.registry.apply([Put("P-1", corrected, seen)], WHO)
    assert _outcomes(ward.store(JANUARY)) == [Outcome.KEPT]
    plan = ward.plan("2020-01-10,CEA,6")
    assert _outcomes(plan) == [Outcome.CLASH]
    plan = ward.store("2020-01-10,CEA,6", choices=ImportChoices(both_changed=Side.FILE))
    assert ward.values() == [("2020-01-10", 6)]


def test_what_was_put_into_the_bin_stays_there(ward: Ward) -> None:
    ward.store(JANUARY, FEBRUARY)
    stored = ward.registry.load("P-1")
    first = stored.case.of_kind(Result)[0]
    ward.registry.apply([Remove("P-1", first.id, stored.versions[first.id])], WHO)
    assert _outcomes(ward.store(JANUARY, FEBRUARY)) == [Outcome.IN_BIN, Outcome.SAME]


def test_every_fact_names_file_line_and_column(ward: Ward) -> None:
    ward.store(JANUARY)
    ward.store(JANUARY, FEBRUARY)
    case = ward.registry.case("P-1")
    first, second = case.of_kind(Result)
    sources = {source.id: source for source in case.of_kind(Source)}
    assert sources[first.source or ""].name == "labs-1.csv"
    assert sources[second.source or ""].name == "labs-2.csv"
    assert first.locator == "line 2"
    assert second.locator == "line 3"
    assert all(len(source.file_hash or "") == 64 for source in sources.values())
    told = ward.registry.history("P-1", second.id)
    assert {(c.field, c.new) for c in told} >= {("locator", "line 3")}


def test_a_sheet_that_brings_nothing_new_is_no_source(ward: Ward) -> None:
    ward.store(JANUARY)
    ward.store(JANUARY)
    assert len(ward.registry.case("P-1").of_kind(Source)) == 1


def test_a_date_in_the_future_is_refused_alone(ward: Ward) -> None:
    tables = ward.cases(JANUARY, "2096-01-01,CEA,5")
    assert [len(file.case.records) for file in tables.files] == [1]
    (refused,) = [row for row in tables.sheets[0].rows if row.problems]
    assert refused.line == 3
    assert "lies in the future" in refused.problems[0]


def test_days_since_a_time_zero_do_not_mix_with_a_calendar(ward: Ward) -> None:
    ward.store(JANUARY)
    with pytest.raises(ImportStoppedError, match="the other has a calendar"):
        ward.store("D540,CEA,5")
    assert ward.values() == [("2020-01-10", 5)]
