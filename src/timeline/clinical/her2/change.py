"""Whether HER2 was lost between two tissue tests.

Two definitions are in use (review of HER2 in advanced gastric cancer) and both are
kept: loss of positivity is a follow-up IHC below 3+ without amplification; loss of
overexpression is a score that falls from 2+ or 3+ to 1+ or 0, whatever ISH shows. Only
IHC with IHC is compared, on tissue of one tumour, by one rule set. In breast cancer,
amplification is the ISH group beside the IHC score (ASCO/CAP 2018).
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from timeline.case.assay_vocabulary import Her2Method, IhcScore
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.her2_test import Her2Test
from timeline.clinical.her2.breast import ish_call
from timeline.clinical.her2.specimen import (
    is_tissue,
    may_be_same_specimen,
    reported_call,
    specimen_evidence,
)
from timeline.clinical.her2.terms import Call
from timeline.clinical.primaries import primary_of

_OVEREXPRESSED = (IhcScore.TWO, IhcScore.THREE)


class Loss(StrEnum):
    """Whether something was lost between baseline and follow-up."""

    YES = "yes"
    NO = "no"
    INDETERMINATE = "indeterminate"
    NOT_APPLICABLE = "not applicable"  # there was nothing to lose
    NOT_EVALUABLE = "not evaluable"  # a score is missing


@dataclass(frozen=True, slots=True)
class Scored:
    """IHC score and amplification of one specimen."""

    ihc: IhcScore | None
    """None where no score is stated."""
    amplified: bool | None
    """ISH on the same specimen, read with IHC where its rule does; None where there
    is none or it says nothing."""


def loss_of_positivity(baseline: Scored, follow_up: Scored) -> Loss:
    """Whether IHC fell below 3+ without amplification, after a positive baseline.

    Returns:
        Not evaluable without both scores, not applicable where the baseline was not
        positive, indeterminate where ISH that would decide is missing. Rule: review of
        HER2 in advanced gastric cancer.
    """
    if baseline.ihc is None or follow_up.ihc is None:
        return Loss.NOT_EVALUABLE
    if baseline.ihc not in _OVEREXPRESSED:
        return Loss.NOT_APPLICABLE
    if baseline.ihc is IhcScore.TWO and baseline.amplified is False:
        return Loss.NOT_APPLICABLE
    if baseline.ihc is IhcScore.TWO and baseline.amplified is None:
        return Loss.INDETERMINATE
    if follow_up.ihc is IhcScore.THREE or follow_up.amplified:
        return Loss.NO
    return Loss.INDETERMINATE if follow_up.amplified is None else Loss.YES


def loss_of_overexpression(baseline: Scored, follow_up: Scored) -> Loss:
    """Whether IHC fell from 2+ or 3+ to 1+ or 0, whatever ISH shows.

    Returns:
        Not evaluable without both scores, not applicable where the baseline was 0 or
        1+. Rule: review of HER2 in advanced gastric cancer.
    """
    if baseline.ihc is None or follow_up.ihc is None:
        return Loss.NOT_EVALUABLE
    if baseline.ihc not in _OVEREXPRESSED:
        return Loss.NOT_APPLICABLE
    return Loss.NO if follow_up.ihc in _OVEREXPRESSED else Loss.YES


@dataclass(frozen=True, slots=True)
class Her2Change:
    """The first IHC test on tissue and a later one, compared."""

    records: tuple[str, str]
    """Ids of the baseline test and of the follow-up test."""
    positivity: Loss
    """Loss of positivity."""
    overexpression: Loss
    """Loss of overexpression."""
    trend: str
    """In words, such as `persistent positivity as reported`."""
    rule: str = "loss of HER2 positivity and of overexpression"
    uses_narrative: bool = False
    """Whether it would be different without the orders that only the sequence of the
    sentences suggests."""
    unsettled: bool = False
    """Whether one specimen has two results that contradict each other."""

    @property
    def label(self) -> str:
        """Both answers for reading."""
        if self.unsettled:
            return "not settled (two results on one specimen)"
        if self.positivity is Loss.NOT_EVALUABLE:
            return "not evaluable (no scores)"
        return (
            f"loss of positivity: {self.positivity}; "
            f"loss of overexpression: {self.overexpression}"
        )


def her2_changes(case: Case, chronology: Chronology) -> tuple[Her2Change, ...]:
    """Compare the first IHC test on tissue of a tumour with each later one of it.

    A test of which a case with several tumours does not say whose it is stays out.

    Returns:
        One change per later test, in their order. Where neither days nor orders say
        which of two tests came first, both losses are indeterminate.
    """
    changes = _changes(case, chronology)
    if not chronology.accept_narrative:
        return changes
    strict = _changes(case, Chronology.of(case))
    return tuple(replace(c, uses_narrative=c not in strict) for c in changes)


def _changes(case: Case, chronology: Chronology) -> tuple[Her2Change, ...]:
    ihc_tests = (t for t in case.of_kind(Her2Test) if t.method is Her2Method.IHC)
    by_primary: dict[str, list[Her2Test]] = {}
    for test in chronology.in_order(t for t in ihc_tests if is_tissue(t)):
        primary = primary_of(case, test)
        if isinstance(test, Her2Test) and primary is not None:
            by_primary.setdefault(primary, []).append(test)
    return tuple(
        _change(case, chronology, first, later)
        for first, *others in by_primary.values()
        for later in others
        if not may_be_same_specimen(first, later)
    )


def _change(
    case: Case, chronology: Chronology, first: Her2Test, later: Her2Test
) -> Her2Change:
    if any(specimen_evidence(case, test).unsettled for test in (first, later)):
        records, open_ = (first.id, later.id), Loss.NOT_EVALUABLE
        return Her2Change(records, open_, open_, trend="", unsettled=True)
    baseline, follow_up = _scored(case, first), _scored(case, later)
    positivity = loss_of_positivity(baseline, follow_up)
    overexpression = loss_of_overexpression(baseline, follow_up)
    trend = _trend(first, later)
    if not chronology.not_later(first.id, later.id):
        trend = f"{trend}, order of the tests not known" if trend else ""
        if positivity is not Loss.NOT_EVALUABLE:
            positivity = overexpression = Loss.INDETERMINATE
    return Her2Change(
        records=(first.id, later.id),
        positivity=positivity,
        overexpression=overexpression,
        trend=trend,
    )


def _scored(case: Case, test: Her2Test) -> Scored:
    evidence = specimen_evidence(case, test).evidence
    call = ish_call(evidence)
    return Scored(evidence.ihc, None if call is None else call is Call.POSITIVE)


_TRENDS = {
    (Call.POSITIVE, Call.POSITIVE): "persistent positivity as reported",
    (Call.NEGATIVE, Call.NEGATIVE): "negative both times as reported",
    (Call.POSITIVE, Call.NEGATIVE): "positive, then negative as reported",
    (Call.NEGATIVE, Call.POSITIVE): "negative, then positive as reported",
}


def _trend(first: Her2Test, later: Her2Test) -> str:
    before, after = reported_call(first), reported_call(later)
    return _TRENDS[before, after] if before and after else ""
