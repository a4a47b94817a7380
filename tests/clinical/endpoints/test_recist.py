import pytest

from timeline.case.vocabulary import Response
from timeline.clinical.endpoints.recist import target_response


@pytest.mark.parametrize(
    ("baseline", "later", "expected"),
    [
        (100, [70], Response.PR),
        (100, [71], Response.SD),
        (100, [50, 60], Response.PD),
        (100, [20, 24], Response.PR),  # +20 % but +4 mm: no progression
        (100, [40, 47], Response.PR),  # +17.5 %: no progression
        (25, [20, 24], Response.SD),
        (50, [40, 47], Response.SD),
        (100, [0], Response.CR),
        (20, [25], Response.PD),  # the baseline is the nadir: +25 %, +5 mm
        (25, [30], Response.PD),  # +20 % and +5 mm exactly
        (24.9, [29.8], Response.SD),  # +4.9 mm
        (30, [35], Response.SD),  # +16.7 %
        (20, [14.0], Response.PR),
        (10, [0, 6], Response.PD),  # from nothing
        (10, [0, 4], Response.PR),
    ],
)
def test_boundaries(baseline: float, later: list[float], expected: Response) -> None:
    assert target_response(baseline, later).category is expected


@pytest.mark.parametrize(
    ("later", "percent", "rise"), [([50, 60], 20.0, 10), ([20, 24], 20.0, 4)]
)
def test_numbers_behind_the_category(
    later: list[float], percent: float, rise: float
) -> None:
    found = target_response(100, later)
    assert found.percent_from_nadir == pytest.approx(percent)
    assert found.rise == rise


def test_percent_from_baseline() -> None:
    assert target_response(100, [70]).percent_from_baseline == -30.0
    assert target_response(0, [5]).percent_from_baseline is None


def test_a_new_lesion_or_other_growth_is_progression_whatever_the_sum() -> None:
    assert target_response(100, [10], new_lesion=True).category is Response.PD
    assert target_response(100, [10], other_growth=True).category is Response.PD


def test_nodes_below_10_mm_leave_a_sum_at_complete_response() -> None:
    assert target_response(60, [9], targets_gone=True).category is Response.CR


def test_no_measurable_disease_is_not_evaluable() -> None:
    assert target_response(0, [0]).category is Response.NE


@pytest.mark.parametrize(("baseline", "later"), [(100, []), (-1, [5]), (10, [-5])])
def test_impossible_sums_are_refused(baseline: float, later: list[float]) -> None:
    with pytest.raises(ValueError, match="at least one later sum"):
        target_response(baseline, later)
