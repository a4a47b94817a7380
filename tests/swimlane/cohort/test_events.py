"""Marks of one patient in a cohort: which records have one, and with what sign."""

import pytest

from swimlane.cohort_cases import case, diagnosis, last_seen
from timeline.case.partial_date import PartialDate
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.treatment_vocabulary import CellTherapyKind
from timeline.charts.cohort.style import EVENTS, event_looks
from timeline.charts.palette import SYMBOL
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import Kind
from timeline.swimlane.model import Shape


@pytest.mark.parametrize("kind", CellTherapyKind)
def test_a_cell_therapy_has_a_mark_and_an_entry_in_the_key(
    kind: CellTherapyKind,
) -> None:
    cells = CellTherapy(id="cells", date=PartialDate.parse("D90"), type=kind)
    patient = case("P-1", diagnosis(), cells, last_seen("D400"))
    cohort = build_cohort([patient])
    ((event,),) = [row.events for row in cohort.rows]
    assert (event.kind, event.mark.shape) == (Kind.CELL_THERAPY, Shape.CELLS)
    assert event.mark.at.earliest == 90
    assert EVENTS[Kind.CELL_THERAPY].symbol == SYMBOL[Shape.CELLS]
    assert "Cell therapy, transplant" in dict(event_looks(cohort))
