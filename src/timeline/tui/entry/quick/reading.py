"""What a line of quick entry says: facts, each with what was not understood of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.case.record import Entry


@dataclass(frozen=True, slots=True)
class Filled:
    """One form as a line fills it."""

    record_class: type[Entry]
    texts: Mapping[str, str]
    """Texts by field name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a line says."""

    forms: tuple[Filled, ...] = ()
    """One, those of a list, or a line of therapy with its courses; or none at all."""
    left_over: str = ""
    """Words that are in no field, as typed."""
    not_known: tuple[str, ...] = ()
    """Names within a regimen that no catalogue knows; they stay in it."""
    reasons: tuple[str, ...] = ()
    """Why something was not taken, in sentences."""

    @property
    def whole(self) -> bool:
        """Whether every word of it is in a field."""
        return bool(self.forms) and not self.left_over


def filled(record_class: type[Entry], **texts: str) -> tuple[Filled, ...]:
    """One form with the texts that are not empty."""
    return (Filled(record_class, {n: text for n, text in texts.items() if text}),)
