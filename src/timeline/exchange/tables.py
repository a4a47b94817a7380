"""Reads the sheets of one file: by a mapping that is known, or by one proposed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.exchange.file_facts import with_file_facts
from timeline.exchange.formats import table_formats
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import SheetMapping
from timeline.exchange.opened import FileKind, OpenedFile, opened
from timeline.exchange.reading import FileRefusedError
from timeline.exchange.row_records import RowReader, RowReading
from timeline.exchange.saved_mappings import sheet_for
from timeline.exchange.settling import MappingQuestion, settled
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet
from timeline.exchange.study_codes import codes_that_identify

_ROW_WORDS = {FileKind.WORKBOOK: "row", FileKind.JSON: "entry"}


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet as it is read, or what is open about it."""

    path: Path
    file: OpenedFile
    sheet: TableSheet
    mapping: SheetMapping
    known: bool
    """Whether the mapping was given or saved, and not proposed."""
    questions: tuple[MappingQuestion, ...] = ()
    rows: tuple[RowReading, ...] = ()
    """Empty while there is a question."""

    @property
    def title(self) -> str:
        """File and sheet, for a person."""
        return f"{self.path.name}, {self.sheet.name}".removesuffix(", ")

    def place(self, line: int, column: str) -> str:
        """Where in the file something stands."""
        row = _ROW_WORDS.get(self.file.kind, "line")
        sheet = f"sheet {self.sheet.name}" if self.sheet.name else ""
        parts = (sheet, f"{row} {line}", f"column {column}" if column else "")
        return ", ".join(filter(None, parts))


def read_tables(
    path: Path,
    kind: FileKind,
    choices: TableChoices,
    mappings: Sequence[SheetMapping] = (),
    given: SheetMapping | None = None,
) -> tuple[SheetReading, ...]:
    """Read every sheet of a file that one of the formats knows.

    Args:
        path: The file.
        kind: What `opened.kind_of` says of it.
        choices: What a person said.
        mappings: Those that were saved, to be found again by the header.
        given: The mapping that a person named; no other is used then.

    Raises:
        FileRefusedError: If no sheet can be read.
    """
    file = opened(path, kind, choices.encoding)
    if file.document is not None and not file.grids:
        file = replace(file, grids=_rows_of(file.document))
    grids = [g for g in file.grids if choices.sheet in ("", g.name)]
    readings = [
        reading
        for grid in grids
        if (reading := _reading(path, file, grid, choices, mappings, given))
    ]
    if not readings:
        raise _refusal(file, choices, given)
    return tuple(readings)


def _rows_of(document: object) -> tuple[CellGrid, ...]:
    """The rows of a JSON document that one of the formats knows."""
    grids = (f.rows_of(document) for f in table_formats() if f.document)
    return tuple(filter(None, grids))


def _refusal(
    file: OpenedFile, choices: TableChoices, given: SheetMapping | None
) -> FileRefusedError:
    if choices.sheet and choices.sheet not in [grid.name for grid in file.grids]:
        names = ", ".join(grid.name for grid in file.grids if grid.name)
        return FileRefusedError(
            f"{file.name} has no sheet of this name.",
            hint=f"Its sheets: {names}." if names else "It has one sheet.",
        )
    if given is not None:
        return FileRefusedError(
            f"No sheet of {file.name} has the header that the mapping names.",
            hint="Let --save-mapping write a mapping for this file.",
        )
    titles = "; ".join(f"{f.name}: {f.title.lower()}" for f in table_formats())
    return FileRefusedError(
        f"{file.name} has no columns that are known.",
        hint=f"What can be read: {titles}. For a sheet of tests that no catalogue has, "
        "name each column: --test NAME. `timeline template` writes tables to fill.",
    )


def _reading(
    path: Path,
    file: OpenedFile,
    grid: CellGrid,
    choices: TableChoices,
    mappings: Sequence[SheetMapping],
    given: SheetMapping | None,
) -> SheetReading | None:
    for mapping in (given,) if given else mappings:
        fits = choices.format in ("", mapping.format)
        if not fits or (sheet := sheet_for(grid, mapping)) is None:
            continue
        if given or not choices.about_columns:
            proposal = SheetProposal(sheet, mapping)
            return _read(path, file, proposal, choices, known=True)
        choices = replace(choices, source=choices.source or mapping.source)
        break
    proposed = None if given else _proposed(path, grid, choices)
    return _read(path, file, proposed, choices, known=False) if proposed else None


def _proposed(
    path: Path, grid: CellGrid, choices: TableChoices
) -> SheetProposal | None:
    name = grid.name or path.name.partition(".")[0]
    for each in table_formats(choices.format):
        if len(grid.rows) > 1 and (proposal := each.propose(grid, choices, name)):
            return proposal
    return None


def _read(
    path: Path,
    file: OpenedFile,
    proposal: SheetProposal,
    choices: TableChoices,
    *,
    known: bool,
) -> SheetReading:
    sheet = proposal.sheet
    by_column = settled(proposal.mapping, sheet, choices)
    whole = with_file_facts(by_column.mapping, choices)
    questions = [*proposal.questions, *by_column.questions, *whole.questions]
    if not known:
        questions += codes_that_identify(sheet, whole.mapping, choices)
    rows = () if questions else tuple(RowReader(sheet, whole.mapping).rows())
    return SheetReading(path, file, sheet, whole.mapping, known, tuple(questions), rows)
