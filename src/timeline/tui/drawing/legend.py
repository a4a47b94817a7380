"""What the patterns and marks in view mean, in as many words as there is room for."""

from collections.abc import Iterable, Iterator

from timeline.language.words import Words
from timeline.swimlane.model import FIRM, Bar, Certainty, Mark, Tone
from timeline.tui.drawing import glyphs
from timeline.tui.drawing.cell import Cell, Sketch, cells_of, row_of, written
from timeline.tui.drawing.plan import Line
from timeline.tui.drawing.scene import Scene

GAP = 3
PATTERNS = {
    Certainty.MONTH: "within these months",
    Certainty.WINDOW: "within this window",
    Certainty.ORDER: "undated, by order",
    Certainty.NARRATIVE: "by narrative order",
}
PLACES = {
    Certainty.ORDER: "place left open",
    Certainty.NARRATIVE: "by narrative order",
}
"""What the patterns mean in the order of events."""
Entry = tuple[str, str, str]
"""Glyph, role of its ink, meaning."""


def legend_rows(
    scene: Scene, lines: tuple[Line, ...], rows: int
) -> tuple[tuple[Cell, ...], ...]:
    """The legend of what these lines show; a last ellipsis says that more is left."""
    return packed(entries(scene, lines), scene.title_width + scene.view.width, rows)


def packed(
    shown: Iterable[Entry], width: int, rows: int
) -> tuple[tuple[Cell, ...], ...]:
    """Entries one after the other; a last ellipsis says that more is left."""
    sketches: list[Sketch] = [{}]
    at = 1
    for glyph, ink, meaning in shown:
        needed = 2 + len(cells_of(meaning))
        if at + needed > width - 2:
            if len(sketches) == rows:
                sketches[-1] |= written("…", width - 1, 1, "subtitle")
                break
            sketches.append({})
            at = 1
        sketches[-1][at] = Cell(glyph, ink)
        sketches[-1] |= written(meaning, at + 2, needed, "subtitle")
        at += needed + GAP
    return tuple(row_of(sketch, width) for sketch in sketches)


def entries(scene: Scene, lines: tuple[Line, ...]) -> tuple[Entry, ...]:
    """One entry for each kind of bar, pattern and mark in these lines."""
    items = [placed.item for line in lines for placed in line.placed]
    bars = [item.drawn for item in items if isinstance(item.drawn, Bar)]
    marks = [item.drawn for item in items if isinstance(item.drawn, Mark)]
    ordered = scene.swimlane.ordered
    shown = [
        *_combined(bars, scene.swimlane.word),
        *_patterns(bars, ordered=ordered),
        *_marks(marks, ordered=ordered),
    ]
    if scene.moved:
        shown.append((glyphs.MOVED, "label", "moved by narrative order"))
    if scene.dated and scene.swimlane.cutoff.latest is not None:
        shown.append((glyphs.CUTOFF, "cutoff", "cut-off"))
    tones = {tone for bar in bars for tone in bar.tones} - {Tone.LINE}
    shown += [
        (glyphs.SOLID, t.name, scene.swimlane.word.of(t)) for t in Tone if t in tones
    ]
    return tuple(dict.fromkeys(shown))


def _combined(bars: list[Bar], word: Words) -> Iterator[Entry]:
    """The classes of drugs that stand in one bar, as they lie in it."""
    for tones in dict.fromkeys(bar.tones for bar in bars if bar.further):
        yield glyphs.COMBINED, "label", " above ".join(map(word.of, tones))


def _patterns(bars: list[Bar], *, ordered: bool) -> Iterator[Entry]:
    shown = {bar.certainty for bar in bars}
    for certainty, meaning in (PLACES if ordered else PATTERNS).items():
        if certainty in shown:
            yield glyphs.UNCERTAIN[certainty], "label", meaning
    if any(bar.ongoing for bar in bars):
        yield glyphs.ONGOING, "label", "ongoing"
    if any(_open(bar) for bar in bars):
        yield glyphs.OPEN_SIDE, "label", "open side, no length"
        yield glyphs.UNKNOWN_END, "label", "start or end not known"


def _open(bar: Bar) -> bool:
    """Whether nothing limits the bar on one side."""
    return bar.start.earliest is None or (bar.stop.latest is None and not bar.ongoing)


def _marks(marks: list[Mark], *, ordered: bool) -> Iterator[Entry]:
    shapes = {mark.shape: mark for mark in marks}
    for shape, (filled, _, meaning) in glyphs.MARKS.items():
        if shape in shapes:
            yield filled, shapes[shape].tone.name, meaning
    if any(mark.certainty not in FIRM for mark in marks):
        unknown = "place left open" if ordered else "day not known"
        yield "◇", "label", f"hollow: {unknown}"
