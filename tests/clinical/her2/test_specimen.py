"""Which tests are read as one, and what counts as tissue."""

import pytest

from timeline.case.assay_vocabulary import IhcScore
from timeline.case.case import Case
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.clinical.her2.specimen import (
    is_tissue,
    same_specimen,
    specimen_evidence,
    surrogate,
)
from timeline.clinical.her2.terms import Call


def her2(name: str, **values: object) -> Her2Test:
    return Her2Test.model_validate({"id": name, **values})


IHC = {"method": "IHC", "specimen_date": "2020-05", "specimen_site": "liver"}
FISH = {**IHC, "method": "FISH"}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"specimen_site": "Liver"}, True),
        ({"specimen_site": "lung"}, False),
        ({"specimen_site": ""}, False),
        ({"specimen_date": "2020-06"}, False),
        ({"specimen_date": ""}, False),
        ({"specimen_date": "2020-05-14"}, False),
        ({"specimen": "plasma"}, False),
        ({"specimen": "biopsy"}, True),
        ({"specimen": "tissue"}, True),
        ({"method": "FISH on CTC"}, False),
    ],
)
def test_one_specimen(change: dict[str, str], same: bool) -> None:
    first, second = her2("a", **IHC), her2("b", **{**FISH, **change})
    assert same_specimen(first, second) is same
    assert same_specimen(second, first) is same


def test_undated_tests_are_never_the_same_specimen() -> None:
    undated = {**IHC, "specimen_date": ""}
    assert not same_specimen(her2("a", **undated), her2("b", **undated))


def test_a_lesion_decides_where_both_name_one() -> None:
    first = her2("a", **IHC, lesion="l1")
    assert same_specimen(
        first, her2("b", **{**FISH, "specimen_site": "S4"}, lesion="l1")
    )
    assert not same_specimen(first, her2("b", **FISH, lesion="l2"))


def test_different_kinds_of_specimen_are_not_the_same() -> None:
    first = her2("a", **IHC, specimen="biopsy")
    assert not same_specimen(first, her2("b", **FISH, specimen="resection"))


def test_evidence_is_collected_from_the_specimen() -> None:
    tests = (
        her2("ihc", **IHC, ihc_score="2+"),
        her2("fish", **FISH, ish_ratio=2.5, her2_copies=5.0, cep17_copies=2.0),
        her2("other", **{**FISH, "specimen_site": "lung"}, ish_ratio=1.0),
    )
    found = specimen_evidence(Case(Patient(id="p", code="P1"), tests), tests[0])
    assert found.tests == ("ihc", "fish")
    assert found.evidence.ihc is IhcScore.TWO
    assert found.evidence.ish.ratio == 2.5
    assert found.evidence.ish.her2_copies == 5.0
    assert found.unsettled == ()


def test_contradicting_tests_leave_the_input_unknown() -> None:
    tests = (
        her2("ihc", **IHC, ihc_score="2+"),
        her2("fish-1", **FISH, ish_ratio=2.5),
        her2("fish-2", **FISH, ish_ratio=1.5),
    )
    found = specimen_evidence(Case(Patient(id="p", code="P1"), tests), tests[0])
    assert found.evidence.ish.ratio is None
    assert found.unsettled == ("fish-1", "fish-2")


@pytest.mark.parametrize(
    ("date", "second", "unsettled"),
    [
        ("2020-05", {"ihc_score": "1+"}, True),
        ("2020-05", {"ihc_score": "3+"}, False),
        ("2020-05", {"ihc_score": "1+", "specimen_site": "lung"}, False),
        ("2020-05", {"ihc_score": "1+", "specimen_date": "2020-06"}, False),
        ("2020-05", {"ihc_score": "1+", "specimen": "plasma"}, False),
        ("2020-05", {"method": "FISH", "ish_ratio": 1.0}, False),
        ("2020-05", {"result_reported": "negative"}, False),
        # one day, and nothing that tells two specimens apart
        ("2020-05-14", {"ihc_score": "1+", "specimen_site": ""}, True),
        # one month may have seen two biopsies
        ("2020-05", {"ihc_score": "1+", "specimen_site": ""}, False),
    ],
)
def test_two_scores_on_one_specimen_are_not_settled(
    date: str, second: dict[str, object], unsettled: bool
) -> None:
    values = {**IHC, "specimen_date": date}
    tests = (her2("b", **values, ihc_score="3+"), her2("a", **{**values, **second}))
    case = Case(Patient(id="p", code="P1"), tests)
    for test in tests:
        names = set(specimen_evidence(case, test).unsettled)
        assert names == ({"a", "b"} if unsettled else set())


