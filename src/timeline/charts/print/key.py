"""The key inside the figure: what colours, shapes, looks and arrows mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.charts.key_entries import (
    CertaintyEntry,
    Sample,
    certainty_entries,
    mark_words,
)
from timeline.charts.palette import QUIET, SYMBOL
from timeline.charts.pieces import FADE_STEPS, MONTH_SHARE, Look, Piece
from timeline.charts.print.bars import arrow, swatch
from timeline.charts.print.marks import whisker_pen
from timeline.charts.print.shapes import Box, Shape, Strokes
from timeline.charts.print.sheet import MARGIN
from timeline.charts.print.style import Style
from timeline.charts.print.symbols import symbol
from timeline.charts.text_lines import filled
from timeline.language.words import Words
from timeline.swimlane.model import Bar, Certainty, Mark, Swimlane, Tone
from timeline.swimlane.model import Shape as Kind
from timeline.swimlane.words import capital

WIDE = 1.9
"""Width of a sample in font sizes."""
_NARROWEST = 9
"""Font sizes below which the words of the key would break too often."""
_LABELLED = {Tone.DISEASE_CONTROL, Tone.BENCHMARK}
"""Tones of bars whose labels say what they are."""
Draw = Callable[[float, float, Style], Iterator[Shape]]
"""Draws a sample from a left edge around a height."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of the key."""

    draw: Draw
    words: str


def entries(swimlane: Swimlane, *, brief: bool = False) -> tuple[KeyEntry, ...]:
    """What is drawn here, each once: tones of bars, kinds of marks, certainties.

    A brief key leaves out what the title of a lane or a label beside it says, but not
    the sign that something is not there.
    """
    bars = [bar for lane in swimlane.lanes for bar in lane.bars]
    marks = [mark for lane in swimlane.lanes for mark in lane.marks]
    labelled = brief and all(bar.label for bar in bars if bar.tone in _LABELLED)
    shown = [bar for bar in bars if not (labelled and bar.tone in _LABELLED)]
    word, labelled_marks = swimlane.word, brief and all(mark.label for mark in marks)
    kinds = [m for m in marks if m.shape is Kind.ABSENT] if labelled_marks else marks
    certainties = certainty_entries(
        bars, marks, word, ordered=swimlane.ordered, both=not brief
    )
    return (
        *_tones(shown, word),
        *_kinds(kinds, word),
        *map(certainty_key, certainties),
        *_comparators(swimlane),
    )


def _tones(bars: list[Bar], word: Words) -> Iterator[KeyEntry]:
    used = {tone for bar in bars for tone in bar.tones} - {Tone.LINE}
    for tone in (tone for tone in Tone if tone in used):
        yield KeyEntry(_sample(Piece(0, 1, Look.PLAIN), tone), capital(word.of(tone)))


def _kinds(marks: list[Mark], word: Words) -> Iterator[KeyEntry]:
    used = {(mark.tone, mark.shape): mark for mark in marks}
    for tone, kind in sorted(used, key=lambda pair: _rank(*pair)):
        named = mark_words(used[tone, kind], word)
        yield KeyEntry(_mark(kind, tone), capital(named))


def _rank(tone: Tone, kind: Kind) -> tuple[int, int]:
    return list(Tone).index(tone), list(Kind).index(kind)


def certainty_key(entry: CertaintyEntry) -> KeyEntry:
    """How one way of certainty is drawn."""
    return KeyEntry(_SAMPLES[entry.sample], entry.words)


def _comparators(swimlane: Swimlane) -> Iterator[KeyEntry]:
    word = swimlane.word
    signs = {point.direction for series in swimlane.series for point in series.points}
    if ">" in signs:
        yield KeyEntry(_mark(Kind.UP, Tone.DEATH, hollow=True), word("key.above"))
    if "<" in signs:
        yield KeyEntry(_mark(Kind.DOWN, Tone.DEATH, hollow=True), word("key.below"))


def _sample(piece: Piece, tone: Tone | None = None) -> Draw:
    def draw(left: float, middle: float, style: Style) -> Iterator[Shape]:
        half = style.bar / 2
        box = Box(left, middle - half, left + _wide(style), middle + half)
        fill = QUIET if tone is None else style.fill(tone)
        yield from swatch(box, piece, fill, style)

    return draw


def _light_ends(left: float, middle: float, style: Style) -> Iterator[Shape]:
    """A whole bar, because a light one alone would look like another kind of bar."""
    half, step = style.bar / 2, _wide(style) / 4
    for start, end, share in ((0, 1, MONTH_SHARE), (1, 3, 1.0), (3, 4, MONTH_SHARE)):
        box = Box(left + start * step, middle - half, left + end * step, middle + half)
        yield from swatch(box, Piece(0, 1, Look.PLAIN, share), QUIET, style)


