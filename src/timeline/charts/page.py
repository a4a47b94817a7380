"""The page of one case: the picture, its key, its footnotes and its table."""

from collections.abc import Iterable, Iterator
from html import escape

from timeline.case.chronology import Bounds
from timeline.charts.abbreviations import drawn_abbreviations, listed
from timeline.charts.shell import (
    Contents,
    document,
    html_table,
    items,
    paragraphs,
    subheading,
)
from timeline.charts.swimlane_figure import swimlane_picture
from timeline.charts.things import Thing, named, things
from timeline.language.words import Words
from timeline.swimlane.bar_days import therapy_spans
from timeline.swimlane.model import Bar, Listed, Swimlane
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


def page(swimlane: Swimlane) -> str:
    """Write a swimlane as a page of HTML.

    The same swimlane gives the same page, byte for byte.

    Args:
        swimlane: What `swimlane.build.build` gives.

    Returns:
        HTML that needs no other file and no connection.
    """
    word = swimlane.word
    return document(
        Contents(
            heading=word("page.heading", code=swimlane.title.split(": ")[0]),
            warning=word("page.synthetic") if swimlane.synthetic else "",
            description=word("page.description"),
            picture=swimlane_picture(swimlane),
            caption=_caption(swimlane),
            table=table(swimlane),
            word=word,
        )
    )


def _caption(swimlane: Swimlane) -> str:
    word, parts = swimlane.word, [paragraphs(_sentences(swimlane))]
    if swimlane.footnotes:
        parts += [subheading(word("page.notes")), items(swimlane.footnotes)]
    if short_forms := listed(drawn_abbreviations(swimlane)):
        meanings = paragraphs([f"{short_forms}."])
        parts += [subheading(word("page.abbreviations")), meanings]
    if swimlane.undated:
        heading = "page.unplaced" if swimlane.ordered else "page.undated"
        parts.append(subheading(word(heading)))
        parts.append(items(undated.label for undated in swimlane.undated))
    return "\n".join(parts)


def _sentences(swimlane: Swimlane) -> list[str]:
    word, first = swimlane.word, [f"{swimlane.title}."]
    if swimlane.ordered:
        first.append(word("page.order"))
    if swimlane.time_zero_label:
        first.append(word("zero.is", zero=swimlane.time_zero_label))
    if swimlane.cutoff_label:
        first.append(word("page.cutoff", cutoff=swimlane.cutoff_label))
    looks = "page.order_looks" if swimlane.ordered else "page.looks"
    sentences = [" ".join(first), word(looks)]
    if swimlane.series and any(therapy_spans(swimlane)):
        sentences.append(word("caption.treated"))
    if any(p.direction != "=" for series in swimlane.series for p in series.points):
        sentences.append(word("caption.outside"))
    if swimlane.uses_narrative:
        sentences.append(word("page.narrative"))
    return sentences


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
    word: Words, caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> str:
    cells = ([escape(cell).replace("\n", "<br>") for cell in row] for row in rows)
    return html_table(word(caption), map(word, heads), cells)


def _record_row(record: Listed, word: Words) -> tuple[str, ...]:
    fields = (*record.own, *record.shared)
    shown = word("detail.yes")
    if record.not_drawn:
        shown = word("table.not_in_picture", reason=record.not_drawn)
    states = "\n".join(f"{name}: {value}" for name, value in fields)
    return record.kind, record.label, states, shown


def _rows(swimlane: Swimlane) -> Iterator[tuple[str, ...]]:
    word = swimlane.word
    for place, thing in things(swimlane):
        when, known = _when(thing, swimlane), word.of(thing.certainty)
        source = _source(thing.detail)
        yield *named(place, word), thing.label, when, known, source


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
