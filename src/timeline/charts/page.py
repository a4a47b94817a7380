"""One self-contained page: the picture, its key, its footnotes and its table.

Nothing is fetched and nothing is sent: the drawing library stands in the page, and
the page's own policy forbids every address and every script but the ones written
here, which it names by their hashes.
"""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.charts.figure import figure
from timeline.charts.page_table import table
from timeline.swimlane.model import Swimlane

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "lasso2d", "select2d"],
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "showSendToCloud": False,
}
_ESCAPES = {
    "&": "\\u0026",
    "<": "\\u003c",
    ">": "\\u003e",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def page(swimlane: Swimlane) -> str:
    """Write a swimlane as a page of HTML.

    The same swimlane gives the same page, byte for byte.

    Args:
        swimlane: What `swimlane.build.build` gives.

    Returns:
        HTML that needs no other file and no connection.
    """
    library, script = _asset("plotly-basic.min.js"), _asset("page.js")
    heading = f"Treatment timeline: {swimlane.title.split(': ')[0]}"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(library, script)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(heading)}</title>
<style>
{_asset("page.css")}</style>
</head>
<body>
<main>
<h1>{escape(heading)}</h1>
{_banner(swimlane)}<figure aria-describedby="caption">
<div class="picture"><div class="chart" id="timeline" role="img" \
aria-label="Swimlane of the course of treatment; the same as a table below">
<noscript>The picture needs JavaScript; the table below does not.</noscript>
</div></div>
<figcaption id="caption">
{_caption(swimlane)}
</figcaption>
</figure>
<details>
<summary>The same as a table</summary>
{table(swimlane)}
</details>
</main>
<script type="application/json" id="figure">{_drawing(swimlane)}</script>
<script>{library}</script>
<script>{script}</script>
</body>
</html>
"""


def write_page(swimlane: Swimlane, path: Path) -> None:
    """Write the page of a swimlane to a file.

    Raises:
        OSError: If the file cannot be written.
    """
    path.write_text(page(swimlane), encoding="utf-8", newline="\n")


@cache
def _asset(name: str) -> str:
    asset = files("timeline.charts").joinpath("assets", name)
    return asset.read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    digests = (b64encode(sha256(s.encode()).digest()).decode() for s in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _drawing(swimlane: Swimlane) -> str:
    drawn = json.loads(figure(swimlane).to_json())
    drawn = {"data": drawn["data"], "layout": drawn["layout"], "config": CONFIG}
    text = json.dumps(drawn, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return "".join(_ESCAPES.get(character, character) for character in text)


def _banner(swimlane: Swimlane) -> str:
    if not swimlane.synthetic:
        return ""
    return (
        '<p class="synthetic">SYNTHETIC DATA: made up, it describes no patient.</p>\n'
    )


def _caption(swimlane: Swimlane) -> str:
    parts = [f"<p>{escape(sentence)}</p>" for sentence in _sentences(swimlane)]
    if swimlane.footnotes:
        parts += ["<h2>Notes</h2>", _list(swimlane.footnotes)]
    if swimlane.undated:
        parts.append("<h2>Without any date, so not in the picture</h2>")
        parts.append(_list(tuple(label for _, label in swimlane.undated)))
    return "\n".join(parts)


def _sentences(swimlane: Swimlane) -> list[str]:
    found = [swimlane.title + "."]
    if swimlane.time_zero_label:
        found[0] += f" Month 0 is {swimlane.time_zero_label}."
    if swimlane.cutoff_label:
        found[0] += f" {swimlane.cutoff_label}: dashed line."
    found.append(
        "An arrow means that a treatment goes on at that line. Colour tells the kind "
        "of treatment, shape the kind of event; a hollow mark has no stated date. "
        "Choose an entry of the key to hide or show what it names."
    )
    if swimlane.uses_narrative:
        found.append(
            "Dotted bars and dashed lines rest on the order of the sentences only."
        )
    return found


def _list(items: tuple[str, ...]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{escape(i)}</li>" for i in items) + "\n</ul>"
