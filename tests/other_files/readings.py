"""How a cell of a source is written into fields of a case, and told from them again.

Each reading works both ways, so that whether a cell was kept whole is a question to the
stored values and not a claim: a word that two words of the source share tells neither.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

Stored = str | float | bool | tuple[str, ...] | None
"""A value as case files hold it; None is an empty field."""


class Reading(Protocol):
    """One way to write a cell into one field, or into several."""

    def store(self, text: str) -> tuple[Stored, ...]:
        """The value of each field."""

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        """Whether what is stored says all that the cell says."""


@dataclass(frozen=True)
class Text:
    """The text as it stands, in one field or as one of the parts of it."""

    separator: str = ""
    """Between the parts, where the field holds several cells."""

    def store(self, text: str) -> tuple[Stored, ...]:
        return (text,)

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        (value,) = stored
        parts = str(value).split(self.separator) if self.separator else [value]
        return text in parts


@dataclass(frozen=True)
class Listed:
    """One of the texts of a field that lists them."""

    def store(self, text: str) -> tuple[Stored, ...]:
        return ((text,),)

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        (value,) = stored
        return isinstance(value, tuple) and text in value


@dataclass(frozen=True)
class Parts:
    """A text whose parts stand in several fields, in this order."""

    separator: str

    def store(self, text: str) -> tuple[Stored, ...]:
        return tuple(text.split(self.separator))

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        return self.separator.join(map(str, stored)) == text


@dataclass(frozen=True)
class Number:
    """A number, in the unit of the field."""

    unit: str = ""
    """What stands behind the number in the cell."""
    factor: float = 1
    """The unit of the cell in that of the field."""

    def store(self, text: str) -> tuple[Stored, ...]:
        number = float(text.removesuffix(f" {self.unit}")) * self.factor
        return (int(number) if number.is_integer() else number,)

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        (value,) = stored
        if isinstance(value, bool) or not isinstance(value, float | int):
            return False
        number, _, unit = text.partition(" ")
        return unit == self.unit and math.isclose(value, float(number) * self.factor)


@dataclass(frozen=True)
class CompletedYears:
    """An age as the years that are completed; a part of a year is lost."""

    def store(self, text: str) -> tuple[Stored, ...]:
        return (int(float(text)),)

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        return stored == (float(text),)


@dataclass(frozen=True)
class Amount:
    """A number and its unit in one cell."""

    def store(self, text: str) -> tuple[Stored, ...]:
        number, _, unit = text.partition(" ")
        return (float(number), unit or None)

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        return stored == self.store(text)


@dataclass(frozen=True)
class Day:
    """A date, or a whole number of days or months since time zero."""

    prefix: str = ""
    """D before a number of days; words before a date that is kept as stated."""

    def store(self, text: str) -> tuple[Stored, ...]:
        return (f"{self.prefix}{text.partition('T')[0]}",)

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        return stored == self.store(text)


@dataclass(frozen=True)
class AgeInMonths:
    """An age in years and months, in a case that counts from birth: P52Y2M, M626."""

    def store(self, text: str) -> tuple[Stored, ...]:
        years, _, months = text.removeprefix("P").removesuffix("M").partition("Y")
        return (f"M{12 * int(years) + int(months)}",)

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        (value,) = stored
        years, months = divmod(int(str(value).removeprefix("M")), 12)
        return text == f"P{years}Y{months}M"


@dataclass(frozen=True)
class Words:
    """Words of the source by what they are called here."""

    words: Mapping[str, Stored | tuple[Stored, ...]] = field(hash=False)

    def store(self, text: str) -> tuple[Stored, ...]:
        stored = self.words[text]
        return stored if isinstance(stored, tuple) else (stored,)

    def tells(self, text: str, stored: tuple[Stored, ...]) -> bool:
        return [word for word in self.words if self.store(word) == stored] == [text]
