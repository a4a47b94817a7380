"""Both sides of every threshold: ratios of 2.0 and 4.0, and 4 and 6 copies."""

import pytest

from timeline.case.assay_vocabulary import IshProbe
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.ish import IshValues, read_ish
from timeline.clinical.her2.terms import Call


@pytest.mark.parametrize(
    ("ratio", "call", "flags"),
    [
        (1.99, Call.NEGATIVE, ()),
        (2.00, Call.POSITIVE, ("F1",)),
        (3.99, Call.POSITIVE, ("F1",)),
        (4.00, Call.POSITIVE, ("F1", "F2")),
    ],
)
def test_ratio_thresholds(ratio: float, call: Call, flags: tuple[str, ...]) -> None:
    reading = read_ish(IshValues(ratio=ratio))
    assert reading.call is call
    assert reading.flags == flags


@pytest.mark.parametrize(
    ("ratio", "copies", "groups"),
    [
        (2.0, 4.0, {1}),
        (2.0, 3.99, {2}),
        (1.99, 6.0, {3}),
        (1.99, 4.0, {4}),
        (1.99, 5.99, {4}),
        (1.99, 3.99, {5}),
        (2.0, None, {1, 2}),
        (1.99, None, {3, 4, 5}),
        (None, 6.0, {1, 3}),
        (None, 5.0, {1, 4}),
        (None, 3.0, {2, 5}),
        (None, None, {1, 2, 3, 4, 5}),
    ],
)
def test_dual_probe_groups(
    ratio: float | None, copies: float | None, groups: set[int]
) -> None:
    reading = read_ish(IshValues(ratio=ratio, her2_copies=copies))
    assert reading.groups == groups


def test_the_numbers_stand_above_the_word_of_the_report() -> None:
    reading = read_ish(IshValues(ratio=1.5, reported=Call.POSITIVE))
    assert reading.call is Call.NEGATIVE
    assert reading.reported is Call.POSITIVE


def test_a_report_without_a_ratio_is_believed() -> None:
    assert read_ish(IshValues(reported=Call.POSITIVE)).call is Call.POSITIVE
    assert read_ish(IshValues(reported=Call.POSITIVE)).flags == ()


def test_a_ratio_is_worked_out_from_the_copies() -> None:
    # 8.4 / 2.1 = 4.0
    reading = read_ish(IshValues(her2_copies=8.4, cep17_copies=2.1))
    assert reading.ratio == pytest.approx(4.0)
    assert reading.call is Call.POSITIVE


@pytest.mark.parametrize(
    ("entered", "warned"), [(2.50, False), (2.55, False), (2.56, True), (2.44, True)]
)
def test_an_entered_ratio_is_checked_against_the_copies(
    entered: float, warned: bool
) -> None:
    # 5.0 / 2.0 = 2.50; more than 0.05 away is pointed out
    reading = read_ish(IshValues(entered, her2_copies=5.0, cep17_copies=2.0))
    assert ("W-RATIO" in {w.code for w in reading.warnings}) is warned


def test_polysomy_is_mentioned_only_where_copies_are_missing() -> None:
    without = read_ish(IshValues(ratio=1.5))
    with_copies = read_ish(IshValues(ratio=1.5, her2_copies=3.0))
    assert [w.code for w in without.warnings] == ["W-POLYSOMY"]
    assert with_copies.warnings == ()


@pytest.mark.parametrize(
    ("site", "copies", "call"),
    [
        (Site.BREAST, 6.00, Call.POSITIVE),
        (Site.BREAST, 5.99, None),
        (Site.BREAST, 4.00, None),
        (Site.BREAST, 3.99, Call.NEGATIVE),
        (Site.STOMACH, 6.00, None),  # the bands are those of breast cancer
        (None, 3.99, None),
    ],
)
def test_single_probe_bands(
    site: Site | None, copies: float, call: Call | None
) -> None:
    values = IshValues(her2_copies=copies, probe=IshProbe.SINGLE, site=site)
    assert read_ish(values).call is call


def test_polysomy_counts_in_gastric_cancer_only() -> None:
    for site, call in [
        (Site.OESOPHAGUS, Call.POSITIVE),
        (Site.JUNCTION, Call.POSITIVE),
        (Site.BREAST, None),  # group 3, which needs IHC
        (None, Call.NEGATIVE),
    ]:
        assert read_ish(IshValues(1.5, 7.5, 5.0, site=site)).call is call


def test_nothing_recorded_says_nothing() -> None:
    reading = read_ish(IshValues())
    assert not reading.recorded
    assert reading.call is None
    assert reading.ratio is None


@pytest.mark.parametrize(
    ("ratio", "copies", "reported", "call"),
    [
        (2.0, 4.0, None, Call.POSITIVE),  # group 1
        (2.0, 3.9, None, None),  # group 2
        (1.9, 6.0, Call.POSITIVE, None),  # group 3
        (1.9, 5.9, None, None),  # group 4
        (1.9, 4.0, Call.NEGATIVE, None),
        (1.9, 3.9, None, Call.NEGATIVE),  # group 5
        (1.9, None, Call.POSITIVE, Call.POSITIVE),  # groups 3 to 5: as reported
        (2.2, None, None, None),  # group 1 or 2
    ],
)
def test_two_probes_in_breast_cancer_are_read_by_their_group(
    ratio: float, copies: float | None, reported: Call | None, call: Call | None
) -> None:
    values = IshValues(ratio, copies, reported=reported, site=Site.BREAST)
    assert read_ish(values).call is call
