"""The tables: one for each kind of record, derived from the record classes.

SQLModel makes the columns of the declared fields. A table adds the keys of a row, its
version and its deletion mark, and the days of each date for sorting and querying; it
declares no clinical field again. No class is made of a row, which would double the
start of every command: rows stay within the registry. Nothing is ever deleted: a row
that is deleted carries a mark.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.sql.elements import conv
from sqlmodel.main import get_column_from_field

from timeline.case.fields import PartialDateColumn, Role, field_specs
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.registry.constraints import checks

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(column_0_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
BIG = BigInteger().with_variant(Integer(), "sqlite")

CASES = Table(
    "cases",
    METADATA,
    Column("case_id", BIG, primary_key=True),
    Column("code", String(200), nullable=False, unique=True),
    Column("headline", String(200)),
    Column("synthetic", Boolean),
    Column("sex", String(40)),
    Column("age_at_presentation", Integer),
    Column("site", String(200)),
    Column("records", Integer, nullable=False),
    Column("last_follow_up", PartialDateColumn(64), nullable=False),
    Column("search", Text, nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("code_key", String(200), index=True),
    Column("deleted_at", String(32)),
)
"""One row for each patient: what lists show and searches look through.

`code_key` is the code without what people write differently, and `deleted_at` says
since when the patient is in the bin.
"""

CASE_STATE = Table(
    "case_state",
    METADATA,
    Column(
        "case_id",
        BIG,
        ForeignKey(CASES.c.case_id, ondelete="RESTRICT"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("changed", BIG, nullable=False),
    Column("computed", BIG),
    Column("rules", String(16)),
    Column("on_treatment", Boolean),
    Column("deceased", Boolean),
    Column("last_contact", PartialDateColumn(64)),
    Column("contact_day", Integer),
    Column("lost_from", Integer),
    Column("perhaps_lost_from", Integer),
    Column("open_queries", Integer),
)
"""What the rules make of each case, so that a list of many need not compute it.

`changed` is the transaction that last wrote a record of the case: triggers keep it, so
that a write from outside counts too. `computed` is the value that `changed` had when
the rest was computed, and `rules` the mark of the rules: where either differs, the rest
is out of date and reads as unknown. Nothing here is a record, so nothing is audited.
"""

TRANSACTIONS = Table(
    "audit_transaction",
    METADATA,
    Column("number", BIG, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint("number > 0", name="counted"),
    CheckConstraint("at LIKE '____-__-__T__:__:__.______+00:00'", name="utc"),
    sqlite_autoincrement=True,
)
"""Who changed something, when and why."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", BIG, primary_key=True),
    Column(
        "transaction_number", BIG, ForeignKey(TRANSACTIONS.c.number), nullable=False
    ),
    Column("case_id", BIG, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("record_id", String(200), nullable=False),
    Column("action", String(10), nullable=False),
    Column("field", String(60), nullable=False),
    Column("old", Text),
    Column("new", Text),
    CheckConstraint("number > 0", name="counted"),
    Index("ix_audit_case_id_transaction_number", "case_id", "transaction_number"),
    sqlite_autoincrement=True,
)
"""What changed: one row for each field. Only triggers write here."""

CONTEXT = Table(
    "audit_context",
    METADATA,
    Column("one", Integer, CheckConstraint("one = 1", name="one"), primary_key=True),
    Column("number", BIG, nullable=False),
)
"""The transaction under way, for the triggers of SQLite; empty in between."""

SCHEMA = Table(
    "registry_schema",
    METADATA,
    Column("one", Integer, CheckConstraint("one = 1", name="one"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("registry_id", String(36)),
)
"""The version of the schema that the file has, and the registry's own id."""

SETTING_KIND = "setting"
"""Name of the table of settings, and their kind in the audit."""
SETTINGS_CASE = 0
"""The case id under which the audit notes what concerns the registry itself."""
SETTINGS = Table(
    SETTING_KIND,
    METADATA,
    Column(
        "case_id",
        BIG,
        CheckConstraint(f"case_id = {SETTINGS_CASE}", name="registry"),
        nullable=False,
    ),
    Column("id", String(64), nullable=False),
    Column("value", Text),
    Column("version", Integer, nullable=False, default=1),
    PrimaryKeyConstraint("case_id", "id"),
    sqlite_with_rowid=False,
)
"""What somebody set otherwise than the program does by default.

It has the key and the version of a record, so that the same triggers audit it.
"""


ORIGIN = ("origin", "origin_id", "origin_values")
"""Columns that say where an import has a record from; see `actions.Origin`."""


def day_columns(record_class: type[Entry]) -> tuple[str, ...]:
    """Names of the columns that hold the first and last day of each date."""
    return tuple(
        f"{name}_{end}"
        for name in record_class.date_fields()
        for end in ("earliest", "latest")
    )


def _references(record_class: type[Entry]) -> list[ForeignKeyConstraint]:
    return [
        ForeignKeyConstraint(
            ["case_id", spec.name],
            [f"{kind}.case_id", f"{kind}.id"],
            name=conv(f"fk_{record_class.kind}_{spec.name}"),
            ondelete="RESTRICT",
            deferrable=True,  # records of one case may come in any order
            initially="DEFERRED",
        )
        for spec in field_specs(record_class)
        if spec.role is Role.REFERENCE
        for kind in spec.kinds
    ]


def _columns(record_class: type[Entry]) -> Iterator[Column[Any]]:
    """The columns of a kind: those that its fields declare, then those of a row."""
    for name, field in record_class.model_fields.items():
        column = get_column_from_field(field)
        column.name = column.key = name
        yield column
    yield Column("case_id", BIG, nullable=False)
    yield Column("version", Integer, nullable=False, default=1)
    yield Column("deleted_at", String(32))
    yield Column("origin", String(200))
    yield Column("origin_id", String(200))
    yield Column("origin_values", Text)
    for name in day_columns(record_class):
        yield Column(name, Integer)


def _table(record_class: type[Entry]) -> Table:
    return Table(
        record_class.kind,
        METADATA,
        *_columns(record_class),
        PrimaryKeyConstraint("case_id", "id"),
        ForeignKeyConstraint(["case_id"], [CASES.c.case_id], ondelete="RESTRICT"),
        *_references(record_class),
        *checks(record_class, day_columns(record_class)),
        sqlite_with_rowid=False,  # no hidden key that REPLACE could hit
    )


TABLES: dict[str, Table] = {
    kind: _table(record_class) for kind, record_class in KINDS.items()
}
"""Table of each kind."""

AUDITED: dict[str, tuple[str, ...]] = {
    **{kind: day_columns(record_class) for kind, record_class in KINDS.items()},
    SETTING_KIND: (),
}
"""The tables that the triggers watch, with the columns that follow from a date."""
