"""Types of tumour as OncoTree has them; its licence lies beside the table."""

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.clinical.catalogues.tables import rows
from timeline.clinical.catalogues.terms import completions, folded


@dataclass(frozen=True, slots=True)
class TumourType:
    """One node of the tree."""

    code: str
    """Code of OncoTree, such as `GBC`."""
    name: str
    main_type: str
    tissue: str
    parent: str
    """Code of the node above; empty for a tissue."""
    source: str
    checked: str
    """Day on which the row was last compared with its source, `2026-12-01`."""

    @property
    def full_name(self) -> str:
        """The name, with the tissue where types of several tissues share it."""
        shared = folded(self.name) in _shared_names()
        return f"{self.name} ({self.tissue})" if shared else self.name


@cache
def all_tumour_types() -> tuple[TumourType, ...]:
    """The whole tree, each node after the one above it."""
    return tuple(TumourType(**row) for row in rows("oncotree"))


@cache
def _shared_names() -> frozenset[str]:
    counts = Counter(folded(each.name) for each in all_tumour_types())
    return frozenset(name for name, count in counts.items() if count > 1)


@cache
def _by_name() -> dict[str, TumourType]:
    codes = {folded(each.code): each for each in all_tumour_types()}
    return codes | {folded(each.full_name): each for each in all_tumour_types()}


@lru_cache(maxsize=4096)
def find_tumour_type(text: str) -> TumourType | None:
    """Find a type by its code or name.

    Returns:
        The type; None if OncoTree does not have it, or has it of several tissues.
    """
    return _by_name().get(folded(text))


def complete_tumour_type(prefix: str) -> tuple[str, ...]:
    """List the names of types that begin with what was typed, or whose code does."""
    names = {key: each.full_name for key, each in _by_name().items()}
    return completions(names, prefix)
