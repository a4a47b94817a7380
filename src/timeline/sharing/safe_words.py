"""Free text is safe to publish only where it says one of a known set of things.

Each function gives the known word that a text stands for, or None. What is not
recognised never leaves: a name, a place or a date may hide in any sentence.
"""

import re
from collections.abc import Callable
from functools import cache

from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.clinical.catalogues.terms import complete_marker, marker_name

_ORGANS = (
    (r"adrenal", "adrenal gland"),
    (r"lymph|\bnod(e|al)", "lymph node"),
    (r"liver|hepat", "liver"),
    (r"lung|pulmon", "lung"),
    (r"gallbladder", "gallbladder"),
    (r"bile duct|biliary|cholang", "bile duct"),
    (r"pancrea", "pancreas"),
    (r"stomach|gastric", "stomach"),
    (r"o?esophag", "oesophagus"),
    (r"colo(n|rect)|bowel|rectum|duoden", "bowel"),
    (r"periton", "peritoneum"),
    (r"pleura", "pleura"),
    (r"brain|cerebr", "brain"),
    (r"\bbone|vertebr|spin(e|al)|skelet", "bone"),
    (r"kidney|\brenal", "kidney"),
    (r"(?<!gall)bladder|urin", "urinary bladder"),
    (r"breast", "breast"),
    (r"ovar", "ovary"),
    (r"spleen|splen", "spleen"),
    (r"skin|cutan", "skin"),
)
_ADVERSE_EVENTS = """
abdominal pain|acute kidney injury|alanine aminotransferase increased|alopecia|anemia
|anorexia|arthralgia|aspartate aminotransferase increased|blood bilirubin increased
|cholangitis|colitis|constipation|cough|creatinine increased|dehydration|diarrhea
|dysgeusia|dyspnea|ejection fraction decreased|fatigue|febrile neutropenia|fever
|hand-foot syndrome|headache|heart failure|hepatitis|hypertension|hyperthyroidism
|hypothyroidism|infusion related reaction|insomnia|interstitial pneumonitis
|lymphocyte count decreased|mucositis oral|myalgia|nausea|neutropenia
|neutrophil count decreased|palmar-plantar erythrodysesthesia syndrome
|peripheral motor neuropathy|peripheral sensory neuropathy|platelet count decreased
|pneumonitis|proteinuria|pruritus|rash acneiform|rash maculo-papular|sepsis
|thrombocytopenia|thromboembolic event|tinnitus|vomiting|weight loss
|white blood cell decreased
"""
_HISTOLOGIES = """
adenocarcinoma|adenosquamous carcinoma|carcinoma|carcinosarcoma|cholangiocarcinoma
|ductal carcinoma|hepatocellular carcinoma|invasive carcinoma|lobular carcinoma
|mucinous adenocarcinoma|neuroendocrine carcinoma|papillary adenocarcinoma
|signet ring cell carcinoma|squamous cell carcinoma|urothelial carcinoma
"""
_METHODS = """
cholangiography|colonoscopy|ct|cytology|endoscopy|ercp|histology|ihc|mri|mrcp|ngs
|pet|pet-ct|pet/ct|scintigraphy|ultrasound|x-ray
"""
_DOSE_UNIT = re.compile(
    r"(AUC|(mg|g|mcg|\u00b5g|ug|U|IU|MBq|GBq)(/(kg|m2|m\u00b2|day|d))?)", re.IGNORECASE
)
_SCHEDULE = re.compile(
    r"((q\d{1,2}[hdwm]|d\d{1,2}|\d{1,3}|h|day|days|daily|weekly|every|week|weeks|once"
    r"|twice|bid|tid|od|bd|and|then|over|to|on|off|cycle|of)[ ,/-]*)+",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(k?I?U|mg|g|ng|pg|\u00b5g|ug|mcg|mol|mmol)/(mL|dL|L)", re.IGNORECASE
)
_EDITION = re.compile(r"(AJCC|UICC)( TNM)?( \d{1,2})?", re.IGNORECASE)
_STAGE = re.compile(r"(0|I{1,3}|IV)[ABC]?[1-3]?")
_VARIANT = re.compile(r"(p\.)?[A-Z]\d{1,4}[A-Z*]|exon \d{1,2}( insertion)?")
_CATEGORY = re.compile(r"X|is|\d(mi|[abcd])?")
_STARTS = (
    (r"diagnos", "timezero.diagnosis"),
    (r"operat|surger|resect", "timezero.operation"),
    (r"first line|first dose|treatment|therapy", "timezero.line"),
)

