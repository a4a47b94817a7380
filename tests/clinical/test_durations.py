import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.vocabulary import DurationUnit
from timeline.clinical.durations import (
    Agreement,
    Duration,
    agreement,
    between,
    reported_months,
    rounded,
)


def measure(start: str, end: str, *, ordered: bool = False) -> Duration:
    first, second = PartialDate.parse(start), PartialDate.parse(end)
    return between(
        Bounds(first.earliest, first.latest),
        Bounds(second.earliest, second.latest),
        ordered=ordered,
        start_date=first,
        end_date=second,
    )


@pytest.mark.parametrize(
    ("start", "end", "days", "months", "calendar"),
    [
        ("2017-09", "2025-03", (2709, 2768), (89.00, 90.94), 90),
        ("2020-05", "2021-08", (427, 487), (14.03, 16.00), 15),
        ("2017-09", "2019-03", (517, 576), (16.99, 18.92), 18),
        ("2022-01", "2023-03", (394, 454), (12.94, 14.92), 14),
        ("2019-03", "2020-03", (336, 396), (11.04, 13.01), 12),
        ("2020-03", "2020-05", (31, 91), (1.02, 2.99), 2),
        ("2020-05", "2021-02", (246, 303), (8.08, 9.95), 9),
        ("2021-08", "2022-01", (123, 183), (4.04, 6.01), 5),
        ("2023-03", "2025-03", (701, 761), (23.03, 25.00), 24),
        ("2020-05", "2025-03", (1735, 1795), (57.00, 58.97), 58),
        ("2020-03", "2021-08", (488, 548), (16.03, 18.00), 17),
        ("2020-01-31", "2020-02-29", (29, 29), (0.95, 0.95), 0),
        ("2020-05-15", "2021-08-15", (457, 457), (15.01, 15.01), 15),
        ("2020-02-29", "2021-02-28", (365, 365), (11.99, 11.99), 11),
        ("2017-09-30", "2025-03-01", (2709, 2709), (89.00, 89.00), 89),
    ],
)
def test_vectors(
    start: str,
    end: str,
    days: tuple[int, int],
    months: tuple[float, float],
    calendar: int,
) -> None:
    found = measure(start, end)
    assert (found.days_min, found.days_max) == days
    computed = (found.months_min, found.months_max)
    assert computed == pytest.approx(months, abs=0.005)
    assert found.months_calendar == calendar


def test_order_within_one_month_clamps_at_zero() -> None:
    found = measure("2023-03", "2023-03", ordered=True)
    assert (found.days_min, found.days_max) == (0, 30)
    assert measure("2023-03", "2023-03").days_min == -30


def test_a_day_against_a_month_counts_whole_calendar_months() -> None:
    assert measure("2020-05-15", "2021-08").months_calendar == 15


@pytest.mark.parametrize("end", ["", "2021", "[2020-06..2021-02]"])
def test_calendar_months_need_a_month_at_both_ends(end: str) -> None:
    assert measure("2020-05", end).months_calendar is None


def test_relative_months_are_no_calendar_months() -> None:
    found = measure("M0", "M18")
    assert found.months_calendar is None
    assert found.days_max == 577  # 19 x 30.4375 = 578.3, less the first day of month 19


def test_open_sides_stay_open() -> None:
    assert between(Bounds(10, 20), Bounds(None, 50), ordered=True) == Duration(None, 40)
    assert between(Bounds(None, 20), Bounds(30, 50), ordered=True) == Duration(10, None)
    assert not between(Bounds(), Bounds(), ordered=True).computable


def test_a_contradicted_order_is_not_computable() -> None:
    assert not between(Bounds(50, 60), Bounds(10, 20), ordered=True).computable
    assert not between(Bounds(60, 50), Bounds(70, 65), ordered=False).computable


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (Duration(427, 487, 15), "14.0-16.0 mo (calendar 15)"),
        (Duration(394, None), "≥ 12.9 mo"),
        (Duration(None, 1338), "≤ 44.0 mo"),
        (Duration(457, 457, 15), "15.0 mo (calendar 15)"),
        (Duration(), "not computable"),
    ],
)
def test_text(duration: Duration, text: str) -> None:
    assert duration.text == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.25, "2.3"), (0.35, "0.4"), (0.05, "0.1"), (-2.25, "-2.3"), (89.0, "89.0")],
)
def test_halves_round_away_from_zero(value: float, text: str) -> None:
    assert rounded(value) == text