def _fading(left: float, middle: float, style: Style) -> Iterator[Shape]:
    half, step = style.bar / 2, _wide(style) / len(FADE_STEPS)
    for number, share in enumerate(FADE_STEPS[::-1]):
        start = left + number * step
        box = Box(start, middle - half, start + step, middle + half)
        yield from swatch(box, Piece(0, 1, Look.PLAIN, share), QUIET, style)


def _goes_on(left: float, middle: float, style: Style) -> Iterator[Shape]:
    half, end = style.bar / 2, left + _wide(style) - style.arrow
    box = Box(left, middle - half, end, middle + half)
    yield from swatch(box, Piece(0, 1, Look.PLAIN), QUIET, style)
    yield arrow(end, middle, QUIET, style)


def _unstated(left: float, middle: float, style: Style) -> Iterator[Shape]:
    line = (left, middle), (left + _wide(style), middle)
    yield Strokes((line,), whisker_pen(Certainty.ORDER, QUIET, style))
    yield from _mark(Kind.SQUARE, Tone.FOLLOW_UP, hollow=True)(left, middle, style)


def _mark(kind: Kind, tone: Tone, *, hollow: bool = False) -> Draw:
    def draw(left: float, middle: float, style: Style) -> Iterator[Shape]:
        centre = left + _wide(style) / 2, middle
        fill = style.fill(tone)
        yield from symbol(SYMBOL[kind], centre, style.mark, fill, style, hollow=hollow)

    return draw


_SAMPLES: dict[Sample, Draw] = {
    Sample.LIGHT_ENDS: _light_ends,
    Sample.HATCHED: _sample(Piece(0, 1, Look.HATCHED)),
    Sample.DOTTED: _sample(Piece(0, 1, Look.DOTTED)),
    Sample.FADING: _fading,
    Sample.ARROW: _goes_on,
    Sample.FILLED_MARK: _mark(Kind.SQUARE, Tone.FOLLOW_UP),
    Sample.HOLLOW_MARK: _unstated,
}


def _wide(style: Style) -> float:
    return WIDE * style.em


def key(
    swimlane: Swimlane, top: float, style: Style
) -> tuple[tuple[Shape, ...], float]:
    """Draw the key of a swimlane; see `lay_key`."""
    return lay_key(entries(swimlane, brief=style.brief), top, style)


def lay_key(
    entries: tuple[KeyEntry, ...], top: float, style: Style
) -> tuple[tuple[Shape, ...], float]:
    """Draw a key in columns from a height on.

    Returns:
        Its shapes, and its lower edge.
    """
    if not entries:
        return (), top
    before = _wide(style) + style.gap
    lefts, room = _columns(entries, before, style)
    texts = [filled(entry.words, room, style.measure) for entry in entries]
    shapes: list[Shape] = []
    for start in range(0, len(entries), len(lefts)):
        row = texts[start : start + len(lefts)]
        middle = top + 0.5 * style.pitch
        for entry, left, lines in zip(entries[start:], lefts, row, strict=False):
            shapes += entry.draw(left, middle, style)
            shapes += _lines(lines, left + before, middle, style)
        gap = 0.05 if style.stacked else 0.15
        top += (max(len(lines) for lines in row) + gap) * style.pitch
    return tuple(shapes), top


def _columns(
    entries: tuple[KeyEntry, ...], before: float, style: Style
) -> tuple[list[float], float]:
    """Left edges of as many columns as fit, and the room for words in each."""
    full = style.preset.width - 2 * MARGIN
    gap = 2.5 * style.gap
    widths = [before + style.measure(entry.words) for entry in entries]
    for count in range(min(6, len(entries)), 1, -1):
        needed = [max(widths[column::count]) for column in range(count)]
        spare = full - sum(needed) - gap * (count - 1)
        if spare >= 0:
            pitches = [width + gap + spare / count for width in needed]
            lefts = [MARGIN + sum(pitches[:column]) for column in range(count)]
            return lefts, max(needed) - before
    half = (full - gap) / 2
    if half - before >= _NARROWEST * style.em and len(entries) > 1:
        return [MARGIN, MARGIN + half + gap], half - before
    return [MARGIN], full - before


def _lines(
    lines: tuple[str, ...], left: float, middle: float, style: Style
) -> Iterator[Shape]:
    for number, line in enumerate(lines):
        yield style.text(line, left, middle + number * style.pitch)
