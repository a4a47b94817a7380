"""What is computed of a tumour marker, in one line for its panel."""

from collections.abc import Iterator

from timeline.clinical.markers.by_line import LineMarker
from timeline.clinical.markers.metrics import MarkerPanel
from timeline.clinical.review import Review
from timeline.swimlane.model import Series
from timeline.tui.drawing.curve import FACTS


def line_of_record(review: Review, record: str) -> int | None:
    """Number of the line that a record is part of; None for any other record."""
    for line in review.endpoints.lines:
        if any(record in (p.line.id, *(c.id for c in p.courses)) for p in line.parts):
            return line.number
    return None


def marker_words(review: Review, series: Series, line: int | None) -> str:
    """Rise above the nadir, baseline and progression of a line, or of the last one.

    Args:
        review: The case with what was computed from it.
        series: What is shown; of one that is no marker, such as the sum of measured
            lesions, nothing is computed here.
        line: Number of the line under the cursor; None for the last with a value.
    """
    drawn = {point.record for point in series.points}
    panel = next((p for p in review.markers if drawn & _records(p)), None)
    if panel is None:
        return ""
    parts = review.endpoints.line(line).parts if line is not None else ()
    ids = {part.line.id for part in parts}
    chosen = next((item for item in panel.lines if item.line in ids), panel.current)
    if chosen is None or len(panel.series.values) == 1:
        baseline = panel.baseline.text if panel.baseline else "not known"
        return f"baseline {baseline}{FACTS}nadir, progression: {panel.nadir_text}"
    return FACTS.join(_facts(review, chosen))


def _records(panel: MarkerPanel) -> set[str]:
    return {reading.value.record for reading in panel.readings}


def values_of(series: Series) -> str:
    """How many values there are, and the last one that has a date."""
    count = len(series.points)
    text = f"{count} value{'s' * (count != 1)}"
    dated = [point for point in series.points if point.at.latest is not None]
    if not dated:
        return text
    last = max(dated, key=lambda point: point.at.sort_key)
    return f"{text}, last {last.label}"


def _facts(review: Review, marker: LineMarker) -> Iterator[str]:
    number = line_of_record(review, marker.line) if marker.line else None
    whose = f"line {number}: " if number else ""
    yield f"{whose}{marker.headline}"
    yield f"baseline {marker.baseline_text}"
    if marker.greatest_fall:
        yield f"greatest fall {marker.greatest_fall.text}"
    if marker.from_baseline and marker.from_baseline != marker.greatest_fall:
        yield f"change {marker.from_baseline.text}"
    progression = marker.progression
    brief = progression.in_brief(relative=review.case.relative)
    yield f"progression {brief}" if progression.rule else "progression: no rule"
