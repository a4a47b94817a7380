"""Systemic therapy: a line, and the drugs that start and stop within it."""

from typing import ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.treatment_vocabulary import (
    DrugGroup,
    Route,
    Setting,
    StoppedBy,
    StopReason,
)


class Treatment(Record):
    """What a line and a drug course share: when they ran and why they ended."""

    start: PartialDate = fields.date("Start", "First dose.")
    stop: PartialDate = fields.date("Stop", "Last dose. Empty: not known.")
    ongoing: bool | None = fields.flag(
        "Ongoing",
        "Yes if still given at the last follow-up. Empty: not stated, which is not "
        "the same as ongoing.",
    )
    cycles: int | None = fields.count(
        "Cycles", "Cycles given. They never become dates.", unit="cycles", le=500
    )
    stop_reason: StopReason | None = fields.choice(
        StopReason, "Reason stopped", "Why it ended. Empty: not stated."
    )
    stop_detail: str | None = fields.text(
        "Reason in words",
        "What the source says of the end, such as fatigue.",
        privacy=Privacy.FREE_TEXT,
    )
    stopped_by: StoppedBy | None = fields.choice(
        StoppedBy, "Stopped by", "Whose decision it was, where stated."
    )

    @model_validator(mode="after")
    def _ongoing_has_no_end(self) -> Self:
        if self.ongoing and (self.stop.known or self.stop_reason):
            message = "It cannot be ongoing and have a stop date or a reason stopped."
            raise PydanticCustomError("ongoing", message)
        return self


class TherapyLine(Treatment):
    """One line of systemic therapy, as the source groups its drugs."""

    kind: ClassVar[str] = "therapy_line"
    title: ClassVar[str] = "Line of therapy"
    letter: ClassVar[str] = "i"
    of_the_living: ClassVar[tuple[str, ...]] = ("start", "stop")

    regimen: str = fields.text(
        "Regimen",
        "Name or drugs of the regimen.",
        required=True,
        completes="regimen",
        privacy=Privacy.REGIMEN,
    )
    setting: Setting | None = fields.choice(
        Setting, "Setting", "Why it was given. Empty where the source does not say."
    )
    trial: str | None = fields.text(
        "Trial", "Trial it was given in, if any.", privacy=Privacy.TRIAL
    )
    experimental: bool | None = fields.flag(
        "Experimental", "Yes if the drug was under investigation."
    )
    continues: str | None = fields.reference(
        "therapy_line",
        title="Continues line",
        help_text="The line that this goes on with, as planned maintenance or after "
        "dropping a drug. It then has no number of its own.",
    )
    number_override: int | None = fields.count(
        "Line number by hand", "Overrides the computed number.", ge=1, le=50
    )
    override_reason: str | None = fields.text(
        "Reason for the number",
        "Why the number was set by hand.",
        privacy=Privacy.FREE_TEXT,
    )

    primary: str | None = fields.primary()

    @model_validator(mode="after")
    def _override_has_a_reason(self) -> Self:
        if (self.number_override is None) != (self.override_reason is None):
            message = "A line number set by hand and its reason go together."
            raise PydanticCustomError("override", message)
        return self

    @property
    def label(self) -> str:
        """The regimen."""
        return self.regimen


class DrugCourse(Treatment):
    """One drug from its first to its last dose at one dose."""

    kind: ClassVar[str] = "drug_course"
    title: ClassVar[str] = "Drug course"
    letter: ClassVar[str] = "r"
    of_the_living: ClassVar[tuple[str, ...]] = ("start", "stop")

    line: str | None = fields.reference(
        "therapy_line",
        title="Line of therapy",
        help_text="The line that the drug belongs to. Empty for a drug of its own, "
        "such as an antihormone that no line names.",
    )
    drug: str = fields.text(
        "Drug",
        "International name, or what the source says where it names none: study drug.",
        required=True,
        completes="drug",
        privacy=Privacy.DRUG,
    )
    drug_class: DrugGroup | None = fields.choice(
        DrugGroup, "Class by hand", "Only where the catalogue lacks the drug."
    )
    dose: float | None = fields.number("Dose", "Amount for one dose.", gt=0)
    dose_unit: str | None = fields.text(
        "Dose unit", "Such as mg, mg/kg or mg/m2.", privacy=Privacy.DOSE_UNIT
    )
    prescribed: str | None = fields.text(
        "Prescribed as",
        "Such as AUC 5 or 600 mg/m2, where the dose is what that came to.",
        privacy=Privacy.FREE_TEXT,
    )
    dose_percent: float | None = fields.number(
        "Dose in percent", "Of the full dose, where stated.", unit="%", gt=0, le=200
    )
    dose_reason: str | None = fields.text(
        "Reason of the dose",
        "Why the dose was changed, where stated.",
        privacy=Privacy.FREE_TEXT,
    )
    schedule: str | None = fields.text(
        "Schedule", "Such as q3w, daily, d1 and d8.", privacy=Privacy.SCHEDULE
    )
    route: Route | None = fields.choice(Route, "Route", "How it was given.")

    @property
    def amount(self) -> str:
        """Dose and share of the full dose, such as `6 mg/kg`; empty if unknown."""
        amount = f"{self.dose:.10g} {self.dose_unit or ''}" if self.dose else ""
        if self.dose_percent is not None:
            amount = f"{amount.strip()} {self.dose_percent:g} % of full dose"
        return amount.strip()

    @property
    def dosing(self) -> str:
        """Dose and schedule in one phrase, such as `6 mg/kg q3w`; empty if unknown."""
        return " ".join(part for part in (self.amount, self.schedule) if part)

    @property
    def label(self) -> str:
        """The drug."""
        return self.drug
