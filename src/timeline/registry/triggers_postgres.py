"""The triggers of a PostgreSQL database: the same promises as in a SQLite file.

The functions run with the rights of their owner, so that an account that may write
records needs no right on the audit. The number of the transaction comes through a
setting that is local to it.
"""

from sqlalchemy import Connection, text

from timeline.case.fields import Role, field_specs
from timeline.case.records.kinds import KINDS
from timeline.registry.audit import OUTSIDE, SETTING
from timeline.registry.tables import AUDIT, AUDITED, SETTING_KIND, TRANSACTIONS

_DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT"
_CURRENT = f"nullif(current_setting('{SETTING}', true), '')"

_REFUSE = f"""
CREATE FUNCTION timeline_refuse() RETURNS trigger {_DEFINER} AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$"""

_REFUSE_OUTSIDE = f"""
CREATE FUNCTION timeline_refuse_outside() RETURNS trigger {_DEFINER} AS $$
BEGIN
  IF {_CURRENT} IS NULL THEN
    RAISE EXCEPTION '%', TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$"""

_COUNT = f"""
CREATE FUNCTION timeline_count() RETURNS trigger {_DEFINER} AS $$
BEGIN
  IF NEW.case_id <> OLD.case_id OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'The key of a record stays the same for ever.';
  END IF;
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION 'The version of a record counts its changes one by one.';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$"""

# The arguments are: empty dates and lists, yes-or-no fields, and the days of dates.
_AUDIT = f"""
CREATE FUNCTION timeline_audit() RETURNS trigger {_DEFINER} AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{{}}' END;
  after jsonb := to_jsonb(NEW);
  dates text[] := string_to_array(TG_ARGV[0], ',');
  lists text[] := string_to_array(TG_ARGV[1], ',');
  flags text[] := string_to_array(TG_ARGV[2], ',');
  days text[] := string_to_array(TG_ARGV[3], ',');
  number bigint := {_CURRENT};
  name text;
  was text;
  is_now text;
  act text;
BEGIN
  IF number IS NULL THEN
    INSERT INTO audit_transaction (at, actor, reason)
    VALUES (to_char(clock_timestamp() AT TIME ZONE 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'), '{OUTSIDE}', '')
    RETURNING audit_transaction.number INTO number;
  END IF;
  FOR name IN SELECT jsonb_object_keys(after) LOOP
    CONTINUE WHEN name IN ('case_id', 'version');
    was := before ->> name;
    is_now := after ->> name;
    IF name = ANY (dates) THEN
      was := nullif(was, '');
      is_now := nullif(is_now, '');
    ELSIF name = ANY (lists) THEN
      was := nullif(was, '[]');
      is_now := nullif(is_now, '[]');
    ELSIF name = ANY (flags) THEN
      was := was::boolean::int::text;
      is_now := is_now::boolean::int::text;
    ELSIF name = ANY (days) THEN
      CONTINUE WHEN TG_OP = 'INSERT' OR before ->> substring(name FROM '(.*)_')
        IS DISTINCT FROM after ->> substring(name FROM '(.*)_');
    END IF;
    CONTINUE WHEN was IS NOT DISTINCT FROM is_now;
    act := CASE WHEN name = 'deleted_at' AND is_now IS NULL THEN 'restored'
      WHEN name = 'deleted_at' THEN 'deleted'
      WHEN TG_OP = 'INSERT' THEN 'created' ELSE 'changed' END;
    INSERT INTO audit
      (transaction_number, case_id, kind, record_id, action, field, old, new)
    VALUES (number, NEW.case_id, TG_TABLE_NAME, NEW.id, act, name, was, is_now);
  END LOOP;
  IF TG_TABLE_NAME = '{SETTING_KIND}' THEN
    UPDATE case_state SET rules = '' WHERE rules <> '';
  ELSE
    UPDATE case_state SET changed = number
    WHERE case_id = NEW.case_id AND changed <> number;
  END IF;
  RETURN NULL;
END $$"""