def test_one_specimen_record_makes_one_specimen() -> None:
    one = {"method": "IHC", "from_specimen": "n1"}
    assert same_specimen(her2("a", **one), her2("b", **{**one, "method": "FISH"}))
    other = {**one, "from_specimen": "n2", "specimen_date": "2020-05"}
    assert not same_specimen(
        her2("a", **one, specimen_date="2020-05"), her2("b", **other)
    )


def test_two_probes_decide_what_one_left_open() -> None:
    tests = (
        her2("ihc", **IHC, ihc_score="2+"),
        her2("single", **FISH, ish_probe="single probe", her2_copies=5.0),
        her2("dual", **FISH, ish_probe="dual probe", ish_ratio=2.1, her2_copies=5.2),
    )
    found = specimen_evidence(Case(Patient(id="p", code="P1"), tests), tests[0])
    assert (found.evidence.ish.ratio, found.evidence.ish.her2_copies) == (2.1, 5.2)
    assert found.unsettled == ()


@pytest.mark.parametrize(
    ("values", "ultralow"),
    [
        ({"ultralow": "yes"}, True),
        ({"ultralow": "no"}, False),
        ({"ihc_cells": 0.0}, False),
        ({"ihc_cells": 0.1}, True),
        ({"ihc_cells": 10.0}, True),
        ({"ihc_cells": 10.1}, None),
        ({}, None),
        ({"ihc_score": "1+", "ihc_cells": 5.0}, None),
    ],
)
def test_ultralow_by_the_report_or_the_cells(
    values: dict[str, object], ultralow: bool | None
) -> None:
    test = her2("t", **{**IHC, "ihc_score": "0", **values})
    found = specimen_evidence(Case(Patient(id="p", code="P1"), (test,)), test)
    assert found.evidence.ultralow is ultralow


def test_a_fold_change_is_no_evidence() -> None:
    test = her2("ngs", method="NGS on tissue", specimen="biopsy", ngs_fold=7.4)
    found = specimen_evidence(Case(Patient(id="p", code="P1"), (test,)), test)
    assert found.evidence.ish.ratio is None
    assert found.evidence.ngs_copy_number is None
    assert not found.evidence.ish.recorded


def test_a_score_is_taken_from_ihc_only() -> None:
    test = her2("fish", **FISH, ihc_score="3+", result_reported="amplified")
    evidence = specimen_evidence(
        Case(Patient(id="p", code="P1"), (test,)), test
    ).evidence
    assert evidence.ihc is None
    assert evidence.ish.reported is Call.POSITIVE


@pytest.mark.parametrize(
    ("method", "specimen", "tissue"),
    [
        ("IHC", "", True),
        ("FISH", "cytology", True),
        ("NGS on tissue", "", True),
        ("NGS", "", False),
        ("NGS", "biopsy", True),
        ("NGS on ctDNA", "", False),
        ("digital PCR", "plasma", False),
        ("FISH on CTC", "circulating tumour cells", False),
        ("serum ECD", "serum", False),
        ("HER2 PET", "imaging", False),
        ("HER2 PET", "biopsy", False),
        ("IHC", "plasma", False),
    ],
)
def test_what_counts_as_tissue(method: str, specimen: str, tissue: bool) -> None:
    values = {"method": method, **({"specimen": specimen} if specimen else {})}
    assert is_tissue(her2("t", **values)) is tissue


@pytest.mark.parametrize(
    ("method", "result", "label"),
    [
        ("NGS on ctDNA", "amplified", "plasma_amplified"),
        ("NGS on ctDNA", "not amplified", "plasma_not_amplified"),
        ("FISH on CTC", "positive", "ctc_amplified"),
        ("HER2 PET", "positive", "imaging_positive"),
        ("NGS on ctDNA", "mutated", "plasma"),
        ("NGS", "amplified", ""),
        ("IHC", "positive", ""),
    ],
)
def test_surrogate_labels(method: str, result: str, label: str) -> None:
    assert surrogate(her2("t", method=method, result_reported=result)) == label
