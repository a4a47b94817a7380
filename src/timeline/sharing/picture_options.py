"""What was chosen of a case as recorded, said of the case that leaves."""

from dataclasses import replace

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.errors import TimelineError
from timeline.sharing.codes import new_ids
from timeline.sharing.months import calendar_months
from timeline.sharing.names import Names
from timeline.swimlane.axis import time_zero
from timeline.swimlane.options import Edge, SwimlaneOptions, TimeZero
from timeline.swimlane.placing import Placing


def deidentified_options(
    picture: SwimlaneOptions, case: Case, safe: Case, names: Names
) -> SwimlaneOptions:
    """Translate ids, dates and names of a case into those of the case that leaves.

    Args:
        picture: What was chosen of the case as recorded.
        case: That case.
        safe: The same case de-identified.
        names: What stands there for the names of things.

    Raises:
        TimelineError: If a date was chosen and nothing says where month 0 is.
    """
    zero = picture.time_zero
    if picture.markers is not None:
        markers = (names.of(Privacy.MARKER, marker) for marker in picture.markers)
        picture = replace(picture, markers=frozenset(filter(None, markers)))
    if case.relative:
        return picture
    if not safe.relative:
        if zero is not None and not isinstance(zero, TimeZero):
            zero = dict(new_ids(case)).get(zero, zero)
        return replace(picture, time_zero=zero)
    # The pass over the case has put month 0 where it was asked for.
    return replace(
        picture,
        time_zero=None,
        since=_month(picture.since, case, zero, last=False),
        until=_month(picture.until, case, zero, last=True),
    )


def _month(
    edge: Edge | None, case: Case, event: TimeZero | str | None, *, last: bool
) -> Edge | None:
    if not isinstance(edge, PartialDate):
        return edge
    anchor = time_zero(Placing(case, accept_narrative=False), event)
    zero = anchor.bounds.earliest
    day = edge.latest if last else edge.earliest
    if zero is None or day is None:
        message = "A range by dates needs a month 0 to count from."
        raise TimelineError(message, hint="Choose another time zero.")
    return calendar_months(zero, day)
