"""The rows of a cohort in few traces: segments, time under observation, marks, ends."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from timeline.charts.cohort.sheet import CohortSheet
from timeline.charts.cohort.style import (
    ENDS,
    EVENTS,
    LINE,
    MarkLook,
    SegmentLook,
    end_name,
    kind_of,
    segment_looks,
)
from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover_template, hover_values, shown
from timeline.charts.palette import PAPER, QUIET, text_on
from timeline.charts.pieces import Look, Piece, bar_pieces, mark_day, mark_whiskers
from timeline.charts.text_lines import text_width
from timeline.charts.traces import (
    Trace,
    bar_marker,
    bar_trace,
    in_group,
    level_lines,
    scatter_trace,
)
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortSwimlane, Kind, RowEnd, Segment
from timeline.swimlane.model import FIRM, Bar, Certainty, Mark
from timeline.swimlane.words import capital

_FONT = 10
_ROOM = 6
_OPEN = 0.5
"""Share of the colour of observation where it is not certain."""
_SMALL = 8
"""Size below which marks have fine lines."""


@dataclass(slots=True)
class _Columns:
    """Pieces of bars that are drawn alike, as Plotly takes them: column by column."""

    titles: list[str] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def add(self, title: str, bar: Bar, y: float, piece: Piece) -> None:
        """Add one piece."""
        self.titles.append(title)
        self.bars.append(bar)
        self.y.append(y)
        self.starts.append(piece.start)
        self.ends.append(piece.end)
        self.shares.append(piece.share)

    def drawn(self, axis: Horizontal, thickness: float, word: Words) -> dict[str, Any]:
        """Where the pieces are, and their text under the pointer."""
        base, x = axis.columns(self.starts, self.ends)
        details = [bar.detail for bar in self.bars]
        certainties = [bar.certainty for bar in self.bars]
        return {
            "orientation": "h",
            "base": base,
            "x": x,
            "y": self.y,
            "width": thickness,
            "customdata": hover_values(self.titles, details, certainties, word),
        }


def observation_trace(sheet: CohortSheet, word: Words) -> Trace:
    """A thin line from day 0 to the end of each row, lighter where it is uncertain."""
    pieces = _Columns()
    for placed in sheet.rows:
        bar, y = placed.row.follow_up, placed.level(0)
        title = f"{placed.row.code}: {bar.label}"
        for piece in bar_pieces(bar, sheet.axis):
            plain = piece.look is Look.PLAIN
            pieces.add(title, bar, y, piece if plain else piece._replace(share=_OPEN))
    return bar_trace(
        **pieces.drawn(sheet.axis, sheet.line, word),
        marker=bar_marker(LINE, Look.PLAIN, pieces.shares),
        hovertemplate=hover_template([word("detail.end")], word),
        **in_group(word("trace.observation"), "observation"),
    )


def segment_traces(cohort: CohortSwimlane, sheet: CohortSheet) -> Iterator[Trace]:
    """One trace for each look of a segment and each look of its pieces."""
    word, looks = cohort.word, segment_looks(cohort)
    fills = {style.name: style.fill for style in looks.values()}
    titles = (word("detail.start"), word("detail.stop"))
    grouped: dict[tuple[str, Look], _Columns] = defaultdict(_Columns)
    for code, segment, y in _segments(sheet):
        name = looks[kind_of(segment, by_line=cohort.by_line)].name
        title = f"{code}, {segment.bar.label}"
        for piece in bar_pieces(segment.bar, sheet.axis):
            grouped[name, piece.look].add(title, segment.bar, y, piece)
    for (name, look), pieces in grouped.items():
        yield bar_trace(
            **pieces.drawn(sheet.axis, sheet.measures.bar, word),
            marker=bar_marker(fills[name], look, pieces.shares),
            hovertemplate=hover_template(titles, word),
            **in_group(name, name),
        )


def code_traces(cohort: CohortSwimlane, sheet: CohortSheet) -> Iterator[Trace]:
    """The code of each segment in it, with the drugs where there is room for them."""
    if not sheet.columns:
        return
    looks = segment_looks(cohort)
    grouped: dict[SegmentLook, list[tuple[float, float, str]]] = defaultdict(list)
    for _, segment, y in _segments(sheet):
        style = looks[kind_of(segment, by_line=cohort.by_line)]
        pieces = bar_pieces(segment.bar, sheet.axis)
        solid = max(pieces, key=lambda piece: piece.end - piece.start)
        room = sheet.axis.pixel(solid.end) - sheet.axis.pixel(solid.start) - _ROOM
        text = _fitting(style.code, segment.name, room)
        if text and solid.look is Look.PLAIN:
            middle = (solid.start + solid.end) / 2
            grouped[_keyed(style)].append((middle, y, text))
    for style, texts in grouped.items():
        yield scatter_trace(
            x=[sheet.axis.x(day) for day, _, _ in texts],
            y=[y for _, y, _ in texts],
            mode="text",
            text=[shown(text) for *_, text in texts],
            textfont={"size": _FONT, "color": text_on(style.fill)},
            hoverinfo="skip",
            **in_group(style.name, style.name),
        )


def _segments(sheet: CohortSheet) -> Iterator[tuple[str, Segment, float]]:
    for placed in sheet.rows:
        tracks = [placed.track(number) for number in range(placed.row.tracks)]
        for segment in placed.row.segments:
            yield placed.row.code, segment, tracks[segment.bar.row]


def _keyed(style: SegmentLook) -> SegmentLook:
    """The look without what differs between segments of one entry of the key."""
    return SegmentLook(style.rank, style.name, "", style.fill)


def _fitting(code: str, name: str, room: float) -> str:
    for text in (f"{code}  {name}", code):
        if text_width(text, _FONT) <= room:
            return text
    return ""


class _Drawn(NamedTuple):
    code: str
    label: str
    detail: tuple[tuple[str, str], ...]
    certainty: Certainty
    day: float
    y: float


def event_traces(sheet: CohortSheet, word: Words) -> Iterator[Trace]:
    """Whiskers and marks of each kind of event."""
    grouped: dict[Kind, list[tuple[str, Mark, float]]] = defaultdict(list)
    for placed in sheet.rows:
        row = placed.row
        levels = placed.levels or (0,) * len(row.events)
        for event, level in zip(row.events, levels, strict=True):
            grouped[event.kind].append((row.code, event.mark, placed.level(level)))
    for kind, placed_marks in grouped.items():
        yield from _whiskers(word.of(kind), placed_marks, sheet.axis, word)
    for kind, placed_marks in grouped.items():
        drawn = [
            _Drawn(code, mark.label, mark.detail, mark.certainty, mark_day(mark.at), y)
            for code, mark, y in placed_marks
        ]
        hovers = _hovers(drawn, "detail.when", word)
        yield _marks(EVENTS[kind], word.of(kind), drawn, sheet, hovers)


def end_traces(sheet: CohortSheet, word: Words) -> Iterator[Trace]:
    """Why each row ends; an arrow only where therapy was ongoing."""
    grouped: dict[RowEnd, list[_Drawn]] = defaultdict(list)
    for placed in sheet.rows:
        row, bar, y = placed.row, placed.row.follow_up, placed.level(0)
        certainty = row.end_certainty
        drawn = _Drawn(row.code, bar.label, bar.detail, certainty, placed.end, y)
        grouped[row.end].append(drawn)
    for end, ends in grouped.items():
        hovers = _hovers(ends, "detail.end", word)
        yield _marks(ENDS[end], end_name(end, word), ends, sheet, hovers)


def _marks(
    look: MarkLook,
    name: str,
    drawn: list[_Drawn],
    sheet: CohortSheet,
    hovers: dict[str, Any],
) -> Trace:
    stated = [mark.certainty in FIRM for mark in drawn]
    return scatter_trace(
        x=[sheet.axis.x(mark.day) for mark in drawn],
        y=[mark.y for mark in drawn],
        mode="markers",
        marker={
            "symbol": look.symbol,
            "size": sheet.measures.mark,
            **_paint(look, stated, fine=sheet.measures.mark < _SMALL),
        },
        **hovers,
        cliponaxis=False,
        **in_group(name, name),
    )


def _paint(look: MarkLook, stated: list[bool], *, fine: bool) -> dict[str, Any]:
    """Filled with a light rim where the date is stated, hollow where it is not."""
    if look.symbol.endswith("-open"):
        return {"color": look.fill, "opacity": 1, "line": {"width": 1 if fine else 2}}
    return {
        "color": [look.fill if full else PAPER for full in stated],
        "opacity": 1,
        "line": {
            "color": [PAPER if full else look.fill for full in stated],
            "width": [0.8 if full or fine else 1.8 for full in stated],
        },
    }


def _hovers(drawn: list[_Drawn], key: str, word: Words) -> dict[str, Any]:
    """Text under the pointer; the key is that of the only detail."""
    return {
        "customdata": hover_values(
            [f"{mark.code}: {mark.label}" for mark in drawn],
            [mark.detail for mark in drawn],
            [mark.certainty for mark in drawn],
            word,
        ),
        "hovertemplate": hover_template([word(key)], word),
    }


def _whiskers(
    name: str,
    placed_marks: list[tuple[str, Mark, float]],
    axis: Horizontal,
    word: Words,
) -> Iterator[Trace]:
    lines = [
        (whisker.start, whisker.end, y)
        for _, mark, y in placed_marks
        for whisker in mark_whiskers(mark, axis)
    ]
    if lines:
        look = {"color": QUIET, "width": 1.2, "dash": "dot"}
        days = capital(word("trace.possible_days"))
        yield level_lines(lines, axis, line=look, **in_group(days, name))
