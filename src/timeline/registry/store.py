"""An open registry: its engine, and transactions on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from timeline.registry import migrate, schema
from timeline.registry.engine import WRITING, file_engine, server_engine
from timeline.registry.errors import NoRegistryError, RegistryError, plain_errors
from timeline.registry.place import MAKE_ONE, existing_file, is_url, new_file


@dataclass(frozen=True)
class Store:
    """An open registry."""

    engine: Engine
    path: Path | None
    """The file; None on a database server."""
    key: str | None = field(repr=False)
    trusted: bool
    """Whether the triggers that write the audit stand as they should."""

    made: bool
    """Whether the registry was made by opening it."""

    @classmethod
    def open(cls, place: str | Path, key: str | None, *, create: bool) -> "Store":
        """Open a registry and bring it up to date.

        Args:
            place: Path of a file, or the URL of a PostgreSQL database.
            key: Passphrase of an encrypted file.
            create: Whether to make a registry where there is none.
        """
        if key == "":
            raise RegistryError("The key is empty.", hint="Leave it out or type one.")
        with plain_errors():
            path = None if is_url(place) else Path(place).expanduser()
            made = create and path is not None and _make_file(path, key)
            if path is None:
                engine = server_engine(str(place))
            else:
                engine = file_engine(existing_file(path, empty=create), key)
            try:
                made = _prepare(engine, path, key, create=create) or made
                trusted = _is_trusted(engine)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, path, key, trusted, made)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the registry and changes nothing."""
        with plain_errors(), self.engine.connect() as connection:
            if self.path is None:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is stored as a whole or not at all.

        Raises:
            RegistryError: If the audit's triggers were tampered with.
        """
        if not self.trusted:
            raise RegistryError(
                "The triggers that write the audit are not as timeline made them. "
                "The registry can be read; nothing is stored in it.",
                hint="Restore the latest backup to a new place.",
            )
        with plain_errors(), _writing(self.engine) as connection:
            yield connection


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        writing = connection.execution_options(**{WRITING: True})
        with writing.begin():
            yield writing


def _make_file(path: Path, key: str | None) -> bool:
    """Make a registry where no file stands; whether this process did it."""
    try:
        with new_file(path) as part:
            engine = file_engine(part, key)
            try:
                _fill(engine)
            finally:
                engine.dispose()
    except FileExistsError:
        return False
    return True


def _fill(engine: Engine) -> bool:
    """Make the tables of an empty database; whether this process did it."""
    with _writing(engine) as connection:
        if connection.dialect.name != "sqlite":
            migrate.lock_server(connection)
        if schema.version_of(connection) is not None:
            return False
        schema.create(connection)
        return True


def _empty(path: Path | None) -> NoRegistryError:
    if path is None:
        return NoRegistryError(
            "The database holds no registry.",
            hint="Check its name; `timeline import FILES` or the app makes a new "
            "registry in it.",
        )
    return NoRegistryError(f"{path} holds no registry.", hint=MAKE_ONE)


def _prepare(
    engine: Engine, path: Path | None, key: str | None, *, create: bool
) -> bool:
    """Bring a registry up to date; whether it was made where there was none."""
    with engine.connect() as connection, connection.begin():
        version = schema.version_of(connection)
    if version is None:
        if not create:
            raise _empty(path)
        return _fill(engine)
    schema.refuse_newer(version)
    if version < schema.VERSION:
        migrate.migrate(engine, path, key)
    return False


def _is_trusted(engine: Engine) -> bool:
    with engine.connect() as connection, connection.begin():
        return schema.triggers_are_ours(connection)
