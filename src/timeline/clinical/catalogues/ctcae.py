"""Terms of adverse events with the grades that exist for each, by edition of CTCAE.

Edition 5.0 is at hand. Of any other nothing is said: 3.0 has a grade 4 of fatigue, and
5.0 has none above 3.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.clinical.catalogues.tables import rows
from timeline.clinical.catalogues.terms import completions, folded

_BRITISH = re.compile(r"ae|oe")
"""Letters that CTCAE writes as `e`: anaemia, diarrhoea, oedema."""
_HALF = re.compile(r"(?<=.)[ao]$")
"""The first of these letters, of which the second is still to be typed."""


@dataclass(frozen=True, slots=True)
class CtcaeTerm:
    """One term of one edition."""

    edition: str
    term: str
    system_organ_class: str
    grades: frozenset[int]
    """Grades that the edition defines for it, among 1 to 5."""
    source: str
    checked: str
    """Day on which the row was last compared with its source, `2026-12-01`."""


@cache
def all_ctcae_terms() -> tuple[CtcaeTerm, ...]:
    """Every term, in the order of the table."""
    return tuple(
        CtcaeTerm(
            edition=row["edition"],
            term=row["term"],
            system_organ_class=row["system_organ_class"],
            grades=frozenset(map(int, row["grades"])),
            source=row["source"],
            checked=row["checked"],
        )
        for row in rows("ctcae")
    )


@cache
def _by_name() -> dict[tuple[str, str], CtcaeTerm]:
    return {(each.edition, _american(each.term)): each for each in all_ctcae_terms()}


@lru_cache(maxsize=4096)
def _american(text: str) -> str:
    return _BRITISH.sub("e", folded(text))


def find_ctcae_term(text: str, edition: str) -> CtcaeTerm | None:
    """Find a term in American or British spelling: `Diarrhea` and `diarrhoea` are one.

    Args:
        text: The term.
        edition: Such as `5.0`.

    Returns:
        The term, or None if the edition is not at hand or does not have it.
    """
    return _by_name().get((edition, _american(text)))


def complete_ctcae_term(prefix: str) -> tuple[str, ...]:
    """List the terms that begin with what was typed, in either spelling.

    `diarrho` is the beginning of `diarrhoea`, which CTCAE writes with an `e`.
    """
    names = {name: each.term for (_, name), each in _by_name().items()}
    begun = _american(prefix)
    return completions(names, begun) or completions(names, _HALF.sub("", begun))
