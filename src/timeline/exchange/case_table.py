"""Checks one table of a case file against the declaration of its kind of record.

pydantic would take the text "59" for a number and `true` for 1. TOML has types, so a
value of another type is a mistake, and so is a key that is not declared.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any

from timeline.case.fields import FieldSpec, Role, specs_by_name
from timeline.case.record import Entry

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
_EXPECTED = {
    Role.TEXT: "Write a text in quotes.",
    Role.LONG_TEXT: "Write a text in quotes.",
    Role.REFERENCE: "Write the id of a record in quotes.",
    Role.NUMBER: "Write a number without quotes.",
    Role.COUNT: "Write a whole number without quotes.",
    Role.FLAG: "Write true or false without quotes.",
    Role.TERMS: 'Write a list of texts: ["one", "two"].',
    Role.DATE: 'Write a date in quotes, like "2017-09".',
}

_TYPES: dict[Role, type | UnionType] = {
    Role.NUMBER: int | float,
    Role.COUNT: int,
    Role.DATE: str | dt.date,
}


@dataclass(frozen=True, slots=True)
class TableProblem:
    """One mistake in a table."""

    field: str
    """Key that it is about; empty for the whole table."""
    message: str
    """What to write instead."""


def plain(name: str) -> str:
    """The name if it is an ordinary key or id, otherwise nothing.

    A name from a file can hold control characters, and a problem is shown as it is.
    """
    return name if _PLAIN.fullmatch(name) else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Ask about the nearest known name, after a space; empty if none is near."""
    near = get_close_matches(name[:64].lower(), tuple(known), n=1)
    return f" Did you mean {near[0]}?" if near else ""


def check_table(
    record_class: type[Entry], values: dict[str, Any]
) -> Iterator[TableProblem]:
    """List the unknown keys and the values of a wrong type.

    Args:
        record_class: The kind of record that the table holds.
        values: Keys and values as `tomllib` gives them.
    """
    specs = specs_by_name(record_class)
    for key, value in values.items():
        spec = specs.get(key)
        if spec is None:
            question = did_you_mean(key, specs)
            yield TableProblem(key, f"There is no such key.{question}")
        elif not _fits(value, spec.role):
            yield TableProblem(key, _expected(spec))


def _expected(spec: FieldSpec) -> str:
    if spec.role is Role.CHOICE:
        return f"Write one of these in quotes: {', '.join(spec.choices)}."
    return _EXPECTED[spec.role]


def _fits(value: object, role: Role) -> bool:
    if isinstance(value, bool) or role is Role.FLAG:
        return isinstance(value, bool) and role is Role.FLAG
    if isinstance(value, dt.datetime):
        return False
    if role is Role.TERMS:
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    return isinstance(value, _TYPES.get(role, str))
