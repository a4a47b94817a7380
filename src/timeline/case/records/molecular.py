"""Specimens, and what was found in the genome of a tumour."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.assay_vocabulary import (
    AlterationKind,
    Detection,
    Escat,
    Significance,
    SpecimenOrigin,
    SpecimenType,
    VariantOrigin,
)
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Drawn, Record


class Specimen(Record):
    """A piece of tissue or a sample that several tests can point to."""

    kind: ClassVar[str] = "specimen"
    title: ClassVar[str] = "Specimen"
    letter: ClassVar[str] = "n"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)
    drawn: ClassVar[Drawn | None] = Drawn("lane.specimens", "findings")

    date: PartialDate = fields.date("Date", "When it was taken.")
    type: SpecimenType | None = fields.choice(SpecimenType, "Type", "What it is.")
    taken_from: SpecimenOrigin | None = fields.choice(
        SpecimenOrigin, "Taken from", "Which tumour it is a piece of, where stated."
    )
    procedure: str | None = fields.text(
        "Procedure",
        "The operation or biopsy that it came from, in the source's words.",
        privacy=Privacy.FREE_TEXT,
    )
    site: str | None = fields.text(
        "Site", "Where it came from, in the source's terms.", privacy=Privacy.SITE
    )
    lesion: str | None = fields.reference(
        "lesion", title="Lesion", help_text="The lesion that it came from."
    )
    primary: str | None = fields.primary()
    histology: str | None = fields.text(
        "Histology", "What the pathologist saw in it.", privacy=Privacy.HISTOLOGY
    )
    tumour_cells: float | None = fields.number(
        "Tumour cells", "Share of tumour cells.", unit="%", ge=0, le=100
    )

    @property
    def label(self) -> str:
        """Type and place."""
        word = self.type.value.capitalize() if self.type else self.title
        return f"{word}, {self.site}" if self.site else word


class MolecularFinding(Record):
    """One alteration of one gene, or that it was looked for and not there."""

    kind: ClassVar[str] = "molecular_finding"
    title: ClassVar[str] = "Molecular finding"
    letter: ClassVar[str] = "g"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)
    drawn: ClassVar[Drawn | None] = Drawn("lane.molecular", "her2", "circle")

    date: PartialDate = fields.date("Specimen date", "When the specimen was taken.")
    assay_date: PartialDate = fields.date(
        "Assay date", "When it was tested, which may be years later."
    )
    gene: str = fields.text(
        "Gene",
        "Symbol, such as KRAS.",
        required=True,
        completes="gene",
        privacy=Privacy.GENE,
    )
    partner: str | None = fields.text(
        "Partner gene",
        "The other gene of a fusion.",
        completes="gene",
        privacy=Privacy.GENE,
    )
    type: AlterationKind | None = fields.choice(
        AlterationKind, "Alteration", "What kind of change it is."
    )
    detection: Detection | None = fields.choice(
        Detection, "Detected", "Whether it was there. Empty: not stated."
    )
    change: str | None = fields.text(
        "Change",
        "HGVS or the source's own form: p.G12D, c.35G>A, exon 19 deletion.",
        privacy=Privacy.GENE,
    )
    allele_fraction: float | None = fields.number(
        "Allele fraction", "Variant allele fraction.", unit="%", ge=0, le=100
    )
    copies: float | None = fields.number(
        "Copies", "Estimated copies of the gene.", unit="copies", ge=0
    )
    variant_origin: VariantOrigin | None = fields.choice(
        VariantOrigin, "Origin", "Somatic or germline, where stated."
    )
    significance: Significance | None = fields.choice(
        Significance, "Significance", "As the report classes it."
    )
    escat: Escat | None = fields.choice(
        Escat, "ESCAT tier", "Only if the source states one."
    )
    assay: str | None = fields.text(
        "Assay", "Panel or method, such as NGS of 500 genes.", privacy=Privacy.ASSAY
    )
    specimen: SpecimenType | None = fields.choice(
        SpecimenType, "Tested on", "What was tested, where stated."
    )
    from_specimen: str | None = fields.reference(
        "specimen", title="Specimen", help_text="The specimen that was tested."
    )
    primary: str | None = fields.primary()

    @property
    def label(self) -> str:
        """Gene, change and what was measured."""
        genes = f"{self.gene}-{self.partner}" if self.partner else self.gene
        fraction = (
            f"{self.allele_fraction:g} %" if self.allele_fraction is not None else ""
        )
        kind = self.type.value if self.type and not self.change else ""
        number = self.copies
        one = "copy" if number == 1 else "copies"
        copies = f"{number:g} {one}" if number is not None else ""
        absent = self.detection is not None and self.detection is not Detection.DETECTED
        detection = self.detection.value if self.detection and absent else ""
        parts = (genes, self.change, kind, fraction, copies, detection)
        return " ".join(part for part in parts if part)
