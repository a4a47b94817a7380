"""How wide a text is in the font that the figure is set in.

The font is shipped with the program, so that a figure looks the same on every machine
and labels are placed by the widths that are printed. It has the metrics of Arial.
"""

from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY = "Liberation Sans"
FONTS = Path(str(files("timeline.charts").joinpath("assets", "fonts")))
"""Folder of the font files."""
MM_PER_POINT = 25.4 / 72
ABOVE, BELOW, CAPITAL = 0.75, 0.22, 0.70
"""Extent of text above and below its baseline, and of a capital, in font sizes."""
LETTERS = "Write the label in Latin, Greek or Cyrillic letters."
TAIL = 0.21
"""How far the tail of a letter such as g goes below the baseline, in font sizes."""
_UNITS = 1000
_SLACK = 1.01
"""Renderers kern and round a little differently."""


class Face(Enum):
    """A style of the font with its file."""

    REGULAR = "LiberationSans-Regular.ttf"
    BOLD = "LiberationSans-Bold.ttf"
    ITALIC = "LiberationSans-Italic.ttf"


class GlyphError(TimelineError):
    """A text has characters that the font of the figure cannot print.

    Attributes:
        characters: Those that it lacks.
    """

    title = "The figure cannot be set"
    characters: frozenset[str] = frozenset()


def width(text: str, points: float, face: Face = Face.REGULAR) -> float:
    """Width of one line of text.

    Args:
        text: The text.
        points: Font size in points.
        face: Style of the font.

    Returns:
        The width in millimetres.
    """
    return _length(text, face) * points * MM_PER_POINT


def printed_width(text: str, points: float, face: Face = Face.REGULAR) -> float:
    """Width of a line in millimetres by the metrics alone, without room to spare."""
    return width(text, points, face) / _SLACK


@cache
def _length(text: str, face: Face) -> float:
    return _font(face).getlength(text) / _UNITS * _SLACK


@cache
def _font(face: Face) -> "FreeTypeFont":
    from PIL import ImageFont

    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(FONTS / face.value, _UNITS, layout_engine=basic)


def missing(text: str, face: Face = Face.REGULAR) -> tuple[str, ...]:
    """The characters of a text that the font does not have."""
    return tuple(c for c in dict.fromkeys(text) if not _has(c, face))


@cache
def _has(character: str, face: Face) -> bool:
    if character.isspace() or character.isascii():
        return True
    return _picture(character, face) != _picture("\uffff", face)


def _picture(character: str, face: Face) -> tuple[object, bytes]:
    mask = _small_font(face).getmask(character)
    return mask.size, bytes(mask)


@cache
def _small_font(face: Face) -> "FreeTypeFont":
    """The font at a size at which a glyph is told from a box, and drawn at once."""
    from PIL import ImageFont

    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(FONTS / face.value, 60, layout_engine=basic)


def require(text: str, face: Face = Face.REGULAR) -> None:
    """Refuse a text that would print with boxes or gaps.

    Raises:
        GlyphError: Names the code points that the font lacks.
    """
    lacking = missing(text, face)
    if lacking:
        codes = ", ".join(f"U+{ord(character):04X}" for character in lacking)
        error = GlyphError(
            f"The font of the figure has no letters for {codes}.", hint=LETTERS
        )
        error.characters = frozenset(lacking)
        raise error
