"""The text of a hover, in which data is never markup."""

import textwrap
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
    lines = [f"<b>{shown(title)}</b>"] if title else []
    for name, value in (*detail, (word("hover.placed_by"), word.of(certainty))):
        first, *rest = textwrap.wrap(f"{name}: {value}", _LINE) or [""]
        lines.append(shown(first))
        lines += [f"\u2003{shown(more)}" for more in rest]
    return "<br>".join(lines)