_FUNCTIONS = {
    "timeline_refuse": _REFUSE,
    "timeline_refuse_outside": _REFUSE_OUTSIDE,
    "timeline_count": _COUNT,
    "timeline_audit": _AUDIT,
}


def statements() -> tuple[str, ...]:
    """SQL that creates every function and trigger."""
    return (*_FUNCTIONS.values(), *_triggers().values())


def drops() -> tuple[str, ...]:
    """SQL that drops every function with its triggers."""
    return tuple(f"DROP FUNCTION {name}() CASCADE" for name in _FUNCTIONS)


def are_complete(connection: Connection) -> bool:
    """Whether every trigger stands, is switched on and does what it should."""
    functions = text(
        "SELECT proname, prosrc FROM pg_proc "
        "WHERE pronamespace = current_schema()::regnamespace"
    )
    bodies = {row.proname: row.prosrc for row in connection.execute(functions)}
    if any(bodies.get(name) != _body(sql) for name, sql in _FUNCTIONS.items()):
        return False
    query = text(
        "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
        "AND c.relnamespace = current_schema()::regnamespace"
    )
    return set(_triggers()) <= set(connection.execute(query).scalars())


def _body(function: str) -> str:
    return function.split("$$")[1]


def _triggers() -> dict[str, str]:
    triggers: dict[str, str] = {}
    for table in (TRANSACTIONS.name, AUDIT.name):
        message = "The audit can only be added to."
        triggers |= _refusal(table, "UPDATE OR DELETE", message)
    kept = "A case is never deleted; its records are marked."
    triggers |= _refusal("cases", "DELETE", kept) | _refusal(
        "case_state", "DELETE", kept
    )
    listed = "Only timeline writes the list of cases; change the records instead."
    name = "cases_no_outside"
    triggers[name] = (
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON cases FOR EACH ROW "
        f"EXECUTE FUNCTION timeline_refuse_outside('{listed}')"
    )
    name = "patient_code_outside"
    triggers[name] = (
        f"CREATE TRIGGER {name} BEFORE UPDATE ON patient FOR EACH ROW "
        "WHEN (NEW.code IS DISTINCT FROM OLD.code) EXECUTE FUNCTION "
        "timeline_refuse_outside('Only timeline changes a study code.')"
    )
    for kind, days in AUDITED.items():
        triggers |= _records(kind, days)
    return triggers


def _refusal(table: str, events: str, message: str) -> dict[str, str]:
    call = f"EXECUTE FUNCTION timeline_refuse('{message}')"
    return {
        f"{table}_kept": f'CREATE TRIGGER {table}_kept BEFORE {events} ON "{table}" '
        f"FOR EACH ROW {call}",
        f"{table}_not_emptied": f"CREATE TRIGGER {table}_not_emptied "
        f'BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {call}',
    }


def _records(kind: str, days: tuple[str, ...]) -> dict[str, str]:
    message = "A record is never deleted; set deleted_at instead."
    arguments = ", ".join(
        f"'{','.join(names)}'"
        for names in (
            _names(kind, Role.DATE),
            _names(kind, Role.TERMS),
            _names(kind, Role.FLAG),
            days,
        )
    )
    return {
        **_refusal(kind, "DELETE", message),
        f"{kind}_counted": f"CREATE TRIGGER {kind}_counted BEFORE UPDATE "
        f'ON "{kind}" FOR EACH ROW EXECUTE FUNCTION timeline_count()',
        f"{kind}_audited": f"CREATE TRIGGER {kind}_audited AFTER INSERT OR UPDATE "
        f'ON "{kind}" FOR EACH ROW EXECUTE FUNCTION timeline_audit({arguments})',
    }


def _names(kind: str, role: Role) -> tuple[str, ...]:
    if kind == SETTING_KIND:
        return ()
    return tuple(s.name for s in field_specs(KINDS[kind]) if s.role is role)
