"""What dates are counted from, and what is wrong with that.

A case has a calendar, or it counts from a time zero of its own. With a calendar a bare
offset would have nothing to count from; without one a calendar date would have no
place. An offset that names its anchor fits both.
"""

from collections.abc import Iterator

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.offset_text import BIRTH
from timeline.case.partial_date import PartialDate
from timeline.case.points import point, record_of, resolve, split
from timeline.case.record import Entry
from timeline.errors import Problem

NO_ANCHOR = (
    "There is no record or date {anchor} to count from. Name one by its id, such as "
    "line-1+D28 or line-1.stop+D28."
)
_ITSELF = "A date cannot be counted from itself."
_CIRCLE = "{points} are counted from each other, and from nothing else."
_BARE = (
    "This case has calendar dates, so an offset names what it is counted from: write "
    "diagnosis{offset}, with the id of the record."
)
_CALENDAR = (
    "This case counts from time zero and has no calendar. Write M18 or D540, or count "
    "from a record: line-1+D28."
)
_REVERSED = "By what it is counted from it lies before the date that must precede it."


def anchor_ids(entry: Entry) -> set[str]:
    """Ids of the other records from which dates of a record are counted."""
    anchors = (date.anchor for date in entry.dates().values())
    ids = {record_of(anchor) for anchor in anchors if anchor and anchor != BIRTH}
    return ids - {entry.id}


def anchor_problems(case: Case) -> Iterator[Problem]:
    """What keeps the dates of a case from being counted."""
    yield from _mixed(case)
    for entry, name, date in case.dates:
        if date.anchor and date.anchor != BIRTH:
            message = _wrong_anchor(case, entry, name, date)
            if message:
                yield Problem(message, entry.id, name)
    yield from _reversed(case)


def _mixed(case: Case) -> Iterator[Problem]:
    """Dates with and without a calendar: those that are fewer have to change."""
    dates = [(e, n, d) for e, n, d in case.dates if d.known and d.offset is None]
    bare = [(entry, name, date) for entry, name, date in dates if date.relative]
    calendar = [(entry, name, date) for entry, name, date in dates if not date.relative]
    if bare and len(bare) <= len(calendar):
        for entry, name, date in bare:
            message = _BARE.format(offset=_as_counted(date))
            yield Problem(message, entry.id, name)
    if calendar and len(calendar) <= len(bare):
        yield from (Problem(_CALENDAR, entry.id, name) for entry, name, _ in calendar)


def _as_counted(date: PartialDate) -> str:
    """A bare offset as it is written behind an anchor; of a window one end."""
    first, _, last = date.canonical.strip("[]").partition("..")
    end = first or last
    count = int(end[1:])
    return f"{'-' if count < 0 else '+'}{end[0]}{abs(count)}"


def _wrong_anchor(case: Case, entry: Entry, name: str, date: PartialDate) -> str:
    """What is wrong with the anchor of one date; empty for nothing."""
    anchor, own = resolve(case, date.anchor), point(entry, name)
    if anchor is None:
        return NO_ANCHOR.format(anchor=date.anchor)
    if anchor == own:
        return _ITSELF
    passed: list[str] = [own]
    while anchor and anchor not in passed:
        passed.append(anchor)
        record = case.get(record_of(anchor))
        further = record.dates()[split(anchor)[1]].anchor if record else ""
        anchor = resolve(case, further) if further else None
    if anchor != own:
        return ""
    return _CIRCLE.format(points=" and ".join(passed))


def _reversed(case: Case) -> Iterator[Problem]:
    """Dates of one record of which a counted one lies before the one before it."""
    if not any(date.offset for _, _, date in case.dates):
        return
    for clash in Chronology.of(case).contradictions:
        ids = {record_of(clash.earliest_from), record_of(clash.latest_from)}
        record = case.get(min(ids))
        counted = [n for n, d in record.dates().items() if d.offset] if record else []
        apart = clash.earliest_from != clash.latest_from
        if len(ids) == 1 and counted and apart:
            yield Problem(_REVERSED, min(ids), counted[-1])
