"""The triggers of a SQLite file.

They use no JSON functions, which a file with an untrusted schema may not call, and
syntax that older `sqlite3` programs read too. `INSERT OR REPLACE` deletes without
firing delete triggers in such a program, so that replacing is refused beforehand.
"""

from sqlalchemy import Table

from timeline.case.fields import Role, field_specs
from timeline.case.records.kinds import KINDS
from timeline.registry.audit import OUTSIDE
from timeline.registry.tables import AUDIT, AUDITED, ORIGIN, SETTING_KIND, TRANSACTIONS

_KEY = "case_id = NEW.case_id AND id = NEW.id"
_NO_CONTEXT = "NOT EXISTS (SELECT 1 FROM audit_context)"
_OUTSIDE = f"""
  INSERT INTO audit_transaction (at, actor, reason)
  SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000+00:00', '{OUTSIDE}', ''
  WHERE {_NO_CONTEXT};"""
_NUMBER = """coalesce((SELECT number FROM audit_context),
    (SELECT max(number) FROM audit_transaction))"""
_STALE = f"""
  UPDATE case_state SET changed = {_NUMBER}
  WHERE case_id = NEW.case_id AND changed <> {_NUMBER};"""
_ALL_STALE = """
  UPDATE case_state SET rules = '' WHERE rules <> '';"""
_COLUMNS = "transaction_number, case_id, kind, record_id, action, field, old, new"


def triggers() -> dict[str, str]:
    """SQL of every trigger by name."""
    statements = {**_append_only(TRANSACTIONS), **_append_only(AUDIT), **_cases()}
    statements |= _refusal(
        "audit_no_late_entry",
        "BEFORE INSERT ON audit",
        "An entry of the audit belongs to the transaction under way.",
        "NEW.transaction_number IS NOT (SELECT max(number) FROM audit_transaction)",
    )
    for kind, days in AUDITED.items():
        statements |= _records(kind, days)
    return statements


def _trigger(name: str, event: str, body: str, when: str = "") -> dict[str, str]:
    condition = f"\nWHEN {when}" if when else ""
    return {name: f'CREATE TRIGGER "{name}" {event}{condition}\nBEGIN{body}\nEND'}


def _refusal(name: str, event: str, message: str, when: str = "") -> dict[str, str]:
    return _trigger(name, event, f"\n  SELECT RAISE(ABORT, '{message}');", when)


def _append_only(table: Table) -> dict[str, str]:
    name = table.name
    message = "The audit can only be added to."
    twice = f"EXISTS (SELECT 1 FROM {name} WHERE number = NEW.number)"
    return {
        **_refusal(f"{name}_no_update", f"BEFORE UPDATE ON {name}", message),
        **_refusal(f"{name}_no_delete", f"BEFORE DELETE ON {name}", message),
        **_refusal(f"{name}_no_replace", f"BEFORE INSERT ON {name}", message, twice),
    }


def _cases() -> dict[str, str]:
    message = "Only timeline writes the list of cases; change the records instead."
    same = (
        "EXISTS (SELECT 1 FROM cases WHERE case_id <> NEW.case_id AND code = NEW.code)"
    )
    again = (
        "EXISTS (SELECT 1 FROM cases WHERE case_id = NEW.case_id OR code = NEW.code)"
    )
    refusals: dict[str, str] = {}
    for event in ("INSERT", "UPDATE"):
        name = f"cases_no_outside_{event.lower()}"
        refusals |= _refusal(name, f"BEFORE {event} ON cases", message, _NO_CONTEXT)
    kept = "A case is never deleted; its records are marked."
    taken = "There is a case with this study code already."
    moved = f"NEW.case_id <> OLD.case_id OR {same}"
    return {
        **refusals,
        **_refusal("cases_no_delete", "BEFORE DELETE ON cases", kept),
        **_refusal("case_state_no_delete", "BEFORE DELETE ON case_state", kept),
        **_refusal("cases_no_replace", "BEFORE INSERT ON cases", taken, again),
        **_refusal("cases_no_merge", "BEFORE UPDATE ON cases", taken, moved),
        **_refusal(
            "patient_code_outside",
            'BEFORE UPDATE OF code ON "patient"',
            "Only timeline changes a study code.",
            f"NEW.code IS NOT OLD.code AND {_NO_CONTEXT}",
        ),
    }


