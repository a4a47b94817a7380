"""The stage groups that follow from one diagnosis, and why there are none or several.

Each diagnosis is staged by itself. Which table it belongs to follows from its site, the
edition and, where the edition has several, from the basis and from whether the tumour
is squamous; tumours that the chapter of an organ sends to a chapter of their own, such
as sarcomas and well differentiated neuroendocrine tumours, are not staged by it.
Source: AJCC Cancer Staging Manual, 8th edition, and the 9th of the lung.
"""

import re

from timeline.case.records.diagnosis import Diagnosis
from timeline.case.tumour_vocabulary import (
    Differentiation,
    OrganPart,
    Site,
    StageBasis,
)
from timeline.clinical.stage_groups import TumourExtent
from timeline.clinical.stage_tables import (
    ANATOMIC,
    CATEGORIES,
    StageTable,
    stage_tables,
)

_BODY = r"(?:AJCC|UICC|IASLC)"
_EDITION = re.compile(
    rf"(?:{_BODY}(?:\s*/\s*{_BODY})*\s*(?:TNM)?[\s,]*(?:v(?:ersion)?\.?\s*)?)?"
    r"(?:(?P<number>[1-9])(?:st|nd|rd|th)?|(?P<word>sixth|seventh|eighth|ninth))"
    r"(?:\s*ed(?:ition|\.)?)?",
    re.IGNORECASE,
)
_ORDINALS = {"sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9"}
_BASES = {
    StageBasis.CLINICAL: ("clinical",),
    StageBasis.PATHOLOGICAL: ("pathological",),
    StageBasis.POST_THERAPY: ("post-neoadjuvant",),
    StageBasis.POST_THERAPY_CLINICAL: (),  # no table groups yc by itself
    StageBasis.POST_THERAPY_PATHOLOGICAL: ("post-neoadjuvant",),
    StageBasis.RECURRENCE: ("clinical", "pathological"),
    StageBasis.RECURRENCE_CLINICAL: ("clinical",),
    StageBasis.RECURRENCE_PATHOLOGICAL: ("pathological",),
    StageBasis.RECURRENCE_AFTER_THERAPY: ("post-neoadjuvant",),
    StageBasis.AUTOPSY: ("pathological",),
}
"""Which tables a basis is staged by, where an edition has several."""
_GRADES = {
    Differentiation.WELL: "1",
    Differentiation.MODERATE: "2",
    Differentiation.POOR: "3",
    Differentiation.UNDIFFERENTIATED: "3",  # G3 of the 8th edition takes in both
    Differentiation.NOT_ASSESSABLE: "X",
}
_LOCATIONS = {
    OrganPart.UPPER: "upper",
    OrganPart.MIDDLE: "middle",
    OrganPart.LOWER: "lower",
}
_OTHER_TABLES = re.compile(
    r"neuroendocrine tumou?r|\bnets?\b|carcinoid|(?<!carcino)sarcoma(?!toid)|lymphoma"
    r"|stromal|\bgist\b|melanoma|mesothelioma|phyllodes|germ cell|hepatoblastoma",
    re.IGNORECASE,
)
"""Tumours that the chapter of an organ sends to a chapter of their own."""
_PROGNOSTIC = (
    "Prognostic groups, which also need the grade, HER2, ER and PR, are not computed."
)
_NOT_RECORDED = {
    "basis": "whether it is clinical, pathological or after therapy",
    "histology": "whether it is squamous or adenocarcinoma",
    "grade": "the grade",
    "location": "the part of the organ",
}
_OF_THE_LUNG_TOO = re.compile(r"neuroendocrine|\bnets?\b|carcinoid", re.IGNORECASE)
_OF_THE_BILE_DUCT = re.compile(r"cholangio", re.IGNORECASE)


def edition_number(text: str) -> str | None:
    """The number of a TNM edition, `8` of `AJCC 8th ed.`; None if it has none."""
    match = _EDITION.fullmatch(text.strip())
    if match is None:
        return None
    return match["number"] or _ORDINALS[match["word"].casefold()]


def tumour_extent(diagnosis: Diagnosis) -> TumourExtent:
    """What a stage group of this diagnosis follows from."""
    recorded = {
        factor: frozenset({value})
        for factor in CATEGORIES
        if (value := getattr(diagnosis, factor))
    }
    if diagnosis.basis:
        recorded["basis"] = frozenset(_BASES[diagnosis.basis])
    if diagnosis.differentiation:
        recorded["grade"] = frozenset({_GRADES[diagnosis.differentiation]})
    if location := _location(diagnosis):
        recorded["location"] = frozenset({location})
    if cells := _cell_type(diagnosis.histology or ""):
        recorded["histology"] = frozenset({cells})
    return TumourExtent(recorded)


