"""Reads the ways in which people write a number, with the sign before it.

The one reader of numbers: `number_readings` gives what a text can mean, one reading or
two, and `read_number` the one where it is settled.

- A comma or a point before exactly three digits may group thousands or stand before
  decimals: `1.050`, `1,234` and `>10.000` have two readings, unless the locale says
  which sign stands before decimals.
- `1.234.567`, `1 234,5`, `1'234.5`, `12,5`, `0.050`, `1234.567` and `1.05` have one.
- `<`, `<=`, `=`, `>=`, `>` compare (`≤` and `≥` too); `~` does not, and is refused.

`NumberReading.plain` is the number as it is stored and as a person can always write
it: digits with a point, and four decimals where three could be read as thousands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from timeline.case.locale import ASK, DecimalSign, Locale
from timeline.case.plain_signs import invisible_in, plain_signs

NO_NUMBER = (
    "Write a plain number with a point for decimals, such as 7.4; this is no number."
)
_SIGNS = str.maketrans(
    {
        "\N{LESS-THAN OR EQUAL TO}": "<=",
        "\N{LESS-THAN OVER EQUAL TO}": "<=",
        "\N{LESS-THAN OR SLANTED EQUAL TO}": "<=",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{GREATER-THAN OVER EQUAL TO}": ">=",
        "\N{GREATER-THAN OR SLANTED EQUAL TO}": ">=",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    }
)
_COMPARED = re.compile(r"(<=|>=|[<>=])? ?(.*)", re.DOTALL)
_PLAIN = re.compile(r"\d+", re.ASCII)
_ONE_SIGN = re.compile(r"(\d+)([.,])(\d+)", re.ASCII)
_GROUPED = re.compile(
    r"[1-9]\d{0,2}([ '.,])\d{3}(?:\1\d{3})*(?:([.,])(\d+))?", re.ASCII
)
_THREE = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_REFUSALS = (
    (
        re.compile(r"\d[\d.,]* ?[eE] ?[+-]?\d+", re.ASCII),
        "An exponent is easily misread; write a plain number, such as 1200.",
    ),
    (
        re.compile(
            r"(?:[~\u2248\u2243\u2245\u223c\u00b1]|ca\b|circa\b|about\b|approx).*",
            re.IGNORECASE,
        ),
        "An approximate sign is no comparator. Write the number alone, and what the "
        "source says of it in a note.",
    ),
    (
        re.compile(r"\d[\d.,]* ?(?:[-\u2013\u2014]|\.\.|(?:to|bis) ) ?\d.*"),
        "These are two numbers, and a value is one.",
    ),
    (re.compile(r"[<>=].*", re.DOTALL), "Write one of <, <=, =, >= and >, once."),
)


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One number that a text can mean."""

    plain: str
    """Digits with a point for decimals; it has this one reading in every locale."""
    sign: str = ""
    """`<`, `<=`, `=`, `>=` or `>`; empty where none is written."""

    @property
    def value(self) -> float:
        """The number."""
        return float(self.plain)

    def __str__(self) -> str:
        """With its sign, as it can always be written."""
        return f"{self.sign}{self.plain}"


class NumberTextError(ValueError):
    """A text that is no number, or that could be more than one."""


class AmbiguousNumberError(NumberTextError):
    """A text that is one of two numbers.

    Attributes:
        readings: Both, the one whose decimals are behind a point in front.
    """

    def __init__(self, readings: tuple[NumberReading, ...]) -> None:
        """Take the readings and name them."""
        self.readings = readings
        either = " or ".join(map(str, readings))
        super().__init__(f"This could be thousands or decimals: write {either}.")


def read_number(text: str, locale: Locale = ASK) -> NumberReading:
    """Read a number as typed.

    Args:
        text: Such as `1200`, `<0.6`, `37,5`, `1.234,5` or `1 234`.
        locale: Which sign stands before decimals.

    Raises:
        NumberTextError: If the text is no number, with the reason; an
            `AmbiguousNumberError` if it has two readings.
    """
    found = number_readings(text, locale)
    if len(found) > 1:
        raise AmbiguousNumberError(found)
    return found[0]


def number_readings(text: str, locale: Locale = ASK) -> tuple[NumberReading, ...]:
    """What a text can mean: one reading or two, point before decimals in front.

    Raises:
        NumberTextError: If it has none; the message says why.
    """
    text = plain_signs(text).translate(_SIGNS)
    if code := invisible_in(text):
        raise NumberTextError(f"Take out the invisible character {code}.")
    match = _COMPARED.fullmatch(text)
    sign, number = (match[1] or "", match[2]) if match else ("", text)
    minus = number[:1] if number[:1] in ("+", "-") else ""
    meant = tuple(dict.fromkeys(_plain_numbers(number.removeprefix(minus), locale)))
    if not meant:
        raise NumberTextError(_refusal(number))
    lead = minus.replace("+", "")
    return tuple(NumberReading(f"{lead}{plain}", sign) for plain in meant)


def without_sign(text: str) -> str:
    """The number as it is typed, without what compares it."""
    match = _COMPARED.fullmatch(plain_signs(text).translate(_SIGNS))
    return match[2] if match else text


def plain_number(value: float) -> str:
    """A number in the writing that has one reading in every locale, `1.2340`."""
    text = format(Decimal(repr(value)), "f").removesuffix(".0")
    return _settled(text)


def _plain_numbers(digits: str, locale: Locale) -> Iterator[str]:
    if _PLAIN.fullmatch(digits):
        yield digits
    elif one := _ONE_SIGN.fullmatch(digits):
        yield from _one_sign(one[1], one[2], one[3], locale.decimal_sign)
    elif grouped := _GROUPED.fullmatch(digits):
        mark, decimal_mark, decimals = grouped[1], grouped[2], grouped[3]
        if mark != decimal_mark:
            whole = digits[: len(digits) - len(decimals or "") - bool(decimals)]
            behind = f".{decimals}" if decimals else ""
            yield _settled(whole.replace(mark, "") + behind)


def _one_sign(whole: str, mark: str, rest: str, decimal: DecimalSign) -> Iterator[str]:
    """`12,5` or `1,234`: decimals, thousands, or either."""
    fraction, thousands = _settled(f"{whole}.{rest}"), f"{whole}{rest}"
    if not _THREE.fullmatch(f"{whole}.{rest}"):
        yield fraction
    elif decimal is DecimalSign.ASK:
        # the reading by which the point stands before decimals comes first
        yield from (fraction, thousands) if mark == "." else (thousands, fraction)
    else:
        is_decimal = (mark == ".") is (decimal is DecimalSign.POINT)
        yield fraction if is_decimal else thousands


def _settled(plain: str) -> str:
    """With a fourth decimal where three could be read as thousands."""
    return f"{plain}0" if _THREE.fullmatch(plain.lstrip("-")) else plain


def _refusal(number: str) -> str:
    holds = (words for pattern, words in _REFUSALS if pattern.fullmatch(number))
    return next(holds, NO_NUMBER)
