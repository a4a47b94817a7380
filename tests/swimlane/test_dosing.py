"""Doses, units, classes and names of several courses, which are never mixed up."""

import pytest

from swimlane.treatment_cases import case_of, course, steps
from timeline.case.case import Case
from timeline.swimlane.build import build
from timeline.swimlane.folding import joined
from timeline.swimlane.model import Group, Lane, Tone
from timeline.swimlane.options import SwimlaneOptions
from timeline.swimlane.tones import regimen_tones

UNNUMBERED = SwimlaneOptions(line_numbers=False)


def _lanes(case: Case) -> list[Lane]:
    return [
        lane for lane in build(case, UNNUMBERED).lanes if lane.group is Group.SYSTEMIC
    ]


def test_a_dose_that_comes_back_is_a_step_of_its_own() -> None:
    (lane,) = _lanes(steps(1000, 750, 1000))
    assert lane.subtitle == "1000 → 750 → 1000 mg"
    amounts = [bar.label.split(", ")[0] for bar in lane.bars]
    assert amounts == ["1000 mg", "750 mg", "1000 mg"]


def test_a_dose_that_stays_is_no_step() -> None:
    (lane,) = _lanes(steps(400, 400, 300))
    assert lane.subtitle == "400 → 300 mg"


def test_a_step_without_a_dose_is_not_passed_over() -> None:
    (lane,) = _lanes(steps(400, None, 400))
    assert lane.subtitle == "400 mg → ? → 400 mg"


def test_amounts_in_two_units_share_none() -> None:
    full = course("capecitabine", "2020-02", "2020-03", dose=1000, unit="mg/m2")
    less = course(
        "capecitabine", "2020-05", "2020-07", number=2, dose=80, unit="% of full dose"
    )
    (lane,) = _lanes(case_of(full, less))
    assert lane.subtitle == "1000 mg/m² → 80 % of full dose"
    assert [bar.label.split(", ")[0] for bar in lane.bars] == [
        "1000 mg/m²",
        "80 % of full dose",
    ]


@pytest.mark.parametrize(
    ("dose", "step"),
    [(None, "80 % of full dose"), (1000, "1000 mg/m\u00b2 80 % of full dose")],
)
def test_a_share_of_the_full_dose_is_a_step(dose: float | None, step: str) -> None:
    full = course("capecitabine", "2020-02", "2020-03", dose=1000, unit="mg/m2")
    unit = "mg/m2" if dose else None
    less = course("capecitabine", "2020-05", "2020-07", number=2, dose=dose, unit=unit)
    (lane,) = _lanes(case_of(full, less.changed(dose_percent=80)))
    assert lane.subtitle == f"1000 mg/m\u00b2 \u2192 {step}"
    assert lane.bars[1].label.startswith(f"{step}, ")


def test_an_amount_without_a_unit_borrows_none() -> None:
    bare = course("imatinib", "2020-02", "2020-03", dose=400)
    other = course("imatinib", "2020-05", "2020-07", number=2, dose=600, unit="mg")
    (lane,) = _lanes(case_of(bare, other))
    assert lane.subtitle == "400 ? → 600 mg"


def test_a_step_of_dose_and_schedule_keeps_the_two_together() -> None:
    first = course("imatinib", "2020-02", "2020-03", dose=400, unit="mg", schedule="bd")
    other = course(
        "imatinib", "2020-05", "2020-07", number=2, dose=600, unit="mg", schedule="od"
    )
    (lane,) = _lanes(case_of(first, other))
    assert lane.subtitle == "400 mg bd → 600 mg od"
    assert [bar.label.split(", ")[0] for bar in lane.bars] == ["400 mg bd", "600 mg od"]


def test_doses_in_an_unknown_order_have_no_arrow() -> None:
    lanes = _lanes(
        case_of(
            course("imatinib", "2020-05", "2020-07", dose=400, unit="mg"),
            course("imatinib", "2020-05", "2020-07", number=2, dose=600, unit="mg"),
        )
    )
    assert [lane.subtitle for lane in lanes] == ["400; 600 mg"]


def test_a_large_dose_is_written_out() -> None:
    (lane,) = _lanes(steps(1234567, unit="IU"))
    assert lane.subtitle == "1234567 IU"


