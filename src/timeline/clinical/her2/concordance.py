"""Do HER2 tests by different methods agree with each other?

Plasma, circulating cells, serum and imaging are surrogates: they stand beside a tissue
result and never replace it. In gastric cancer, plasma agreed with tissue in about 60 %
of patients in early studies and in 75 to 90 % later (review of HER2 in advanced gastric
cancer). Where methods disagree, polysomy 17, heterogeneity of the tumour and technical
error are the usual explanations.

Two tests are held against each other only where they can be: on one tumour, within a
set time, with no drug against HER2 between their specimens, and, beyond tissue, where
both look for the gene. Staining of tissue and the gene in plasma are no such pair.
Circulating cells are compared with any tissue test, as the review does.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from timeline.case.assay_vocabulary import Her2Method, IhcScore
from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.therapy import DrugCourse
from timeline.clinical.her2.ish import IshValues, read_ish
from timeline.clinical.her2.ruled_site import ruled_site
from timeline.clinical.her2.specimen import (
    ISH_METHODS,
    is_tissue,
    reported_call,
    same_specimen,
    specimen_evidence,
)
from timeline.clinical.her2.terms import Call, Her2Warning
from timeline.clinical.lines.drugs import anti_her2_agents, line_drugs
from timeline.clinical.primaries import same_primary
from timeline.clinical.settings import DEFAULTS, Settings

_PROTEIN = frozenset({Her2Method.IHC, Her2Method.SERUM_ECD, Her2Method.PET})
UNALIKE = "one looks for the protein, the other for the gene"
NO_CUT_OFF = "there is no cut-off for it"
NO_RESULT = "one of them is equivocal or has no result"
UNSETTLED = "the tissue result is not settled"
PERHAPS_TREATED = "whether a drug against HER2 was given between them is not known"
UNDATED = "how far apart the specimens were taken is not known"

_NEVER = Bounds(dt.date.max.toordinal())
"""The end of a treatment that goes on."""


class Concordance(StrEnum):
    """Whether two tests agree."""

    CONCORDANT = "concordant"
    DISCORDANT = "discordant"
    CHANGED = "change"  # other times, or a drug against HER2 between them
    UNCHANGED = "no change"  # the same result at such times
    NOT_COMPARABLE = "not comparable"


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
    why: str = ""
    """What keeps them from being compared; empty where they are."""
    warnings: tuple[Her2Warning, ...] = ()

    @property
    def in_words(self) -> str:
        """The answer with its reason, such as `not comparable (...)`."""
        return f"{self.concordance} ({self.why})" if self.why else f"{self.concordance}"


def method_pairs(
    case: Case, chronology: Chronology, settings: Settings = DEFAULTS
) -> tuple[MethodPair, ...]:
    """Compare methods on one tissue specimen, and tissue with surrogates.

    Tests on tissue taken at different times are no pair: what differs between them may
    have changed (see `her2_change`). Tests of different tumours are none either, nor
    are those of which a case with several tumours does not say whose they are.

    Returns:
        Pairs in the order of the tests. Values from sequencing count only as far as
        the report calls the gene amplified or not: no threshold is applied to them.
    """
    treated = tuple(_anti_her2_spans(case, chronology))
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
        _pair(case, chronology, first, second, treated, settings)
        for first, second in pairs
        if is_tissue(first)
        and same_primary(case, first, second)
        and (not is_tissue(second) or same_specimen(first, second))
    )


def _pair(
    case: Case,
    chronology: Chronology,
    first: Her2Test,
    second: Her2Test,
    treated: tuple[tuple[Bounds, Bounds], ...],
    settings: Settings,
) -> MethodPair:
    calls = call_of(case, first), call_of(case, second)
    one_specimen = same_specimen(first, second)
    times = chronology.when(first), chronology.when(second)
    apart = _apart(times, settings.her2_concordance_days)
    if one_specimen:
        apart = False
    between = False if one_specimen or apart else _treated_between(times, treated)
    if apart is False and between:
        apart = True
    why = _unalike(first, second) or _obstacle(case, first, second, calls)
    if not why and apart is not True and (apart is None or between is None):
        why = UNDATED if apart is None else PERHAPS_TREATED
    concordance = Concordance.NOT_COMPARABLE if why else _answer(calls, apart=apart)
    return MethodPair(
        records=(first.id, second.id),
        concordance=concordance,
        same_specimen=one_specimen,
        surrogate=not is_tissue(second),
        why=why,
        warnings=_cells_against_tissue(second, calls, concordance),
    )


def _answer(
    calls: tuple[Call | None, Call | None], *, apart: bool | None
) -> Concordance:
    if calls[0] is calls[1]:
        return Concordance.UNCHANGED if apart else Concordance.CONCORDANT
    return Concordance.CHANGED if apart else Concordance.DISCORDANT


def _unalike(tissue: Her2Test, other: Her2Test) -> str:
    """Why tissue and a surrogate are not compared; empty where they are."""
    if is_tissue(other):
        return ""
    if other.method in _PROTEIN:
        return NO_CUT_OFF
    on_cells = other.method is Her2Method.CTC_FISH
    return UNALIKE if tissue.method in _PROTEIN and not on_cells else ""


def _obstacle(
    case: Case,
    first: Her2Test,
    second: Her2Test,
    calls: tuple[Call | None, Call | None],
) -> str:
    if any(specimen_evidence(case, test).unsettled for test in (first, second)):
        return UNSETTLED
    return NO_RESULT if None in calls else ""


def _apart(times: tuple[Bounds, Bounds], most: int) -> bool | None:
    """Whether more days than these lie between two specimens; None: not known."""
    before, after = sorted(times, key=lambda bounds: bounds.earliest or 0)
    firsts, lasts = (before.earliest, after.earliest), (before.latest, after.latest)
    last, first = before.latest, after.earliest
    if last is not None and first is not None and first - last > most:
        return True
    if None in firsts or None in lasts:
        return None
    farthest = max(day or 0 for day in lasts) - min(day or 0 for day in firsts)
    return False if farthest <= most else None


def _anti_her2_spans(
    case: Case, chronology: Chronology
) -> Iterator[tuple[Bounds, Bounds]]:
    """When drugs against HER2 were given: bounds of each start and of each stop."""
    courses = [c for c in case.of_kind(DrugCourse) if anti_her2_agents((c.drug,))]
    lines = (
        line
        for line in case.lines
        if not case.courses(line.id) and anti_her2_agents(line_drugs(line, ()))
    )
    for given in (*courses, *lines):
        start = chronology.bounds(f"{given.id}.start")
        yield start, _NEVER if given.ongoing else chronology.bounds(f"{given.id}.stop")


def _treated_between(
    times: tuple[Bounds, Bounds], treated: tuple[tuple[Bounds, Bounds], ...]
) -> bool | None:
    """Whether a drug against HER2 was given between two specimens; None: perhaps."""
    before, after = sorted(times, key=lambda bounds: bounds.earliest or 0)
    answers = {_given_between(before, after, *given) for given in treated}
    return True if True in answers else None if None in answers else False


def _given_between(
    before: Bounds, after: Bounds, start: Bounds, stop: Bounds
) -> bool | None:
    """The same of one course, sure where every day that the dates allow says so."""
    since, until = before.earliest, max(before.latest or 0, after.latest or 0)
    if start.earliest is not None and start.earliest >= until:
        return False
    if stop.latest is not None and since is not None and stop.latest <= since:
        return False
    last = stop.earliest if stop.earliest is not None else start.earliest
    if None in (start.latest, after.earliest, last, before.latest):
        return None
    sure = (start.latest or 0) < (after.earliest or 0)
    return True if sure and (last or 0) > (before.latest or 0) else None


def call_of(case: Case, test: Her2Test) -> Call | None:
    """What one test by itself says: positive, negative, or None for neither.

    IHC counts by its score (2+ is neither), ISH by its numbers; both, and every other
    method, fall back on the report where there is no number to go by.
    """
    if test.method is Her2Method.IHC and test.ihc_score is not None:
        scores = {IhcScore.THREE: Call.POSITIVE, IhcScore.TWO: None}
        return scores.get(test.ihc_score, Call.NEGATIVE)
    if test.method in ISH_METHODS | {Her2Method.CTC_FISH}:
        values = IshValues(
            test.ish_ratio,
            test.her2_copies,
            test.cep17_copies,
            reported_call(test),
            test.ish_probe,
            ruled_site(case, test),
        )
        return read_ish(values).call
    return reported_call(test)


def _cells_against_tissue(
    other: Her2Test, calls: tuple[Call | None, Call | None], concordance: Concordance
) -> tuple[Her2Warning, ...]:
    discordant = concordance is Concordance.DISCORDANT
    on_cells = other.method is Her2Method.CTC_FISH and discordant
    if not on_cells or calls != (Call.NEGATIVE, Call.POSITIVE):
        return ()
    message = (
        "Circulating tumour cells are amplified although the tissue is negative, as in "
        "13 of 50 patients with negative tissue in one study of gastric cancer."
    )
    return (Her2Warning("W-CTC-DISCORD", message),)
