"""Small inputs on which people who move such data complain, with the right results.

They lie beside the checkout on some machines. The same rules are tested elsewhere with
texts of our own.
"""

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from exchange.made_cases import leaving
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.locale import DateOrder
from timeline.case.records.background import Background
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.molecular import Specimen
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.clinical.course.history import History
from timeline.clinical.durations import NOT_COMPUTABLE
from timeline.clinical.endpoints.survival import overall_survival
from timeline.exchange import cbioportal_out, fhir_out
from timeline.exchange.import_choices import ImportChoices, TableChoices
from timeline.exchange.import_plan import ImportPlan, Outcome
from timeline.exchange.import_reading import OpenTableError, read_files
from timeline.exchange.import_storing import import_plans
from timeline.exchange.importing import plan_import
from timeline.exchange.tables import SheetReading
from timeline.registry import Registry, Session

Import = Callable[..., tuple[SheetReading, list[ImportPlan]]]
ZERO = {"day_zero": "first sample"}


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path / "registry.db")) as opened:
        yield opened


@pytest.fixture
def bring(registry: Registry, today: Any, tmp_path: Path) -> Import:  # noqa: ANN401
    """Import one of the files, and say what became of it."""
    folder = Path(__file__).parents[3] / "shared" / "found" / "exchange"
    if not folder.is_dir():
        pytest.skip("the inputs of others are not on this machine")

    def run(name: str, **told: Any) -> tuple[SheetReading, list[ImportPlan]]:  # noqa: ANN401
        path = Path(shutil.copy(folder / name, tmp_path))
        reading = read_files([path], TableChoices(**told), (), None, today)
        reading.check_settled()
        tables = reading.by_patient(today, lambda _: ())
        plans = [plan_import(registry, f, ImportChoices()) for f in tables.files]
        import_plans(registry, plans, Session("Nurse One", "file of others"))
        return tables.sheets[0], plans

    return run


def _case(registry: Registry, code: str = "P1") -> Case:
    return registry.case(code)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("01_point_event.tsv", ["D0", "D124"]),
        ("01_point_event_no_stop_column.tsv", ["D0"]),
    ],
)
def test_an_event_of_one_day_has_no_stop(
    bring: Import, registry: Registry, name: str, days: list[str]
) -> None:
    bring(name, **ZERO)
    specimens = _case(registry).of_kind(Specimen)
    assert [specimen.date.canonical for specimen in specimens] == days


def test_day_zero_is_what_a_person_says(bring: Import, registry: Registry) -> None:
    with pytest.raises(OpenTableError, match="--day-zero"):
        bring("03_day_zero.tsv")
    bring("03_day_zero.tsv", **ZERO)
    case = _case(registry)
    (course,) = case.of_kind(DrugCourse)
    assert (course.start.canonical, course.stop.canonical) == ("D-74", "D-40")
    assert case.patient.time_zero == "first sample"
    assert (
        overall_survival(History(case, Chronology.of(case))).duration == NOT_COMPUTABLE
    )


def test_two_spellings_are_one_kind_and_one_drug(
    bring: Import, registry: Registry
) -> None:
    sheet, _ = bring("04_spelling.tsv", **ZERO)
    first, second = _case(registry).of_kind(DrugCourse)
    assert first.drug == second.drug == "cisplatin"
    assert second.as_written == "CISPLATIN"
    whys = {column.why for column in sheet.mapping.unread}
    assert any(why.startswith("2 spellings read as one") for why in whys)


def test_two_values_of_one_day_are_both_kept(bring: Import, registry: Registry) -> None:
    bring("06_same_day.tsv", **ZERO)
    results = _case(registry).of_kind(Result)
    assert [(r.date.canonical, r.label) for r in results] == [
        ("D62", "CEA 5"),
        ("D62", "CEA 50"),
        ("D90", "CEA >100"),
    ]


def test_instances_that_are_renumbered_change_nothing(
    bring: Import, registry: Registry
) -> None:
    def outcomes(name: str) -> list[Outcome]:
        # the mapping that was saved with the first file gives both one source
        _, (plan,) = bring(name, source="project")
        return [r.outcome for r in plan.records if isinstance(r.record, Result)]

    assert outcomes("10_redcap_first.csv") == [Outcome.NEW] * 2
    before = registry.last_transaction()
    assert outcomes("10_redcap_first.csv") == [Outcome.SAME] * 2
    assert registry.last_transaction() == before
    second = outcomes("10_redcap_second.csv")
    assert second == [Outcome.SAME, Outcome.NEW, Outcome.SAME]
    dates = [result.date.canonical for result in _case(registry).of_kind(Result)]
    assert dates == ["2020-01-10", "2020-01-25", "2020-02-10"]


