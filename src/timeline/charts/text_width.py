"""How wide a text will be, so that labels can be placed before a browser runs.

Widths are those of Helvetica, in thousandths of the font size; Arial and Liberation
Sans have the same.
"""

from collections.abc import Callable

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


def cut_to(text: str, room: float, measure: Callable[[str], float]) -> str:
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
