"""From the text of a cell to the values of fields, as the column is settled."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from timeline.case.date_text import DateTextError
from timeline.case.date_text import readings as date_readings
from timeline.case.fields import FieldSpec, Role, specs_by_name
from timeline.case.locale import DateOrder, Locale
from timeline.case.number_text import NumberTextError, read_number
from timeline.case.partial_date import PartialDate
from timeline.case.records.kinds import KINDS
from timeline.case.short_date import in_full
from timeline.clinical.catalogues.analytes import analyte_name
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.terms import canonical_term
from timeline.exchange.amounts import AmountError, flag_of, read_amount, read_range
from timeline.exchange.dated_cells import split_time, year_shown_as_day
from timeline.exchange.mapping import AMOUNT, RANGE
from timeline.exchange.settling import orders_of

_YES = frozenset({"yes", "y", "true", "1", "ja", "j", "x", "ongoing"})
_NO = frozenset({"no", "n", "false", "0", "nein"})
_WORDS = {"sex": {"f": "female", "m": "male", "w": "female"}}
"""Letters by the field: those of CDISC, and the German w for weiblich."""
_CATEGORIES = frozenset({"t", "n", "m"})
_CATEGORY = re.compile(r"(?:[ymr]?[cpa]?)([TNM])(.+)")
"""A category of TNM with its letter and prefix: `cT3`, `ypN1a`, `M0`."""
_NO_LETTERS = re.compile(r"[^a-z0-9]+", re.ASCII)
Values = dict[str, Any]
UNPLACED = "unplaced"
"""What of a cell no field can hold; it is kept as a note."""


class CellError(ValueError):
    """A cell that holds no value of its field; the message says why."""


@lru_cache(maxsize=65_536)
def values_of(kind: str, name: str, text: str, locale: Locale) -> Values:
    """The fields of a record that a cell states.

    Args:
        kind: Kind of the record.
        name: Field of the record, or `amount` or `range`.
        text: The cell, which is not empty.
        locale: How dates and numbers are written in the column.

    Returns:
        Values by field, to be copied; under `UNPLACED` what no field can hold.

    Raises:
        CellError: If the cell holds no such value.
    """
    if name == AMOUNT:
        try:
            return read_amount(text, locale)
        except AmountError as error:
            raise CellError(str(error)) from None
    if name == RANGE:
        return read_range(text, locale) or {UNPLACED: f"Reference: {text}"}
    if name == "flag":
        flag = flag_of(text)
        return {"flag": flag} if flag else {UNPLACED: f"Flag: {text}"}
    spec = specs_by_name(KINDS[kind])[name]
    if spec.role is Role.DATE:
        return _dated(spec, *split_time(text), locale)
    if name in _CATEGORIES:
        return _category(name, text)
    reader = _READERS.get(spec.role)
    return {name: reader(spec, text, locale)} if reader else _text(spec, text)


def _category(name: str, text: str) -> Values:
    """A category of TNM without its letter; a prefix before that is kept as a note."""
    match = _CATEGORY.fullmatch(text)
    if match is None or match[1].casefold() != name:
        return {name: text}
    written = {UNPLACED: f"Written {text}"} if text[0] not in "TNM" else {}
    return {name: match[2], **written}


def _dated(spec: FieldSpec, text: str, time: str, locale: Locale) -> Values:
    date, beyond = read_date(text, locale)
    values: Values = {spec.name: date}
    if beyond:
        stated = beyond if spec.name == "date" else f"{spec.title}: {beyond}"
        values["date_stated"] = stated
    return values | ({"time": time} if time else {})


@lru_cache(maxsize=4096)
def read_date(text: str, locale: Locale) -> tuple[PartialDate, str]:
    """The date of a cell, and its words where they say more.

    Raises:
        CellError: If it is none, or has another order than its column.
    """
    orders = orders_of(text)
    if orders and locale.date_order not in (DateOrder.ASK, *orders):
        raise CellError(
            f"The column has the {locale.date_order.value}, and so this is no date."
        )
    try:
        meant = date_readings(in_full(text), locale)
        if len(meant) > 1:
            raise CellError("Day and month could be either way round.")
        date = PartialDate.of(meant[0])
    except DateTextError as error:
        try:
            return PartialDate.parse(text), ""
        except DateTextError:
            raise CellError(str(error)) from None
    if year := year_shown_as_day(date.canonical):
        raise CellError(
            f"{date.canonical} is how Excel shows the number {year}; if that is the "
            "year, write it."
        )
    return date, meant[0].beyond


def _number(_spec: FieldSpec, text: str, locale: Locale) -> float:
    try:
        reading = read_number(text, locale)
    except NumberTextError as error:
        raise CellError(str(error)) from None
    if reading.sign:
        raise CellError("Write the number without a sign before it.")
    return reading.value


def _count(spec: FieldSpec, text: str, locale: Locale) -> int:
    number = _number(spec, text, locale)
    if not number.is_integer():
        raise CellError("Write a whole number, such as 4.")
    return int(number)


def choice_code(word: str) -> str:
    """A word of a vocabulary in the letters that other systems allow in codes."""
    return _NO_LETTERS.sub("_", word.casefold()).strip("_")


@lru_cache(maxsize=1024)
def _spellings(word: str) -> frozenset[str]:
    return frozenset({word.casefold(), choice_code(word)}) - {""}


def _choice(spec: FieldSpec, text: str, _locale: Locale) -> str:
    folded = text.casefold()
    folded = _WORDS.get(spec.name, {}).get(folded, folded)
    word = next((w for w in spec.choices if folded in _spellings(w)), None)
    if word is None:
        raise CellError(f"Write one of: {', '.join(spec.choices)}.")
    return word


def _flag(_spec: FieldSpec, text: str, _locale: Locale) -> bool:
    word = text.casefold()
    if word not in _YES | _NO:
        raise CellError("Write yes or no.")
    return word in _YES


def _terms(_spec: FieldSpec, text: str, _locale: Locale) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


_READERS: dict[Role, Callable[[FieldSpec, str, Locale], Any]] = {
    Role.NUMBER: _number,
    Role.COUNT: _count,
    Role.CHOICE: _choice,
    Role.FLAG: _flag,
    Role.TERMS: _terms,
}


def _drug_name(text: str) -> str | None:
    known = find_drug(text)
    return known.name if known else canonical_term(text)


_USUAL: dict[str, Callable[[str], str | None]] = {
    "analyte": analyte_name,
    "drug": _drug_name,
}
"""Gives the usual name by the catalogue that completes a field."""


def _text(spec: FieldSpec, text: str) -> Values:
    """A text, under its usual name where a catalogue has one; as written is kept."""
    if not spec.completes:
        return {spec.name: text}
    usual = _USUAL.get(spec.completes, canonical_term)(text)
    if not usual or usual == text:
        return {spec.name: text}
    return {spec.name: usual, "as_written": text}
