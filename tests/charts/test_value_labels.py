"""A text stands nearest to its own value, or nowhere: on the page and on paper."""

import datetime as dt
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinical.small_case import record
from effort import effort
from timeline.case.case import Case
from timeline.charts.marker_panel import panel_traces
from timeline.charts.print.drawing import draw
from timeline.charts.print.presets import PRESETS
from timeline.charts.print.shapes import Box, Circle, Text
from timeline.charts.sheet import sheet
from timeline.charts.value_labels import spots_around
from timeline.exchange.case_file import read
from timeline.swimlane.build import build

FILE = Path(__file__).parents[3] / "shared/found/figures/LAB-1.toml"
VALUES = {"120 U/mL": "2020-02-01", "130 U/mL": "2020-03-01", "60 U/mL": "2020-04-01"}
"""Values a month apart, two of them nearly alike."""


def _own_case() -> Case:
    results = [
        record(
            "result",
            f"m{number}",
            date=date,
            analyte="CA19-9",
            comparator="=",
            value=float(label.split()[0]),
            unit="U/mL",
        )
        for number, (label, date) in enumerate(VALUES.items())
    ]
    frame = [
        record("patient", "p", code="LAB-1"),
        record("diagnosis", "dx", date="2020-01-10"),
        record("follow_up", "fu", date="2021-01-01", vital_status="alive"),
    ]
    return Case.of((*frame, *results))


@pytest.fixture(params=["own", "LAB-1"])
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "own":
        return _own_case()
    if not FILE.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (found,) = read(FILE, today=dt.date(2026, 1, 1)).cases
    return found


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_in_print_a_text_is_nearest_to_its_own_value(case: Case, preset: str) -> None:
    drawing = draw(build(case), PRESETS[preset])
    texts = {t.text: t.box for t in drawing.shapes if isinstance(t, Text)}
    circles = sorted(
        (shape.centre for shape in drawing.shapes if isinstance(shape, Circle)),
    )
    assert len(circles) == len(VALUES)  # from left to right, as the values are dated
    drawn = [label for label in VALUES if label in texts]
    assert drawn
    for label in drawn:
        own = circles[list(VALUES).index(label)]
        others = [circle for circle in circles if circle != own]
        near = _distance(texts[label], own)
        assert all(near < _distance(texts[label], other) for other in others), label


def _distance(box: Box, place: tuple[float, float]) -> float:
    x, y = place
    across = max(box.left - x, 0, x - box.right)
    return math.hypot(across, max(box.top - y, 0, y - box.bottom))


def test_on_the_page_no_text_lies_on_the_curve_to_the_next_value(case: Case) -> None:
    swimlane = build(case)
    axis, word = sheet(swimlane).axis, swimlane.word
    traces = panel_traces(swimlane.series[0], "y2", axis, word)
    (values,) = [trace for trace in traces if trace["mode"] == "markers+text"]
    sides = dict(zip(VALUES, values["textposition"], strict=True))
    assert [text.strip() for text in values["text"]] == list(VALUES)
    # right of 120 lies the line to 130, and right of 130 that to 60
    assert sides["120 U/mL"] == "top center"
    assert sides["130 U/mL"].startswith(("top", "bottom"))
    assert sides["60 U/mL"] == "middle right"


places = st.tuples(st.floats(0, 100), st.floats(0, 40))


@settings(max_examples=effort(60, 1000))
@given(own=places, others=st.lists(places, max_size=4))
def test_no_spot_is_nearer_to_another_value(
    own: tuple[float, float], others: list[tuple[float, float]]
) -> None:
    for spot in spots_around(own, [own, *others], Box(0, 0, 12, 3), 2, 4):
        for other in others:
            if other != own:
                assert _distance(spot, own) < _distance(spot, other)
