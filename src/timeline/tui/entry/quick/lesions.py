"""Reads the size of one lesion, which has a record of its own."""

import re

from timeline.case.records.finding import Lesion
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.response_vocabulary import DiameterAxis, LesionState, RecistRole
from timeline.tui.entry.quick.dates import dates_in, take_date
from timeline.tui.entry.quick.numbers import LENGTH, in_millimetres
from timeline.tui.entry.quick.places import take_place
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import Unread, phrase
from timeline.tui.entry.quick.words import METHODS, any_of, meaning, turned

_STATES = {state.value: state.value for state in LesionState} | {
    "disappeared": LesionState.ABSENT.value,
    "gone": LesionState.ABSENT.value,
    "too small": LesionState.TOO_SMALL.value,
}
_ROLES = {role.value: role.value for role in RecistRole}
_AXES = {
    "short axis": DiameterAxis.SHORT.value,
    "sad": DiameterAxis.SHORT.value,
    "long axis": DiameterAxis.LONGEST.value,
    "longest diameter": DiameterAxis.LONGEST.value,
}
_STATE, _ROLE, _AXIS, _METHOD = map(any_of, (_STATES, _ROLES, _AXES, METHODS))
_SUM = phrase("sum|sld|sod")
_SIZE = phrase(LENGTH)
_NAMED = re.compile(
    r"(?:(?P<role>(?:non-?)?target)\s+)?lesion\s*:"
    r"\s*(?P<name>(?:(?!\d+\s*[mc]m\b)[^;:])+)",
    re.IGNORECASE,
)
_LESION = re.compile(
    r"\b(?:lesions?|metastas[ie]s|mets?|nodes?|nodules?|mass|tumou?r)\b", re.IGNORECASE
)


def lesion(text: str) -> Fact | None:
    """Read a line such as `target lesion: liver segment 6`, which names a lesion."""
    match = _NAMED.fullmatch(text)
    if match is None or dates_in(Unread(text)) or turned(match["name"]):
        return None
    role = match["role"]
    target = "" if not role else "yes" if role.casefold() == "target" else "no"
    return Fact(filled(Lesion, name=match["name"].strip(), target=target))


def lesion_measurement(text: str) -> Fact | None:
    """Read a line such as `liver lesion 23 mm 3.2024` or `node 9 mm short axis`.

    The lesion is named as its own record names it, or in some of its words.
    """
    unread = Unread(text)
    size, state = unread.only(_SIZE), unread.only(_STATE)
    if bool(size) == bool(state) or not _LESION.search(text) or _SUM.search(text):
        return None  # what is absent has no size
    role, axis = unread.only(_ROLE), unread.only(_AXIS)
    method, date = unread.only(_METHOD), take_date(unread)
    lesion = take_place(unread)
    if not lesion:
        return None
    forms = filled(
        LesionMeasurement,
        date=date,
        lesion=lesion,
        diameter=in_millimetres(*size.groups()) if size else "",
        axis=meaning(_AXES, axis),
        state=meaning(_STATES, state),
        role=meaning(_ROLES, role),
        method=meaning(METHODS, method),
    )
    return Fact(forms, unread.left_over)
