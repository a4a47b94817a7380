"""HER2 on tissue of one tumour as it was known when a line of therapy began.

A test counts whose specimen was taken before the line or on its first day; of several,
the last that says something. Where dates leave open which that is, every one that may
be it has to say the same, or the answer is not known. Surrogates never count.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from timeline.case.assay_vocabulary import Her2Method, Her2Result, IhcScore
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_in_case import days_in_words
from timeline.clinical.catalogues.variants import find_variant
from timeline.clinical.her2.breast import ish_call
from timeline.clinical.her2.ledger import LedgerEntry
from timeline.clinical.her2.specimen import is_tissue, reported_call, specimen_evidence
from timeline.clinical.her2.terms import Call, Her2Class, Her2Low

_POSITIVE = {
    Her2Class.POSITIVE: True,
    Her2Class.NEGATIVE: False,
    Her2Class.EQUIVOCAL: None,
}
_LOW = {Her2Low.YES: True, Her2Low.NO: False, Her2Low.NOT_APPLICABLE: False}
_AMPLIFIED = {Her2Result.AMPLIFIED: True, Her2Result.NOT_AMPLIFIED: False}
Answer = tuple[bool, "bool | IhcScore | None"]
"""Whether a test says something, and what; None where it says that it is open."""
_SILENT: Answer = (False, None)


@dataclass(frozen=True, slots=True)
class Her2AtLine:
    """What was known of HER2 on tissue; each answer is None where it is not known."""

    positive: bool | None = None
    """By the rule set of the tumour, else as reported; for a tumour without a rule set,
    by IHC 3+, or 2+ with a positive ISH, which a review takes for all tumours."""
    low: bool | None = None
    ihc: IhcScore | None = None
    overexpressed: bool | None = None
    """IHC 2+ or 3+, or positive as the report of an IHC test has it."""
    amplified: bool | None = None
    """By ISH, or as reported by any method on tissue."""
    mutated: bool | None = None
    """True for an activating mutation; never False, as no record excludes one."""
    in_words: str = ""
    """The tests with their class, for a sentence; empty where none is recorded."""


def her2_at_line(
    case: Case,
    chronology: Chronology,
    entries: Iterable[LedgerEntry],
    line_id: str,
    primary: str,
) -> Her2AtLine:
    """Read HER2 of one tumour at the start of one of its lines.

    Args:
        case: The case.
        chronology: Its bounds.
        entries: Every HER2 test of the case, classified, in order.
        line_id: The line.
        primary: Id of the diagnosis that the line belongs to, or `ONLY_TUMOUR`.
    """
    own = [
        entry
        for entry in entries
        if entry.primary == primary
        and is_tissue(entry.test)
        and not chronology.later(entry.test.id, line_id)
    ]

    def read(answer: Callable[[Case, LedgerEntry], Answer]) -> bool | IhcScore | None:
        said = {entry.test.id: answer(case, entry) for entry in own}
        names = [name for name, (says, _) in said.items() if says]
        last = _last(chronology, names, line_id)
        values = {said[name][1] for name in last}
        if not any(chronology.not_later(name, line_id) for name in last):
            values.add(None)
        return values.pop() if len(values) == 1 else None

    score = read(_ihc)
    classed = [entry.test.id for entry in own if entry.classification.counts]
    last = _last(chronology, classed or [entry.test.id for entry in own], line_id)
    return Her2AtLine(
        positive=_truth(read(_positive)),
        low=_truth(read(_low)),
        ihc=score if isinstance(score, IhcScore) else None,
        overexpressed=_truth(read(_overexpressed)),
        amplified=_truth(read(_amplified)),
        mutated=_truth(read(_mutated)),
        in_words=" or ".join(
            _named(case, chronology, entry, line_id)
            for entry in own
            if entry.test.id in last
        ),
    )


def _truth(value: bool | IhcScore | None) -> bool | None:
    return value if isinstance(value, bool) else None


def _last(chronology: Chronology, names: list[str], line_id: str) -> list[str]:
    """The tests that may be the last before the line."""
    before = [name for name in names if chronology.not_later(name, line_id)]
    return [
        name
        for name in names
        if not any(chronology.later(other, name) for other in before)
    ]


def _named(case: Case, chronology: Chronology, entry: LedgerEntry, line_id: str) -> str:
    test = entry.test
    method = test.method.value if test.method else "HER2 test"
    when = days_in_words(chronology, test, "specimen_date")
    if not chronology.not_later(test.id, line_id):
        when += ", perhaps after the start of the line"
    low = entry.classification.beside
    shown = entry.classification.shown + (f", {low}" if low else "")
    score = specimen_evidence(case, test).evidence.ihc
    scored = f" {score.value}" if score and test.method is Her2Method.IHC else ""
    return f"{shown}, {method}{scored}, {when}"


def _positive(case: Case, entry: LedgerEntry) -> Answer:
    reading = entry.classification
    if reading.unsettled:
        return True, None
    if reading.her2_class in _POSITIVE:
        return True, _POSITIVE[reading.her2_class]
    if reading.rule_set is None and entry.primary is not None:
        by_review = _by_shared_criterion(case, entry)
        if by_review[0]:
            return by_review
    call = reported_call(entry.test)
    return reading.reported is not None, None if call is None else call is Call.POSITIVE


def _by_shared_criterion(case: Case, entry: LedgerEntry) -> Answer:
    """IHC 3+, or 2+ with a positive ISH (systematic review of HER2 therapies)."""
    evidence = specimen_evidence(case, entry.test).evidence
    if evidence.ihc is None:
        return _SILENT
    if evidence.ihc is IhcScore.TWO:
        call = evidence.ish_reading.call
        return True, None if call is None else call is Call.POSITIVE
    return True, evidence.ihc is IhcScore.THREE


def _low(_case: Case, entry: LedgerEntry) -> Answer:
    reading = entry.classification
    if reading.unsettled:
        return True, None
    if reading.her2_low in _LOW:
        return True, _LOW[reading.her2_low]
    positive = reading.her2_class is Her2Class.POSITIVE
    return reading.counts, False if positive else None


def _ihc(case: Case, entry: LedgerEntry) -> Answer:
    score = specimen_evidence(case, entry.test).evidence.ihc
    return bool(score or entry.classification.unsettled), score


def _overexpressed(case: Case, entry: LedgerEntry) -> Answer:
    says, score = _ihc(case, entry)
    if isinstance(score, IhcScore):
        return True, score in (IhcScore.TWO, IhcScore.THREE)
    stained = entry.test.method is Her2Method.IHC
    if stained and not says and reported_call(entry.test) is Call.POSITIVE:
        return True, True
    return says or (stained and entry.classification.counts), None


def _amplified(case: Case, entry: LedgerEntry) -> Answer:
    if entry.classification.unsettled:
        return True, None
    call = ish_call(specimen_evidence(case, entry.test).evidence)
    if call is not None:
        return True, call is Call.POSITIVE
    reported = _AMPLIFIED.get(entry.test.result_reported or Her2Result.POSITIVE)
    return reported is not None, reported


def _mutated(_case: Case, entry: LedgerEntry) -> Answer:
    variants = (find_variant(name) for name in entry.test.variants)
    found = any(variant and variant.activating for variant in variants)
    return found, True if found else None
