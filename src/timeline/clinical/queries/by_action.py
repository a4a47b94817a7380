"""Open questions under what a person has to do, as pages and the inbox list them."""

from collections.abc import Iterable

from timeline.clinical.queries.query import Query, Severity


def by_action(
    queries: Iterable[Query],
) -> dict[Severity, dict[str, tuple[Query, ...]]]:
    """Group open questions by severity, then by the sentence that says what settles.

    Returns:
        The gravest severity first; within one, the actions and their questions as they
        come, so that what holds up the number that counts most stands first.
    """
    groups: dict[Severity, dict[str, tuple[Query, ...]]] = {}
    asked = [query for query in queries if query.is_open]
    for severity in Severity:
        for query in (query for query in asked if query.severity is severity):
            actions = groups.setdefault(severity, {})
            actions[query.settle] = (*actions.get(query.settle, ()), query)
    return groups
