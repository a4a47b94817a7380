"""The page in a real browser: it draws, is silent and asks for nothing."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from charts.hostile import poisoned
from charts.visit import DRIVEN, Visit, driven
from timeline.case.case import Case
from timeline.charts.layout import FAMILY
from timeline.charts.page import page
from timeline.swimlane.build import SwimlaneOptions, build

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(chromium: Path, tmp_path: Path, gallbladder: Case) -> Visit:
    path = tmp_path / "page.html"
    swimlane = build(gallbladder, SwimlaneOptions(accept_narrative=True))
    path.write_text(page(swimlane), encoding="utf-8")
    return Visit(chromium, path, tmp_path)


def test_the_page_draws_and_is_silent(visit: Visit) -> None:
    assert visit.console == []
    assert visit.addresses == set()
    for label in (
        "Systemic therapy",
        "Trastuzumab 6 mg/kg q3w",
        "3 cycles, toxicity: fatigue",
        "Last follow-up Mar 2025",
        "1200 U/mL, by Sep 2017",
        "2018",
    ):
        assert label in visit.labels
    assert "Share" not in visit.dom.split('<script type="application/json"')[0]


def test_hostile_text_stays_text(
    chromium: Path, tmp_path: Path, gallbladder: Case
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(poisoned(build(gallbladder))), encoding="utf-8")
    visit = Visit(chromium, path, tmp_path)
    assert visit.console == []
    assert visit.addresses == set()
    assert "<title>taken" not in visit.dom
    assert "javascript:" not in " ".join(re.findall(r"<a [^>]*>", visit.dom))


def test_a_request_and_an_error_would_be_seen(chromium: Path, tmp_path: Path) -> None:
    """Without this the tests above could pass because nothing is ever seen."""
    path = tmp_path / "page.html"
    path.write_text(
        "<!DOCTYPE html><img src='http://127.0.0.1:9/x'>"
        "<script>console.error('seen')</script>",
        encoding="utf-8",
    )
    visit = Visit(chromium, path, tmp_path)
    assert visit.addresses == {"http://127.0.0.1:9/x"}
    assert any("seen" in line for line in visit.console)


def _driven_visit(browser: Path, folder: Path, case: Case, script: str) -> Visit:
    """The page of a case, on which a script of the test has run."""
    path = folder / "page.html"
    path.write_text(driven(page(build(case)), script), encoding="utf-8")
    return Visit(browser, path, folder)


_PRESS_FIRST = """
const toggle = document.querySelector(".legend .legendtoggle[tabindex='0']");
const gone = () => [...drawn.data].filter(t => t.visible === "legendonly");
const drawn = document.getElementById("timeline");
const key = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
toggle.dispatchEvent(key);
setTimeout(() => {
  const told = gone().map(t => t.legendgroup + " " + (t.mode || t.type));
  document.title = "hidden: " + told.join();
}, 1500);
"""


def test_the_keyboard_hides_bars_arrows_and_labels_together(
    chromium: Path, tmp_path: Path, gallbladder: Case
) -> None:
    visit = _driven_visit(chromium, tmp_path, gallbladder, _PRESS_FIRST)
    assert DRIVEN in visit.dom
    (told,) = re.findall(r"<title>hidden: (.*?)</title>", visit.dom)
    groups = {each.split()[0] for each in told.split(",")}
    kinds = {each.split()[1] for each in told.split(",")}
    assert groups == {"CHEMOTHERAPY"}
    assert {"bar", "markers+text"} <= kinds
    assert "4 cycles" not in visit.labels
    assert "3 cycles, toxicity: fatigue" in visit.labels


_DRAG = """
const chart = document.getElementById("timeline");
const area = chart.querySelector(".nsewdrag[data-subplot='xy']");
const box = area.getBoundingClientRect();
const months = () => chart._fullLayout.xaxis.range.map(chart._fullLayout.xaxis.r2l);
const before = months();
const send = (target, kind, share) => target.dispatchEvent(new MouseEvent(kind, {
  bubbles: true, view: window, buttons: 1,
  clientX: box.left + share * box.width, clientY: box.top + 40,
}));
send(area, "mousedown", 0.25);
for (const share of [0.3, 0.5, 0.75]) send(document, "mousemove", share);
send(document, "mouseup", 0.75);
setTimeout(() => {
  const after = months();
  const share = (after[1] - after[0]) / (before[1] - before[0]);
  document.title = "share: " + share.toFixed(2);
}, 1500);
"""


_CLOSER = """
const texts = (axis) => [...chart.querySelectorAll("g." + axis + "tick")]
  .map((tick) => tick.textContent);
const whole = chart.layout.xaxis.range.slice();
const told = [];
const tell = () => told.push([texts("x"), texts("x2")]);
tell();
Plotly.relayout(chart, { "xaxis.range": ["2020-04-15", "2021-02-15"] }).then(() => {
  setTimeout(() => {
    tell();
    Plotly.relayout(chart, { "xaxis.range": whole });
    setTimeout(() => {
      tell();
      document.title = "ticks: " + JSON.stringify(told);
    }, 300);
  }, 300);
});
"""


def test_a_closer_look_has_finer_ticks(
    chromium: Path, tmp_path: Path, gallbladder: Case
) -> None:
    visit = _driven_visit(chromium, tmp_path, gallbladder, _CLOSER)
    (told,) = re.findall(r"<title>ticks: (.*?)</title>", visit.dom)
    whole, near, again = json.loads(unescape(told))
    years = [str(year) for year in range(2018, 2026)]
    assert whole == again == [years, [str(n) for n in range(0, 91, 12)]]
    # Month 0 is September 2017: May 2020 is month 32.
    names = ("May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    months = [f"{name} 2020" for name in names] + ["Jan 2021", "Feb 2021"]
    assert near == [months, [str(n) for n in range(32, 42)]]


def test_a_drag_zooms_in_time(
    chromium: Path, tmp_path: Path, gallbladder: Case
) -> None:
    visit = _driven_visit(chromium, tmp_path, gallbladder, _DRAG)
    assert re.findall(r"<title>share: (.*?)</title>", visit.dom) == ["0.50"]


def test_a_wider_font_is_set_smaller(
    chromium: Path, tmp_path: Path, gallbladder: Case
) -> None:
    path = tmp_path / "page.html"
    text = page(build(gallbladder)).replace(FAMILY, "monospace")
    path.write_text(text, encoding="utf-8")
    visit = Visit(chromium, path, tmp_path)
    sizes = re.findall(r"<text[^>]*font-size: ([0-9.]+)px[^>]*>Progression", visit.dom)
    assert sizes
    assert all(float(size) < 12 for size in sizes)  # 13 in the font it is laid out for
