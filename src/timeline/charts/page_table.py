"""The picture as a table, for readers who cannot see or do not trust a picture."""

from collections.abc import Iterable, Iterator
from html import escape

from timeline.case.chronology import Bounds
from timeline.charts.things import Thing, things
from timeline.language.words import Words
from timeline.swimlane.model import Bar, Lane, Listed, Swimlane
from timeline.swimlane.order_words import place_numbers, when_in_words

_HEAD = (
    "table.group",
    "table.lane",
    "table.what",
    "table.when",
    "table.known",
    "table.source",
)
"""Keys of the heads of the columns."""


_RECORDS_HEAD = ("table.kind", "table.record", "table.states", "table.in_picture")


def table(swimlane: Swimlane) -> str:
    """Two HTML tables: of what is drawn, and of every record with all its fields."""
    word = swimlane.word
    when = "table.sequence" if swimlane.ordered else "table.when"
    heads = tuple(when if key == "table.when" else key for key in _HEAD)
    drawn = _table(word, "table.caption", heads, _rows(swimlane))
    if not swimlane.records:
        return drawn
    records = (_record_row(record, word) for record in swimlane.records)
    listed = _table(word, "table.records_caption", _RECORDS_HEAD, records)
    return f"{drawn}\n{listed}"


def _table(
    word: Words,
    caption: str,
    heads: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
) -> str:
    head = "".join(f'<th scope="col">{escape(word(key))}</th>' for key in heads)
    body = "\n".join(_row(cells) for cells in rows)
    return (
        '<div class="rows"><table>\n'
        f"<caption>{escape(word(caption))}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _record_row(record: Listed, word: Words) -> tuple[str, ...]:
    fields = (*record.own, *record.shared)
    shown = word("detail.yes")
    if record.not_drawn:
        shown = word("table.not_in_picture", reason=record.not_drawn)
    states = "\n".join(f"{name}: {value}" for name, value in fields)
    return record.kind, record.label, states, shown


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = (escape(cell).replace("\n", "<br>") for cell in cells)
    return (
        f'<tr><th scope="row">{first}</th>'
        + "".join(f"<td>{cell}</td>" for cell in rest)
        + "</tr>"
    )


def _rows(swimlane: Swimlane) -> Iterator[tuple[str, ...]]:
    word = swimlane.word
    for place, thing in things(swimlane):
        if isinstance(place, Lane):
            group, title = word.of(place.group), f"{place.title} {place.subtitle}"
        else:
            group, title = word("table.marker"), place.marker
        when, known = _when(thing, swimlane), word.of(thing.certainty)
        yield group, title.strip(), thing.label, when, known, _source(thing.detail)


def _when(thing: Thing, swimlane: Swimlane) -> str:
    word = swimlane.word
    if swimlane.ordered:
        return place_numbers(thing, word)
    if not isinstance(thing, Bar):
        return when_in_words(thing.at, swimlane)
    start = when_in_words(thing.start, swimlane)
    if thing.ongoing:
        return word("when.ongoing", start=start)
    if thing.stop == Bounds() or thing.unknown_end:
        return word("when.no_end", start=start)
    end = when_in_words(thing.stop, swimlane)
    return word("when.span", start=start, end=end)


def _source(detail: tuple[tuple[str, str], ...]) -> str:
    value = dict(detail)
    parts = (value.get("Source"), value.get("Locator"))
    return ", ".join(part for part in parts if part)
