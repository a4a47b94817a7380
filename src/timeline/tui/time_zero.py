"""What an axis may count from: diagnosis, first operation, a line, any record."""

from collections.abc import Iterator

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.intervention import LocalIntervention
from timeline.case.vocabulary import InterventionKind
from timeline.clinical.review import Review
from timeline.tui.drawing.items import Item
from timeline.tui.drawing.scene import Zero


def zero_choices(review: Review, selected: Item | None) -> tuple[Zero, ...]:
    """The points from which months can count, those without any limit left out.

    Args:
        review: The case with what was computed from it.
        selected: The item under the cursor; its record is the last choice.
    """
    relative = review.case.relative
    return tuple(
        Zero(bounds, f"{bounds_in_words(bounds, relative=relative)}, {name}")
        for bounds, name in _points(review, selected)
        if bounds != Bounds()
    )


def _points(review: Review, selected: Item | None) -> Iterator[tuple[Bounds, str]]:
    case, chronology = review.case, review.chronology
    for diagnosis in case.of_kind(Diagnosis)[:1]:
        yield chronology.when(diagnosis), "diagnosis"
    operations = chronology.in_order(
        r for r in case.of_kind(LocalIntervention) if r.type is InterventionKind.SURGERY
    )
    for operation in operations[:1]:
        yield chronology.when(operation), "first operation"
    for line in review.endpoints.lines:
        first = line.parts[0].line
        start = chronology.bounds(f"{first.id}.start")
        yield start, f"start of line {line.number} {first.regimen}"
    if selected is not None:
        yield selected.bounds, f"selected: {selected.label}"
