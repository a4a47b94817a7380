"""Marks of a cohort: events with the days on which they may have been, and ends."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from timeline.charts.cohort.sheet import CohortSheet
from timeline.charts.cohort.style import ENDS, EVENTS, MarkLook, end_name
from timeline.charts.horizontal import Horizontal
from timeline.charts.hover import hover_template, hover_values
from timeline.charts.palette import PAPER, QUIET
from timeline.charts.pieces import mark_day, mark_whiskers
from timeline.charts.traces import Trace, scatter_trace
from timeline.language.words import Words
from timeline.swimlane.cohort.model import Kind, RowEnd
from timeline.swimlane.model import FIRM, Certainty, Mark
from timeline.swimlane.words import capital

_SMALL = 8
"""Size below which marks have fine lines."""


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
        name=name,
        legendgroup=name,
        showlegend=False,
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
    lines = [(w, y) for _, mark, y in placed_marks for w in mark_whiskers(mark, axis)]
    if not lines:
        return
    yield scatter_trace(
        x=[x for w, _ in lines for x in (axis.x(w.start), axis.x(w.end), None)],
        y=[value for _, y in lines for value in (y, y, None)],
        mode="lines",
        line={"color": QUIET, "width": 1.2, "dash": "dot"},
        hoverinfo="skip",
        name=capital(word("trace.possible_days")),
        legendgroup=name,
        showlegend=False,
    )
