"""The words for what a tumour is: where it began, its grade, and how it was staged.

The primary sites have a place for every tissue of OncoTree, divided as tumours are
staged and treated; what is finer stands in `site_detail`.
"""

from enum import StrEnum


class Site(StrEnum):
    """Primary sites; `colorectum` and `head and neck` where the source is no finer."""

    GALLBLADDER = "gallbladder"
    INTRAHEPATIC = "intrahepatic bile duct"
    PERIHILAR = "perihilar bile duct"
    DISTAL = "distal bile duct"
    AMPULLA = "ampulla of Vater"
    LIVER = "liver"
    PANCREAS = "pancreas"
    OESOPHAGUS = "oesophagus"
    JUNCTION = "gastro-oesophageal junction"
    STOMACH = "stomach"
    SMALL_BOWEL = "small bowel"
    APPENDIX = "appendix"
    COLON = "colon"
    RECTUM = "rectum"
    COLORECTUM = "colorectum"
    ANUS = "anus"
    PERITONEUM = "peritoneum"
    BREAST = "breast"
    LUNG = "lung"
    PLEURA = "pleura"
    THYMUS = "thymus"
    BLADDER = "urinary bladder"
    UPPER_URINARY_TRACT = "renal pelvis or ureter"
    URETHRA = "urethra"
    KIDNEY = "kidney"
    PROSTATE = "prostate"
    TESTIS = "testis"
    PENIS = "penis"
    OVARY = "ovary"
    FALLOPIAN_TUBE = "fallopian tube"
    CERVIX = "cervix uteri"
    CORPUS = "corpus uteri"
    VULVA = "vulva"
    VAGINA = "vagina"
    ORAL_CAVITY = "oral cavity"
    NASOPHARYNX = "nasopharynx"
    OROPHARYNX = "oropharynx"
    HYPOPHARYNX = "hypopharynx"
    LARYNX = "larynx"
    SINONASAL = "nasal cavity or paranasal sinus"
    SALIVARY_GLAND = "salivary gland"
    HEAD_AND_NECK = "head and neck"
    THYROID = "thyroid"
    ADRENAL = "adrenal gland"
    EYE = "eye"
    SKIN = "skin"
    BRAIN = "brain"
    MENINGES = "meninges"
    SPINAL_CORD = "spinal cord"
    PERIPHERAL_NERVES = "peripheral nervous system"
    BONE = "bone"
    SOFT_TISSUE = "soft tissue"
    BONE_MARROW = "bone marrow or blood"
    LYMPH_NODES = "lymph nodes"
    UNKNOWN_PRIMARY = "unknown primary"
    OTHER = "other"

    def may_be(self, other: "Site") -> bool:
        """Whether one site is the other, or a part of it that a source names finer."""
        return other in (self, _PART_OF.get(self)) or self is _PART_OF.get(other)


_PART_OF = {
    Site.COLON: Site.COLORECTUM,
    Site.RECTUM: Site.COLORECTUM,
    Site.ORAL_CAVITY: Site.HEAD_AND_NECK,
    Site.NASOPHARYNX: Site.HEAD_AND_NECK,
    Site.OROPHARYNX: Site.HEAD_AND_NECK,
    Site.HYPOPHARYNX: Site.HEAD_AND_NECK,
    Site.LARYNX: Site.HEAD_AND_NECK,
    Site.SINONASAL: Site.HEAD_AND_NECK,
    Site.SALIVARY_GLAND: Site.HEAD_AND_NECK,
}


class OrganPart(StrEnum):
    """The third of an organ in which the centre of the tumour lies."""

    UPPER = "upper third"
    MIDDLE = "middle third"
    LOWER = "lower third"


class Laterality(StrEnum):
    """The side of a primary tumour."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"
    MIDLINE = "midline"


class Differentiation(StrEnum):
    """Histological grade in words."""

    WELL = "well differentiated"
    MODERATE = "moderately differentiated"
    POOR = "poorly differentiated"
    UNDIFFERENTIATED = "undifferentiated"
    NOT_ASSESSABLE = "cannot be assessed"  # GX, which the report says


class StageBasis(StrEnum):
    """What a TNM classification was read from, by its prefixes."""

    CLINICAL = "clinical"
    PATHOLOGICAL = "pathological"
    POST_THERAPY = "post-therapy"  # the source says y, but not which
    POST_THERAPY_CLINICAL = "post-therapy, clinical"
    POST_THERAPY_PATHOLOGICAL = "post-therapy, pathological"
    RECURRENCE = "recurrence"
    RECURRENCE_CLINICAL = "recurrence, clinical"
    RECURRENCE_PATHOLOGICAL = "recurrence, pathological"
    RECURRENCE_AFTER_THERAPY = "recurrence, post-therapy pathological"
    AUTOPSY = "autopsy"

    @property
    def letter(self) -> str:
        """The letters in front of a TNM word, such as the yp of `ypT3N1M0`."""
        return _PREFIXES[self]


_PREFIXES = {
    StageBasis.CLINICAL: "c",
    StageBasis.PATHOLOGICAL: "p",
    StageBasis.POST_THERAPY: "y",
    StageBasis.POST_THERAPY_CLINICAL: "yc",
    StageBasis.POST_THERAPY_PATHOLOGICAL: "yp",
    StageBasis.RECURRENCE: "r",
    StageBasis.RECURRENCE_CLINICAL: "rc",
    StageBasis.RECURRENCE_PATHOLOGICAL: "rp",
    StageBasis.RECURRENCE_AFTER_THERAPY: "ryp",
    StageBasis.AUTOPSY: "a",
}


class StageSystem(StrEnum):
    """The system in which a source states a stage."""

    TNM = "AJCC/UICC TNM"
    FIGO = "FIGO"
    ANN_ARBOR = "Ann Arbor or Lugano"
    ISS = "ISS"
    R_ISS = "R-ISS"
    R2_ISS = "R2-ISS"
    DURIE_SALMON = "Durie-Salmon"
    BINET = "Binet"
    RAI = "Rai"
    BCLC = "BCLC"
    MASAOKA = "Masaoka or Masaoka-Koga"
    INRG = "INRG"
    WHO_CNS = "WHO CNS grade"
    LIMITED_EXTENSIVE = "limited or extensive"
    OTHER = "other"
