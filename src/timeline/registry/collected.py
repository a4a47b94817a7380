"""What a source of many cases collects: decided when it is taken in, and stored.

A field that is empty in all records of its kind was not overlooked by each of many
people: the source does not ask for it. That is said once for the source and asked of no
patient. An import of at least `LEAST_CASES` cases from one origin decides it; a later
file of that origin that gives a field ends it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.uncollected import Uncollected

COLLECTED = "collected."
"""How the names begin under which this is stored among the settings."""
LEAST_CASES = 30
"""Cases with records of a kind from which an empty field says something.

By the rule of three (JAMA 1983;249:1743-1745) a field that is empty in 30 of 30 cases
is, at 95 % confidence, given in at most one of ten.
"""


@dataclass(frozen=True, slots=True)
class Collected:
    """What the cases of one source hold."""

    source: str
    cases: int
    """The most that were read at once."""
    kinds: Mapping[str, int]
    """Of them, how many have records of a kind."""
    fields: frozenset[str]
    """Fields that any record gives, such as `adverse_event.grade`."""

    @classmethod
    def of(cls, source: str, cases: Iterable[Case]) -> "Collected":
        """Count what cases of a source hold."""
        kinds: dict[str, int] = {}
        fields: set[str] = set()
        count = 0
        for case in cases:
            count += 1
            for kind in {entry.kind for entry in case.entries}:
                kinds[kind] = kinds.get(kind, 0) + 1
            fields |= {name for entry in case.entries for name in _given(entry)}
        return cls(source, count, kinds, frozenset(fields))

    def and_earlier(self, earlier: "Collected") -> "Collected":
        """With what an earlier import of the source held; cases may be the same."""
        kinds = {
            kind: max(self.kinds.get(kind, 0), earlier.kinds.get(kind, 0))
            for kind in {**earlier.kinds, **self.kinds}
        }
        cases = max(self.cases, earlier.cases)
        return Collected(self.source, cases, kinds, self.fields | earlier.fields)

    @property
    def uncollected(self) -> Uncollected:
        """What the source never gives, as far as its cases are enough to say so."""
        enough = (
            kind
            for kind in KINDS
            if self.cases >= LEAST_CASES
            and self.kinds.get(kind, LEAST_CASES) >= LEAST_CASES
        )
        names = {f"{kind}.{name}" for kind in enough for name in _names(kind)}
        return Uncollected(self.source, self.cases, frozenset(names - self.fields))

    @property
    def setting_name(self) -> str:
        """Under what it is stored."""
        return setting_name(self.source)

    @property
    def setting_text(self) -> str:
        """As it is stored: JSON in a fixed order."""
        values = {
            "source": self.source,
            "cases": self.cases,
            "kinds": dict(self.kinds),
            "fields": sorted(self.fields),
        }
        return json.dumps(values, ensure_ascii=False, sort_keys=True)


def setting_name(source: str) -> str:
    """Under what is stored what a source collects."""
    return COLLECTED + sha256(source.encode()).hexdigest()[:16]


@lru_cache(maxsize=64)
def collected_from(text: str) -> Collected:
    """Read what is stored of a source.

    Raises:
        ValueError: If another program wrote what it cannot be.
    """
    try:
        values = json.loads(text)
        kinds = {str(kind): int(count) for kind, count in values["kinds"].items()}
        fields = frozenset(map(str, values["fields"]))
        return Collected(str(values["source"]), int(values["cases"]), kinds, fields)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise ValueError("What a source collects is stored as JSON.") from None


def _names(kind: str) -> Iterable[str]:
    return (name for name in KINDS[kind].model_fields if name != "id")


def _given(entry: Entry) -> Iterable[str]:
    for name in _names(entry.kind):
        value = getattr(entry, name)
        known = value.known if isinstance(value, PartialDate) else value is not None
        if known and value not in ("", ()):
            yield f"{entry.kind}.{name}"
