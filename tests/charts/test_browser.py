"""The page in a real browser: it draws, is silent and asks for nothing."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from charts.hostile import poisoned
from timeline.case.case import Case
from timeline.charts.page import write_page
from timeline.swimlane.build import SwimlaneOptions, build

pytestmark = pytest.mark.browser

_BROWSER = "not an origin"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--enable-logging=stderr",
    "--virtual-time-budget=6000",
    "--window-size=1200,1800",
)


class Visit:
    """What a browser made of a page."""

    def __init__(self, browser: Path, path: Path, folder: Path) -> None:
        log = folder / "net.json"
        done = subprocess.run(
            [
                str(browser),
                *_FLAGS,
                f"--user-data-dir={folder / 'profile'}",
                f"--log-net-log={log}",
                "--dump-dom",
                path.as_uri(),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        self.dom = done.stdout
        self.console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
        self.addresses = _addresses(log)


def _addresses(log: Path) -> set[str]:
    """Addresses that the page asked for over a network.

    The browser has requests of its own, such as for updates, which have no page as
    their initiator; the host rules keep those from leaving.
    """
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    asked = [event.get("params", {}) for event in events]
    urls = {
        str(params["url"])
        for params in asked
        if "url" in params and params.get("initiator", _BROWSER) != _BROWSER
    }
    return {url for url in urls if url.startswith(("http:", "https:", "ws:", "wss:"))}


@pytest.fixture
def visit(chromium: Path, tmp_path: Path, gallbladder: Case) -> Visit:
    path = tmp_path / "page.html"
    write_page(build(gallbladder, SwimlaneOptions(accept_narrative=True)), path)
    return Visit(chromium, path, tmp_path)


def test_the_page_draws_and_is_silent(visit: Visit) -> None:
    assert visit.console == []
    assert visit.addresses == set()
    texts = re.findall(r"<text[^>]*>(.*?)</text>", visit.dom, re.DOTALL)
    plain = {re.sub(r"<[^>]+>", "", text).strip() for text in texts}
    for label in (
        "Systemic therapy",
        "Trastuzumab 6 mg/kg q3w",
        "3 cycles, toxicity: fatigue",
        "Last follow-up Mar 2025",
        "1200 U/mL, by Sep 2017",
        "2018",
    ):
        assert label in plain
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
