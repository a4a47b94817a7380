"""Random pictures, odd ones included: to find what the layout has not thought of."""

from dataclasses import replace

from hypothesis import strategies as st

from timeline.case.chronology import Bounds
from timeline.swimlane.model import (
    Bar,
    Certainty,
    Group,
    Lane,
    Mark,
    Point,
    Series,
    Shape,
    Swimlane,
    Tone,
)
from timeline.swimlane.time_axis import AxisKind

FIRST, LAST = 736_000, 739_500
LETTERS = "abcdefghijklmnopqrstuvwxyz ABC 0123456789 ,-()/+<>&\u2265\u2192\u2020\u00e9"
words = st.text(LETTERS, max_size=90).map(lambda text: " ".join(text.split()))
days = st.integers(FIRST, LAST)


@st.composite
def bounds(draw: st.DrawFn, days: st.SearchStrategy[int] = days) -> Bounds:
    first, last = sorted((draw(days), draw(days)))
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return Bounds(None, last)
    if kind == 1:
        return Bounds(first, None)
    return Bounds(first, first if kind == 2 else last)


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    ends = sorted((draw(bounds()), draw(bounds())), key=lambda b: b.sort_key)
    return Bar(
        record="bar",
        start=ends[0],
        stop=ends[1],
        tone=draw(st.sampled_from(Tone)),
        certainty=draw(st.sampled_from(Certainty)),
        label=draw(words),
        detail=(),
        ongoing=draw(st.booleans()),
        row=draw(st.integers(0, 2)),
        cut_start=draw(st.booleans()),
        cut_end=draw(st.booleans()),
    )


scores = st.sampled_from(["0", "3", "\u22641", "100"])
"""What stands in a box: the number of a score."""


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    shape = draw(st.sampled_from(Shape))
    return Mark(
        record="mark",
        at=draw(bounds()),
        tone=draw(st.sampled_from(Tone)),
        shape=shape,
        certainty=draw(st.sampled_from(Certainty)),
        label=draw(scores if shape is Shape.BOX else words),
        detail=(),
        cut_start=draw(st.booleans()),
        cut_end=draw(st.booleans()),
    )


@st.composite
def strips(draw: st.DrawFn) -> Lane:
    """A response strip: marks whose labels are categories."""
    codes = st.sampled_from(("CR", "PR", "SD", "PD", "NE"))
    found = draw(st.lists(st.tuples(marks(), codes), min_size=1, max_size=6))
    coded = tuple(replace(mark, label=code) for mark, code in found)
    return Lane(Group.STATUS, "Response as reported", "", marks=coded)


@st.composite
def lanes(draw: st.DrawFn, group: Group) -> Lane:
    return Lane(
        group=group,
        title=draw(words),
        subtitle=draw(words),
        bars=tuple(draw(st.lists(bars(), max_size=3))),
        marks=tuple(draw(st.lists(marks(), max_size=4))),
    )


@st.composite
def points(draw: st.DrawFn) -> Point:
    return Point(
        record="point",
        at=draw(st.one_of(bounds(), st.just(Bounds()))),
        value=draw(st.floats(0.01, 1e6)),
        comparator=draw(st.sampled_from("=<>")),
        certainty=draw(st.sampled_from(Certainty)),
        label=draw(words),
        detail=(),
    )


@st.composite
def series(draw: st.DrawFn) -> Series:
    return Series(
        marker=draw(words),
        unit=draw(words),
        upper_limit=draw(st.none() | st.floats(0.1, 1000)),
        limit_is_setting=draw(st.booleans()),
        points=tuple(draw(st.lists(points(), min_size=1, max_size=8))),
        note=draw(words),
    )


@st.composite
def swimlanes(draw: st.DrawFn) -> Swimlane:
    groups = draw(st.lists(st.sampled_from(Group), unique=True, max_size=4))
    found = [
        lane
        for group in groups
        for lane in draw(st.lists(lanes(group), min_size=1, max_size=3))
    ]
    relative = draw(st.booleans())
    end = draw(days)
    return Swimlane(
        title=draw(words),
        synthetic=draw(st.booleans()),
        axis=AxisKind.RELATIVE if relative else AxisKind.CALENDAR,
        time_zero=Bounds(FIRST + 20, FIRST + 20),
        time_zero_label=draw(words),
        cutoff=draw(st.sampled_from((Bounds(), Bounds(end, end)))),
        cutoff_label=draw(words),
        first_day=FIRST,
        last_day=LAST,
        lanes=tuple(found),
        series=tuple(draw(st.lists(series(), max_size=2))),
        strip=draw(st.none() | strips()),
        calendar=draw(st.booleans()),
        uses_narrative=False,
        undated=(),
        footnotes=(),
    )
