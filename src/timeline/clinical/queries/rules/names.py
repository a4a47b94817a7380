"""Names that were normalised, and names that the catalogue does not know."""

from collections.abc import Iterator
from functools import cache

from timeline.case.fields import Role, field_specs
from timeline.case.record import Record
from timeline.case.records.therapy import DrugCourse
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import unknown_parts
from timeline.clinical.catalogues.terms import canonical_term
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    listing,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import SDTMCHECKS, Match, declared

_NOT_TERMS = ("id", "code", "as_written", "date_stated", "locator")


@declared(
    "normalised-term",
    Severity.NOTE,
    Record,
    settle="Confirm the reading.",
)
def normalised_term(evidence: Evidence) -> Iterator[Match]:
    """A term that the source writes in an unusual way; what it wrote is kept."""
    for record in evidence.recorded:
        usual = canonical_term(record.as_written) if record.as_written else None
        if usual is not None:
            yield Match(
                (record.id,),
                f"Normalised term: the source writes {record.as_written}, which "
                f"is read as {usual}.",
                field="as_written",
            )


@declared(
    "unusual-term",
    Severity.NOTE,
    Record,
    settle="Write the usual term, and keep the other under As written.",
)
def unusual_term(evidence: Evidence) -> Iterator[Match]:
    """A term in a field that has a usual spelling."""
    values = {
        getattr(record, name)
        for record in evidence.recorded
        for name in _term_fields(type(record))
    }
    # Nearly all cases have no such term: look through the case as a whole first.
    if canonical_term("\n".join(t for v in values for t in _texts(v))) is None:
        return
    for record in evidence.recorded:
        for name in _term_fields(type(record)):
            for text in _texts(getattr(record, name)):
                usual = canonical_term(text)
                if usual is not None:
                    yield _unusual(record, name, text, usual)


def _texts(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The terms in a field, which holds one, several or none."""
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _unusual(record: Record, name: str, text: str, usual: str) -> Match:
    return Match((record.id,), f"{text} is usually written {usual}.", field=name)


@cache
def _term_fields(record_class: type[Record]) -> tuple[str, ...]:
    return tuple(
        spec.name
        for spec in field_specs(record_class)
        if spec.role in (Role.TERMS, Role.TEXT) and spec.name not in _NOT_TERMS
    )


@declared(
    "unknown-drug",
    Severity.NOTICE,
    DrugCourse,
    settle="Check the spelling; an unknown name may be right. Set its class by hand, "
    "or add it with `timeline vocabulary`.",
    source=f"{SDTMCHECKS}: cm_cmdecod",
)
def unknown_drug(evidence: Evidence) -> Iterator[Match]:
    """A drug or a part of a regimen that neither catalogue nor person has classed."""
    for course in evidence.case.of_kind(DrugCourse):
        if course.drug_class is None and find_drug(course.drug) is None:
            yield Match(
                (course.id,),
                f"{named(course)}: the catalogue does not know this drug, so it "
                "is in no group.",
                field="drug",
            )
    for line in evidence.case.lines:
        unknown = unknown_parts(line.regimen)
        if unknown and not evidence.case.courses(line.id):
            yield Match(
                (line.id,),
                f"{sentence(line.regimen)}: the catalogue does not know "
                f"{listing(unknown)}, so it is in no group.",
                field="regimen",
            )
