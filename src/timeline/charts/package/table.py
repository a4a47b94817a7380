"""The episode of care as a table (CARE guideline for case reports, item 7)."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from timeline.case.chronology import Bounds
from timeline.charts.things import Thing, begins, named, things
from timeline.language.words import Words
from timeline.sharing.months import months
from timeline.swimlane.model import (
    Bar,
    Certainty,
    Lane,
    Listed,
    Mark,
    Series,
    Swimlane,
)
from timeline.swimlane.order_words import place_numbers, when_in_words

_HEAD = (
    "table.when",
    "axis.months",
    "table.until",
    "table.kind",
    "table.what",
    "table.result",
    "table.details",
    "table.known_as",
)
"""Keys of the heads of the columns."""
_DATED = _HEAD[:3]
"""Columns for which the order of events has one: the places in it."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def timeline_head(swimlane: Swimlane) -> tuple[str, ...]:
    """The heads of the columns of the episode of care."""
    rest = _HEAD[len(_DATED) : -1]
    keys = ("table.sequence", *rest, "table.known") if swimlane.ordered else _HEAD
    return tuple(swimlane.word(key) for key in keys)


def timeline_rows(swimlane: Swimlane) -> tuple[tuple[str, ...], ...]:
    """One row for each thing that is drawn, in order of time.

    Then come clinical records without a shape of their own, then undated ones.
    """
    return tuple(cells for _, cells in rows_of_records(swimlane))


def rows_of_records(swimlane: Swimlane) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The same rows, each with the id of the record that it is about."""
    records = {record.record: record for record in swimlane.records}
    for name, cells in _rows(swimlane):
        details = _details(records.get(name), cells, swimlane.word)
        yield name, (*cells[:-1], details, cells[-1])


def _rows(swimlane: Swimlane) -> Iterator[tuple[str, tuple[str, ...]]]:
    word = swimlane.word
    blank = () if swimlane.ordered else ("", "")
    drawn = sorted(things(swimlane), key=lambda pair: begins(pair[1]).sort_key)
    for place, thing in drawn:
        yield thing.record, _row(place, thing, swimlane)
    for listed in _beside(swimlane):
        yield listed.record, (listed.when, *blank, listed.kind, listed.label, "", "")
    unstated, none = word("table.not_stated"), word.of(Certainty.UNPLACED)
    for undated in swimlane.undated:
        yield undated.record, (unstated, *blank, *_undated(undated.label), none)


def _beside(swimlane: Swimlane) -> Iterator[Listed]:
    """Clinical records that are neither drawn nor listed as undated."""
    undated = {record.record for record in swimlane.undated}
    undated |= {point.record for series in swimlane.series for point in series.points}
    for record in swimlane.records:
        if record.not_drawn and record.kind_is_drawn and record.record not in undated:
            yield record


def _details(record: Listed | None, cells: tuple[str, ...], word: Words) -> str:
    """The fields of a record that its row does not say, and why it is not drawn."""
    if record is None:
        return ""
    said = {part.casefold() for cell in cells[:-1] for part in _parts(cell)}
    lines = [line for line in record.own if line[1].casefold() not in said]
    if record.not_drawn:
        no = word("table.not_in_picture", reason=record.not_drawn)
        lines.append((word("table.in_picture"), no))
    return "; ".join(f"{name}: {value}" for name, value in lines)


def _parts(cell: str) -> Iterator[str]:
    """A cell and what its commas part; a bare number may stand for anything."""
    for part in (cell, *cell.split(", ")):
        if any(map(str.isalpha, part)):
            yield part


def _row(place: Lane | Series, thing: Thing, swimlane: Swimlane) -> tuple[str, ...]:
    word, when = swimlane.word, begins(thing)
    dated = (
        when_in_words(when, swimlane),
        months(when, swimlane),
        _until(thing, swimlane),
    )
    return (
        *((place_numbers(thing, word),) if swimlane.ordered else dated),
        *named(place, word),
        thing.label,
        word.of(thing.certainty),
    )


def _until(thing: Thing, swimlane: Swimlane) -> str:
    word = swimlane.word
    if not isinstance(thing, Bar):
        return ""
    if thing.ongoing:
        return word("table.ongoing")
    if thing.unknown_end or thing.stop == Bounds():
        return word("table.not_known")
    return when_in_words(thing.stop, swimlane)


def _undated(label: str) -> tuple[str, str, str]:
    name, _, result = label.partition(": ")
    return "", name, result


def drawn_rows(swimlane: Swimlane) -> tuple[tuple[str, ...], ...]:
    """The numbers behind every shape: days are ISO dates, or days since time zero."""
    return tuple(_drawn(place, thing, swimlane) for place, thing in things(swimlane))


DRAWN_HEAD = (
    "record",
    "drawn_as",
    "group",
    "lane",
    "meaning",
    "shape",
    "label",
    "certainty",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "ongoing",
    "comparator",
    "value",
    "unit",
)


def _drawn(place: Lane | Series, thing: Thing, swimlane: Swimlane) -> tuple[str, ...]:
    word, start = swimlane.word, begins(thing)
    stop = thing.stop if isinstance(thing, Bar) else start
    days = (start.earliest, start.latest, stop.earliest, stop.latest)
    ends = tuple(_day(day, relative=swimlane.relative) for day in days)
    common = (thing.label, word.of(thing.certainty), *ends)
    group, lane = named(place, word)
    if isinstance(place, Series):
        head = (thing.record, "value", group, lane, "", "")
        comparator = "" if isinstance(thing, Bar | Mark) else thing.comparator
        value = "" if isinstance(thing, Bar | Mark) else f"{thing.value:.10g}"
        return (*head, *common, "", comparator, value, place.unit)
    tones = thing.tones if isinstance(thing, Bar | Mark) else ()
    tone = " + ".join(map(word.of, tones))
    shape = thing.shape.value if isinstance(thing, Mark) else ""
    kind = "mark" if isinstance(thing, Mark) else "bar"
    ongoing = "yes" if isinstance(thing, Bar) and thing.ongoing else ""
    head = (thing.record, kind, group, lane, tone, shape)
    return (*head, *common, ongoing, "", "", "")


def _day(day: int | None, *, relative: bool) -> str:
    if day is None:
        return ""
    return str(day) if relative else dt.date.fromordinal(day).isoformat()


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as CSV in which no spreadsheet sees a formula."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return file.getvalue()


def _guarded(cell: str) -> str:
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def as_markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as a table in Markdown in which no cell is markup."""
    lines = [head, ["---"] * len(head), *([escaped(c) for c in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def escaped(text: str) -> str:
    """A text on one line in which Markdown and HTML see nothing but text."""
    line = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>|#~&])", r"\\\1", line)
