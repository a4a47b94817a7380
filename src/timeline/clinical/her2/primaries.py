"""Which tumour a HER2 test belongs to, where a case has several.

Two tests say something about each other only where they are of one tumour, and the
rule set of a test follows from the site of its own tumour.
"""

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.tumour_vocabulary import Site

ONLY_TUMOUR = ""
"""Stands for the tumour of a case with one diagnosis, or with none recorded."""


def primary_site(case: Case) -> Site | None:
    """The primary site, or None where none is stated or several differ."""
    sites = {diagnosis.site for diagnosis in case.of_kind(Diagnosis)} - {None}
    return sites.pop() if len(sites) == 1 else None


def several_tumours(case: Case) -> bool:
    """Whether more than one diagnosis is recorded."""
    return len(case.of_kind(Diagnosis)) > 1


def primary_of(case: Case, record: Entry) -> str | None:
    """The tumour that a record belongs to.

    A record names it itself, or through what it was taken from: its specimen record,
    its lesion, its line of therapy.

    Returns:
        Id of the diagnosis; `ONLY_TUMOUR` where a case has at most one; None where it
        has several and the records name none, or two different ones.
    """
    if not several_tumours(case):
        return ONLY_TUMOUR
    named = set(_named(case, record))
    return named.pop() if len(named) == 1 else None


def _named(case: Case, record: Entry) -> list[str]:
    references = record.references()
    if "primary" in references:
        return [references["primary"]]
    through = (references.get(name) for name in ("from_specimen", "lesion", "line"))
    origins = (case.get(target) for target in through if target)
    return [name for origin in origins if origin for name in _named(case, origin)]


def same_primary(case: Case, first: Entry, second: Entry) -> bool:
    """Whether the records say that two records are of one tumour."""
    primary = primary_of(case, first)
    return primary is not None and primary == primary_of(case, second)


def other_primary(case: Case, first: Entry, second: Entry) -> bool:
    """Whether the records say that two records are of different tumours."""
    primary, other = primary_of(case, first), primary_of(case, second)
    return None not in (primary, other) and primary != other


def ruled_site(case: Case, record: Entry) -> Site | None:
    """The site of the tumour of a record as far as rules for it may hold.

    The gastric guideline is made for adenocarcinoma of stomach, junction and
    oesophagus; a squamous or unnamed tumour of the oesophagus has no rules.
    """
    site = site_of(case, record)
    if site is not Site.OESOPHAGUS:
        return site
    adenocarcinoma = histologies(case, record) == {True}
    return site if adenocarcinoma else None


def histologies(case: Case, record: Entry) -> set[bool | None]:
    """Whether the tumour of a record is an adenocarcinoma; None where nothing is said.

    Several where a case has several tumours and the record names none.
    """
    diagnosis = case.get(primary_of(case, record) or "")
    tumours = case.of_kind(Diagnosis)
    if isinstance(diagnosis, Diagnosis):
        tumours = (diagnosis,)
    return {_adenocarcinoma(tumour.histology) for tumour in tumours}


def _adenocarcinoma(histology: str | None) -> bool | None:
    if histology is None:
        return None
    words = histology.casefold()
    return "adeno" in words and "squamous" not in words


def site_of(case: Case, record: Entry) -> Site | None:
    """The site of the tumour that a record belongs to; None where it is not known."""
    diagnosis = case.get(primary_of(case, record) or "")
    if isinstance(diagnosis, Diagnosis):
        return diagnosis.site
    return primary_site(case)
