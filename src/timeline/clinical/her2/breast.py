"""HER2 in breast cancer: IHC with ISH by one probe or by two.

Source: ASCO/CAP 2018 (Arch Pathol Lab Med 142:1364), reaffirmed in 2023 (147:993). The
2023 update keeps HER2-low out of the result categories; it is a separate flag here,
defined as IHC 1+, or IHC 2+ without amplification. So is HER2-ultralow, a category of
DESTINY-Breast06: IHC 0 with faint, incomplete staining in more than 0 and at most 10 %
of the cells.
"""

from dataclasses import replace

from timeline.case.assay_vocabulary import IhcScore, IshProbe
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.evidence import Her2Evidence, Her2Outcome, unclassified
from timeline.clinical.her2.ish import HIGH_COPIES, LOW_COPIES, IshReading
from timeline.clinical.her2.terms import Call, Her2Class, Her2Low, Her2Warning

_POSITIVE_GROUPS = {
    IhcScore.ZERO: {1},
    IhcScore.ONE: {1},
    IhcScore.TWO: {1, 3},
    IhcScore.THREE: {1, 2, 3, 4, 5},
}
"""ISH groups that are positive together with an IHC score; the others are negative."""
_ALONE = {1: True, 5: False}
"""Groups that are positive or negative without IHC."""
_SINGLE_PROBE_RULES = {True: "B-SP-1", None: "B-SP-2", False: "B-SP-3"}
"""Rules by what the copies of a single probe say without IHC."""
_RECOUNTED = {2, 3, 4}
_DISCORD = Her2Warning(
    "W-DISCORD", "IHC 3+ decides, although ISH on the same specimen is negative."
)
_RECOUNT = Her2Warning(
    "W-RECOUNT",
    "The guideline asks a second observer to count again in ISH groups 2, 3 and 4 "
    "with IHC 2+. Whether that was done is not recorded.",
)


def breast(evidence: Her2Evidence) -> Her2Outcome:
    """Classify by rules B1 to B5, the dual-probe groups and the single-probe bands.

    Returns:
        The class with its rule; equivocal for IHC 2+ without ISH, indeterminate where a
        missing input could change it, not classifiable where none is recorded. Rule:
        ASCO/CAP 2018 (Arch Pathol Lab Med 142:1364).
    """
    outcome = _guideline(evidence)
    return replace(outcome, ultralow=_ultralow(evidence, outcome))


def _ultralow(evidence: Her2Evidence, outcome: Her2Outcome) -> Her2Low | None:
    if outcome.her2_class is Her2Class.POSITIVE:
        return Her2Low.NOT_APPLICABLE
    if evidence.ihc not in (None, IhcScore.ZERO):
        return Her2Low.NO
    settled = evidence.ihc is not None and outcome.her2_class is Her2Class.NEGATIVE
    if not settled or evidence.ultralow is None:
        return None
    return Her2Low.YES if evidence.ultralow else Her2Low.NO


def _guideline(evidence: Her2Evidence) -> Her2Outcome:
    ihc, ish = evidence.ihc, evidence.ish_reading
    if ihc is None and not ish.recorded:
        return unclassified("ihc_score", some_recorded=False)
    if ihc is IhcScore.THREE:
        warnings = (_DISCORD,) if ish.call is Call.NEGATIVE else ()
        return _outcome(evidence, Her2Class.POSITIVE, "B1", warnings)
    if not ish.recorded and ihc is IhcScore.TWO:
        return Her2Outcome(Her2Class.EQUIVOCAL, "B3", missing=("ish_ratio",))
    if not ish.recorded:
        return _outcome(evidence, Her2Class.NEGATIVE, "B4")
    return _with_ish(evidence, ish)


def ish_call(evidence: Her2Evidence) -> Call | None:
    """What ISH comes to beside the IHC score of its specimen.

    In breast cancer, groups 2 to 4 and 4.0 to 5.9 copies of a single probe are read
    with IHC (ASCO/CAP 2018); every other result stands by itself.

    Returns:
        None where there is no result, and where IHC would decide and has no score.
    """
    call, values = evidence.ish_reading.call, evidence.ish
    if call is not None or values.site is not Site.BREAST:
        return call
    if values.probe is IshProbe.SINGLE:
        answers = {_by_copies(values.her2_copies, evidence.ihc)}
    else:
        groups = evidence.ish_reading.groups
        answers = {_by_group(group, evidence.ihc) for group in groups}
    answer = answers.pop() if len(answers) == 1 else None
    if answer is None:
        return None
    return Call.POSITIVE if answer else Call.NEGATIVE


