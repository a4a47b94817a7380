"""The catalogues that take words of a site: which texts each of them holds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline.case.treatment_vocabulary import DrugGroup
from timeline.clinical.catalogues.analytes import Analyte, find_analyte
from timeline.clinical.catalogues.drugs import Drug, find_drug
from timeline.clinical.catalogues.genes import Gene, find_gene
from timeline.clinical.catalogues.regimens import Regimen, find_regimen
from timeline.clinical.catalogues.tables import listed
from timeline.clinical.catalogues.terms import folded

LONGEST = 200
"""Most characters of one text."""
MOST_NAMES = 50
"""Most texts of a field that takes several."""
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class WordField:
    """A text that a word of one catalogue has."""

    columns: tuple[str, ...]
    """Columns of the table that it goes to."""
    help: str
    required: bool = False
    several: bool = False
    """Whether it holds several texts, separated by semicolons."""
    choices: tuple[str, ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True)
class WordCatalogue:
    """A catalogue that takes words of a site."""

    table: str
    fixed: Mapping[str, str]
    """What the other columns of its table hold."""
    fields: Mapping[str, WordField]
    """By the name that a person and a case file use."""
    named: str
    """The field of an entry that holds its usual name."""
    find: Callable[[str], Drug | Regimen | Analyte | Gene | None]
    """Finds what has a name already."""


_GROUPS = tuple(group.value for group in DrugGroup)
_ALIASES = "Other names, separated by semicolons."
CATALOGUES: Mapping[str, WordCatalogue] = {
    "drug": WordCatalogue(
        "drugs",
        {"kind": "drug", "verify": ""}
        | dict.fromkeys(("targets", "antibody", "payload"), "")
        | dict.fromkeys(("linker", "reversibility", "status", "dispute"), ""),
        {
            "name": WordField(("name",), "International name or code.", required=True),
            "aliases": WordField(("synonyms",), _ALIASES, several=True),
            "class": WordField(
                ("group", "drug_class"),
                "Which colour it has.",
                required=True,
                choices=_GROUPS,
            ),
        },
        "name",
        find_drug,
    ),
    "regimen": WordCatalogue(
        "regimens",
        dict.fromkeys(
            ("options", "dose_stated", "setting", "modality", "notes", "verify"), ""
        ),
        {
            "name": WordField(("label",), "Name.", required=True),
            "aliases": WordField(("aliases",), _ALIASES, several=True),
            "components": WordField(
                ("components",),
                "Its drugs, by semicolons.",
                required=True,
                several=True,
            ),
        },
        "label",
        find_regimen,
    ),
    "analyte": WordCatalogue(
        "analytes",
        {"kind": "", "bridge": "", "verify": ""},
        {
            "name": WordField(("name",), "Usual name.", required=True),
            "aliases": WordField(("aliases",), _ALIASES, several=True),
            "unit": WordField(("unit",), "Usual unit."),
            "marker": WordField(
                ("marker",), "Whether it is a tumour marker.", choices=("yes", "no")
            ),
            "low": WordField(("low",), "Usual lower limit in that unit.", number=True),
            "high": WordField(
                ("high",), "Usual upper limit in that unit.", number=True
            ),
        },
        "name",
        find_analyte,
    ),
    "gene": WordCatalogue(
        "genes",
        {"entrez_id": ""},
        {
            "name": WordField(("symbol",), "Symbol.", required=True),
            "aliases": WordField(("aliases",), _ALIASES, several=True),
        },
        "symbol",
        find_gene,
    ),
}
"""The catalogues by the word that a person uses for what they hold."""
OF_LINES = ("drug", "regimen")
"""Catalogues that share their names, since either can stand in a line of therapy."""


def checked_text(catalogue: str, name: str, field: WordField, text: object) -> str:
    """A text of a word without blanks around it.

    Raises:
        ValueError: If the field cannot hold it.
    """
    article = "an" if catalogue[:1] in "aeiou" else "a"
    about = f"The {name} of {article} {catalogue}"
    if not isinstance(text, str):
        raise ValueError(f"{about} is a text in quotes.")  # noqa: TRY004 - as others
    text = text.strip()
    if not text:
        if field.required:
            raise ValueError(f"{about} is missing.")
        return ""
    if len(text) > LONGEST * (MOST_NAMES if field.several else 1):
        raise ValueError(f"{about} is longer than {LONGEST} characters.")
    if not text.isprintable():
        raise ValueError(f"{about} holds a character that cannot be printed.")
    parts = listed(text) if field.several else (text,)
    if not parts:
        raise ValueError(f"{about} holds nothing but semicolons.")
    if field.several and (len(parts) > MOST_NAMES or max(map(len, parts)) > LONGEST):
        raise ValueError(
            f"{about} are at most {MOST_NAMES} of at most {LONGEST} characters."
        )
    return _formed(about, name, field, parts)


def _formed(about: str, name: str, field: WordField, parts: tuple[str, ...]) -> str:
    text = "; ".join(parts)
    if field.choices and text not in field.choices:
        raise ValueError(f"{about} is one of {', '.join(field.choices)}.")
    if field.number and not _NUMBER.fullmatch(text):
        raise ValueError(f"{about} is a number, such as 7.4.")
    if name == "name" and ";" in text:
        raise ValueError(f"{about} has no semicolon.")
    named = name in ("name", "aliases", "components")
    if named and not all(folded(part) for part in parts):
        raise ValueError(f"{about} needs a letter or a digit.")
    return text
