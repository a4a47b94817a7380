"""What can go wrong with the registry, in plain words and without values.

Database errors quote rows, parameters and SQL. They are caught here, once, and said
again without any of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from timeline.case.record import Entry
from timeline.errors import TimelineError


class RegistryError(TimelineError):
    """The registry cannot do what it was asked to do."""

    title = "The registry reports a problem"


class NoRegistryError(RegistryError):
    """Nothing stands at the place where a registry was looked for."""

    title = "There is no registry there"


class UnknownPatientError(RegistryError):
    """There is no patient with this study code."""

    title = "No such patient"

    def __init__(self, code: str, *, in_bin: bool = False) -> None:
        message = f"The registry has no patient with the study code {code}."
        hint = "`timeline list` shows the patients that it has."
        if in_bin:
            message = f"The patient with the study code {code} is in the bin."
            hint = (
                "Take the patient out of the bin first: B in the list of patients, or "
                f"`timeline undo` with the last number of `timeline history {code}`."
            )
        super().__init__(message, hint=hint)
        self.in_bin = in_bin


class UnknownRecordError(RegistryError):
    """The patient has no record with this id."""

    title = "No such record"


class ConflictError(RegistryError):
    """Somebody else changed the record since it was read; nothing was stored.

    Attributes:
        code: Study code of the case.
        yours: The record that was to be stored; None if it was to be removed.
        stored: The record as it stands now; None if it is in the bin.
        stored_version: Version to pass as `seen` in order to replace it.
        actor: Who changed it last.
    """

    title = "Somebody else changed this record"

    def __init__(
        self,
        code: str,
        record_id: str,
        yours: Entry | None,
        stored: Entry | None,
        stored_version: int,
        actor: str,
    ) -> None:
        super().__init__(
            f"The record {record_id} was changed by {actor} after you opened it.",
            hint="Compare both versions, then keep yours, theirs or both.",
        )
        self.code = code
        self.record_id = record_id
        self.yours = yours
        self.stored = stored
        self.stored_version = stored_version
        self.actor = actor


class SimilarCodeError(RegistryError):
    """A new study code is nearly one that is stored.

    Attributes:
        code: The new code.
        stored: The stored codes that differ from it in case, hyphens or blanks alone.
    """

    title = "Is this the same patient?"

    def __init__(self, code: str, stored: tuple[str, ...]) -> None:
        super().__init__(
            f"{code} differs from {' and '.join(stored)} in case, hyphens or blanks "
            "alone. Nothing was stored.",
            hint="Use the stored code, or confirm that it is another patient.",
        )
        self.code = code
        self.stored = stored


class SplitOrdersError(RegistryError):
    """Records to move are tied by orders to records that stay.

    Attributes:
        orders: Ids of these orders.
    """

    title = "Some orders would be cut"

    def __init__(self, orders: tuple[str, ...]) -> None:
        count = len(orders)
        super().__init__(
            f"{count} order{'s' * (count != 1)} tie{'s' * (count == 1)} the records to "
            f"others that stay: {', '.join(orders)}. Nothing was moved.",
            hint="Move the other records too, or put these orders into the bin.",
        )
        self.orders = orders


class UndoBlockedError(RegistryError):
    """Somebody built on what was to be undone; nothing was changed."""

    title = "This cannot be undone as it stands"


_SQLITE = {
    "SQLITE_FULL": (
        "The disk is full; the change was not stored, everything before it was.",
        "Free some space and try again.",
    ),
    "SQLITE_NOTADB": (
        "The file is no timeline registry, or it is encrypted with another key.",
        "Check the path and the key.",
    ),
    "SQLITE_CORRUPT": (
        "The registry's file is damaged.",
        "Keep the file as it is and restore the latest backup to a new place.",
    ),
    "SQLITE_BUSY": (
        "Another program kept the registry locked for more than five seconds.",
        "Try again when it has finished.",
    ),
    "SQLITE_READONLY": (
        "The registry's file cannot be written.",
        "Check the permissions of the file and of its folder.",
    ),
    "SQLITE_CANTOPEN": (
        "The registry's file cannot be opened.",
        "Check that the folder exists and that you may read and write there.",
    ),
    "SQLITE_IOERR": (
        "The disk reports an error.",
        "Check the disk; the change was not stored.",
    ),
    "SQLITE_CONSTRAINT": (
        "The database refused a value that breaks one of its rules.",
        "Check what was entered last; nothing of it was stored.",
    ),
}


CODE_TAKEN = "uq_cases_code"
"""Constraint of a server by which each study code is there once."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say database errors again without values, SQL or file contents."""
    try:
        yield
    except UnicodeError:
        raise RegistryError(
            "A text holds characters that cannot be stored.",
            hint="Type the text again instead of pasting it.",
        ) from None
    except (SQLAlchemyError, sqlite.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        message, hint = _in_words(cause)
        raise RegistryError(message, hint=hint) from None


def _in_words(error: BaseException | None) -> tuple[str, str]:
    name = str(getattr(error, "sqlite_errorname", ""))
    if name == "SQLITE_CONSTRAINT" and "constraint failed" not in str(error):
        return str(error), ""  # a sentence of our own triggers, without values
    for prefix, words in _SQLITE.items():
        if name.startswith(prefix):
            return words
    state = getattr(error, "sqlstate", None)
    if state:
        return _postgres_words(str(state), error)
    if type(error).__name__ == "DataError":
        return _SQLITE["SQLITE_CONSTRAINT"]
    if type(error).__module__.startswith("psycopg"):
        return (
            "The database server does not answer or refuses the connection.",
            "Check the address, the account and that the server runs.",
        )
    return f"The database refused the request ({name or type(error).__name__}).", ""


def _postgres_words(state: str, error: BaseException | None) -> tuple[str, str]:
    if state == "P0001":  # raised by our own triggers, without values
        return str(getattr(getattr(error, "diag", None), "message_primary", "")), ""
    if str(getattr(getattr(error, "diag", None), "constraint_name", "")) == CODE_TAKEN:
        return "There is a case with this study code already.", ""
    if state.startswith(("22", "23")):
        return _SQLITE["SQLITE_CONSTRAINT"]
    if state.startswith(("53", "58")):
        return _SQLITE["SQLITE_FULL" if state == "53100" else "SQLITE_IOERR"]
    if state == "42501":
        return "The database account may not do this.", "Ask who runs the database."
    return f"The database server refused the request (SQLSTATE {state}).", ""
