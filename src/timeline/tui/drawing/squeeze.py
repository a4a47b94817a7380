"""One line of several facts, made shorter where there is no room for all of its words.

Every fact keeps its place: common words are shortened first, then the longest fact
loses its middle, so that a line never ends before its last fact.
"""

from collections.abc import Iterable

from timeline.tui.drawing.cell import cell_count, cells_of, fit

SEPARATOR = " · "
SHORTER = (
    ("last response", "response"),
    (" open quer", " quer"),
    (" as reported", " as rep."),
    (" at presentation", " at pres."),
    (" bile duct", " duct"),
)
LEAST = 12
"""Cells that a fact keeps."""


def squeezed(facts: Iterable[str], width: int, between: str = SEPARATOR) -> str:
    """The facts on one line.

    Args:
        facts: From left to right; empty ones are left out.
        width: Cells of the line. What cannot be squeezed into it is longer.
        between: What stands between two facts.
    """
    texts = [fact for fact in facts if fact]
    for words, short in SHORTER:
        if _over(texts, width, between) > 0:
            texts = [text.replace(words, short) for text in texts]
    while (over := _over(texts, width, between)) > 0:
        longest = max(texts, key=cell_count)
        room = max(LEAST, cell_count(longest) - over)
        if room >= cell_count(longest):
            break
        texts[texts.index(longest)] = _without_middle(longest, room)
    return between.join(texts)


def _over(texts: list[str], width: int, between: str) -> int:
    return cell_count(between.join(texts)) - width


def _without_middle(text: str, room: int) -> str:
    """The text with its last words, because a date stands there."""
    cells = cells_of(text)
    longest = room * 2 // 3
    ends = (len(cells) - at for at, cell in enumerate(cells) if cell == " ")
    tail = next((end for end in ends if end <= longest), room // 2)
    end = cells[-tail:]
    if not end[0]:
        end[0] = " "  # the cut falls within a wide character
    return "".join([*fit(text, room - tail), *end])
