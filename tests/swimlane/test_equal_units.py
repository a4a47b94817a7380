"""Equal units are one series in the picture, on the page, in words and in the table."""

import datetime as dt
from pathlib import Path

import pytest

from clinical.marker_examples import case_of, result
from timeline.case.case import Case
from timeline.charts.package.alt_text import alt_text
from timeline.charts.page import page
from timeline.clinical.review import review
from timeline.exchange.case_file import read
from timeline.report.build import document_of
from timeline.report.text import as_text
from timeline.swimlane.build import build

FILE = Path(__file__).parents[3] / "shared/found/markers/MK-UNITS.toml"


def _inline() -> Case:
    return case_of(
        result("m1", "2020-02-01", "4.2", analyte="CEA", unit="ng/mL"),
        result("m2", "2020-03-01", "4.6", analyte="CEA", unit="ug/L"),
        result("m3", "2020-04-01", "12", analyte="CEA", unit="µg/L"),
        result("m4", "2020-02-01", "120"),
        result("m5", "2020-03-01", "130", unit="kU/L"),
        result("m6", "2020-04-01", "60", unit="U/ml"),
    )


def _found() -> Case:
    if not FILE.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (case,) = read(FILE, today=dt.date(2026, 1, 1)).cases
    return case


@pytest.fixture(params=[_inline, _found], ids=["inline", "file"])
def measured(request: pytest.FixtureRequest) -> Case:
    case: Case = request.param()
    return case


def test_there_is_one_panel_for_each_marker(measured: Case) -> None:
    picture = build(measured)
    values = {s.marker: [p.value for p in s.points] for s in picture.series}
    assert values == {"CEA": [4.2, 4.6, 12.0], "CA19-9": [120.0, 130.0, 60.0]}
    assert not any("converted" in series.note for series in picture.series)
    text = alt_text(picture)
    assert "CEA: 3 values" in text
    assert "CA19-9: 3 values" in text


def test_the_review_computes_over_all_of_them(measured: Case) -> None:
    text = as_text(document_of(review(measured)))
    assert "CEA, ng/mL, 3 values" in text
    assert "CA19-9, U/mL, 3 values" in text
    assert "not compared" not in text


def test_the_page_draws_two_curves(measured: Case) -> None:
    html = page(build(measured))
    for marker in ("CEA", "CA19-9"):
        assert html.count(f'"mode":"markers+text","name":"{marker}"') == 1
