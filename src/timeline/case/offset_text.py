"""Reads dates that are counted from another record, or from the birth of the patient.

The canonical form names a point, a direction and a length: `line-1+D28`,
`line-2.stop-D14`, `[line-1+D20..line-1+D28]`, or an age in completed years, `age 63`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from timeline.case.date_text import DAYS_PER_MONTH, DateTextError
from timeline.case.offset import MONTHS_PER_YEAR, Offset
from timeline.case.plain_signs import plain_signs
from timeline.case.points import split, with_field

BIRTH = "birth of the patient"
"""What an age is counted from; no record can have such an id."""
OLDEST = 120
LONGEST_TEXT = 200
_LONGEST = {
    "D": round(OLDEST * MONTHS_PER_YEAR * DAYS_PER_MONTH),
    "W": OLDEST * 52,
    "M": OLDEST * MONTHS_PER_YEAR,
    "Y": OLDEST,
}
_POINT = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}(?:\.[A-Za-z_]+)?"
_UNIT = r"(d|w|wk|m|mo|y|yr|day|week|month|year)s?"
_STORED = re.compile(r"[0-9-]{4,10}|[MD][+-]?\d+|", re.ASCII)
"""How most dates are stored; the patterns below are compiled only for the others."""
_CANONICAL = rf"(?a:({_POINT}) ?([+-]) ?([DWMYdwmy])(\d{{1,5}}))"
_ISO_WEEK = r"(?a:\d{4}-?W\d{1,2})"
_SIGNED = rf"(?ai:({_POINT})( ?\+ ?| - )(\d{{1,5}}) ?{_UNIT})"
_COUNTED = (
    rf"(?i:(?:between )?(\d{{1,5}})(?: ?(?:-|\N{{EN DASH}}| to | and ) ?(\d{{1,5}}))? ?"
    rf"{_UNIT} (after|before) ({_POINT}))"
)
_AGE = r"(?i:(?:at )?aged? ?(\d{1,3})(?: ?(?:y|yrs?|years?)(?: old)?)?)"
_WINDOW = r"\[(.*)\.\.(.*)\]"


@dataclass(frozen=True, slots=True)
class OffsetReading:
    """What a text says of a date that is counted from another point."""

    anchor: str
    """A record's id, which means its first date, or `id.field`; or `BIRTH`."""
    first: Offset | None
    """How far from the anchor it was at the earliest; None is open."""
    last: Offset | None
    """How far at the latest."""

    @property
    def canonical(self) -> str:
        """The text that stands in files and in the registry."""
        first, last = (self._end(end) for end in (self.first, self.last))
        return first if first == last else f"[{first}..{last}]"

    def _end(self, offset: Offset | None) -> str:
        if offset is None:
            return ""
        if self.anchor == BIRTH:
            return f"age {offset.count}"
        return f"{self.anchor}{offset.canonical}"


@lru_cache(maxsize=4096)
def read_offset(text: str) -> OffsetReading | None:
    """Read a date that is counted from a record or from birth.

    Args:
        text: Such as `line-1+D28`, `line-1 + 28 d`, `20 to 28 days after line-1`,
            `[line-1+D20..line-1+D28]` or `age 63`.

    Returns:
        None where the text is of another kind, which need not be a date.

    Raises:
        DateTextError: If it is such a date, and says what cannot be.
    """
    if _STORED.fullmatch(text):
        return None
    text = plain_signs(text)
    reading = _window(text) or _single(text)
    if reading is not None:
        _check(reading)
    return reading


def _window(text: str) -> OffsetReading | None:
    match = re.fullmatch(_WINDOW, text)
    if not match:
        return None
    texts = [end.strip() for end in match.groups()]
    ends = [_single(end) for end in texts if end]
    if not any(ends):
        return None
    first, last = (_single(end) if end else None for end in texts)
    if None in ends or (first and last and first.anchor != last.anchor):
        message = "Both ends of such a window are counted from the same point: write "
        raise DateTextError(f"{message}[line-1+D20..line-1+D28].")
    reading = first or last
    assert reading is not None  # noqa: S101 - any(ends) says so
    return OffsetReading(
        reading.anchor, first.first if first else None, last.last if last else None
    )


def _single(text: str) -> OffsetReading | None:
    if match := re.fullmatch(_AGE, text):
        return _exactly(BIRTH, Offset(int(match[1]), "Y"))
    if (match := re.fullmatch(_CANONICAL, text)) and not re.fullmatch(_ISO_WEEK, text):
        return _exactly(match[1], _offset(match[4], match[3], before=match[2] == "-"))
    if match := re.fullmatch(_SIGNED, text):
        before = match[2].strip() == "-"
        return _exactly(match[1], _offset(match[3], match[4], before=before))
    if match := re.fullmatch(_COUNTED, text):
        return _counted(match)
    return None


def _counted(match: re.Match[str]) -> OffsetReading:
    """Such as 28 days before a record, or 20 to 28 days after it."""
    near, far, unit, direction, anchor = match.groups()
    before = direction.lower() == "before"
    ends = [_offset(count, unit, before=before) for count in (near, far or near)]
    first, last = reversed(ends) if before else ends
    return OffsetReading(_point(anchor), first, last)


def _offset(count: str, unit: str, *, before: bool) -> Offset:
    letter = unit[0].upper()
    same_day = letter == "D" and int(count) == 0
    return Offset(int(count), letter, before and not same_day)


def _exactly(anchor: str, offset: Offset) -> OffsetReading:
    return OffsetReading(_point(anchor), offset, offset)


def _point(text: str) -> str:
    """A point with its field as it is declared; the case of an id counts."""
    if text == BIRTH:
        return text
    record_id, field = split(text)
    return with_field(record_id, field.lower())


def _check(reading: OffsetReading) -> None:
    for offset in (reading.first, reading.last):
        if offset is not None and offset.count > _LONGEST[offset.unit]:
            raise DateTextError(f"That is more than {OLDEST} years.")
    days = tuple(_days(reading))
    if len(days) == 2 and days[0] > days[1]:  # noqa: PLR2004 - both ends are closed
        raise DateTextError("The window ends before it starts.")
    if len(reading.canonical) > LONGEST_TEXT:
        message = f"The date is longer than {LONGEST_TEXT} characters. Order this "
        raise DateTextError(f"{message}record before or after the other one instead.")


def _days(reading: OffsetReading) -> Iterator[int]:
    if reading.first is not None:
        yield reading.first.first_day(0, calendar=False)
    if reading.last is not None:
        yield reading.last.last_day(0, calendar=False)
