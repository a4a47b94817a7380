"""Letters that the font lacks are refused with their word and its record."""

import datetime as dt
from pathlib import Path

import pytest

from clinical.small_case import line, record
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.charts.page import page
from timeline.charts.print.drawing import draw
from timeline.charts.print.faces import GlyphError
from timeline.charts.print.presets import PRESETS
from timeline.exchange.case_file import read
from timeline.swimlane.build import build
from timeline.tui.drawing.items import items_of

FILE = Path(__file__).parents[4] / "shared/found/figures/CJK-1.toml"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (line("l1", "顺铂", start="2020-02-10", stop="2020-12-01"), "顺铂"),
        (
            [
                record(
                    "finding",
                    "f",
                    type="imaging",
                    date="2020-06-01",
                    result="nodule in 胆囊",
                )
            ],
            "胆囊, in the record f.",
        ),
        (
            [
                record(
                    "result",
                    "r",
                    analyte="CEA",
                    date="2020-06-01",
                    value=7.0,
                    comparator="=",
                    unit="单位",
                )
            ],
            "单位, in the record r.",
        ),
    ],
    ids=["drug", "finding", "result"],
)
def test_the_word_and_the_record_are_named(entries: list[Entry], said: str) -> None:
    case = Case.of((record("patient", "p", code="P-1"), *entries))
    with pytest.raises(GlyphError) as refused:
        draw(build(case), PRESETS["slide"])
    assert f"has no letters for {said}" in str(refused.value)


def test_cjk_1_is_whole_on_page_and_terminal_and_refused_in_print() -> None:
    if not FILE.exists():
        pytest.skip("needs the folder of inputs on which the product was wrong")
    (case,) = read(FILE, today=dt.date(2026, 1, 1)).cases
    swimlane = build(case)
    for word in ("吉西他滨", "骨髓抑制", "胆囊底部"):
        assert word in page(swimlane)
        assert word in repr(items_of(swimlane)) + repr(swimlane.lanes)
    with pytest.raises(GlyphError, match="for 吉西他滨, in the record line-1-d1"):
        draw(swimlane, PRESETS["bmc-double"])  # it has no title
