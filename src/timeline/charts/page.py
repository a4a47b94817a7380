"""The page of one case: the picture, its key, its footnotes and its table."""

from timeline.charts.abbreviations import drawn_abbreviations, listed
from timeline.charts.page_table import table
from timeline.charts.shell import Contents, document, items, paragraphs, subheading
from timeline.charts.swimlane_figure import swimlane_picture
from timeline.swimlane.bar_days import therapy_spans
from timeline.swimlane.model import Swimlane


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
    if any(p.comparator != "=" for series in swimlane.series for p in series.points):
        sentences.append(word("caption.outside"))
    if swimlane.uses_narrative:
        sentences.append(word("page.narrative"))
    return sentences
