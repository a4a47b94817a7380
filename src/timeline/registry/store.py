"""An open registry: its engine, and transactions on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from timeline.registry import migrate, schema
from timeline.registry.engine import WRITING, file_engine, server_engine
from timeline.registry.errors import RegistryError, plain_errors
from timeline.registry.place import create_private, is_url


@dataclass(frozen=True)
class Store:
    """An open registry."""

    engine: Engine
    path: Path | None
    """The file; None on a database server."""
    key: str | None = field(repr=False)
    trusted: bool
    """Whether the triggers that write the audit stand as they should."""

    @classmethod
    def open(cls, place: str | Path, key: str | None) -> "Store":
        """Open a registry, make it where there is none, and bring it up to date."""
        if key == "":
            raise RegistryError("The key is empty.", hint="Leave it out or type one.")
        with plain_errors():
            if is_url(place):
                path, engine = None, server_engine(str(place))
            else:
                path = _existing_file(Path(place).expanduser())
                engine = file_engine(path, key)
            try:
                trusted = _prepare(engine, path, key)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, path, key, trusted)

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


def _existing_file(path: Path) -> Path:
    try:
        create_private(path)
    except FileExistsError:
        if path.is_dir():
            raise RegistryError(
                f"{path} is a folder.", hint="Name a file, such as registry.db, in it."
            ) from None
    return path


def _prepare(engine: Engine, path: Path | None, key: str | None) -> bool:
    with engine.connect() as connection, connection.begin():
        version = schema.version_of(connection)
    if version is None:
        with _writing(engine) as connection:
            if path is None:
                migrate.lock_server(connection)
            version = schema.version_of(connection)
            if version is None:
                schema.create(connection)
                version = schema.VERSION
    schema.refuse_newer(version)
    if version < schema.VERSION:
        migrate.migrate(engine, path, key)
    with engine.connect() as connection, connection.begin():
        return schema.triggers_are_ours(connection)
