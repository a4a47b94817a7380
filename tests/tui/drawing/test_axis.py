"""Ticks of the axis in cells, on both sides of what is folded."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from clinical.small_case import line, record
from timeline.case.case import Case
from timeline.exchange.case_file import read
from timeline.swimlane.build import build
from timeline.tui.drawing.axis import fold_columns, tick_row, ticks
from timeline.tui.drawing.glyphs import FOLD
from timeline.tui.drawing.scene import Scene

FILE = Path(__file__).parents[4] / "shared/found/figures/GAP-1.toml"


def _own_case() -> Case:
    """Two lines with twelve years between them."""
    return Case.of(
        (
            record("patient", "p", code="GAP-1"),
            record("diagnosis", "dx", date="2010-01-05"),
            *line("l1", "GP", start="2010-02-01", stop="2010-06-01"),
            *line("l2", "FOLFOX", start="2022-04-01", stop="2022-07-01"),
            record("follow_up", "fu", date="2022-08-15", vital_status="alive"),
        )
    )


@pytest.fixture(params=["own", "GAP-1"])
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "own":
        return _own_case()
    if not FILE.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (found,) = read(FILE, today=dt.date(2026, 1, 1)).cases
    return found


@pytest.mark.parametrize("width", [80, 100, 120, 200])
@pytest.mark.parametrize("calendar", [False, True])
def test_a_fold_has_ticks_on_both_sides(
    case: Case, width: int, *, calendar: bool
) -> None:
    whole = replace(Scene.of(build(case), width), calendar=calendar)
    scene = whole.with_folds(folded=True)
    (fold,) = scene.view.folds
    days = [tick.day for tick in ticks(scene)]
    assert [day for day in days if day <= fold.first]
    assert [day for day in days if day >= fold.last]
    (middle,) = fold_columns(scene)
    row = tick_row(scene)
    assert row[middle].char == FOLD
    assert {column < middle for column in row if column != middle} == {True, False}
