"""A series that is not stored yet, as a draft."""

import os
from collections.abc import Mapping

from timeline.tui.entry.drafts import Draft, now

SERIES = "series"
"""Stands as the kind of a draft that is no form."""
ROWS = "rows"
"""Name under which the draft keeps dates and values."""


def series_draft(place: str, code: str, texts: Mapping[str, str], rows: str) -> Draft:
    """Make the draft of a series.

    Args:
        place: The registry.
        code: Study code.
        texts: Texts of the shared fields by name.
        rows: Dates and values, a line for each.
    """
    return Draft(
        place=place,
        code=code,
        kind=SERIES,
        record_id="",
        seen=None,
        texts={**texts, ROWS: rows},
        process=os.getpid(),
        at=now(),
    )
