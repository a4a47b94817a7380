"""Which drugs a line holds, by catalogue name, and which drugs may stand in for which.

Lines are compared by their drugs. A drug that the catalogue does not know is compared
by its name as written.
"""

from collections.abc import Iterable
from functools import lru_cache

from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import drug_names

SUBSTITUTES = (
    frozenset({"cisplatin", "carboplatin"}),
    frozenset({"paclitaxel", "albumin-bound paclitaxel"}),
)
"""Pairs whose exchange without progression is no new line (PMC8548977)."""


def drug_name(text: str) -> str:
    """Name a drug as the catalogue does, or in lower case where it does not know it."""
    drug = find_drug(text)
    return drug.name if drug else text.casefold()


def line_drugs(line: TherapyLine, courses: tuple[DrugCourse, ...]) -> frozenset[str]:
    """Name the drugs of a line.

    Returns:
        The drugs of its courses; without any course, those that its regimen names, of
        which a part that the catalogue does not know keeps its own name.
    """
    if courses:
        return frozenset(drug_name(course.drug) for course in courses)
    return frozenset(drug_name(name) for name in drug_names(line.regimen))


def interchangeable(before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether two sets of drugs differ only by drugs that stand in for each other."""
    return _as_classes(before) == _as_classes(after)


def dropped_only(before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether drugs were left out and none was added."""
    return bool(after) and _as_classes(after) < _as_classes(before)


def added(before: frozenset[str], after: frozenset[str]) -> frozenset[str]:
    """The drugs that are new, apart from those that stand in for another."""
    known = _as_classes(before)
    return frozenset(drug for drug in after if not _as_classes({drug}) <= known)


def _as_classes(drugs: Iterable[str]) -> frozenset[frozenset[str]]:
    return frozenset(map(_as_class, drugs))


@lru_cache(maxsize=4096)
def _as_class(drug: str) -> frozenset[str]:
    return next((pair for pair in SUBSTITUTES if drug in pair), frozenset({drug}))


def anti_her2_agents(drugs: Iterable[str]) -> frozenset[str]:
    """The drugs among these that act against HER2, conjugates included."""
    entries = (find_drug(drug) for drug in drugs)
    return frozenset(drug.name for drug in entries if drug and drug.anti_her2)