def test_dates_of_a_column_are_settled_together(
    bring: Import, registry: Registry
) -> None:
    with pytest.raises(OpenTableError, match="3 Apr 2020 or 4 Mar 2020"):
        bring("11_dates.csv")
    sheet, _ = bring("11_dates.csv", dates=DateOrder.DAY_FIRST)
    dates = {
        code: _case(registry, code).of_kind(Diagnosis)[0].date.canonical
        for code in ("P1", "P2", "P4")
    }
    assert dates == {"P1": "2019-12", "P2": "2020-05-15", "P4": "2020-04-03"}
    third, fifth = (row.problems[0] for row in sheet.rows if row.problems)
    assert "has the day first" in third
    assert "1905-06-27 is how Excel shows the number 2005" in fifth


def test_a_drug_without_a_dose_has_none(bring: Import, registry: Registry) -> None:
    bring("07_drug_without_dose.json")
    (course,) = _case(registry).of_kind(DrugCourse)
    assert (course.drug, course.dose, course.schedule) == ("cisplatin", None, None)
    dates = course.start.canonical, course.stop.canonical
    assert dates == ("2020-03-15", "2020-03-25")


def test_radiotherapy_without_a_date_has_none(
    bring: Import, registry: Registry
) -> None:
    bring("08_radiotherapy.json")
    (radiotherapy,) = _case(registry).of_kind(LocalIntervention)
    assert radiotherapy.type == "radiotherapy"
    assert (radiotherapy.dose_gy, radiotherapy.fractions) == (50, 25)
    assert radiotherapy.site == "liver"
    assert not radiotherapy.date.known


def test_a_month_stays_a_month_and_a_year_a_year(
    bring: Import, registry: Registry
) -> None:
    bring("09_partial_dates.json")
    case = _case(registry, "p1")
    (diagnosis,) = case.of_kind(Diagnosis)
    (disease,) = case.of_kind(Background)
    assert (diagnosis.histology, diagnosis.date.canonical) == (
        "gallbladder cancer",
        "2017-09",
    )
    assert (disease.name, disease.date.canonical) == ("hypertension", "2011")


def test_an_imputed_start_never_lies_after_a_partial_end(
    bring: Import, registry: Registry
) -> None:
    """The start is within 2014 and not after April: [2014-01-01..2014-04-30]."""
    bring("12_start_not_after_end.csv")
    case = _case(registry)
    courses = {course.drug: course for course in case.of_kind(DrugCourse)}
    cisplatin, gemcitabine = courses["cisplatin"], courses["gemcitabine"]
    assert (cisplatin.start.canonical, cisplatin.stop.canonical) == ("2014", "2014-04")
    start = Chronology.of(case).bounds(f"{cisplatin.id}.start")
    days = [dt.date(2014, 1, 1).toordinal(), dt.date(2014, 4, 30).toordinal()]
    assert [start.earliest, start.latest] == days
    assert gemcitabine.ongoing
    assert gemcitabine.start.canonical == "2014-05"


def test_partial_dates_of_a_bundle_leave_letter_by_letter(
    bring: Import, registry: Registry
) -> None:
    bring("09_partial_dates.json")
    code = registry.patients()[0].code
    written = fhir_out.write_files(leaving(registry.case(code)))
    bundle = json.loads(written.files[fhir_out.BUNDLE])
    resources = [entry["resource"] for entry in bundle["entry"]]
    onsets = [each["onsetDateTime"] for each in resources if "onsetDateTime" in each]
    assert sorted(onsets) == ["2011", "2017-09"]


@pytest.mark.parametrize(
    "name", ["01_point_event.tsv", "01_point_event_no_stop_column.tsv"]
)
def test_an_event_of_one_day_leaves_with_an_empty_stop(
    bring: Import, registry: Registry, name: str
) -> None:
    bring(name, **ZERO)
    code = registry.patients()[0].code
    files = cbioportal_out.write_files(leaving(registry.case(code))).files
    timelines = [text for each, text in files.items() if "data_timeline" in each]
    assert timelines
    for text in timelines:
        header, *rows = [line.split("\t") for line in text.decode().splitlines()]
        assert header[2] == "STOP_DATE"
        assert {row[2] for row in rows} == {""}
