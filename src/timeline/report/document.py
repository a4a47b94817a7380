"""The review of a case as a document, before it is written in any form.

Whoever tells it (a page of text, JSON, Markdown, a PDF, a table of the app) reads the
same sections, so that no two of them can say different things of one patient.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Emphasis(StrEnum):
    """How a sentence stands out from those around it."""

    BODY = "body"
    HEADING = "heading"
    NOTE = "note"  # what is known anyway, or of the second rank
    WARNING = "warning"  # what limits the reading of the rest


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph."""

    text: str
    depth: int = 0
    """How far it is moved in: it says more of the last sentence of lesser depth."""
    emphasis: Emphasis = Emphasis.BODY


@dataclass(frozen=True, slots=True)
class IntervalPlot:
    """A value with its interval on an axis that the plots of one group share."""

    name: str
    low: float | None
    value: float | None
    """Point estimate; None where there is only a range."""
    high: float | None
    most: float
    """End of the axis, which begins at 0."""
    text: str
    """The numbers as printed."""
    own: bool = False
    """Whether it is the value of the patient."""


Block = Sentence | IntervalPlot


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table."""

    title: str
    width: int
    """Characters that its longest texts are cut to where there is no room."""
    rank: int = 0
    """Columns of the highest rank are left out first where there is no room."""
    grows: bool = False
    """Whether its texts are the first that get room that is left over."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, and what is said of it below the table."""

    cells: tuple[str, ...]
    """As many as the table has columns."""
    page: tuple[Block, ...] = ()
    records: tuple[str, ...] = ()
    """Ids of the records behind it; the picture goes to the first that it draws."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    empty: str = ""
    """What is said where there is no row."""
    sentences: tuple[Sentence, ...] = ()
    """The same for a page without columns; none where the section says it anyway."""


@dataclass(frozen=True, slots=True)
class RecordFields:
    """One record with each of its fields that holds something."""

    title: str
    fields: tuple[tuple[str, str], ...]
    """Titles, and values in words."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """What is told under one heading."""

    title: str
    parts: tuple[Sentence | Table | RecordFields, ...]
    count: str = ""
    """What stands in parentheses behind the title, such as the number of records."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """The same under keys that stay the same, for programs."""

    @property
    def heading(self) -> str:
        """The title with what stands behind it."""
        return f"{self.title} ({self.count})" if self.count else self.title

    @property
    def table(self) -> Table:
        """Its first table.

        Raises:
            LookupError: If it has none.
        """
        for part in self.parts:
            if isinstance(part, Table):
                return part
        raise LookupError(self.title)


@dataclass(frozen=True, slots=True)
class Document:
    """The review of one case."""

    code: str
    """Study code, or the code under which the case leaves."""
    synthetic: bool
    """Whether its data is made up."""
    summary: tuple[str, ...]
    """Where the patient stands, in three lines."""
    about: tuple[str, ...]
    """What the case is about and how it was read."""
    sections: tuple[ReportSection, ...]
    data: Mapping[str, Any]
    """What belongs to the whole of it, under keys that stay the same."""
