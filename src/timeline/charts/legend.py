"""The key: one entry for each tone, then how certainty is drawn."""

from collections.abc import Callable, Iterator

from timeline.charts.key_entries import (
    CertaintyEntry,
    Sample,
    certainty_entries,
    mark_words,
)
from timeline.charts.palette import FILL, PAPER, QUIET, SYMBOL
from timeline.charts.pieces import Look
from timeline.charts.traces import Trace, bar_marker, bar_trace, scatter_trace
from timeline.language.words import Words
from timeline.swimlane.model import Mark, Shape, Swimlane, Tone
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
    lanes = (*swimlane.lanes, *([swimlane.strip] if swimlane.strip else []))
    bars = [bar for lane in lanes for bar in lane.bars]
    marks = [mark for lane in lanes for mark in lane.marks]
    symbols: dict[Tone, str] = {}
    # a shape with words of its own stands for its tone only where no other does
    for mark in sorted(marks, key=lambda mark: _says_more(mark, swimlane.word)):
        symbols.setdefault(mark.tone, SYMBOL[mark.shape])
    for bar in bars:
        symbols |= {tone: symbols.get(tone, "square") for tone in bar.tones}
    return {tone: symbols[tone] for tone in Tone if tone in symbols}


def _says_more(mark: Mark, word: Words) -> bool:
    """Whether the shape of a mark says more than its tone."""
    return mark_words(mark, word) != word.of(mark.tone)


def shape_keys(swimlane: Swimlane) -> Iterator[Trace]:
    """An entry for each shape that says more than the tone of its mark."""
    marks = [mark for lane in swimlane.lanes for mark in lane.marks]
    by_shape = {mark.shape: mark for mark in marks}
    for shape in (shape for shape in Shape if shape in by_shape):
        mark = by_shape[shape]
        if _says_more(mark, swimlane.word):
            words = capital(mark_words(mark, swimlane.word))
            yield _mark_key(words, SYMBOL[shape], FILL[mark.tone])


def certainty_keys(swimlane: Swimlane) -> Iterator[Trace]:
    """An entry for each way in which certainty is drawn here."""
    bars = [bar for lane in swimlane.lanes for bar in lane.bars]
    marks = [mark for lane in swimlane.lanes for mark in lane.marks]
    entries = certainty_entries(bars, marks, swimlane.word, ordered=swimlane.ordered)
    yield from map(certainty_key, entries)


def certainty_key(entry: CertaintyEntry) -> Trace:
    """An entry with its sample."""
    draw, look = _SAMPLES[entry.sample]
    return draw(entry.words, *look)


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


_SAMPLES: dict[Sample, tuple[Callable[..., Trace], tuple[str, ...]]] = {
    Sample.LIGHT_ENDS: (_shaded_key, ("radial",)),
    Sample.HATCHED: (_bar_key, (Look.HATCHED,)),
    Sample.DOTTED: (_bar_key, (Look.DOTTED,)),
    Sample.FADING: (_shaded_key, ("horizontal",)),
    Sample.ARROW: (_mark_key, ("triangle-right", QUIET)),
    Sample.FILLED_MARK: (_mark_key, ("circle", QUIET)),
    Sample.HOLLOW_MARK: (_mark_key, ("circle", PAPER)),
}


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
