"""What disease it is and how far it had spread."""

from typing import ClassVar

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Drawn, Record
from timeline.case.tnm import CATEGORIES
from timeline.case.tumour_vocabulary import (
    Differentiation,
    Laterality,
    OrganPart,
    Site,
    StageBasis,
    StageSystem,
)


class Staged(Record):
    """Histology, grade and stage, as the source states them."""

    histology: str | None = fields.text(
        "Histology",
        "Such as adenocarcinoma.",
        completes="tumour_type",
        privacy=Privacy.HISTOLOGY,
    )
    differentiation: Differentiation | None = fields.choice(
        Differentiation, "Differentiation", "Histological grade in words."
    )
    grade: str | None = fields.text(
        "Grade as stated",
        "Such as G2, Gleason 3+4 or WHO grade 3.",
        privacy=Privacy.STAGE,
    )
    basis: StageBasis | None = fields.choice(
        StageBasis,
        "TNM basis",
        "What the TNM was read from. A form takes its letters too: c, p, y, yc, yp, "
        "r, rc, rp, ryp or a.",
    )
    t: str | None = fields.text(
        "T", "Category without the letter: 3, 2a, 1mi, is, X.", privacy=Privacy.STAGE
    )
    n: str | None = fields.text(
        "N", "Category without the letter: 0, 1, 2a, 1mi, X.", privacy=Privacy.STAGE
    )
    m: str | None = fields.text(
        "M", "Category without the letter: 0, 1, 1c1.", privacy=Privacy.STAGE
    )
    tnm_edition: str | None = fields.text(
        "TNM edition", "Such as AJCC 8.", privacy=Privacy.STAGE
    )
    stage_system: StageSystem | None = fields.choice(
        StageSystem,
        "Stage system",
        "In which the stage is stated. Empty, it is compared as a TNM stage group.",
    )
    stage_stated: str | None = fields.text(
        "Stage as stated",
        "Stage exactly as the source gives it.",
        privacy=Privacy.STAGE,
    )

    @field_validator("t", "n", "m", mode="after")
    @classmethod
    def _category(cls, value: str | None, info: object) -> str | None:
        name = str(getattr(info, "field_name", ""))
        if value is not None and not CATEGORIES[name].pattern.fullmatch(value):
            message = "{letter} is written without its letter: {examples}."
            examples = ", ".join(CATEGORIES[name].examples)
            raise PydanticCustomError(
                "tnm", message, {"letter": name.upper(), "examples": examples}
            )
        return value

    @property
    def tnm(self) -> str:
        """TNM in one word, such as `pT3N1M0`; empty when no category is stated."""
        stated = [("T", self.t), ("N", self.n), ("M", self.m)]
        word = "".join(f"{letter}{value}" for letter, value in stated if value)
        return f"{self.basis.letter if self.basis else ''}{word}" if word else ""

    @property
    def stated_stage(self) -> str:
        """The stage as stated, with its system unless that is TNM: `FIGO IIIC`."""
        system = self.stage_system
        named = "" if system in (None, StageSystem.TNM, StageSystem.OTHER) else system
        words = (named, self.stage_stated) if self.stage_stated else ()
        return " ".join(filter(None, words))


class Diagnosis(Staged):
    """Which tumour it is, with its histology and stage at the time."""

    kind: ClassVar[str] = "diagnosis"
    title: ClassVar[str] = "Diagnosis"
    letter: ClassVar[str] = "d"

    date: PartialDate = fields.date(
        "Date of diagnosis", "When histology or cytology first proved the disease."
    )
    age: int | None = fields.count(
        "Age at diagnosis",
        "In completed years, where the source states it.",
        unit="years",
        le=120,
        privacy=Privacy.AGE,
    )
    index_tumour: bool | None = fields.flag(
        "Index tumour",
        "Yes for the one that the case is about, where there are several.",
    )
    site: Site | None = fields.choice(Site, "Primary site", "Where the tumour began.")
    site_detail: str | None = fields.text(
        "Site in detail",
        "Subsite, or the site in words where the list has none.",
        privacy=Privacy.SITE,
    )
    organ_part: OrganPart | None = fields.choice(
        OrganPart,
        "Part of the organ",
        "Where its centre lies: the stage of a squamous tumour of the oesophagus "
        "depends on it.",
    )
    laterality: Laterality | None = fields.choice(
        Laterality, "Laterality", "The side, in organs that have two or a middle."
    )
    invasion: str | None = fields.text(
        "Invasion",
        "Neighbouring organs that the primary invades, as stated.",
        privacy=Privacy.SITE,
    )

    @property
    def label(self) -> str:
        """Histology and site."""
        place = self.site_detail or self.site
        known = self.site is not Site.UNKNOWN_PRIMARY
        of_place = " of the " if known else " of "
        return of_place.join(part for part in (self.histology, place) if part) or (
            self.title
        )


class Staging(Staged):
    """Histology, grade or stage at another time, such as after the operation."""

    kind: ClassVar[str] = "staging"
    title: ClassVar[str] = "Stage or grade"
    letter: ClassVar[str] = "q"
    drawn: ClassVar[Drawn | None] = Drawn("lane.stages", "findings")

    date: PartialDate = fields.date("Date", "When the tumour was staged or graded.")
    primary: str | None = fields.primary()
    from_specimen: str | None = fields.reference(
        "specimen", title="Specimen", help_text="The specimen that it was read from."
    )

    @property
    def label(self) -> str:
        """What it states, the stage first."""
        stage = f"stage {self.stated_stage}" if self.stage_stated else ""
        grade = f"grade {self.grade}" if self.grade else self.differentiation
        parts = (self.tnm, stage, grade, self.histology)
        return ", ".join(part for part in parts if part) or self.title
