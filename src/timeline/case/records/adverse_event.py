"""Adverse events."""

from typing import ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.vocabulary import (
    ActionTaken,
    Answer,
    Causality,
    CtcaeVersion,
    EventOutcome,
    EventSeverity,
)


class AdverseEvent(Record):
    """One adverse event; its grade is recorded only where it is stated."""

    kind: ClassVar[str] = "adverse_event"
    title: ClassVar[str] = "Adverse event"
    letter: ClassVar[str] = "v"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)

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
    severity: EventSeverity | None = fields.choice(
        EventSeverity, "Severity", "As the source words it, where it gives no grade."
    )
    outcome: EventOutcome | None = fields.choice(
        EventOutcome, "Outcome", "How it ended. Empty: not stated."
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


class Attribution(Record):
    """One of the causes that an adverse event is put down to, and how surely."""

    kind: ClassVar[str] = "attribution"
    title: ClassVar[str] = "Cause of an adverse event"
    letter: ClassVar[str] = "A"
    not_drawn: ClassVar[str] = "not_drawn.by_event"

    event: str = fields.reference(
        "adverse_event",
        title="Adverse event",
        help_text="The event.",
        required=True,
    )
    cause: str = fields.text(
        "Cause",
        "A drug, or what else it is put down to, such as radiotherapy.",
        required=True,
        completes="drug",
        privacy=Privacy.CAUSE,
    )
    causality: Causality | None = fields.choice(
        Causality, "Causality", "How surely, where stated."
    )
    action: ActionTaken | None = fields.choice(
        ActionTaken, "Action", "What was done with that drug."
    )

    @property
    def label(self) -> str:
        """The cause."""
        return f"{self.cause} ({self.causality})" if self.causality else self.cause
