"""A bar of several classes of drugs, on paper and on the page."""

import pytest

from swimlane.treatment_cases import case_of, course
from timeline.charts.lane_traces import THICKNESS
from timeline.charts.package.table import DRAWN_HEAD, drawn_rows
from timeline.charts.palette import FILL
from timeline.charts.print.drawing import draw
from timeline.charts.print.key import entries
from timeline.charts.print.presets import preset
from timeline.charts.print.shapes import Rect
from timeline.charts.swimlane_figure import swimlane_picture
from timeline.swimlane.build import build
from timeline.swimlane.model import Swimlane, Tone

TONES = (Tone.ANTI_HER2, Tone.CHEMOTHERAPY)


@pytest.fixture
def swimlane() -> Swimlane:
    """Trastuzumab and capecitabine, given as one from February to August."""
    span = ("2020-02-01", "2020-08-01")
    drugs = ("trastuzumab", "capecitabine")
    return build(case_of(*(course(d, *span, number=n) for n, d in enumerate(drugs))))


def test_layers_on_paper_share_the_height_of_a_bar(swimlane: Swimlane) -> None:
    drawing = draw(swimlane, preset("bmc-double"), stacked=False)
    rects = [shape for shape in drawing.shapes if isinstance(shape, Rect)]
    upper, lower = (
        next(rect.box for rect in rects if rect.fill == FILL[tone]) for tone in TONES
    )
    assert (upper.left, upper.right) == (lower.left, lower.right)
    assert upper.bottom == pytest.approx(lower.top)
    assert upper.bottom - upper.top == pytest.approx(lower.bottom - lower.top)


def test_layers_on_the_page_share_the_height_of_a_bar(swimlane: Swimlane) -> None:
    bars = {
        trace["legendgroup"]: trace
        for trace in swimlane_picture(swimlane)["data"]
        if trace["type"] == "bar" and trace.get("legend") is None
    }
    upper, lower = (bars[tone.name] for tone in TONES)
    assert (upper["base"], upper["x"]) == (lower["base"], lower["x"])
    assert upper["width"] == lower["width"] == pytest.approx(THICKNESS / 2)
    assert lower["y"][0] - upper["y"][0] == pytest.approx(THICKNESS / 2)
    assert upper["customdata"] == lower["customdata"]


def test_both_keys_and_the_data_name_both_classes(swimlane: Swimlane) -> None:
    names = {"Chemotherapy", "Anti-HER2 antibody or TKI"}
    printed = {entry.words for entry in entries(swimlane)}
    page = {
        trace["name"]
        for trace in swimlane_picture(swimlane)["data"]
        if trace.get("showlegend")
    }
    assert names <= printed
    assert names <= page
    assert "Other or unknown drug" not in printed | page
    (row,) = [row for row in drawn_rows(swimlane) if row[1] == "bar"]
    meaning = dict(zip(DRAWN_HEAD, row, strict=True))["meaning"]
    assert meaning == "anti-HER2 antibody or TKI + chemotherapy"
