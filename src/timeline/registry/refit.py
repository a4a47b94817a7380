"""Makes the tables of records anew, as their classes declare them today.

A new kind, a new field that may be empty and a new word of a vocabulary need no step of
a migration: every table is set aside, made again and filled from what was set aside. A
step is left with what a declaration cannot say, such as that a field has another name.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    insert,
    inspect,
    literal_column,
    select,
    text,
)
from sqlalchemy import table as named

from timeline.registry.errors import RegistryError
from timeline.registry.tables import METADATA, TABLES

_ASIDE = "aside_"


def refit(connection: Connection) -> None:
    """Bring the table of each kind to its declared form, with every row.

    Raises:
        RegistryError: If a stored column is declared no more; its values would be lost.
    """
    stored = set(inspect(connection).get_table_names())
    tables = [table for table in TABLES.values() if table.name in stored]
    columns = {table.name: _columns(connection, table) for table in tables}
    for table in tables:
        _set_aside(connection, table)
    METADATA.create_all(connection, tables=list(TABLES.values()), checkfirst=False)
    for table in METADATA.sorted_tables:
        if table.name in columns:
            _fill(connection, table, columns[table.name])
    for table in reversed(METADATA.sorted_tables):
        if table.name in columns:
            connection.execute(text(f'DROP TABLE "{_ASIDE}{table.name}"'))


def _columns(connection: Connection, table: Table) -> tuple[str, ...]:
    names = [column["name"] for column in inspect(connection).get_columns(table.name)]
    unknown = [name for name in names if name not in table.columns]
    if unknown:
        raise RegistryError(
            f"The table {table.name} has columns that this program does not know: "
            f"{', '.join(unknown)}. Nothing was changed.",
            hint="Another program changed the registry; restore the latest backup.",
        )
    return tuple(names)


def _set_aside(connection: Connection, table: Table) -> None:
    aside = f"{_ASIDE}{table.name}"
    connection.execute(text(f'ALTER TABLE "{table.name}" RENAME TO "{aside}"'))
    if connection.dialect.name != "sqlite":
        # the name of a key's index is used once in a schema, that of a check is not
        connection.execute(
            text(f'ALTER INDEX "pk_{table.name}" RENAME TO "pk_{aside}"')
        )


def _fill(connection: Connection, table: Table, names: tuple[str, ...]) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    values: list[ColumnElement[Any]] = [literal_column(quoted(name)) for name in names]
    rows = select(*values).select_from(named(f"{_ASIDE}{table.name}"))
    connection.execute(insert(table).from_select(list(names), rows))
