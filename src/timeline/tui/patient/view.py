"""What the patient screen needs, computed once in a worker."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.clinical.queries.query import Query, Severity
from timeline.clinical.review import Review, review
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.clinical.summary import Summary, summary
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Swimlane, Tone

GRAVE = {Severity.CONTRADICTION, Severity.CONFLICT}
"""Queries that are said at once, and not only counted."""


@dataclass(frozen=True, slots=True)
class PatientView:
    """A patient ready to be read."""

    code: str
    synthetic: bool
    strict: Swimlane
    """Without orders that only the sequence of sentences suggests."""
    narrative: Swimlane
    """With them."""
    moved: frozenset[str]
    """Ids of records that stand elsewhere in the narrative reading."""
    review: Review
    """What follows from the records, without such orders."""
    review_with_narrative: Review
    """The same with them."""

    def reading(self, *, narrative: bool) -> Review:
        """What follows from the records in one of the readings."""
        return self.review_with_narrative if narrative else self.review

    def summary(self, *, narrative: bool) -> Summary:
        """Where the patient stands in one of the readings."""
        return summary(self.reading(narrative=narrative))


def view_of(case: Case, settings: Settings = DEFAULTS) -> PatientView:
    """Lay a case out in both readings, and review it in both.

    Args:
        case: The case.
        settings: Choices of the registry where clinical definitions differ.
    """
    options = SwimlaneOptions(settings=settings)
    strict = build(case, options)
    narrative = build(case, replace(options, accept_narrative=True))
    return PatientView(
        code=case.code,
        synthetic=bool(case.patient.synthetic),
        strict=strict,
        narrative=narrative,
        moved=moved(strict, narrative),
        review=review(case, settings=settings),
        review_with_narrative=review(case, accept_narrative=True, settings=settings),
    )


def moved(strict: Swimlane, narrative: Swimlane) -> frozenset[str]:
    """Ids of records whose days differ between two readings of a case."""
    before, after = _places(strict), _places(narrative)
    return frozenset(record for record, _ in before ^ after)


def _places(swimlane: Swimlane) -> set[tuple[str, tuple[Bounds, ...]]]:
    bars = [bar for lane in swimlane.lanes for bar in lane.bars]
    bars = [bar for bar in bars if bar.tone is not Tone.LINE]  # those of its drugs move
    marks = [mark for lane in swimlane.lanes for mark in lane.marks]
    points = [point for series in swimlane.series for point in series.points]
    return {
        *((bar.record, (bar.start, bar.stop)) for bar in bars),
        *((mark.record, (mark.at,)) for mark in marks),
        *((point.record, (point.at,)) for point in points),
    }


def new_queries_text(before: Iterable[Query], after: Iterable[Query]) -> str:
    """The first grave query that a change has raised, and how many there are.

    Args:
        before: The queries before the change.
        after: The queries now.

    Returns:
        Sentences; empty where the change raised none.
    """
    known = {query.key for query in before}
    raised = [
        query
        for query in after
        if query.is_open and query.severity in GRAVE and query.key not in known
    ]
    if not raised:
        return ""
    more = f" And {len(raised) - 1} more." if len(raised) > 1 else ""
    return f"{raised[0].text}{more} i lists the queries."
