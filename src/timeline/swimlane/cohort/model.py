"""What the picture of a cohort is made of: one row for each patient, in days.

Days count from the event that all rows are aligned on. A row keeps the distances of
its own records: where the event itself is known to a month or a window, day 0 is its
first possible day, as month 0 is in the picture of one case.
"""

from dataclasses import dataclass
from enum import StrEnum, auto

from timeline.case.chronology import Bounds
from timeline.clinical.endpoints.kaplan_meier import KaplanMeier
from timeline.language.words import Language, Words
from timeline.swimlane.model import Bar, Certainty, Mark, Tone


class Kind(StrEnum):
    """Kinds of mark of a cohort."""

    COMPLETE = auto()
    PARTIAL = auto()
    STABLE = auto()
    NOT_EVALUABLE = auto()
    PROGRESSION = auto()
    SURGERY = auto()
    ABLATION = auto()
    RADIOTHERAPY = auto()
    PROCEDURE = auto()
    CELL_THERAPY = auto()
    ADVERSE_EVENT = auto()


class RowEnd(StrEnum):
    """Why a row ends where it ends."""

    ONGOING = auto()  # the only end with an arrow
    DEATH = auto()
    CENSORED = auto()
    LOST = auto()
    STATUS_UNKNOWN = auto()
    UNKNOWN = auto()  # no dated follow-up


@dataclass(frozen=True, slots=True)
class Segment:
    """A period of systemic therapy."""

    line: int
    """Number of its line of therapy."""
    tone: Tone
    """Class of its drugs; of a whole line, that of the drug named first."""
    name: str
    """Its regimen, or its drugs of that class."""
    bar: Bar
    """In days since time zero; its `row` is the track within the patient's row."""
    goes_on: bool = False
    """Whether it has no stop, whatever is known of the end of the row."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on one day."""

    kind: Kind
    mark: Mark
    """In days since time zero."""


@dataclass(frozen=True, slots=True)
class Row:
    """One patient."""

    code: str
    """Study code."""
    synthetic: bool
    cells: tuple[str, ...]
    """Text of each column; empty where nothing is recorded."""
    group: str
    """Which group it stands in; empty without groups."""
    zero: Bounds
    """Days on which the event it is aligned on may have been; the first is 0."""
    follow_up: Bar
    """From day 0, or its first record, to its end."""
    end: RowEnd
    end_certainty: Certainty
    """How well its end is placed."""
    length: int
    """Days from day 0 to the last possible day of its end, which it is sorted by."""
    segments: tuple[Segment, ...]
    events: tuple[Event, ...]
    """In order of time; without those that nothing places in time."""
    ranks: tuple[float, ...] = ()
    """Place of the text of each column when it groups the rows; by name if equal."""
    tracks: int = 1
    """Tracks that its segments need so that none hides another."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A patient, or a record of a patient, that is not in the picture."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class CohortCurve:
    """A survival curve of the patients of the picture, from the same time zero."""

    name: str
    """Such as `overall survival`."""
    rule: str
    """What it is counted from and to, and how uncertain lengths enter."""
    shortest: KaplanMeier
    """In months; each patient enters at the shortest length that the dates allow."""
    longest: KaplanMeier | None
    """The same with the longest lengths; None where every length is exact."""
    ranges: int
    """Number of patients whose length is a range."""
    follow_up: KaplanMeier
    """Reverse estimate of survival from day 0: its median is the median follow-up."""
    left_out: tuple[LeftOut, ...]
    """Patients in the rows but not in the curve."""
    whole_months: bool = False
    """Whether its times were rounded to whole months, to protect the patients."""


@dataclass(frozen=True, slots=True)
class CohortSwimlane:
    """The whole picture of a cohort."""

    title: str
    zero: str
    """What the rows are aligned on, such as `start of line 2`."""
    order: str
    """The rule by which rows are sorted, as a sentence."""
    by_line: bool
    """Whether segments are lines of therapy; otherwise classes of drugs."""
    columns: tuple[str, ...]
    """Titles of the text columns."""
    rows: tuple[Row, ...]
    """From the top down; rows of one group stand together."""
    left_out: tuple[LeftOut, ...]
    """Patients that cannot be aligned, with the reason."""
    undated: tuple[LeftOut, ...]
    """Records of the rows that nothing places in time."""
    first_day: int
    """First day of the axis."""
    last_day: int
    """Last day of the axis."""
    uses_narrative: bool
    """Whether any placement rests on the order of the sentences."""
    curve: CohortCurve | None
    coarsened: bool = False
    """Whether days were made whole months, to protect the patients."""
    notes: tuple[str, ...] = ()
    """What the numbers rest on, in sentences."""
    language: Language = Language.EN
    """Language of its fixed words."""

    @property
    def word(self) -> Words:
        """The fixed words in its language."""
        return Words(self.language)
