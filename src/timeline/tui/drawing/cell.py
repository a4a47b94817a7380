"""Text that is safe to draw, in terminal cells.

Stored text may hold escape sequences, direction overrides or wide characters. Here it
becomes one string per cell, so that nothing that is drawn can move the cursor, turn a
line round or shift what stands to the right of it.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

ELLIPSIS = "…"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the screen before it has a colour."""

    char: str = " "
    """What stands in it; empty in the right half of a wide character."""
    ink: str = ""
    """Role of the foreground, such as `label` or the name of a tone."""
    back: str = ""
    """Role of the background; empty for that of the widget."""


BLANK = Cell()
cell = lru_cache(maxsize=4096)(Cell)
"""The same cell as `Cell` makes, remembered where a picture has it a hundred times."""
Sketch = dict[int, Cell]
"""Cells by column; a column that is missing is transparent."""


def plain(text: str) -> str:
    """The text on one line, with everything invisible made visible.

    Args:
        text: Text from data. Control, format and unassigned characters, which
            includes escape sequences and direction overrides, become U+FFFD.
    """
    return "".join(
        REPLACEMENT if unicodedata.category(character) in _UNSAFE else character
        for character in " ".join(text.split())
    )


def cells_of(text: str) -> list[str]:
    """One string per cell; the right half of a wide character is empty."""
    return list(_cells_of(text))


@lru_cache(maxsize=4096)
def _cells_of(text: str) -> tuple[str, ...]:
    """The cells of a text; remembered, because every zoom asks for the same texts."""
    cells: list[str] = []
    for character in plain(text):
        width = cell_len(character)
        if width:
            cells += [character, *[""] * (width - 1)]
        elif cells:  # a combining mark joins what it stands on
            base = next(n for n in range(len(cells) - 1, -1, -1) if cells[n])
            cells[base] += character
    return tuple(cells)


def cell_count(text: str) -> int:
    """Cells of a text."""
    return len(_cells_of(text))


def fit(text: str, width: int) -> list[str]:
    """The cells of a text, cut to a width with an ellipsis where it is longer."""
    cells = cells_of(text)
    if len(cells) <= width:
        return cells
    kept = cells[: max(0, width - 1)]
    if kept and len(cells) > len(kept) and not cells[len(kept)]:
        kept[-1] = " "  # the cut falls within a wide character
    return [*kept, ELLIPSIS] if width > 0 else []


@lru_cache(maxsize=8192)
def padded(text: str, width: int) -> str:
    """A text of exactly this many cells: cut with an ellipsis, or filled with spaces.

    Remembered, because a list draws the same words in most of its rows.
    """
    cells = fit(text, width)
    return "".join(cells) + " " * (width - len(cells))


def written(text: str, at: int, width: int, ink: str, back: str = "") -> Sketch:
    """A text as cells from a column on, at most `width` of them."""
    return dict(enumerate(inked(text, width, ink, back), at))


@lru_cache(maxsize=4096)
def inked(text: str, width: int, ink: str, back: str = "") -> tuple[Cell, ...]:
    """The cells of a text, at most `width` of them; remembered like its characters."""
    return tuple(Cell(char, ink, back) for char in fit(text, width))


def blank_row(width: int) -> list[Cell]:
    """A row to draw on."""
    return [BLANK] * width


def row_of(sketch: Sketch, width: int) -> tuple[Cell, ...]:
    """The cells of a whole row; columns outside it are dropped."""
    row = blank_row(width)
    draw(row, sketch)
    return tuple(row)


def draw(row: list[Cell], sketch: Sketch, at: int = 0) -> None:
    """Put a sketch on a row, moved by some columns; what is outside is dropped."""
    width = len(row)
    for column, cell in sketch.items():
        if 0 <= column + at < width:
            row[column + at] = cell


def shift(sketch: Sketch, columns: int) -> Sketch:
    """A sketch moved to the right."""
    return {column + columns: cell for column, cell in sketch.items()}


def write(row: list[Cell], cells: tuple[Cell, ...], at: int) -> None:
    """Put a text on a row; what is outside is dropped."""
    first, last = max(0, at), min(len(row), at + len(cells))
    if first < last:
        row[first:last] = cells[first - at : last - at]
