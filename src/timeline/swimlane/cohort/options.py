"""What a reader of a cohort chooses."""

from dataclasses import dataclass, field
from enum import StrEnum

from timeline.clinical.settings import DEFAULTS, Settings, described
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

    align: AlignOn = field(
        default=AlignOn.DIAGNOSIS,
        metadata=described("Month 0", "The event that is month 0 of every row."),
    )
    number: int = field(
        default=1,
        metadata=described(
            "Which one",
            "Which operation, line or progression, from 1; the other events have none.",
        ),
    )
    segments: SegmentBy = field(
        default=SegmentBy.DRUG_CLASS,
        metadata=described(
            "A segment is", "What one segment of a row is: drugs of a class, or a line."
        ),
    )
    group_by: GroupBy = field(
        default=GroupBy.NOTHING,
        metadata=described("Group rows by", "What rows are grouped by."),
    )
    sort: SortBy = field(
        default=SortBy.LENGTH,
        metadata=described("Sort", "What rows are sorted by, within their group."),
    )
    curve: Curve = field(
        default=Curve.OVERALL,
        metadata=described(
            "Survival curve", "Survival below the rows: overall or progression-free."
        ),
    )
    accept_narrative: bool = field(
        default=False,
        metadata=described(
            "Narrative order",
            "Accept orders that only the sentences suggest; what they move is marked.",
        ),
    )
    title: str = field(
        default="",
        metadata=described("Title", "Heading of the picture; if empty, a general one."),
    )
    language: Language = field(
        default=Language.EN,
        metadata=described(
            "Language",
            "Language of the fixed words; what stands in the case stays as it is.",
        ),
    )
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
