"""Sizes of lesions over time."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.records.assessment import Judged
from timeline.case.response_vocabulary import DiameterAxis, LesionState, RecistRole


class LesionMeasurement(Judged):
    """One lesion on one date: its diameter, or what became of it."""

    kind: ClassVar[str] = "lesion_measurement"
    title: ClassVar[str] = "Lesion measurement"
    letter: ClassVar[str] = "L"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)

    date: PartialDate = fields.date("Date", "Date of the scan.")
    lesion: str = fields.reference(
        "lesion", title="Lesion", help_text="Which lesion it is.", required=True
    )
    diameter: float | None = fields.number(
        "Diameter", "As reported.", unit="mm", ge=0, le=1000
    )
    axis: DiameterAxis | None = fields.choice(
        DiameterAxis, "Axis", "Longest, or the short axis of a lymph node."
    )
    state: LesionState | None = fields.choice(
        LesionState, "State", "Where a size alone does not say it."
    )
    role: RecistRole | None = fields.choice(
        RecistRole, "Counts as", "Target, non-target or new, where stated."
    )
    method: str | None = fields.text(
        "Method", "Such as CT or MRI.", privacy=Privacy.METHOD
    )

    @property
    def amount(self) -> str:
        """Diameter, else state."""
        if self.diameter is not None:
            return f"{self.diameter:g} mm"
        return self.state.value if self.state else ""

    @property
    def label(self) -> str:
        """Diameter or state; the lesion has a record of its own."""
        return self.amount or self.title
