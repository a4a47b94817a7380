import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.clinical.endpoints.kaplan_meier import (
    KaplanMeier,
    Median,
    Observation,
    kaplan_meier,
    reversed_events,
)

# Remission in weeks of children with leukaemia: Freireich, Blood 1963;21:699-716, as
# printed in Cox and Oakes, Analysis of Survival Data. A plus is a censored time.
MERCAPTOPURINE = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def _observed(text: str) -> list[Observation]:
    return [
        Observation(float(word.rstrip("+")), event=not word.endswith("+"))
        for word in text.split()
    ]


@pytest.fixture
def mercaptopurine() -> KaplanMeier:
    return kaplan_meier(_observed(MERCAPTOPURINE))


@pytest.mark.parametrize(
    ("week", "at_risk", "survival", "error"),
    [
        (6, 21, 0.857, 0.0764),
        (7, 17, 0.807, 0.0869),
        (10, 15, 0.753, 0.0963),
        (13, 12, 0.690, 0.1068),
        (16, 11, 0.627, 0.1141),
        (22, 7, 0.538, 0.1282),
        (23, 6, 0.448, 0.1346),
    ],
)
def test_the_published_remission_curve(
    mercaptopurine: KaplanMeier, week: int, at_risk: int, survival: float, error: float
) -> None:
    step = next(step for step in mercaptopurine.steps if step.time == week)
    assert step.at_risk == mercaptopurine.at_risk(week) == at_risk
    assert step.survival == pytest.approx(survival, abs=0.0005)
    assert step.variance is not None
    assert math.sqrt(step.variance) == pytest.approx(error, abs=0.00006)


def test_the_median_has_its_log_log_limits(mercaptopurine: KaplanMeier) -> None:
    """By hand: the lower limit is 0.503 at week 10 and 0.431 at week 13, and the upper
    one is still 0.680 at week 23, the last event."""
    assert mercaptopurine.median == Median(23, 13, None)
    limits = {step.time: (step.lower, step.upper) for step in mercaptopurine.steps}
    assert limits[10][0] == pytest.approx(0.503, abs=0.0005)
    assert limits[13][0] == pytest.approx(0.431, abs=0.0007)
    assert limits[23][1] == pytest.approx(0.680, abs=0.0007)


def test_between_and_after_the_steps(mercaptopurine: KaplanMeier) -> None:
    assert mercaptopurine.survival(0) == 1
    assert mercaptopurine.survival(5.9) == 1
    assert mercaptopurine.survival(6) == pytest.approx(18 / 21)
    assert mercaptopurine.survival(6.9) == pytest.approx(18 / 21)
    assert mercaptopurine.survival(35) == pytest.approx(0.448, abs=0.0005)
    assert mercaptopurine.survival(35.1) is None
    assert mercaptopurine.at_risk(0) == mercaptopurine.patients == 21
    assert mercaptopurine.at_risk(35.1) == 0
    assert mercaptopurine.events == 9


def test_without_censoring_it_is_the_share_of_survivors() -> None:
    placebo = kaplan_meier(_observed(PLACEBO))
    assert placebo.median.time == 8
    assert placebo.survival(8) == pytest.approx(8 / 21)
    assert placebo.survival(23) == 0
    assert placebo.steps[-1].variance is None
    assert (placebo.steps[-1].lower, placebo.steps[-1].upper) == (None, None)


def test_who_is_censored_at_an_event_was_at_risk() -> None:
    """Two of four at risk: one has the event, one is censored on the same day."""
    found = kaplan_meier(_observed("2 2+ 3 4+"))
    assert found.survival(2) == pytest.approx(3 / 4)
    assert found.survival(3) == pytest.approx(3 / 4 * 1 / 2)


def test_greenwood_by_hand() -> None:
    """S(2) = 3/4, sum 1/(4*3) = 1/12; S(3) = 3/8, sum 1/12 + 1/(2*1) = 7/12."""
    found = kaplan_meier(_observed("2 2+ 3 4+"))
    assert found.steps[0].variance == pytest.approx(9 / 16 / 12)
    assert found.steps[1].variance == pytest.approx(9 / 64 * 7 / 12)


def test_reverse_estimate_of_follow_up() -> None:
    """Deaths at 1 and 2 do not shorten it: two followed to 4 and one to 6 months."""
    deaths_first = _observed("1 2 4+ 4+ 6+")
    found = kaplan_meier(reversed_events(deaths_first))
    assert found.median.time == 4
    assert found.survival(4) == pytest.approx(1 / 3)
    assert found.events == 3


@pytest.mark.parametrize("patients", [2, 4, 6, 10, 22, 46, 98])
def test_exactly_half_is_the_median(patients: int) -> None:
    cohort = [Observation(float(day), event=True) for day in range(1, patients + 1)]
    assert kaplan_meier(cohort).median.time == patients / 2


def test_nobody_gives_no_curve() -> None:
    nobody = kaplan_meier([])
    assert nobody.steps == ()
    assert nobody.median == Median(None, None, None)
    assert nobody.survival(0) is None
    assert nobody.last == 0


@pytest.mark.parametrize("time", [-1.0, math.nan, math.inf])
def test_an_impossible_time_is_refused(time: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        kaplan_meier([Observation(time, event=True)])


def test_an_impossible_confidence_is_refused() -> None:
    with pytest.raises(ValueError, match="between"):
        kaplan_meier([], confidence=1)


observations = st.lists(
    st.builds(
        Observation,
        st.integers(0, 40).map(float) | st.floats(0, 400, allow_nan=False),
        st.booleans(),
    ),
    max_size=60,
)


@given(observations)
def test_it_never_rises_and_stays_a_share(cohort: list[Observation]) -> None:
    found = kaplan_meier(cohort)
    shares = [1.0, *(step.survival for step in found.steps)]
    assert all(0 <= later <= earlier for earlier, later in pairwise(shares))
    for step in found.steps:
        if step.lower is not None and step.upper is not None:
            assert 0 <= step.lower <= step.survival <= step.upper <= 1
    assert found.patients == len(cohort)
    assert found.events == sum(one.event for one in cohort)


@given(observations, st.randoms(use_true_random=False))
def test_the_order_of_patients_does_not_matter(
    cohort: list[Observation], random: object
) -> None:
    shuffled = list(cohort)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert kaplan_meier(shuffled) == kaplan_meier(cohort)


@given(observations, st.floats(0, 400))
def test_uncensored_it_is_the_empirical_share(
    cohort: list[Observation], time: float
) -> None:
    uncensored = [Observation(one.time, event=True) for one in cohort]
    share = kaplan_meier(uncensored).survival(time)
    if share is not None:
        beyond = sum(one.time > time for one in uncensored)
        assert share == pytest.approx(beyond / len(uncensored), abs=1e-12)


@given(observations, st.floats(0, 400))
def test_at_risk_counts_who_is_still_observed(
    cohort: list[Observation], time: float
) -> None:
    expected = sum(one.time >= time for one in cohort)
    assert kaplan_meier(cohort).at_risk(time) == expected
