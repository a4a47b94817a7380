"""The key: one entry for each tone, then how certainty is drawn."""

from collections.abc import Callable, Iterator

from timeline.charts.bar_traces import bar_marker
from timeline.charts.mark_traces import SYMBOL
from timeline.charts.palette import FILL, PAPER, QUIET
from timeline.charts.pieces import Look
from timeline.charts.traces import Trace, bar_trace, scatter_trace
from timeline.language.words import ENGLISH, Words
from timeline.swimlane.model import Certainty, Shape, Swimlane, Tone
from timeline.swimlane.words import capital

_LIGHT = "#dedede"
ENTRY = 190
"""Width of one entry in pixels."""


def tone_keys(swimlane: Swimlane) -> Iterator[Trace]:
    """An entry for each tone that is drawn; a click hides what has it."""
    for tone, symbol in _tones(swimlane).items():
        yield scatter_trace(
            x=[None],
            y=[None],
            mode="markers",
            marker={"symbol": symbol, "size": 12, "color": FILL[tone]},
            name=capital(swimlane.word.of(tone)),
            legendgroup=tone.name,
            showlegend=True,
        )


def _tones(swimlane: Swimlane) -> dict[Tone, str]:
    found: dict[Tone, str] = {}
    for lane in swimlane.lanes:
        for bar in lane.bars:
            found |= {t: found.get(t, "square") for t in bar.tones}
        for mark in lane.marks:
            found.setdefault(mark.tone, SYMBOL[mark.shape])
    if swimlane.strip:
        found.setdefault(Tone.RESPONSE, SYMBOL[Shape.RING])
    return {tone: found[tone] for tone in Tone if tone in found}


def certainty_keys(swimlane: Swimlane) -> Iterator[Trace]:
    """An entry for each way in which certainty is drawn here."""
    bars = [bar for lane in swimlane.lanes for bar in lane.bars]
    marks = {mark.certainty for lane in swimlane.lanes for mark in lane.marks}
    word = swimlane.word
    keys = order_keys if swimlane.ordered else date_keys
    yield from keys({bar.certainty for bar in bars}, marks, word)
    if any(bar.ongoing for bar in bars):
        name = "key.goes_on" if swimlane.ordered else "key.ongoing"
        yield _mark_key(word(name), "triangle-right", QUIET)


def date_keys(
    bars: set[Certainty], marks: set[Certainty], word: Words = ENGLISH
) -> Iterator[Trace]:
    """An entry for each way in which bars and marks are placed in time."""
    if bars & {Certainty.WINDOW, Certainty.ORDER}:
        yield _bar_key(word("key.window"), Look.HATCHED)
    if Certainty.NARRATIVE in bars:
        yield _bar_key(word("key.narrative"), Look.DOTTED)
    if Certainty.MONTH in bars:
        yield _shaded_key(word("key.month"), "radial")
    if Certainty.UNPLACED in bars:
        yield _shaded_key(word("key.open"), "horizontal")
    if marks & {Certainty.DAY, Certainty.MONTH}:
        yield _mark_key(word("key.stated"), "circle", QUIET)
    if marks - {Certainty.DAY, Certainty.MONTH}:
        yield _mark_key(word("key.not_stated"), "circle", PAPER)


def order_keys(
    bars: set[Certainty], marks: set[Certainty], word: Words
) -> Iterator[Trace]:
    """An entry for each way in which bars and marks are placed by orders."""
    if Certainty.ORDER in bars:
        yield _bar_key(word("key.left_open"), Look.HATCHED)
    if Certainty.NARRATIVE in bars:
        yield _bar_key(word("key.narrative"), Look.DOTTED)
    if Certainty.FIXED in marks:
        yield _mark_key(word("key.fixed_mark"), "circle", QUIET)
    if marks - {Certainty.FIXED}:
        yield _mark_key(word("key.open_mark"), "circle", PAPER)


def _bar_key(name: str, look: Look) -> Trace:
    return _key(bar_trace, name, bar_marker(FILL[Tone.FOLLOW_UP], look, ()))


def _shaded_key(name: str, direction: str) -> Trace:
    """A bar that is lighter at its ends or at one: a light one is another kind."""
    gradient = {"type": direction, "color": QUIET}
    marker = {"symbol": "square", "size": 12, "color": _LIGHT, "gradient": gradient}
    return _key(scatter_trace, name, marker, mode="markers")


def _mark_key(name: str, symbol: str, fill: str) -> Trace:
    line = {"color": QUIET, "width": 1.8}
    marker = {"symbol": symbol, "size": 12, "color": fill, "opacity": 1, "line": line}
    return _key(scatter_trace, name, marker, mode="markers")


def _key(
    kind: Callable[..., Trace], name: str, marker: dict[str, object], **more: object
) -> Trace:
    return kind(
        x=[None],
        y=[None],
        marker=marker,
        name=name,
        legend="legend2",
        legendgroup=f"key: {name}",
        showlegend=True,
        **more,
    )
