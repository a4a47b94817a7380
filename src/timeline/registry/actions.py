"""What a person can do to a registry: the actions, and what comes of them.

What a person did with one key is one list of actions: stored whole or not at all, as
one transaction of the audit and one step of undo.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from timeline.case.case import Case
from timeline.case.record import Entry


@dataclass(frozen=True, slots=True)
class Session:
    """Who acts, and why."""

    actor: str
    reason: str = ""
    """Needed as soon as something that is stored changes."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was first named, and what was said of it there last."""

    source: str
    """A file, or the id of another registry."""
    name: str
    """Id of the record there."""
    values: str = ""
    """The fields as stated there, as JSON, with the ids of this registry; an import
    compares them with what the file says next time."""
    version: int | None = None
    """Version that the record had where it was exported; None for a file that a person
    wrote."""


@dataclass(frozen=True, slots=True)
class Put:
    """Store a record: a new one, or the new state of a stored one."""

    code: str
    """Study code of the case, as stored; of a new patient, the code to store."""
    record: Entry
    seen: int | None = None
    """Version that was read; None for a new record. The id of a new record is a wish:
    where the case has it already, the registry makes another, and what else the same
    actions add to the case follows."""
    origin: Origin | None = None
    """Where an import has it from; None for what is entered here."""
    code_confirmed: bool = False
    """Whether a person said that a study code that differs from a stored one in case,
    hyphens or blanks alone is another patient's."""


@dataclass(frozen=True, slots=True)
class Remove:
    """Put a record into the bin, or with the patient's id the whole patient."""

    code: str
    record_id: str
    seen: int | None


@dataclass(frozen=True, slots=True)
class Restore:
    """Take a record out of the bin, or with the patient's id the whole patient."""

    code: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Move:
    """Give records that were entered for the wrong patient to another one.

    Records that refer to them go along, and so do the orders between them.
    """

    code: str
    record_ids: tuple[str, ...]
    to: str
    """Study code of the other patient."""
    drop_orders: bool = False
    """Whether orders that tie them to records that stay go into the bin. Without it
    such orders stop the move, so that a person can decide."""


@dataclass(frozen=True, slots=True)
class Configure:
    """Change a setting of the registry."""

    name: str
    value: str | None
    """As text; None goes back to the default."""
    seen: int | None = None
    """Version that was read; None where the setting was never changed."""


Action = Put | Remove | Restore | Move | Configure


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a list of actions wrote."""

    transaction: int | None = None
    """Number to undo it by; None where everything stood there already."""
    created: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    """Records that stood there already as they were to be."""
    settings: int = 0
    """Settings that were changed."""
    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The id that a new record was given, by code and wished id, where it differs."""
    versions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Version that stands now, by code and id, of each record that was written."""

    def id_of(self, code: str, wished: str) -> str:
        """The id under which a new record is stored."""
        return self.ids.get((code, wished), wished)


def additions(*cases: Case) -> Iterator[Put]:
    """The actions that store new patients with every record.

    Args:
        cases: The cases; their codes must not be taken.
    """
    for case in cases:
        for entry in case.entries:
            yield Put(case.code, entry)


def codes_of(actions: Iterable[Action]) -> set[str]:
    """The study codes that actions name."""
    codes: set[str] = set()
    for action in actions:
        if not isinstance(action, Configure):
            codes.add(action.code)
        if isinstance(action, Move):
            codes.add(action.to)
    return codes
