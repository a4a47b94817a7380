"""Segments of therapy and the time under observation, in few traces of arrays."""

from collections import defaultdict
from collections.abc import Iterator

from timeline.charts.bar_traces import bar_marker
from timeline.charts.cohort.sheet import CohortSheet
from timeline.charts.cohort.style import LINE, SegmentLook, segment_look
from timeline.charts.hover import hover_template, hover_values, shown
from timeline.charts.palette import text_on, tint
from timeline.charts.pieces import Look, Piece, bar_pieces
from timeline.charts.text_width import text_width
from timeline.charts.traces import Trace, bar_trace, scatter_trace
from timeline.language.words import Words
from timeline.swimlane.cohort.model import CohortSwimlane, Row, Segment

_FONT = 10
_ROOM = 6


def observation_trace(sheet: CohortSheet, word: Words) -> Trace:
    """A thin line from day 0 to the end of each row, lighter where it is uncertain."""
    pieces = [
        (placed.row, placed.level(0), piece)
        for placed in sheet.rows
        for piece in bar_pieces(placed.row.follow_up, sheet.axis)
    ]
    thickness = sheet.measures.line
    shares = [
        piece.share if piece.look is Look.PLAIN else 0.5 for _, _, piece in pieces
    ]
    return bar_trace(
        **_geometry(sheet, [(y, piece) for _, y, piece in pieces], thickness),
        marker={"color": [tint(LINE, share) for share in shares], "line": {"width": 0}},
        customdata=[_row_hover(row, word) for row, _, _ in pieces],
        hovertemplate=hover_template([word("detail.end")], word),
        name=word("trace.observation"),
        legendgroup="observation",
        showlegend=False,
    )


def segment_traces(cohort: CohortSwimlane, sheet: CohortSheet) -> Iterator[Trace]:
    """One trace for each look of a segment and each look of its pieces."""
    thickness = sheet.measures.bar
    word, fills = cohort.word, dict[str, str]()
    told = (word("detail.start"), word("detail.stop"))
    grouped: dict[tuple[str, Look], list[tuple[str, Segment, float, Piece]]]
    grouped = defaultdict(list)
    for code, segment, y in _placed(sheet):
        style = segment_look(segment, word, by_line=cohort.by_line)
        fills[style.name] = style.fill
        for piece in bar_pieces(segment.bar, sheet.axis):
            grouped[style.name, piece.look].append((code, segment, y, piece))
    for (name, look), pieces in grouped.items():
        yield bar_trace(
            **_geometry(sheet, [(y, piece) for *_, y, piece in pieces], thickness),
            marker=bar_marker(fills[name], look, [p.share for *_, p in pieces]),
            customdata=[_segment_hover(code, one, word) for code, one, _, _ in pieces],
            hovertemplate=hover_template(told, word),
            name=name,
            legendgroup=name,
            showlegend=False,
        )


def code_traces(cohort: CohortSwimlane, sheet: CohortSheet) -> Iterator[Trace]:
    """The code of each segment in it, with the drugs where there is room for them."""
    if not sheet.columns:
        return
    grouped: dict[SegmentLook, list[tuple[float, float, str]]] = defaultdict(list)
    for _, segment, y in _placed(sheet):
        style = segment_look(segment, cohort.word, by_line=cohort.by_line)
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


def _placed(sheet: CohortSheet) -> Iterator[tuple[str, Segment, float]]:
    for placed in sheet.rows:
        for segment in placed.row.segments:
            yield placed.row.code, segment, placed.track(segment.bar.row)


def _keyed(style: SegmentLook) -> SegmentLook:
    """The look without what differs between segments of one entry of the key."""
    return SegmentLook(style.rank, style.name, "", style.fill)


def _geometry(
    sheet: CohortSheet, pieces: list[tuple[float, Piece]], thickness: float
) -> dict[str, object]:
    return {
        "orientation": "h",
        "base": [sheet.axis.x(piece.start) for _, piece in pieces],
        "x": [sheet.axis.length(piece.end - piece.start) for _, piece in pieces],
        "y": [y for y, _ in pieces],
        "width": thickness,
    }


def _fitting(code: str, name: str, room: float) -> str:
    for text in (f"{code}  {name}", code):
        if text_width(text, _FONT) <= room:
            return text
    return ""


def _segment_hover(code: str, segment: Segment, word: Words) -> list[str]:
    return hover_values(f"{code}, {segment.bar.label}", segment.bar, word)


def _row_hover(row: Row, word: Words) -> list[str]:
    return hover_values(f"{row.code}: {row.follow_up.label}", row.follow_up, word)
