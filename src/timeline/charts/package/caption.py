"""The legend of the figure and its abbreviations, from what is drawn and no more."""

from collections import Counter
from collections.abc import Iterator

from timeline.case.case import Case
from timeline.charts.abbreviations import abbreviations, in_line, in_order
from timeline.charts.package.content import Content, compared
from timeline.charts.package.table import escaped
from timeline.charts.things import things
from timeline.clinical.durations import Duration, rounded
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.language.words import Words
from timeline.swimlane.bar_days import therapy_spans
from timeline.swimlane.footnotes import order_note, windows_note
from timeline.swimlane.model import Bar, Certainty, Swimlane, Tone
from timeline.swimlane.words import capital


def caption(
    content: Content,
    shortened: tuple[tuple[str, str], ...] = (),
    *,
    hatched: bool = True,
) -> str:
    """The legend as Markdown, one paragraph for each matter.

    Args:
        content: What the figure shows.
        shortened: Short forms that stand in the drawing for full words, with these.
        hatched: Whether the drawing has hatches, and no tints that stand for them.
    """
    word = content.swimlane.word
    parts = [*_parts(content, hatched=hatched), [*_short_forms(shortened, word)]]
    paragraphs = [" ".join(part) for part in parts if part]
    return "\n\n".join(escaped(text) for text in paragraphs) + "\n"


def _parts(content: Content, *, hatched: bool) -> Iterator[list[str]]:
    swimlane = content.swimlane
    headline = content.case.patient.headline
    word = swimlane.word
    key = "caption.course_of" if headline else "caption.course"
    yield [word(key, headline=headline), *_synthetic(swimlane)]
    yield [*_axes(content)]
    yield [*_looks(swimlane)]
    yield [*_certainties(swimlane, hatched=hatched)]
    yield [*_reported(content)]
    yield [*_footnotes(swimlane, hatched=hatched)]
    yield [*undated_note(swimlane)]


def _synthetic(swimlane: Swimlane) -> Iterator[str]:
    if swimlane.synthetic:
        yield swimlane.word("caption.synthetic")


def _axes(content: Content) -> Iterator[str]:
    swimlane = content.swimlane
    word = swimlane.word
    if swimlane.ordered:
        yield word("caption.order")
    if swimlane.time_zero_label:
        yield word("caption.zero", zero=swimlane.time_zero_label)
    if swimlane.calendar and not swimlane.relative:
        yield word("caption.calendar")
    if swimlane.cutoff_label:
        yield word("caption.cutoff", cutoff=word.within(swimlane.cutoff_label))
    if swimlane.coarsened and not swimlane.ordered:
        yield word("caption.coarsened")


def _looks(swimlane: Swimlane) -> Iterator[str]:
    word, bars = swimlane.word, [bar for lane in swimlane.lanes for bar in lane.bars]
    if any(bar.ongoing for bar in bars):
        yield word("caption.order_arrow" if swimlane.ordered else "caption.arrow")
    if any(bar.unknown_end for bar in bars):
        yield word("caption.fading")
    yield word("caption.looks")
    if any(series.scale.logarithmic for series in swimlane.series):
        yield word("caption.log")
    if swimlane.series and any(therapy_spans(swimlane)):
        yield word("caption.treated")
    for series in swimlane.series:
        if series.note:
            yield f"{series.marker}: {word.within(series.note)}"
    if any(p.direction != "=" for series in swimlane.series for p in series.points):
        yield word("caption.outside")


def _certainties(swimlane: Swimlane, *, hatched: bool) -> Iterator[str]:
    drawn = [thing for _, thing in things(swimlane)]
    counted = Counter(
        thing.certainty
        for thing in drawn
        if not (isinstance(thing, Bar) and thing.tone is Tone.BENCHMARK)
    )
    if not counted:
        return
    word = swimlane.word
    bars = word("look.hatched_bars" if hatched else "look.pale_bars")
    coarsened = swimlane.coarsened
    months = "caption.known_coarsened" if coarsened else "caption.known_month"
    numbers = {
        "caption.known_day": counted[Certainty.DAY],
        months: counted[Certainty.MONTH],
        "caption.known_between": counted[Certainty.WINDOW] + counted[Certainty.ORDER],
        "caption.known_by_sentences": counted[Certainty.NARRATIVE],
        "caption.known_one_side": counted[Certainty.UNPLACED],
    }
    if swimlane.ordered:
        numbers = {
            "caption.known_fixed": counted[Certainty.FIXED],
            "caption.known_open": counted[Certainty.ORDER],
            "caption.known_by_sentences": counted[Certainty.NARRATIVE],
        }
    counts = {key: number for key, number in numbers.items() if number}
    known = "; ".join(word(key, number=n, bars=bars) for key, n in counts.items())
    dates = "caption.places" if swimlane.ordered else "caption.dates"
    yield word(dates, total=counted.total(), known=known)
    if not swimlane.ordered:
        yield word("caption.no_day")


