"""HER2 in breast cancer: IHC with the five dual-probe ISH groups.

Source: ASCO/CAP 2018 (Arch Pathol Lab Med 142:1364), reaffirmed in 2023 (147:993). The
2023 update keeps HER2-low out of the result categories; it is a separate flag here,
defined as IHC 1+, or IHC 2+ without amplification.
"""

from timeline.case.vocabulary import IhcScore
from timeline.clinical.her2.evidence import Her2Evidence, Her2Outcome, unclassified
from timeline.clinical.her2.ish import IshReading
from timeline.clinical.her2.terms import Call, Her2Class, Her2Low, Her2Warning

_POSITIVE_GROUPS = {
    IhcScore.ZERO: {1},
    IhcScore.ONE: {1},
    IhcScore.TWO: {1, 3},
    IhcScore.THREE: {1, 2, 3, 4, 5},
}
"""ISH groups that are positive together with an IHC score; the others are negative."""
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
    """Classify by rules B1 to B5.

    Returns:
        The class with its rule; equivocal for IHC 2+ without ISH, indeterminate where a
        missing input could change it, not classifiable where none is recorded. Rule:
        ASCO/CAP 2018 (Arch Pathol Lab Med 142:1364).
    """
    ihc, ish = evidence.ihc, evidence.ish_reading
    if ihc is None and not ish.recorded:
        return unclassified("ihc_score", some_recorded=False)
    if ihc is IhcScore.THREE:
        negative = ish.groups == {5} or ish.call is Call.NEGATIVE
        warnings = (_DISCORD,) if ish.recorded and negative else ()
        return _outcome(evidence, Her2Class.POSITIVE, "B1", warnings)
    if not ish.recorded and ihc is IhcScore.TWO:
        return Her2Outcome(Her2Class.EQUIVOCAL, "B3", missing=("ish_ratio",))
    if not ish.recorded:
        return _outcome(evidence, Her2Class.NEGATIVE, "B4")
    return _with_ish(evidence, ish)


def _with_ish(evidence: Her2Evidence, ish: IshReading) -> Her2Outcome:
    ihc = evidence.ihc
    scores = tuple(IhcScore) if ihc is None else (ihc,)
    positive = {
        group in _POSITIVE_GROUPS[score] for group in ish.groups for score in scores
    }
    if len(positive) == 1:
        decided = Her2Class.POSITIVE if positive.pop() else Her2Class.NEGATIVE
        groups = "/".join(str(group) for group in sorted(ish.groups))
        recount = ihc is IhcScore.TWO and ish.groups <= _RECOUNTED
        warnings = (_RECOUNT,) if recount else ()
        return _outcome(evidence, decided, f"B-ISH-{groups}", warnings)
    by_report = _by_report(evidence, ish)
    return by_report or unclassified(*_missing(evidence, ish), some_recorded=True)


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
    if decided is Her2Class.POSITIVE:
        low = Her2Low.NOT_APPLICABLE
    else:
        low = Her2Low.NO if evidence.ihc is IhcScore.ZERO else Her2Low.YES
    return Her2Outcome(decided, rule_id, low, warnings=warnings)
