"""The words a field may hold.

A member's value is what stands in files, in the database and on the screen, so that
there is one spelling everywhere. A field that may be unknown holds None; no
vocabulary has a member that stands for "not stated".
"""

from enum import StrEnum


class Confidence(StrEnum):
    """How a fact or an order is known."""

    STATED = "stated"  # the source says so in words
    FIGURE = "figure"  # the source shows it in a figure or its legend
    NARRATIVE = "narrative"  # only the order of the sentences suggests it
    ASSUMED = "assumed"  # whoever entered it judged it so and answers for it


class Sex(StrEnum):
    """Sex as recorded by the source."""

    FEMALE = "female"
    MALE = "male"
    INTERSEX = "intersex"


class Answer(StrEnum):
    """Yes or no, where "not asked" is left empty."""

    YES = "yes"
    NO = "no"


class Setting(StrEnum):
    """Why a line of systemic therapy was given."""

    NEOADJUVANT = "neoadjuvant"
    ADJUVANT = "adjuvant"
    PERIOPERATIVE = "perioperative"
    PALLIATIVE = "palliative"
    CURATIVE = "curative"  # the source says no more than that
    INDUCTION = "induction"
    CONSOLIDATION = "consolidation"
    MAINTENANCE = "maintenance"


class StopReason(StrEnum):
    """Why a treatment ended."""

    PROGRESSION = "progression"
    TOXICITY = "toxicity"
    COMPLETED = "completed as planned"
    PATIENT = "patient's decision"
    CLINICIAN = "clinician's decision"
    DEATH = "death"
    OTHER = "other"


class StoppedBy(StrEnum):
    """Who decided that a treatment ended."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


class DrugGroup(StrEnum):
    """Groups of drugs in lines and charts."""

    CHEMOTHERAPY = "chemotherapy"
    ANTI_HER2 = "anti-HER2"  # antibody, bispecific antibody, kinase inhibitor, cells
    HER2_ADC = "HER2 ADC"  # antibody conjugates of any payload
    ADC = "ADC"  # conjugates that are directed against anything else
    IMMUNOTHERAPY = "immunotherapy"  # checkpoints, T-cell engagers, cells, cytokines
    ANTI_ANGIOGENIC = "anti-angiogenic"
    TARGETED = "targeted"
    HORMONAL = "hormonal"
    RADIONUCLIDE = "radionuclide"
    GLUCOCORTICOID = "glucocorticoid"  # given with nearly every other group
    OTHER = "other"


class Route(StrEnum):
    """How a drug is given."""

    INTRAVENOUS = "intravenous"
    ORAL = "oral"
    SUBCUTANEOUS = "subcutaneous"
    INTRA_ARTERIAL = "intra-arterial"
    INTRAPERITONEAL = "intraperitoneal"
    INTRATHECAL = "intrathecal"
    INTRAVESICAL = "intravesical"
    INTRAMUSCULAR = "intramuscular"
    TOPICAL = "topical"
    OTHER = "other"


class InterventionKind(StrEnum):
    """Kinds of local treatment and procedure."""

    SURGERY = "surgery"
    CRYOABLATION = "cryoablation"
    RADIOFREQUENCY = "radiofrequency ablation"
    MICROWAVE = "microwave ablation"
    RADIOTHERAPY = "external beam radiotherapy"
    RADIOTHERAPY_UNSPECIFIED = "radiotherapy"  # the source does not say how
    RADIONUCLIDE = "radionuclide therapy"
    STEREOTACTIC = "stereotactic radiotherapy"
    BRACHYTHERAPY = "brachytherapy"
    EMBOLISATION = "embolisation"
    STENT = "stent or drainage"
    BIOPSY = "biopsy"
    OTHER = "other"


class Intent(StrEnum):
    """What a local intervention was meant to do."""

    CURATIVE = "curative"
    PALLIATIVE = "palliative"
    DIAGNOSTIC = "diagnostic"


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


class ResultFlag(StrEnum):
    """How a report marks a value."""

    NORMAL = "normal"
    LOW = "low"
    HIGH = "high"
    CRITICAL_LOW = "critically low"
    CRITICAL_HIGH = "critically high"
    ABNORMAL = "abnormal"


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


class Margin(StrEnum):
    """Residual tumour after an operation, by the UICC."""

    RX = "RX"
    R0 = "R0"
    R1 = "R1"
    R2 = "R2"


class CellTherapyKind(StrEnum):
    """Kinds of cell therapy and transplantation."""

    AUTOLOGOUS = "autologous transplantation"
    ALLOGENEIC = "allogeneic transplantation"
    TRANSPLANTATION = "stem cell transplantation"  # the source does not say whose cells
    CAR_T = "CAR-T cells"
    TCR_T = "TCR-T cells"
    TIL = "tumour-infiltrating lymphocytes"
    LYMPHOCYTES = "donor lymphocytes"
    ORGAN = "organ transplantation"
    OTHER = "other"


class BackgroundKind(StrEnum):
    """What belongs to a patient apart from the course of this disease."""

    COMORBIDITY = "comorbidity"
    PREVIOUS_CANCER = "previous cancer"
    FAMILY = "family history"
    SMOKING = "smoking"
    ALCOHOL = "alcohol"
    EXPOSURE = "exposure"
    ALLERGY = "allergy"
    REPRODUCTIVE = "reproductive history"
    OTHER = "other"


class EventSeverity(StrEnum):
    """Severity in words, where no grade is given."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    LIFE_THREATENING = "life-threatening"
    FATAL = "fatal"


