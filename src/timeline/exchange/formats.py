"""Every format that goes in or out, in one list.

The command line, the dialogs and the documentation read it. A format that a sheet can
have proposes a mapping, and one engine reads the rows; another reads the whole file.
What a format needs is loaded when it is used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.exchange.import_choices import TableChoices
    from timeline.exchange.sheet_proposal import SheetProposal
    from timeline.exchange.sheets import CellGrid

    Propose = Callable[[CellGrid, TableChoices, str], SheetProposal | None]


@dataclass(frozen=True, slots=True)
class ExchangeFormat:
    """One format: what a person reads of it, and the module that knows it."""

    name: str
    """As it is written behind `--format`."""
    title: str
    endings: tuple[str, ...]
    """How its files are called; what is read is found by looking."""
    module: str
    """Module of this package; a table format has `propose` there."""
    table: bool = False
    """Whether its files are tables, which are read by a mapping."""
    cannot_hold: str = ""
    """What of a case has no place in it."""

    @property
    def propose(self) -> "Propose":
        """Proposes how a sheet is read as this format."""
        function: Propose = import_module(f"timeline.exchange.{self.module}").propose
        return function


FORMATS = (
    ExchangeFormat("case", "Case file", (".toml",), "case_file"),
    ExchangeFormat(
        "tables",
        "Own tables, one for each kind of record",
        (".csv", ".tsv", ".xlsx", ".json"),
        "own_tables",
        table=True,
        cannot_hold="orders with points that no row names, vocabulary of the site",
    ),
    ExchangeFormat(
        "cbioportal",
        "Timelines and patients of a cBioPortal study",
        (".txt", ".tsv"),
        "cbioportal",
        table=True,
        cannot_hold="dates of the calendar, months and years, windows, orders",
    ),
    ExchangeFormat(
        "redcap",
        "Flat export of a REDCap project",
        (".csv",),
        "redcap",
        table=True,
        cannot_hold="dates with less than a day where the project demands one",
    ),
    ExchangeFormat(
        "laboratory",
        "Any laboratory sheet, long or wide",
        (".csv", ".tsv", ".xlsx", ".json"),
        "laboratory",
        table=True,
        cannot_hold="everything but results",
    ),
)
"""Formats of tables stand in the order in which they are tried."""


def table_formats(name: str = "") -> tuple[ExchangeFormat, ...]:
    """The formats that a table may have: the one that was named, or all."""
    return tuple(f for f in FORMATS if f.table and name in ("", f.name))
