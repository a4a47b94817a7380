"""The picture as a table, for readers who cannot see or do not trust a picture."""

from collections.abc import Iterator
from html import escape

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.charts.things import Thing, things
from timeline.swimlane.model import Bar, Lane, Swimlane

_HEAD = ("Group", "Lane", "What", "When", "How well known", "Source")


def table(swimlane: Swimlane) -> str:
    """An HTML table with one row for each bar, mark and marker value."""
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEAD)
    body = "\n".join(_row(cells) for cells in _rows(swimlane))
    return (
        '<div class="rows"><table>\n'
        "<caption>Every bar, mark and marker value of the picture.</caption>\n"
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
    relative = swimlane.relative
    for place, what in things(swimlane):
        if isinstance(place, Lane):
            group, title = place.group.value, f"{place.title} {place.subtitle}".strip()
        else:
            group, title = "Tumour marker", place.marker
        when, known = _when(what, relative=relative), what.certainty.value
        yield group, title, what.label, when, known, _source(what.detail)


def _when(what: Thing, *, relative: bool) -> str:
    if not isinstance(what, Bar):
        return bounds_in_words(what.at, relative=relative)
    start = bounds_in_words(what.start, relative=relative)
    if what.ongoing:
        return f"{start}; ongoing"
    if what.stop == Bounds() or what.unknown_end:
        return f"{start}; end not known"
    end = bounds_in_words(what.stop, relative=relative)
    return f"start {start}, end {end}"


def _source(detail: tuple[tuple[str, str], ...]) -> str:
    found = dict(detail)
    parts = (found.get("Source"), found.get("Locator"))
    return ", ".join(part for part in parts if part)
