"""What changed from one version of the schema to the next.

A step names its tables and columns itself: `tables.py` says how they are today, and a
step has to lead from what was to what came next, whatever follows later. After the last
step the tables of records are made anew as they are declared (`refit.py`), so that new
kinds, new fields and new words need no step.
"""

import json
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from timeline.registry.rows import code_key, searchable

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
    rows = connection.execute(
        sa.text(
            "SELECT case_id, histology FROM diagnosis "
            "WHERE histology IS NOT NULL AND deleted_at IS NULL"
        )
    )
    words = [
        {"words": f"\n{searchable(row.histology)}", "case_id": row.case_id}
        for row in rows
    ]
    if words:
        statement = (
            "UPDATE cases SET search = search || :words WHERE case_id = :case_id"
        )
        connection.execute(sa.text(statement), words)


_KINDS_OF_2 = (
    *("patient", "source", "diagnosis", "lesion", "therapy_line", "drug_course"),
    *("local_intervention", "her2_test", "marker_result", "assessment", "progression"),
    *("adverse_event", "finding", "follow_up", "reported_outcome", "order"),
    "query_answer",
)
"""The kinds of record that version 2 had."""


def bin_origins_and_settings(operations: Any) -> None:  # noqa: ANN401 - Alembic's
    """From 2 to 3: patients in the bin, origins, settings, and a registry's id."""
    operations.add_column("cases", sa.Column("code_key", sa.String(200)))
    operations.add_column("cases", sa.Column("deleted_at", sa.String(32)))
    operations.create_index("ix_cases_code_key", "cases", ["code_key"])
    for kind in _KINDS_OF_2:
        for name in ("origin", "origin_id"):
            operations.add_column(kind, sa.Column(name, sa.String(200)))
        operations.add_column(kind, sa.Column("origin_values", sa.Text))
    operations.create_table(
        "setting",
        sa.Column("case_id", _BIG, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "id", name="pk_setting"),
        sa.CheckConstraint("case_id = 0", name="ck_setting_case_id_registry"),
        sqlite_with_rowid=False,
    )
    operations.add_column("registry_schema", sa.Column("registry_id", sa.String(36)))
    connection = operations.get_bind()
    _fill_code_keys(connection)
    connection.execute(
        sa.text("UPDATE registry_schema SET registry_id = :id"), {"id": str(uuid4())}
    )


def _fill_code_keys(connection: sa.Connection) -> None:
    rows = connection.execute(sa.text("SELECT case_id, code FROM cases"))
    keys = [{"key": code_key(row.code), "case_id": row.case_id} for row in rows]
    if keys:
        statement = "UPDATE cases SET code_key = :key WHERE case_id = :case_id"
        connection.execute(sa.text(statement), keys)


RENAMED_TABLES = {"marker_result": "result"}
"""What tables of older versions are called today."""


def any_result(operations: Any) -> None:  # noqa: ANN401 - Alembic's
    """From 3 to 4: results of any analyte, of which tumour markers are some."""
    operations.rename_table("marker_result", "result")
    connection = operations.get_bind()
    connection.execute(sa.text("ALTER TABLE result RENAME COLUMN marker TO analyte"))
    if connection.dialect.name != "sqlite":
        operations.execute("ALTER INDEX pk_marker_result RENAME TO pk_result")
    operations.execute(
        "UPDATE audit SET field = 'analyte' WHERE kind = 'marker_result' "
        "AND field = 'marker'"
    )
    operations.execute("UPDATE audit SET kind = 'result' WHERE kind = 'marker_result'")
    _rename_in_origins(connection)


def _rename_in_origins(connection: sa.Connection) -> None:
    rows = connection.execute(
        sa.text(
            "SELECT case_id, id, origin_values FROM result "
            "WHERE origin_values IS NOT NULL"
        )
    )
    renamed = [
        {"case_id": row.case_id, "id": row.id, "values": _renamed(row.origin_values)}
        for row in rows
    ]
    if renamed:
        statement = (
            "UPDATE result SET origin_values = :values "
            "WHERE case_id = :case_id AND id = :id"
        )
        connection.execute(sa.text(statement), renamed)


def _renamed(text: str) -> str:
    """What origins said of a marker result, with the name that its field has today."""
    try:
        values = json.loads(text)
    except ValueError:  # another program wrote it
        return text
    if not isinstance(values, dict):
        return text
    if "marker" in values:
        values["analyte"] = values.pop("marker")
    for earlier in values.get("@earlier", []):
        earlier[2] = _renamed(earlier[2])
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