class EventOutcome(StrEnum):
    """How an adverse event ended (ICH E2B)."""

    RECOVERED = "recovered"
    RECOVERING = "recovering"
    NOT_RECOVERED = "not recovered"
    SEQUELAE = "recovered with sequelae"
    FATAL = "fatal"


class Causality(StrEnum):
    """Whether a cause is held to have brought an adverse event about (WHO-UMC)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    RELATED = "related"  # the source does not say how surely
    NOT_RELATED = "not related"


class DeathCause(StrEnum):
    """What a patient died of, in the classes that trials count."""

    CANCER = "this cancer"
    TREATMENT = "treatment"
    OTHER_CANCER = "another cancer"
    OTHER = "another cause"


class CtcaeVersion(StrEnum):
    """Edition of the adverse event criteria."""

    V3 = "3.0"
    V4 = "4.0"
    V4_03 = "4.03"
    V5 = "5.0"
    V6 = "6.0"


class ActionTaken(StrEnum):
    """What was done with the drug because of an adverse event."""

    NONE = "dose not changed"
    REDUCED = "dose reduced"
    INTERRUPTED = "interrupted"
    STOPPED = "stopped"


class FindingKind(StrEnum):
    """Kinds of finding."""

    IMAGING = "imaging"
    PATHOLOGY = "pathology"
    BIOMARKER = "biomarker"
    LABORATORY = "laboratory"
    CARE = "care"


class LesionKind(StrEnum):
    """What a lesion is."""

    PRIMARY = "primary"
    RECURRENCE = "local recurrence"
    NODE = "lymph node"
    METASTASIS = "metastasis"


class VitalStatus(StrEnum):
    """Vital status at a follow-up."""

    ALIVE = "alive"
    DEAD = "dead"
    LOST = "lost to follow-up"


class Quantity(StrEnum):
    """A duration or outcome that a source reports as a number."""

    OVERALL_SURVIVAL = "overall survival"
    PROGRESSION_FREE = "progression-free survival"
    DISEASE_CONTROL = "disease control"
    TIME_ON_TREATMENT = "time on treatment"
    RESPONSE_DURATION = "duration of response"
    DISEASE_FREE = "disease-free survival"
    FOLLOW_UP = "follow-up"


class DurationUnit(StrEnum):
    """Unit of a reported duration."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class QueryState(StrEnum):
    """What a person did with a query."""

    ANSWERED = "answered"
    DISMISSED = "dismissed"
