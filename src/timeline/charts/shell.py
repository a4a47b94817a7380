"""The page around a picture, self-contained and silent.

Nothing is fetched and nothing is sent: the drawing library stands in the page, and
the page's own policy forbids every address and every script but the ones written
here, which it names by their hashes.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from timeline.charts.text_lines import text_width
from timeline.charts.traces import Picture
from timeline.language.words import ENGLISH, Words

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "lasso2d", "select2d"],
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "showSendToCloud": False,
}
_SAMPLE = "Hamburgefonstiv 0123456789 (mg/kg), months of a course"
"""Text by whose width the page tells how wide the font of the browser is."""
_ESCAPES = {
    "&": "\\u0026",
    "<": "\\u003c",
    ">": "\\u003e",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page shows; the texts are plain, and everything else is HTML."""

    heading: str
    warning: str
    """What must be read before the picture, such as that the data is made up; may be
    empty."""
    description: str
    """What a screen reader says of the picture."""
    picture: Picture
    caption: str
    """HTML."""
    table: str
    """HTML: the same as the picture, for who cannot see it."""
    word: Words = ENGLISH
    """The fixed words of the page."""


def document(contents: Contents) -> str:
    """Write a page; the same contents give the same page, byte for byte.

    Returns:
        HTML that needs no other file and no connection.
    """
    library, script = _asset("plotly-basic.min.js"), _asset("page.js")
    heading, word = escape(contents.heading), contents.word
    return f"""<!DOCTYPE html>
<html lang="{word.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(library, script)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title>
<style>
{_asset("page.css")}</style>
</head>
<body>
<main>
<h1>{heading}</h1>
{_warning(contents.warning)}<figure aria-describedby="caption">
<div class="picture"><div class="chart" id="timeline" role="group" \
aria-label="{escape(contents.description)}">
<noscript>{escape(word("page.no_script"))}</noscript>
</div></div>
<figcaption id="caption">
{contents.caption}
</figcaption>
</figure>
<details>
<summary>{escape(word("page.as_table"))}</summary>
{contents.table}
</details>
</main>
<script type="application/json" id="figure">{_drawing(contents)}</script>
<script>{library}</script>
<script>{script}</script>
</body>
</html>
"""


def paragraphs(sentences: Iterable[str]) -> str:
    """Plain texts as paragraphs of HTML."""
    return "\n".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def subheading(text: str) -> str:
    """A plain text as a heading of HTML."""
    return f"<h2>{escape(text)}</h2>"


def items(texts: Iterable[str]) -> str:
    """Plain texts as a list of HTML."""
    return "<ul>\n" + "\n".join(f"<li>{escape(i)}</li>" for i in texts) + "\n</ul>"


def html_table(
    caption: str, heads: Iterable[str], rows: Iterable[Sequence[str]]
) -> str:
    """A table in HTML.

    Args:
        caption: Its caption, a plain text.
        heads: The heads of its columns, plain texts.
        rows: The cells of each row, as HTML.
    """
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "\n".join(map(_table_row, rows))
    return (
        '<div class="rows"><table>\n'
        f"<caption>{escape(caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _table_row(cells: Sequence[str]) -> str:
    others = "".join(f"<td>{cell}</td>" for cell in cells[1:])
    return f'<tr><th scope="row">{cells[0]}</th>{others}</tr>'


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


def _warning(text: str) -> str:
    return f'<p class="synthetic">{escape(text)}</p>\n' if text else ""


def _drawing(contents: Contents) -> str:
    sample = {"text": _SAMPLE, "width": round(text_width(_SAMPLE, 100), 1)}
    toggle = contents.word("page.toggle")
    drawn = {**contents.picture, "config": CONFIG, "sample": sample, "toggle": toggle}
    text = json.dumps(
        drawn,
        ensure_ascii=False,
        sort_keys=True,
        allow_nan=False,
        separators=(",", ":"),
    )
    for character, escaped in _ESCAPES.items():
        text = text.replace(character, escaped)
    return text
