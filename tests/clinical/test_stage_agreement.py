"""What was stated beside what follows."""

import pytest

from timeline.case.records.diagnosis import Diagnosis
from timeline.clinical.stage_agreement import StageAgreement, agreement_of


@pytest.mark.parametrize(
    ("stated", "groups", "agreement"),
    [
        ("IIIA", "IIIB", StageAgreement.DIFFERS),
        ("Stage IIIb", "IIIB", StageAgreement.AGREES),
        ("stage 3B", "IIIB", StageAgreement.AGREES),
        ("pStage IIIB", "IIIB", StageAgreement.AGREES),
        ("ypIIIB", "IIIB", StageAgreement.AGREES),
        ("IIIB", "IIIB IVB", StageAgreement.POSSIBLE),
        ("", "IIIB", StageAgreement.NOT_COMPARABLE),
        ("III", "IIIB", StageAgreement.BROADER),
        ("II", "IIIB", StageAgreement.DIFFERS),
        ("I", "IV", StageAgreement.DIFFERS),
        ("I", "IA2", StageAgreement.BROADER),
        ("IA", "IA1 IA2", StageAgreement.BROADER),
        ("IV", "IVA IVB", StageAgreement.BROADER),
        ("IVA", "IV", StageAgreement.DIFFERS),
        ("0", "0is", StageAgreement.BROADER),
        ("0a", "0a", StageAgreement.AGREES),
        ("IIIB", "", StageAgreement.NOT_COMPARABLE),
    ],
)
def test_stated_beside_computed(
    stated: str, groups: str, agreement: StageAgreement
) -> None:
    diagnosis = Diagnosis(id="d", stage_stated=stated)
    assert agreement_of(diagnosis, tuple(groups.split())) is agreement


def test_a_stage_of_another_system_is_not_compared() -> None:
    diagnosis = Diagnosis.model_validate(
        {"id": "d", "stage_stated": "III", "stage_system": "BCLC"}
    )
    assert agreement_of(diagnosis, ("IA",)) is StageAgreement.NOT_COMPARABLE


def test_a_stated_breast_stage_may_be_a_prognostic_one() -> None:
    diagnosis = Diagnosis.model_validate(
        {"id": "d", "site": "breast", "stage_stated": "IA"}
    )
    assert agreement_of(diagnosis, ("IIA",)) is StageAgreement.NOT_COMPARABLE
    assert agreement_of(diagnosis, ("IA",)) is StageAgreement.AGREES
