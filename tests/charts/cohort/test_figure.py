import json
from dataclasses import replace
from typing import Any

import pytest

from charts.cohort_examples import cohort
from timeline.charts.cohort.figure import cohort_picture
from timeline.charts.cohort.sheet import cohort_sheet
from timeline.charts.cohort.style import ENDS, EVENTS, end_name
from timeline.charts.palette import FILL
from timeline.charts.traces import as_figure
from timeline.clinical.endpoints.kaplan_meier import Observation, kaplan_meier
from timeline.language.words import ENGLISH
from timeline.swimlane.cohort.model import CohortSwimlane, Kind, RowEnd
from timeline.swimlane.cohort.options import CohortOptions, Curve, GroupBy, SegmentBy
from timeline.swimlane.model import Tone

MONTH = 30.4375


def _drawn(found: CohortSwimlane) -> dict[str, Any]:
    drawn: dict[str, Any] = json.loads(as_figure(cohort_picture(found)).to_json())
    return drawn


@pytest.fixture(scope="module")
def drawn() -> dict[str, Any]:
    return _drawn(cohort())


def _traces(drawn: dict[str, Any], name: str, kind: str) -> list[dict[str, Any]]:
    return [
        trace
        for trace in drawn["data"]
        if trace["type"] == kind and trace.get("name") == name and trace["y"] != [None]
    ]


def _months(days: float) -> Any:  # noqa: ANN401 - what approx returns has no name
    return pytest.approx(days / MONTH, abs=1e-4)


def test_an_exact_segment_is_solid_from_its_first_to_its_last_day(
    drawn: dict[str, Any],
) -> None:
    (bars,) = _traces(drawn, "Immunotherapy", "bar")
    assert bars["base"] == [_months(10)]
    assert bars["x"] == [_months(101 - 10)]
    assert bars["marker"]["color"] == FILL[Tone.IMMUNOTHERAPY]


def test_a_month_is_lighter_and_a_window_hatched(drawn: dict[str, Any]) -> None:
    """Month 5 lasts from day 152 to 182; a window from day 40 to 70 has no stop."""
    plain, hatched = _traces(drawn, "Chemotherapy", "bar")
    stated = [
        (base, colour)
        for base, colour in zip(plain["base"], plain["marker"]["color"], strict=True)
        if base == _months(153)
    ]
    assert [colour for _, colour in stated] != [FILL[Tone.CHEMOTHERAPY]]
    assert len(stated) == 1
    assert hatched["marker"]["pattern"]["shape"] == "/"
    assert _months(20) in hatched["base"] or _months(40) in hatched["base"]


def test_only_the_ongoing_patient_has_an_arrow(drawn: dict[str, Any]) -> None:
    arrows = [
        trace
        for trace in drawn["data"]
        if trace.get("marker", {}).get("symbol") == "triangle-right"
        and trace["x"] != [None]
    ]
    assert len(arrows) == 1
    assert arrows[0]["name"] == end_name(RowEnd.ONGOING)
    assert len(arrows[0]["x"]) == 1
    title, *values = arrows[0]["customdata"][0]
    assert title == "ongoing: Therapy ongoing at last follow-up"
    # Day 400 of months of 30.4375 days.
    assert values == ["month 13.1", "exact day"]
    assert arrows[0]["hovertemplate"] == (
        "<b>%{customdata[0]}</b><br>End: %{customdata[1]}<br>"
        "Placed by: %{customdata[2]}<extra></extra>"
    )


@pytest.mark.parametrize(
    "end", [RowEnd.DEATH, RowEnd.CENSORED, RowEnd.LOST, RowEnd.UNKNOWN]
)
def test_every_other_end_has_a_mark_of_its_own(
    drawn: dict[str, Any], end: RowEnd
) -> None:
    look = ENDS[end]
    (trace,) = _traces(drawn, end_name(end), "scatter")
    assert trace["marker"]["symbol"] == look.symbol
    assert len(trace["x"]) == 1


def test_no_two_marks_share_a_symbol() -> None:
    symbols = [look.symbol for look in (*EVENTS.values(), *ENDS.values())]
    assert len(symbols) == len(set(symbols))


def test_simultaneous_marks_stand_below_each_other(drawn: dict[str, Any]) -> None:
    (response,) = _traces(drawn, ENGLISH.of(Kind.PARTIAL), "scatter")
    (adverse,) = _traces(drawn, ENGLISH.of(Kind.ADVERSE_EVENT), "scatter")
    assert response["x"] == adverse["x"] == [_months(60.5)]
    apart = abs(response["y"][0] - adverse["y"][0])
    assert apart >= response["marker"]["size"]


def test_an_unstated_day_is_hollow_with_its_possible_days(
    drawn: dict[str, Any],
) -> None:
    name = ENGLISH.of(Kind.PROGRESSION)
    (mark,) = _traces(drawn, name, "scatter")
    assert mark["marker"]["color"] == ["#ffffff"]
    whisker = next(
        t for t in drawn["data"] if t.get("name") == "Possible days" and t["x"][0]
    )
    assert whisker["x"] == [_months(80), _months(121), None]
    assert whisker["legendgroup"] == name


