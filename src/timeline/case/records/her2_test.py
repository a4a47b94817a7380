"""HER2 tests: what was measured on what, apart from what the report calls it."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.assay_vocabulary import (
    Her2Method,
    Her2Result,
    IhcScore,
    IshProbe,
    SpecimenType,
)
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.vocabulary import Answer


class Her2Test(Record):
    """One HER2 test on one specimen by one method."""

    kind: ClassVar[str] = "her2_test"
    title: ClassVar[str] = "HER2 test"
    letter: ClassVar[str] = "h"
    of_the_living: ClassVar[tuple[str, ...]] = ("specimen_date",)

    specimen_date: PartialDate = fields.date(
        "Specimen date", "When the specimen was taken."
    )
    assay_date: PartialDate = fields.date(
        "Assay date", "When it was tested, which may be years later."
    )
    method: Her2Method | None = fields.choice(
        Her2Method, "Method", "How it was tested."
    )
    specimen: SpecimenType | None = fields.choice(
        SpecimenType, "Specimen", "What it was done on."
    )
    specimen_site: str | None = fields.text(
        "Specimen site",
        "Where the specimen came from, in the source's terms.",
        privacy=Privacy.SITE,
    )
    lesion: str | None = fields.reference(
        "lesion", title="Lesion", help_text="The lesion that the specimen came from."
    )
    result_reported: Her2Result | None = fields.choice(
        Her2Result, "Result as reported", "What the report concludes."
    )
    ihc_score: IhcScore | None = fields.choice(
        IhcScore, "IHC score", "Only if the report gives a score."
    )
    ultralow: Answer | None = fields.choice(
        Answer,
        "HER2-ultralow",
        "Whether the report calls a score of 0 ultralow: faint, in at most 10 %.",
    )
    ihc_cells: float | None = fields.number(
        "IHC stained cells", "Share of stained tumour cells.", unit="%", ge=0, le=100
    )
    ish_probe: IshProbe | None = fields.choice(
        IshProbe, "ISH probe", "Single or dual, where stated."
    )
    ish_ratio: float | None = fields.number(
        "ISH ratio", "HER2 signals to CEP17 signals.", gt=0
    )
    her2_copies: float | None = fields.number(
        "HER2 copies", "Mean HER2 signals.", unit="per cell", ge=0
    )
    cep17_copies: float | None = fields.number(
        "CEP17 copies", "Mean CEP17 signals.", unit="per cell", gt=0
    )
    ngs_copy_number: float | None = fields.number(
        "NGS copy number", "Estimated copies, not a fold change.", ge=0
    )
    ngs_fold: float | None = fields.number(
        "NGS fold", "Fold change as reported. Neither a ratio nor a copy number.", gt=0
    )
    variants: tuple[str, ...] = fields.terms(
        "ERBB2 variants", "Each variant, such as S310F.", privacy=Privacy.GENE
    )
    allele_fraction: float | None = fields.number(
        "Allele fraction", "Variant allele fraction.", unit="%", ge=0, le=100
    )
    ecd: float | None = fields.number(
        "Serum ECD", "Extracellular domain in serum.", unit="ng/mL", ge=0
    )
    heterogeneous: Answer | None = fields.choice(
        Answer, "Heterogeneous", "Whether the report calls the staining heterogeneous."
    )
    from_specimen: str | None = fields.reference(
        "specimen", title="Specimen record", help_text="The specimen that was tested."
    )
    primary: str | None = fields.primary()
    laboratory: str | None = fields.text(
        "Laboratory", "Who did the test.", privacy=Privacy.LABORATORY
    )

    @property
    def label(self) -> str:
        """Method and the most telling value."""
        method = self.method.value if self.method else "HER2 test"
        return f"{method} {self.value}".strip()

    @property
    def value(self) -> str:
        """The measured value, else the result as reported; empty where neither is."""
        measured = (
            (self.ihc_score, "{}"),
            (self.ish_ratio, "ratio {:g}"),
            (self.ngs_fold, "{:g}-fold"),
            (self.ngs_copy_number, "copy number {:g}"),
            (self.ecd, "{:g} ng/mL"),
        )
        parts = [form.format(value) for value, form in measured if value is not None]
        parts += self.variants
        if self.result_reported and not self.ihc_score:
            parts.insert(0, self.result_reported.value)
        return ", ".join(parts)
