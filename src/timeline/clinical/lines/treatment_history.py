"""What the records say about the time between two lines, for the rules to judge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Record
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.clinical.course.line_progression import line_progression
from timeline.clinical.course.progressions import progressions
from timeline.clinical.durations import Duration, between


@dataclass(frozen=True, slots=True)
class ProgressionEvidence:
    """How it is known that the disease progressed between two lines."""

    words: str = ""
    """Such as `progression on line 3`; empty if no progression is recorded."""
    records: tuple[str, ...] = ()
    """Ids of the records that say so."""


class TreatmentHistory:
    """Lines, progressions and operations of a case in the order of their dates."""

    def __init__(self, case: Case, chronology: Chronology) -> None:
        """Sort everything once.

        Args:
            case: The case.
            chronology: The bounds to sort by.
        """
        self.case = case
        self.chronology = chronology
        self.progressions = progressions(case)
        operations = [
            record
            for record in case.of_kind(LocalIntervention)
            if record.type is InterventionKind.SURGERY
        ]
        self._operations = tuple(operations)
        self._place = chronology.place
        self.lines = tuple(sorted(case.lines, key=self._place))

    def courses(self, line: TherapyLine) -> tuple[DrugCourse, ...]:
        """The drug courses of a line."""
        return self.case.courses(line.id)

    def progression(
        self, parts: Sequence[TherapyLine], after: TherapyLine, number: int
    ) -> ProgressionEvidence:
        """Look for progression from the start of a line to the start of the next.

        Args:
            parts: The recorded parts of the line before, in order.
            after: The line that follows.
            number: The number of the line before.
        """
        found = line_progression(self.case, self.chronology, parts, after)
        records = tuple(event.record.id for event in found.events)
        if found.stopped or found.named:
            return ProgressionEvidence(f"progression on line {number}", records)
        if records:
            return ProgressionEvidence(
                f"progression after line {number} began", records
            )
        return ProgressionEvidence()

    def first_progression_after(self, line: TherapyLine) -> Record | None:
        """The first progression on a line, or after it began and on no other line."""
        begun = self._place(line)
        records = [
            event.record
            for event in self.progressions
            if event.line == line.id
            or (event.line is None and self._place(event.record) > begun)
        ]
        return min(records, key=self._place, default=None)

    def operations(self, before: TherapyLine, after: TherapyLine) -> int:
        """Count the operations from the start of one line to the start of another."""
        first, last = self._place(before), self._place(after)
        return sum(first < self._place(record) < last for record in self._operations)

    def gap(self, parts: Iterable[TherapyLine], after: TherapyLine) -> Duration:
        """Measure from the last dose of a line to the first of the next."""
        *_, last = parts
        return between(
            self.chronology.bounds(f"{last.id}.stop"),
            self.chronology.bounds(after.id),
            ordered=False,
        )

    def since_start(self, parts: Sequence[TherapyLine], after: TherapyLine) -> Duration:
        """Measure from the first dose of a line to the first of the next."""
        return between(
            self.chronology.bounds(parts[0].id),
            self.chronology.bounds(after.id),
            ordered=False,
        )

    def placed(self, before: TherapyLine, after: TherapyLine) -> bool:
        """Whether anything but sorting puts one line after the other."""
        if self.chronology.bounds(after.id).earliest is not None:
            return True
        return self.chronology.not_later(before.id, after.id)
