import pytest

from timeline.case.assay_vocabulary import Her2Result, IhcScore
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse
from timeline.case.treatment_vocabulary import DrugGroup
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.rules import classify_test
from timeline.swimlane.model import DRUG_TONES, Tone
from timeline.swimlane.tones import course_tone, drug_tone, her2_tone


@pytest.mark.parametrize(
    ("name", "tone"),
    [
        ("S-1", Tone.CHEMOTHERAPY),
        ("pyrotinib", Tone.ANTI_HER2),
        ("DP303c", Tone.HER2_ADC),
        ("pembrolizumab", Tone.IMMUNOTHERAPY),
        ("lenvatinib", Tone.ANTI_ANGIOGENIC),
        ("a drug that nobody knows", Tone.OTHER_DRUG),
        ("dexamethasone", Tone.GLUCOCORTICOID),
    ],
)
def test_drugs_have_the_tone_of_their_group(name: str, tone: Tone) -> None:
    assert drug_tone(name) is tone


@pytest.mark.parametrize("group", DrugGroup)
def test_days_on_a_drug_of_any_group_are_days_of_therapy(group: DrugGroup) -> None:
    course = DrugCourse(id="c", drug="ABC-001", drug_class=group)
    assert course_tone(course) in DRUG_TONES


@pytest.mark.parametrize(
    ("reported", "score", "tone"),
    [
        (Her2Result.AMPLIFIED, None, Tone.HER2_POSITIVE),
        (None, IhcScore.THREE, Tone.HER2_POSITIVE),
        (Her2Result.NOT_AMPLIFIED, None, Tone.HER2_NEGATIVE),
        (Her2Result.EQUIVOCAL, IhcScore.TWO, Tone.HER2_OTHER),
        (None, IhcScore.ONE, Tone.HER2_OTHER),
        (None, None, Tone.HER2_OTHER),
    ],
)
def test_a_her2_result_is_not_classified_by_guess(
    reported: Her2Result | None, score: IhcScore | None, tone: Tone
) -> None:
    test = Her2Test(id="t", result_reported=reported, ihc_score=score)
    assert tone_in(test) is tone


def tone_in(test: Her2Test, *others: Entry) -> Tone:
    case = Case(Patient(id="p", code="P1"), (test, *others))
    return her2_tone(test, classify_test(case, test))


STOMACH = Diagnosis(id="d", site=Site.STOMACH)
IHC: dict[str, object] = {
    "method": "IHC",
    "specimen_date": "2020-01-10",
    "specimen_site": "stomach",
}
POLYSOMY = Her2Test.model_validate(
    {
        **IHC,
        "id": "fish",
        "method": "FISH",
        "ish_ratio": 1.5,
        "her2_copies": 7.5,
        "cep17_copies": 5.0,
        "result_reported": "not amplified",
    }
)


def ihc(name: str, score: str) -> Her2Test:
    return Her2Test.model_validate({"id": name, **IHC, "ihc_score": score})


def test_a_mark_has_the_tone_of_the_class_that_the_header_states() -> None:
    assert tone_in(ihc("a", "1+"), STOMACH) is Tone.HER2_NEGATIVE
    assert tone_in(ihc("a", "2+"), STOMACH) is Tone.HER2_OTHER  # equivocal
    assert tone_in(ihc("a", "2+"), STOMACH, POLYSOMY) is Tone.HER2_POSITIVE
    assert tone_in(POLYSOMY, STOMACH, ihc("a", "2+")) is Tone.HER2_POSITIVE


def test_what_is_not_settled_has_the_tone_of_no_result() -> None:
    assert tone_in(ihc("a", "3+"), STOMACH, ihc("b", "1+")) is Tone.HER2_OTHER
    assert tone_in(ihc("a", "3+"), ihc("b", "1+")) is Tone.HER2_OTHER
