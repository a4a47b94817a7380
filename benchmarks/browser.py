"""The time from the start of a page to its first plot, in headless Chromium."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

_DRAW = "Plotly.newPlot("
_TIMED = """<script>
window.drawn.then(() => {
  document.documentElement.dataset.ms = performance.now().toFixed(0);
});
</script>"""
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")


def find_browser() -> str | None:
    """Chromium, where there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def first_plots(pages: dict[str, str], browser: str, rounds: int) -> dict[str, float]:
    """Median milliseconds of each page; the pages take turns, so that noise is shared.

    Raises:
        RuntimeError: If the browser did not draw a page.
    """
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, html in pages.items():
            taken[name].append(first_plot(html, browser))
    return {name: median(times) for name, times in taken.items()}


def first_plot(html: str, browser: str) -> float:
    """Milliseconds from the start of a page to its first plot.

    Raises:
        RuntimeError: If the browser did not draw it.
    """
    # The timing needs a script that the policy of the page would refuse.
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    head, draw, tail = open_page.rpartition(_DRAW)
    timed = f"{head}window.drawn = {draw}{tail}".replace("</body>", f"{_TIMED}</body>")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "page.html"
        page.write_text(timed, encoding="utf-8")
        profile = f"--user-data-dir={folder}/profile"
        dumped = subprocess.run(  # noqa: S603 - a browser on a page made here
            [browser, *_FLAGS, profile, "--dump-dom", page.as_uri()],
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        ).stdout
    found = re.search(r'<html[^>]*data-ms="(\d+)"', dumped)
    if found is None:
        raise RuntimeError("The browser did not draw the page.")
    return float(found[1])
