"""Says in which record a word stands that the font of the figure cannot print."""

from collections.abc import Iterator

from timeline.charts.print.faces import LETTERS, GlyphError
from timeline.swimlane.model import Swimlane


def with_record(error: GlyphError, swimlane: Swimlane) -> GlyphError:
    """The same error with the word and its record, where a record holds it.

    Args:
        error: What was raised when the swimlane was drawn.
        swimlane: What was to be drawn.
    """
    for place, text in _texts(swimlane):
        words = [word for word in text.split() if error.characters & set(word)]
        if words:
            message = f"The font of the figure has no letters for {words[0]}"
            return GlyphError(f"{message}, in the {place}.", hint=LETTERS)
    return error


def _texts(swimlane: Swimlane) -> Iterator[tuple[str, str]]:
    """Every text that is drawn, with what it stands in."""
    strip = (swimlane.strip,) if swimlane.strip else ()
    for lane in (*strip, *swimlane.lanes):
        for event in lane.events:
            record = f"record {event.record}"
            yield record, event.label
            yield record, f"{lane.title} {lane.subtitle}"
    for series in swimlane.series:
        for point in series.points:
            record = f"record {point.record}"
            yield record, f"{point.label} {series.marker} {series.unit}"
    yield "code or headline of the patient", swimlane.title
