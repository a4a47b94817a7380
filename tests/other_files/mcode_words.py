"""Words of HL7's example of mCODE by what they are called in a case."""

from other_files.readings import Day, Words

DATE = Day()
AS_OF = Day("as of ")
TRUE = Words({"true": True})
_EDITION = (
    "American Joint Commission on Cancer, Cancer Staging Manual, 8th edition neoplasm "
    "staging system (tumor staging)"
)
EDITION = Words({_EDITION: "AJCC 8"})
_AJCC = "American Joint Committee on Cancer"
STAGE_GROUP = Words(
    {
        f"{_AJCC} stage IIIC (qualifier value)": "IIIC",
        f"{_AJCC} stage IIB (qualifier value)": "IIB",
    }
)
STAGING = {
    "Stage group.clinical Cancer": ("stage_stated", STAGE_GROUP),
    "Primary tumor.clinical [Class] Cancer": (
        "basis t",
        Words({f"{_AJCC} cT3 (qualifier value)": ("clinical", "3")}),
    ),
    "Regional lymph nodes.clinical [Class] Cancer": (
        "basis n",
        Words({f"{_AJCC} cN0 (qualifier value)": ("clinical", "0")}),
    ),
    "Distant metastases.clinical [Class] Cancer": (
        "basis m",
        Words({f"{_AJCC} cM0 (qualifier value)": ("clinical", "0")}),
    ),
}
"""The fields and the words of each part of a staging, by its code."""
CURATIVE = Words({"Curative - procedure intent (qualifier value)": "curative"})
CURATIVE_RADIOTHERAPY = Words({"Curative - procedure intent": "curative"})
PRIMARY = Words(
    {"Primary malignant neoplasm of female left breast (disorder)": ("breast", "left")}
)
EXTERNAL_BEAM = Words({"1217123003": "external beam radiotherapy"})
"""SNOMED CT: radiotherapy course of treatment, here with external beams only."""
_VOLUME = "BodyStructure/jenny-m-chest-wall{}-treatment-volume"
VOLUME = Words(
    {
        _VOLUME.format(""): "chest wall",
        _VOLUME.format("-lymph-nodes"): "chest wall lymph nodes",
    }
)
"""The entries that are named are not in the bundle; their names say what they are."""
ROUTE = Words(
    {
        "Intravenous route (qualifier value)": "intravenous",
        "Oral route (qualifier value)": "oral",
    }
)
SCHEDULE = Words({"1 / 3 week": "q3w", "1 / 1 day": "daily"})
COMORBIDITY = Words({"398192003": "comorbidity"})
"""SNOMED CT: co-morbid conditions."""
THERE = Words(
    {
        "Condition/us-core-condition-depression-jenny-m": ("depression", None),
        "Condition/us-core-condition-anxiety-jenny-m": ("anxiety", None),
        "Condition/us-core-condition-hypertension-jenny-m": ("hypertension", None),
    }
)
"""Diseases whose entries are not in the bundle, as the volumes above."""
NOT_THERE = Words(
    {
        "Obesity (disorder)": ("obesity", True),
        "Disorder of lung (disorder)": ("disorder of lung", True),
    }
)
SMOKING = Words({"Tobacco smoking status": "smoking"})
PACK_YEARS = Words({"Cigarette pack-years (observable entity)": "smoking"})
SIZE = Words({"Size Tumor": "tumour size"})
SCORES = Words({"89247-1": "ECOG", "29463-7": "weight"})
"""LOINC: ECOG performance status, body weight."""
HIGH = Words({"High": "high"})
_STAINED = "{} receptor Ag [Presence] in Breast cancer specimen by Immune stain"
RECEPTORS = Words(
    {
        _STAINED.format("Estrogen"): ("ER", "immunohistochemistry"),
        _STAINED.format("Progesterone"): ("PR", "immunohistochemistry"),
    }
)
HER2 = Words({"HER2 [Interpretation] in Tissue": ("her2_test", "tissue")})
HER2_RESULT = Words({"Negative": "negative", "Positive": "positive"})
VARIANT = Words({"Genetic variant assessment": "molecular_finding"})
PRESENT = Words({"Present": "detected", "Absent": "not detected"})
SOMATIC = Words({"Somatic": "somatic", "Germline": "germline"})
TISSUE = Words({"TISS": "tissue"})
STATUS = Words({"Cancer Disease Progression": "assessment"})
IMAGING = Words({"Imaging (procedure)": "imaging"})
IMPROVED = Words({"Patient's condition improved (finding)": "improved"})
