"""Completes the word that is being typed, from the words that the case has already.

A report comes back to the same organs, drugs and operations again and again. What is
completed is only shown; it stands in the text when the person takes it.
"""

import re
from collections import Counter
from collections.abc import Iterator

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry
from timeline.clinical.catalogues.drugs import all_drugs
from timeline.clinical.catalogues.tables import remembered
from timeline.tui.entry.order_fields import ORDER_SPECS, POINT_FIELDS
from timeline.tui.entry.quick.words import INTERVENTIONS

FEWEST = 2
"""Letters after which a word is completed, and the fewest that this must save."""
_WORD = re.compile(r"[^\W\d_][\w-]{3,}")
_BEGUN = re.compile(r"(?<![\w-])[^\W\d_][\w-]*$")
_NAMES = ("id", *ORDER_SPECS, *POINT_FIELDS)
"""Fields that hold names of records."""
_WORDY = (Role.TEXT, Role.LONG_TEXT, Role.TERMS)


def is_wordy(spec: FieldSpec) -> bool:
    """Whether a field holds words of the person's own."""
    return spec.role in _WORDY and spec.name not in _NAMES


class KnownWords:
    """The words of a case, the frequent ones first; then drugs and operations."""

    def __init__(self, case: Case) -> None:
        """Gather the words of a case."""
        counts = Counter(word for entry in case.entries for word in _words_in(entry))
        words = (*(word for word, _ in counts.most_common()), *_known())
        self._words = [(word.casefold(), word) for word in words]

    def rest(self, text: str) -> str:
        """What completes the last word of a text; empty where nothing does."""
        begun = _BEGUN.search(text)
        start = begun[0].casefold() if begun else ""
        if len(start) < FEWEST:
            return ""
        least = len(start) + FEWEST
        fits = (
            word
            for folded, word in self._words
            if folded.startswith(start) and len(folded) >= least
        )
        return next(fits, "")[len(start) :]


def _words_in(entry: Entry) -> Iterator[str]:
    for spec in field_specs(type(entry)):
        value = getattr(entry, spec.name) if is_wordy(spec) else None
        for text in value if isinstance(value, tuple) else (value or "",):
            yield from _WORD.findall(text)


@remembered
def _known() -> tuple[str, ...]:
    names = (*(drug.name for drug in all_drugs()), *INTERVENTIONS)
    return tuple(dict.fromkeys(w for name in names for w in _WORD.findall(name)))
