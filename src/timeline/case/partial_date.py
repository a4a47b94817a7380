"""A date is what is known of it.

`2017-09` is a month, not the first of September, and stays one through storage,
computation and drawing. Whatever is computed from such a date uses its earliest and
its latest day; nothing ever picks a day in between.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from timeline.case.date_text import DateReading, DateTextError, Precision, read
from timeline.case.date_words import between, day_in_words, month_in_words
from timeline.case.locale import ASK, Locale
from timeline.case.offset_text import OffsetReading, read_offset
from timeline.case.offset_words import offset_in_words
from timeline.case.points import renamed
from timeline.language.words import ENGLISH, Words

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True, repr=False)
class PartialDate:
    """A day, month, year, window or nothing at all, as the source gives it.

    Two partial dates are equal when they say the same, however they were typed.
    """

    canonical: str
    """ISO 8601 or EDTF text: `2017-09`, `[2020-05..2021-02]`, `M18`; empty: unknown.

    A date that is counted from another point names it: `line-1+D28`, `age 63`.
    """
    precision: Precision = field(compare=False)
    earliest: int | None = field(compare=False)
    """First possible day: proleptic ordinal, or days since time zero; None is open."""
    latest: int | None = field(compare=False)
    """Last possible day, inclusive; None is open."""
    relative: bool = field(compare=False, default=False)
    """Whether days count from time zero because the case has no calendar."""
    offset: OffsetReading | None = field(compare=False, default=None)
    """What it is counted from, and how far; None for a date that stands by itself.

    Such a date has days only where its anchor has some, so its own are open: ask
    `Chronology` for them.
    """

    @classmethod
    def parse(cls, text: str, locale: Locale = ASK) -> Self:
        """Read a date as typed.

        See `date_text.read` and `offset_text.read_offset` for what is understood.

        Raises:
            DateTextError: With a sentence that says what to write instead; also for
                `early 2019`, of which a date cannot keep the words.
        """
        offset = read_offset(text)
        if offset is not None:
            return cls.counted(offset)
        reading = read(text, locale)
        if reading.beyond:
            from timeline.case.date_refusals import LIMITS

            raise DateTextError(f"{LIMITS} {reading.canonical} alone is certain.")
        return cls.of(reading)

    @classmethod
    def of(cls, reading: DateReading) -> Self:
        """The date of a reading, without the words that it cannot hold."""
        return cls(
            canonical=reading.canonical,
            precision=reading.precision,
            earliest=reading.earliest,
            latest=reading.latest,
            relative=reading.relative,
        )

    @classmethod
    def counted(cls, offset: OffsetReading) -> Self:
        """The date that is counted from a record, or from birth."""
        return cls(
            offset.canonical,
            Precision.OFFSET,
            earliest=None,
            latest=None,
            offset=offset,
        )

    @classmethod
    def of_days(
        cls, earliest: int | None, latest: int | None, *, relative: bool
    ) -> Self:
        """The date that says no more than between which days something was.

        Args:
            earliest: Proleptic ordinal, or days since time zero; None is open.
            latest: The last day, inclusive; one of both is given.
            relative: Whether days count from time zero.
        """
        first, last = (
            "" if day is None else _day_text(day, relative)
            for day in (earliest, latest)
        )
        exact = first == last
        return cls(
            canonical=first if exact else f"[{first}..{last}]",
            precision=Precision.DAY if exact else Precision.WINDOW,
            earliest=earliest,
            latest=latest,
            relative=relative,
        )

    @property
    def anchor(self) -> str:
        """The record or point that it is counted from, or `BIRTH`; empty for none."""
        return self.offset.anchor if self.offset else ""

    def renamed(self, ids: Mapping[str, str]) -> Self:
        """The same date where records have other ids, by their old ones."""
        if self.offset is None:
            return self
        anchor = renamed(self.offset.anchor, ids)
        return self.counted(replace(self.offset, anchor=anchor))

    @property
    def known(self) -> bool:
        """Whether anything at all is known of the date itself."""
        return bool(self.canonical)

    @property
    def sort_key(self) -> tuple[float, float]:
        """Earliest day, then latest day; open ends sort outside.

        What is unknown, or has no days of its own, comes last.
        """
        if not self.known or self.offset:
            return float("inf"), float("inf")
        first = float("-inf") if self.earliest is None else self.earliest
        last = float("inf") if self.latest is None else self.latest
        return first, last

    def __repr__(self) -> str:
        return f"PartialDate({self.canonical!r})"

    def __str__(self) -> str:
        """For reading: `Sep 2017`, `between May 2020 and Feb 2021`, `unknown`."""
        return self.in_words(ENGLISH)

    def in_words(self, word: Words) -> str:
        """The same in the words of a language."""
        if self.offset is not None:
            return offset_in_words(self.offset, word)
        return _in_words(self.canonical, word)

    def reading(self) -> str:
        """Say what was understood: `Sep 2017: a month`."""
        kinds = {
            Precision.DAY: "an exact day",
            Precision.MONTH: "a month",
            Precision.YEAR: "a year",
            Precision.WINDOW: "one day within these limits",
            Precision.OFFSET: "counted from another point",
            Precision.UNKNOWN: "nothing is known of the date",
        }
        return f"{self}: {kinds[self.precision]}"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema  # options name dates before any is read

        return core_schema.no_info_plain_validator_function(
            cls._validate,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value.canonical, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def _validate(cls, value: Any) -> Self:  # noqa: ANN401 - pydantic passes anything
        if isinstance(value, cls):
            return value
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            value = value.isoformat()
        if value is None:
            value = ""
        from pydantic_core import PydanticCustomError

        if not isinstance(value, str):
            kind = type(value).__name__
            message = 'A date is written in quotes, like "2017-09", not as a {kind}.'
            raise PydanticCustomError("partial_date", message, {"kind": kind})
        try:
            return cls.parse(value)
        except DateTextError as error:
            raise PydanticCustomError(
                "partial_date", "{reason}", {"reason": str(error)}
            ) from None


def _day_text(day: int, relative: bool) -> str:
    return f"D{day}" if relative else dt.date.fromordinal(day).isoformat()


UNKNOWN = PartialDate.parse("")


@lru_cache(maxsize=4096)
def _in_words(canonical: str, word: Words) -> str:
    first, window, last = canonical.strip("[]").partition("..")
    last = last if window else first
    return between(_end_in_words(first, word), _end_in_words(last, word), word)


def _end_in_words(canonical: str, word: Words) -> str:
    if canonical.startswith("M"):
        return word("date.month", number=canonical[1:])
    if canonical.startswith("D"):
        return word("date.day", number=canonical[1:])
    numbers = canonical.split("-")
    if len(numbers) == 1:
        return canonical
    year, month, *day = map(int, numbers)
    if day:
        return day_in_words(dt.date(year, month, *day), word)
    return month_in_words(year, month, word)