@pytest.mark.parametrize(("weeks", "months"), [(13, 2.99), (29.5, 6.78), (8.6, 1.98)])
def test_weeks(weeks: float, months: float) -> None:
    found = reported_months(weeks, DurationUnit.WEEKS)
    assert found == pytest.approx(months, abs=0.005)


def range_of(shortest: float, longest: float) -> Duration:
    return Duration(round(shortest * DAYS_PER_MONTH), round(longest * DAYS_PER_MONTH))


def test_reported_against_the_case() -> None:
    survival = measure("2017-09", "2025-03")
    on_treatment = measure("2020-05", "2021-08")
    progression_free = Duration(427, 640)
    assert agreement(90, survival).agreement is Agreement.WITHIN
    assert agreement(18, progression_free).agreement is Agreement.WITHIN
    verdict = agreement(18, on_treatment)
    assert verdict.agreement is Agreement.EXCEEDS_MAX
    assert verdict.gap == pytest.approx(2.00, abs=0.005)


def test_the_band_is_closed_below_and_open_above() -> None:
    range_of_16 = range_of(12, 16)  # 487 days are 16 months exactly
    assert range_of_16.months_max == 16
    assert agreement(16.5, range_of_16).agreement is Agreement.WITHIN
    assert agreement(16.51, range_of_16).agreement is Agreement.EXCEEDS_MAX
    from_16 = Duration(487, 600)
    assert agreement(15.5, from_16).agreement is Agreement.BELOW_MIN
    assert agreement(15.51, from_16).agreement is Agreement.WITHIN
    assert agreement(15.51, from_16).gap == pytest.approx(0.49)


def test_an_open_side_disproves_but_never_agrees() -> None:
    at_least = Duration(487, None)
    assert agreement(12, at_least).agreement is Agreement.BELOW_MIN
    assert agreement(18, at_least).agreement is Agreement.NOT_COMPUTABLE
    at_most = Duration(None, 487)
    assert agreement(18, at_most).agreement is Agreement.EXCEEDS_MAX
    assert agreement(12, at_most).agreement is Agreement.NOT_COMPUTABLE
    assert agreement(12, Duration()).agreement is Agreement.NOT_COMPUTABLE
    assert agreement(12, Duration()).gap is None


days = st.integers(min_value=690_000, max_value=760_000)
windows = st.tuples(days, days).map(lambda pair: Bounds(min(pair), max(pair)))


@given(windows, windows, st.data(), st.booleans())
def test_the_range_contains_every_choice_of_days(
    start: Bounds, end: Bounds, data: st.DataObject, ordered: bool
) -> None:
    assert start.earliest is not None
    assert start.latest is not None
    assert end.earliest is not None
    assert end.latest is not None
    first = data.draw(st.integers(start.earliest, start.latest))
    second = data.draw(st.integers(end.earliest, end.latest))
    found = between(start, end, ordered=ordered)
    if ordered and first > second:
        return
    assert found.days_min is not None
    assert found.days_max is not None
    assert found.days_min <= second - first <= found.days_max


@given(windows, windows, st.data(), st.booleans())
def test_narrowing_a_date_never_widens_the_range(
    start: Bounds, end: Bounds, data: st.DataObject, ordered: bool
) -> None:
    assert start.earliest is not None
    assert start.latest is not None
    inner = sorted(
        data.draw(
            st.tuples(
                st.integers(start.earliest, start.latest),
                st.integers(start.earliest, start.latest),
            )
        )
    )
    wide = between(start, end, ordered=ordered)
    narrow = between(Bounds(*inner), end, ordered=ordered)
    if not narrow.computable or not wide.computable:
        return  # the narrower date contradicts the order
    assert wide.days_min is not None
    assert wide.days_max is not None
    assert narrow.days_min is not None
    assert narrow.days_max is not None
    assert wide.days_min <= narrow.days_min <= narrow.days_max <= wide.days_max


@given(windows, st.booleans())
def test_an_unknown_date_never_gives_a_range(start: Bounds, ordered: bool) -> None:
    assert not between(start, Bounds(), ordered=ordered).computable
    assert not between(Bounds(), start, ordered=ordered).computable
    assert UNKNOWN.earliest is None


@pytest.mark.parametrize(
    ("value", "words"), [(1e15, "1e+15"), (-1e308, "-1e+308"), (999999.25, "999999.3")]
)
def test_a_number_too_large_for_decimals_has_none(value: float, words: str) -> None:
    assert rounded(value) == words
