"""Which units are one, and how a value in one unit is written in another.

`data/units.csv` has every unit that can be converted: its code in UCUM, the quantity
that it measures, how many of the quantity's base unit it is, and how else it is
written. Units of one quantity differ by the ratio of their factors. Between two
quantities, such as mass and amount of substance, there is a factor only where the
analyte has one.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isclose

from timeline.clinical.catalogues.analytes import find_analyte
from timeline.clinical.catalogues.tables import listed, rows

_MICRO = str.maketrans({"\u00b5": "u", "\u03bc": "u"})
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER = re.compile(r"^[x\u00d7]?10(?:\s*[\^*]\s*|[eE](?=\d))(\d+)")
_RAISED = re.compile(r"^[x\u00d7]?10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_DIGITS = 12
"""Digits to which a converted value is rounded, so that no factor leaves a tail."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the table."""

    code: str
    """Its code in UCUM, such as `ng/mL`."""
    quantity: str
    """What it measures, such as `mass concentration`."""
    factor: float
    """How many of the base unit of that quantity it is."""


def find_unit(text: str) -> Unit | None:
    """Find a unit by its code or another spelling: `µg/L`, `ug/l` and `mcg/L` are one.

    Case counts only where it tells two units apart, as in `G/L` and `g/L`.

    Returns:
        The unit, or None if the table does not have it.
    """
    plain = _plain(text)
    return _exact().get(plain) or _folded().get(plain.casefold())


@lru_cache(maxsize=4096)
def same_unit(one: str, other: str) -> bool:
    """Whether a number means the same in both units.

    ng/mL and µg/L are the same, and so are U/mL, kU/L and kIU/L: arbitrary units are
    those of the assay, whichever letters a laboratory writes. Units outside the table
    are the same where they are spelled the same.
    """
    first, second = find_unit(one), find_unit(other)
    if first is None and second is None:
        return _plain(one).casefold() == _plain(other).casefold()
    if first is None or second is None:
        return False
    return first.quantity == second.quantity and isclose(first.factor, second.factor)


def convert(value: float, unit: str, to: str, analyte: str = "") -> float | None:
    """Write a value in another unit.

    Args:
        value: The number, in `unit`.
        unit: Unit that it is in.
        to: Unit to write it in.
        analyte: What was measured, for factors between mass and amount of substance.

    Returns:
        The number in the other unit; None where no factor is known.
    """
    if same_unit(unit, to):
        return value
    start, end = find_unit(unit), find_unit(to)
    if start is None or end is None:
        return None
    if start.quantity == end.quantity:
        return _rounded(value * start.factor / end.factor)
    return _bridged(value, start, end, analyte)


@lru_cache(maxsize=4096)
def one_spelling(unit: str) -> str:
    """A spelling that all units share in which a number means the same."""
    found = find_unit(unit)
    if found is None:
        return _plain(unit).casefold()
    return f"{found.factor:.12g} {found.quantity}"


def _bridged(value: float, start: Unit, end: Unit, analyte: str) -> float | None:
    known = find_analyte(analyte)
    for bridge in known.bridges if known else ():
        one, other = find_unit(bridge.one), find_unit(bridge.other)
        if one is None or other is None:
            continue
        if (start.quantity, end.quantity) == (one.quantity, other.quantity):
            in_one = value * start.factor / one.factor
            return _rounded(in_one * bridge.factor * other.factor / end.factor)
        if (start.quantity, end.quantity) == (other.quantity, one.quantity):
            in_other = value * start.factor / other.factor
            return _rounded(in_other / bridge.factor * one.factor / end.factor)
    return None


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """One way to write blanks, µ, powers of ten and the old `mc` for micro."""
    plain = "".join(text.split()).translate(_MICRO)
    plain = _RAISED.sub(lambda m: f"10*{m[1].translate(_SUPERSCRIPTS)}", plain)
    plain = _POWER.sub(r"10*\1", plain)
    plain = plain.replace("mm^3", "mm3").replace("mm³", "mm3").replace("²", "2")
    return re.sub(r"(?<![a-z])mc(?=g|mol|L)", "u", plain)


@cache
def _exact() -> dict[str, Unit]:
    return {
        _plain(name): Unit(row["unit"], row["quantity"], float(row["factor"]))
        for row in rows("units")
        for name in (row["unit"], *listed(row["spellings"]))
    }


@cache
def _folded() -> dict[str, Unit]:
    """By spelling without case, where only one unit can be meant."""
    units: dict[str, set[Unit]] = {}
    for name, unit in _exact().items():
        units.setdefault(name.casefold(), set()).add(unit)
    return {name: one for name, (one, *more) in units.items() if not more}
