"""Tumour marker results."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.vocabulary import Comparator


class MarkerResult(Record):
    """One value of one tumour marker."""

    kind: ClassVar[str] = "marker_result"
    title: ClassVar[str] = "Marker result"

    date: PartialDate = fields.date("Date", "When the sample was taken.")
    marker: str = fields.text(
        "Marker",
        "Such as CA19-9 or CEA.",
        required=True,
        completes="marker",
        privacy=Privacy.MARKER,
    )
    comparator: Comparator = fields.choice(
        Comparator,
        "Comparator",
        "= for a measured value, < or > where the laboratory reports a limit.",
        required=True,
    )
    value: float = fields.number("Value", "As reported.", gt=0, required=True)
    unit: str = fields.text(
        "Unit", "Such as U/mL.", required=True, privacy=Privacy.UNIT
    )
    upper_limit: float | None = fields.number(
        "Upper limit", "Upper reference limit of this assay, where stated.", gt=0
    )
    assay: str | None = fields.text(
        "Assay",
        "Values of different assays are not interchangeable.",
        privacy=Privacy.ASSAY,
    )

    @property
    def amount(self) -> str:
        """The value as reported, such as `<0.6 U/mL` or `1200 U/mL`."""
        sign = "" if self.comparator is Comparator.EXACT else self.comparator.value
        return f"{sign}{self.value:.10g} {self.unit}"

    @property
    def label(self) -> str:
        """Marker and value."""
        return f"{self.marker} {self.amount}"
