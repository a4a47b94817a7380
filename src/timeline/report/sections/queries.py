"""The queries: what would settle them, or what did."""

from collections.abc import Iterator
from typing import Any

from timeline.case.records.bookkeeping import QueryAnswer
from timeline.clinical.queries.by_action import by_action
from timeline.clinical.queries.query import Query, State
from timeline.clinical.review import Review
from timeline.report.document import Emphasis, ReportSection, Sentence


def open_queries_section(review: Review) -> ReportSection:
    """What nobody has settled, the gravest first, under what would settle it.

    Each says which numbers it unlocks. Notes, which wait for nobody, stand at the end.
    """
    count = str(len(review.open_queries))
    data = {"queries": [_data(query) for query in review.queries]}
    return ReportSection("Open queries", tuple(_open(review)), count, data=data)


def _open(review: Review) -> Iterator[Sentence]:
    for severity, actions in by_action(review.queries).items():
        title = f"{severity.value.upper()} ({sum(map(len, actions.values()))})"
        yield Sentence(title, emphasis=Emphasis.HEADING)
        for settle, queries in actions.items():
            yield Sentence(settle, 1)
            yield from (Sentence(f"- {_with_unlocked(query)}", 2) for query in queries)
    notes = [query for query in review.queries if query.state is State.NOTED]
    if notes:
        yield Sentence(f"NOTES ({len(notes)})", emphasis=Emphasis.HEADING)
        yield from (Sentence(f"- {note.text}", 2) for note in notes)


def _with_unlocked(query: Query) -> str:
    unlocks = f" Unlocks {', '.join(query.blocks)}." if query.blocks else ""
    return query.text + unlocks


def settled_queries_section(review: Review) -> ReportSection | None:
    """What a person answered or dismissed, with the reason.

    An answer stays in sight when its question is not asked any more.
    """
    settled = [query for query in review.queries if query.reason]
    asked = {key for query in review.queries for key in (query.key, *query.covers)}
    answers = review.case.of_kind(QueryAnswer)
    others = [answer for answer in answers if answer.query not in asked]
    if not settled and not others:
        return None
    parts = []
    for query in settled:
        parts.append(Sentence(f"- {query.text}"))
        parts.append(Sentence(f"{query.state.value}: {query.reason}", 1))
    for answer in others:
        parts.append(Sentence(f"- {answer.query}: not asked any more"))
        parts.append(Sentence(f"{answer.state.value}: {answer.reason}", 1))
    count = len(settled) + len(others)
    return ReportSection("Settled queries", tuple(parts), str(count))


def _data(query: Query) -> dict[str, Any]:
    return {
        "key": query.key,
        "rule": query.rule,
        "severity": query.severity,
        "state": query.state,
        "text": query.text,
        "settle": query.settle,
        "blocks": list(query.blocks),
        "covers": list(query.covers),
        "records": list(query.records),
        "field": query.field,
        "reason": query.reason,
    }
