"""Follow-up, and durations that the source reports as numbers."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.assay_vocabulary import Comparator, sign_of
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.vocabulary import DeathCause, DurationUnit, Quantity, VitalStatus


class FollowUp(Record):
    """What was known of the patient on a date."""

    kind: ClassVar[str] = "follow_up"
    title: ClassVar[str] = "Follow-up"
    letter: ClassVar[str] = "w"

    date: PartialDate = fields.date("Date", "Date of contact, or of death.")
    vital_status: VitalStatus | None = fields.choice(
        VitalStatus, "Vital status", "Empty where the source does not say."
    )
    cause_of_death: str | None = fields.text(
        "Cause of death", "Where stated.", privacy=Privacy.FREE_TEXT
    )
    death_cause: DeathCause | None = fields.choice(
        DeathCause, "Died of", "Class of the cause, where stated."
    )
    disease_status: str | None = fields.text(
        "Disease status", "Such as no evidence of disease.", privacy=Privacy.FREE_TEXT
    )

    @property
    def alive_at(self) -> tuple[str, ...]:
        """The date of contact, where the source says that the patient lived."""
        return ("date",) if self.vital_status is VitalStatus.ALIVE else ()

    @property
    def label(self) -> str:
        """Vital status."""
        return f"Follow-up: {self.vital_status or 'status not stated'}"


class ReportedOutcome(Record):
    """A duration as the source states it, which may differ from what its dates say."""

    kind: ClassVar[str] = "reported_outcome"
    title: ClassVar[str] = "Reported outcome"
    letter: ClassVar[str] = "e"

    quantity: Quantity = fields.choice(
        Quantity, "Quantity", "What the number is said to be.", required=True
    )
    comparator: Comparator | None = fields.choice(
        Comparator, "Comparator", "Such as >= for at least 5 years. Empty: the number."
    )
    value: float = fields.number("Value", "The number as stated.", gt=0, required=True)
    unit: DurationUnit = fields.choice(
        DurationUnit, "Unit", "The unit as stated.", required=True
    )
    line: str | None = fields.reference(
        "therapy_line",
        title="Line of therapy",
        help_text="The line that it is about; empty for the whole course.",
    )

    @property
    def number(self) -> str:
        """The number as stated, such as `18` or `>=5`."""
        return f"{sign_of(self.comparator)}{self.value:.10g}"

    @property
    def label(self) -> str:
        """Quantity and number."""
        return f"{self.quantity.value} {self.number} {self.unit.value}"
