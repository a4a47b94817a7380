"""The queries on the printed page: what would settle them, or what did."""

from collections.abc import Iterable, Iterator

from timeline.cli.review_course import INDENT
from timeline.clinical.queries.query import Query, Severity
from timeline.clinical.review import Review


def open_queries(review: Review) -> Iterator[str]:
    """What nobody has settled, the gravest first, under what would settle it."""
    found = review.open_queries
    yield f"OPEN QUERIES ({len(found)})"
    for severity in Severity:
        group = [query for query in found if query.severity is severity]
        if group:
            yield f"{INDENT}{severity.value.upper()} ({len(group)})"
        for settle, queries in _by_settling(group).items():
            yield f"{INDENT * 2}{settle}"
            yield from (f"{INDENT * 3}- {query.text}" for query in queries)


def _by_settling(queries: Iterable[Query]) -> dict[str, list[Query]]:
    groups: dict[str, list[Query]] = {}
    for query in queries:
        groups.setdefault(query.settle, []).append(query)
    return groups


def settled_queries(review: Review) -> Iterator[str]:
    """What a person answered or dismissed, with the reason."""
    found = [query for query in review.queries if not query.is_open]
    if not found:
        return
    yield f"SETTLED QUERIES ({len(found)})"
    for query in found:
        yield f"{INDENT}- {query.text}"
        yield f"{INDENT * 2}{query.state.value}: {query.reason}"
