"""What an author chooses to show, alike for page, print, package and commands."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.clinical.settings import DEFAULTS as CLINICAL_DEFAULTS
from timeline.clinical.settings import Settings, described
from timeline.language.words import Language
from timeline.swimlane.group import Group


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

    accept_narrative: bool = field(
        default=False,
        metadata=described(
            "Narrative order",
            "Accept orders that only the sentences suggest; what they move is marked.",
        ),
    )
    leave_out: frozenset[Group] = field(
        default=frozenset(),
        metadata=described("Leave out lanes", "Groups of lanes that are not drawn."),
    )
    fold: frozenset[Group] = field(
        default=frozenset(),
        metadata=described("Fold", "Groups whose lanes are drawn as one."),
    )
    time_zero: TimeZero | str | None = field(
        default=None,
        metadata=described(
            "Month 0",
            "What month 0 is; without a choice the diagnosis, else what comes first.",
        ),
    )
    calendar: bool = field(
        default=True,
        metadata=described(
            "Calendar axis",
            "Show the calendar on the lower axis, where the case has one, or months.",
        ),
    )
    since: Edge | None = field(
        default=None,
        metadata=described(
            "From", "First month since time zero, or date, to show: 12, 2019-03."
        ),
    )
    until: Edge | None = field(
        default=None,
        metadata=described(
            "To", "Last month since time zero, or date, to show: 60, 2022."
        ),
    )
    markers: frozenset[str] | None = field(
        default=None,
        metadata=described(
            "Markers",
            "Curves to plot: tumour markers, other results, lesions by name; without "
            "a choice all markers and the sum of measured lesions.",
        ),
    )
    response_strip: bool = field(
        default=False,
        metadata=described(
            "Response strip",
            "Show responses as reported in a row of their own under the axis.",
        ),
    )
    trial_bands: tuple[TrialBand, ...] = field(
        default=(),
        metadata=described(
            "Published trials beside lines",
            "Published trials whose progression-free survival is drawn from the start "
            "of a line.",
        ),
    )
    line_numbers: bool = field(
        default=True,
        metadata=described(
            "Line numbers", "Show the numbers of the lines in a band above the drugs."
        ),
    )
    lesions: bool = field(
        default=False,
        metadata=described(
            "Lesions",
            "Draw a lane for each lesion, with what was seen in it and done to it.",
        ),
    )
    language: Language = field(
        default=Language.EN,
        metadata=described(
            "Language",
            "Language of the fixed words; what stands in the case stays as it is.",
        ),
    )
    settings: Settings = CLINICAL_DEFAULTS
    """Choices of the registry where clinical definitions differ."""


DEFAULTS = SwimlaneOptions()
"""The whole case, with nothing added."""
