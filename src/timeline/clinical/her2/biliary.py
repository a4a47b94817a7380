"""HER2 in biliary tract cancer, by the definition of one trial at a time.

There is no standard for these tumours. Each definition is read on its own: a criterion
that is not recorded may be fulfilled or not, so a class stands only if it holds either
way.
"""

from timeline.case.assay_vocabulary import IhcScore
from timeline.clinical.her2.evidence import Her2Evidence, Her2Outcome, unclassified
from timeline.clinical.her2.terms import (
    Call,
    Her2Class,
    Her2Low,
    Her2RuleSet,
    Her2Warning,
)

AMPLIFIED_COPY_NUMBER = 6.0
_BY_AMPLIFICATION = frozenset({Her2RuleSet.MYPATHWAY, Her2RuleSet.HERIZON})
_LOW_IHC = Her2Warning(
    "W-IHCLOW-FISHPOS",
    "IHC 0 or 1+ with a positive ISH is negative by this definition; trials that "
    "selected by amplification would have counted it.",
)


def biliary(evidence: Her2Evidence, rules: Her2RuleSet) -> Her2Outcome:
    """Classify by one of the definitions BTC-a to BTC-f.

    Returns:
        Positive or negative only where no missing criterion could change it; IHC 2+
        without ISH is equivocal wherever ISH would decide.
    """
    positive = _fulfilled(evidence, rules)
    if positive is None:
        return _open(evidence, rules)
    low_by_ihc = evidence.low_ihc and evidence.ish_reading.call is Call.POSITIVE
    decided = Her2Class.POSITIVE if positive else Her2Class.NEGATIVE
    return Her2Outcome(
        decided,
        rules.key,
        _low(evidence, decided),
        subgroup=_subgroup(evidence, rules),
        warnings=(_LOW_IHC,) if low_by_ihc and not positive else (),
    )


def _fulfilled(evidence: Her2Evidence, rules: Her2RuleSet) -> bool | None:
    ihc, call = evidence.ihc, evidence.ish_reading.call
    ihc_3 = None if ihc is None else ihc is IhcScore.THREE
    ihc_2 = None if ihc is None else ihc is IhcScore.TWO
    amplified = None if call is None else call is Call.POSITIVE
    ihc_2_amplified = _both(ihc_2, amplified)
    if rules is Her2RuleSet.MYPATHWAY:
        return _any(ihc_3, amplified)
    if rules is Her2RuleSet.KCSG:
        copies = evidence.ngs_copy_number
        copies_amplified = None if copies is None else copies >= AMPLIFIED_COPY_NUMBER
        return _any(ihc_3, ihc_2_amplified, copies_amplified)
    if rules is Her2RuleSet.HERIZON:
        return amplified
    if rules is Her2RuleSet.DESTINY:
        return _any(ihc_3, ihc_2)
    return _any(ihc_3, ihc_2_amplified)


def _any(*criteria: bool | None) -> bool | None:
    if True in criteria:
        return True
    return None if None in criteria else False


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _open(evidence: Her2Evidence, rules: Her2RuleSet) -> Her2Outcome:
    ihc, ish = evidence.ihc, evidence.ish_reading
    missing = _missing(evidence, rules)
    if ihc is IhcScore.TWO and not ish.recorded:
        return Her2Outcome(Her2Class.EQUIVOCAL, rules.key, missing=missing)
    sequenced = rules is Her2RuleSet.KCSG and evidence.ngs_copy_number is not None
    recorded = ihc is not None or ish.recorded or sequenced
    return unclassified(*missing, some_recorded=recorded)


def _missing(evidence: Her2Evidence, rules: Her2RuleSet) -> tuple[str, ...]:
    names = []
    if evidence.ihc is None and rules is not Her2RuleSet.HERIZON:
        names.append("ihc_score")
    needs_ish = evidence.ihc is IhcScore.TWO or rules in _BY_AMPLIFICATION
    if needs_ish and evidence.ish_reading.call is None:
        names.append("ish_ratio")
    if rules is Her2RuleSet.KCSG and evidence.ngs_copy_number is None:
        names.append("ngs_copy_number")
    return tuple(names)


def _low(evidence: Her2Evidence, decided: Her2Class) -> Her2Low | None:
    """Rule BTC-low: HERB's second cohort, the only definition for these tumours.

    IHC 1+, IHC 2+ without amplification, or IHC 0 with amplification, which the
    definition for breast cancer would leave out (verify). It counts with HERB only.
    """
    if decided is Her2Class.POSITIVE:
        return Her2Low.NOT_APPLICABLE
    if evidence.ihc is not IhcScore.ZERO:
        return Her2Low.YES
    call = evidence.ish_reading.call
    if call is None:
        return None
    return Her2Low.YES if call is Call.POSITIVE else Her2Low.NO


def _subgroup(evidence: Her2Evidence, rules: Her2RuleSet) -> str:
    ihc, amplified = evidence.ihc, evidence.ish_reading.call is Call.POSITIVE
    if not amplified or ihc is None:
        return ""
    if rules is Her2RuleSet.MYPATHWAY and ihc is not IhcScore.THREE:
        return "amplified with IHC below 3+, which the trial reported separately"
    if rules is Her2RuleSet.HERIZON:
        return "cohort 2: IHC 0 or 1+" if evidence.low_ihc else "cohort 1: IHC 2+ or 3+"
    return ""
