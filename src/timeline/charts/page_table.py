"""The picture as a table, for readers who cannot see or do not trust a picture."""

from collections.abc import Iterator
from html import escape

from timeline.case.chronology import Bounds
from timeline.charts.things import Thing, things
from timeline.swimlane.model import Bar, Lane, Swimlane
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


def table(swimlane: Swimlane) -> str:
    """An HTML table with one row for each bar, mark and marker value."""
    word = swimlane.word
    when = "table.sequence" if swimlane.ordered else "table.when"
    keys = [when if key == "table.when" else key for key in _HEAD]
    head = "".join(f'<th scope="col">{escape(word(key))}</th>' for key in keys)
    body = "\n".join(_row(cells) for cells in _rows(swimlane))
    return (
        '<div class="rows"><table>\n'
        f"<caption>{escape(word('table.caption'))}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = (escape(cell) for cell in cells)
    return (
        f'<tr><th scope="row">{first}</th>'
        + "".join(f"<td>{cell}</td>" for cell in rest)
        + "</tr>"
    )


def _rows(swimlane: Swimlane) -> Iterator[tuple[str, ...]]:
    word = swimlane.word
    for place, what in things(swimlane):
        if isinstance(place, Lane):
            group, title = word.of(place.group), f"{place.title} {place.subtitle}"
        else:
            group, title = word("table.marker"), place.marker
        when, known = _when(what, swimlane), word.of(what.certainty)
        yield group, title.strip(), what.label, when, known, _source(what.detail)


def _when(what: Thing, swimlane: Swimlane) -> str:
    word = swimlane.word
    if swimlane.ordered:
        return place_numbers(what, word)
    if not isinstance(what, Bar):
        return when_in_words(what.at, swimlane)
    start = when_in_words(what.start, swimlane)
    if what.ongoing:
        return word("when.ongoing", start=start)
    if what.stop == Bounds() or what.unknown_end:
        return word("when.no_end", start=start)
    end = when_in_words(what.stop, swimlane)
    return word("when.span", start=start, end=end)


def _source(detail: tuple[tuple[str, str], ...]) -> str:
    found = dict(detail)
    parts = (found.get("Source"), found.get("Locator"))
    return ", ".join(part for part in parts if part)
