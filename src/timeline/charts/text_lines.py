"""How wide a text will be, and how it breaks into lines or is cut where it is too wide.

Labels of the page are placed before a browser runs, by the widths of Helvetica in
thousandths of the font size; Arial and Liberation Sans have the same. Print measures
the font that it ships.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations, pairwise

Measure = Callable[[str], float]
"""Width of one line of text, in the unit of who measures it."""
_PAUSES = (",", ";", ":")
_WITHIN = 0.1
"""By how much a line may be longer for the sake of a break after a comma."""
_YEAR = re.compile(r"(19|20)\d\d\b")
_MOST_WORDS = 40
"""Above this many words every way to break a text takes too long to try."""

_WIDTHS: dict[str, int] = {}
for _width, _characters in (
    (191, "'"),
    (222, "ijl"),
    (260, "|"),
    (278, " !,./:;I[\\]ft"),
    (333, "()-`r"),
    (334, "{}"),
    (355, '"'),
    (389, "*"),
    (469, "^"),
    (500, "Jckvsxyz"),
    (556, "#$0123456789?L_abdeghnopqu\u2020\u2013"),
    (584, "+<=>~"),
    (611, "FTZ"),
    (667, "&ABEKPSVXY"),
    (722, "CDHNRUw"),
    (778, "GOQ"),
    (833, "Mm"),
    (889, "%"),
    (944, "W"),
    (1000, "\u2192"),
    (1015, "@"),
):
    _WIDTHS |= dict.fromkeys(_characters, _width)
_WIDE = 1000
_FIRST_IDEOGRAPH = 0x1100
_LATIN = 600


def text_width(text: str, size: float) -> float:
    """Width of one line of text in pixels.

    Args:
        text: The text; a character without a known width counts as a wide one.
        size: Font size in pixels.
    """
    return sum(_WIDTHS.get(c, _other(c)) for c in text) * size / 1000


def _other(character: str) -> int:
    return _WIDE if ord(character) >= _FIRST_IDEOGRAPH else _LATIN


def cut_to(text: str, room: float, measure: Measure) -> str:
    """A text as far as there is room; an ellipsis stands for the rest.

    Args:
        text: The text.
        room: Its greatest width.
        measure: Gives the width of one line of text.

    Returns:
        The text, or its beginning; empty where not even a letter has room.
    """
    while text and measure(text) > room:
        text = text.rstrip("\u2026")[:-1].rstrip()
        text = f"{text}\u2026" if text else ""
    return text


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

    @cache
    def width(first: int, end: int) -> float:
        return measure(" ".join(words[first:end]))

    def cost(ends: tuple[int, ...]) -> float:
        within = sum(not words[end - 1].endswith(_PAUSES) for end in ends[1:-1])
        return max(width(*line) for line in pairwise(ends)) * (1 + _WITHIN * within)

    breaks = combinations(range(1, len(words)), lines - 1)
    best = min(((0, *ends, len(words)) for ends in breaks), key=cost)
    return tuple(" ".join(words[first:end]) for first, end in pairwise(best))


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
