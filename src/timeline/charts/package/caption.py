"""The legend of the figure, written from what is drawn and from nothing else."""

from collections import Counter
from collections.abc import Iterator

from timeline.charts.package.content import Content, compared
from timeline.charts.package.table import escaped
from timeline.charts.things import things
from timeline.language.words import Words
from timeline.swimlane.model import Bar, Certainty, Swimlane, Tone
from timeline.swimlane.words import capital

_STATED = (Certainty.DAY, Certainty.MONTH)


def caption(content: Content, shortened: tuple[tuple[str, str], ...] = ()) -> str:
    """The legend as Markdown, one paragraph for each matter.

    Args:
        content: What the figure shows.
        shortened: Short forms that stand in the drawing for full words, with these.
    """
    word = content.swimlane.word
    parts = [*_parts(content), [*_short_forms(shortened, word)]]
    paragraphs = [" ".join(part) for part in parts if part]
    return "\n\n".join(escaped(text) for text in paragraphs) + "\n"


def _parts(content: Content) -> Iterator[list[str]]:
    swimlane = content.swimlane
    headline = content.case.patient.headline
    word = swimlane.word
    key = "caption.course_of" if headline else "caption.course"
    yield [word(key, headline=headline), *_synthetic(swimlane)]
    yield [*_axes(content)]
    yield [*_looks(swimlane)]
    yield [*_certainties(swimlane)]
    yield [*_reported(content)]
    yield list(swimlane.footnotes)
    yield [*_missing(swimlane)]


def _synthetic(swimlane: Swimlane) -> Iterator[str]:
    if swimlane.synthetic:
        yield swimlane.word("caption.synthetic")


def _axes(content: Content) -> Iterator[str]:
    swimlane = content.swimlane
    word = swimlane.word
    if swimlane.time_zero_label:
        yield word("caption.zero", zero=swimlane.time_zero_label)
    if swimlane.calendar and not swimlane.relative:
        yield word("caption.calendar")
    if swimlane.cutoff_label:
        yield word("caption.cutoff", cutoff=word.within(swimlane.cutoff_label))
    if content.coarsened:
        yield word("caption.coarsened")


def _looks(swimlane: Swimlane) -> Iterator[str]:
    word, bars = swimlane.word, [bar for lane in swimlane.lanes for bar in lane.bars]
    if any(bar.ongoing for bar in bars):
        yield word("caption.arrow")
    if any(bar.unknown_end for bar in bars):
        yield word("caption.fading")
    yield word("caption.looks")
    if swimlane.series:
        yield word("caption.log")
    for one in swimlane.series:
        if one.note:
            yield f"{one.marker}: {word.within(one.note)}"
    if any(p.comparator != "=" for one in swimlane.series for p in one.points):
        yield word("caption.outside")


def _certainties(swimlane: Swimlane) -> Iterator[str]:
    drawn = [thing for _, thing in things(swimlane)]
    counted = Counter(
        thing.certainty
        for thing in drawn
        if not (isinstance(thing, Bar) and thing.tone is Tone.BENCHMARK)
    )
    total = counted.total()
    if not total:
        return
    word = swimlane.word
    exact, period = counted[Certainty.DAY], counted[Certainty.MONTH]
    yield word("caption.dates", total=total, exact=exact, period=period)
    within = counted[Certainty.WINDOW] + counted[Certainty.ORDER]
    if within:
        yield word("caption.windows", number=within)
    if counted[Certainty.NARRATIVE]:
        yield word("caption.narrative", number=counted[Certainty.NARRATIVE])
    if counted[Certainty.UNPLACED]:
        yield word("caption.open", number=counted[Certainty.UNPLACED])
    yield word("caption.no_day")


def _reported(content: Content) -> Iterator[str]:
    word = content.swimlane.word
    for endpoint in compared(content.review):
        name, line = capital(endpoint.name), endpoint.line
        if line:
            name = word("caption.of_line", name=name, line=line)
        for stated in endpoint.comparisons:
            numbers = {"reported": stated.text, "computed": endpoint.text}
            yield word("caption.reported", name=name, **numbers)


def _missing(swimlane: Swimlane) -> Iterator[str]:
    labels = [each.label for each in swimlane.undated]
    if labels:
        yield swimlane.word("caption.undated", labels="; ".join(labels))


def _short_forms(shortened: tuple[tuple[str, str], ...], word: Words) -> Iterator[str]:
    if shortened:
        listed = "; ".join(f"{short}, {long}" for short, long in shortened)
        yield word("caption.short_forms", forms=listed)
