"""One lane for each lesion, with what was seen in it and done to it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from timeline.case.records.finding import Lesion
from timeline.clinical.lesion_history import lesion_histories
from timeline.clinical.review import review
from timeline.swimlane.marks import lane_of
from timeline.swimlane.model import Group, Lane
from timeline.swimlane.placing import Placing


def lesion_lanes(
    placing: Placing, lanes: tuple[Lane, ...], *, narrative: bool
) -> Iterator[Lane]:
    """Collect the bars and marks of each lesion from the lanes of a picture.

    Args:
        placing: Places the records of the case.
        lanes: Every lane of the picture, those that are not drawn included.
        narrative: Whether the order of the sentences counts.
    """
    drawn = {event.record: event for lane in lanes for event in lane.events}
    lesions = placing.case.of_kind(Lesion)
    names = Counter(lesion.name for lesion in lesions)
    histories = lesion_histories(
        review(placing.case, accept_narrative=narrative, settings=placing.settings)
    )
    for number, history in enumerate(histories, start=1):
        lesion = history.lesion
        several = names[lesion.name] > 1
        title = f"{lesion.name} {number}" if several else lesion.name
        seen = [drawn[e.record] for e in history.events if e.record in drawn]
        organ = lesion.organ or ""
        known = all(word in title.casefold() for word in organ.casefold().split()[:1])
        subtitle = "" if known else organ
        events = (replace(event, row=0) for event in seen)
        yield lane_of(Group.LESIONS, title, subtitle, events)
