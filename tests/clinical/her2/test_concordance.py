"""Pairs of methods; 13 of 50 is from a review of HER2 in advanced gastric cancer."""

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.concordance import (
    PERHAPS_TREATED,
    UNSETTLED,
    Concordance,
    MethodPair,
    method_pairs,
)

IHC: dict[str, object] = {
    "method": "IHC",
    "specimen_date": "2020-05",
    "specimen_site": "liver",
}
FISH: dict[str, object] = {**IHC, "method": "FISH"}
CELLS: dict[str, object] = {
    "method": "FISH on CTC",
    "specimen_date": "2020-06",
    "specimen": "circulating tumour cells",
}
PLASMA: dict[str, object] = {"method": "NGS on ctDNA", "specimen": "plasma"}


def pairs(*others: Entry, **tests: dict[str, object]) -> tuple[MethodPair, ...]:
    records = (
        Her2Test.model_validate({"id": name, **values})
        for name, values in tests.items()
    )
    case = Case(Patient(id="p", code="P1"), (*others, *records))
    return method_pairs(case, Chronology(case))


def test_agreement_on_one_specimen() -> None:
    (pair,) = pairs(ihc={**IHC, "ihc_score": "3+"}, fish={**FISH, "ish_ratio": 2.4})
    assert pair.concordance is Concordance.CONCORDANT
    assert pair.same_specimen
    assert not pair.surrogate


def test_disagreement_on_one_specimen() -> None:
    (pair,) = pairs(ihc={**IHC, "ihc_score": "3+"}, fish={**FISH, "ish_ratio": 1.4})
    assert pair.concordance is Concordance.DISCORDANT


@pytest.mark.parametrize(
    ("ratio", "copies", "concordance"),
    [
        (2.0, 4.0, Concordance.CONCORDANT),  # group 1
        (1.6, 6.2, Concordance.NOT_COMPARABLE),  # group 3 says nothing without IHC
        (1.1, 2.2, Concordance.DISCORDANT),  # group 5
    ],
)
def test_ish_of_breast_cancer_is_compared_by_its_group(
    ratio: float, copies: float, concordance: Concordance
) -> None:
    (pair,) = pairs(
        Diagnosis(id="d", site=Site.BREAST),
        ihc={**IHC, "ihc_score": "3+"},
        fish={**FISH, "ish_ratio": ratio, "her2_copies": copies},
    )
    assert pair.concordance is concordance


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


TISSUE = {**FISH, "specimen_date": "2020-05-01", "ish_ratio": 2.4}


def plasma(date: str, result: str = "not amplified") -> dict[str, object]:
    return {**PLASMA, "specimen_date": date, "result_reported": result}


def test_plasma_is_a_surrogate() -> None:
    (pair,) = pairs(fish=TISSUE, plasma=plasma("2020-05-31"))
    assert pair.records == ("fish", "plasma")
    assert pair.surrogate
    assert pair.concordance is Concordance.DISCORDANT
    assert pair.warnings == ()


@pytest.mark.parametrize(
    ("date", "result", "concordance"),
    [
        # 90 days after 1 May is 30 July
        ("2020-07-30", "not amplified", Concordance.DISCORDANT),
        ("2020-07-31", "not amplified", Concordance.CHANGED),
        ("2020-07-30", "amplified", Concordance.CONCORDANT),
        ("2020-07-31", "amplified", Concordance.UNCHANGED),
        ("2020-07", "not amplified", Concordance.NOT_COMPARABLE),
        ("", "not amplified", Concordance.NOT_COMPARABLE),
        ("2020-02-01", "not amplified", Concordance.DISCORDANT),  # 90 days before
        ("2020-01-31", "not amplified", Concordance.CHANGED),
    ],
)
def test_only_specimens_of_one_time_agree_or_not(
    date: str, result: str, concordance: Concordance
) -> None:
    (pair,) = pairs(fish=TISSUE, plasma=plasma(date, result))
    assert pair.concordance is concordance


@pytest.mark.parametrize(
    ("drug", "start", "stop", "concordance"),
    [
        ("trastuzumab", "2020-05-10", "2020-05-20", Concordance.CHANGED),
        ("trastuzumab", "2020-04-01", "2020-05-02", Concordance.CHANGED),
        ("trastuzumab", "2020-04-01", "2020-05", Concordance.NOT_COMPARABLE),
        ("trastuzumab", "2020-05", "2020-07", Concordance.NOT_COMPARABLE),
        ("trastuzumab", "2020-04-01", "", Concordance.NOT_COMPARABLE),
        ("trastuzumab", "2020-05-31", "2020-06-30", Concordance.DISCORDANT),
        ("trastuzumab", "2020-04-01", "2020-05-01", Concordance.DISCORDANT),
        ("gemcitabine", "2020-05-10", "2020-05-20", Concordance.DISCORDANT),
    ],
)
def test_a_drug_against_her2_between_them_makes_it_a_change(
    drug: str, start: str, stop: str, concordance: Concordance
) -> None:
    course = DrugCourse.model_validate(
        {"id": "c", "drug": drug, "start": start, "stop": stop}
    )
    (pair,) = pairs(course, fish=TISSUE, plasma=plasma("2020-05-31"))
    assert pair.concordance is concordance


def test_an_ongoing_drug_against_her2_lies_between_them() -> None:
    course = DrugCourse.model_validate(
        {"id": "c", "drug": "trastuzumab", "start": "2020-04-01", "ongoing": True}
    )
    (pair,) = pairs(course, fish=TISSUE, plasma=plasma("2020-05-31"))
    assert pair.concordance is Concordance.CHANGED


def test_a_drug_that_may_lie_between_them_is_the_reason() -> None:
    course = DrugCourse.model_validate({"id": "c", "drug": "trastuzumab"})
    (pair,) = pairs(course, fish=TISSUE, plasma=plasma("2020-05-31"))
    assert pair.why == PERHAPS_TREATED


def test_staining_and_the_gene_in_plasma_are_not_alike() -> None:
    (pair,) = pairs(ihc={**IHC, "ihc_score": "3+"}, plasma=plasma("2020-05-15"))
    assert pair.concordance is Concordance.NOT_COMPARABLE
    assert "protein" in pair.why


def test_tests_of_two_tumours_are_no_pair() -> None:
    tumours = (
        Diagnosis(id="d1", site=Site.BREAST),
        Diagnosis(id="d2", site=Site.STOMACH),
    )
    ihc, fish = {**IHC, "ihc_score": "3+"}, {**FISH, "ish_ratio": 1.4}
    apart = pairs(
        *tumours, ihc={**ihc, "primary": "d1"}, fish={**fish, "primary": "d2"}
    )
    unnamed = pairs(*tumours, ihc=ihc, fish=fish)
    one = pairs(*tumours, ihc={**ihc, "primary": "d1"}, fish={**fish, "primary": "d1"})
    assert (apart, unnamed, len(one)) == ((), (), 1)


def test_what_is_not_settled_is_not_compared() -> None:
    found = pairs(
        one={**IHC, "ihc_score": "3+"},
        two={**IHC, "ihc_score": "1+"},
        fish={**FISH, "ish_ratio": 2.4},
    )
    assert {pair.concordance for pair in found} == {Concordance.NOT_COMPARABLE}
    assert {pair.why for pair in found} == {UNSETTLED}


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
