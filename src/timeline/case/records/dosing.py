"""What happened within a course of treatment: cycles and interruptions."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.treatment_vocabulary import StopReason


class Cycle(Record):
    """The date of one cycle or one dose."""

    kind: ClassVar[str] = "cycle"
    title: ClassVar[str] = "Cycle"
    letter: ClassVar[str] = "C"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)

    date: PartialDate = fields.date("Date", "First day of the cycle.")
    line: str | None = fields.reference(
        "therapy_line", title="Line of therapy", help_text="The line that it is of."
    )
    course: str | None = fields.reference(
        "drug_course",
        title="Drug course",
        help_text="The drug, where the date is about one drug only.",
    )
    number: int | None = fields.count("Number", "Number of the cycle.", ge=1, le=500)
    dose_percent: float | None = fields.number(
        "Dose in percent", "Of the full dose.", unit="%", ge=0, le=200
    )

    @property
    def label(self) -> str:
        """Its number."""
        return f"C{self.number}" if self.number else self.title


class Interruption(Record):
    """A stretch without the drug, after which it was given again."""

    kind: ClassVar[str] = "interruption"
    title: ClassVar[str] = "Interruption"
    letter: ClassVar[str] = "I"
    of_the_living: ClassVar[tuple[str, ...]] = ("start",)

    start: PartialDate = fields.date("From", "First day without the drug.")
    stop: PartialDate = fields.date("To", "Last day without the drug.")
    line: str | None = fields.reference(
        "therapy_line", title="Line of therapy", help_text="The line interrupted."
    )
    course: str | None = fields.reference(
        "drug_course",
        title="Drug course",
        help_text="The drug, where one drug only was interrupted.",
    )
    reason: StopReason | None = fields.choice(
        StopReason, "Reason", "Why. Empty: not stated."
    )
    reason_detail: str | None = fields.text(
        "Reason in words", "What the source says of it.", privacy=Privacy.FREE_TEXT
    )

    @property
    def label(self) -> str:
        """The reason, in words where there are some."""
        reason = self.reason_detail or (self.reason.value if self.reason else "")
        return f"{self.title}: {reason}" if reason else self.title


class RadiotherapyVolume(Record):
    """The dose to one volume of a course of radiotherapy."""

    kind: ClassVar[str] = "radiotherapy_volume"
    title: ClassVar[str] = "Radiotherapy volume"
    letter: ClassVar[str] = "V"
    not_drawn: ClassVar[str] = "not_drawn.by_radiotherapy"

    intervention: str = fields.reference(
        "local_intervention",
        title="Radiotherapy",
        help_text="The course of radiotherapy.",
        required=True,
    )
    volume: str = fields.text(
        "Volume",
        "Such as boost, elective nodes, or PTV1.",
        required=True,
        privacy=Privacy.SITE,
    )
    dose_gy: float | None = fields.number("Dose", "Total dose.", unit="Gy", gt=0)
    fractions: int | None = fields.count("Fractions", "Number of fractions.", ge=1)

    @property
    def label(self) -> str:
        """Volume and dose."""
        return f"{self.volume} {self.dose_gy:g} Gy" if self.dose_gy else self.volume
