"""Expected days are counted by hand with `datetime.date`."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.date_text import DateTextError, Precision
from timeline.case.partial_date import UNKNOWN, PartialDate


def day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("typed", "canonical", "earliest", "latest"),
    [
        ("2017", "2017", "2017-01-01", "2017-12-31"),
        ("2017-09", "2017-09", "2017-09-01", "2017-09-30"),
        ("2017-9", "2017-09", "2017-09-01", "2017-09-30"),
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2017-09-14", "2017-09-14", "2017-09-14", "2017-09-14"),
        ("Sep 2017", "2017-09", "2017-09-01", "2017-09-30"),
        ("  september   2017 ", "2017-09", "2017-09-01", "2017-09-30"),
        ("Sept. 2017", "2017-09", "2017-09-01", "2017-09-30"),
        ("09/2017", "2017-09", "2017-09-01", "2017-09-30"),
        ("9.2017", "2017-09", "2017-09-01", "2017-09-30"),
        ("14.9.2017", "2017-09-14", "2017-09-14", "2017-09-14"),
        ("14 Sep 2017", "2017-09-14", "2017-09-14", "2017-09-14"),
        ("14-Sep-2017", "2017-09-14", "2017-09-14", "2017-09-14"),
        ("14/SEP/2017", "2017-09-14", "2017-09-14", "2017-09-14"),
        ("Sep-2017", "2017-09", "2017-09-01", "2017-09-30"),
        ("Sep 14, 2017", "2017-09-14", "2017-09-14", "2017-09-14"),
        ("[2020-05..2021-02]", "[2020-05..2021-02]", "2020-05-01", "2021-02-28"),
        (
            "between May 2020 and Feb 2021",
            "[2020-05..2021-02]",
            "2020-05-01",
            "2021-02-28",
        ),
        ("[2017-09..2017-09]", "2017-09", "2017-09-01", "2017-09-30"),
    ],
)
def test_what_people_type(
    typed: str, canonical: str, earliest: str, latest: str
) -> None:
    date = PartialDate.parse(typed)
    assert date.canonical == canonical
    assert (date.earliest, date.latest) == (day(earliest), day(latest))


@pytest.mark.parametrize(
    ("typed", "canonical", "earliest", "latest"),
    [
        ("[..2017-09]", "[..2017-09]", None, "2017-09-30"),
        ("by Sep 2017", "[..2017-09]", None, "2017-09-30"),
        ("[2023-03..]", "[2023-03..]", "2023-03-01", None),
        ("since 03/2023", "[2023-03..]", "2023-03-01", None),
    ],
)
def test_open_windows(
    typed: str, canonical: str, earliest: str | None, latest: str | None
) -> None:
    date = PartialDate.parse(typed)
    assert date.canonical == canonical
    assert date.earliest == (day(earliest) if earliest else None)
    assert date.latest == (day(latest) if latest else None)
    assert date.precision is Precision.WINDOW


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31.2.2017", "Feb 2017 has 28 days"),
        ("2019-02-29", "Feb 2019 has 28 days"),
        ("2020-02-30", "Feb 2020 has 29 days"),
        ("2017-09-31", "Sep 2017 has 30 days"),
        ("2017-13", "no month 13"),
        ("2017-00", "no month 0"),
        ("2017-01-00", "no day 0"),
        ("1577923200", "Bare digits"),
        ("20170914", "Bare digits"),
        ("17", "Bare digits"),
        ("٢٠١٧", "Bare digits"),
        ("0001-01-01", "1900 to 2100"),
        ("9999", "1900 to 2100"),
        ("1899", "1900 to 2100"),
        ("2101", "1900 to 2100"),
        ("3/4/2019", "either way round"),
        ("2017-09/2018-02", "stretch of time"),
        ("2019?", "limits"),
        ("circa 2019", "limits"),
        ("early 2019", "limits"),
        ("end of March 2019", "limits"),
        ("sp2", "count from it: write sp2\\+D0"),
        ("line-1.stop", "count from it"),
        ("unknown", "Leave the date empty"),
        ("?", "Leave the date empty"),
        ("n/a", "Leave the date empty"),
        ("ongoing", "field of its own"),
        ("2020-05..2021-02", "two dates"),
        ("May 2020 - Feb 2021", "two dates"),
        ("May 2020 to Feb 2021", "two dates"),
        ("before the scan", "cannot name an event"),
        ("before Mar 2019", "whether the month itself counts"),
        ("before Mar 2019", "by Mar 2019"),
        ("after Mar 2019", "from Mar 2019"),
        ("[..]", "no end"),
        ("[2021-02..2020-05]", "ends before it starts"),
        ("[2020-05..M3]", "cannot mix"),
        ("Frob 2017", "no date that can be read"),
        ("yesterday", "no date that can be read"),
    ],
)
def test_refusals_say_what_to_write(typed: str, says: str) -> None:
    with pytest.raises(DateTextError, match=says):
        PartialDate.parse(typed)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Q1 2019", "[2019-01..2019-03]"),
        ("2019-Q4", "[2019-10..2019-12]"),
        ("3Q2020", "[2020-07..2020-09]"),
        ("2. Quartal 2019", "[2019-04..2019-06]"),
        ("since Q2 2019", "[2019-04..]"),
        ("by Q2 2019", "[..2019-06]"),
        ("[Q1 2019..Q2 2020]", "[2019-01..2020-06]"),
        ("since KW 12/2023", "[2023-03-20..]"),  # ISO week 12 begins on 20 March
    ],
)
def test_a_quarter_is_a_window_of_its_months(typed: str, canonical: str) -> None:
    date = PartialDate.parse(typed)
    assert (date.canonical, date.precision) == (canonical, Precision.WINDOW)
    assert PartialDate.parse(date.canonical) == date


@pytest.mark.parametrize(
    ("typed", "windows"),
    [
        ("spring 2019", ["[2019-03..2019-05]", "[2019-09..2019-11]"]),
        ("Herbst 2019", ["[2019-09..2019-11]", "[2019-03..2019-05]"]),
        (
            "late summer 2020",
            ["[2020-06..2020-08]", "[2019-12..2020-02]", "[2020-12..2021-02]"],
        ),
        (
            "hiver 2020",
            ["[2019-12..2020-02]", "[2020-12..2021-02]", "[2020-06..2020-08]"],
        ),
    ],
)
def test_a_season_is_refused_with_every_window_that_it_may_be(
    typed: str, windows: list[str]
) -> None:
    with pytest.raises(
        DateTextError, match="in the north than in the south"
    ) as refused:
        PartialDate.parse(typed)
    told = re.findall(r"\[.*?\]", str(refused.value))
    assert told == windows
    for window in told:  # what is to be typed instead can be typed
        assert PartialDate.parse(window).precision is Precision.WINDOW


def test_year_limits_are_inclusive() -> None:
    assert PartialDate.parse("1900").earliest == day("1900-01-01")
    assert PartialDate.parse("2100").latest == day("2100-12-31")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2017-09", "Sep 2017"),
        ("2017", "2017"),
        ("2017-09-01", "1 Sep 2017"),
        ("[2020-05..2021-02]", "between May 2020 and Feb 2021"),
        ("[..2017-09]", "by Sep 2017"),
        ("[2023-03..]", "from Mar 2023 on"),
        ("", "unknown"),
        ("M18", "month 18"),
        ("[M18..M24]", "between month 18 and month 24"),
        ("D540", "day 540"),
    ],
)
def test_in_words(typed: str, words: str) -> None:
    assert str(PartialDate.parse(typed)) == words


def test_reading_names_the_kind() -> None:
    assert PartialDate.parse("9/2017").reading() == "Sep 2017: a month"
    assert UNKNOWN.reading() == "unknown: nothing is known of the date"


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("D540", 540, 540),
        ("d-14", -14, -14),
        ("M0", 0, 29),  # 30.4375 days a month: the next month starts on day 30
        ("M18", 548, 577),  # 547.875 rounds to 548; 578.3125 - 1 rounds to 577
        ("[M18..M24]", 548, 760),  # 25 * 30.4375 = 760.9375, so the last day is 760
    ],
)
def test_relative_dates_count_from_time_zero(
    typed: str, earliest: int, latest: int
) -> None:
    date = PartialDate.parse(typed)
    assert (date.earliest, date.latest, date.relative) == (earliest, latest, True)


def test_equal_when_they_say_the_same() -> None:
    assert PartialDate.parse("Sep 2017") == PartialDate.parse("2017-09")
    assert PartialDate.parse("2017-09") != PartialDate.parse("2017-09-01")


def test_sorting_puts_unknown_last_and_open_starts_first() -> None:
    typed = ["", "2018", "[..2019]", "2017-09", "2017"]
    dates = sorted(map(PartialDate.parse, typed), key=lambda date: date.sort_key)
    # 2017 begins before September and so comes first
    assert [date.canonical for date in dates] == [
        "[..2019]",
        "2017",
        "2017-09",
        "2018",
        "",
    ]


calendar_days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(calendar_days)
def test_every_day_reads_back_as_itself(when: dt.date) -> None:
    written = f"{when.day}.{when.month}.{when.year}"
    for typed in (when.isoformat(), written):
        date = PartialDate.parse(typed)
        assert date.earliest == date.latest == when.toordinal()


@given(calendar_days)
def test_month_and_year_hold_their_days(when: dt.date) -> None:
    for typed in (f"{when.year:04d}-{when.month:02d}", f"{when.year:04d}"):
        date = PartialDate.parse(typed)
        assert date.earliest is not None
        assert date.latest is not None
        assert date.earliest <= when.toordinal() <= date.latest


@given(st.tuples(calendar_days, calendar_days).map(sorted))
def test_canonical_text_reads_back(ends: list[dt.date]) -> None:
    first, last = (end.isoformat() for end in ends)
    for typed in (f"[{first}..{last}]", f"[..{last}]", f"[{first}..]", first):
        date = PartialDate.parse(typed)
        assert PartialDate.parse(date.canonical) == date
        assert PartialDate.parse(date.canonical).earliest == date.earliest


@given(st.text())
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        date = PartialDate.parse(typed)
    except DateTextError:
        return
    assert PartialDate.parse(date.canonical) == date
