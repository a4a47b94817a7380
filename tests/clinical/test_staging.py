"""Groups of the AJCC 8th edition, row by row, and the conflicts of the case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.vocabulary import Site
from timeline.clinical.stage_tables import STAGE_TABLES
from timeline.clinical.staging import (
    StageAgreement,
    StageResult,
    stage_groups,
    stage_results,
)

ROWS = {
    Site.GALLBLADDER: """
        is 0 0 0 | 1a 0 0 I | 1b 0 0 I | 2a 0 0 IIA | 2b 0 0 IIB | 3 0 0 IIIA |
        1a 1 0 IIIB | 2b 1 0 IIIB | 3 1 0 IIIB | 4 0 0 IVA | 4 1 0 IVA |
        1b 2 0 IVB | 4 2 0 IVB | 3 1 1 IVB | is 0 1 IVB""",
    Site.INTRAHEPATIC: """
        is 0 0 0 | 1a 0 0 IA | 1b 0 0 IB | 2 0 0 II | 3 0 0 IIIA | 4 0 0 IIIB |
        1a 1 0 IIIB | 4 1 0 IIIB | 2 0 1 IV""",
    Site.PERIHILAR: """
        is 0 0 0 | 1 0 0 I | 2a 0 0 II | 2b 0 0 II | 3 0 0 IIIA | 4 0 0 IIIB |
        1 1 0 IIIC | 4 1 0 IIIC | 3 2 0 IVA | 4 2 0 IVA | 1 0 1 IVB""",
    Site.DISTAL: """
        is 0 0 0 | 1 0 0 I | 1 1 0 IIA | 2 0 0 IIA | 2 1 0 IIB | 3 0 0 IIB |
        3 1 0 IIB | 1 2 0 IIIA | 3 2 0 IIIA | 4 0 0 IIIB | 4 1 0 IIIB |
        4 2 0 IIIB | 1 0 1 IV""",
    Site.AMPULLA: """
        is 0 0 0 | 1a 0 0 IA | 1b 0 0 IB | 2 0 0 IB | 3a 0 0 IIA | 3b 0 0 IIB |
        1a 1 0 IIIA | 3b 1 0 IIIA | 1a 2 0 IIIB | 3b 2 0 IIIB | 4 0 0 IIIB |
        4 2 0 IIIB | 1a 0 1 IV""",
}
CELLS = [(site, *row.split()) for site, rows in ROWS.items() for row in rows.split("|")]


@pytest.mark.parametrize(("site", "t", "n", "m", "group"), CELLS)
def test_tables(site: Site, t: str, n: str, m: str, group: str) -> None:
    assert stage_groups(site, t, n, m) == (group,)


@pytest.mark.parametrize(
    ("site", "t", "n", "m", "groups"),
    [
        (Site.GALLBLADDER, "2", "0", "0", ("IIA", "IIB")),
        (Site.GALLBLADDER, "1", "0", "0", ("I",)),
        (Site.GALLBLADDER, "3", None, "0", ("IIIA", "IIIB", "IVB")),
        (Site.GALLBLADDER, "3", "X", "0", ("IIIA", "IIIB", "IVB")),
        (Site.GALLBLADDER, "3", "1", None, ("IIIB", "IVB")),
        (Site.GALLBLADDER, "X", "1", "0", ("IIIB", "IVA")),
        (Site.GALLBLADDER, None, None, "1", ("IVB",)),
        (Site.INTRAHEPATIC, "1", "0", "0", ("IA", "IB")),
        (Site.AMPULLA, "3", "0", "0", ("IIA", "IIB")),
        (Site.PERIHILAR, "2", "0", "0", ("II",)),
    ],
)
def test_open_categories_leave_several_groups(
    site: Site, t: str | None, n: str | None, m: str | None, groups: tuple[str, ...]
) -> None:
    assert stage_groups(site, t, n, m) == groups


@pytest.mark.parametrize(
    ("site", "t", "n", "m"),
    [
        (Site.GALLBLADDER, None, None, None),
        (Site.GALLBLADDER, "X", "X", "X"),
        (Site.INTRAHEPATIC, "1a", "2", "0"),
        (Site.DISTAL, "1a", "0", "0"),
        (Site.GALLBLADDER, "3", "1", "1a"),
        (Site.GALLBLADDER, "is", "1", "0"),
        (Site.STOMACH, "3", "1", "0"),
    ],
)
def test_no_group_rather_than_a_guess(
    site: Site, t: str | None, n: str | None, m: str | None
) -> None:
    assert stage_groups(site, t, n, m) == ()


@given(
    st.sampled_from(sorted(STAGE_TABLES)),
    st.sampled_from(["is", "1a", "1b", "2", "2a", "3", "3b", "4"]),
    st.sampled_from(["0", "1", "2"]),
    st.sampled_from(["0", "1"]),
)
def test_knowing_less_never_excludes_a_group(
    site: Site, t: str, n: str, m: str
) -> None:
    known = set(stage_groups(site, t, n, m))
    assert known <= set(stage_groups(site, None, n, m))
    assert known <= set(stage_groups(site, t, "X", m))
    assert known <= set(stage_groups(site, t, n, None))


TNM = {"t": "3", "n": "1", "m": "0", "basis": "pathological", "site": "gallbladder"}


def staged(*records: object, **values: object) -> StageResult:
    diagnosis = Diagnosis.model_validate(
        {"id": "d", **TNM, "tnm_edition": "AJCC 8", "stage_stated": "IIIA", **values}
    )
    case = Case(Patient(id="p", code="P1"), (diagnosis, *records))  # type: ignore[arg-type]
    (result,) = stage_results(case)
    return result


@pytest.mark.parametrize(
    "edition",
    ["AJCC 8", "AJCC 8th edition", "UICC 8", "ajcc/uicc 8th ed.", "8th edition"],
)
def test_the_eighth_edition_is_computed(edition: str) -> None:
    assert staged(tnm_edition=edition).computed == ("IIIB",)


@pytest.mark.parametrize("edition", ["", "AJCC 7", "UICC 9", "AJCC 18", "JSBS 8"])
def test_any_other_edition_is_not(edition: str) -> None:
    result = staged(tnm_edition=edition)
    assert result.computed == ()
    assert "edition" in result.reason
    assert result.agreement is StageAgreement.NOT_COMPARABLE
    assert result.stated == "IIIA"


@pytest.mark.parametrize(
    ("stated", "values", "agreement"),
    [
        ("IIIA", {}, StageAgreement.DIFFERS),
        ("Stage IIIb", {}, StageAgreement.AGREES),
        ("IIIB", {"n": "X"}, StageAgreement.POSSIBLE),
        ("", {}, StageAgreement.NOT_COMPARABLE),
        ("III", {}, StageAgreement.DIFFERS),
    ],
)
def test_stated_beside_computed(
    stated: str, values: dict[str, str], agreement: StageAgreement
) -> None:
    result = staged(stage_stated=stated, **values)
    assert result.stated == stated
    assert result.agreement is agreement


def test_a_site_without_a_table_is_said() -> None:
    assert "no table" in staged(site="lung").reason
    assert "not stated" in staged(site=None).reason


def test_impossible_categories_are_said() -> None:
    assert "no stage group" in staged(t="is").reason


SPECIMEN = {"id": "s", "specimen_date": "2017-09", "specimen_site": "liver metastasis"}
OPERATION = LocalIntervention.model_validate(
    {"id": "o", "type": "surgery", "date": "2017-09"}
)


def alternatives(result: StageResult) -> tuple[str, ...]:
    return tuple(alternative.group for alternative in result.alternatives)


def test_a_metastasis_among_the_first_specimens_contradicts_m0() -> None:
    result = staged(OPERATION, Her2Test.model_validate(SPECIMEN))
    assert alternatives(result) == ("IIIA", "IIIB", "IVB")
    assert result.computed == ("IIIB",)
    assert result.records == ("d", "s")


def test_a_lesion_that_is_a_metastasis_counts_too() -> None:
    lesion = Lesion.model_validate({"id": "l", "name": "Liver", "type": "metastasis"})
    finding = Finding.model_validate(
        {"id": "f", "type": "pathology", "date": "2017-09-12", "lesion": "l"}
    )
    assert alternatives(staged(lesion, finding, date="2017-09"))[-1] == "IVB"


@pytest.mark.parametrize(
    "change",
    [
        {"specimen_date": "2019-03"},
        {"specimen_date": "2017-08"},
        {"specimen_date": ""},
        {"specimen_site": "gallbladder"},
    ],
)
def test_other_specimens_do_not(change: dict[str, str]) -> None:
    specimen = Her2Test.model_validate({**SPECIMEN, **change})
    assert staged(OPERATION, specimen).alternatives == ()


def test_there_is_no_contradiction_with_m1() -> None:
    specimen = Her2Test.model_validate(SPECIMEN)
    assert staged(OPERATION, specimen, m="1").alternatives == ()


def test_the_published_case(cases: tuple[Case, ...]) -> None:
    case = next(case for case in cases if case.code == "GBC-90")
    (result,) = stage_results(case)
    assert result.stated == "IIIA"
    assert result.computed == ("IIIB",)
    assert result.agreement is StageAgreement.DIFFERS
    assert alternatives(result) == ("IIIA", "IIIB", "IVB")
    assert result.records == ("e06-diagnosis", "e07-ihc-2017")
