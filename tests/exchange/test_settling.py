"""Order of dates and sign of decimals are settled once for a column, or asked."""

from pathlib import Path

import pytest

from exchange.sheet_texts import sheet
from timeline.case.locale import DateOrder, DecimalSign
from timeline.exchange.settling import decimal_sign_of, orders_of

_BOTH = {DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST}


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("03/04/2020", _BOTH),
        ("03/04/20", _BOTH),
        ("03-04-2020 07:30", _BOTH),
        ("15/05/20", {DateOrder.DAY_FIRST}),
        ("05/15/2020", {DateOrder.MONTH_FIRST}),
        ("2020-04-03", set()),
        ("03.04.2020", set()),
        ("40/50/2020", set()),
    ],
)
def test_orders_of_a_text(text: str, orders: set[DateOrder]) -> None:
    assert orders_of(text) == orders


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("12,5", DecimalSign.COMMA),
        ("1.234,5", DecimalSign.COMMA),
        ("1.234.567", DecimalSign.COMMA),
        ("12.5", DecimalSign.POINT),
        ("0.050", DecimalSign.POINT),
        ("1,234.5", DecimalSign.POINT),
        ("1234.567", DecimalSign.POINT),
        ("1,234", None),
        ("1200", None),
        ("1 200", None),
    ],
)
def test_sign_before_the_decimals_of_a_text(
    text: str, sign: DecimalSign | None
) -> None:
    assert decimal_sign_of(text) is sign


def _dates(path: Path, *dates: str, **choices: object) -> object:
    rows = "".join(f"P-1,{date},7\n" for date in dates)
    return sheet(path / "x.csv", f"patient,date,CEA\n{rows}", **choices)


def _read(reading: object) -> list[str]:
    return [
        row.records[0].record.date.canonical if row.records else row.problems[0]
        for row in reading.rows  # type: ignore[attr-defined]
    ]


def test_a_date_that_has_one_order_settles_its_column(tmp_path: Path) -> None:
    reading = _dates(tmp_path, "03/04/2020", "25/03/2020")
    assert _read(reading) == ["2020-04-03", "2020-03-25"]


def test_both_orders_in_one_column_are_asked_and_the_other_one_refused(
    tmp_path: Path,
) -> None:
    dates = ("15/05/20", "05/15/2020", "03/04/2020")
    (question,) = _dates(tmp_path, *dates).questions  # type: ignore[attr-defined]
    assert "3 Apr 2020 or 4 Mar 2020" in str(question)
    assert "--dates day-first" in str(question)
    reading = _dates(tmp_path, *dates, dates=DateOrder.DAY_FIRST)
    first, second, third = _read(reading)
    assert (first, third) == ("2020-05-15", "2020-04-03")
    assert "The column has the day first" in second


def test_values_without_a_second_reading_ask_nothing(tmp_path: Path) -> None:
    dates = ("2020", "2020-03", "Mar 2020", "3. März 2020", "[2020-01..2020-03]")
    assert _read(_dates(tmp_path, *dates)) == [
        "2020",
        "2020-03",
        "2020-03",
        "2020-03-03",
        "[2020-01..2020-03]",
    ]


def test_a_year_that_excel_made_a_day_is_refused(tmp_path: Path) -> None:
    (message,) = _read(_dates(tmp_path, "1905-06-27"))
    assert "1905-06-27 is how Excel shows the number 2005" in message


def test_a_number_with_decimals_settles_its_column(tmp_path: Path) -> None:
    text = "patient;date;CEA\nP;2020-01-01;1.200\nP;2020-02-01;37,5\n"
    reading = sheet(tmp_path / "x.csv", text)
    assert [row.records[0].record.label for row in reading.rows] == [
        "CEA 1200",
        "CEA 37.5",
    ]
    column = reading.mapping.records[0].columns[2]
    assert column.why == "37,5 has a comma before its decimals"


def test_numbers_with_either_sign_are_asked(tmp_path: Path) -> None:
    text = "patient;date;CEA\nP;2020-01-01;1.200\nP;2020-02-01;37,5\nP;2020-03-01;4.5\n"
    (question,) = sheet(tmp_path / "x.csv", text).questions
    assert "other numbers of the column have either sign" in str(question)


def test_a_number_that_a_workbook_holds_tells_nothing_of_texts(tmp_path: Path) -> None:
    """37.5 is a number to Excel wherever it was typed; `1,250` beside it is open."""
    text = (
        '[{"patient": "P", "date": "2020-01", "CEA": 37.5},'
        ' {"patient": "P", "date": "2020-02", "CEA": "1,250"}]'
    )
    (question,) = sheet(tmp_path / "x.json", text).questions
    assert "1,250 is 1250 or 1.25" in str(question)
