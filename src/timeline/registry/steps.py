"""What changed from one version of the schema to the next.

A step names its tables and columns itself: `tables.py` says how they are today, and a
step has to lead from what was to what came next, whatever follows later.
"""

from typing import Any

import sqlalchemy as sa

from timeline.registry.rows import searchable

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def state_of_each_case(operations: Any) -> None:  # noqa: ANN401 - Alembic's
    """From 1 to 2: a state for each case, and histology among the searched words."""
    operations.create_table(
        "case_state",
        sa.Column("case_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("changed", _BIG, nullable=False),
        sa.Column("computed", _BIG),
        sa.Column("rules", sa.String(16)),
        sa.Column("on_treatment", sa.Boolean),
        sa.Column("deceased", sa.Boolean),
        sa.Column("last_contact", sa.String(64)),
        sa.Column("contact_day", sa.Integer),
        sa.Column("lost_from", sa.Integer),
        sa.Column("perhaps_lost_from", sa.Integer),
        sa.Column("open_queries", sa.Integer),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_state"),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.case_id"],
            name="fk_case_state_case_id",
            ondelete="RESTRICT",
        ),
    )
    operations.execute(
        "INSERT INTO case_state (case_id, changed) SELECT case_id, coalesce((SELECT "
        "max(transaction_number) FROM audit WHERE audit.case_id = cases.case_id), 0) "
        "FROM cases"
    )
    _search_histology(operations.get_bind())


def _search_histology(connection: sa.Connection) -> None:
    found = connection.execute(
        sa.text(
            "SELECT case_id, histology FROM diagnosis "
            "WHERE histology IS NOT NULL AND deleted_at IS NULL"
        )
    )
    words = [
        {"words": f"\n{searchable(row.histology)}", "case_id": row.case_id}
        for row in found
    ]
    if words:
        statement = (
            "UPDATE cases SET search = search || :words WHERE case_id = :case_id"
        )
        connection.execute(sa.text(statement), words)
