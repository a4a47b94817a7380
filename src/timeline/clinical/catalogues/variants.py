"""ERBB2 variants that the sources mention, with what they claim and what is disputed.

A variant says nothing of expression or amplification, and no class follows from it.
"""

import re
from dataclasses import dataclass
from functools import cache

from timeline.clinical.catalogues.tables import listed, rows
from timeline.clinical.catalogues.terms import folded

_GENE = re.compile(r"^(?:ERBB2|HER2)[\s:]+", re.IGNORECASE)
_PROTEIN = re.compile(r"^p\.\(?|\)$")


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant as the sources describe it."""

    name: str
    """Protein change in one-letter code, such as `S310F`."""
    domain: str
    """Where in the protein it lies; empty where no source says."""
    activating: bool
    """Whether a source calls it activating; otherwise its function is uncertain."""
    tumours: tuple[str, ...]
    """Where it was described."""
    claim: str
    """What the sources say of it."""
    dispute: str
    """What speaks against a claim; empty where nothing is known to."""
    drugs_named: tuple[str, ...]
    """Drugs that the sources name with it. Information, never a recommendation."""
    verify: str
    """What is not from the sources and should be checked."""
    source: str


@cache
def all_variants() -> tuple[Variant, ...]:
    """All variants of the catalogue."""
    return tuple(
        Variant(
            name=row["name"],
            domain=row["domain"],
            activating=row["functional_class"] == "activating",
            tumours=listed(row["tumours"]),
            claim=row["claim"],
            dispute=row["dispute"],
            drugs_named=listed(row["drugs_named"]),
            verify=row["verify"],
            source=row["source"],
        )
        for row in rows("variants")
    )


def find_variant(text: str) -> Variant | None:
    """Find a variant by its name: `S310F`, `p.S310F` and `ERBB2 S310F` are one.

    Returns:
        None if the catalogue does not have it.
    """
    return _by_name().get(folded(_PROTEIN.sub("", _GENE.sub("", text.strip()))))


@cache
def _by_name() -> dict[str, Variant]:
    return {folded(variant.name): variant for variant in all_variants()}
