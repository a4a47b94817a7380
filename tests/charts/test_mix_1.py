"""The input on which lanes mixed drugs: right in every outlet alike."""

import datetime as dt
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.charts import print_svg
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.table import timeline_rows
from timeline.charts.page import page
from timeline.clinical.review import review
from timeline.exchange.case_file import read
from timeline.report.build import document_of
from timeline.report.text import as_text
from timeline.swimlane.build import build
from timeline.swimlane.model import Group, Swimlane, Tone
from timeline.tui.drawing.items import items_of

FILE = Path(__file__).parents[3] / "shared/found/figures/MIX-1.toml"


@pytest.fixture(scope="module")
def mixed() -> Case:
    """The case, where the folder of found inputs lies beside the project."""
    if not FILE.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (case,) = read(FILE, today=dt.date(2026, 1, 1)).cases
    return case


@pytest.fixture(scope="module")
def picture(mixed: Case) -> Swimlane:
    return build(mixed)


def test_each_drug_keeps_its_dose(picture: Swimlane) -> None:
    lanes = {
        f"{lane.title} {lane.subtitle}".strip(): lane
        for lane in picture.lanes
        if lane.group is Group.SYSTEMIC
    }
    assert set(lanes) == {
        "Trastuzumab + capecitabine",
        "Lapatinib 1000 mg daily",
        "Trastuzumab",
        "Lines",
    }
    (both,) = lanes["Trastuzumab + capecitabine"].bars
    assert both.tones == (Tone.ANTI_HER2, Tone.CHEMOTHERAPY)


def test_what_lasts_is_a_bar(picture: Swimlane) -> None:
    bars = {bar.record: bar for lane in picture.lanes for bar in lane.bars}
    lasting = {
        record: (bars[record].start.earliest, bars[record].stop.latest)
        for record in ("rt", "ae")
    }
    assert lasting == {
        "rt": (dt.date(2020, 9, 1).toordinal(), dt.date(2021, 2, 1).toordinal()),
        "ae": (dt.date(2020, 3, 1).toordinal(), dt.date(2020, 12, 1).toordinal()),
    }


def test_no_outlet_calls_a_known_drug_unknown(mixed: Case, picture: Swimlane) -> None:
    unknown = picture.word.of(Tone.OTHER_DRUG).casefold()
    outlets = {
        "page": page(picture),
        "table": "\n".join(" ".join(row) for row in timeline_rows(picture)),
        "alternative text": alt_text(picture),
        "report": as_text(document_of(review(mixed)), 100),
        "terminal": repr(items_of(picture)),
        "print": print_svg(mixed),
    }
    for name, text in outlets.items():
        assert unknown not in text.casefold(), name
        assert "lapatinib + trastuzumab 1000" not in text.casefold(), name
        assert "trastuzumab 1000" not in text.casefold(), name