def _records(kind: str, days: tuple[str, ...]) -> dict[str, str]:
    table = f'"{kind}"'
    exists = f"EXISTS (SELECT 1 FROM {table} WHERE {_KEY})"
    moved = "NEW.case_id IS NOT OLD.case_id OR NEW.id IS NOT OLD.id"
    skipped = "NEW.version NOT IN (OLD.version, OLD.version + 1)"
    counted = f"""
  UPDATE {table} SET version = OLD.version + 1 WHERE {_KEY};"""
    names = (*_values(kind), *_mark(kind), *days)
    watched = ", ".join(f'"{name}"' for name in names)
    return {
        **_refusal(
            f"{kind}_no_delete",
            f"BEFORE DELETE ON {table}",
            "A record is never deleted; set deleted_at instead.",
        ),
        **_refusal(
            f"{kind}_no_replace",
            f"BEFORE INSERT ON {table}",
            "There is a record with this id already; update it instead.",
            exists,
        ),
        **_refusal(
            f"{kind}_no_move",
            f"BEFORE UPDATE ON {table}",
            "The key of a record stays the same for ever.",
            moved,
        ),
        **_refusal(
            f"{kind}_no_skip",
            f"BEFORE UPDATE ON {table}",
            "The version of a record counts its changes one by one.",
            skipped,
        ),
        **_trigger(f"{kind}_created", f"AFTER INSERT ON {table}", _created(kind)),
        **_trigger(
            f"{kind}_changed",
            f"AFTER UPDATE OF {watched} ON {table}",
            _changed(kind, days),
        ),
        **_trigger(
            f"{kind}_counted",
            f"AFTER UPDATE ON {table}",
            counted,
            "NEW.version = OLD.version",
        ),
    }


def _created(kind: str) -> str:
    values = {"id": "{row}.id", **_values(kind)}
    rows = [_row(name, "created", "NULL", value) for name, value in values.items()]
    rows += [_row(name, "deleted", "NULL", f"{{row}}.{name}") for name in _mark(kind)]
    return _OUTSIDE + _insert(kind, rows, "new IS NOT NULL") + _stale(kind)


def _changed(kind: str, days: tuple[str, ...]) -> str:
    rows = [
        _row(name, "changed", value, value) for name, value in _values(kind).items()
    ]
    for name in days:
        # The days follow their date; only a change without it is worth a row.
        date = name.rpartition("_")[0]
        same = f'CASE WHEN OLD."{date}" IS NEW."{date}" THEN {{row}}."{name}" END'
        rows.append(_row(name, "changed", same, same))
    marks = ((name, f"{{row}}.{name}") for name in _mark(kind))
    rows += [_row(name, "changed", mark, mark) for name, mark in marks]
    return _OUTSIDE + _insert(kind, rows, "old IS NOT new") + _stale(kind)


def _row(field: str, action: str, old: str, new: str) -> str:
    action = f"'{action}'"
    if field == "deleted_at":
        action = "CASE WHEN NEW.deleted_at IS NULL THEN 'restored' ELSE 'deleted' END"
    old, new = old.format(row="OLD"), new.format(row="NEW")
    return f"SELECT {action} AS action, '{field}' AS field, {old} AS old, {new} AS new"


def _insert(kind: str, rows: list[str], condition: str) -> str:
    every = "\n    UNION ALL ".join(rows)
    return f"""
  INSERT INTO audit ({_COLUMNS})
  SELECT {_NUMBER}, NEW.case_id, '{kind}', NEW.id, action, field, old, new
  FROM ({every})
  WHERE {condition};"""


def _stale(kind: str) -> str:
    """Put the computed state of the case, or with a setting of all, out of date."""
    return _ALL_STALE if kind == SETTING_KIND else _STALE


def _mark(kind: str) -> tuple[str, ...]:
    return () if kind == SETTING_KIND else ("deleted_at",)


def _values(kind: str) -> dict[str, str]:
    """Each field's value as the audit writes it; what is empty is NULL."""
    if kind == SETTING_KIND:
        return {"value": '{row}."value"'}
    values = {name: f'{{row}}."{name}"' for name in ORIGIN}
    for spec in field_specs(KINDS[kind]):
        value = f'{{row}}."{spec.name}"'
        if spec.role is Role.DATE:
            value = f"nullif({value}, '')"
        elif spec.role is Role.TERMS:
            value = f"nullif({value}, '[]')"
        elif spec.role is Role.NUMBER:  # 15 digits, the default, would lose some
            value = f"CASE WHEN {value} IS NOT NULL THEN printf('%!.17g', {value}) END"
        if spec.name != "id":
            values[spec.name] = value
    return values
