"""One question for what is not recorded of one record, ranked by what it unlocks.

What is not recorded of many records, such as doses, is one question for all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from timeline.case.case import Case
from timeline.clinical.queries.blocked import OF_LINES, numbers_held_up
from timeline.clinical.queries.query import Gap, Query, Severity
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
    gaps: dict[tuple[str, str], list[Query]] = defaultdict(list)
    for query in queries:
        if query.is_open and query.gap:
            gaps[query.gap.record, query.gap.beginning].append(query)
        else:
            asked.append(query)
    alike = gaps.values()
    asked += (_whole(case, each) if len(each) > 1 else each[0] for each in alike)
    return asked


def _whole(case: Case, parts: list[Query]) -> Query:
    records = dict.fromkeys(r for part in parts for r in part.records)
    blocks = {number for part in parts for number in part.blocks}
    gaps = [part.gap for part in parts if part.gap]
    return parts[0]._replace(
        severity=min((part.severity for part in parts), key=_SEVERITIES.index),
        text=_common_text(case, parts, gaps),
        settle=parts[0].settle if gaps[0].beginning else _SETTLE,
        records=tuple(records),
        blocks=tuple(number for number in Number if number in blocks),
        covers=tuple(part.key for part in parts),
    )


def _common_text(case: Case, parts: list[Query], gaps: list[Gap]) -> str:
    missing = list(dict.fromkeys(gap.words for gap in gaps))
    if gaps[0].beginning:
        plural = "s" if len(missing) > 1 else ""
        return f"{gaps[0].beginning}{plural} {few(missing, most=_MOST)}."
    record = case.get(gaps[0].record) or case.get(parts[0].records[0])
    name = named(record) if record else gaps[0].record
    return f"{sentence(name)}: not recorded are {few(missing, most=_MOST)}."


def ranked(queries: Iterable[Query], evidence: Evidence) -> tuple[Query, ...]:
    """Sort by severity, then by the number that counts most among those held up.

    Returns:
        The queries, each with the numbers that it really holds up, and of which lines.
    """
    apart = _told_apart(tuple(queries), evidence)
    told = (q._replace(blocks=numbers_held_up(q, evidence)) for q in apart)
    return tuple(sorted(told, key=_rank))


def _told_apart(queries: tuple[Query, ...], evidence: Evidence) -> Iterator[Query]:
    """The same, each of those with one text with the name of its record before it."""
    texts = Counter(query.text for query in queries)
    for query in queries:
        record = evidence.case.get(query.records[0]) if query.records else None
        if texts[query.text] == 1 or record is None:
            yield query
            continue
        number = evidence.number_of(record)
        name = f"line {number}, {named(record)}" if number else named(record)
        yield query._replace(text=f"{sentence(name)}: {query.text}")


def _rank(query: Query) -> tuple[int, int]:
    number = query.blocks[0].partition(OF_LINES)[0] if query.blocks else ""
    return _SEVERITIES.index(query.severity), _NUMBERS.get(number, len(_NUMBERS))
