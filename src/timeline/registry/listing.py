"""Lists of patients: which ones and in which order, and what a list shows of each.

A list of many gives codes first; the rows are read for those that are in view.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    func,
    select,
)

from timeline.case.partial_date import UNKNOWN
from timeline.registry.reading import settings
from timeline.registry.rows import searchable
from timeline.registry.states import up_to_date
from timeline.registry.tables import CASE_STATE, CASES, TRANSACTIONS
from timeline.registry.values import (
    Listing,
    ListQuery,
    ListSort,
    ListState,
    PatientSummary,
)

_HIDDEN = ("case_id", "search", "changed_at", "code_key", "deleted_at")
_SHOWN = tuple(c for c in CASES.c if c.name not in _HIDDEN)
_STATE = CASE_STATE.c
_COMPUTED = (
    *("on_treatment", "deceased", "last_contact"),
    *("lost_from", "perhaps_lost_from", "open_queries"),
)
_CONTACT = _COMPUTED.index("last_contact")
_AT_ONCE = 500


def listing(connection: Connection, query: ListQuery, today: dt.date) -> Listing:
    """The codes of the patients that a query finds, with counts."""
    result = connection.execute(_found(select(CASES.c.code), query, today))
    # past the rows of SQLAlchemy, which take longer than the database
    codes = tuple(code for (code,) in result.cursor.fetchall()) if result.cursor else ()
    treated = _count(up_to_date(), _STATE.on_treatment)
    asked = _count(up_to_date(), _STATE.open_queries > 0)
    counts: Select[Any] = select().add_columns(treated, asked)
    matching = _matching(counts, query, today)
    on_treatment, with_queries = connection.execute(matching).one()
    counts = select().add_columns(func.count(), _count(up_to_date()))
    patients, known = connection.execute(_joined(counts)).one()
    return Listing(
        codes=codes,
        on_treatment=on_treatment,
        with_queries=with_queries,
        patients=patients,
        known=known,
        transaction=last_transaction(connection),
        lost_after_days=(
            settings(connection).lost_after_days
            if query.state is ListState.LOST
            else None
        ),
    )


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((and_(*conditions), 1)))


def summaries(connection: Connection, codes: Sequence[str]) -> Iterator[PatientSummary]:
    """What a list shows of the patients with these codes, in any order."""
    for start in range(0, len(codes), _AT_ONCE):
        part = codes[start : start + _AT_ONCE]
        yield from _summaries(
            connection.execute(_joined(_rows()).where(CASES.c.code.in_(part)))
        )


def patients(
    connection: Connection, query: ListQuery, today: dt.date
) -> tuple[PatientSummary, ...]:
    """Every patient that a query finds, in its order."""
    return tuple(_summaries(connection.execute(_found(_rows(), query, today))))


def removed_patients(connection: Connection) -> tuple[PatientSummary, ...]:
    """The patients in the bin, by code."""
    query = _with_state(_rows()).where(CASES.c.deleted_at.is_not(None))
    return tuple(_summaries(connection.execute(query.order_by(CASES.c.code))))


def last_transaction(connection: Connection) -> int:
    """The number of the last change; another one as soon as anything changed."""
    return int(
        connection.execute(select(func.max(TRANSACTIONS.c.number))).scalar() or 0
    )


def _rows() -> Select[Any]:
    computed = (_STATE[name] for name in _COMPUTED)
    changed_at = func.coalesce(TRANSACTIONS.c.at, CASES.c.changed_at)
    return select(*_SHOWN, changed_at, up_to_date(), *computed)


def _summaries(rows: Iterable[Row[Any]]) -> Iterator[PatientSummary]:
    first = len(_SHOWN)
    every: Iterable[tuple[Any, ...]] = map(tuple, rows)
    for row in every:  # by position, which is far quicker for a long list
        changed_at, known, *computed = row[first:]
        if not known:
            computed = [None] * len(_COMPUTED)
        computed[_CONTACT] = computed[_CONTACT] or UNKNOWN
        moment = dt.datetime.fromisoformat(changed_at)
        yield PatientSummary(*row[:first], moment, bool(known), *computed)  # type: ignore[call-arg]


def _found(columns: Select[Any], query: ListQuery, today: dt.date) -> Select[Any]:
    """Select from the patients that a query finds, in its order."""
    return _matching(columns, query, today).order_by(*_order(query))


def _matching(columns: Select[Any], query: ListQuery, today: dt.date) -> Select[Any]:
    """Select from the patients that a query finds, in no order."""
    matching = _joined(columns)
    for word in searchable(query.search).split():
        matching = matching.where(CASES.c.search.contains(word, autoescape=True))
    if query.state is not None:
        matching = matching.where(up_to_date(), _holds(query.state, today))
    return matching


def _joined(columns: Select[Any]) -> Select[Any]:
    """Select from the patients that are not in the bin."""
    return _with_state(columns).where(CASES.c.deleted_at.is_(None))


def _with_state(columns: Select[Any]) -> Select[Any]:
    written = TRANSACTIONS.c.number == _STATE.changed
    return columns.select_from(
        CASES.outerjoin(CASE_STATE).outerjoin(TRANSACTIONS, written)
    )


def _holds(state: ListState, today: dt.date) -> ColumnElement[bool]:
    return {
        ListState.QUERIES: _STATE.open_queries > 0,
        ListState.TREATMENT: _STATE.on_treatment,
        ListState.LOST: _STATE.lost_from <= today.toordinal(),
        ListState.DECEASED: _STATE.deceased,
    }[state]


def _order(query: ListQuery) -> Iterator[ColumnElement[Any]]:
    by = {
        ListSort.CODE: CASES.c.code,
        ListSort.CONTACT: case((up_to_date(), _STATE.contact_day)),
        ListSort.CHANGE: _STATE.changed,
        ListSort.QUERIES: case((up_to_date(), _STATE.open_queries)),
    }[query.sort]
    if query.sort is not ListSort.CODE:
        yield by.is_(None)
    yield by.desc() if query.descending else by
    if query.sort is not ListSort.CODE:
        yield CASES.c.code
