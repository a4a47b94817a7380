"""The last recorded state of the disease: response, progression, vital status.

Author-stated progressions stand beside response categories, because many reports give
no category. What comes last follows the dates and the orders, and where these do not
settle it, the answer says so.
"""

from dataclasses import dataclass

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.case.date_in_case import date_in_words
from timeline.case.points import point
from timeline.case.record import Entry, Record
from timeline.case.records.assessment import Assessment, Progression
from timeline.clinical.contradictions import two_categories
from timeline.clinical.course.accepted_readings import readings_that_count
from timeline.clinical.course.disputes import in_words, judgement_text
from timeline.clinical.review import Review


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement of the disease."""

    text: str
    """Such as `SD`, `PD, right adrenal gland` or `PD: new lung metastases`; where two
    judgements of one day deny each other, `not settled: PD and PR`."""
    when: str
    """The date as stated, or where its neighbours put it."""
    certain: bool
    """Whether dates and orders say that no other judgement came after it."""
    after: str
    """The cells of no line that came before it, such as `CAR-T cells`; or empty."""
    earlier_line: int | None
    """Number of its line, where another began since; None for the last line."""

    @property
    def in_words(self) -> str:
        """The judgement with what it was made on, such as `PR on line 1`."""
        line = f" on line {self.earlier_line}" if self.earlier_line else ""
        return f"{self.text}{line}{f' after {self.after}' if self.after else ''}"


def last_response(review: Review, until: int | None = None) -> Judgement | None:
    """The last judgement of the disease.

    Args:
        review: The case with what was computed from it.
        until: Only what was seen on or before this day for certain; None: all.

    Returns:
        None where no judgement is recorded.
    """
    judged = [r for r in judgements(review) if until is None or _by(review, r, until)]
    if not judged:
        return None
    last = judged[-1]
    chronology = review.chronology
    certain = all(chronology.not_later(other.id, last.id) for other in judged[:-1])
    when = when_in_words(review, last, "date")
    return Judgement(
        _last_text(review, last),
        when,
        certain,
        _after(review, last),
        _earlier_line(review, last, until),
    )


def _earlier_line(review: Review, last: Record, until: int | None) -> int | None:
    """The line on which a judgement was made, where another began since."""
    lines = [
        line
        for line in review.history.lines
        if until is None or (review.history.start(line).bounds.earliest or 0) <= until
    ]
    if not lines:
        return None
    named = review.history.line_of(getattr(last, "line", None))
    judged = (line for line in lines if last in review.history.judged(line))
    line = named or next(judged, None)
    return None if line is None or line is lines[-1] else line.number


def _after(review: Review, last: Record) -> str:
    """The cells after which a judgement without a line was made, before any line."""
    history = review.history
    cells = history.cells_before(history.rank(last))
    if cells is None or getattr(last, "line", None):
        return ""
    begun = (history.begun(line) for line in history.lines)
    since = any(history.rank(cells) < start < history.rank(last) for start in begun)
    return "" if since else cells.label


def _last_text(review: Review, last: Record) -> str:
    """A judgement in words, or those of its day that deny each other."""
    clashes = two_categories(review.case, review.chronology)
    clash = next((c for c in clashes if last.id in {r.id for r in c}), ())
    if not clash:
        return judgement_text(last)
    return f"not settled: {in_words(clash)}"


def judgements(review: Review) -> tuple[Record, ...]:
    """Assessments with a response and progressions, in order."""
    case = review.case
    readings = readings_that_count(case, Assessment)
    judged = [reading for reading in readings if reading.response is not None]
    ordered = review.chronology.in_order([*judged, *case.of_kind(Progression)])
    return tuple(record for record in ordered if isinstance(record, Record))


def when_in_words(review: Review, record: Entry, field: str = "") -> str:
    """A date as stated, or else where its neighbours put it, marked as undated.

    Args:
        review: The case with what was computed from it.
        record: A record of the case that has dates.
        field: Name of the date field; empty for the first one.
    """
    name = field or record.date_fields()[0]
    if review.chronology.comparable(record, name).known:
        return date_in_words(review.chronology, record, name)
    bounds = review.chronology.bounds(point(record, name))
    words = bounds_in_words(bounds, relative=review.case.relative)
    return "undated" if words == "unknown" else f"undated ({words})"


def _by(review: Review, record: Record, day: int) -> bool:
    bounds: Bounds = review.chronology.when(record)
    return bounds.latest is not None and bounds.latest <= day
