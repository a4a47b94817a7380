"""No text of a query names a counted date by the id of a record."""

import pytest

from clinical.small_case import line, record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.queries.case_queries import queries


def _texts(*entries: Entry) -> list[str]:
    case = Case.of((record("patient", "patient", code="P-1"), *entries))
    return [query.text for query in queries(case, Chronology(case))]


@pytest.mark.parametrize(
    ("start", "days"),
    [("2020-02-01", "29 Feb 2020"), ("", "28 days after start of FOLFOX")],
)
def test_a_counted_date_has_its_days_or_the_name_of_its_anchor(
    start: str, days: str
) -> None:
    """28 days after 1 February 2020, a leap year, is the 29th."""
    texts = _texts(
        *line("line-1", "FOLFOX", start=start),
        record("her2_test", "h", specimen_date="line-1+D28", method="IHC"),
        record("follow_up", "f", date="line-1.start+D28", vital_status="dead"),
        record("follow_up", "g", date="line-1+D28", vital_status="dead"),
    )
    about = [text for text in texts if "28 days" in text or "29 Feb" in text]
    assert about
    assert all(days in text for text in about)
    assert not [text for text in texts if "line-1" in text]


def test_ids_that_begin_alike_are_not_confused() -> None:
    texts = _texts(
        *line("line-1", "FOLFOX", start="2020-02-01"),
        *line("line-12", "GEMOX", start="2021-02-01"),
        record("her2_test", "h", specimen_date="line-1+D1", method="IHC"),
        record("her2_test", "i", specimen_date="line-12+D1", method="FISH"),
    )
    assert [text for text in texts if text.startswith("IHC (2 Feb 2020)")]
    assert [text for text in texts if text.startswith("FISH (2 Feb 2021)")]
