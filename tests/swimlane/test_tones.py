import pytest

from timeline.case.records.her2_test import Her2Test
from timeline.case.records.therapy import DrugCourse
from timeline.case.vocabulary import DrugGroup, Her2Result, IhcScore
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
    assert her2_tone(test) is tone