def _location(diagnosis: Diagnosis) -> str | None:
    # AJCC 8: the lower oesophagus reaches to the stomach and takes in the junction
    part = diagnosis.organ_part
    if part is None and diagnosis.site is Site.JUNCTION:
        part = OrganPart.LOWER
    return _LOCATIONS[part] if part else None


def _cell_type(histology: str) -> str | None:
    """AJCC 8 stages a tumour with a squamous part as a squamous one."""
    words = histology.casefold()
    if "squamous" in words:
        return "squamous"
    return "adenocarcinoma" if "adeno" in words else None


def stage_table(diagnosis: Diagnosis) -> StageTable | None:
    """The table of its site and edition; None where none is held."""
    number = edition_number(diagnosis.tnm_edition or "")
    if diagnosis.site is None or number is None:
        return None
    return stage_tables().get((diagnosis.site, number))


def stage_groups(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Every stage group that what is recorded allows, from the lowest to the highest.

    Returns:
        One group if the record decides, several if it leaves that open, none if no
        category is known, if no table is held or the table has no such group.
    """
    table = stage_table(diagnosis)
    if table is None or _staged_elsewhere(diagnosis):
        return ()
    return tumour_extent(diagnosis).groups(table)


def _staged_elsewhere(diagnosis: Diagnosis) -> bool:
    histology = diagnosis.histology or ""
    if diagnosis.site is Site.LIVER and _OF_THE_BILE_DUCT.search(histology):
        return True
    if diagnosis.site is Site.LUNG:  # its chapter takes in every neuroendocrine tumour
        histology = _OF_THE_LUNG_TOO.sub("", histology)
    return bool(_OTHER_TABLES.search(histology))


def stage_rule(diagnosis: Diagnosis) -> str:
    """The edition by which it is staged, and the kind of its groups."""
    number = edition_number(diagnosis.tnm_edition or "")
    edition = number if number and stage_table(diagnosis) else "8"
    kind = "anatomic " if diagnosis.site in ANATOMIC else ""
    return f"AJCC {edition}th edition {kind}stage groups"


def stage_reason(diagnosis: Diagnosis, groups: tuple[str, ...]) -> str:
    """Why nothing was computed, why there are several groups, or why another is stated.

    Args:
        diagnosis: The diagnosis.
        groups: What `stage_groups` gives for it.

    Returns:
        A sentence; empty where there is nothing to explain.
    """
    table = stage_table(diagnosis)
    if table is None:
        return _why_no_table(diagnosis)
    if _staged_elsewhere(diagnosis):
        return "The table of this site is not for a tumour of this histology."
    if not groups:
        return _why_no_group(diagnosis, table)
    if len(groups) == 1:
        return _PROGNOSTIC if diagnosis.site in ANATOMIC else ""
    return _what_is_open(tumour_extent(diagnosis).unsettled(table))


def _what_is_open(unsettled: tuple[str, ...]) -> str:
    letters = [factor.upper() for factor in CATEGORIES if factor in unsettled]
    facts = [text for factor, text in _NOT_RECORDED.items() if factor in unsettled]
    sentences = ["Several groups fit."]
    if letters:
        sentences.append(f"Missing, X or not subdivided: {', '.join(letters)}.")
    if facts:
        sentences.append(f"Not recorded: {', '.join(facts)}.")
    return " ".join(sentences)


def _why_no_table(diagnosis: Diagnosis) -> str:
    if diagnosis.site is None:
        return "The primary site is not stated."
    editions = [number for site, number in stage_tables() if site is diagnosis.site]
    if not editions:
        return "There is no table of stage groups for this primary site."
    if not diagnosis.tnm_edition:
        return "The edition of the TNM is not stated."
    held = " and ".join(f"{number}th" for number in editions)
    return f"Only the {held} edition of AJCC or UICC is computed."


def _why_no_group(diagnosis: Diagnosis, table: StageTable) -> str:
    if all(getattr(diagnosis, factor) in (None, "X") for factor in CATEGORIES):
        return "No category of the TNM is known."
    bases = tumour_extent(diagnosis).recorded.get("basis", table.named("basis"))
    if table.named("basis") and not bases:
        return "The edition has no stage groups of this site for yc."
    return "The stated categories belong to no stage group of this site."
