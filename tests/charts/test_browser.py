"""The page in a real browser: it draws, is silent and asks for nothing."""

import re
from pathlib import Path

import pytest

from charts.hostile import poisoned
from charts.visit import Visit
from timeline.case.case import Case
from timeline.charts.page import write_page
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
