"""What no longer adds up after a change: said at once, and not only counted."""

from collections.abc import Iterable

from timeline.clinical.queries.query import Query, Severity

GRAVE = {Severity.CONTRADICTION, Severity.CONFLICT}


def in_words(before: Iterable[Query], after: Iterable[Query]) -> str:
    """The first grave query that a change has raised, and how many there are.

    Args:
        before: The queries before the change.
        after: The queries now.

    Returns:
        Sentences; empty where the change raised none.
    """
    known = {query.key for query in before}
    raised = [
        query
        for query in after
        if query.is_open and query.severity in GRAVE and query.key not in known
    ]
    if not raised:
        return ""
    more = f" And {len(raised) - 1} more." if len(raised) > 1 else ""
    return f"{raised[0].text}{more} i lists the queries."
