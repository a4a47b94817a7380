"""Which tumour a record belongs to, where a case has several.

Two records say something about each other only where they are of one tumour.
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


def index_tumour(case: Case) -> Diagnosis | None:
    """The tumour that a case is about.

    Returns:
        The only diagnosis, or the only one that is marked; None where there is none,
        and where of several none or more than one is marked.
    """
    diagnoses = case.of_kind(Diagnosis)
    if len(diagnoses) == 1:
        return diagnoses[0]
    marked = [diagnosis for diagnosis in diagnoses if diagnosis.index_tumour]
    return marked[0] if len(marked) == 1 else None


def index_diagnoses(case: Case) -> tuple[Diagnosis, ...]:
    """The diagnoses from which a case is counted: that of its index tumour, if settled.

    Returns:
        At most one; empty where of several tumours it is not settled which is meant.
    """
    tumour = index_tumour(case)
    return (tumour,) if tumour else ()


def of_index_tumour(case: Case, record: Entry) -> bool:
    """Whether a record may be of the tumour that the case is about."""
    primary = primary_of(case, record)
    index = {diagnosis.id for diagnosis in index_diagnoses(case)}
    return primary in (None, ONLY_TUMOUR) or primary in index


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
    if not several_tumours(case):
        return False
    primary, other = primary_of(case, first), primary_of(case, second)
    return None not in (primary, other) and primary != other


def site_of(case: Case, record: Entry) -> Site | None:
    """The site of the tumour that a record belongs to; None where it is not known."""
    diagnosis = tumour_of(case, record)
    return diagnosis.site if diagnosis else primary_site(case)


def tumour_of(case: Case, record: Entry) -> Diagnosis | None:
    """The diagnosis that a record belongs to; None where none or several may be it."""
    primary = primary_of(case, record)
    if primary == ONLY_TUMOUR:
        return next(iter(case.of_kind(Diagnosis)), None)
    diagnosis = case.get(primary or "")
    return diagnosis if isinstance(diagnosis, Diagnosis) else None
