"""What a reader of a cohort chooses."""

from dataclasses import dataclass
from enum import StrEnum

from timeline.clinical.settings import DEFAULTS, Settings
from timeline.errors import TimelineError
from timeline.language.words import Language, Words


class AlignOn(StrEnum):
    """Events on which the rows can be aligned."""

    DIAGNOSIS = "diagnosis"
    OPERATION = "operation"
    LINE = "line"
    ANTI_HER2 = "anti-her2"
    PROGRESSION = "progression"
    LAST_CONTACT = "last-contact"


class SegmentBy(StrEnum):
    """What one segment of a row is."""

    DRUG_CLASS = "class"
    LINE = "line"


class GroupBy(StrEnum):
    """What rows are grouped by before they are sorted."""

    NOTHING = "none"
    STAGE = "stage"
    HER2 = "her2"
    RESPONSE = "response"


class SortBy(StrEnum):
    """What rows are sorted by within their group; ties by study code."""

    LENGTH = "length"
    BEFORE = "before"
    CODE = "code"
    GIVEN = "given"


class Curve(StrEnum):
    """Survival curve below the rows."""

    OVERALL = "os"
    PROGRESSION_FREE = "pfs"
    NONE = "none"


class CohortOptionsError(TimelineError):
    """Choices that do not go together."""

    title = "This cohort cannot be drawn"


@dataclass(frozen=True, slots=True)
class CohortOptions:
    """Choices of the reader of a cohort."""

    align: AlignOn = AlignOn.DIAGNOSIS
    """The event that is day 0 of every row."""
    number: int = 1
    """Which operation, line or progression, from 1; the other events have none."""
    segments: SegmentBy = SegmentBy.DRUG_CLASS
    """What one segment of a row is."""
    group_by: GroupBy = GroupBy.NOTHING
    """What rows are grouped by."""
    sort: SortBy = SortBy.LENGTH
    """What rows are sorted by within their group."""
    curve: Curve = Curve.OVERALL
    """Survival curve below the rows."""
    accept_narrative: bool = False
    """Whether the order of the sentences limits dates; what it moves is marked."""
    title: str = ""
    """Heading of the picture; empty for a general one."""
    language: Language = Language.EN
    """Language of the fixed words; what stands in the cases stays as it is."""
    settings: Settings = DEFAULTS
    """Choices of the registry where clinical definitions differ."""

    def __post_init__(self) -> None:
        """Check that the choices go together.

        Raises:
            CohortOptionsError: If they do not.
        """
        if self.number < 1:
            message = "Operations, lines and progressions count from 1."
            raise CohortOptionsError(message, option="number")
        progression_free = self.curve is Curve.PROGRESSION_FREE
        if progression_free and not self.on_line:
            message = "Progression-free survival is counted from the start of a line."
            hint = "Align the rows on a line."
            raise CohortOptionsError(message, hint=hint, option="curve")
        overall = self.curve is Curve.OVERALL
        if overall and self.align is AlignOn.LAST_CONTACT:
            message = "No survival is counted from the last contact."
            hint = "Choose no curve."
            raise CohortOptionsError(message, hint=hint, option="curve")

    @property
    def word(self) -> Words:
        """The fixed words in the chosen language."""
        return Words(self.language)

    @property
    def on_line(self) -> bool:
        """Whether the rows are aligned on the start of a line."""
        return self.align in (AlignOn.LINE, AlignOn.ANTI_HER2)


STANDARD = CohortOptions()
