"""Results: any laboratory value, vital sign, score or biomarker."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.assay_vocabulary import Comparator, ResultFlag, SpecimenType, sign_of
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record


class Result(Record):
    """One value of one analyte, or what the report says instead of a number.

    A tumour marker is a result whose analyte the catalogue calls a marker.
    """

    kind: ClassVar[str] = "result"
    title: ClassVar[str] = "Result"
    letter: ClassVar[str] = "m"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)
    former_kind: ClassVar[str] = "marker_result"
    former_fields: ClassVar[dict[str, str]] = {"marker": "analyte"}

    date: PartialDate = fields.date("Date", "When the sample was taken.")
    analyte: str = fields.text(
        "Analyte",
        "What was measured, such as CA19-9, haemoglobin, ECOG, weight or PD-L1 TPS.",
        required=True,
        completes="analyte",
        privacy=Privacy.MARKER,
    )
    comparator: Comparator | None = fields.choice(
        Comparator,
        "Comparator",
        "= for a measured value; <, <=, >= or > where the report gives a limit.",
    )
    value: float | None = fields.number(
        "Value", "As reported. Empty where the report gives words."
    )
    words: str | None = fields.text(
        "In words",
        "What the report says instead of a number or beside it, such as haemolysed, "
        "not usable, or MSI-high.",
        privacy=Privacy.RESULT,
    )
    unit: str | None = fields.text(
        "Unit", "Such as U/mL. Empty for a score.", privacy=Privacy.UNIT
    )
    lower_limit: float | None = fields.number(
        "Lower limit", "Lower reference limit of this assay, where stated."
    )
    upper_limit: float | None = fields.number(
        "Upper limit", "Upper reference limit of this assay, where stated."
    )
    flag: ResultFlag | None = fields.choice(
        ResultFlag, "Flag", "How the report marks the value, where it does."
    )
    assay: str | None = fields.text(
        "Assay",
        "Method or assay. Values of different assays are not interchangeable.",
        privacy=Privacy.ASSAY,
    )
    time: str | None = fields.text(
        "Time of day", "Such as 07:30, where stated.", privacy=Privacy.CLOCK
    )
    specimen: SpecimenType | None = fields.choice(
        SpecimenType, "Measured on", "What it was measured on, where stated."
    )
    from_specimen: str | None = fields.reference(
        "specimen", title="Specimen", help_text="The specimen that was tested."
    )

    @property
    def amount(self) -> str:
        """The value as reported, such as `<0.6 U/mL`, `1200 U/mL` or `haemolysed`."""
        if self.value is None:
            return self.words or ""
        number = (
            f"{sign_of(self.comparator)}{self.value:.10g} {self.unit or ''}".strip()
        )
        return f"{number} ({self.words})" if self.words else number

    @property
    def label(self) -> str:
        """Analyte and value."""
        return f"{self.analyte} {self.amount}".strip()
