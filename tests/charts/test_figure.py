"""The figure of the published case: positions from the specification of its dates."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from charts.keep_figure import KEPT, as_data
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.charts.horizontal import MS_PER_DAY
from timeline.charts.palette import FILL, INK
from timeline.charts.swimlane_figure import figure
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import (
    Certainty,
    Lane,
    Point,
    Series,
    Swimlane,
    Tone,
)
from tui.scenes import swimlane as scene


def _drawn(swimlane: Swimlane) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(figure(swimlane).to_json())
    return found


@pytest.fixture
def drawn(gallbladder: Case) -> dict[str, Any]:
    return _drawn(build(gallbladder))


def _bars(drawn: dict[str, Any], tone: Tone) -> list[tuple[str, int, str]]:
    """First day, days and colour of each piece of the bars of a tone."""
    pieces = []
    for trace in drawn["data"]:
        if trace["type"] == "bar" and trace["legendgroup"] == tone.name:
            colours = trace["marker"]["color"]
            for base, length, n in zip(
                trace["base"], trace["x"], range(len(trace["x"])), strict=True
            ):
                colour = colours if isinstance(colours, str) else colours[n]
                pieces.append((base, length // MS_PER_DAY, colour))
    return pieces


def test_a_dated_line_is_solid_between_its_months(drawn: dict[str, Any]) -> None:
    """May 2020 to August 2021: solid from 31 May to 1 August, lighter outside."""
    bars = _bars(drawn, Tone.ANTI_HER2)
    assert len(bars) == 6  # two drugs of three pieces each
    first = dt.date(2021, 8, 2) - dt.date(2020, 5, 31)
    assert ("2020-05-31", first.days, FILL[Tone.ANTI_HER2]) in bars
    assert {base for base, _, _ in bars} == {"2020-05-01", "2020-05-31", "2021-08-02"}


def test_an_undated_line_spans_its_window(drawn: dict[str, Any]) -> None:
    days = (dt.date(2022, 2, 1) - dt.date(2021, 8, 1)).days
    ((base, length, _),) = _bars(drawn, Tone.HER2_ADC)
    assert (base, length) == ("2021-08-01", days)
    trace = next(t for t in drawn["data"] if t.get("legendgroup") == "HER2_ADC")
    assert trace["marker"]["pattern"]["shape"] == "/"


def test_lanes_are_titled_in_order(drawn: dict[str, Any]) -> None:
    titles = drawn["layout"]["yaxis"]["ticktext"]
    plain = [title.split(" <span")[0].strip() for title in titles]
    assert plain[:5] == [
        "Progression",
        "Reported response",
        "Lines",
        "S-1",
        "Gemcitabine + cisplatin",
    ]
    rows = drawn["layout"]["yaxis"]["tickvals"]
    assert rows == sorted(rows)


def test_only_what_goes_on_has_an_arrow(drawn: dict[str, Any]) -> None:
    arrows = [
        trace
        for trace in drawn["data"]
        if trace["type"] == "scatter"
        and trace.get("marker", {}).get("symbol") == "triangle-right"
        and trace["y"] != [None]
    ]
    counts = [(a["legendgroup"], len(a["x"])) for a in arrows]
    assert counts == [("LINE", 1), ("ANTI_ANGIOGENIC", 1)]


def test_month_zero_is_the_first_operation(drawn: dict[str, Any]) -> None:
    axis = drawn["layout"]["xaxis2"]
    assert dict(zip(axis["ticktext"], axis["tickvals"], strict=True))["0"] == (
        "2017-09-01"
    )
    assert axis["matches"] == "x"


def test_a_tone_comes_and_goes_as_a_whole(drawn: dict[str, Any]) -> None:
    groups = [t["legendgroup"] for t in drawn["data"] if t.get("legendgroup")]
    keys = [
        trace["legendgroup"]
        for trace in drawn["data"]
        if trace.get("showlegend") and trace.get("legend", "legend") == "legend"
    ]
    assert sorted(keys) == sorted(set(keys))
    assert {group for group in groups if not group.startswith("key: ")} == set(keys)
    modes = {t["mode"] for t in drawn["data"] if t.get("legendgroup") == "PROGRESSION"}
    assert modes == {"lines", "markers", "markers+text"}


def test_the_key_tells_a_fading_bar_from_others(
    drawn: dict[str, Any], synthetic: Case
) -> None:
    """The start of lenvatinib has no first limit; the other case knows every date, one
    of them, the end of an adverse event, to its month.
    """

    def shaded(found: dict[str, Any]) -> dict[str, str]:
        gradients = ((t["name"], t["marker"].get("gradient")) for t in keys(found))
        return {name: one["type"] for name, one in gradients if one}

    def keys(found: dict[str, Any]) -> list[dict[str, Any]]:
        return [trace for trace in found["data"] if trace.get("legend") == "legend2"]

    assert shaded(drawn) == {
        "Month of start or end": "radial",
        "Start or end not known": "horizontal",
    }
    assert shaded(_drawn(build(synthetic))) == {"Month of start or end": "radial"}


def test_few_traces_however_many_bars(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    before = len(figure(swimlane).data)
    lanes = tuple(
        Lane(lane.group, lane.title, "", lane.bars, lane.marks)
        for lane in swimlane.lanes
        for _ in range(5)
    )
    many = Swimlane(
        **{
            name: getattr(swimlane, name)
            for name in swimlane.__dataclass_fields__
            if name != "lanes"
        },
        lanes=lanes,
    )
    assert len(figure(many).data) == before


def test_the_marker_is_drawn_at_its_limit_and_not_as_a_curve(
    drawn: dict[str, Any],
) -> None:
    traces = [t for t in drawn["data"] if t.get("yaxis") == "y2"]
    points = next(t for t in traces if t["mode"] == "markers+text")
    assert points["y"] == [1200]
    assert points["x"] == ["2017-09-30 12"]
    curve = next(t for t in traces if t.get("line", {}).get("color") == INK)
    assert curve["y"] == []
    assert drawn["layout"]["yaxis2"]["type"] == "log"


@pytest.mark.parametrize(
    ("day", "side"), [(50, "middle right"), (99, "middle left"), (0, "middle right")]
)
def test_the_text_of_a_value_stays_on_the_page(day: int, side: str) -> None:
    point = Point("p", Bounds(day, day), 100, "=", Certainty.DAY, "100 U/mL", ())
    series = (Series("CA19-9", "U/mL", None, False, (point,), ""),)
    picture = replace(scene(), first_day=0, last_day=99, series=series)
    (sides,) = (
        trace["textposition"]
        for trace in _drawn(picture)["data"]
        if trace.get("yaxis") == "y2" and trace.get("mode") == "markers+text"
    )
    assert sides == [side]


def test_a_label_stands_six_pixels_from_its_bar_however_close_one_looks(
    drawn: dict[str, Any],
) -> None:
    (labels,) = (
        trace
        for trace in drawn["data"]
        if trace.get("mode") == "markers+text"
        and trace.get("legendgroup") == "HER2_ADC"
    )
    # Right of DP303c, which ended on the last day of January 2022 at the latest.
    assert labels["x"] == ["2022-02-01"]
    assert labels["textposition"] == ["middle right"]
    # plotly.js keeps a text off a marker by radius / 0.8 + 1: 4 / 0.8 + 1 = 6.
    assert labels["marker"] == {"opacity": 0, "size": [8]}


def test_narrative_bars_look_different(gallbladder: Case) -> None:
    drawn = _drawn(build(gallbladder, SwimlaneOptions(accept_narrative=True)))
    trace = next(t for t in drawn["data"] if t.get("legendgroup") == "IMMUNOTHERAPY")
    assert trace["marker"]["pattern"]["shape"] == "."
    assert trace["base"] == ["2023-03-01"]


def test_a_case_without_calendar_has_a_month_axis_only(relative: Case) -> None:
    drawn = _drawn(build(relative))
    assert drawn["layout"]["xaxis"]["type"] == "linear"
    assert drawn["layout"]["xaxis2"]["type"] == "linear"
    assert drawn["layout"]["xaxis"]["ticktext"] == drawn["layout"]["xaxis2"]["ticktext"]
    bar = next(t for t in drawn["data"] if t.get("legendgroup") == "CHEMOTHERAPY")
    assert 0 in bar["base"]  # the first dose


def test_a_synthetic_case_has_its_banner(
    synthetic: Case, drawn: dict[str, Any]
) -> None:
    assert "SYNTHETIC DATA" in _drawn(build(synthetic))["layout"]["title"]["text"]
    assert "SYNTHETIC" not in drawn["layout"]["title"]["text"]


def test_limits_of_an_assay_point_the_way(synthetic: Case) -> None:
    drawn = _drawn(build(synthetic))
    symbols = next(
        trace["marker"]["symbol"]
        for trace in drawn["data"]
        if trace.get("yaxis") == "y2" and "markers" in trace["mode"]
    )
    assert symbols[0] == "triangle-up"  # >10000
    assert "triangle-down" in symbols


def test_an_empty_swimlane_is_drawn(gallbladder: Case) -> None:
    case = Case(gallbladder.patient)
    assert _drawn(build(case))["layout"]["yaxis"]["ticktext"] == []


def test_groups_have_headings(drawn: dict[str, Any]) -> None:
    texts = [note["text"] for note in drawn["layout"]["annotations"]]
    assert "<b>Systemic therapy</b>" in texts
    assert "Last follow-up Mar 2025" in texts


def test_the_figure_is_the_one_that_was_looked_at(gallbladder: Case) -> None:
    """Guards against change by accident; `keep_figure.py` renews it."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert as_data(build(gallbladder)) == kept