def test_the_line_of_observation_ends_with_the_row(drawn: dict[str, Any]) -> None:
    (trace,) = _traces(drawn, "Under observation", "bar")
    ends = [b + x for b, x in zip(trace["base"], trace["x"], strict=True)]
    assert max(ends) == _months(401)
    assert min(trace["base"]) == 0


def test_texts_stand_beside_their_rows(drawn: dict[str, Any]) -> None:
    axes = [drawn["layout"][f"yaxis{number}"] for number in range(4, 8)]
    codes, stage = axes[0]["ticktext"], axes[1]["ticktext"]
    assert codes == ["ongoing", "dead", "window", "lost", "open"]
    assert set(stage) == {"\u2013"}
    assert axes[0]["tickvals"] == sorted(axes[0]["tickvals"])
    shifts = [axis["shift"] for axis in axes]
    assert shifts == sorted(shifts)
    assert shifts[0] >= -drawn["layout"]["margin"]["l"]


def test_months_are_the_only_time(drawn: dict[str, Any]) -> None:
    layout = drawn["layout"]
    assert layout["xaxis"]["type"] == layout["xaxis2"]["type"] == "linear"
    texts = [note["text"] for note in layout["annotations"]]
    assert "Months since diagnosis" in texts


def test_groups_have_headings() -> None:
    drawn = _drawn(cohort(CohortOptions(group_by=GroupBy.RESPONSE)))
    texts = [note["text"] for note in drawn["layout"]["annotations"]]
    assert "<b>PR</b>" in texts
    assert "<b>not recorded</b>" in texts


def test_the_curve_stands_below_on_the_same_months(drawn: dict[str, Any]) -> None:
    """Four of five were followed; one death on day 300 with two at risk."""
    (curve,) = _traces(drawn, "overall survival", "scatter")
    assert curve["yaxis"] == "y2"
    assert curve.get("xaxis", "x") == "x"
    steps = zip(curve["x"], curve["y"], strict=True)
    at_death = [share for month, share in steps if abs(month - 300 / MONTH) < 1e-3]
    assert at_death == [0.5]
    (numbers,) = _traces(drawn, "at risk", "scatter")
    risk = dict(zip(numbers["x"], numbers["text"], strict=True))
    assert risk[0] == "4"
    assert risk[12] == "1"


def test_the_band_holds_until_the_next_step(drawn: dict[str, Any]) -> None:
    """Survival of a half from day 300 to the last patient on day 400 has limits."""
    (upper,) = _traces(drawn, "upper limit", "scatter")
    (lower,) = _traces(drawn, "lower limit", "scatter")
    assert upper["x"] == lower["x"]
    assert (upper["x"][0], upper["x"][-1]) == (
        pytest.approx(300 / MONTH, abs=1e-3),
        pytest.approx(400 / MONTH, abs=1e-3),
    )
    assert all(a > 0.5 > b for a, b in zip(upper["y"], lower["y"], strict=True))


def test_the_band_ends_where_nobody_is_left() -> None:
    two = [Observation(10.0, event=True), Observation(20.0, event=True)]
    curve = cohort().curve
    assert curve is not None
    ended = replace(curve, shortest=kaplan_meier(two), longest=None)
    drawn = _drawn(replace(cohort(), curve=ended))
    (upper,) = _traces(drawn, "upper limit", "scatter")
    assert upper["x"] == [10.0, 20.0]
    assert upper["y"][0] == upper["y"][1] > 0.5


def test_without_a_curve_the_rows_have_the_axis() -> None:
    drawn = _drawn(cohort(CohortOptions(curve=Curve.NONE)))
    assert "yaxis2" not in drawn["layout"]
    assert drawn["layout"]["xaxis"]["anchor"] == "y"


def test_lines_have_their_numbers() -> None:
    drawn = _drawn(cohort(CohortOptions(segments=SegmentBy.LINE)))
    assert len(_traces(drawn, "Line 2", "bar")) == 1
    texts = [t["text"] for t in drawn["data"] if t.get("mode") == "text"]
    assert any(text.startswith("2") for found in texts for text in found)


def test_the_number_of_traces_does_not_grow_with_the_patients() -> None:
    found = cohort(CohortOptions(curve=Curve.NONE))
    copies = [
        replace(row, code=f"{row.code} {number}")
        for number in range(60)
        for row in found.rows
    ]
    many = replace(found, rows=tuple(copies))
    assert len(_drawn(many)["data"]) <= len(_drawn(found)["data"])
    assert cohort_sheet(many).columns == ()
    assert len(_drawn(many)["layout"]["shapes"]) == 1


def test_nobody_is_drawable() -> None:
    drawn = _drawn(replace(cohort(), rows=(), curve=None))
    assert drawn["layout"]["height"] > 0
