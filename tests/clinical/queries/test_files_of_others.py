"""Nothing is called a contradiction in files that others published as they are."""

import datetime as dt
from pathlib import Path

from other_files.sources import sources
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.clinical.queries.case_queries import queries
from timeline.clinical.queries.query import Severity

TODAY = dt.date(2026, 1, 15)
REPEATED = {"duplicate"}
"""Blood pressures of one day without a time, of which two readings are usual."""


def test_real_records_are_not_called_contradictory(shared_data: Path) -> None:
    """Two readers of one scan, samples of one day and results without units."""
    cases: list[Case] = [
        draft.read_back()
        for _, source in sources(shared_data)
        for draft in source.drafts
    ]
    grave = {
        query.rule: query.text
        for case in cases
        for query in queries(case, Chronology(case), today=TODAY)
        if query.severity in (Severity.CONTRADICTION, Severity.CONFLICT)
    }
    assert len(cases) > 30
    # P02 of the glioma study is said to have survived 5 months and was operated on
    # after 2,226 days.
    reported = grave.pop("reported")
    assert reported.startswith("Overall survival is reported as 5 months.")
    assert grave.keys() <= REPEATED
