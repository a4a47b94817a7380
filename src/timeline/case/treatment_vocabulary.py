"""The words of treatment: why it was given and ended, what was done, and how."""

from enum import StrEnum


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