def _footnotes(swimlane: Swimlane, *, hatched: bool) -> Iterator[str]:
    """The notes of the picture; where there are no hatches, of what stands for them."""
    word, coarsened = swimlane.word, swimlane.coarsened
    if swimlane.ordered:
        own, windows = order_note(word, hatched=hatched), order_note(word)
    else:
        own = windows_note(word, coarsened=coarsened, hatched=hatched)
        windows = windows_note(word, coarsened=coarsened)
    for note in swimlane.footnotes:
        yield own if note == windows else note


def _reported(content: Content) -> Iterator[str]:
    word = content.swimlane.word
    for endpoint in compared(content.review):
        name, line = capital(endpoint.name), endpoint.line
        if line:
            name = word("caption.of_line", name=name, line=line)
        for stated in endpoint.comparisons:
            numbers = {"reported": stated.text, "computed": _computed(endpoint, word)}
            yield word("caption.reported", name=name, **numbers)


def _computed(endpoint: Endpoint, word: Words) -> str:
    """A length in whole words: `14.0 to 16.0 months (15 by calendar months)`.

    Where the dates allow an event and censoring, both stand there.
    """
    if not endpoint.duration.computable:
        return endpoint.text
    lengths = endpoint.outcomes or (endpoint,)
    known = [length for length in lengths if length.duration.computable]
    either = f" {word('column.or')} "
    return either.join(_length(each.duration, each.censored, word) for each in known)


def _length(duration: Duration, censored: bool | None, word: Words) -> str:
    shortest, longest = duration.months_min, duration.months_max
    if longest is None:
        number = word("caption.at_least", number=rounded(shortest))
    elif shortest is None:
        number = word("caption.at_most", number=rounded(longest))
    else:
        first, last = rounded(shortest), rounded(longest)
        ends = word("label.span", first=first, last=last)
        number = first if first == last else ends
    length = word("cohort.months", number=number)
    if duration.months_calendar is not None:
        calendar = duration.months_calendar
        length = word("caption.by_calendar", span=length, number=calendar)
    return f"{length}, {word('trace.censored')}" if censored else length


def undated_note(swimlane: Swimlane) -> Iterator[str]:
    """What has no place in the picture, where there is any."""
    counted = Counter(undated.label for undated in swimlane.undated)
    labels = [f"{label} ({n})" if n > 1 else label for label, n in counted.items()]
    if labels:
        key = "caption.unplaced" if swimlane.ordered else "caption.undated"
        yield swimlane.word(key, labels="; ".join(labels))


def _short_forms(shortened: tuple[tuple[str, str], ...], word: Words) -> Iterator[str]:
    if shortened:
        yield word("caption.short_forms", forms=in_line(shortened))


def abbreviations_page(
    case: Case, swimlane: Swimlane, shortened: tuple[tuple[str, str], ...] = ()
) -> str:
    """The same as a list in Markdown, and as one line for a legend.

    Args:
        case: The case that is drawn.
        swimlane: What is drawn.
        shortened: Short forms that stand in the drawing for full words, with these.
    """
    return as_page(dict(shortened) | abbreviations(case, swimlane), swimlane.word)


def as_page(meanings: dict[str, str], word: Words) -> str:
    """Abbreviations as a list in Markdown, and as one line for a legend."""
    pairs = [(escaped(short), escaped(long)) for short, long in in_order(meanings)]
    items = "\n".join(f"- {short}: {long}" for short, long in pairs)
    return f"# {word('page.abbreviations')}\n\n{items}\n\n{in_line(pairs)}\n"
