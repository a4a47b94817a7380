import datetime as dt

from timeline.swimlane.time_axis import calendar_ticks, month_day, month_ticks


def _day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def test_months_are_calendar_months() -> None:
    assert month_day(_day("2017-09-01"), 90, relative=False) == _day("2025-03-01")
    assert month_day(_day("2020-01-31"), 1, relative=False) == _day("2020-02-29")
    assert month_day(_day("2020-11-15"), 1, relative=False) == _day("2020-12-15")
    assert month_day(_day("2020-01-15"), -1, relative=False) == _day("2019-12-15")


def test_months_without_a_calendar_have_one_length() -> None:
    assert month_day(0, 12, relative=True) == 365  # 12 * 30.4375 = 365.25


def test_month_ticks_have_month_zero() -> None:
    zero, last = _day("2017-09-01"), _day("2025-04-30")
    ticks = month_ticks(zero, zero - 60, last, most=12, relative=False)
    assert [int(tick.text) for tick in ticks] == [0, 12, 24, 36, 48, 60, 72, 84]
    assert ticks[1].day == _day("2018-09-01")


def test_calendar_ticks_are_years_or_months() -> None:
    years = calendar_ticks(_day("2017-07-01"), _day("2025-04-30"), most=12)
    assert [tick.text for tick in years][:2] == ["2018", "2019"]
    months = calendar_ticks(_day("2023-01-01"), _day("2025-12-31"), most=12)
    assert [tick.text for tick in months][:2] == ["Jan 2023", "Apr 2023"]


def test_months_before_zero_have_a_minus_sign() -> None:
    ticks = month_ticks(0, -100, 100, most=8, relative=True)
    assert [tick.text for tick in ticks][:3] == ["\u22123", "\u22122", "\u22121"]
