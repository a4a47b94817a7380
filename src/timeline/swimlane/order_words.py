"""Places in the order of events, in words and as numbers."""

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import Bounds
from timeline.language.words import Words
from timeline.swimlane.model import Bar, Mark, Point, Swimlane


def place_in_words(columns: Bounds, word: Words) -> str:
    """Such as `place 2`, `places 2 to 4` or `unknown`."""
    first, last = columns
    if first is None or last is None:
        return word("date.unknown")
    if first == last:
        return word("place.single", first=first)
    return word("place.several", first=first, last=last)


def when_in_words(bounds: Bounds, swimlane: Swimlane) -> str:
    """When something was, in time or in the order of events."""
    word = swimlane.word
    if swimlane.ordered:
        return place_in_words(bounds, word)
    return bounds_in_words(bounds, relative=swimlane.relative, word=word)


def place_numbers(event: Bar | Mark | Point, word: Words) -> str:
    """For a table: `2`, `2-4` from start to stop, `2-3 to 4` where one is open."""
    if not isinstance(event, Bar):
        return _numbers(event.at)
    start, stop = _numbers(event.start), _numbers(event.stop)
    if event.ongoing:
        return word("when.ongoing", start=start)
    if not (start and stop) or start == stop:
        return start or stop
    if "-" in start + stop:
        return word("label.span", first=start, last=stop)
    return f"{start}-{stop}"


def _numbers(columns: Bounds) -> str:
    first, last = columns
    if first is None or last is None:
        return ""
    return f"{first}" if first == last else f"{first}-{last}"
