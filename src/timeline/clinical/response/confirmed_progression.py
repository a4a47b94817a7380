"""From which day a progression dates that iRECIST asks to be confirmed."""

from collections.abc import Iterable

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.assessment import Assessment
from timeline.case.response_vocabulary import Response

_RESETS = (Response.CR, Response.PR, Response.SD)


def first_unconfirmed(case: Case, assessments: Iterable[Assessment]) -> dict[str, str]:
    """The iUPD from which each recorded iCPD dates, by their ids.

    It is the first since the last iSD, iPR or iCR of the same line and assessor
    (Seymour 2017, Lancet Oncol 18:e143-e152).

    Args:
        case: The case.
        assessments: Those that count.
    """
    ordered = sorted(assessments, key=Chronology.of(case).place)
    first: dict[object, Assessment] = {}
    dated: dict[str, str] = {}
    for record in ordered:
        course = record.line, record.assessor, record.reader, record.primary
        if record.response is Response.IUPD:
            first.setdefault(course, record)
        elif record.response is Response.ICPD and course in first:
            dated[record.id] = first[course].id
        elif record.category in _RESETS:
            first.pop(course, None)
    return dated
