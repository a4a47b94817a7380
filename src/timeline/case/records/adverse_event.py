"""Adverse events."""

from typing import ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.vocabulary import ActionTaken, Answer, CtcaeVersion


class AdverseEvent(Record):
    """One adverse event; its grade is recorded only where it is stated."""

    kind: ClassVar[str] = "adverse_event"
    title: ClassVar[str] = "Adverse event"

    date: PartialDate = fields.date("Onset", "When it began.")
    stop: PartialDate = fields.date("Resolved", "When it ended.")
    ongoing: bool | None = fields.flag(
        "Ongoing", "Yes if still present at the last follow-up."
    )
    term: str = fields.text(
        "Term",
        "CTCAE term.",
        required=True,
        completes="adverse_event",
        privacy=Privacy.ADVERSE_EVENT,
    )
    grade: int | None = fields.count(
        "Grade", "CTCAE grade 1 to 5. Empty: not stated.", ge=1, le=5
    )
    ctcae_version: CtcaeVersion | None = fields.choice(
        CtcaeVersion, "CTCAE version", "Empty: not stated."
    )
    line: str | None = fields.reference(
        "therapy_line", title="On line", help_text="The line that it happened on."
    )
    drug: str | None = fields.text(
        "Attributed to",
        "The drug it is attributed to.",
        completes="drug",
        privacy=Privacy.DRUG,
    )
    action: ActionTaken | None = fields.choice(
        ActionTaken, "Action", "What was done with that drug."
    )
    immune_related: Answer | None = fields.choice(
        Answer, "Immune-related", "Whether the source calls it immune-related."
    )
    serious: Answer | None = fields.choice(
        Answer, "Serious", "Whether the source calls it a serious adverse event."
    )

    @model_validator(mode="after")
    def _rules(self) -> Self:
        if self.ongoing and self.stop.known:
            message = "It cannot be ongoing and have a date when it resolved."
            raise PydanticCustomError("ongoing", message)
        return self

    @property
    def label(self) -> str:
        """Grade, where stated, and term."""
        return f"G{self.grade} {self.term}" if self.grade else self.term
