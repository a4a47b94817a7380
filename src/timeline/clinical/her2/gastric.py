"""HER2 in gastric and gastro-oesophageal adenocarcinoma.

Source: CAP/ASCP/ASCO 2016 (Arch Pathol Lab Med 140:1345), and the table of categories
in a review of HER2 in advanced gastric cancer. The score itself differs from breast:
basolateral or lateral staining counts, and biopsies are scored by clusters of cells.
"""

from timeline.case.assay_vocabulary import IhcScore
from timeline.clinical.her2.evidence import Her2Evidence, Her2Outcome, unclassified
from timeline.clinical.her2.ish import IshReading
from timeline.clinical.her2.terms import Call, Her2Class, Her2Low, Her2Warning

_LOW_IHC = Her2Warning(
    "W-IHCLOW-FISHPOS",
    "IHC 0 or 1+ with a positive ISH counts as negative: a post hoc analysis of ToGA "
    "found no benefit of trastuzumab in such tumours.",
)


def gastric(evidence: Her2Evidence) -> Her2Outcome:
    """Classify by rules G1 to G6; HER2-low is IHC 1+, or IHC 2+ with a negative ISH.

    Returns:
        The class with its rule; equivocal for IHC 2+ without ISH, indeterminate where
        the score is missing, not classifiable where nothing is recorded. Rule:
        CAP/ASCP/ASCO 2016 (Arch Pathol Lab Med 140:1345).
    """
    ihc, ish = evidence.ihc, evidence.ish_reading
    if ihc is None:
        return unclassified("ihc_score", some_recorded=ish.recorded)
    if ihc is IhcScore.THREE:
        return Her2Outcome(Her2Class.POSITIVE, "G3", Her2Low.NOT_APPLICABLE)
    if evidence.low_ihc:
        return _low_ihc(ihc, ish.call)
    return _equivocal_ihc(ish)


def _low_ihc(ihc: IhcScore, call: Call | None) -> Her2Outcome:
    low = Her2Low.YES if ihc is IhcScore.ONE else Her2Low.NO
    if call is Call.POSITIVE:
        return Her2Outcome(Her2Class.NEGATIVE, "G6", low, warnings=(_LOW_IHC,))
    return Her2Outcome(Her2Class.NEGATIVE, "G1", low)


def _equivocal_ihc(ish: IshReading) -> Her2Outcome:
    if ish.call is Call.POSITIVE:
        return Her2Outcome(Her2Class.POSITIVE, "G4", Her2Low.NOT_APPLICABLE)
    if ish.call is Call.NEGATIVE:
        return Her2Outcome(Her2Class.NEGATIVE, "G5", Her2Low.YES)
    if ish.recorded:
        return unclassified("ish_ratio", some_recorded=True)
    return Her2Outcome(Her2Class.EQUIVOCAL, "G2", missing=("ish_ratio",))
