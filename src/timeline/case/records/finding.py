"""Findings, and the lesions that they are about."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.response_vocabulary import LesionKind
from timeline.case.vocabulary import FindingKind


class Lesion(Record):
    """A lesion that is followed over time."""

    kind: ClassVar[str] = "lesion"
    title: ClassVar[str] = "Lesion"
    letter: ClassVar[str] = "l"
    not_drawn: ClassVar[str] = "not_drawn.lesion"

    name: str = fields.text(
        "Name", "What the reports call it.", required=True, privacy=Privacy.LESION
    )
    organ: str | None = fields.text("Organ", "Where it is.", privacy=Privacy.SITE)
    type: LesionKind | None = fields.choice(LesionKind, "Type", "What it is.")
    target: bool | None = fields.flag(
        "Target lesion", "Yes for a RECIST target lesion."
    )
    primary: str | None = fields.primary()

    @property
    def label(self) -> str:
        """The name."""
        return self.name


class Finding(Record):
    """What a scan, a pathologist or a laboratory found, apart from HER2."""

    kind: ClassVar[str] = "finding"
    title: ClassVar[str] = "Finding"
    letter: ClassVar[str] = "f"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)

    date: PartialDate = fields.date("Date", "Date of the scan, specimen or sample.")
    type: FindingKind = fields.choice(
        FindingKind, "Type", "What kind of finding it is.", required=True
    )
    method: str | None = fields.text(
        "Method", "Such as CT, PET-CT or histology.", privacy=Privacy.METHOD
    )
    site: str | None = fields.text(
        "Site", "Where, in the source's terms.", privacy=Privacy.SITE
    )
    lesion: str | None = fields.reference(
        "lesion", title="Lesion", help_text="The lesion that it is about."
    )
    result: str | None = fields.text(
        "Result", "What was found. Empty: not stated.", privacy=Privacy.FREE_TEXT
    )
    shows_progression: bool | None = fields.flag(
        "Shows progression", "Yes if the source says that it shows progression."
    )

    @property
    def label(self) -> str:
        """Method and result."""
        parts = [self.method or self.type.value.capitalize(), self.result]
        return ": ".join(part for part in parts if part)
