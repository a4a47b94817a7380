"""The stated stage beside the computed one, and the conflicts of the case."""

import pytest

from timeline.case.case import Case
from timeline.case.records.diagnosis import Diagnosis, Staging
from timeline.case.records.finding import Finding, Lesion
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.clinical.stage_agreement import StageAgreement
from timeline.clinical.staging import StageResult, stage_results

TNM = {"t": "3", "n": "1", "m": "0", "basis": "pathological", "site": "gallbladder"}


def staged(*records: object, **values: object) -> StageResult:
    diagnosis = Diagnosis.model_validate(
        {"id": "d", **TNM, "tnm_edition": "AJCC 8", "stage_stated": "IIIA", **values}
    )
    case = Case(Patient(id="p", code="P1"), (diagnosis, *records))  # type: ignore[arg-type]
    (result,) = stage_results(case)
    return result


def test_stated_and_computed_stand_side_by_side() -> None:
    result = staged()
    assert (result.stated, result.computed) == ("IIIA", ("IIIB",))
    assert result.agreement is StageAgreement.DIFFERS
    assert result.rule == "AJCC 8th edition stage groups"


def test_the_system_of_a_stage_is_told() -> None:
    result = staged(stage_system="BCLC", stage_stated="B")
    assert (result.system, result.stated) == ("BCLC", "B")
    assert result.agreement is StageAgreement.NOT_COMPARABLE
    assert staged().system == ""


def test_each_primary_is_staged_by_itself() -> None:
    breast = Diagnosis.model_validate(
        {
            "id": "b",
            "site": "breast",
            "t": "2",
            "n": "0",
            "m": "0",
            "tnm_edition": "AJCC 8",
        }
    )
    lung = Diagnosis.model_validate(
        {
            "id": "l",
            "site": "lung",
            "t": "1b",
            "n": "2a",
            "m": "0",
            "tnm_edition": "AJCC 9",
        }
    )
    case = Case(Patient(id="p", code="P1"), (breast, lung))
    assert [(r.record, r.computed, r.rule) for r in stage_results(case)] == [
        ("b", ("IIA",), "AJCC 8th edition anatomic stage groups"),
        ("l", ("IIB",), "AJCC 9th edition stage groups"),
    ]


STOMACH = Diagnosis.model_validate(
    {
        "id": "d",
        "site": "stomach",
        "histology": "adenocarcinoma",
        "basis": "clinical",
        "t": "3",
        "n": "1",
        "m": "0",
        "tnm_edition": "AJCC 8",
    }
)
AFTER = Staging.model_validate(
    {
        "id": "yp",
        "date": "2021-03",
        "basis": "post-therapy, pathological",
        "t": "2",
        "n": "0",
        "m": "0",
    }
)


def test_a_later_staging_is_that_of_its_tumour() -> None:
    """AJCC 8, stomach: cT3 N1 is III, ypT2 N0 is I after therapy."""
    case = Case(Patient(id="p", code="P1"), (STOMACH, AFTER))
    assert [(r.record, r.computed) for r in stage_results(case)] == [
        ("d", ("III",)),
        ("yp", ("I",)),
    ]


def test_a_later_staging_of_several_tumours_has_to_say_of_which() -> None:
    second = STOMACH.changed(id="e")
    case = Case(Patient(id="p", code="P1"), (STOMACH, second, AFTER))
    assert [r.record for r in stage_results(case)] == ["d", "e"]
    named = Case(
        Patient(id="p", code="P1"), (STOMACH, second, AFTER.changed(primary="e"))
    )
    assert stage_results(named)[-1].computed == ("I",)


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


def test_a_specimen_of_another_primary_does_not() -> None:
    other = Diagnosis.model_validate({"id": "o", "site": "breast"})
    specimen = {**SPECIMEN, "primary": "o"}
    of_other = Her2Test.model_validate(specimen)
    assert staged(OPERATION, other, of_other).alternatives == ()
    own = Her2Test.model_validate({**specimen, "primary": "d"})
    assert alternatives(staged(OPERATION, other, own))[-1] == "IVB"
    lesion = {"id": "l", "name": "Liver", "type": "metastasis", "primary": "o"}
    finding = {"id": "f", "type": "pathology", "date": "2017-09-12", "lesion": "l"}
    records = Lesion.model_validate(lesion), Finding.model_validate(finding)
    assert staged(OPERATION, other, *records).alternatives == ()


def test_an_operation_on_another_primary_dates_no_diagnosis() -> None:
    other = Diagnosis.model_validate({"id": "o", "site": "breast"})
    operation = OPERATION.changed(primary="o")
    specimen = Her2Test.model_validate(SPECIMEN)
    assert staged(other, operation, specimen).alternatives == ()


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
