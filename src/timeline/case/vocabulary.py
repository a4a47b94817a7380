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


class Site(StrEnum):
    """Primary sites that have rules of their own; others are `other`."""

    GALLBLADDER = "gallbladder"
    INTRAHEPATIC = "intrahepatic bile duct"
    PERIHILAR = "perihilar bile duct"
    DISTAL = "distal bile duct"
    AMPULLA = "ampulla of Vater"
    PANCREAS = "pancreas"
    STOMACH = "stomach"
    JUNCTION = "gastro-oesophageal junction"
    COLORECTUM = "colorectum"
    BREAST = "breast"
    LUNG = "lung"
    BLADDER = "urinary bladder"
    OTHER = "other"


class Differentiation(StrEnum):
    """Histological grade in words."""

    WELL = "well differentiated"
    MODERATE = "moderately differentiated"
    POOR = "poorly differentiated"
    UNDIFFERENTIATED = "undifferentiated"


class StageBasis(StrEnum):
    """What a TNM classification was read from."""

    CLINICAL = "clinical"
    PATHOLOGICAL = "pathological"
    POST_THERAPY = "post-therapy"
    RECURRENCE = "recurrence"

    @property
    def letter(self) -> str:
        """The letter in front of a TNM word, such as the p of `pT3N1M0`."""
        return "y" if self is StageBasis.POST_THERAPY else self.value[0]


class Setting(StrEnum):
    """Why a line of systemic therapy was given."""

    NEOADJUVANT = "neoadjuvant"
    ADJUVANT = "adjuvant"
    PERIOPERATIVE = "perioperative"
    PALLIATIVE = "palliative"


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


class Route(StrEnum):
    """How a drug is given."""

    INTRAVENOUS = "intravenous"
    ORAL = "oral"
    SUBCUTANEOUS = "subcutaneous"
    INTRA_ARTERIAL = "intra-arterial"
    INTRAPERITONEAL = "intraperitoneal"
    OTHER = "other"


class InterventionKind(StrEnum):
    """Kinds of local treatment and procedure."""

    SURGERY = "surgery"
    CRYOABLATION = "cryoablation"
    RADIOFREQUENCY = "radiofrequency ablation"
    MICROWAVE = "microwave ablation"
    RADIOTHERAPY = "external beam radiotherapy"
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


class Specimen(StrEnum):
    """What a test was done on."""

    BIOPSY = "biopsy"
    RESECTION = "resection"
    CYTOLOGY = "cytology"
    PLASMA = "plasma"
    SERUM = "serum"
    CIRCULATING_CELLS = "circulating tumour cells"
    IMAGING = "imaging"


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
    EXACT = "="
    ABOVE = ">"


class Response(StrEnum):
    """Response category."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    NE = "NE"


class Criteria(StrEnum):
    """What a response or a progression was judged by."""

    RECIST = "RECIST 1.1"
    IRECIST = "iRECIST"
    AUTHOR = "author-stated"
    CLINICAL = "clinical"
    MARKER = "marker"


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
