"""One question for what is not recorded of one record, ranked by what it unlocks."""

from collections import defaultdict
from collections.abc import Iterable

from timeline.case.case import Case
from timeline.clinical.queries.query import Query, Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    few,
    listing,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import Number

_SETTLE = "Enter what the source says of each; of a date a month or a window too."
_MOST = 8
"""Gaps that are named; a record of a hundred undated values is still one question."""
_PER_LINE = (Number.PROGRESSION_FREE, Number.RESPONSE, Number.TREATMENT_TIME)
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
        blocks=tuple(sorted(blocks, key=_rank)),
        covers=tuple(part.key for part in parts),
    )


def ranked(queries: Iterable[Query], evidence: Evidence) -> tuple[Query, ...]:
    """Sort by severity, then by the number that counts most among those unlocked.

    Returns:
        The queries, with the lines named of which they unlock a number.
    """
    ordered = sorted(
        queries,
        key=lambda query: (
            _SEVERITIES.index(query.severity),
            min(map(_rank, query.blocks), default=len(_NUMBERS)),
        ),
    )
    numbers = {
        part.line.id: line.number
        for line in evidence.endpoints.lines
        for part in line.parts
    }
    return tuple(_with_lines(query, evidence.case, numbers) for query in ordered)


def _rank(number: str) -> int:
    return _NUMBERS[number]


def _with_lines(query: Query, case: Case, numbers: dict[str, int]) -> Query:
    records = (case.get(record_id) for record_id in query.records)
    lines = {getattr(r, "line", None) or r.id for r in records if r is not None}
    counted = sorted({numbers[line] for line in lines if line in numbers})
    if not counted or not query.blocks:
        return query
    of = f" of line{'s' * (len(counted) > 1)} {listing(map(str, counted))}"
    blocks = (f"{b}{of}" if b in _PER_LINE else b for b in query.blocks)
    return query._replace(blocks=tuple(map(str, blocks)))
