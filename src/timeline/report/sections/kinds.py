"""Kinds that need no words of their own: when, what, and what else is recorded."""

from collections.abc import Iterable, Iterator

from timeline.case.record import Record
from timeline.case.records.background import Background, Medication, Symptom
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.diagnosis import Staging
from timeline.case.records.dosing import Cycle, Interruption
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.molecular import MolecularFinding, Specimen
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.case.records.tumour_board import TumourBoard
from timeline.clinical.lesion_sums import lesion_sums
from timeline.clinical.response.course import response_course_of
from timeline.clinical.results import AnalyteGroup, analyte_group
from timeline.clinical.review import Review
from timeline.report.document import ReportSection, Sentence, TableColumn
from timeline.report.sections.events import event_table

_COLUMNS = (
    TableColumn("When", 24),
    TableColumn("What", 36),
    TableColumn("Details", 40, grows=True),
)
_BEFORE: tuple[tuple[str, tuple[type[Record], ...]], ...] = (
    ("Background", (Background, Symptom, Medication)),
    ("Cell therapy, cycles and interruptions", (CellTherapy, Cycle, Interruption)),
)
_OF_TISSUE = (Specimen, Staging, MolecularFinding)
_AFTER: tuple[tuple[str, tuple[type[Record], ...]], ...] = (
    ("Specimens, grades and molecular findings", _OF_TISSUE),
    ("Tumour boards", (TumourBoard,)),
)


def history_sections(review: Review) -> Iterator[ReportSection]:
    """What a patient brings along, and what happened within a treatment."""
    for title, kinds in _BEFORE:
        yield from _section(review, title, _of_kinds(review, kinds))
    without_line = [c for c in review.case.of_kind(DrugCourse) if not c.line]
    yield from _section(review, "Drugs outside the lines of therapy", without_line)


def finding_sections(review: Review) -> Iterator[ReportSection]:
    """What was measured and seen, apart from HER2 and markers, and what it led to."""
    yield from _section(review, "Results", _other_results(review))
    yield from _measurements(review)
    for title, kinds in _AFTER:
        yield from _section(review, title, _of_kinds(review, kinds))


def _of_kinds(review: Review, kinds: Iterable[type[Record]]) -> list[Record]:
    return [record for kind in kinds for record in review.case.of_kind(kind)]


def _other_results(review: Review) -> list[Record]:
    """Results that are no curve of a tumour marker."""
    return [
        result
        for result in review.case.of_kind(Result)
        if result.value is None
        or analyte_group(result.analyte) is not AnalyteGroup.MARKER
    ]


def _section(
    review: Review, title: str, records: Iterable[Record]
) -> Iterator[ReportSection]:
    ordered = review.chronology.in_order(records)
    events = [(r, r.label) for r in ordered if isinstance(r, Record)]
    if events:
        table = event_table(review, _COLUMNS, events)
        yield ReportSection(title, (table,), str(len(events)))


def _measurements(review: Review) -> Iterator[ReportSection]:
    """Each lesion on each date, and the sums of the targets."""
    measurements = review.case.of_kind(LesionMeasurement)
    ordered = review.chronology.in_order(measurements)
    events = [
        (r, f"{_name(review, r.lesion)}: {r.amount}")
        for r in ordered
        if isinstance(r, LesionMeasurement)
    ]
    if events:
        table = event_table(review, _COLUMNS, events)
        sums = tuple(Sentence(text) for text in _sums(review))
        yield ReportSection("Lesion measurements", (table, *sums), str(len(events)))


def _sums(review: Review) -> Iterator[str]:
    course = response_course_of(review.case, review.chronology, review.settings)
    new = {record: each.line for each in course for record in each.new}
    for lesion_sum in lesion_sums(review.case):
        if lesion_sum.diameter is None:
            lesions = ", ".join(_name(review, lesion) for lesion in lesion_sum.missing)
            yield f"No sum of the target lesions on {lesion_sum.date}: {lesions}."
        else:
            amount = f"{lesion_sum.diameter:g} mm"
            again = [
                f"{_name(review, m.lesion)} ({m.amount}), new on line {new[m.id]}"
                for m in review.case.of_kind(LesionMeasurement)
                if m.id in new and m.id in lesion_sum.records
            ]
            words = ", with ".join((amount, *again))
            yield f"Sum of the target lesions on {lesion_sum.date}: {words}."


def _name(review: Review, lesion: str) -> str:
    record = review.case.get(lesion)
    return record.label if record else lesion
