"""The text of a hover, and texts from data in general: none of them is ever markup."""

import textwrap
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape

from timeline.language.words import ENGLISH, Words
from timeline.swimlane.model import Certainty

_LINE = 60


def shown(text: str) -> str:
    """A text from data as Plotly shows it: `<`, `>` and `&` are escaped."""
    # A cohort has tens of thousands of texts, and hardly any has such a character.
    marked = "&" in text or "<" in text or ">" in text
    return escape(text, quote=False) if marked else text


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
    text = shown("\n".join(lines)).replace("\n", "<br>")
    return f"<b>{shown(title)}</b><br>{text}" if title else text


def hover_template(names: Sequence[str], word: Words) -> str:
    """The same for a trace of things whose details all have these names.

    The names are fixed words; what data says comes from `hover_values`.
    """
    lines = [*names, word("hover.placed_by")]
    parts = [f"{shown(name)}: %{{customdata[{n}]}}" for n, name in enumerate(lines, 1)]
    return "<br>".join(["<b>%{customdata[0]}</b>", *parts]) + "<extra></extra>"


def hover_values(
    titles: Sequence[str],
    details: Sequence[tuple[tuple[str, str], ...]],
    certainties: Iterable[Certainty],
    word: Words,
) -> list[tuple[str, ...]]:
    """What a template takes for each thing: title, values, how well it is placed."""
    columns_of_detail = range(len(details[0]) if details else 0)
    values = [[detail[number][1] for detail in details] for number in columns_of_detail]
    columns = [escaped(texts, quote=False) for texts in (titles, *values)]
    known = {certainty: shown(word.of(certainty)) for certainty in Certainty}
    placed = [known[certainty] for certainty in certainties]
    return [*zip(*columns, placed, strict=True)]


@cache
def _placed_by(certainty: Certainty, word: Words) -> str:
    return f"{word('hover.placed_by')}: {word.of(certainty)}"


def _wrapped(text: str) -> list[str]:
    # Most texts are short, and a cohort has tens of thousands of them.
    if len(text) <= _LINE and text.isprintable() and not text.endswith(" "):
        return [text]
    return textwrap.wrap(text, _LINE) or [""]


def escaped(texts: Sequence[str], *, quote: bool) -> Sequence[str]:
    """Each text as HTML.

    Args:
        texts: Plain texts.
        quote: Whether quotes are escaped too.
    """
    together = "".join(texts)
    if escape(together, quote=quote) == together:
        return texts
    return [escape(text, quote=quote) for text in texts]
