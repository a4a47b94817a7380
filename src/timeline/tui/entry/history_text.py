"""Puts the changes of a record into lines that a person can read as a diff."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.case.fields import specs_by_name
from timeline.case.records.kinds import KINDS

if TYPE_CHECKING:
    from timeline.registry import Change

EMPTY = "(empty)"


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
    found = [_revision(tuple(group)) for _, group in grouped]
    return tuple(reversed(found))


def _revision(changes: "Sequence[Change]") -> Revision:
    first = changes[0]
    when = first.at.strftime("%Y-%m-%d %H:%M UTC")
    heading = f"{when}  {first.actor}  {first.action}"
    titled = ((_title(change), change) for change in changes)
    lines = tuple(
        (title, _shown(change.old), _shown(change.new))
        for title, change in titled
        if title and change.old != change.new
    )
    return Revision(heading, first.reason, lines)


def _title(change: "Change") -> str:
    spec = specs_by_name(KINDS[change.kind]).get(change.field)
    return spec.title if spec else ""


def _shown(value: str | None) -> str:
    return EMPTY if value is None or value in ("", "[]") else value
