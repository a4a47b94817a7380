"""What an author chooses to show, alike for page, print, package and commands."""

import re
from dataclasses import dataclass
from enum import StrEnum

from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.clinical.settings import DEFAULTS as CLINICAL_DEFAULTS
from timeline.clinical.settings import Settings
from timeline.language.words import Language
from timeline.swimlane.model import Group


class TimeZero(StrEnum):
    """What month 0 can be on request."""

    DIAGNOSIS = "diagnosis"
    OPERATION = "first operation"
    LINE = "start of first line"


Edge = int | PartialDate
"""An edge of the window: months since time zero, or a calendar date."""
_MONTHS = re.compile(r"-?\d{1,3}", re.ASCII)
"""More digits are a year."""


def edge_of(text: str) -> Edge:
    """An edge as people write it: `12`, `-3`, `2019-03`, `Mar 2019`.

    Raises:
        ValueError: If it is neither months nor a date with both limits.
    """
    if _MONTHS.fullmatch(text):
        return int(text)
    try:
        date = PartialDate.parse(text)
    except ValueError:
        date = UNKNOWN
    if None in (date.earliest, date.latest):
        raise ValueError("neither months nor a date with both limits")
    return date


@dataclass(frozen=True, slots=True)
class TrialBand:
    """A published trial to draw beside a line."""

    line: int
    """Number of the line."""
    arm: str
    """Id of the arm in the trial catalogue, such as T037."""


@dataclass(frozen=True, slots=True)
class SwimlaneOptions:
    """Choices of the author or the reader of a picture."""

    accept_narrative: bool = False
    """Whether the order of the sentences limits dates; what it moves is marked."""
    leave_out: frozenset[Group] = frozenset()
    """Groups of lanes that are not drawn."""
    fold: frozenset[Group] = frozenset()
    """Groups whose lanes are drawn as one."""
    time_zero: TimeZero | str | None = None
    """What month 0 is, one of these or the id of a record; None for the diagnosis,
    else what comes first."""
    calendar: bool = True
    """Whether the lower axis shows the calendar, where the case has one, or months."""
    since: Edge | None = None
    """First month since time zero, or date, to show: 12, 2019-03; None for all."""
    until: Edge | None = None
    """Last month since time zero, or date, to show: 60, 2022; None for all."""
    markers: frozenset[str] | None = None
    """Tumour markers to plot, by name; None for all of them."""
    response_strip: bool = False
    """Whether responses as reported stand in a row of their own under the axis."""
    trial_bands: tuple[TrialBand, ...] = ()
    """Published trials whose progression-free survival is drawn from the start of a
    line."""
    lesions: bool = False
    """Whether each lesion has a lane with what was seen in it and done to it."""
    language: Language = Language.EN
    """Language of the fixed words; what stands in the case stays as it is."""
    settings: Settings = CLINICAL_DEFAULTS
    """Choices of the registry where clinical definitions differ."""


DEFAULTS = SwimlaneOptions()
"""The whole case, with nothing added."""
