"""Two columns of dates and values, in the writings that people use."""

import pytest

from timeline.case.locale import DecimalSign, Locale
from timeline.case.number_text import NumberTextError
from timeline.tui.entry.series_paste import (
    SeriesLine,
    columns_in,
    heading_of,
    read_rows,
    read_value,
)

COMMA = Locale(decimal_sign=DecimalSign.COMMA)


def read_series(text: str) -> tuple[SeriesLine, ...]:
    lines = (line for line in text.splitlines() if line.strip())
    return read_rows([columns_in(line) or (line.strip(), "") for line in lines])


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("1200", "=", 1200),
        ("37,5", "=", 37.5),
        ("37.5", "=", 37.5),
        ("<0.6", "<", 0.6),
        ("< 0,6", "<", 0.6),
        (">10 000", ">", 10_000),
        ("<=5", "<=", 5),
        ("0", "=", 0),  # as ECOG is at its best
        ("-1,5", "=", -1.5),
        ("≥ 5", ">=", 5),
        ("1.234,5", "=", 1234.5),
        ("1,234.5", "=", 1234.5),
        ("0,123", "=", 0.123),
    ],
)
def test_values(text: str, sign: str, value: float) -> None:
    measured = read_value(text)
    assert (measured.comparator.value, measured.value) == (sign, value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.2e3", "exponent"),
        ("1_000", "no number"),
        ("٣", "no number"),
        ("12,34,5", "no number"),
        (">10,000", "write >10000 or >10.0000"),
        ("~5", "no comparator"),
        ("nan", "no number"),
        ("", "no number"),
    ],
)
def test_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NumberTextError, match=reason):
        read_value(text)


@pytest.mark.parametrize(
    "line",
    [
        "2017-09\t37,5",
        "2017-09;37,5",
        "2017-09, 37.5",
        "2017-09,37.5",
        "Sep 2017 37.5",
        "09/2017   37.5",
    ],
)
def test_columns(line: str) -> None:
    (read,) = read_series(line)
    assert read.problem == ""
    assert read.measured is not None
    assert (read.date.canonical, read.measured.value) == ("2017-09", 37.5)


def test_a_line_that_cannot_be_read_says_why_and_the_others_stand() -> None:
    lines = read_series("2017-09\t12\n3/4/2019\t5\n\n2018-04\t1.2e3\nonly-words")
    assert [bool(line.problem) for line in lines] == [False, True, True, True]
    assert "either way round" in lines[1].problem


def test_duplicates_and_jumps_are_pointed_out() -> None:
    text = "2018-01\t12\n2018-02\t1200\n2018-03\t1300\n2018-03\t1310"
    remarks = ["; ".join(line.remarks) for line in read_series(text)]
    assert remarks[0] == ""
    assert remarks[1] == "100-fold change since Jan 2018"
    assert remarks[2] == remarks[3] == "this date stands here more than once"


def test_a_value_of_zero_has_no_factor_to_its_neighbours() -> None:
    lines = read_series("2018-01\t0\n2018-02\t1200\n2018-03\t0")
    assert all(line.measured is not None and not line.remarks for line in lines)


def test_a_value_with_two_readings_is_a_problem_unless_the_locale_says_which() -> None:
    (line,) = read_series("2018-01\t1,234")
    assert line.measured is None
    assert "write 1234 or 1.2340" in line.problem
    (settled,) = read_rows([("2018-01", "1,234")], COMMA)
    assert settled.measured is not None
    assert settled.measured.value == 1.234


def test_a_heading_is_told_from_values_that_have_two_readings() -> None:
    assert heading_of("Datum\tCA 19-9\n03.02.2020\t1.200") == "Datum\tCA 19-9"
    assert heading_of("Date\tCEA\n03/04/2020\t1,200") == "Date\tCEA"
    assert heading_of("03.02.2020\t1.200\n02.03.2020\t2.450") == ""
