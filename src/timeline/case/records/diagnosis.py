"""What disease it is and how far it had spread."""

from typing import ClassVar

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.vocabulary import Differentiation, Site, StageBasis

_T = {"X", "0", "is", "1", "1a", "1b", "1c", "1mi", "2", "2a", "2b", "2c"}
_T |= {"3", "3a", "3b", "4", "4a", "4b", "4c", "4d"}
_N = {"X", "0", "1", "1a", "1b", "1c", "1mi", "2", "2a", "2b", "2c", "3", "3a", "3b"}
_N |= {"3c"}
_M = {"X", "0", "1", "1a", "1b", "1c"}
_CATEGORIES = {"t": _T, "n": _N, "m": _M}


class Diagnosis(Record):
    """Site, histology and stage, as the source states them."""

    kind: ClassVar[str] = "diagnosis"
    title: ClassVar[str] = "Diagnosis"

    date: PartialDate = fields.date(
        "Date of diagnosis", "When histology or cytology first proved the disease."
    )
    site: Site | None = fields.choice(Site, "Primary site", "Where the tumour began.")
    site_detail: str | None = fields.text(
        "Site in detail",
        "Subsite, or the site in words where the list has none.",
        privacy=Privacy.SITE,
    )
    histology: str | None = fields.text(
        "Histology",
        "Such as adenocarcinoma.",
        completes="tumour_type",
        privacy=Privacy.HISTOLOGY,
    )
    differentiation: Differentiation | None = fields.choice(
        Differentiation, "Differentiation", "Histological grade in words."
    )
    invasion: str | None = fields.text(
        "Invasion",
        "Neighbouring organs that the primary invades, as stated.",
        privacy=Privacy.SITE,
    )
    basis: StageBasis | None = fields.choice(
        StageBasis,
        "TNM basis",
        "What the TNM was read from. A form takes its letter too: c, p, y or r.",
    )
    t: str | None = fields.text(
        "T", "Category without the letter: 3, 2a, is, X.", privacy=Privacy.STAGE
    )
    n: str | None = fields.text(
        "N", "Category without the letter: 0, 1, 2, X.", privacy=Privacy.STAGE
    )
    m: str | None = fields.text(
        "M", "Category without the letter: 0 or 1.", privacy=Privacy.STAGE
    )
    tnm_edition: str | None = fields.text(
        "TNM edition", "Such as AJCC 8.", privacy=Privacy.STAGE
    )
    stage_stated: str | None = fields.text(
        "Stage as stated",
        "Stage group exactly as the source gives it.",
        privacy=Privacy.STAGE,
    )

    @field_validator("t", "n", "m", mode="after")
    @classmethod
    def _category(cls, value: str | None, info: object) -> str | None:
        name = str(getattr(info, "field_name", ""))
        if value is not None and value not in _CATEGORIES[name]:
            letter = name.upper()
            message = "{letter} is written without its letter: {examples}."
            examples = ", ".join(sorted(_CATEGORIES[name]))
            raise PydanticCustomError(
                "tnm", message, {"letter": letter, "examples": examples}
            )
        return value

    @property
    def tnm(self) -> str:
        """TNM in one word, such as `pT3N1M0`; empty when no category is stated."""
        stated = [("T", self.t), ("N", self.n), ("M", self.m)]
        word = "".join(f"{letter}{value}" for letter, value in stated if value)
        return f"{self.basis.letter if self.basis else ''}{word}" if word else ""

    @property
    def label(self) -> str:
        """Histology and site."""
        place = self.site_detail or self.site
        return " of the ".join(part for part in (self.histology, place) if part) or (
            self.title
        )
