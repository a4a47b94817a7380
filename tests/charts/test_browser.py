"""The page in a real browser: it draws, is silent and asks for nothing."""

import re
from pathlib import Path

import pytest

from charts.hostile import poisoned
from charts.visit import DRIVEN, Visit, driven
from timeline.case.case import Case
from timeline.charts.layout import FAMILY
from timeline.charts.page import page, write_page
from timeline.swimlane.build import SwimlaneOptions, build

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(chromium: Path, tmp_path: Path, gallbladder: Case) -> Visit:
    path = tmp_path / "page.html"
    write_page(build(gallbladder, SwimlaneOptions(accept_narrative=True)), path)
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
    write_page(poisoned(build(gallbladder)), path)
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
    path = tmp_path / "page.html"
    path.write_text(driven(page(build(gallbladder)), _PRESS_FIRST), encoding="utf-8")
    visit = Visit(chromium, path, tmp_path)
    assert DRIVEN in visit.dom
    (told,) = re.findall(r"<title>hidden: (.*?)</title>", visit.dom)
    groups = {each.split()[0] for each in told.split(",")}
    kinds = {each.split()[1] for each in told.split(",")}
    assert groups == {"CHEMOTHERAPY"}
    assert {"bar", "text"} <= kinds
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


def test_a_drag_zooms_in_time(
    chromium: Path, tmp_path: Path, gallbladder: Case
) -> None:
    path = tmp_path / "page.html"
    path.write_text(driven(page(build(gallbladder)), _DRAG), encoding="utf-8")
    visit = Visit(chromium, path, tmp_path)
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
