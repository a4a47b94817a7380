"""Rules G1 to G6: the categories of CAP/ASCP/ASCO 2016."""

import pytest

from timeline.case.assay_vocabulary import IhcScore
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.evidence import Her2Evidence
from timeline.clinical.her2.gastric import gastric
from timeline.clinical.her2.ish import IshValues
from timeline.clinical.her2.terms import Call, Her2Class, Her2Low

ZERO, ONE, TWO, THREE = IhcScore
POSITIVE, EQUIVOCAL, NEGATIVE, INDETERMINATE, NOT_CLASSIFIABLE, _ = Her2Class
NA = Her2Low.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("ihc", "ratio", "decided", "rule", "low"),
    [
        (ZERO, None, NEGATIVE, "G1", Her2Low.NO),
        (ONE, None, NEGATIVE, "G1", Her2Low.YES),
        (ONE, 1.99, NEGATIVE, "G1", Her2Low.YES),
        (TWO, None, EQUIVOCAL, "G2", None),
        (THREE, None, POSITIVE, "G3", NA),
        (THREE, 1.2, POSITIVE, "G3", NA),
        (TWO, 2.00, POSITIVE, "G4", NA),
        (TWO, 1.99, NEGATIVE, "G5", Her2Low.YES),
        (ONE, 2.00, NEGATIVE, "G6", Her2Low.YES),
        (ZERO, 4.00, NEGATIVE, "G6", Her2Low.NO),
    ],
)
def test_rules(
    ihc: IhcScore,
    ratio: float | None,
    decided: Her2Class,
    rule: str,
    low: Her2Low | None,
) -> None:
    outcome = gastric(Her2Evidence(ihc, IshValues(ratio=ratio)))
    assert (outcome.her2_class, outcome.rule_id) == (decided, rule)
    assert outcome.low is low


def test_low_ihc_with_amplification_warns() -> None:
    outcome = gastric(Her2Evidence(ONE, IshValues(reported=Call.POSITIVE)))
    assert [w.code for w in outcome.warnings] == ["W-IHCLOW-FISHPOS"]
    assert "ToGA" in outcome.warnings[0].message


def test_ish_without_a_score_is_open() -> None:
    outcome = gastric(Her2Evidence(None, IshValues(ratio=5.0)))
    assert outcome.her2_class is INDETERMINATE
    assert outcome.missing == ("ihc_score",)


def test_copies_without_a_ratio_are_open() -> None:
    outcome = gastric(Her2Evidence(TWO, IshValues(her2_copies=8.0)))
    assert outcome.her2_class is INDETERMINATE
    assert outcome.missing == ("ish_ratio",)


def test_nothing_recorded_is_not_classifiable() -> None:
    assert gastric(Her2Evidence()).her2_class is NOT_CLASSIFIABLE


@pytest.mark.parametrize(
    ("ratio", "copies", "cep17", "decided", "rule"),
    [
        (1.50, 7.50, 5.00, POSITIVE, "G4"),
        (1.99, 6.01, 3.00, POSITIVE, "G4"),
        (1.99, 6.01, 2.99, NEGATIVE, "G5"),
        (1.99, 6.00, 3.00, NEGATIVE, "G5"),
        (1.99, 5.99, 3.00, NEGATIVE, "G5"),
        (1.50, 7.50, None, POSITIVE, "G4"),  # 7.5 / 1.5 is 5.0 signals of CEP17
        (None, 7.50, 5.00, POSITIVE, "G4"),
        (2.00, 6.01, 3.00, POSITIVE, "G4"),
    ],
)
def test_polysomy_with_many_copies_is_positive(
    ratio: float | None,
    copies: float,
    cep17: float | None,
    decided: Her2Class,
    rule: str,
) -> None:
    values = IshValues(ratio, copies, cep17, site=Site.STOMACH)
    evidence = Her2Evidence(TWO, values)
    outcome = gastric(evidence)
    assert (outcome.her2_class, outcome.rule_id) == (decided, rule)
    by_polysomy = decided is POSITIVE and ratio != 2.00
    assert ("F2b" in evidence.ish_reading.flags) is by_polysomy
    codes = [warning.code for warning in evidence.ish_reading.warnings]
    assert ("W-POLYSOMY" in codes) is by_polysomy


def test_polysomy_with_low_ihc_stays_negative() -> None:
    values = IshValues(1.5, 7.5, 5.0, site=Site.STOMACH)
    assert gastric(Her2Evidence(ONE, values)).rule_id == "G6"
