"""The table of ASCO/CAP 2018, cell by cell."""

import pytest

from timeline.case.vocabulary import IhcScore
from timeline.clinical.her2.breast import breast
from timeline.clinical.her2.evidence import Her2Evidence
from timeline.clinical.her2.ish import IshValues
from timeline.clinical.her2.terms import Call, Her2Class, Her2Low

ZERO, ONE, TWO, THREE = IhcScore
POSITIVE, EQUIVOCAL, NEGATIVE, INDETERMINATE, NOT_CLASSIFIABLE = Her2Class
GROUP = {
    1: IshValues(ratio=2.0, her2_copies=4.0),
    2: IshValues(ratio=2.0, her2_copies=3.99),
    3: IshValues(ratio=1.99, her2_copies=6.0),
    4: IshValues(ratio=1.99, her2_copies=4.0),
    5: IshValues(ratio=1.99, her2_copies=3.99),
}


@pytest.mark.parametrize(
    ("group", "low_ihc", "two", "three"),
    [
        (1, POSITIVE, POSITIVE, POSITIVE),
        (2, NEGATIVE, NEGATIVE, POSITIVE),
        (3, NEGATIVE, POSITIVE, POSITIVE),
        (4, NEGATIVE, NEGATIVE, POSITIVE),
        (5, NEGATIVE, NEGATIVE, POSITIVE),
    ],
)
def test_ish_groups(
    group: int, low_ihc: Her2Class, two: Her2Class, three: Her2Class
) -> None:
    found = [breast(Her2Evidence(ihc, GROUP[group])).her2_class for ihc in IhcScore]
    assert found == [low_ihc, low_ihc, two, three]


@pytest.mark.parametrize(
    ("ihc", "decided", "rule"),
    [
        (ZERO, NEGATIVE, "B4"),
        (ONE, NEGATIVE, "B4"),
        (TWO, EQUIVOCAL, "B3"),
        (THREE, POSITIVE, "B1"),
    ],
)
def test_ihc_alone(ihc: IhcScore, decided: Her2Class, rule: str) -> None:
    outcome = breast(Her2Evidence(ihc))
    assert (outcome.her2_class, outcome.rule_id) == (decided, rule)


def test_equivocal_names_what_is_needed() -> None:
    assert breast(Her2Evidence(TWO)).missing == ("ish_ratio",)


def test_the_reports_own_ish_result_completes_ihc_2() -> None:
    amplified = breast(Her2Evidence(TWO, IshValues(reported=Call.POSITIVE)))
    not_amplified = breast(Her2Evidence(TWO, IshValues(reported=Call.NEGATIVE)))
    assert (amplified.her2_class, amplified.rule_id) == (POSITIVE, "B2")
    assert (not_amplified.her2_class, not_amplified.low) == (NEGATIVE, Her2Low.YES)


@pytest.mark.parametrize(
    ("evidence", "missing"),
    [
        (Her2Evidence(TWO, IshValues(ratio=2.5)), ("her2_copies",)),
        (Her2Evidence(TWO, IshValues(ratio=1.5)), ("her2_copies",)),
        (Her2Evidence(ONE, IshValues(ratio=2.5)), ("her2_copies",)),
        (Her2Evidence(ONE, IshValues(her2_copies=6.0)), ("ish_ratio",)),
        (Her2Evidence(None, GROUP[3]), ("ihc_score",)),
        (Her2Evidence(None, GROUP[5]), ("ihc_score",)),
        (
            Her2Evidence(None, IshValues(reported=Call.NEGATIVE)),
            ("ihc_score", "ish_ratio", "her2_copies"),
        ),
    ],
)
def test_what_is_missing_leaves_the_class_open(
    evidence: Her2Evidence, missing: tuple[str, ...]
) -> None:
    outcome = breast(evidence)
    assert outcome.her2_class is INDETERMINATE
    assert outcome.missing == missing
    assert outcome.low is None


def test_a_class_stands_where_no_missing_value_could_change_it() -> None:
    # group 1 is positive with every score; 6 copies are group 1 or 3
    assert breast(Her2Evidence(None, GROUP[1])).her2_class is POSITIVE
    six_copies = breast(Her2Evidence(TWO, IshValues(her2_copies=6.0)))
    assert (six_copies.her2_class, six_copies.rule_id) == (POSITIVE, "B-ISH-1/3")


def test_nothing_recorded_is_not_classifiable() -> None:
    assert breast(Her2Evidence()).her2_class is NOT_CLASSIFIABLE


@pytest.mark.parametrize("group", [2, 3, 4])
def test_a_recount_is_asked_for(group: int) -> None:
    codes = [w.code for w in breast(Her2Evidence(TWO, GROUP[group])).warnings]
    assert codes == ["W-RECOUNT"]


@pytest.mark.parametrize("group", [1, 5])
def test_no_recount_outside_groups_2_to_4(group: int) -> None:
    assert breast(Her2Evidence(TWO, GROUP[group])).warnings == ()


def test_ihc_3_with_a_negative_ish_is_pointed_out() -> None:
    codes = [w.code for w in breast(Her2Evidence(THREE, GROUP[5])).warnings]
    assert codes == ["W-DISCORD"]
    assert breast(Her2Evidence(THREE)).warnings == ()


@pytest.mark.parametrize(
    ("evidence", "low"),
    [
        (Her2Evidence(ONE), Her2Low.YES),
        (Her2Evidence(ZERO), Her2Low.NO),
        (Her2Evidence(TWO, GROUP[5]), Her2Low.YES),
        (Her2Evidence(TWO, GROUP[1]), Her2Low.NOT_APPLICABLE),
        (Her2Evidence(THREE), Her2Low.NOT_APPLICABLE),
        (Her2Evidence(TWO), None),
        # IHC 0 with an amplification below the threshold is no breast HER2-low
        (Her2Evidence(ZERO, GROUP[2]), Her2Low.NO),
    ],
)
def test_her2_low(evidence: Her2Evidence, low: Her2Low | None) -> None:
    assert breast(evidence).low is low
