"""Reported causes of resistance to anti-HER2 therapy, with the evidence for each.

Each row stands for itself. Claims of different strength cannot be added up, so nothing
here counts, ranks or scores them.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from timeline.clinical.catalogues.tables import listed, rows


class Direction(StrEnum):
    """Whether a claim is of resistance or of sensitivity."""

    RESISTANCE = "resistance"
    SENSITIVITY = "sensitivity"


class EvidenceLevel(StrEnum):
    """What a claim rests on."""

    CLINICAL = "clinical"
    PRECLINICAL = "preclinical"
    STATEMENT = "statement"  # stated without data


@dataclass(frozen=True, slots=True)
class ResistanceMarker:
    """One claim on resistance or sensitivity to anti-HER2 therapy."""

    marker: str
    alteration: str
    direction: Direction
    tumours: tuple[str, ...]
    """Tumours in which it was described."""
    evidence: tuple[EvidenceLevel, ...]
    figures: str
    """Numbers as the source gives them; empty where it gives none."""
    note: str
    source: str


@cache
def resistance_markers() -> tuple[ResistanceMarker, ...]:
    """All claims, in the order of the catalogue."""
    return tuple(
        ResistanceMarker(
            marker=row["marker"],
            alteration=row["alteration"],
            direction=Direction(row["direction"]),
            tumours=listed(row["tumours"]),
            evidence=tuple(EvidenceLevel(word) for word in listed(row["evidence"])),
            figures=row["figures"],
            note=row["note"],
            source=row["source"],
        )
        for row in rows("resistance")
    )


_LIST = re.compile(r",| and | or ")
_WORD = re.compile(r"[\w-]+")


@lru_cache(maxsize=4096)
def claims_named_in(text: str) -> tuple[ResistanceMarker, ...]:
    """Claims on the markers that a text names, in the order of the catalogue.

    Only markers with a name of one word are looked for, and only as they are written
    in the catalogue: `MET` is a gene and `met` is not. Whether the finding is the
    alteration of the claim is for the reader to say.

    Args:
        text: What a finding says, such as `PTEN loss by IHC`.

    Returns:
        Empty where the text names no marker.
    """
    words = _names() & set(_WORD.findall(text))
    if not words:
        return ()
    return tuple(c for c in resistance_markers() if words & _names_in(c.marker))


@cache
def _names() -> frozenset[str]:
    """Every name that a text may hold."""
    return frozenset().union(*(_names_in(c.marker) for c in resistance_markers()))


def _names_in(marker: str) -> frozenset[str]:
    return frozenset(name.strip() for name in _LIST.split(marker))
