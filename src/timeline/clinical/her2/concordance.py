"""Do HER2 tests by different methods agree with each other?

Plasma, circulating cells, serum and imaging are surrogates: they stand beside a tissue
result and never replace it. In gastric cancer, plasma agreed with tissue in about 60 %
of patients in early studies and in 75 to 90 % later (review of HER2 in advanced gastric
cancer). Where methods disagree, polysomy 17, heterogeneity of the tumour and technical
error are the usual explanations.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.her2_test import Her2Test
from timeline.case.vocabulary import Her2Method, IhcScore
from timeline.clinical.her2.ish import IshValues, read_ish
from timeline.clinical.her2.specimen import (
    ISH_METHODS,
    is_tissue,
    reported_call,
    same_specimen,
)
from timeline.clinical.her2.terms import Call, Her2Warning


class Concordance(StrEnum):
    """Whether two tests agree."""

    CONCORDANT = "concordant"
    DISCORDANT = "discordant"
    NOT_COMPARABLE = "not comparable"  # one of them is equivocal or has no result


@dataclass(frozen=True, slots=True)
class MethodPair:
    """Two tests by different methods."""

    records: tuple[str, str]
    """Ids of both; a tissue test comes before a surrogate."""
    concordance: Concordance
    same_specimen: bool
    """Whether the records say that both were done on one tissue specimen."""
    surrogate: bool
    """Whether the second was not done on tissue, or on material that is not named."""
    warnings: tuple[Her2Warning, ...] = ()


def method_pairs(case: Case, chronology: Chronology) -> tuple[MethodPair, ...]:
    """Compare methods on one tissue specimen, and tissue with surrogates.

    Tests on tissue taken at different times are no pair: what differs between them may
    have changed (see `her2_change`).

    Returns:
        Pairs in the order of the tests. Values from sequencing count only as far as
        the report calls the gene amplified or not: no threshold is applied to them.
    """
    tests = [
        test
        for test in chronology.in_order(case.of_kind(Her2Test))
        if isinstance(test, Her2Test) and test.method
    ]
    pairs = (
        sorted(pair, key=lambda test: not is_tissue(test))
        for pair in combinations(tests, 2)
        if pair[0].method is not pair[1].method
    )
    return tuple(
        _pair(first, second)
        for first, second in pairs
        if is_tissue(first) and (not is_tissue(second) or same_specimen(first, second))
    )


def _pair(first: Her2Test, second: Her2Test) -> MethodPair:
    calls = call_of(first), call_of(second)
    if None in calls:
        concordance = Concordance.NOT_COMPARABLE
    elif calls[0] is calls[1]:
        concordance = Concordance.CONCORDANT
    else:
        concordance = Concordance.DISCORDANT
    return MethodPair(
        records=(first.id, second.id),
        concordance=concordance,
        same_specimen=same_specimen(first, second),
        surrogate=not is_tissue(second),
        warnings=_cells_against_tissue(first, second, calls),
    )


def call_of(test: Her2Test) -> Call | None:
    """What one test by itself says: positive, negative, or None for neither.

    IHC counts by its score (2+ is neither), ISH by its ratio; both, and every other
    method, fall back on the report where there is no number to go by.
    """
    if test.method is Her2Method.IHC and test.ihc_score is not None:
        scores = {IhcScore.THREE: Call.POSITIVE, IhcScore.TWO: None}
        return scores.get(test.ihc_score, Call.NEGATIVE)
    if test.method in ISH_METHODS | {Her2Method.CTC_FISH}:
        values = IshValues(
            test.ish_ratio, test.her2_copies, test.cep17_copies, reported_call(test)
        )
        return read_ish(values).call
    return reported_call(test)


def _cells_against_tissue(
    tissue: Her2Test, other: Her2Test, calls: tuple[Call | None, Call | None]
) -> tuple[Her2Warning, ...]:
    on_cells = other.method is Her2Method.CTC_FISH and is_tissue(tissue)
    if not on_cells or calls != (Call.NEGATIVE, Call.POSITIVE):
        return ()
    message = (
        "Circulating tumour cells are amplified although the tissue is negative, as in "
        "13 of 50 patients with negative tissue in one study of gastric cancer."
    )
    return (Her2Warning("W-CTC-DISCORD", message),)
