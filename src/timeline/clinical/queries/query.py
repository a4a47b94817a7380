"""A query: an open question on the data, in the sense of trial data management.

A query never changes a record. It stays open until a person answers or dismisses it
with a reason, which is stored under the key of the query.
"""

from enum import StrEnum
from typing import NamedTuple

from timeline.case.uncollected import Uncollected


class Severity(StrEnum):
    """What kind of question it is, the gravest first."""

    CONTRADICTION = "contradiction"  # it cannot have been so
    CONFLICT = "conflict"  # two statements do not agree
    MISSING = "missing"  # a report needs it and it is not recorded
    NOTICE = "notice"  # worth knowing; nothing need be wrong
    NOTE = "note"  # written down; nobody is asked


class State(StrEnum):
    """Whether a query is open or how it was closed."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    NOTED = "noted"  # a note, which waits for nobody


class Gap(NamedTuple):
    """What is not recorded of a record; all gaps of one record are one question.

    So are those of several records that have one beginning.
    """

    record: str
    """Id of the record; of the patient where several records are asked about."""
    words: str
    """Such as `its start` or `the dose of cisplatin`."""
    beginning: str = ""
    """Of the sentence on several records, such as `Doses are not recorded for line`; an
    s is added where several follow."""


class Query(NamedTuple):
    """One question on the data of a case."""

    key: str
    """Stays the same as long as the question does: the rule and what it is about."""
    rule: str
    """Short name of the rule that asks."""
    severity: Severity
    text: str
    """What does not add up, in one sentence."""
    settle: str
    """What would settle it."""
    records: tuple[str, ...]
    """Ids of the records that it is about, the main one first."""
    field: str = ""
    """The field of the main record; empty where it is not about one field."""
    blocks: tuple[str, ...] = ()
    """What cannot be relied on until it is settled."""
    covers: tuple[str, ...] = ()
    """Keys that are settled with it, its own among them; empty where it is alone."""
    gap: Gap | None = None
    """Where it asks for what is not recorded."""
    needs: tuple[str, ...] = ()
    """Fields of which one would settle it, such as `adverse_event.grade`."""
    source: Uncollected | None = None
    """Of a note on a source: which one it is."""
    state: State = State.OPEN
    reason: str = ""
    """Why a person answered or dismissed it; empty while it is open."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is State.OPEN


def ask(
    rule: str,
    severity: Severity,
    *records: str,
    text: str,
    settle: str,
    field: str = "",
    about: str = "",
) -> Query:
    """Build a query.

    Args:
        rule: Short name of the rule.
        severity: What kind of question it is.
        *records: Ids of the records that it is about, the main one first.
        text: What does not add up.
        settle: What would settle it.
        field: The field of the main record that it is about.
        about: What distinguishes it from other questions of the rule, where that is
            not the main record alone.
    """
    subject = about or (records[0] if records else "")
    key = ":".join(part for part in (rule, subject, field) if part)
    return Query(key, rule, severity, text, settle, records, field)
