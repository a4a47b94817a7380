"""Responses and progressions."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.response_vocabulary import Assessor, Criteria, Response


class Judged(Record):
    """What one of several readers may have judged or measured on one scan."""

    assessor: Assessor | None = fields.choice(
        Assessor, "Assessor", "Who judged it, where stated."
    )
    reader: str | None = fields.text(
        "Reader",
        "Which of several readers, such as reader 1; no name.",
        privacy=Privacy.FREE_TEXT,
    )
    accepted: bool | None = fields.flag(
        "Accepted reading",
        "Yes for the one that counts, where several readers judged one scan.",
    )


class Assessment(Judged):
    """One response assessment, by RECIST or as the author states it."""

    kind: ClassVar[str] = "assessment"
    title: ClassVar[str] = "Assessment"
    letter: ClassVar[str] = "a"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)

    date: PartialDate = fields.date("Date", "Date of the scan or of the judgement.")
    response: Response | None = fields.choice(
        Response, "Response", "Category as reported. Empty for a baseline."
    )
    criteria: Criteria | None = fields.choice(
        Criteria, "Criteria", "What the category was judged by."
    )
    line: str | None = fields.reference(
        "therapy_line", title="Line of therapy", help_text="The line it judges."
    )
    lesion: str | None = fields.reference(
        "lesion", title="Lesion", help_text="If it is about one lesion only."
    )
    site: str | None = fields.text(
        "Site", "Where, in the source's terms.", privacy=Privacy.SITE
    )
    sum_of_diameters: float | None = fields.number(
        "Sum of diameters", "Of the target lesions.", unit="mm", ge=0
    )
    new_lesion: bool | None = fields.flag("New lesion", "Yes if a lesion appeared.")
    trend: str | None = fields.text(
        "Trend in words",
        "Such as shrinking, where no category is given.",
        privacy=Privacy.FREE_TEXT,
    )
    primary: str | None = fields.primary()

    @property
    def category(self) -> Response | None:
        """The one of CR, PR, SD, PD and NE that its response counts as."""
        return self.response.category if self.response else None

    @property
    def label(self) -> str:
        """Response, or the trend in words, and place."""
        word = self.response.value if self.response else self.trend or "Assessment"
        return f"{word}, {self.site}" if self.site else word


class Progression(Record):
    """The disease came back, grew or spread, where no response category is given."""

    kind: ClassVar[str] = "progression"
    title: ClassVar[str] = "Progression"
    letter: ClassVar[str] = "p"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)

    date: PartialDate = fields.date("Date", "When it was found.")
    event: str | None = fields.text(
        "Event", "What happened, such as hepatic recurrence.", privacy=Privacy.FREE_TEXT
    )
    criteria: Criteria | None = fields.choice(
        Criteria, "Criteria", "What it was judged by."
    )
    line: str | None = fields.reference(
        "therapy_line",
        title="On line",
        help_text="The line of therapy that it happened on, where stated.",
    )
    lesion: str | None = fields.reference(
        "lesion", title="Lesion", help_text="The lesion that grew or appeared."
    )
    site: str | None = fields.text(
        "Site", "Where, in the source's terms.", privacy=Privacy.SITE
    )
    new_lesion: bool | None = fields.flag("New lesion", "Yes if a lesion appeared.")
    primary: str | None = fields.primary()

    @property
    def label(self) -> str:
        """What happened, or where."""
        return self.event or (f"Progression, {self.site}" if self.site else self.title)
