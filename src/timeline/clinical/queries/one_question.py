"""One question for what is not recorded of one record, ranked by what it unlocks."""

from collections import defaultdict
from collections.abc import Iterable

from timeline.case.case import Case
from timeline.clinical.queries.blocked import OF_LINES, numbers_held_up
from timeline.clinical.queries.query import Query, Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    few,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import Number

_SETTLE = "Enter what the source says of each; of a date a month or a window too."
_MOST = 8
"""Gaps that are named; a record of a hundred undated values is still one question."""
_SEVERITIES = list(Severity)
_NUMBERS: dict[str, int] = {number: rank for rank, number in enumerate(Number)}


def together(queries: Iterable[Query], case: Case) -> list[Query]:
    """Ask once for all that is not recorded of one record.

    Each question keeps its key: the common one is settled when each of them has an
    answer, and an answer to one of them leaves the others open.
    """
    asked: list[Query] = []
    gaps: dict[str, list[Query]] = defaultdict(list)
    for query in queries:
        if query.is_open and query.gap:
            gaps[query.gap.record].append(query)
        else:
            asked.append(query)
    for record_id, parts in gaps.items():
        asked.append(parts[0] if len(parts) == 1 else _whole(case, record_id, parts))
    return asked


def _whole(case: Case, record_id: str, parts: list[Query]) -> Query:
    record = case.get(record_id) or case.get(parts[0].records[0])
    name = named(record) if record else record_id
    missing = list(dict.fromkeys(part.gap.words for part in parts if part.gap))
    records = dict.fromkeys(r for part in parts for r in part.records)
    blocks = {number for part in parts for number in part.blocks}
    return parts[0]._replace(
        severity=min((part.severity for part in parts), key=_SEVERITIES.index),
        text=f"{sentence(name)}: not recorded are {few(missing, most=_MOST)}.",
        settle=_SETTLE,
        records=tuple(records),
        blocks=tuple(number for number in Number if number in blocks),
        covers=tuple(part.key for part in parts),
    )


def ranked(queries: Iterable[Query], evidence: Evidence) -> tuple[Query, ...]:
    """Sort by severity, then by the number that counts most among those held up.

    Returns:
        The queries, each with the numbers that it really holds up, and of which lines.
    """
    told = (q._replace(blocks=numbers_held_up(q, evidence)) for q in queries)
    return tuple(sorted(told, key=_rank))


def _rank(query: Query) -> tuple[int, int]:
    number = query.blocks[0].partition(OF_LINES)[0] if query.blocks else ""
    return _SEVERITIES.index(query.severity), _NUMBERS.get(number, len(_NUMBERS))
