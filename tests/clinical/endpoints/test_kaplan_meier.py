import math
import statistics
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

# Weeks of survival in acute myelogenous leukaemia, with and without maintenance: the
# data set aml of the R package survival, from Miller, Survival Analysis (1981).
MAINTAINED = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"
NOT_MAINTAINED = "5 5 8 8 12 16+ 23 27 30 33 43 45"

# survfit(Surv(time, status) ~ 1, aml, conf.type = "log-log") in R 4.5.1 with survival
# 3.8.3: time, at risk, events, survival, std.err of its logarithm, lower, upper.
LOG_LOG_OF_R = """
  5 23 2 0.913043478261 0.0643489452088 0.694947537532   0.977515669901
  8 21 2 0.826086956522 0.0956729746470 0.600610411237   0.930903558387
  9 19 1 0.782608695652 0.1098967455660 0.554211506669   0.903207489882
 12 18 1 0.739130434783 0.1238760208520 0.509209438754   0.873375781698
 13 17 1 0.695652173913 0.1379193210920 0.465641749762   0.841721291392
 16 15 0 0.695652173913 0.1379193210920 0.465641749762   0.841721291392
 18 14 1 0.645962732919 0.1565766413770 0.413952950717   0.805307764482
 23 13 2 0.546583850932 0.1962199240930 0.319250413971   0.726449173821
 27 11 1 0.496894409938 0.2181585838370 0.275565628012   0.684213788448
 28 10 0 0.496894409938 0.2181585838370 0.275565628012   0.684213788448
 30  9 1 0.441683919945 0.2479557553090 0.227381168463   0.637092687460
 31  8 1 0.386473429952 0.2816721488680 0.182836618649   0.587476914418
 33  7 1 0.331262939959 0.3211677494040 0.141825693482   0.535273789989
 34  6 1 0.276052449965 0.3694347798880 0.104441343234   0.480284660417
 43  5 1 0.220841959972 0.4318356823960 0.0709966489829  0.422167443381
 45  4 1 0.165631469979 0.5194375707670 0.0421142812616  0.360361360273
 48  2 1 0.0828157349896 0.877391241080 0.00695596679854 0.286760367981
161  1 0 0.0828157349896 0.877391241080 0.00695596679854 0.286760367981
"""


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


def test_curve_and_band_are_those_of_survfit() -> None:
    found = kaplan_meier(_observed(f"{MAINTAINED} {NOT_MAINTAINED}"))
    expected = [line.split() for line in LOG_LOG_OF_R.strip().splitlines()]
    assert [(s.time, s.at_risk, s.events) for s in found.steps] == [
        (float(time), int(at_risk), int(events))
        for time, at_risk, events, *_ in expected
    ]
    for step, (*_, survival, error, lower, upper) in zip(
        found.steps, expected, strict=True
    ):
        assert step.survival == pytest.approx(float(survival), rel=1e-9)
        assert step.variance is not None
        of_logarithm = math.sqrt(step.variance) / step.survival
        assert of_logarithm == pytest.approx(float(error), rel=1e-9)
        assert step.lower == pytest.approx(float(lower), rel=1e-9)
        assert step.upper == pytest.approx(float(upper), rel=1e-9)


def test_median_and_limits_read_from_the_band_of_survfit() -> None:
    """From the table above: the lower limit is 0.466 at 13 weeks, the upper one 0.535
    at 33 and 0.480 at 34."""
    found = kaplan_meier(_observed(f"{MAINTAINED} {NOT_MAINTAINED}"))
    assert found.median == Median(27, 13, 34)


@pytest.mark.parametrize(("weeks", "median"), [(MAINTAINED, 31), (NOT_MAINTAINED, 23)])
def test_medians_printed_by_survfit(weeks: str, median: int) -> None:
    """In tests/doaml.Rout.save of the R package survival."""
    assert kaplan_meier(_observed(weeks)).median.time == median


@pytest.mark.parametrize(
    ("week", "survival", "error", "lower", "upper"),
    [(1, 0.9048, 0.0641, 0.6700, 0.9753), (2, 0.8095, 0.0857, 0.5689, 0.9239)],
)
def test_the_band_that_stata_prints(
    week: int, survival: float, error: float, lower: float, upper: float
) -> None:
    """`sts list` of the placebo group: data.princeton.edu/pop509/gehan.html."""
    found = kaplan_meier(_observed(PLACEBO))
    step = next(step for step in found.steps if step.time == week)
    assert step.survival == pytest.approx(survival, abs=0.00005)
    assert step.variance is not None
    assert math.sqrt(step.variance) == pytest.approx(error, abs=0.00005)
    assert step.lower == pytest.approx(lower, abs=0.00005)
    assert step.upper == pytest.approx(upper, abs=0.00005)


@pytest.mark.parametrize(
    ("times", "median"),
    [
        ("1 2 3 4", 2.5),
        ("1 2 2.5+ 4", 3),  # half from 2 until the event at 4
        ("1 2 3 4 5+ 6", 3.5),
        ("1 2 3+ 4 5+", 4),  # 0.6, then 0.3: never exactly half
        ("2 4 4 6+ 8 8+ 9", 8),
        ("1 2+", 1),  # half to the end: no middle
        ("1 2+ 3+ 4+", None),
    ],
)
def test_exactly_half_is_read_as_survfit_reads_it(
    times: str, median: float | None
) -> None:
    """Medians of R 4.5.1 with survival 3.8.3, survfit(Surv(time, event) ~ 1)."""
    assert kaplan_meier(_observed(times)).median.time == median


def test_a_limit_of_exactly_half_is_read_in_the_same_way() -> None:
    """After the first of four events S = 3/4 with Greenwood's sum 1/12. The lower limit
    S^exp(z sqrt(1/12) / |ln S|) is a half for z = |ln S| ln(ln 2 / |ln S|) sqrt(12)."""
    logarithm = -math.log(3 / 4)
    normal = logarithm * math.log(math.log(2) / logarithm) * math.sqrt(12)
    confidence = 2 * statistics.NormalDist().cdf(normal) - 1
    found = kaplan_meier(_observed("1 2+ 3+ 4"), confidence=confidence)
    assert found.steps[0].lower == pytest.approx(1 / 2, abs=1e-12)
    assert found.median.lower == 1  # no limit after the last patient has had the event
    found = kaplan_meier(_observed("1 4 5 6"), confidence=confidence)
    assert found.median.lower == (1 + 4) / 2


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
def test_without_censoring_it_is_the_usual_median(patients: int) -> None:
    """An even number of patients: the middle of the two in the middle."""
    days = [float(day) for day in range(1, patients + 1)]
    cohort = [Observation(day, event=True) for day in days]
    assert kaplan_meier(cohort).median.time == statistics.median(days)


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


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_the_median_of_uncensored_times_is_theirs(days: list[int]) -> None:
    cohort = [Observation(float(day), event=True) for day in days]
    assert kaplan_meier(cohort).median.time == statistics.median(days)
