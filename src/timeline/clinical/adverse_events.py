"""Adverse events counted by grade, those without a grade in a column of their own.

A grade that is not stated is neither 0 nor 1. Grades are those of CTCAE.
"""

from collections import Counter
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.records.adverse_event import AdverseEvent

GRADES: tuple[int | None, ...] = (1, 2, 3, 4, 5, None)
"""Columns of a table of adverse events; None is "not stated"."""


@dataclass(frozen=True, slots=True)
class GradeTotals:
    """How many adverse events there were of each grade."""

    counts: tuple[int, ...]
    """One number for each of `GRADES`."""

    @property
    def text(self) -> str:
        """For reading: `grade 2: 1, grade not stated: 1`."""
        words = (
            f"grade {'not stated' if grade is None else grade}: {count}"
            for grade, count in zip(GRADES, self.counts, strict=True)
            if count
        )
        return ", ".join(words)


def grade_totals(case: Case) -> GradeTotals:
    """Count the adverse events of a case by grade."""
    counts = Counter(event.grade for event in case.of_kind(AdverseEvent))
    return GradeTotals(tuple(counts[grade] for grade in GRADES))
