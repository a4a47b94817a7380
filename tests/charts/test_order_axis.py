"""A course without any date, on the page, in print and in the table."""

from html import unescape
from itertools import pairwise
from typing import Any

from swimlane.order_case import ORDERED
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.bundle import content_of
from timeline.charts.package.caption import caption
from timeline.charts.package.options import FigureOptions
from timeline.charts.package.table import timeline_head, timeline_rows
from timeline.charts.page import page, table
from timeline.charts.print.drawing import draw
from timeline.charts.print.presets import PRESETS
from timeline.charts.print.shapes import Text
from timeline.charts.swimlane_figure import swimlane_picture
from timeline.language.words import Language
from timeline.report.options import ReportFormat, ReportOptions
from timeline.report.write import report
from timeline.swimlane.build import build
from timeline.swimlane.options import SwimlaneOptions

SWIMLANE = build(ORDERED)
PLACES = ["1", "2", "3", "4", "5"]


def test_the_page_numbers_columns_in_their_middle_and_parts_them() -> None:
    layout: dict[str, Any] = swimlane_picture(SWIMLANE)["layout"]
    for name in ("xaxis", "xaxis2"):
        axis = layout[name]
        assert axis["type"] == "linear"
        assert axis["ticktext"] == PLACES
        assert axis["tickvals"] == [1.5, 2.5, 3.5, 4.5, 5.5]
        assert axis["minor"]["tickvals"] == [1, 2, 3, 4, 5, 6]
    assert layout["xaxis"]["range"][0] == 1


def test_bars_fill_the_columns_of_their_places() -> None:
    traces = swimlane_picture(SWIMLANE)["data"]
    bars = [t for t in traces if t["type"] == "bar" and t["x"] != [None]]
    spans = {
        (start, start + length)
        for trace in bars
        for start, length in zip(trace["base"], trace["x"], strict=True)
    }
    # chemotherapy; immunotherapy open, certain, open
    assert spans == {(1, 2), (2, 3), (3, 4), (4, 5)}


def test_no_text_of_the_page_counts_time() -> None:
    text = unescape(page(SWIMLANE).partition('<script type="application/json"')[0])
    assert "Order of events: columns of equal width are not time." in text
    assert "month" not in text.lower().partition("<main>")[2]


def test_the_table_gives_places_in_place_of_dates() -> None:
    head, rows = timeline_head(SWIMLANE), timeline_rows(SWIMLANE)
    assert head == ("Sequence", "Kind", "What", "Result", "Details", "How well known")
    assert [(row[0], row[2]) for row in rows] == [
        ("1", "Gemcitabine"),
        ("2-3 to 3-4", "Pembrolizumab"),
        ("2-4", "Radiotherapy"),
        ("5", "Surgery"),
    ]
    assert all(len(row) == len(head) for row in rows)
    assert "<td>2-4</td>" in table(SWIMLANE)


def test_the_alternative_text_says_that_the_axis_is_no_time() -> None:
    said = alt_text(SWIMLANE)
    assert "The columns show the order of events, not time." in said
    assert "Gemcitabine: place 1" in said
    assert "Pembrolizumab: within places 2 to 4" in said
    assert "Hepatectomy (place 5)" in said
    assert "month" not in said


def test_the_print_numbers_columns_on_both_axes() -> None:
    texts = [
        shape
        for shape in draw(SWIMLANE, PRESETS["bmc-double"]).shapes
        if isinstance(shape, Text)
    ]
    numbers = [text for text in texts if text.text in PLACES]
    assert [text.text for text in numbers] == [*PLACES, *PLACES]
    middles = [(text.box.left + text.box.right) / 2 for text in numbers[:5]]
    steps = {round(b - a, 3) for a, b in pairwise(middles)}
    assert len(steps) == 1
    assert "Order of events" in {text.text for text in texts}


def test_german_has_words_for_all_of_it() -> None:
    german = build(ORDERED, SwimlaneOptions(language=Language.DE))
    assert "Reihenfolge der Ereignisse" in page(german)
    assert timeline_head(german)[0] == "Reihenfolge"


def test_nothing_is_said_of_coarse_dates_where_no_record_has_a_date() -> None:
    legend = caption(content_of(ORDERED, FigureOptions(PRESETS["bmc-double"])))
    assert "order of events" in legend
    assert "month" not in legend.lower()
    whole = report([ORDERED], ReportOptions(), ReportFormat.TEXT).decode()
    assert "De-identified: what could name the patient" in whole
    assert "dates are months" not in whole
