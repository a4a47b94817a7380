"""Reads the dose to one volume of radiotherapy that has a record."""

from timeline.case.records.dosing import RadiotherapyVolume
from timeline.tui.entry.quick.local import take_radiation
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import Unread, phrase

_VOLUME = phrase(
    r"(?:simultaneous\s+integrated\s+|tumou?r\s+bed\s+)?boost|sib|[pcg]tv\s?\d{0,2}"
    r"|elective\s+(?:lymph\s+)?(?:nodes|nodal\s+volume)"
)
_RADIOTHERAPY = "radiotherapy"
"""By this word the form finds the course, where there is only one."""


def radiotherapy_volume(text: str) -> Fact | None:
    """Read a line such as `boost 16 Gy in 8 fractions`."""
    unread = Unread(text)
    volume = unread.only(_VOLUME)
    dose, fractions = take_radiation(unread)
    if not (volume and dose) or unread.left_over:
        return None  # with a technique or a date it is a course of its own
    forms = filled(
        RadiotherapyVolume,
        intervention=_RADIOTHERAPY,
        volume=volume[0],
        dose_gy=dose,
        fractions=fractions,
    )
    return Fact(forms)
