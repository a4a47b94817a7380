"""Every format that goes in or out, in one list.

The command line, the dialogs and the documentation read it. A format that a sheet can
have proposes a mapping, and one engine reads the rows; another reads the whole file.
What a format needs is loaded when it is used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.exchange.import_choices import TableChoices
    from timeline.exchange.leaving import LeavingCases, LeavingFiles
    from timeline.exchange.sheet_proposal import SheetProposal
    from timeline.exchange.sheets import CellGrid

    RowsOf = Callable[[object], CellGrid | None]
    Write = Callable[[LeavingCases], LeavingFiles]
    Propose = Callable[[CellGrid, TableChoices, str], SheetProposal | None]


@dataclass(frozen=True, slots=True)
class ExchangeFormat:
    """One format: what a person reads of it, and the functions that know it."""

    name: str
    """As it is written behind `--format`."""
    title: str
    endings: tuple[str, ...]
    """How its files are called; what is read is found by looking."""
    reader: str = ""
    """Module that proposes how a table is read as this format; empty where it is none.
    Case files are read whole."""
    document: bool = False
    """Whether its reader takes a JSON document apart into rows first (`rows_of`)."""
    by_values: bool = False
    """Whether what is proposed depends on the values, so that no mapping is saved."""
    writer: str = ""
    """Function that writes cases, `module.function`; empty where nothing does."""
    own: bool = False
    """Whether the ending of a file alone means this format when cases are written."""
    cannot_hold: str = ""
    """What of a case has no place in it."""

    @property
    def propose(self) -> "Propose":
        """Proposes how a sheet is read as this format."""
        function: Propose = _loaded(f"{self.reader}.propose")
        return function

    @property
    def rows_of(self) -> "RowsOf":
        """Takes a JSON document apart into rows; None for one of another kind."""
        function: RowsOf = _loaded(f"{self.reader}.rows_of")
        return function

    @property
    def write(self) -> "Write":
        """Writes cases, and says what had no place."""
        function: Write = _loaded(self.writer)
        return function


def _loaded(name: str) -> Any:  # noqa: ANN401 - a function that the name declares
    module, _, function = name.rpartition(".")
    return getattr(import_module(f"timeline.exchange.{module}"), function)


FORMATS = (
    ExchangeFormat(
        "case", "Case file", (".toml",), writer="case_file.write_files", own=True
    ),
    ExchangeFormat(
        "tables",
        "Own tables, one for each kind of record",
        (".csv", ".tsv", ".xlsx", ".json"),
        reader="own_tables",
        cannot_hold="vocabulary of the site",
    ),
    ExchangeFormat(
        "csv",
        "Own tables in a folder, a CSV file for each kind of record",
        (".csv",),
        writer="own_tables_out.write_csv",
        own=True,
        cannot_hold="vocabulary of the site; items of a list with a semicolon",
    ),
    ExchangeFormat(
        "xlsx",
        "Own tables as the sheets of one workbook",
        (".xlsx",),
        writer="own_tables_out.write_xlsx",
        own=True,
        cannot_hold="vocabulary of the site; items of a list with a semicolon",
    ),
    ExchangeFormat(
        "cbioportal",
        "Timelines and patients of a cBioPortal study",
        (".txt", ".tsv"),
        reader="cbioportal",
        by_values=True,
        writer="cbioportal_out.write_files",
        cannot_hold="records without a date, and so orders; texts of several lines",
    ),
    ExchangeFormat(
        "sdtm",
        "SDTM-like tables: exposure, medication, adverse events, responses",
        (".csv",),
        reader="sdtm",
        by_values=True,
        writer="sdtm_out.write_files",
        cannot_hold="windows, orders, times of the day, times that count from an "
        "event, and kinds of record other than these and laboratory values",
    ),
    ExchangeFormat(
        "redcap",
        "Flat export of a REDCap project",
        (".csv",),
        reader="redcap",
        writer="redcap_out.write_files",
        cannot_hold="items of a list with a semicolon; of other projects laboratory "
        "values alone are read, so far",
    ),
    ExchangeFormat(
        "fhir",
        "FHIR R4: a bundle of any type, or one resource",
        (".json",),
        reader="fhir",
        document=True,
        by_values=True,
        writer="fhir_out.write_files",
        cannot_hold="times that count from an event, and so those of de-identified "
        "cases",
    ),
    ExchangeFormat(
        "phenopacket",
        "GA4GH phenopacket, version 2",
        (".json",),
        reader="phenopacket",
        document=True,
        by_values=True,
        writer="phenopacket_out.write_files",
        cannot_hold="dates of drugs without a dose, doses of dated radiotherapy, "
        "orders; the whole case is attached",
    ),
    ExchangeFormat(
        "study",
        "Tables of studies, a row for each drug, response, event or patient",
        (".csv", ".tsv", ".xlsx"),
        reader="study_tables",
        by_values=True,
        cannot_hold="everything but what its columns name",
    ),
    ExchangeFormat(
        "laboratory",
        "Any laboratory sheet, long or wide",
        (".csv", ".tsv", ".xlsx", ".json"),
        reader="laboratory",
        cannot_hold="everything but results",
    ),
)
"""Formats of tables stand in the order in which they are tried."""


def table_formats(name: str = "") -> tuple[ExchangeFormat, ...]:
    """The formats that a table may have: the one that was named, or all."""
    return tuple(f for f in FORMATS if f.reader and name in ("", f.name))


def formats_out() -> tuple[ExchangeFormat, ...]:
    """The formats that cases can be written in."""
    return tuple(f for f in FORMATS if f.writer)
