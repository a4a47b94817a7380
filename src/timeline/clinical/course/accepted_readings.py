"""Which readings count, where several readers judged one scan.

SDTM marks the accepted one (RSACPTFL, TUACPTFL). Where none of a day is marked, all of
them count: which one is right is then not for a program to choose.
"""

from typing import TypeVar

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.assessment import Assessment, Judged

J = TypeVar("J", bound=Judged)


def readings_that_count(case: Case, kind: type[J]) -> tuple[J, ...]:
    """The readings of one kind without those that another of the same date replaces.

    Args:
        case: The case.
        kind: Assessments, or measurements of lesions.

    Returns:
        In the order of the case; one that is said not to be accepted is left out.
    """
    chronology, readings = Chronology.of(case), case.of_kind(kind)
    scans = {r.id: _scan(r, chronology) for r in readings}
    settled = {scans[r.id] for r in readings if r.accepted} - {None}
    return tuple(
        r
        for r in readings
        if r.accepted or (r.accepted is None and scans[r.id] not in settled)
    )


def _scan(reading: Judged, chronology: Chronology) -> tuple[object, ...] | None:
    """What readers judged side by side; None without a date.

    All lesions of a day are one scan: each reader may choose others.
    """
    date = chronology.comparable(reading, "date")
    if not date.known:
        return None
    if not isinstance(reading, Assessment):
        return (date,)
    about = (reading.lesion, reading.site, reading.primary, reading.criteria)
    return (date, *about)
