"""Grid lines stop for texts, and for nothing that is not on them."""

from timeline.charts.palette import GRID
from timeline.charts.print.drawing import interrupted
from timeline.charts.print.faces import ABOVE, BELOW, MM_PER_POINT, Face
from timeline.charts.print.shapes import Pen, Place, Strokes, Text

EM = 10 * MM_PER_POINT


def text(left: float, baseline: float) -> Text:
    return Text(left, baseline, "Sep 2017", 10, GRID, Face.REGULAR)


def parts(bottom: float, *texts: Text) -> list[tuple[Place, ...]]:
    line = Strokes((((5.0, 0.0), (5.0, bottom)),), Pen(GRID, 0.2))
    found = interrupted([line], texts)
    return [each for one in found if isinstance(one, Strokes) for each in one.lines]


def test_a_line_stops_above_a_text_and_goes_on_below_it() -> None:
    above, below = 20 - ABOVE * EM, 20 + BELOW * EM
    assert parts(40, text(0, 20)) == [((5, 0), (5, above)), ((5, below), (5, 40))]


def test_a_text_beside_or_beyond_a_line_leaves_it_alone() -> None:
    whole = [((5, 0), (5, 1))]
    for other in (text(8, 0.8), text(0, -5), text(0, 30)):
        assert parts(1, other) == whole


def test_a_piece_that_would_look_like_a_mark_is_left_out() -> None:
    # between the two texts there are 0.47 of 0.6 font sizes
    second = 20 + (BELOW + 0.47 + ABOVE) * EM
    above, below = 20 - ABOVE * EM, second + BELOW * EM
    found = parts(60, text(0, 20), text(0, second))
    assert found == [((5, 0), (5, above)), ((5, below), (5, 60))]
