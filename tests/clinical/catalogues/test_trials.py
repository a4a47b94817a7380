from collections import Counter

import pytest

from timeline.clinical.catalogues.conflicts import all_conflicts
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.trial_figures import Figure, TrialEndpoint
from timeline.clinical.catalogues.trials import TrialArm, all_arms

ARMS = {arm.id: arm for arm in all_arms()}
ELSEWHERE = ("case", "prevalence", "approvals", "the drug", "HER2 variants")
"""Where the other side of a conflict stands, if not in two rows of trials."""


def named(study: str) -> list[TrialArm]:
    return [arm for arm in all_arms() if arm.study == study]


def test_every_arm_has_an_id_of_its_own() -> None:
    assert len(ARMS) == len(all_arms()) == 131


def test_every_drug_of_an_arm_is_in_the_catalogue() -> None:
    for arm in all_arms():
        for name in arm.drugs:
            drug = find_drug(name)
            assert drug is not None, name
            assert drug.name == name


@pytest.mark.parametrize("arm", all_arms(), ids=lambda arm: arm.id)
def test_a_value_lies_within_its_interval_unless_a_conflict_says_so(
    arm: TrialArm,
) -> None:
    for figure in arm.figures:
        inside = (figure.low is None or figure.value is None) or (
            figure.low <= figure.value
        )
        inside &= (figure.high is None or figure.value is None) or (
            figure.value <= figure.high
        )
        contradicts_itself = arm.conflict and "itself" in (
            all_conflicts()[arm.conflict].rows
        )
        assert inside or contradicts_itself
        assert figure.interval in ("", "CI", "range")
        assert bool(figure.interval) == (
            figure.low is not None or figure.high is not None
        )


def test_lines_are_in_order() -> None:
    for arm in all_arms():
        if arm.line_to is not None:
            assert arm.line_from is not None
            assert arm.line_from <= arm.line_to


def test_only_dacomitinib_contradicts_its_own_interval() -> None:
    outside = [
        arm.study
        for arm in all_arms()
        for figure in arm.figures
        if figure.value is not None
        and figure.low is not None
        and figure.value < figure.low
    ]
    assert outside == ["Dacomitinib, Korea"]


def test_a_conflict_has_two_rows_or_says_where_the_other_side_is() -> None:
    rows = Counter(arm.conflict for arm in all_arms() if arm.conflict)
    assert set(rows) <= set(all_conflicts())
    for conflict in all_conflicts().values():
        if rows[conflict.id] < 2:
            explained = conflict.rows.startswith("one") or any(
                word in conflict.rows for word in (*ELSEWHERE, "registry", "the trial")
            )
            assert explained, conflict
        assert conflict.first
        assert conflict.second or conflict.outside


def test_herb_keeps_every_figure_for_progression_free_survival() -> None:
    figures = {
        arm.figure(TrialEndpoint.PFS)
        for arm in named("HERB")
        if arm.arm == "HER2-positive"
    }
    assert {figure.value for figure in figures if figure} == {4.4, 5.7, 5.1}
    final = next(a for a in named("HERB") if a.conflict == "C08" and a.verify)
    assert "no review" in final.verify


def test_the_response_rate_of_herb_has_a_90_percent_interval() -> None:
    figure = ARMS["T039"].figure(TrialEndpoint.ORR)
    assert figure is not None
    assert str(figure) == "36.4% (90% CI 19.6-56.1)"


def test_a_range_across_studies_is_no_confidence_interval() -> None:
    figure = ARMS["T003"].figure(TrialEndpoint.PFS)
    assert figure is not None
    assert figure.value is None
    assert str(figure) == "4.0-5.1 months (range, not a CI)"


def median(
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    level: int | None = None,
    text: str = "",
) -> Figure:
    interval = "CI" if low is not None else ""
    return Figure(TrialEndpoint.PFS, value, low, high, interval, level, "months", text)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (median(4.4, 2.8, 8.3, 95), "4.4 months (95% CI 2.8-8.3)"),
        (
            median(10.7, 7.9, None, 95, "upper limit not reached"),
            "10.7 months (95% CI 7.9-?; upper limit not reached)",
        ),
        (median(None, text="not reached"), "not reached"),
        (median(9.0, 7, 11), "9.0 months (CI, level not stated 7.0-11.0)"),
        (median(4.0), "4.0 months"),
    ],
)
def test_a_figure_reads_with_its_interval(figure: Figure, text: str) -> None:
    assert str(figure) == text
