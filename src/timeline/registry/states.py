"""Keeping the state of each case up to date, a few cases at a time.

It takes milliseconds for a case, which is too long for a listing of many and too long
to be part of an import. So whoever shows a list asks for it in the background, and
what is not computed yet reads as unknown. A case that somebody changes meanwhile stays
out of date: `changed` is compared again when the state is stored. A changed setting
puts every state out of date.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, not_, select, update

import timeline
from timeline.case.case import Case
from timeline.case.uncollected import Uncollected
from timeline.clinical.settings import Settings
from timeline.registry import reading
from timeline.registry.errors import RegistryError
from timeline.registry.reading import StoredRows, stored_rows
from timeline.registry.store import Store
from timeline.registry.tables import CASE_STATE, CASES

BATCH = 40
"""Cases whose state is computed and stored together."""
_VALUES = tuple(c.name for c in CASE_STATE.c if c.name not in ("case_id", "changed"))


@cache
def rules_mark() -> str:
    """A mark of the rules: another one as soon as any line of them is another."""
    folder = Path(timeline.__file__).parent
    digest = sha256()
    for room in ("case", "clinical"):
        for path in sorted((folder / room).rglob("*")):
            if path.suffix in (".py", ".csv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def up_to_date() -> ColumnElement[bool]:
    """Whether the state of a case is that of its records by the rules of today."""
    state = CASE_STATE.c
    return and_(
        state.computed.is_not(None),
        state.computed == state.changed,
        state.rules == rules_mark(),
    )


def refresh(store: Store, today: dt.date, first: Sequence[str] = ()) -> int:
    """Compute the state of some cases whose state is out of date.

    Args:
        store: The registry.
        today: No record may lie after this day.
        first: Codes of the cases to begin with, such as those in view.

    Returns:
        How many cases were computed; 0 when every state is up to date.
    """
    with store.read() as connection:
        query = (
            select(CASES.c.case_id, CASES.c.code, CASE_STATE.c.changed)
            .join(CASE_STATE, CASE_STATE.c.case_id == CASES.c.case_id)
            .where(not_(up_to_date()))
            .limit(BATCH)
        )
        stale = connection.execute(query.where(CASES.c.code.in_(first))).all()
        stale = stale or connection.execute(query).all()
        stored = stored_rows(connection, [row.code for row in stale])
        settings = reading.settings(connection)
        never_given = reading.uncollected(connection)
    if stale:
        rows = [
            _row(case_row, _case(stored[case_row.code], never_given), settings, today)
            for case_row in stale
        ]
        _write(store, rows, settings)
    return len(stale)


def _case(stored: StoredRows, never_given: Mapping[str, Uncollected]) -> Case | None:
    """The case of some rows; None where another program broke it."""
    try:
        return stored.case(never_given)
    except RegistryError:
        return None


def _row(
    case_row: Row[int, str, int],
    case: Case | None,
    settings: Settings,
    today: dt.date,
) -> dict[str, Any]:
    """The values to store for one case; that a broken one has no state is known."""
    row: dict[str, Any] = dict.fromkeys(_VALUES)
    row |= {"key_case": case_row.case_id, "seen": case_row.changed}
    row |= {"computed": case_row.changed, "rules": rules_mark()}
    return row if case is None else row | _state(case, settings, today)


def _state(case: Case, settings: Settings, today: dt.date) -> dict[str, Any]:
    from timeline.clinical.case_state import case_state

    state = case_state(case, settings, today=today)
    contact = state.last_contact
    day = contact.earliest if contact.latest is None else contact.latest
    return {
        "on_treatment": state.on_treatment,
        "deceased": state.deceased,
        "last_contact": contact,
        # days of a case without a calendar compare with those of no other case
        "contact_day": None if case.relative else day,
        "lost_from": state.lost_from,
        "perhaps_lost_from": state.perhaps_lost_from,
        "open_queries": state.open_queries,
    }


def _write(store: Store, rows: Sequence[dict[str, Any]], settings: Settings) -> None:
    ids = [row["key_case"] for row in rows]
    with store.write() as connection:
        if reading.settings(connection) != settings:
            return  # somebody changed a setting meanwhile
        # A case that somebody is just writing is left for the next time: who waited
        # for it while holding others could make the other one fail.
        free = connection.execute(
            select(CASE_STATE.c.case_id)
            .where(CASE_STATE.c.case_id.in_(ids))
            .with_for_update(skip_locked=True)
        )
        ready = set(free.scalars())
        statement = (
            update(CASE_STATE)
            .where(CASE_STATE.c.case_id == bindparam("key_case"))
            .where(CASE_STATE.c.changed == bindparam("seen"))
        )
        written = [row for row in rows if row["key_case"] in ready]
        if written:
            connection.execute(statement, written)
