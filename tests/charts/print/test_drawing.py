"""What a printed figure promises, whatever it draws."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effort import effort
from timeline.case.case import Case
from timeline.charts.palette import GRID, INK
from timeline.charts.print.bars import arrow
from timeline.charts.print.drawing import Drawing, draw
from timeline.charts.print.faces import GlyphError
from timeline.charts.print.presets import PRESETS, preset
from timeline.charts.print.shapes import HAIR, Circle, Polygon, Rect, Strokes, Text
from timeline.charts.print.style import Style
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Group, Swimlane

from .boxes import outside, overlapping
from .random_swimlanes import swimlanes


def under_marks(drawing: Drawing) -> list[str]:
    """Texts that a mark, a point or an arrow covers."""
    drawn = [s.box for s in drawing.shapes if isinstance(s, Polygon | Circle)]
    return [
        text.text
        for text in drawing.texts
        if any(text.box.overlaps(box) for box in drawn)
    ]


@settings(
    max_examples=effort(40, 400),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    swimlane=swimlanes(),
    name=st.sampled_from(sorted(PRESETS)),
    stacked=st.booleans(),
    low=st.booleans(),
)
def test_labels_never_overlap_and_nothing_leaves_the_frame(
    swimlane: Swimlane, name: str, *, stacked: bool, low: bool
) -> None:
    drawing = draw(swimlane, preset(name), stacked=stacked, low=low)
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    assert under_marks(drawing) == []


@pytest.mark.parametrize("name", sorted(PRESETS))
@pytest.mark.parametrize("which", ["gallbladder", "synthetic", "relative"])
@pytest.mark.parametrize("stacked", [False, True])
def test_the_cases_keep_to_the_frame(
    which: str, name: str, request: pytest.FixtureRequest, *, stacked: bool
) -> None:
    picture = build(request.getfixturevalue(which))
    drawing = draw(picture, preset(name), stacked=stacked)
    assert drawing.width == PRESETS[name].width
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    assert under_marks(drawing) == []


@pytest.mark.parametrize("stacked", [False, True])
def test_no_grid_line_goes_through_a_text(gallbladder: Case, *, stacked: bool) -> None:
    drawing = draw(build(gallbladder), preset("bmc-double"), stacked=stacked)
    grid = [
        Strokes((line,), shape.pen).box
        for shape in drawing.shapes
        if isinstance(shape, Strokes) and shape.pen.colour == GRID
        for line in shape.lines
        if line[0][0] == line[1][0]
    ]
    assert len(grid) > 8  # one for each year at least
    crossed = [
        text.text
        for text in drawing.texts
        for line in grid
        if text.box.left < line.left < text.box.right
        and line.top + HAIR < text.box.bottom
        and text.box.top + HAIR < line.bottom
    ]
    assert crossed == []


def test_a_cut_bar_ends_in_a_double_stroke(gallbladder: Case) -> None:
    frame = preset("bmc-double")
    whole = draw(build(gallbladder), frame)
    part = draw(build(gallbladder, SwimlaneOptions(since=18, until=40)), frame)
    assert pairs(whole) == 0
    assert pairs(part) > 0
    assert outside(part) == []


def pairs(drawing: Drawing) -> int:
    """How many pairs of parallel slanted strokes there are."""
    return sum(
        len(shape.lines) == 2
        and all(low[1] > high[1] and low[0] < high[0] for low, high in shape.lines)
        for shape in drawing.shapes
        if isinstance(shape, Strokes) and shape.pen.colour == INK
    )


@pytest.mark.parametrize("stacked", [False, True])
def test_the_strip_spells_each_category_in_a_box(
    gallbladder: Case, *, stacked: bool
) -> None:
    options = SwimlaneOptions(response_strip=True, leave_out=frozenset(Group))
    picture = build(gallbladder, options)
    drawing = draw(picture, preset("bmc-single"), stacked=stacked)
    assert picture.strip is not None
    codes = [text for text in drawing.texts if text.text in {"PD", "SD"}]
    assert len(codes) == len(picture.strip.marks)
    boxes = [s.box for s in drawing.shapes if isinstance(s, Rect) and s.pen]
    for code in codes:
        assert any(
            box.left <= code.box.left and code.box.right <= box.right + HAIR
            for box in boxes
        )


def in_a_row(drawing: Drawing) -> str:
    return " ".join(text.text for text in drawing.texts)


@pytest.mark.parametrize("which", ["gallbladder", "synthetic", "relative"])
def test_every_lane_and_label_of_the_picture_is_printed_in_its_order(
    which: str, request: pytest.FixtureRequest
) -> None:
    swimlane = build(request.getfixturevalue(which))
    printed = in_a_row(draw(swimlane, preset("elsevier-double")))
    at = 0
    for lane in swimlane.lanes:
        at = printed.index(lane.title, at)
        labels = [bar.label for bar in lane.bars]
        for label in (*labels, *(mark.label for mark in lane.marks)):
            assert label in printed[at:]
    for series in swimlane.series:
        assert series.marker in printed
        assert series.note in printed
    assert swimlane.cutoff_label in printed
    assert f"0 = {swimlane.time_zero_label}" in printed


def test_made_up_data_says_so_and_real_data_does_not(
    synthetic: Case, gallbladder: Case
) -> None:
    for name in ("bmc-single", "slide", "nature-double"):
        drawn = in_a_row(draw(build(synthetic), preset(name)))
        assert "SYNTHETIC DATA: no such patient exists" in drawn
        assert "SYNTHETIC" not in in_a_row(draw(build(gallbladder), preset(name)))


def test_a_case_without_calendar_shows_no_year(relative: Case) -> None:
    drawing = draw(build(relative), preset("bmc-double"))
    assert "Calendar" not in in_a_row(drawing)
    assert not [t.text for t in drawing.texts if t.text.isdecimal() and len(t.text) > 3]


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_text_and_lines_are_not_below_what_the_preset_allows(
    name: str, gallbladder: Case
) -> None:
    frame = PRESETS[name]
    drawing = draw(build(gallbladder), frame)
    assert {text.points for text in drawing.texts} == {frame.font}
    assert frame.font >= frame.least_font
    assert frame.most_font is None or frame.font <= frame.most_font
    pens = [pen for s in drawing.shapes if (pen := getattr(s, "pen", None))]
    assert min(pen.width for pen in pens) * 72 / 25.4 >= frame.least_line - 1e-9


def test_letters_that_the_font_lacks_are_refused_by_their_word(
    gallbladder: Case,
) -> None:
    headline = gallbladder.patient.changed(headline="\u60a3\u8005")
    with pytest.raises(GlyphError, match="for \u60a3\u8005, in the code or headline"):
        draw(build(gallbladder.with_record(headline)), preset("slide"))


def test_without_patterns_nothing_is_hatched(gallbladder: Case) -> None:
    hatched = draw(build(gallbladder), preset("bmc-double"))
    tinted = draw(build(gallbladder), preset("nature-double"))
    assert _slanted(hatched)
    assert not _slanted(tinted)


def _slanted(drawing: Drawing) -> bool:
    return any(
        a[0] != b[0] and a[1] != b[1]
        for shape in drawing.shapes
        if not isinstance(shape, Text)
        for line in getattr(shape, "lines", ())
        if len(line) == 2
        for a, b in [line]
    )


@pytest.mark.parametrize("stacked", [True, False])
def test_an_arrow_stays_within_its_row(*, stacked: bool) -> None:
    style = Style(preset("a4-panel"), stacked=stacked)
    box = arrow(10, 10, INK, style).box
    assert box.bottom - box.top <= style.pitch + HAIR
