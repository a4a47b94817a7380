"""A table with a page of detail for each row, before anything is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    title: str
    width: int
    """Cells that its longest texts are cut to where there is no room."""
    rank: int = 0
    """Columns of the highest rank are left out first where there is no room."""
    grows: bool = False
    """Whether its texts are the first that get cells that are left over."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of a page."""

    text: str
    ink: str = "label"
    """Role of its ink, such as `heading` or `subtitle`."""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A value with its interval on an axis that the spans of one group share."""

    name: str
    low: float | None
    value: float | None
    """Point estimate; None where there is only a range."""
    high: float | None
    most: float
    """End of the axis, which begins at 0."""
    text: str
    """The numbers as printed."""
    ink: str = "curve"


Block = Prose | Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and what is said of it below the table."""

    cells: tuple[str, ...]
    """As many as the sheet has columns."""
    page: tuple[Block, ...]
    records: tuple[str, ...]
    """Ids of the records behind it; the picture goes to the first that it draws."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str
    """What is said where there is no row."""
