"""Who changes what: the frame in which every write happens.

Triggers in the database write the audit, so that a change from outside is in it too.
What a trigger cannot know is who acts and why: that is written here, as one row for
each transaction, and the triggers refer to it.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, text

from timeline.registry.errors import RegistryError
from timeline.registry.tables import CONTEXT, TRANSACTIONS

OUTSIDE = "(outside timeline)"
"""The actor of a change that did not come through this program."""
SETTING = "timeline.transaction"
"""PostgreSQL setting, local to a transaction, that holds the number for triggers."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The transaction under way."""

    number: int
    at: str
    """UTC, ISO 8601."""


@contextmanager
def audited(connection: Connection, actor: str, reason: str) -> Iterator[Stamp]:
    """Frame the writes of a transaction, so that they are recorded as the actor's.

    Raises:
        RegistryError: If nobody is named as the actor.
    """
    actor, reason = plain_line(actor), plain_line(reason)
    if not actor:
        raise RegistryError(
            "Nobody is named for the change, so it was not stored.",
            hint="Set TIMELINE_ACTOR to your name or initials.",
        )
    at = now()
    statement = insert(TRANSACTIONS).returning(TRANSACTIONS.c.number)
    values = {"at": at, "actor": actor, "reason": reason}
    number = connection.execute(statement, values).scalar_one()
    _begin(connection, number)
    yield Stamp(number, at)
    _end(connection)


def plain_line(text: str) -> str:
    """A name or a reason on one line; empty if nothing in it can be seen.

    Raises:
        RegistryError: If it holds characters that steer a terminal or cannot be
            stored.
    """
    line = " ".join(text.split())
    visible = line.replace("\u200c", "").replace("\u200d", "")  # joiners of scripts
    if not visible.isprintable():
        raise RegistryError(
            "The name or the reason for the change holds an invisible character.",
            hint="Type it again; nothing was stored.",
        )
    return line if visible else ""


def now() -> str:
    """This moment in UTC, as the audit writes it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def _begin(connection: Connection, number: int) -> None:
    if connection.dialect.name == "postgresql":
        _set(connection, str(number))
    else:
        connection.execute(delete(CONTEXT))
        connection.execute(insert(CONTEXT), {"one": 1, "number": number})


def _end(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        _set(connection, "")
    else:
        connection.execute(delete(CONTEXT))


def _set(connection: Connection, value: str) -> None:
    statement = text("SELECT set_config(:setting, :value, true)")
    connection.execute(statement, {"setting": SETTING, "value": value})