Guard = Callable[[str], str | None]


def organ(text: str) -> str | None:
    """The organs that a text names, without side, segment or lesion."""
    found = {
        match.start(): name
        for pattern, name in _ORGANS
        if (match := re.search(pattern, text.casefold()))
    }
    return ", ".join(found[place] for place in sorted(found)) or None


def drug(text: str) -> str | None:
    """The drug's name in the catalogue."""
    found = find_drug(text)
    return found.name if found else None


def regimen(text: str) -> str | None:
    """The regimen's name in the catalogue, or its drugs by theirs."""
    found = find_regimen(text)
    if found:
        return found.label
    drugs = [drug(part) for part in re.split(r"\s*[+,/;]\s*|\s+and\s+", text)]
    return " + ".join(name for name in drugs if name) if all(drugs) else None


def marker(text: str) -> str | None:
    """The marker's usual name."""
    usual = marker_name(text)
    return usual if usual in complete_marker("") else None


def start(text: str) -> str:
    """What a case counts its time from: the key of general words."""
    found = (key for pattern, key in _STARTS if re.search(pattern, text.casefold()))
    return next(found, "zero.any_day")


def _word(known: str) -> Guard:
    @cache
    def words() -> frozenset[str]:
        return frozenset(word.strip() for word in known.split("|"))

    return lambda text: text if text.casefold() in words() else None


def _form(pattern: re.Pattern[str]) -> Guard:
    return lambda text: text if pattern.fullmatch(text) else None


GUARDS: dict[tuple[str, str], Guard] = {
    ("diagnosis", "histology"): _word(_HISTOLOGIES),
    ("diagnosis", "invasion"): organ,
    ("diagnosis", "t"): _form(_CATEGORY),
    ("diagnosis", "n"): _form(_CATEGORY),
    ("diagnosis", "m"): _form(_CATEGORY),
    ("diagnosis", "tnm_edition"): _form(_EDITION),
    ("diagnosis", "stage_stated"): _form(_STAGE),
    ("lesion", "organ"): organ,
    ("therapy_line", "regimen"): regimen,
    ("drug_course", "drug"): drug,
    ("drug_course", "dose_unit"): _form(_DOSE_UNIT),
    ("drug_course", "schedule"): _form(_SCHEDULE),
    ("local_intervention", "site"): organ,
    ("her2_test", "specimen_site"): organ,
    ("her2_test", "variants"): _form(_VARIANT),
    ("marker_result", "marker"): marker,
    ("marker_result", "unit"): _form(_UNIT),
    ("assessment", "site"): organ,
    ("progression", "site"): organ,
    ("adverse_event", "term"): _word(_ADVERSE_EVENTS),
    ("adverse_event", "drug"): drug,
    ("finding", "method"): _word(_METHODS),
    ("finding", "site"): organ,
}
"""What may leave of a field of free text; without an entry, nothing may."""

UNNAMED = {
    ("therapy_line", "regimen"): "unnamed.regimen",
    ("drug_course", "drug"): "unnamed.drug",
    ("marker_result", "marker"): "unnamed.marker",
    ("marker_result", "unit"): "unnamed.unit",
    ("adverse_event", "term"): "unnamed.adverse_event",
    ("lesion", "name"): "unnamed.lesion",
    ("source", "name"): "unnamed.source",
    ("therapy_line", "override_reason"): "unnamed.reason",
}
"""Keys of what stands in a required field whose text may not leave."""
