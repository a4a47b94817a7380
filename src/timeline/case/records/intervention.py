"""Local treatment and procedures."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.treatment_vocabulary import Intent, InterventionKind, Margin


class LocalIntervention(Record):
    """One operation, ablation, course of radiotherapy or other local procedure."""

    kind: ClassVar[str] = "local_intervention"
    title: ClassVar[str] = "Local intervention"
    letter: ClassVar[str] = "o"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)

    date: PartialDate = fields.date("Date", "The day, or the first of several.")
    stop: PartialDate = fields.date(
        "Last day", "Only if it took more than one day.", optional=True
    )
    type: InterventionKind = fields.choice(
        InterventionKind, "Type", "What was done.", required=True
    )
    procedures: tuple[str, ...] = fields.terms(
        "Procedures",
        "Each procedure of one session, such as cholecystectomy.",
        privacy=Privacy.FREE_TEXT,
    )
    site: str | None = fields.text(
        "Site", "Organ or organs treated.", privacy=Privacy.SITE
    )
    lesion: str | None = fields.reference(
        "lesion", title="Lesion", help_text="The lesion that was treated."
    )
    intent: Intent | None = fields.choice(
        Intent, "Intent", "A diagnostic procedure is not counted as a treatment."
    )
    line: str | None = fields.reference(
        "therapy_line",
        title="Given with line",
        help_text="The systemic therapy that it was given together with.",
    )
    dose_gy: float | None = fields.number("Dose", "Total dose.", unit="Gy", gt=0)
    fractions: int | None = fields.count("Fractions", "Number of fractions.", ge=1)
    sessions: int | None = fields.count(
        "Sessions",
        "Number of sessions, where they are not the number of fractions.",
        ge=1,
    )
    margin: Margin | None = fields.choice(
        Margin, "R status", "Residual tumour after an operation."
    )
    nodes_examined: int | None = fields.count(
        "Nodes examined", "Lymph nodes in the specimen.", le=200
    )
    nodes_positive: int | None = fields.count(
        "Nodes positive", "Of them with tumour.", le=200
    )
    tumour_size: float | None = fields.number(
        "Tumour size", "Largest diameter in the specimen.", unit="mm", gt=0
    )
    primary: str | None = fields.primary()
    reason: str | None = fields.text(
        "Reason", "Why it was done, where stated.", privacy=Privacy.FREE_TEXT
    )

    @property
    def label(self) -> str:
        """The procedures, or the type where none is named."""
        return ", ".join(self.procedures) or self.type.value.capitalize()
