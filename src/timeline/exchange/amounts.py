"""What laboratories write into one cell: amounts, flags and reference limits."""

import re
from typing import Any

from timeline.case.assay_vocabulary import Comparator, ResultFlag
from timeline.case.locale import Locale
from timeline.case.number_text import NO_NUMBER, NumberTextError, read_number
from timeline.clinical.units import find_unit

MISSING = frozenset(
    {"", "-", "--", "---", "\N{EN DASH}", "n/a", "na", "n.a.", "nan", ".", "null"}
)
"""What stands for an empty cell, in lower case."""
_FLAGS = {
    ResultFlag.HIGH: "h high hi + hoch erhöht ↑ above",
    ResultFlag.LOW: "l low lo - niedrig erniedrigt vermindert ↓ below",
    ResultFlag.CRITICAL_HIGH: "hh critically_high ++ ↑↑ critical_high panic_high",
    ResultFlag.CRITICAL_LOW: "ll critically_low -- ↓↓ critical_low panic_low",
    ResultFlag.NORMAL: "n normal ok within_limits",
    ResultFlag.ABNORMAL: "a abnormal * abn auffällig",
}
_FLAG_OF = {
    word.replace("_", " "): flag
    for flag, words in _FLAGS.items()
    for word in words.split()
}
"""H, HH, L, LL, N and A are those of HL7 (table 0078); the others say it in words."""
_BEHIND = re.compile(r"[HLN]|HH|LL|[*↑↓]{1,2}|\((?:[HLN]|HH|LL)\)")
_NUMBER_FIRST = re.compile(
    r"((?:[<>=≤≥]+ ?)?[+-]?\d[\d.,']*(?: \d{3}(?![\d*]))*)(.*)", re.DOTALL
)
_BETWEEN = re.compile(r" ?(?:-|\N{EN DASH}|\N{EM DASH}|\.\.|bis|to) ?")
_UP_TO = re.compile(r"(?:<=?|≤|bis|up to) ?(.+)", re.IGNORECASE)
_FROM = re.compile(r"(?:>=?|≥|ab|from) ?(.+)", re.IGNORECASE)


_NEITHER = "What stands behind the number is neither a unit nor a flag."


class AmountError(ValueError):
    """A cell that begins like a number and is none; the message says why."""


def is_missing(text: str) -> bool:
    """Whether a cell holds nothing, or a sign for that."""
    return text.strip().casefold() in MISSING


def flag_of(text: str) -> ResultFlag | None:
    """The flag that a report means; None for words that are no flag."""
    words = text.casefold().replace("_", " ").split()
    return _FLAG_OF.get(" ".join(words).strip("()"))


def split_amount(text: str) -> tuple[str, str, str, str]:
    """Number, unit, flag and other words of a cell, as they are written.

    Raises:
        AmountError: If it begins like a number, and what follows makes it none.
    """
    text = text.strip()
    match = _NUMBER_FIRST.fullmatch(text)
    if match is None:
        return "", "", "", text
    number, behind = match[1].strip(), match[2]
    words = behind.split()
    flags = [word for word in words if _BEHIND.fullmatch(word)]
    rest = " ".join(word for word in words if word not in flags)
    if len(flags) > 1 or (rest and not find_unit(rest) and not _are_words(behind)):
        raise AmountError(_reason(text) or _NEITHER)
    unit, others = (rest, "") if find_unit(rest) else ("", rest)
    return number, unit, flags[0].strip("()") if flags else "", others


def _are_words(behind: str) -> bool:
    """Whether what follows a number stands apart from it and has no digit."""
    return behind[0].isspace() and not re.search(r"[\d<>=+~-]", behind)


def _reason(text: str) -> str:
    """Why a text is no number, if it was meant to be one."""
    try:
        read_number(text)
    except NumberTextError as error:
        return "" if str(error) == NO_NUMBER else str(error)
    return ""


def read_amount(text: str, locale: Locale) -> dict[str, Any]:
    """The fields of a result that a cell states.

    Args:
        text: `<0.6`, `12,5 U/mL H`, or `haemolysed`.
        locale: How numbers are written in the column.

    Raises:
        AmountError: If it is meant to be a number and is none.
    """
    number, unit, flag, words = split_amount(text)
    if not number:
        if reason := _reason(text):
            raise AmountError(reason)
        return {"words": words}
    try:
        reading = read_number(number, locale)
    except NumberTextError as error:
        raise AmountError(str(error)) from None
    sign = Comparator(reading.sign or Comparator.EXACT)
    fields = {"unit": unit, "flag": flag_of(flag), "words": words}
    stated = {name: value for name, value in fields.items() if value}
    return {"comparator": sign, "value": reading.value, **stated}


def read_range(text: str, locale: Locale) -> dict[str, float] | None:
    """The reference limits that a cell states; None where it is none.

    Args:
        text: `0 - 37`, `3,5-5,1`, `< 37`, `bis 5` or `(0.5..1.2)`.
        locale: How numbers are written in the column.
    """
    plain = " ".join(text.split()).strip("()[] ")
    try:
        if match := _UP_TO.fullmatch(plain):
            return {"upper_limit": read_number(match[1], locale).value}
        if match := _FROM.fullmatch(plain):
            return {"lower_limit": read_number(match[1], locale).value}
        ends = _BETWEEN.split(plain)
        if len(ends) != 2:  # noqa: PLR2004 - a lower and an upper one
            return None
        lower, upper = (read_number(end, locale).value for end in ends)
    except NumberTextError:
        return None
    return {"lower_limit": lower, "upper_limit": upper} if lower <= upper else None


def numbers_in(text: str, *, limits: bool) -> tuple[str, ...]:
    """The numbers of a cell as they are written, to see how they are written.

    Args:
        text: An amount, or reference limits.
        limits: Whether it is the latter.
    """
    if limits:
        plain = " ".join(text.split()).strip("()[] ")
        ends = _BETWEEN.split(plain)
        return tuple(re.sub(r"^[<>=≤≥]+ ?|(?:bis|up to|ab|from) ", "", e) for e in ends)
    try:
        number = split_amount(text)[0]
    except AmountError:
        return ()
    return (number,) if number else ()
