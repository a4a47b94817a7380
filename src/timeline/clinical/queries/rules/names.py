"""Names that were normalised, and names that the catalogue does not know."""

from collections.abc import Iterator
from functools import cache

from timeline.case.fields import Role, field_specs
from timeline.case.record import Record
from timeline.case.records.therapy import DrugCourse
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import unknown_parts
from timeline.clinical.catalogues.terms import canonical_term
from timeline.clinical.queries.query import Query, Severity, ask
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    listing,
    named,
    sentence,
)

_NOT_TERMS = ("id", "as_written", "date_stated", "locator")


def normalised_term(evidence: Evidence) -> Iterator[Query]:
    """A term that the source writes in an unusual way; what it wrote is kept."""
    for record in evidence.recorded:
        usual = canonical_term(record.as_written) if record.as_written else None
        if usual is not None:
            yield ask(
                "normalised-term",
                Severity.NOTICE,
                record.id,
                field="as_written",
                text=f"Normalised term: the source writes {record.as_written}, which "
                f"is read as {usual}.",
                settle="Confirm the reading.",
            )


def unusual_term(evidence: Evidence) -> Iterator[Query]:
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


def _unusual(record: Record, name: str, text: str, usual: str) -> Query:
    return ask(
        "unusual-term",
        Severity.NOTICE,
        record.id,
        field=name,
        text=f"{text} is usually written {usual}.",
        settle=f"Write {usual}, and keep {text} under As written.",
    )


@cache
def _term_fields(record_class: type[Record]) -> tuple[str, ...]:
    return tuple(
        spec.name
        for spec in field_specs(record_class)
        if spec.role in (Role.TERMS, Role.TEXT) and spec.name not in _NOT_TERMS
    )


def unknown_drug(evidence: Evidence) -> Iterator[Query]:
    """A drug or a part of a regimen that the catalogue does not know."""
    for course in evidence.case.of_kind(DrugCourse):
        if find_drug(course.drug) is None:
            yield ask(
                "unknown-drug",
                Severity.NOTICE,
                course.id,
                field="drug",
                text=f"{named(course)}: the catalogue does not know this drug, so it "
                "is in no group.",
                settle="Check the spelling; an unknown name may be right.",
            )
    for line in evidence.case.lines:
        unknown = unknown_parts(line.regimen)
        if unknown and not evidence.case.courses(line.id):
            yield ask(
                "unknown-drug",
                Severity.NOTICE,
                line.id,
                field="regimen",
                text=f"{sentence(line.regimen)}: the catalogue does not know "
                f"{listing(unknown)}, so it is in no group.",
                settle="Check the spelling; an unknown name may be right.",
            )
