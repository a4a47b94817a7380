"""What is computed of a tumour marker, in one line for its panel."""

from timeline.clinical.markers.metrics import MarkerPanel
from timeline.clinical.review import Review
from timeline.swimlane.model import Series
from timeline.tui.drawing.curve import FACTS

DOUBLING, NOT_COMPUTABLE = "doubling time", "not computable"


def line_of_record(review: Review, record: str) -> int | None:
    """Number of the line that a record is part of; None for any other record."""
    for line in review.endpoints.lines:
        if any(record in (p.line.id, *(c.id for c in p.courses)) for p in line.parts):
            return line.number
    return None


def marker_words(review: Review, series: Series, line: int | None) -> str:
    """Baseline, nadir and tempo of a line, or of the whole series.

    Args:
        review: The case with what was computed from it.
        series: What is shown; of one that is no marker, such as the sum of measured
            lesions, nothing is computed here.
        line: Number of the line under the cursor; None for the whole course.
    """
    drawn = {point.record for point in series.points}
    panel = next((p for p in review.markers if drawn & _records(p)), None)
    if panel is None:
        return ""
    of_line = line is not None and _of_line(review, panel, line)
    return of_line or _of_course(panel)


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


def _of_course(panel: MarkerPanel) -> str:
    baseline = panel.baseline.text if panel.baseline else "not known"
    texts = {
        "nadir": panel.nadir_text,
        "change": panel.change_text,
        DOUBLING: panel.tempo_text,
    }
    reasons = set(texts.values())
    if len(reasons) == 1:  # one reason for all of them
        return f"baseline {baseline}{FACTS}{', '.join(texts)}: {reasons.pop()}"
    parts = [f"baseline {baseline}", f"nadir {panel.nadir_text}"]
    parts += [f"change {panel.change_text}", _tempo(panel.tempo_text)]
    return FACTS.join(parts)


def _tempo(text: str) -> str:
    """The tempo with its name, or with what it is computed from."""
    computed = not text.startswith(NOT_COMPUTABLE)
    return f"last two: {text}" if computed else f"{DOUBLING} {text}"


def _of_line(review: Review, panel: MarkerPanel, number: int) -> str:
    ids = {part.line.id for part in review.endpoints.line(number).parts}
    metrics = next((item for item in panel.lines if item.line in ids), None)
    if metrics is None:
        return ""
    parts = [f"baseline {metrics.baseline_text}", f"nadir {metrics.nadir_text}"]
    if metrics.from_baseline:
        parts.append(f"change {metrics.from_baseline.text}")
    parts.append(_tempo(metrics.tempo.text if metrics.tempo else NOT_COMPUTABLE))
    return f"line {number}: {FACTS.join(parts)}"
