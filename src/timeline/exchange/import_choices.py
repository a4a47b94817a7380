"""What a person decided about an import.

The command line has the same words, and loads nothing else for its help.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Whose value stands where both changed a field."""

    FILE = "file"
    REGISTRY = "registry"


class Likeness(StrEnum):
    """What a record is that is like a stored one."""

    SAME = "same"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person decided about an import."""

    both_changed: Side | None = None
    """Whose value stands where both changed a field; None: it is a question."""
    alike: Likeness | None = None
    """What a record is that is like a stored one; None: it is a question."""
    replace: bool = False
    """Whether what is stored and the file does not hold goes: records, and values that
    an earlier version of the file stated."""
    same_patient: bool = False
    """Whether the patient is the same though sex, site or birth year differ."""
    another_patient: bool = False
    """Whether a code that differs from a stored one in case, hyphens or blanks alone
    is another patient's."""
