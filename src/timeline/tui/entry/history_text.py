"""Puts the changes of a record into lines that a person can read as a diff."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.case.fields import FieldSpec, Role, specs_by_name
from timeline.case.records.kinds import KINDS
from timeline.tui.entry.field_text import LIST_MARK

if TYPE_CHECKING:
    from timeline.registry import Change

EMPTY = "(empty)"
FLAGS = {"1": "yes", "0": "no", "true": "yes", "false": "no"}
"""A yes or no as SQLite and PostgreSQL keep it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What one person stored at one moment."""

    heading: str
    """When, who, what."""
    reason: str
    """Why; empty where none was given."""
    lines: tuple[tuple[str, str, str], ...]
    """Title of the field, value before, value after."""


def revisions(changes: "Sequence[Change]") -> tuple[Revision, ...]:
    """Group the changes of a record by transaction, the newest first."""
    grouped = groupby(changes, key=lambda change: change.transaction)
    oldest_first = [_revision(tuple(group)) for _, group in grouped]
    return tuple(reversed(oldest_first))


def _revision(changes: "Sequence[Change]") -> Revision:
    first = changes[0]
    when = first.at.strftime("%Y-%m-%d %H:%M UTC")
    heading = f"{when}  {first.actor}  {first.action}"
    specs = specs_by_name(KINDS[first.kind])
    changed = ((specs[c.field], c) for c in changes if c.field in specs)
    lines = tuple(
        (spec.title, _shown(spec, change.old), _shown(spec, change.new))
        for spec, change in changed
        if change.old != change.new
    )
    return Revision(heading, first.reason, lines)


def _shown(spec: FieldSpec, value: str | None) -> str:
    """A value as a form writes it; the audit keeps it as the database does."""
    if value is None or value in ("", "[]"):
        return EMPTY
    if spec.role is Role.FLAG:
        return FLAGS.get(value, value)
    return _listed(value) if spec.role is Role.TERMS else value


def _listed(value: str) -> str:
    try:
        parsed = json.loads(value)
    except ValueError:  # written by another program
        return value
    is_list = isinstance(parsed, list) and all(isinstance(item, str) for item in parsed)
    return f"{LIST_MARK} ".join(parsed) if is_list else value


def changed_since(changes: "Sequence[Change]", version: int) -> str:
    """Who changed a record after a version of it, and which fields; else empty.

    Args:
        changes: The whole history of the record, the first change first.
        version: The version; each transaction on a record makes one.
    """
    numbers = sorted({change.transaction for change in changes})
    later = [change for change in changes if change.transaction in numbers[version:]]
    if not later:
        return ""
    who = later[-1].actor
    if later[-1].action == "deleted":
        return f"{who} put this record into the bin meanwhile. Saving asks what stands."
    specs = specs_by_name(KINDS[later[-1].kind])
    titles = dict.fromkeys(specs[c.field].title for c in later if c.field in specs)
    return f"{who} changed this record meanwhile: {', '.join(titles)}."
