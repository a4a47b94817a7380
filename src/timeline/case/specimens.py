"""What a test takes from its specimen where it says less itself.

It is read there each time and stored nowhere: a specimen that is corrected corrects its
tests.
"""

from typing import Protocol

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.molecular import Specimen


class Sited(Protocol):
    """A test with a site of its own."""

    from_specimen: str | None
    specimen_site: str | None


def specimen_of(case: Case, record: Entry) -> Specimen | None:
    """The specimen to which a record points; None for none."""
    named = case.get(getattr(record, "from_specimen", None) or "")
    return named if isinstance(named, Specimen) else None


def dating_specimen(case: Case, record: Entry, field: str) -> Specimen | None:
    """The specimen that dates a record, whose own first date is empty.

    Args:
        case: The case.
        record: A record of the case.
        field: Name of the date field; when something was assayed no specimen tells.
    """
    if field != next(iter(record.date_fields()), "") or getattr(record, field).known:
        return None
    return specimen_of(case, record)


def sampled_site(case: Case, test: Sited) -> str | None:
    """Where the specimen of a test came from, by the test or by its specimen."""
    if test.specimen_site:
        return test.specimen_site
    specimen = case.get(test.from_specimen or "")
    return specimen.site if isinstance(specimen, Specimen) else None
