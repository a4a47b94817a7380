"""Pairs of methods; 13 of 50 is from a review of HER2 in advanced gastric cancer."""

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.clinical.her2.concordance import Concordance, MethodPair, method_pairs

IHC: dict[str, object] = {
    "method": "IHC",
    "specimen_date": "2020-05",
    "specimen_site": "liver",
}
FISH: dict[str, object] = {**IHC, "method": "FISH"}
CELLS: dict[str, object] = {
    "method": "FISH on CTC",
    "specimen": "circulating tumour cells",
}
PLASMA: dict[str, object] = {"method": "NGS on ctDNA", "specimen": "plasma"}


def pairs(**tests: dict[str, object]) -> tuple[MethodPair, ...]:
    records = tuple(
        Her2Test.model_validate({"id": name, **values})
        for name, values in tests.items()
    )
    case = Case(Patient(id="p", code="P1"), records)
    return method_pairs(case, Chronology(case))


def test_agreement_on_one_specimen() -> None:
    (pair,) = pairs(ihc={**IHC, "ihc_score": "3+"}, fish={**FISH, "ish_ratio": 2.4})
    assert pair.concordance is Concordance.CONCORDANT
    assert pair.same_specimen
    assert not pair.surrogate


def test_disagreement_on_one_specimen() -> None:
    (pair,) = pairs(ihc={**IHC, "ihc_score": "3+"}, fish={**FISH, "ish_ratio": 1.4})
    assert pair.concordance is Concordance.DISCORDANT


def test_an_equivocal_score_is_not_compared() -> None:
    (pair,) = pairs(
        ihc={**IHC, "ihc_score": "2+", "result_reported": "positive"},
        fish={**FISH, "ish_ratio": 2.4},
    )
    assert pair.concordance is Concordance.NOT_COMPARABLE


def test_tissue_of_different_times_is_no_pair() -> None:
    found = pairs(
        ihc={**IHC, "ihc_score": "3+"},
        fish={**FISH, "specimen_date": "2021-05", "ish_ratio": 1.4},
    )
    assert found == ()


def test_plasma_is_a_surrogate() -> None:
    (pair,) = pairs(
        ihc={**IHC, "specimen_date": "2020-05-01", "ihc_score": "3+"},
        plasma={
            **PLASMA,
            "specimen_date": "2020-05-31",
            "result_reported": "not amplified",
        },
    )
    assert pair.records == ("ihc", "plasma")
    assert pair.surrogate
    assert pair.concordance is Concordance.DISCORDANT
    assert pair.warnings == ()


def test_amplified_cells_beside_negative_tissue() -> None:
    (pair,) = pairs(
        cells={**CELLS, "result_reported": "amplified"},
        ihc={**IHC, "ihc_score": "0"},
    )
    assert pair.records == ("ihc", "cells")
    assert [w.code for w in pair.warnings] == ["W-CTC-DISCORD"]
    assert "13 of 50" in pair.warnings[0].message


def test_no_warning_where_cells_and_tissue_agree() -> None:
    (pair,) = pairs(
        cells={**CELLS, "result_reported": "amplified"},
        ihc={**IHC, "ihc_score": "3+"},
    )
    assert pair.concordance is Concordance.CONCORDANT
    assert pair.warnings == ()


def test_sequencing_numbers_are_not_judged() -> None:
    (pair,) = pairs(
        ihc={**IHC, "ihc_score": "3+"}, ngs={"method": "NGS", "ngs_fold": 7.4}
    )
    assert pair.concordance is Concordance.NOT_COMPARABLE
