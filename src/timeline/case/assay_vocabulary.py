"""The words of tests: what was tested, how, and what was found."""

from enum import StrEnum


class SpecimenType(StrEnum):
    """What a test was done on."""

    BIOPSY = "biopsy"
    RESECTION = "resection"
    CYTOLOGY = "cytology"
    TISSUE = "tissue"  # the source does not say how it was taken
    PLASMA = "plasma"
    SERUM = "serum"
    CIRCULATING_CELLS = "circulating tumour cells"
    IMAGING = "imaging"
    BLOOD = "blood"
    BONE_MARROW = "bone marrow"
    CEREBROSPINAL_FLUID = "cerebrospinal fluid"
    EFFUSION = "effusion or ascites"
    URINE = "urine"
    SALIVA = "saliva"
    OTHER = "other"


class SpecimenOrigin(StrEnum):
    """What a specimen is a piece of."""

    PRIMARY = "primary tumour"
    RECURRENCE = "recurrence"
    METASTASIS = "metastasis"
    SECOND_PRIMARY = "second primary tumour"
    NORMAL = "normal tissue"


class Her2Method(StrEnum):
    """How HER2 was tested."""

    IHC = "IHC"
    FISH = "FISH"
    ISH = "other ISH"
    NGS_TISSUE = "NGS on tissue"
    NGS_PLASMA = "NGS on ctDNA"
    NGS = "NGS"  # the source does not say on what
    DIGITAL_PCR = "digital PCR"
    CTC_FISH = "FISH on CTC"
    SERUM_ECD = "serum ECD"
    PET = "HER2 PET"


class Her2Result(StrEnum):
    """A HER2 result as the report words it."""

    POSITIVE = "positive"
    EQUIVOCAL = "equivocal"
    NEGATIVE = "negative"
    AMPLIFIED = "amplified"
    NOT_AMPLIFIED = "not amplified"
    MUTATED = "mutated"
    NOT_MUTATED = "not mutated"


class IhcScore(StrEnum):
    """Immunohistochemistry score."""

    ZERO = "0"
    ONE = "1+"
    TWO = "2+"
    THREE = "3+"


class Comparator(StrEnum):
    """How a measured value relates to the number given."""

    BELOW = "<"
    AT_MOST = "<="
    EXACT = "="
    AT_LEAST = ">="
    ABOVE = ">"

    @property
    def lower_limit(self) -> bool:
        """Whether the number is the least that it may be."""
        return self in (Comparator.ABOVE, Comparator.AT_LEAST)

    @property
    def upper_limit(self) -> bool:
        """Whether the number is the most that it may be."""
        return self in (Comparator.BELOW, Comparator.AT_MOST)


def sign_of(comparator: Comparator | None) -> str:
    """What stands before a number: `<`, `>=`; nothing before a measured one."""
    if comparator is None or comparator is Comparator.EXACT:
        return ""
    return comparator.value


class ResultFlag(StrEnum):
    """How a report marks a value."""

    NORMAL = "normal"
    LOW = "low"
    HIGH = "high"
    CRITICAL_LOW = "critically low"
    CRITICAL_HIGH = "critically high"
    ABNORMAL = "abnormal"


class AlterationKind(StrEnum):
    """Kinds of molecular alteration."""

    VARIANT = "variant"
    AMPLIFICATION = "amplification"
    FUSION = "fusion"
    LOSS = "loss"
    REARRANGEMENT = "rearrangement"
    EXPRESSION = "expression"
    METHYLATION = "methylation"
    OTHER = "other"


class Detection(StrEnum):
    """Whether what was looked for was there."""

    DETECTED = "detected"
    NOT_DETECTED = "not detected"
    NOT_EVALUABLE = "not evaluable"


class Significance(StrEnum):
    """Clinical significance of a variant, in the five classes of ACMG/AMP 2015."""

    PATHOGENIC = "pathogenic"
    LIKELY_PATHOGENIC = "likely pathogenic"
    UNCERTAIN = "uncertain significance"
    LIKELY_BENIGN = "likely benign"
    BENIGN = "benign"


class VariantOrigin(StrEnum):
    """Whether a variant is the tumour's alone."""

    SOMATIC = "somatic"
    GERMLINE = "germline"


class Escat(StrEnum):
    """ESMO Scale for Clinical Actionability of molecular Targets (Mateo 2018)."""

    I_A = "I-A"
    I_B = "I-B"
    I_C = "I-C"
    II_A = "II-A"
    II_B = "II-B"
    III_A = "III-A"
    III_B = "III-B"
    IV_A = "IV-A"
    IV_B = "IV-B"
    V = "V"
    X = "X"


class IshProbe(StrEnum):
    """Whether ISH counted the chromosome beside the gene."""

    SINGLE = "single probe"
    DUAL = "dual probe"
