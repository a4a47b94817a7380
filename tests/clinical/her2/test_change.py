"""Both definitions of loss as a truth table, and pairs of tests in a case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.assay_vocabulary import Her2Method, IhcScore, SpecimenType
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.partial_date import PartialDate
from timeline.case.records.bookkeeping import Order
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.case.tumour_vocabulary import Site
from timeline.case.vocabulary import Confidence
from timeline.clinical.her2.change import (
    Loss,
    Scored,
    her2_changes,
    loss_of_overexpression,
    loss_of_positivity,
)

ZERO, ONE, TWO, THREE = IhcScore
YES, NO, INDETERMINATE, NOT_APPLICABLE, NOT_EVALUABLE = Loss


@pytest.mark.parametrize(
    ("baseline", "follow_up", "positivity", "overexpression"),
    [
        ((THREE, None), (THREE, None), NO, NO),
        ((THREE, None), (TWO, True), NO, NO),
        ((THREE, None), (TWO, False), YES, NO),
        ((THREE, None), (TWO, None), INDETERMINATE, NO),
        ((THREE, None), (ONE, False), YES, YES),
        ((THREE, None), (ONE, True), NO, YES),
        ((THREE, None), (ZERO, None), INDETERMINATE, YES),
        ((TWO, True), (ONE, False), YES, YES),
        ((TWO, True), (TWO, False), YES, NO),
        *(
            ((ihc, amplified), (later, later_amplified), NOT_APPLICABLE, NOT_APPLICABLE)
            for ihc in (ZERO, ONE)
            for amplified in (True, False, None)
            for later in IhcScore
            for later_amplified in (True, False, None)
        ),
        # A baseline of 2+ that was not amplified, or of which that is not known, was
        # overexpressed but not, or not certainly, positive.
        ((TWO, False), (ONE, False), NOT_APPLICABLE, YES),
        ((TWO, None), (ONE, False), INDETERMINATE, YES),
        # Without a score on either side nothing can be said.
        ((None, None), (None, None), NOT_EVALUABLE, NOT_EVALUABLE),
        ((None, True), (ONE, False), NOT_EVALUABLE, NOT_EVALUABLE),
        ((THREE, None), (None, False), NOT_EVALUABLE, NOT_EVALUABLE),
    ],
)
def test_truth_table(
    baseline: tuple[IhcScore | None, bool | None],
    follow_up: tuple[IhcScore | None, bool | None],
    positivity: Loss,
    overexpression: Loss,
) -> None:
    pair = Scored(*baseline), Scored(*follow_up)
    assert loss_of_positivity(*pair) is positivity
    assert loss_of_overexpression(*pair) is overexpression


@given(
    st.sampled_from(IhcScore),
    st.sampled_from([True, False, None]),
    st.sampled_from(IhcScore),
)
def test_unknown_amplification_decides_only_what_holds_either_way(
    before: IhcScore, amplified: bool | None, after: IhcScore
) -> None:
    baseline = Scored(before, amplified)
    unknown = loss_of_positivity(baseline, Scored(after, None))
    either = {loss_of_positivity(baseline, Scored(after, a)) for a in (True, False)}
    if unknown is not INDETERMINATE:
        assert either == {unknown}


def ihc(name: str, date: str, score: IhcScore | None, **values: object) -> Her2Test:
    common = {"method": Her2Method.IHC, "specimen": SpecimenType.BIOPSY}
    return Her2Test.model_validate(
        {"id": name, "specimen_date": date, "ihc_score": score, **common, **values}
    )


def changes(*records: Her2Test | Order | Diagnosis) -> tuple[tuple[str, ...], ...]:
    case = Case(Patient(id="p", code="P1"), records)
    return tuple(
        (*c.records, c.positivity, c.overexpression)
        for c in her2_changes(case, Chronology(case))
    )


def test_each_later_test_is_compared_with_the_first() -> None:
    found = changes(
        ihc("first", "2020-01", THREE),
        ihc("second", "2021-01", TWO),
        ihc("third", "2022-01", ZERO),
    )
    assert found == (
        ("first", "second", INDETERMINATE, NO),
        ("first", "third", INDETERMINATE, YES),
    )


def test_ish_of_the_same_specimen_is_taken_into_account() -> None:
    fish = Her2Test(
        id="fish",
        specimen_date=PartialDate.parse("2021-01"),
        method=Her2Method.FISH,
        specimen=SpecimenType.BIOPSY,
        specimen_site="Liver",
        ish_ratio=1.2,
    )
    found = changes(
        ihc("first", "2020-01", THREE),
        ihc("second", "2021-01", TWO, specimen_site="liver"),
        fish,
    )
    assert found == (("first", "second", YES, NO),)


@pytest.mark.parametrize(
    ("score", "ratio", "copies", "loss"),
    [
        (TWO, 2.2, 3.5, YES),  # group 2: negative with IHC 2+
        (TWO, 1.6, 6.2, NO),  # group 3: positive with IHC 2+
        (ONE, 1.6, 6.2, YES),  # and negative with 1+
        (TWO, 1.5, 5.0, YES),  # group 4
        (ONE, 2.6, 6.5, NO),  # group 1 stays amplified
    ],
)
def test_loss_in_breast_cancer_goes_by_the_ish_group_beside_ihc(
    score: IhcScore, ratio: float, copies: float, loss: Loss
) -> None:
    breast = Diagnosis(id="d", site=Site.BREAST)
    fish = ihc(
        "fish",
        "2021-01",
        None,
        method=Her2Method.FISH,
        specimen_site="liver",
        ish_ratio=ratio,
        her2_copies=copies,
    )
    later = ihc("second", "2021-01", score, specimen_site="liver")
    found = changes(breast, ihc("first", "2020-01", THREE), later, fish)
    assert [change[:3] for change in found] == [("first", "second", loss)]


def test_other_methods_and_plasma_are_no_pair() -> None:
    fish = ihc("fish", "2021-01", None, method=Her2Method.FISH, ish_ratio=1.0)
    plasma = ihc("plasma", "2022-01", ZERO, specimen=SpecimenType.PLASMA)
    assert changes(ihc("first", "2020-01", THREE), fish, plasma) == ()


def test_an_unknown_order_leaves_the_loss_open() -> None:
    tests = ihc("first", "2020-01", THREE), ihc("undated", "", ZERO)
    found = changes(*tests)
    assert found[0][2:] == (INDETERMINATE, INDETERMINATE)
    order = Order(
        id="o", earlier="first", later="undated", confidence=Confidence.STATED
    )
    assert changes(*tests, order)[0][2:] == (INDETERMINATE, YES)


def test_the_same_month_says_nothing_of_the_order() -> None:
    found = changes(ihc("a", "2020-01", THREE), ihc("b", "2020-01", ONE))
    assert found[0][2:] == (INDETERMINATE, INDETERMINATE)


def test_the_published_case_stays_positive_as_reported(cases: tuple[Case, ...]) -> None:
    case = next(case for case in cases if case.code == "GBC-90")
    (change,) = her2_changes(case, Chronology(case))
    assert change.positivity is NOT_EVALUABLE
    assert change.overexpression is NOT_EVALUABLE
    assert change.label == "not evaluable (no scores)"
    assert change.trend == "persistent positivity as reported"
    assert [case.get(i).specimen_date.canonical for i in change.records] == [  # type: ignore[union-attr]
        "2017-09",
        "2019-03",
    ]


def test_two_scores_of_one_specimen_are_no_change() -> None:
    first, second = ihc("a", "2020-01-10", THREE), ihc("b", "2020-01-10", ONE)
    assert changes(first, second) == ()
    later = changes(first, second, ihc("c", "2021-01", ONE))
    assert later == (("a", "c", NOT_EVALUABLE, NOT_EVALUABLE),)


def test_tests_of_two_tumours_are_not_compared() -> None:
    tumours = (
        Diagnosis(id="d1", site=Site.BREAST),
        Diagnosis(id="d2", site=Site.STOMACH),
    )
    first = ihc("a", "2009-05", THREE, primary="d1")
    assert changes(*tumours, first, ihc("b", "2019-03", ONE, primary="d2")) == ()
    assert changes(*tumours, first, ihc("b", "2019-03", ONE)) == ()
    assert len(changes(*tumours, first, ihc("b", "2019-03", ONE, primary="d1"))) == 1
