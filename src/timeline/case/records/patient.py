"""Who the case is about, without anything that identifies the person."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.vocabulary import Answer, Sex


class Patient(Record):
    """The person: a study code, sex and age at presentation; no name, no birth date."""

    kind: ClassVar[str] = "patient"
    title: ClassVar[str] = "Patient"
    not_drawn: ClassVar[str] = "not_drawn.patient"

    code: str = fields.text(
        "Study code",
        "The code of the study, never a name, initials or hospital number.",
        required=True,
        privacy=Privacy.STUDY_CODE,
    )
    headline: str | None = fields.text(
        "Headline",
        "What the case is about, in a few words for lists and titles.",
        privacy=Privacy.FREE_TEXT,
    )
    synthetic: bool | None = fields.flag(
        "Synthetic", "Yes if the data is made up; every picture then says so."
    )
    sex: Sex | None = fields.choice(Sex, "Sex", "As recorded by the source.")
    age_at_presentation: int | None = fields.count(
        "Age at presentation",
        "In completed years. The birth date is not recorded.",
        unit="years",
        le=120,
        privacy=Privacy.AGE,
    )
    presentation: PartialDate = fields.date(
        "Presentation", "When the patient first presented with this disease."
    )
    data_cutoff: PartialDate = fields.date(
        "Data cut-off", "The last day that the records cover, where the source says."
    )
    time_zero: str | None = fields.text(
        "Time zero",
        "For a case without calendar dates: what happened on day 0.",
        privacy=Privacy.STARTING_POINT,
    )
    lewis_negative: Answer | None = fields.choice(
        Answer,
        "Lewis-negative",
        "Yes for Le(a-b-): CA19-9 then says nothing, however low it is.",
    )
    race: str | None = fields.text(
        "Race", "Only as the source words it.", privacy=Privacy.FREE_TEXT
    )
    ethnicity: str | None = fields.text(
        "Ethnicity", "Only as the source words it.", privacy=Privacy.FREE_TEXT
    )

    @property
    def label(self) -> str:
        """The study code."""
        return self.code