def _with_ish(evidence: Her2Evidence, ish: IshReading) -> Her2Outcome:
    if evidence.ish.probe is IshProbe.SINGLE:
        return _single_probe(evidence)
    possible = {_by_group(group, evidence.ihc) for group in ish.groups}
    if evidence.ish.may_be_single:
        possible.add(_by_copies(evidence.ish.her2_copies, evidence.ihc))
    if possible in ({True}, {False}):
        decided = Her2Class.POSITIVE if possible == {True} else Her2Class.NEGATIVE
        groups = "/".join(str(group) for group in sorted(ish.groups))
        recount = evidence.ihc is IhcScore.TWO and ish.groups <= _RECOUNTED
        warnings = (_RECOUNT,) if recount else ()
        return _outcome(evidence, decided, f"B-ISH-{groups}", warnings)
    by_report = _by_report(evidence, ish)
    return by_report or unclassified(*_missing(evidence, ish), some_recorded=True)


def _by_group(group: int, ihc: IhcScore | None) -> bool | None:
    """Whether a dual-probe group is positive; None where IHC would decide."""
    if ihc is None:
        return _ALONE.get(group)
    return group in _POSITIVE_GROUPS[ihc]


def _single_probe(evidence: Her2Evidence) -> Her2Outcome:
    """Rules B-SP-1 to 3: 6.0 copies or more, 4.0 to 5.9 with IHC, fewer than 4.0."""
    ihc, copies = evidence.ihc, evidence.ish.her2_copies
    if copies is None:
        by_report = _by_report(evidence, evidence.ish_reading)
        missing = ("ihc_score",) if ihc is None else ()
        return by_report or unclassified(*missing, "her2_copies", some_recorded=True)
    rule = _SINGLE_PROBE_RULES[_by_copies(copies, None)]
    positive = _by_copies(copies, ihc)
    if positive is not None:
        decided = Her2Class.POSITIVE if positive else Her2Class.NEGATIVE
        return _outcome(evidence, decided, rule)
    if ihc is None:
        return unclassified("ihc_score", some_recorded=True)
    return Her2Outcome(Her2Class.EQUIVOCAL, rule, missing=("ish_ratio",))


def _by_copies(copies: float | None, ihc: IhcScore | None) -> bool | None:
    """Whether the copies of a single probe are positive; None where more is needed."""
    if copies is None:
        return None
    if copies >= HIGH_COPIES or copies < LOW_COPIES:
        return copies >= HIGH_COPIES
    by_score = {IhcScore.ZERO: False, IhcScore.ONE: False, IhcScore.THREE: True}
    return by_score.get(ihc) if ihc else None


def _by_report(evidence: Her2Evidence, ish: IshReading) -> Her2Outcome | None:
    """Rule B2 and its opposite: the report's own ISH result where numbers are short."""
    if evidence.ihc is IhcScore.TWO and ish.reported is Call.POSITIVE:
        return _outcome(evidence, Her2Class.POSITIVE, "B2")
    if evidence.ihc is not None and ish.reported is Call.NEGATIVE:
        return _outcome(evidence, Her2Class.NEGATIVE, "B5")
    return None


def _missing(evidence: Her2Evidence, ish: IshReading) -> tuple[str, ...]:
    needed = {
        "ihc_score": evidence.ihc,
        "ish_ratio": ish.ratio,
        "her2_copies": evidence.ish.her2_copies,
    }
    return tuple(name for name, value in needed.items() if value is None)


def _outcome(
    evidence: Her2Evidence,
    decided: Her2Class,
    rule_id: str,
    warnings: tuple[Her2Warning, ...] = (),
) -> Her2Outcome:
    low: Her2Low | None
    if decided is Her2Class.POSITIVE:
        low = Her2Low.NOT_APPLICABLE
    elif evidence.ihc is None:
        low = None
    else:
        low = Her2Low.NO if evidence.ihc is IhcScore.ZERO else Her2Low.YES
    return Her2Outcome(decided, rule_id, low, warnings=warnings)
