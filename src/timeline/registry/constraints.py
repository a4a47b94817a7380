"""The rules of a record's fields as CHECK constraints of its table.

They are read from the same declarations as forms and files, so that a write from
outside the tool meets the same limits on both databases.
"""

import sys
from collections.abc import Iterator

from sqlalchemy import CheckConstraint
from sqlalchemy.sql.elements import conv

from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry

_LARGEST = repr(sys.float_info.max)
_LARGEST_COUNT = 2**31 - 1  # of a whole number in PostgreSQL
_OPERATORS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
_SQLITE_TYPES = {Role.NUMBER: "real", Role.COUNT: "integer", Role.FLAG: "integer"}
_SQLITE_DATE = (
    "length({c}) <= 200 AND ({c} = '' OR {c} GLOB '[0-9][0-9][0-9][0-9]' "
    "OR {c} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' "
    "OR {c} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' "
    "OR ({c} GLOB '[MD]*[0-9]' AND substr({c}, 2) NOT GLOB '*[^0-9+-]*') "
    "OR ({c} GLOB '[[]*..*]' "
    "AND substr({c}, 2, length({c}) - 2) NOT GLOB '*[^0-9MD.+-]*') "
    # counted from a record, or from birth
    "OR ({c} GLOB '[A-Za-z0-9]*[+-][DWMY]*[0-9]' "
    "AND {c} NOT GLOB '*[^A-Za-z0-9_.+-]*') "
    "OR ({c} GLOB 'age [0-9]*' AND substr({c}, 5) NOT GLOB '*[^0-9]*') "
    "OR ({c} GLOB '[[]*[+-][DWMY][0-9]*]' AND {c} GLOB '*..*' "
    "AND substr({c}, 2, length({c}) - 2) NOT GLOB '*[^A-Za-z0-9_.+-]*') "
    "OR ({c} GLOB '[[]*age [0-9]*]' AND {c} GLOB '*..*' "
    "AND substr({c}, 2, length({c}) - 2) NOT GLOB '*[^0-9age .]*'))"
)
_COUNTED = "[A-Za-z0-9][A-Za-z0-9_.-]*[+-][DWMY][0-9]+"
_AGED = "age [0-9]+"
_POSTGRES_DATE = (
    "{c} ~ '^(|[0-9]{{4}}(-[0-9]{{2}}){{0,2}}|[MD][0-9+-]*[0-9]"
    "|\\[[0-9MD.+-]*\\.\\.[0-9MD.+-]*\\]"
    f"|{_COUNTED}|\\[({_COUNTED})?\\.\\.({_COUNTED})?\\]"
    f"|{_AGED}|\\[({_AGED})?\\.\\.({_AGED})?\\])$'"
)
_SQLITE_ID = "id GLOB '[A-Za-z0-9]*' AND id NOT GLOB '*[^A-Za-z0-9_-]*'"
_POSTGRES_ID = "id ~ '^[A-Za-z0-9][A-Za-z0-9_-]*$'"


def checks(
    record_class: type[Entry], days: tuple[str, ...]
) -> tuple[CheckConstraint, ...]:
    """CHECK constraints for the table of one kind, apart from its vocabularies.

    Args:
        record_class: The kind.
        days: Names of the columns that hold the first and last day of its dates.
    """
    kind = record_class.kind
    specs = field_specs(record_class)
    constraints = [
        CheckConstraint(rule, name=conv(f"ck_{kind}_{spec.name}_{number}"))
        for spec in specs
        for number, rule in enumerate(_rules(record_class, spec), start=1)
    ]
    rules = [_stored_type(spec) for spec in specs]
    rules += [_typed(name, "integer") for name in (*days, "version")]
    rules += [_typed("deleted_at", "text"), "length(deleted_at) <= 32"]
    types = " AND ".join(rules)
    constraints += _one_per_database(f"ck_{kind}_types", types, None)
    constraints += _one_per_database(f"ck_{kind}_id_plain", _SQLITE_ID, _POSTGRES_ID)
    for name in record_class.date_fields():
        column = f'"{name}"'
        constraints += _one_per_database(
            f"ck_{kind}_{name}_date",
            _SQLITE_DATE.format(c=column),
            _POSTGRES_DATE.format(c=column),
        )
    return tuple(constraints)


def _rules(record_class: type[Entry], spec: FieldSpec) -> Iterator[str]:
    column = f'"{spec.name}"'
    for limit in record_class.model_fields[spec.name].metadata:
        for name, operator in _OPERATORS.items():
            bound = getattr(limit, name, None)
            if bound is not None:
                yield f"{column} {operator} {bound!r}"
        longest = getattr(limit, "max_length", None)
        if longest is not None:
            yield f"length({column}) <= {longest}"
    if spec.role is Role.NUMBER:  # NaN and infinities; PostgreSQL keeps both
        yield f"{column} BETWEEN -{_LARGEST} AND {_LARGEST}"
    if spec.name == "id":
        yield "length(id) BETWEEN 1 AND 64"


def _stored_type(spec: FieldSpec) -> str:
    """What SQLite would take and PostgreSQL would not, by the type of its column."""
    stored = _SQLITE_TYPES.get(spec.role, "text")
    column = f'"{spec.name}"'
    also = {
        "text": f" AND instr({column}, char(0)) = 0",
        "integer": f" AND {column} <= {_LARGEST_COUNT}",
        "real": "",
    }[stored]
    if spec.role is Role.FLAG:
        also = f" AND {column} IN (0, 1)"
    return _typed(spec.name, stored) + also


def _typed(name: str, stored: str) -> str:
    return f"typeof(\"{name}\") IN ('{stored}', 'null')"


def _one_per_database(
    name: str, sqlite: str, postgres: str | None
) -> Iterator[CheckConstraint]:
    constraint = CheckConstraint(sqlite, name=conv(name))
    constraint.ddl_if(dialect="sqlite")
    yield constraint
    if postgres is not None:
        constraint = CheckConstraint(postgres, name=conv(name))
        constraint.ddl_if(dialect="postgresql")
        yield constraint
