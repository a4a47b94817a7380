"""Segments of therapy and the time under observation, in few traces of arrays."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from timeline.charts.cohort.sheet import CohortSheet
from timeline.charts.cohort.style import LINE, SegmentLook, kind_of, segment_looks
from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover_template, hover_values, shown
from timeline.charts.palette import text_on
from timeline.charts.pieces import Look, Piece, bar_pieces
from timeline.charts.text_lines import text_width
from timeline.charts.traces import Trace, bar_marker, bar_trace, scatter_trace
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortSwimlane, Segment
from timeline.swimlane.model import Bar

_FONT = 10
_ROOM = 6
_OPEN = 0.5
"""Share of the colour of observation where it is not certain."""


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
        name=word("trace.observation"),
        legendgroup="observation",
        showlegend=False,
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
            name=name,
            legendgroup=name,
            showlegend=False,
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
            name=style.name,
            legendgroup=style.name,
            showlegend=False,
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
