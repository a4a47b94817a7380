"""What an axis may count from: diagnosis, first operation, a line, any record."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.intervention import LocalIntervention
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.clinical.review import Review
from timeline.tui.drawing.items import Item
from timeline.tui.drawing.scene import Zero


@dataclass(frozen=True, slots=True)
class AnchorEvent:
    """Something of a course that months can count from."""

    name: str
    """What it is in any course, such as `start of line 2`."""
    bounds: Bounds
    """Days between which it was."""
    detail: str = ""
    """What it was in this course, such as the regimen; empty for nothing more."""

    @property
    def words(self) -> str:
        """Name and detail."""
        return f"{self.name} {self.detail}".strip()


def zero_choices(review: Review, selected: Item | None) -> tuple[Zero, ...]:
    """The points from which months can count, those without any limit left out.

    Args:
        review: The case with what was computed from it.
        selected: The item under the cursor; its record is the last choice.
    """
    relative = review.case.relative
    choices = list(events(review))
    if selected is not None:
        choices.append(AnchorEvent(f"selected: {selected.label}", selected.bounds))
    return tuple(
        Zero(
            event.bounds,
            f"{bounds_in_words(event.bounds, relative=relative)}, {event.words}",
        )
        for event in choices
        if event.bounds != Bounds()
    )


def events(review: Review) -> Iterator[AnchorEvent]:
    """Diagnosis, first operation and the start of each line; some may have no date."""
    case, chronology = review.case, review.chronology
    for diagnosis in case.of_kind(Diagnosis)[:1]:
        yield AnchorEvent("diagnosis", chronology.when(diagnosis))
    operations = chronology.in_order(
        r for r in case.of_kind(LocalIntervention) if r.type is InterventionKind.SURGERY
    )
    for operation in operations[:1]:
        yield AnchorEvent("first operation", chronology.when(operation))
    for line in review.endpoints.lines:
        first = line.parts[0].line
        start = chronology.bounds(f"{first.id}.start")
        yield AnchorEvent(f"start of line {line.number}", start, first.regimen)
