"""Lines of therapy that delivered exposures suggest; a person accepts them or not.

Exposures are stored as delivered, whatever is decided. The grouping and its reasons are
those of `clinical.lines.derived`; a case that has lines already gets no proposal.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.record_ids import propose_id
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.lines.derived import DerivedLine, derive_lines
from timeline.clinical.lines.drugs import drug_name
from timeline.clinical.settings import Settings
from timeline.exchange.reading import CaseFile
from timeline.registry import StoredCase

_LONGEST = 3660
"""Days of a course that are taken for administrations, ten years."""


@dataclass(frozen=True, slots=True)
class LineProposal:
    """The lines of one patient as the exposures of a file suggest them."""

    code: str
    lines: tuple[DerivedLine, ...]
    records: tuple[TherapyLine, ...]
    """The same lines as they would be stored, in the same order."""
    undated: int
    """Exposures that no day dates, and which no line holds."""


def proposed_lines(
    file: CaseFile, stored: Callable[[], StoredCase | None], settings: Settings
) -> LineProposal | None:
    """What the exposures of a file suggest; None where lines are told already.

    Args:
        file: The rows of one patient.
        stored: Gives what the registry has of the patient.
        settings: Window, gap, and whether an added drug starts a line.
    """
    courses = [c for c in file.case.of_kind(DrugCourse) if c.line is None]
    if not courses or _has_lines(file, stored()):
        return None
    given = [(c.drug, day) for c in courses for day in _days(c)]
    lines = derive_lines(given, settings)
    if not lines:
        return None
    undated = sum(not any(True for _ in _days(course)) for course in courses)
    records = tuple(_records(file.case, lines))
    return LineProposal(file.case.code, lines, records, undated)


def _has_lines(file: CaseFile, stored: StoredCase | None) -> bool:
    """Whether lines are recorded that are not an earlier proposal for this file."""
    if file.case.of_kind(TherapyLine):
        return True
    if stored is None:
        return False
    return any(
        all(origin.source != file.source for origin in stored.origins.get(line.id, ()))
        for line in stored.case.of_kind(TherapyLine)
    )


def _days(course: DrugCourse) -> Iterator[int]:
    """Days on which a course gave its drug; none where its start is no day."""
    first, last = course.start.earliest, course.stop.latest
    if first is None or first != course.start.latest:
        return
    last = last if last is not None and last == course.stop.earliest else first
    yield from range(first, min(last, first + _LONGEST) + 1)


def _records(case: Case, lines: Sequence[DerivedLine]) -> Iterator[TherapyLine]:
    taken = {entry.id: entry for entry in case.entries}
    counts_days = bool(case.patient.time_zero)
    for line in lines:
        regimen = " + ".join(line.drugs)
        name = propose_id(f"line {line.number} {regimen}", TherapyLine.kind, taken)
        later = (
            f"; later with {', '.join(line.later_drugs)}" if line.later_drugs else ""
        )
        record = TherapyLine.model_validate(
            {
                "id": name,
                "regimen": regimen,
                "start": _date(line.start, counts_days=counts_days),
                "stop": _date(line.stop, counts_days=counts_days),
                "confidence": "assumed",
                "notes": f"Derived from administrations (PMC8548977, table 5): "
                f"{line.why}{later}.",
            }
        )
        taken[name] = record
        yield record


def _date(day: int, *, counts_days: bool) -> PartialDate:
    text = f"D{day}" if counts_days else dt.date.fromordinal(day).isoformat()
    return PartialDate.parse(text)


def with_accepted(file: CaseFile, proposal: LineProposal) -> CaseFile:
    """A file with the proposed lines, and its exposures as parts of them."""
    entries = [_in_line(entry, proposal) for entry in file.case.records]
    case = Case(file.case.patient, (*proposal.records, *entries))
    return replace(file, case=case, kinds=file.kinds | {TherapyLine.kind})


def _in_line(entry: Entry, proposal: LineProposal) -> Entry:
    if not isinstance(entry, DrugCourse) or entry.line is not None:
        return entry
    first = next(_days(entry), None)
    drug = drug_name(entry.drug)
    for line, record in zip(proposal.lines, proposal.records, strict=True):
        inside = first is not None and line.start <= first <= line.stop
        if inside and drug in (*line.drugs, *line.later_drugs):
            return entry.changed(line=record.id)
    return entry