def test_drugs_outside_the_catalogue_keep_their_names() -> None:
    span = ("2020-02-01", "2020-05-01")
    lanes = _lanes(
        case_of(
            course("ABC-001", *span, dose=1.3, unit="mg/m2"),
            course("XYZ-9", *span, number=2, dose=25, unit="mg"),
        )
    )
    named = [(lane.title, lane.subtitle) for lane in lanes]
    assert named == [("ABC-001", "1.3 mg/m²"), ("XYZ-9", "25 mg")]


def test_a_drug_with_a_dose_shares_no_lane_with_one_without() -> None:
    span = ("2020-10-01", "2021-06-01")
    case = case_of(
        course("lapatinib", *span, dose=1000, unit="mg", schedule="daily"),
        course("trastuzumab", *span, number=2),
    )
    named = [(lane.title, lane.subtitle) for lane in joined(build(case)).lanes]
    assert ("Lapatinib", "1000 mg daily") in named
    assert ("Trastuzumab", "") in named


def test_drugs_that_share_a_lane_keep_their_doses_at_their_names() -> None:
    span = ("2020-10-01", "2021-06-01")
    case = case_of(
        course("leucovorin", *span, dose=400, unit="mg/m2", schedule="q2w"),
        course("fluorouracil", *span, number=2, dose=2400, unit="mg/m2"),
        course("oxaliplatin", *span, number=3, dose=85, unit="mg/m2", schedule="q2w"),
    )
    titles = [lane.title for lane in joined(build(case)).lanes]
    assert (
        "Leucovorin 400 mg/m² q2w + fluorouracil 2400 mg/m² + oxaliplatin 85 mg/m² q2w"
    ) in titles


def test_a_glucocorticoid_in_a_combination_has_no_tone_of_its_own() -> None:
    span = ("2020-02-01", "2020-08-01")
    drugs = ("bortezomib", "lenalidomide", "dexamethasone")
    (lane,) = _lanes(
        case_of(*(course(d, *span, number=n) for n, d in enumerate(drugs)))
    )
    (bar,) = lane.bars
    assert bar.tones == (Tone.TARGETED,)
    (alone,) = _lanes(case_of(course("dexamethasone", *span)))
    assert alone.bars[0].tones == (Tone.GLUCOCORTICOID,)


def test_a_line_of_two_classes_shows_both() -> None:
    span = ("2020-02-01", "2020-08-01")
    case = case_of(
        course("trastuzumab", *span),
        course("capecitabine", *span, number=2),
        cycles=9,
    )
    (lane,) = _lanes(case)
    (bar,) = lane.bars
    assert lane.title == "Trastuzumab + capecitabine"
    assert bar.tones == (Tone.ANTI_HER2, Tone.CHEMOTHERAPY)
    assert bar.label == "9 cycles"
    assert dict(bar.detail)["Drugs"] == "trastuzumab, capecitabine"
    assert "Drug" not in dict(bar.detail)


def test_drugs_that_differ_in_anything_recorded_have_their_own_lanes() -> None:
    span = ("2020-02-01", "2020-08-01")
    oral = course("capecitabine", *span, number=2).changed(route="oral")
    titles = [lane.title for lane in _lanes(case_of(course("S-1", *span), oral))]
    assert titles == ["S-1", "Capecitabine"]


@pytest.mark.parametrize(
    ("regimen", "tones"),
    [
        ("trastuzumab + capecitabine", (Tone.ANTI_HER2, Tone.CHEMOTHERAPY)),
        ("GP", (Tone.CHEMOTHERAPY,)),
        ("lenvatinib + pembrolizumab", (Tone.ANTI_ANGIOGENIC, Tone.IMMUNOTHERAPY)),
        ("ABC-001 + paclitaxel", (Tone.OTHER_DRUG, Tone.CHEMOTHERAPY)),
        ("S-1 + trastuzumab + radiotherapy", (Tone.CHEMOTHERAPY, Tone.ANTI_HER2)),
        ("a mixture that nobody knows", (Tone.OTHER_DRUG,)),
    ],
)
def test_a_regimen_has_the_tones_of_its_drugs(
    regimen: str, tones: tuple[Tone, ...]
) -> None:
    assert regimen_tones(regimen) == tones
    (bar,) = _lanes(case_of(regimen=regimen, start="2020-02-01"))[0].bars
    assert bar.tones == tones
