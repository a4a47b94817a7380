"""Cell therapy and transplantation."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Drawn, Record
from timeline.case.treatment_vocabulary import CellTherapyKind


class CellTherapy(Record):
    """One infusion of cells, or one transplantation."""

    kind: ClassVar[str] = "cell_therapy"
    title: ClassVar[str] = "Cell therapy or transplantation"
    letter: ClassVar[str] = "t"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)
    drawn: ClassVar[Drawn | None] = Drawn("lane.cells", "systemic", "cells")

    date: PartialDate = fields.date("Date", "Day of the infusion.")
    type: CellTherapyKind = fields.choice(
        CellTherapyKind, "Type", "What was given.", required=True
    )
    product: str | None = fields.text(
        "Product",
        "Such as ciltacabtagene autoleucel.",
        completes="drug",
        privacy=Privacy.DRUG,
    )
    line: str | None = fields.reference(
        "therapy_line",
        title="Part of line",
        help_text="The line that it belongs to, such as an induction that it ends.",
    )
    donor: str | None = fields.text(
        "Donor", "Such as matched sibling, haploidentical.", privacy=Privacy.FREE_TEXT
    )
    cells: float | None = fields.number("Cells", "Cells given.", unit="10^6/kg", gt=0)
    conditioning: str | None = fields.text(
        "Conditioning",
        "Drugs before the infusion, such as melphalan 200 mg/m2.",
        completes="regimen",
        privacy=Privacy.REGIMEN,
    )

    @property
    def label(self) -> str:
        """The product, or the type where none is named."""
        kind = self.type.value
        return self.product or f"{kind[:1].upper()}{kind[1:]}"
