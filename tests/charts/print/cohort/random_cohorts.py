"""Random cohorts, odd ones included: to find what the layout has not thought of."""

from hypothesis import strategies as st

from charts.print.random_swimlanes import bounds, words
from timeline.case.chronology import Bounds
from timeline.clinical.endpoints.kaplan_meier import Observation, kaplan_meier
from timeline.swimlane.cohort.model import (
    CohortCurve,
    CohortSwimlane,
    Event,
    Kind,
    Row,
    RowEnd,
    Segment,
)
from timeline.swimlane.model import Bar, Certainty, Mark, Shape, Tone

FIRST, LAST = -200, 3000
days = st.integers(FIRST, LAST)


@st.composite
def bars(draw: st.DrawFn, row: int = 0) -> Bar:
    start, stop = sorted(
        (draw(bounds(days)), draw(bounds(days))), key=lambda b: b.sort_key
    )
    return Bar(
        record="bar",
        start=start,
        stop=stop,
        tone=Tone.FOLLOW_UP,
        certainty=draw(st.sampled_from(Certainty)),
        label="bar",
        detail=(),
        ongoing=draw(st.booleans()),
        row=row,
    )


@st.composite
def segments(draw: st.DrawFn, row: int) -> Segment:
    tones = [tone for tone in Tone if tone.name in _CLASSES]
    line, tone = draw(st.integers(1, 9)), draw(st.sampled_from(tones))
    return Segment(line, tone, draw(words), draw(bars(row)))


_CLASSES = (
    "CHEMOTHERAPY",
    "ANTI_HER2",
    "HER2_ADC",
    "ADC",
    "IMMUNOTHERAPY",
    "ANTI_ANGIOGENIC",
    "TARGETED",
    "HORMONAL",
    "RADIONUCLIDE",
    "OTHER_DRUG",
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    mark = Mark(
        "mark",
        draw(bounds(days)),
        Tone.RESPONSE,
        Shape.RING,
        draw(st.sampled_from(Certainty)),
        "mark",
        (),
    )
    return Event(draw(st.sampled_from(Kind)), mark)


@st.composite
def rows(draw: st.DrawFn, group: str) -> Row:
    tracks = draw(st.integers(1, 3))
    return Row(
        code=draw(words),
        synthetic=draw(st.booleans()),
        cells=(draw(words), draw(words), draw(words)),
        group=group,
        zero=Bounds(0, 0),
        follow_up=draw(bars()),
        end=draw(st.sampled_from(RowEnd)),
        end_certainty=draw(st.sampled_from(Certainty)),
        length=0,
        # One segment to a track: the layout of rows never lets two share a place.
        segments=tuple(draw(segments(n)) for n in range(tracks)),
        events=tuple(draw(st.lists(events(), max_size=4))),
        tracks=tracks,
    )


@st.composite
def curves(draw: st.DrawFn) -> CohortCurve | None:
    if draw(st.booleans()):
        return None
    times = st.floats(0, 98)
    observed = [
        Observation(draw(times), event=draw(st.booleans()))
        for _ in range(draw(st.integers(1, 8)))
    ]
    found = kaplan_meier(observed)
    longest = found if draw(st.booleans()) else None
    return CohortCurve(draw(words), "rule", found, longest, 0, found, ())


@st.composite
def cohorts(draw: st.DrawFn) -> CohortSwimlane:
    groups = draw(st.lists(words, unique=True, min_size=1, max_size=3))
    found = [
        row
        for group in groups
        for row in draw(st.lists(rows(group), min_size=1, max_size=5))
    ]
    return CohortSwimlane(
        title=draw(words),
        zero=draw(words),
        order="",
        by_line=draw(st.booleans()),
        columns=(draw(words), draw(words), draw(words)),
        rows=tuple(found),
        left_out=(),
        undated=(),
        first_day=FIRST - 10,
        last_day=LAST + 10,
        uses_narrative=False,
        curve=draw(curves()),
    )
