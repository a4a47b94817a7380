"""Breaks a text into lines, by the widths that will be printed."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

Measure = Callable[[str], float]
"""Width of one line of text in millimetres."""
_PAUSES = (",", ";", ":")
_WITHIN = 0.1
"""By how much a line may be longer for the sake of a break after a comma."""
_YEAR = re.compile(r"(19|20)\d\d\b")
_MOST_WORDS = 40
"""Above this many words every way to break a text takes too long to try."""


def balanced(text: str, lines: int, measure: Measure) -> tuple[str, ...]:
    """Break a text between words into a number of lines, the longest of them short.

    A break after a comma is worth a line that is a little longer.

    Returns:
        The lines; fewer than asked for where there are fewer words, and the whole text
        as one line where it has too many words to try.
    """
    words = _words(text)
    lines = min(lines, len(words))
    if lines <= 1 or len(words) > _MOST_WORDS:
        return (" ".join(words),)

    def broken(cuts: tuple[int, ...]) -> tuple[str, ...]:
        ends = (0, *cuts, len(words))
        return tuple(" ".join(words[a:b]) for a, b in pairwise(ends))

    ways = (broken(cuts) for cuts in combinations(range(1, len(words)), lines - 1))
    return min(ways, key=lambda way: max(map(measure, way)) * _dearness(way))


def _dearness(way: tuple[str, ...]) -> float:
    within = sum(not line.endswith(_PAUSES) for line in way[:-1])
    return 1 + _WITHIN * within


def filled(text: str, room: float, measure: Measure) -> tuple[str, ...]:
    """Break a text into lines that fit, within a word where it alone is too long."""
    lines: list[str] = []
    for word in _words(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        elif measure(word) <= room:
            lines.append(word)
        else:
            lines += _pieces(word, room, measure)
    return tuple(lines)


def evenly(text: str, room: float, measure: Measure) -> tuple[str, ...]:
    """Break a text into as few lines as fit, none of them much shorter than others."""
    lines = filled(text, room, measure)
    even = balanced(text, len(lines), measure)
    return even if all(measure(line) <= room for line in even) else lines


def _words(text: str) -> list[str]:
    """The words between which a line may break.

    A number stays with its unit, and a year with its month.
    """
    words: list[str] = []
    for word in text.split():
        if words and (words[-1].isdecimal() or _dated(words[-1], word)):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _dated(before: str, word: str) -> bool:
    month = before.rsplit(maxsplit=1)[-1]
    return _YEAR.match(word) is not None and month.isalpha() and month[0].isupper()


def _pieces(word: str, room: float, measure: Measure) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and measure(piece + character) > room:
            yield piece
            piece = ""
        piece += character
    yield piece
