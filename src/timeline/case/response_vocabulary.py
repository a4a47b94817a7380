"""The words of response: lesions, categories, and who judged them by what."""

from enum import StrEnum


class Response(StrEnum):
    """Response category, as the source gives it."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    NE = "NE"
    NON_CR_NON_PD = "NON-CR/NON-PD"  # RECIST 1.1, where no lesion can be measured
    ICR = "iCR"
    IPR = "iPR"
    ISD = "iSD"
    IUPD = "iUPD"  # unconfirmed progression
    ICPD = "iCPD"  # confirmed progression
    CMR = "CMR"  # metabolic: PERCIST, Lugano
    PMR = "PMR"
    SMD = "SMD"
    PMD = "PMD"
    SCR = "sCR"  # myeloma: IMWG
    VGPR = "VGPR"
    MR = "MR"
    CRI = "CRi"  # leukaemia: ELN
    CRH = "CRh"

    @property
    def category(self) -> "Response":
        """The one of CR, PR, SD, PD and NE that it counts as.

        RECIST 1.1 and iRECIST (Seymour 2017), PERCIST 1.0, Lugano 2014, IMWG 2016 and
        ELN 2022: a minor response is less than a partial one, and a progression that
        waits for its confirmation is neither a progression nor a response.
        """
        return _CATEGORIES.get(self, self)


_CATEGORIES = {
    Response.NON_CR_NON_PD: Response.SD,
    Response.ICR: Response.CR,
    Response.IPR: Response.PR,
    Response.ISD: Response.SD,
    Response.IUPD: Response.NE,
    Response.ICPD: Response.PD,
    Response.CMR: Response.CR,
    Response.PMR: Response.PR,
    Response.SMD: Response.SD,
    Response.PMD: Response.PD,
    Response.SCR: Response.CR,
    Response.VGPR: Response.PR,
    Response.MR: Response.SD,
    Response.CRI: Response.CR,
    Response.CRH: Response.CR,
}


class Criteria(StrEnum):
    """What a response or a progression was judged by."""

    RECIST = "RECIST 1.1"
    IRECIST = "iRECIST"
    MRECIST = "mRECIST"
    PERCIST = "PERCIST"
    RANO = "RANO"
    LUGANO = "Lugano"
    IMWG = "IMWG"
    ELN = "ELN"
    IWCLL = "iwCLL"
    PCWG3 = "PCWG3"
    GCIG = "GCIG"
    PATHOLOGY = "pathology"
    IMAGING = "imaging"  # the source says no more than that
    AUTHOR = "author-stated"
    CLINICAL = "clinical"
    MARKER = "marker"


BY_SIZE = (Criteria.RECIST, Criteria.IRECIST, Criteria.MRECIST, None)
"""Criteria that measure lesions, and those that are not named."""


class Assessor(StrEnum):
    """Who judged a response."""

    INVESTIGATOR = "investigator"
    CENTRAL = "central review"
    RADIOLOGIST = "radiologist"
    PATHOLOGIST = "pathologist"
    OTHER = "other"


class LesionState(StrEnum):
    """What became of a lesion, where a size alone does not say it."""

    PRESENT = "present"
    ABSENT = "absent"
    TOO_SMALL = "too small to measure"
    MERGED = "merged"
    SPLIT = "split"
    NOT_EVALUABLE = "not evaluable"


class RecistRole(StrEnum):
    """What a lesion counts as in a response assessment."""

    TARGET = "target"
    NON_TARGET = "non-target"
    NEW = "new"


class DiameterAxis(StrEnum):
    """Which diameter was measured: RECIST takes the short one of a lymph node."""

    LONGEST = "longest"
    SHORT = "short"


class LesionKind(StrEnum):
    """What a lesion is."""

    PRIMARY = "primary"
    RECURRENCE = "local recurrence"
    NODE = "lymph node"
    METASTASIS = "metastasis"
