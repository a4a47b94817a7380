"""Made-up cases of other tumours: sums, responses and lengths worked out by hand."""

import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.assessment import Assessment
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.dosing import RadiotherapyVolume
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.case.response_vocabulary import Response
from timeline.clinical.endpoints.case_endpoints import Endpoints, endpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.queries.case_queries import queries
from timeline.clinical.stage_agreement import StageAgreement
from timeline.clinical.staging import stage_results
from timeline.exchange.case_file import read
from timeline.swimlane.build import build
from timeline.swimlane.model import Tone

CASES = Path(__file__).parents[2] / "cases"
SOLID = ("breast", "colon", "lung", "stomach")
TUMOURS = (*SOLID, "myeloma")


@pytest.fixture(scope="session")
def tumours() -> dict[str, Case]:
    files = {name: CASES / f"synthetic_{name}.toml" for name in TUMOURS}
    today = dt.date(2026, 1, 15)
    return {name: read(file, today=today).cases[0] for name, file in files.items()}


def computed(case: Case) -> Endpoints:
    return endpoints(case, Chronology(case))


def days(endpoint: Endpoint) -> tuple[int | None, int | None]:
    return endpoint.duration.days_min, endpoint.duration.days_max


def test_breast(tumours: dict[str, Case]) -> None:
    found = computed(tumours["breast"])
    # 26 Aug 2019 to 17 Oct 2022: three years with one leap day, then 52 days
    assert days(found.disease_free) == (3 * 365 + 1 + 52,) * 2
    # ribociclib, 14 Nov 2022 to 18 Mar 2024: a year, then 16 + 31 + 31 + 29 + 18 days
    assert days(found.line(2).progression_free) == (365 + 125,) * 2
    assert found.count.text == "LoT 5 (1+4)"


def test_lung(tumours: dict[str, Case]) -> None:
    found = computed(tumours["lung"])
    # gefitinib, 20 Dec 2019 to 25 Jan 2021: a leap year, then 11 + 25 days
    assert days(found.line(1).progression_free) == (366 + 36,) * 2
    # osimertinib, 22 Feb 2021 to 3 Oct 2022: a year, then the 223 days from 22 Feb
    assert days(found.line(2).progression_free) == (365 + 223,) * 2
    # diagnosis on 4 Dec 2019, death on 19 Aug 2024: four years and 259 days
    assert days(found.survival) == (4 * 365 + 1 + 259,) * 2


def test_myeloma(tumours: dict[str, Case]) -> None:
    found = computed(tumours["myeloma"])
    # VRd, transplantation, maintenance: 25 Jun 2018 to 19 Apr 2021
    assert days(found.line(1).progression_free) == (365 + 366 + 298,) * 2
    # DRd, 10 May 2021 to 25 Sep 2023: two years, then 21 + 30 + 31 + 31 + 25 days
    assert days(found.line(2).progression_free) == (2 * 365 + 138,) * 2
    best = [line.best_response.text for line in found.lines]
    assert best == ["sCR", "VGPR", "sCR"]
    assert found.line(3).progression_free.censored


def test_colon(tumours: dict[str, Case]) -> None:
    found = computed(tumours["colon"])
    # 1 Feb 2021 to 20 Jun 2022: a year, then 27 + 31 + 30 + 31 + 20 days
    assert days(found.disease_free) == (365 + 139,) * 2
    # 21 Sep 2020 to a day of November 2024: four years, then 9 + 31 + 1 to 30 days
    assert days(found.survival) == (4 * 365 + 1 + 41, 4 * 365 + 1 + 70)


def test_stomach(tumours: dict[str, Case]) -> None:
    found = computed(tumours["stomach"])
    # 25 May 2021 to 15 Aug 2022: a year, then 6 + 30 + 31 + 15 days
    assert days(found.disease_free) == (365 + 82,) * 2
    # deruxtecan, 11 Sep 2023 to 22 Jul 2024: ten months of 304 days, then 11
    assert days(found.line(3).progression_free) == (304 + 11,) * 2


@pytest.mark.parametrize("name", SOLID)
def test_a_sum_is_that_of_the_target_lesions_of_the_day(
    name: str, tumours: dict[str, Case]
) -> None:
    sizes: dict[str, float] = defaultdict(float)
    for measured in tumours[name].of_kind(LesionMeasurement):
        if measured.role == "target":
            sizes[measured.date.canonical] += measured.diameter or 0
    stated = {
        scan.date.canonical: scan.sum_of_diameters
        for scan in tumours[name].of_kind(Assessment)
        if scan.sum_of_diameters is not None
    }
    assert stated == sizes


