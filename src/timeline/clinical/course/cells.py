"""Cells that no line names, and which of them are a treatment of their own.

Modified T cells and infiltrating lymphocytes are systemic therapy against the cancer
and count as such (Saini and Twelves, Br J Cancer 2021;125:155-163, count every systemic
therapy). An autologous transplantation consolidates the line before it and belongs to
it; of other cells nobody but the source can tell, which is asked.
"""

from timeline.case.case import Case
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.therapy import TherapyLine
from timeline.case.treatment_vocabulary import CellTherapyKind
from timeline.clinical.lines.drugs import drug_name, line_drugs

_SYSTEMIC = (CellTherapyKind.CAR_T, CellTherapyKind.TCR_T, CellTherapyKind.TIL)
_OF_ITS_LINE = (CellTherapyKind.AUTOLOGOUS,)
_LOCAL = (CellTherapyKind.ORGAN,)


def own_cells(case: Case) -> tuple[CellTherapy, ...]:
    """The cells that are a systemic treatment of their own, in the order of the case.

    They name no line, and no recorded line is made of them.
    """
    return tuple(cells for cells in unassigned(case) if cells.type in _SYSTEMIC)


def unassigned(case: Case) -> tuple[CellTherapy, ...]:
    """The cells of which nobody knows to which line they belong."""
    known = (*_OF_ITS_LINE, *_LOCAL)
    return tuple(
        cells
        for cells in case.of_kind(CellTherapy)
        if cells.line is None
        and cells.type not in known
        and not any(_is_line(case, line, cells) for line in case.lines)
    )


def _is_line(case: Case, line: TherapyLine, cells: CellTherapy) -> bool:
    """Whether a line is these cells, by the name of the product or of their type."""
    drugs = line_drugs(line, case.courses(line.id))
    kind = cells.type.value.split()[0].casefold()
    return drug_name(cells.label) in drugs or kind in line.regimen.casefold()
