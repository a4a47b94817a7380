"""Adverse events counted by grade, with those that have no grade in a column of theirs.

A grade that is not stated is neither 0 nor 1. Grades are those of CTCAE; versions are
not mixed silently, so the result names every version that was used.
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

    term: str
    """CTCAE term as first written, or empty for the total."""
    counts: tuple[int, ...]
    """One number for each of `GRADES`."""
    records: tuple[str, ...]
    """Ids of the events that were counted."""

    @property
    def text(self) -> str:
        """For reading: `grade 2: 1, grade not stated: 1`."""
        words = (
            f"grade {'not stated' if grade is None else grade}: {count}"
            for grade, count in zip(GRADES, self.counts, strict=True)
            if count
        )
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class AdverseEventTable:
    """Adverse events of a case, or of one line."""

    total: GradeTotals
    terms: tuple[GradeTotals, ...]
    """One row for each term, in alphabetical order."""
    versions: tuple[str, ...]
    """CTCAE versions that the events name; empty where none does."""
    rule: str = "CTCAE totals by grade"


def adverse_event_table(case: Case, *, line: str | None = None) -> AdverseEventTable:
    """Count the adverse events of a case.

    Args:
        case: The case.
        line: Id of a line of therapy, to count only the events on it.
    """
    recorded = case.of_kind(AdverseEvent)
    events = tuple(e for e in recorded if line is None or e.line == line)
    terms: dict[str, list[AdverseEvent]] = {}
    for event in events:
        terms.setdefault(event.term.casefold(), []).append(event)
    versions = {event.ctcae_version for event in events} - {None}
    return AdverseEventTable(
        total=_totals("", events),
        terms=tuple(
            _totals(terms[key][0].term, tuple(terms[key])) for key in sorted(terms)
        ),
        versions=tuple(sorted(str(version) for version in versions)),
    )


def _totals(term: str, events: tuple[AdverseEvent, ...]) -> GradeTotals:
    counts = Counter(event.grade for event in events)
    return GradeTotals(
        term=term,
        counts=tuple(counts[grade] for grade in GRADES),
        records=tuple(event.id for event in events),
    )
