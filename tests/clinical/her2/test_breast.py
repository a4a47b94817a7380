"""The table of ASCO/CAP 2018, cell by cell."""

import pytest

from timeline.case.assay_vocabulary import IhcScore, IshProbe
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.breast import breast
from timeline.clinical.her2.evidence import Her2Evidence
from timeline.clinical.her2.ish import IshValues
from timeline.clinical.her2.terms import Call, Her2Class, Her2Low

ZERO, ONE, TWO, THREE = IhcScore
POSITIVE, EQUIVOCAL, NEGATIVE, INDETERMINATE, NOT_CLASSIFIABLE, _ = Her2Class
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
        (Her2Evidence(None, GROUP[2]), ("ihc_score",)),
        (Her2Evidence(None, GROUP[3]), ("ihc_score",)),
        (Her2Evidence(None, GROUP[4]), ("ihc_score",)),
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
    # 6 copies are group 1 or 3, or enough for a single probe
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


@pytest.mark.parametrize(("group", "decided"), [(1, POSITIVE), (5, NEGATIVE)])
def test_groups_1_and_5_stand_without_ihc(group: int, decided: Her2Class) -> None:
    outcome = breast(Her2Evidence(None, GROUP[group]))
    assert (outcome.her2_class, outcome.rule_id) == (decided, f"B-ISH-{group}")
    if decided is NEGATIVE:
        assert outcome.low is None  # 1+ or 0 is not known


@pytest.mark.parametrize(
    ("ihc", "copies", "decided", "rule", "missing"),
    [
        (None, 6.00, POSITIVE, "B-SP-1", ()),
        (ZERO, 6.00, POSITIVE, "B-SP-1", ()),
        (TWO, 6.00, POSITIVE, "B-SP-1", ()),
        (None, 5.99, INDETERMINATE, "", ("ihc_score",)),
        (None, 4.00, INDETERMINATE, "", ("ihc_score",)),
        (ZERO, 5.99, NEGATIVE, "B-SP-2", ()),
        (ONE, 4.00, NEGATIVE, "B-SP-2", ()),
        (TWO, 5.99, EQUIVOCAL, "B-SP-2", ("ish_ratio",)),
        (TWO, 4.00, EQUIVOCAL, "B-SP-2", ("ish_ratio",)),
        (THREE, 4.00, POSITIVE, "B1", ()),
        (None, 3.99, NEGATIVE, "B-SP-3", ()),
        (TWO, 3.99, NEGATIVE, "B-SP-3", ()),
        (None, None, INDETERMINATE, "", ("ihc_score", "her2_copies")),
        (ONE, None, INDETERMINATE, "", ("her2_copies",)),
    ],
)
def test_single_probe(
    ihc: IhcScore | None,
    copies: float | None,
    decided: Her2Class,
    rule: str,
    missing: tuple[str, ...],
) -> None:
    # a report of an amplification stands in for copies only beside IHC 2+
    reported = Call.POSITIVE if copies is None else None
    values = IshValues(
        her2_copies=copies, reported=reported, probe=IshProbe.SINGLE, site=Site.BREAST
    )
    outcome = breast(Her2Evidence(ihc, values))
    assert (outcome.her2_class, outcome.rule_id) == (decided, rule)
    assert outcome.missing == missing


def test_ihc_3_with_a_negative_single_probe_is_pointed_out() -> None:
    values = IshValues(her2_copies=3.99, probe=IshProbe.SINGLE, site=Site.BREAST)
    outcome = breast(Her2Evidence(THREE, values))
    assert outcome.rule_id == "B1"
    assert [w.code for w in outcome.warnings] == ["W-DISCORD"]


def test_copies_of_an_unnamed_probe_stand_only_if_both_readings_agree() -> None:
    # 6.0 copies with IHC 1+: positive for one probe, group 1 or 3 for two
    assert breast(Her2Evidence(ONE, IshValues(her2_copies=6.0))).her2_class is (
        INDETERMINATE
    )
    # 5.9 copies with IHC 2+: reflex for one probe, group 1 or 4 for two
    assert breast(Her2Evidence(TWO, IshValues(her2_copies=5.9))).her2_class is (
        INDETERMINATE
    )
    # 3.9 copies with IHC 2+: negative for one probe and in groups 2 and 5
    few = breast(Her2Evidence(TWO, IshValues(her2_copies=3.9)))
    assert (few.her2_class, few.rule_id) == (NEGATIVE, "B-ISH-2/5")


@pytest.mark.parametrize(
    ("evidence", "ultralow"),
    [
        (Her2Evidence(ZERO, ultralow=True), Her2Low.YES),
        (Her2Evidence(ZERO, ultralow=False), Her2Low.NO),
        (Her2Evidence(ZERO), None),
        (Her2Evidence(ONE, ultralow=True), Her2Low.NO),
        (Her2Evidence(TWO), Her2Low.NO),
        (Her2Evidence(THREE), Her2Low.NOT_APPLICABLE),
        (Her2Evidence(ZERO, GROUP[1], ultralow=True), Her2Low.NOT_APPLICABLE),
        (Her2Evidence(None, GROUP[5]), None),
    ],
)
def test_her2_ultralow(evidence: Her2Evidence, ultralow: Her2Low | None) -> None:
    outcome = breast(evidence)
    assert outcome.ultralow is ultralow
    if ultralow is Her2Low.YES:  # beside the result, not in its place
        assert (outcome.her2_class, outcome.low) == (NEGATIVE, Her2Low.NO)
