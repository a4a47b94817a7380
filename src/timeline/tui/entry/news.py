"""What others stored, and which of it the person was told of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.registry import Transaction

MOST_PEOPLE = 3


@dataclass
class News:
    """Which transactions of a registry this session knows of."""

    own: set[int] = field(default_factory=set)
    """Numbers of those that were stored from here."""
    _told: set[int] = field(default_factory=set)

    def untold(self, transactions: "Iterable[Transaction]") -> "list[Transaction]":
        """Those of which the person was not told; from now on they count as told."""
        fresh = [item for item in transactions if item.number not in self._told]
        self._told |= {item.number for item in fresh}
        return fresh


def who_changed(transactions: "Sequence[Transaction]") -> str:
    """Who changed how much, in a sentence; empty for nothing."""
    if not transactions:
        return ""
    counts: Counter[str] = Counter()
    for transaction in transactions:
        counts[transaction.actor] += transaction.records
    parts = [
        f"{actor} changed {count} {'record' if count == 1 else 'records'}"
        for actor, count in counts.most_common(MOST_PEOPLE)
    ]
    if len(counts) > MOST_PEOPLE:
        parts.append("others changed more")
    return f"{'; '.join(parts)}."
