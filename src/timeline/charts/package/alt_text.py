"""The figure in words, for those who cannot see it."""

from collections.abc import Iterator

from timeline.case.assay_vocabulary import Comparator, sign_of
from timeline.case.chronology import Bounds
from timeline.language.words import Words
from timeline.sharing.months import month_numbers
from timeline.swimlane.model import (
    Bar,
    Certainty,
    Group,
    Lane,
    Point,
    Series,
    Shape,
    Swimlane,
    Tone,
)
from timeline.swimlane.order_words import place_in_words

_OTHERS = (Tone.BENCHMARK, Tone.LINE, Tone.INTERRUPTION)
"""Tones of bars among the drugs that are none."""
_MOST = 1800
"""Characters after which a text that is read aloud helps nobody."""


def alt_text(swimlane: Swimlane) -> str:
    """What the figure shows, group by group, in one paragraph."""
    sentences = [*_opening(swimlane)]
    if swimlane.strip:
        contents = _lane(swimlane.strip, swimlane)
        sentences.append(f"{contents}.")
    for group in Group:
        lanes = [lane for lane in swimlane.lanes if lane.group is group]
        if lanes:
            contents = "; ".join(_lane(lane, swimlane) for lane in lanes)
            sentences.append(f"{swimlane.word.of(group)}: {contents}.")
    sentences += [_series(series, swimlane.word) for series in swimlane.series]
    return _cut(sentences, swimlane.word)


def _opening(swimlane: Swimlane) -> Iterator[str]:
    word = swimlane.word
    if swimlane.synthetic:
        yield word("alt.synthetic")
    yield word("alt.opening", count=len(swimlane.lanes))
    if swimlane.ordered:
        yield word("alt.order")
    if swimlane.time_zero_label:
        yield word("zero.is", zero=swimlane.time_zero_label)
    if swimlane.cutoff_label:
        yield word("alt.cutoff", cutoff=swimlane.cutoff_label)


def _lane(lane: Lane, swimlane: Swimlane) -> str:
    bars = [f"{_named(bar, lane)} {_bar(bar, swimlane)}".strip() for bar in lane.bars]
    named = [mark for mark in lane.marks if mark.shape is not Shape.STROKE]
    marks = [_timed(mark.label, _when(mark.at, swimlane)) for mark in named]
    # thirty cycles one by one would help nobody who hears them
    strokes = lane.subtitle or str(len(lane.marks)) if lane.marks and not named else ""
    contents = ", ".join(filter(None, (*bars, *marks, strokes)))
    return contents if lane.folded else f"{lane.title}: {contents}"


def _named(bar: Bar, lane: Lane) -> str:
    """The label of a bar, where the title of its lane does not say what it is."""
    needed = lane.folded or lane.group is not Group.SYSTEMIC or bar.tone in _OTHERS
    # The sign of a note helps nobody who hears it.
    return bar.label.replace("\u2020", "") if needed else ""


def _timed(label: str, when: str) -> str:
    """A label with its time in brackets, unless it already ends with it."""
    if not when or label.endswith(when):
        return label
    return f"{label} ({when})".strip()


def _bar(bar: Bar, swimlane: Swimlane) -> str:
    if swimlane.ordered:
        return _in_order(bar, swimlane.word)
    start, _ = month_numbers(bar.start, swimlane)
    _, end = month_numbers(bar.stop, swimlane)
    word = swimlane.word
    begun = (
        word("alt.start", month=start) if start is not None else word("alt.no_start")
    )
    if bar.ongoing:
        return f"{begun}, {word('alt.ongoing')}"
    if start is None or end is None:
        over = word("alt.end", month=end) if end is not None else word("alt.no_end")
        return f"{begun}, {over}"
    span = word("date.month", number=start)
    if start != end:
        span = word("alt.months", first=start, last=end)
    return span if bar.certainty is Certainty.DAY else word("alt.within", span=span)


def _in_order(bar: Bar, word: Words) -> str:
    """The places of a bar in the order of events."""
    if bar.ongoing:
        return f"{place_in_words(bar.start, word)}, {word('detail.ongoing')}"
    span = place_in_words(Bounds(bar.start.earliest, bar.stop.latest), word)
    fixed = bar.certainty is Certainty.FIXED
    return span if fixed else word("alt.within", span=span)


def _when(at: Bounds, swimlane: Swimlane) -> str:
    """When a mark lies, in the words of a label; empty where nothing tells."""
    if swimlane.ordered:
        return place_in_words(at, swimlane.word)
    word, (first, last) = swimlane.word, month_numbers(at, swimlane)
    if first is None and last is None:
        return ""
    if first is None:
        return word("date.by", last=word("date.month", number=last))
    if last is None:
        return word("date.from", first=word("date.month", number=first))
    if first == last:
        return word("date.month", number=first)
    return word("alt.months", first=first, last=last)


def _series(series: Series, word: Words) -> str:
    """Count and span; values that contradict each other stand beside the span."""
    settled = [point for point in series.points if not point.disputed]
    disputed = [_signed(point) for point in series.points if point.disputed]
    parts = [word("alt.values", count=len(series.points))]
    if settled:
        first, last = _signed(min(settled, key=_size)), _signed(max(settled, key=_size))
        several = word("label.span", first=first, last=last)
        span = several if len(settled) > 1 else first
        parts.append(f"{span} {series.unit}".strip())
    if disputed:
        values = f"{', '.join(disputed)} {series.unit}".strip()
        parts.append(word("alt.not_settled", values=values))
    return f"{series.marker}: {', '.join(parts)}."


def _size(point: Point) -> tuple[float, int]:
    return point.value, "<=>".index(point.direction)


def _signed(point: Point) -> str:
    return f"{sign_of(Comparator(point.comparator))}{point.value:.10g}"


def _cut(sentences: list[str], word: Words) -> str:
    text = sentences[0]
    for sentence in sentences[1:]:
        if len(text) + len(sentence) > _MOST:
            return f"{text} {word('alt.rest')}"
        text = f"{text} {sentence}"
    return text
