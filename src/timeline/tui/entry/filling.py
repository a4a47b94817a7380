"""Fills new forms from what is known already, always in sight of the person.

A copy, the drug courses of a regimen and the provenance of the record before: each
stands in the form as text to be confirmed, and nothing of it is stored unseen.
"""

from inspect import get_annotations

from timeline.case.case import Case
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import Source
from timeline.case.records.therapy import TherapyLine, Treatment
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import drug_names
from timeline.tui.entry.field_text import text_of

PROVENANCE = ("source", "locator", "confidence")
CARRIED = ("criteria",)
"""Fields that begin as the record before has them, where it has them too."""
SHARED = tuple(name for name in get_annotations(Treatment) if name != "kind")
"""What a line and its courses have in common."""


def copy_of(record: Entry) -> dict[str, str]:
    """The texts of a record without its id."""
    texts = {name: text_of(value) for name, value in record.values().items()}
    return texts | {"id": ""}


def provenance(case: Case, last: Entry | None) -> dict[str, str]:
    """Source, locator and confidence of the record that was entered last.

    Args:
        case: The case; its source, if it has exactly one, stands in where there is
            no last record.
        last: The record before; None at the beginning.
    """
    if isinstance(last, Record):
        return {name: text_of(getattr(last, name)) for name in PROVENANCE}
    if isinstance(last, Source):
        return {"source": last.id}
    sources = case.of_kind(Source)
    return {"source": sources[0].id} if len(sources) == 1 else {}


def carried(record_class: type[Entry], last: Entry | None) -> dict[str, str]:
    """What a report says once for all of its records, such as the criteria used."""
    names = [name for name in CARRIED if name in record_class.model_fields]
    return {name: text_of(getattr(last, name, None)) for name in names}


def courses_of(line: TherapyLine, case: Case) -> tuple[dict[str, str], ...]:
    """Texts for the drug courses of a line's regimen, one for each drug.

    Drugs that have a course on the line already are left out.
    """
    entered = {course.drug.casefold() for course in case.courses(line.id)}
    shared = shared_of(line)
    return tuple(
        {**shared, "line": line.id, "drug": drug}
        for drug in drugs_in(line.regimen)
        if drug.casefold() not in entered
    )


def shared_of(line: TherapyLine) -> dict[str, str]:
    """What the courses of a line begin with."""
    return {name: text_of(getattr(line, name)) for name in (*SHARED, *PROVENANCE)}


def drugs_in(regimen: str) -> tuple[str, ...]:
    """The drugs of a regimen by its name, or of a list of drugs.

    A part of a list that the catalogue does not know stays, as it is written; a name
    that it does not know and that is no list gives nothing.
    """
    names = drug_names(regimen)
    alone = len(names) == 1 and find_drug(names[0]) is None
    return () if alone else names
