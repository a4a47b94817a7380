"""Whether one patient is of the population of a trial arm: yes, no, or not known.

The catalogue says of each arm what its patients had in common. What is not known of a
patient is never assumed, and what no record answers stays open.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline.case.assay_vocabulary import IhcScore
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.her2.at_line import Her2AtLine

_OTHER = "other: "
_EARLIER = frozenset(
    {"earlier trastuzumab", "no earlier trastuzumab", "earlier anti-HER2 drug"}
)


@dataclass(frozen=True, slots=True)
class PatientAtLine:
    """What decides whether a patient is of a population, at the start of a line."""

    her2: Her2AtLine
    earlier_drugs: frozenset[str]
    """Drugs of the earlier lines for the same tumour."""


def population_fits(criterion: str, patient: PatientAtLine) -> bool | None:
    """Whether a criterion of the catalogue holds; None where it is not known.

    Raises:
        KeyError: If the criterion is none that the catalogue may name.
    """
    if criterion.startswith(_OTHER):
        return None
    if criterion in _EARLIER:
        return _treated_earlier(criterion, patient.earlier_drugs)
    return _BY_HER2[criterion](patient.her2)


def of_her2(criterion: str) -> bool:
    """Whether a criterion is about HER2 as records hold it."""
    return criterion in _BY_HER2


def of_earlier_drugs(criterion: str) -> bool:
    """Whether a criterion is about the drugs of earlier lines."""
    return criterion in _EARLIER


def criterion_in_words(criterion: str) -> str:
    """The criterion for a sentence."""
    return criterion.removeprefix(_OTHER)


def _treated_earlier(criterion: str, drugs: frozenset[str]) -> bool:
    if criterion == "earlier anti-HER2 drug":
        return any((drug := find_drug(name)) and drug.anti_her2 for name in drugs)
    return ("trastuzumab" in drugs) is (criterion == "earlier trastuzumab")


def _any(*criteria: bool | None) -> bool | None:
    if True in criteria:
        return True
    return None if None in criteria else False


def _no(criterion: bool | None) -> bool | None:
    return None if criterion is None else not criterion


def _scored(*scores: IhcScore) -> Callable[[Her2AtLine], bool | None]:
    def fits(her2: Her2AtLine) -> bool | None:
        return None if her2.ihc is None else her2.ihc in scores

    return fits


_three = _scored(IhcScore.THREE)


def _amplified_or_overexpressed(her2: Her2AtLine) -> bool | None:
    """A class that is positive by any definition is one of the two."""
    return _any(her2.positive or None, her2.amplified, _three(her2))


def _expressed(her2: Her2AtLine) -> bool | None:
    """No source says from which score on: 3+ is, 0 is not, and between is open."""
    if her2.ihc is None:
        return None
    return {IhcScore.THREE: True, IhcScore.ZERO: False}.get(her2.ihc)


_BY_HER2: Mapping[str, Callable[[Her2AtLine], bool | None]] = {
    "HER2-positive": lambda her2: her2.positive,
    "HER2-negative": lambda her2: _no(her2.positive),
    "HER2-low": lambda her2: False if her2.positive else her2.low,
    "HER2 IHC 3+": _three,
    "HER2 IHC 2+": _scored(IhcScore.TWO),
    "HER2 IHC 1+": _scored(IhcScore.ONE),
    "HER2 IHC 2+ or 3+": _scored(IhcScore.TWO, IhcScore.THREE),
    "HER2 IHC below 3+": lambda her2: _no(_three(her2)),
    "HER2 IHC 3+ or amplified": lambda her2: _any(_three(her2), her2.amplified),
    "HER2 amplified": lambda her2: her2.amplified,
    "HER2 not amplified": lambda her2: _no(her2.amplified),
    "HER2 overexpressed": lambda her2: her2.overexpressed,
    "HER2 amplified or overexpressed": _amplified_or_overexpressed,
    "HER2 expressed": _expressed,
    "HER2-mutant": lambda her2: her2.mutated,
    "HER2-mutant or amplified": lambda her2: _any(her2.mutated, her2.amplified),
    "HER2-mutant or overexpressed": lambda her2: _any(her2.mutated, her2.overexpressed),
    "HER2 altered": lambda her2: _any(
        her2.positive or None, her2.amplified, her2.mutated
    ),
    "HER2 not altered": lambda her2: _no(
        _any(her2.positive or None, her2.amplified, her2.mutated)
    ),
    "HER2 not stated": lambda _her2: None,
}
"""What the catalogue may ask of HER2. A trial's word for overexpression is read as IHC
2+ or 3+, and where amplification counts beside it, as IHC 3+ (DESTINY-PanTumor02 and
MyPathway as their definitions stand in the rule sets)."""
