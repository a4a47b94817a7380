"""What is asked once about a paste in which dates or numbers have two readings each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.case.date_text import DateTextError
from timeline.case.date_text import readings as date_readings
from timeline.case.locale import DateOrder, DecimalSign, Locale
from timeline.case.number_text import NumberTextError, number_readings
from timeline.case.short_date import in_full

TWO = 2
_DAY, _MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
_POINT, _COMMA = DecimalSign.POINT, DecimalSign.COMMA
Meanings = Callable[[str, Locale], tuple[str, ...]]
"""What a text can mean, each as it is written with one reading."""


@dataclass(frozen=True, slots=True)
class PasteQuestion:
    """Which of two readings the dates, or the numbers, of a paste have."""

    text: str
    """The first text that has two."""
    count: int
    """How many texts of the paste have two."""
    choices: Mapping[str, tuple[str, Locale]]
    """By a key, the reading of the first text in words and the locale it stands for."""


def paste_question(
    rows: Sequence[tuple[str, str]], locale: Locale
) -> PasteQuestion | None:
    """What a locale leaves open in pasted dates and values: of the dates first."""
    if dates := _open((date for date, _ in rows), locale, _dates):
        day, month = _dates(dates[0], locale)
        return PasteQuestion(
            dates[0],
            len(dates),
            {
                "d": (f"{day}: the day stands first", replace(locale, date_order=_DAY)),
                "m": (
                    f"{month}: the month stands first",
                    replace(locale, date_order=_MONTH),
                ),
            },
        )
    if numbers := _open((number for _, number in rows), locale, _numbers):
        readings = number_readings(numbers[0], locale)
        point, comma = (f"{r.sign}{r.value:.15g}" for r in readings)
        return PasteQuestion(
            numbers[0],
            len(numbers),
            {
                "p": (
                    f"{point}: a point stands before decimals",
                    replace(locale, decimal_sign=_POINT),
                ),
                "c": (
                    f"{comma}: a comma stands before decimals",
                    replace(locale, decimal_sign=_COMMA),
                ),
            },
        )
    return None


def settled_row(
    row: tuple[str, str], asked: Locale, answered: Locale
) -> tuple[str, str]:
    """Date and value, what was open written out as the answer has it.

    Args:
        row: As it was pasted.
        asked: The locale by which it was open.
        answered: The locale of the answer.
    """
    date, value = (
        _settled(text, meanings(text, asked), meanings(text, answered))
        for text, meanings in zip(row, (_dates, _numbers), strict=True)
    )
    return date, value


def _settled(text: str, before: Sequence[str], after: Sequence[str]) -> str:
    return after[0] if len(before) == TWO and len(after) == 1 else text


def _open(texts: Iterable[str], locale: Locale, meanings: Meanings) -> list[str]:
    return [text for text in texts if len(meanings(text, locale)) == TWO]


def _dates(text: str, locale: Locale) -> tuple[str, ...]:
    try:
        return tuple(r.canonical for r in date_readings(in_full(text), locale))
    except DateTextError:
        return ()


def _numbers(text: str, locale: Locale) -> tuple[str, ...]:
    try:
        return tuple(map(str, number_readings(text, locale)))
    except NumberTextError:
        return ()
