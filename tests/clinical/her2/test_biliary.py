"""The six trial definitions, each read on its own."""

import pytest

from timeline.case.assay_vocabulary import IhcScore
from timeline.clinical.her2.biliary import biliary
from timeline.clinical.her2.evidence import Her2Evidence
from timeline.clinical.her2.ish import IshValues
from timeline.clinical.her2.terms import Call, Her2Class, Her2Low, Her2RuleSet

ZERO, ONE, TWO, THREE = IhcScore
P, E, N, I, NC, _ = Her2Class  # noqa: E741 - one letter per class keeps the table narrow
A, B, C, D, HZ, F = (
    Her2RuleSet.ITALIAN,
    Her2RuleSet.MYPATHWAY,
    Her2RuleSet.HERB,
    Her2RuleSet.KCSG,
    Her2RuleSet.HERIZON,
    Her2RuleSet.DESTINY,
)
AMPLIFIED = IshValues(ratio=2.0)
NORMAL = IshValues(ratio=1.99)
NONE = IshValues()


@pytest.mark.parametrize(
    ("ihc", "ish", "a_to_f"),
    [
        (THREE, NONE, (P, P, P, P, I, P)),
        (THREE, NORMAL, (P, P, P, P, N, P)),
        (THREE, AMPLIFIED, (P, P, P, P, P, P)),
        (TWO, NONE, (E, E, E, E, E, P)),
        (TWO, NORMAL, (N, N, N, I, N, P)),
        (TWO, AMPLIFIED, (P, P, P, P, P, P)),
        (ONE, NONE, (N, I, N, I, I, N)),
        (ONE, NORMAL, (N, N, N, I, N, N)),
        (ONE, AMPLIFIED, (N, P, N, I, P, N)),
        (ZERO, AMPLIFIED, (N, P, N, I, P, N)),
        (None, AMPLIFIED, (I, P, I, I, P, I)),
        (None, NORMAL, (I, I, I, I, N, I)),
        (None, NONE, (NC, NC, NC, NC, NC, NC)),
    ],
)
def test_definitions(
    ihc: IhcScore | None, ish: IshValues, a_to_f: tuple[Her2Class, ...]
) -> None:
    evidence = Her2Evidence(ihc, ish)
    found = tuple(biliary(evidence, r).her2_class for r in (A, B, C, D, HZ, F))
    assert found == a_to_f


@pytest.mark.parametrize(("copies", "decided"), [(5.99, N), (6.0, P)])
def test_copy_number_counts_in_one_definition_only(
    copies: float, decided: Her2Class
) -> None:
    evidence = Her2Evidence(ONE, NONE, ngs_copy_number=copies)
    assert biliary(evidence, D).her2_class is decided
    assert biliary(evidence, C).her2_class is N
    assert biliary(evidence, F).her2_class is N
    assert biliary(evidence, B).missing == ("ish_ratio",)


@pytest.mark.parametrize(
    ("rules", "missing"),
    [
        (A, ("ihc_score",)),
        (B, ("ihc_score", "ish_ratio")),
        (C, ("ihc_score",)),
        (D, ("ihc_score", "ngs_copy_number")),
        (HZ, ("ish_ratio",)),
        (F, ("ihc_score",)),
    ],
)
def test_missing_inputs_are_named(rules: Her2RuleSet, missing: tuple[str, ...]) -> None:
    assert biliary(Her2Evidence(), rules).missing == missing


@pytest.mark.parametrize(
    ("ihc", "ish", "low"),
    [
        (ONE, NONE, Her2Low.YES),
        (ONE, AMPLIFIED, Her2Low.YES),
        (TWO, NORMAL, Her2Low.YES),
        (ZERO, AMPLIFIED, Her2Low.YES),
        (ZERO, NORMAL, Her2Low.NO),
        (ZERO, NONE, None),
        (TWO, NONE, None),
        (TWO, AMPLIFIED, Her2Low.NOT_APPLICABLE),
        (THREE, NONE, Her2Low.NOT_APPLICABLE),
        (None, AMPLIFIED, None),
    ],
)
def test_her2_low_of_herb(
    ihc: IhcScore | None, ish: IshValues, low: Her2Low | None
) -> None:
    assert biliary(Her2Evidence(ihc, ish), C).low is low


def test_subgroups_of_the_trials() -> None:
    assert "separately" in biliary(Her2Evidence(ONE, AMPLIFIED), B).subgroup
    assert biliary(Her2Evidence(THREE, AMPLIFIED), B).subgroup == ""
    assert biliary(Her2Evidence(THREE, AMPLIFIED), HZ).subgroup.startswith("cohort 1")
    assert biliary(Her2Evidence(TWO, AMPLIFIED), HZ).subgroup.startswith("cohort 1")
    assert biliary(Her2Evidence(ZERO, AMPLIFIED), HZ).subgroup.startswith("cohort 2")


def test_the_rule_id_names_the_definition() -> None:
    ids = [
        biliary(Her2Evidence(THREE, AMPLIFIED), r).rule_id for r in (A, B, C, D, HZ, F)
    ]
    assert ids == ["BTC-a", "BTC-b", "BTC-c", "BTC-d", "BTC-e", "BTC-f"]


def test_low_ihc_with_amplification_warns_where_it_is_negative() -> None:
    evidence = Her2Evidence(ONE, IshValues(reported=Call.POSITIVE))
    assert [w.code for w in biliary(evidence, C).warnings] == ["W-IHCLOW-FISHPOS"]
    assert biliary(evidence, B).warnings == ()
