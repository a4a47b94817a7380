"""Numbers as people write them: one reading is taken, two are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.locale import ASK, DecimalSign, Locale
from timeline.case.number_text import (
    AmbiguousNumberError,
    NumberTextError,
    number_readings,
    plain_number,
    read_number,
)

POINT = Locale(decimal_sign=DecimalSign.POINT)
COMMA = Locale(decimal_sign=DecimalSign.COMMA)


def wide(text: str) -> str:
    """In the double width of a Chinese keyboard (U+FF01 is the wide U+0021)."""
    return "".join(chr(ord(character) - 0x21 + 0xFF01) for character in text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1200", "1200"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1 234,5", "1234.5"),
        ("1\N{NARROW NO-BREAK SPACE}234,5", "1234.5"),
        ("1'234.5", "1234.5"),
        ("1\N{RIGHT SINGLE QUOTATION MARK}234", "1234"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234", "1234"),
        ("12,5", "12.5"),
        ("0.050", "0.050"),
        ("0,123", "0.123"),
        ("1.05", "1.05"),
        ("1.0500", "1.0500"),
        ("1234.567", "1234.567"),
        (wide("12.5"), "12.5"),
        ("-3", "-3"),
        ("\N{MINUS SIGN}3,5", "-3.5"),
        ("+3", "3"),
        ("< 0.6", "<0.6"),
        ("<=5", "<=5"),
        ("≥ 10", ">=10"),
        ("≤10", "<=10"),
        (wide(">10"), ">10"),
        ("= 7", "=7"),
    ],
)
def test_what_has_one_reading_is_taken_in_every_locale(text: str, plain: str) -> None:
    for locale in (ASK, POINT, COMMA):
        assert str(read_number(text, locale)) == plain


@pytest.mark.parametrize(
    ("text", "by_point", "by_comma"),
    [
        ("1.050", 1.05, 1050),
        ("1,234", 1234, 1.234),
        (">10.000", 10, 10_000),
        ("100.000", 100, 100_000),
        ("-1,234", -1234, -1.234),
    ],
)
def test_what_has_two_readings_is_asked_about(
    text: str, by_point: float, by_comma: float
) -> None:
    with pytest.raises(AmbiguousNumberError) as refused:
        read_number(text)
    assert [r.value for r in refused.value.readings] == [by_point, by_comma]
    assert all(str(r) in str(refused.value) for r in refused.value.readings)
    assert read_number(text, POINT).value == by_point
    assert read_number(text, COMMA).value == by_comma


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.2e3", "exponent"),
        ("~12", "no comparator"),
        ("≈ 12", "no comparator"),
        ("ca. 12", "no comparator"),
        ("5-10", "two numbers"),
        ("5 to 10", "two numbers"),
        ("< < 5", "once"),
        ("=>5", "once"),
        ("1_000", "no number"),
        ("٣", "no number"),
        ("12,34,5", "no number"),
        ("1.23.456", "no number"),
        ("1,234.5.6", "no number"),
        ("0 123", "no number"),
        ("1²", "no number"),
        ("nan", "no number"),
        ("", "no number"),
        ("1\N{ZERO WIDTH SPACE}2", r"U\+200B"),
    ],
)
def test_what_has_none_says_why(text: str, reason: str) -> None:
    with pytest.raises(NumberTextError, match=reason):
        read_number(text)


@given(
    st.floats(min_value=-1e9, max_value=1e9, allow_nan=False),
    st.sampled_from([ASK, POINT, COMMA]),
)
def test_a_plain_number_has_one_reading_everywhere(
    value: float, locale: Locale
) -> None:
    assert read_number(plain_number(value), locale).value == value


@given(st.text(alphabet="0123456789.,' <>=-~\N{NO-BREAK SPACE}", max_size=12))
def test_no_text_gets_a_digit_that_it_does_not_state(text: str) -> None:
    try:
        meant = number_readings(text)
    except NumberTextError:
        return
    digits = [c for c in text if c.isdecimal()]
    for reading in meant:
        written = [c for c in reading.plain if c.isdecimal()]
        # the fourth decimal, 1.2340, is the one digit that is added
        assert written in (digits, [*digits, "0"])
        assert number_readings(str(reading)) == (reading,)


@given(st.integers(1000, 999_999))
def test_thousands_are_never_taken_for_decimals_without_a_word(value: int) -> None:
    for text in (f"{value:,}", f"{value:,}".replace(",", ".")):
        assert value in [reading.value for reading in number_readings(text)]
        assert len(number_readings(text)) == 2