@pytest.mark.parametrize("name", SOLID)
def test_responses_follow_from_the_sums(name: str, tumours: dict[str, Case]) -> None:
    """RECIST 1.1: PR from 30% below baseline, PD from 20% and 5 mm above nadir."""
    scans = [
        scan
        for scan in tumours[name].of_kind(Assessment)
        if scan.sum_of_diameters is not None
    ]
    last = baseline = nadir = 0.0
    line: str | None = None
    for scan in sorted(scans, key=lambda scan: scan.date.sort_key):
        size = scan.sum_of_diameters or 0.0
        if scan.line not in (None, line):
            line, baseline, nadir = scan.line, last, last
        if scan.response is not None:
            grown = size >= 1.2 * nadir and size >= nadir + 5
            shrunk = Response.PR if size <= 0.7 * baseline else Response.SD
            assert scan.response is (Response.PD if grown else shrunk), scan.id
        last, nadir = size, min(nadir, size)


def test_responses_of_the_myeloma_follow_from_its_m_protein(
    tumours: dict[str, Case],
) -> None:
    """IMWG 2016: MR from 25%, PR from 50%, VGPR from 90% less; PD from 5 g/L more."""
    case = tumours["myeloma"]
    level = {
        result.date.canonical: result.value or 0.0
        for result in case.of_kind(Result)
        if result.analyte == "M-protein"
    }
    before = {"line-1": 48.0, "maintenance": 48.0, "line-2": 8.6, "line-3": 14.0}
    steps = ((0.1, "VGPR"), (0.5, "PR"), (0.75, "MR"))
    for judged in case.of_kind(Assessment):
        value, first = level[judged.date.canonical], before[judged.line or ""]
        nadir = min(v for day, v in level.items() if day <= judged.date.canonical)
        if value >= nadir + 5 and judged.response is Response.PD:
            continue
        reached = next(name for share, name in steps if value <= share * first)
        said = "CR" if value == 0 else reached
        assert judged.response in ({"CR", "sCR"} if said == "CR" else {said}), judged.id


@pytest.mark.parametrize("name", SOLID)
def test_stages_are_those_of_the_edition(name: str, tumours: dict[str, Case]) -> None:
    results = stage_results(tumours[name])
    assert results
    assert {result.agreement for result in results} == {StageAgreement.AGREES}


def test_doses_of_the_volumes_add_up_to_the_radiotherapy(
    tumours: dict[str, Case],
) -> None:
    case = tumours["breast"]
    course = case.get("radiotherapy")
    assert isinstance(course, LocalIntervention)
    volumes = case.of_kind(RadiotherapyVolume)
    assert sum(volume.dose_gy or 0 for volume in volumes) == course.dose_gy == 66
    assert sum(volume.fractions or 0 for volume in volumes) == course.fractions == 33


def test_t790m_is_found_before_osimertinib(tumours: dict[str, Case]) -> None:
    chronology = Chronology(tumours["lung"])
    tested, begun = chronology.bounds("t790m-tissue"), chronology.bounds("line-2")
    assert (tested.latest or 0) < (begun.earliest or 0)


def test_transplantation_and_car_t_cells(tumours: dict[str, Case]) -> None:
    cells = [each.type.value for each in tumours["myeloma"].of_kind(CellTherapy)]
    assert cells == ["autologous transplantation", "CAR-T cells"]


@pytest.mark.parametrize("name", TUMOURS)
def test_every_drug_is_drawn_in_the_colour_of_its_class(
    name: str, tumours: dict[str, Case]
) -> None:
    case = tumours[name]
    bars = {bar.record: bar for lane in build(case).lanes for bar in lane.bars}
    for course in case.of_kind(DrugCourse):
        assert bars[course.id].tone is not Tone.OTHER_DRUG, course.drug


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("breast", []),
        ("colon", []),
        ("lung", []),
        ("myeloma", []),
        ("stomach", ["best-response:line-5", "her2-retest:scan-2024-07-22"]),
    ],
)
def test_what_is_left_open_is_left_open_on_purpose(
    name: str, asked: list[str], tumours: dict[str, Case]
) -> None:
    case = tumours[name]
    found = queries(case, Chronology(case), today=dt.date(2026, 1, 15))
    assert [query.key for query in found if query.is_open] == asked
