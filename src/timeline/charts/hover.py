"""The text of a hover, in which data is never markup."""

import textwrap
from functools import cache
from html import escape

from timeline.language.words import ENGLISH, Words
from timeline.swimlane.model import Certainty

_LINE = 60


def shown(text: str) -> str:
    """A text from data as Plotly shows it: `<`, `>` and `&` are escaped."""
    return escape(text, quote=False)


def hover(
    title: str,
    detail: tuple[tuple[str, str], ...],
    certainty: Certainty,
    word: Words = ENGLISH,
) -> str:
    """Title, then a line for each name and value, then how well it is placed."""
    lines: list[str] = []
    for name, value in detail:
        first, *rest = _wrapped(f"{name}: {value}")
        lines.append(first)
        lines += [f"\u2003{more}" for more in rest]
    lines.append(_placed_by(certainty, word))
    # Escaped in one go: no line has a line break of its own.
    told = shown("\n".join(lines)).replace("\n", "<br>")
    return f"<b>{shown(title)}</b><br>{told}" if title else told


@cache
def _placed_by(certainty: Certainty, word: Words) -> str:
    return f"{word('hover.placed_by')}: {word.of(certainty)}"


def _wrapped(text: str) -> list[str]:
    # Most texts are short, and a cohort has tens of thousands of them.
    if len(text) <= _LINE and text.isprintable() and not text.endswith(" "):
        return [text]
    return textwrap.wrap(text, _LINE) or [""]
