"""A text is safe to publish only where its words are known.

Each function gives the known word that a text stands for, or None. What is not
recognised never leaves: a name, a place or a date may hide in any sentence, and that
a text looks harmless proves nothing.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from timeline.case.privacy import Privacy
from timeline.case.tnm import CATEGORIES
from timeline.clinical.catalogues.analytes import Analyte, find_analyte
from timeline.clinical.catalogues.ctcae import all_ctcae_terms
from timeline.clinical.catalogues.drugs import Drug, find_drug
from timeline.clinical.catalogues.genes import Gene, find_gene
from timeline.clinical.catalogues.regimens import (
    Regimen,
    all_regimens,
    components,
    find_regimen,
)
from timeline.clinical.catalogues.tables import OWN
from timeline.clinical.catalogues.terms import folded
from timeline.clinical.catalogues.tumour_types import all_tumour_types
from timeline.clinical.catalogues.variants import find_variant
from timeline.clinical.units import find_unit
from timeline.sharing.schedule import DOSE_UNIT, is_schedule

_ORGANS = (
    (r"adrenal", "adrenal gland"),
    (r"lymph|\bnod(e|al)", "lymph node"),
    (r"\bliver|hepat(?!ic (duct|flexure))", "liver"),
    (r"\blung|pulmon", "lung"),
    (r"gallbladder", "gallbladder"),
    (r"bile duct|biliary|cholang|hepatic duct", "bile duct"),
    (r"pancrea", "pancreas"),
    (r"stomach|(?<!epi)(?<!hypo)gastric", "stomach"),
    (r"o?esophag", "oesophagus"),
    (r"colo(n|rect)|bowel|rectum|duoden|(hepatic|splenic) flexure", "bowel"),
    (r"retroperiton", "retroperitoneum"),
    (r"(?<!retro)periton", "peritoneum"),
    (r"pleura", "pleura"),
    (r"brain|cerebr", "brain"),
    (r"bone marrow", "bone marrow"),
    (r"spinal cord", "spinal cord"),
    (r"\bbone(?! marrow)|vertebr|spin(e|al)(?! cord)|skelet", "bone"),
    (r"kidney|\brenal", "kidney"),
    (r"(?<!gall)bladder|\burin", "urinary bladder"),
    (r"breast", "breast"),
    (r"ovar", "ovary"),
    (r"spleen|splen(?!ic flexure)", "spleen"),
    (r"\bskin|(?<!per)cutan", "skin"),
)
_ADVERSE_EVENTS = """
abdominal pain|acute kidney injury|alanine aminotransferase increased|alopecia|anaemia
|anemia|anorexia|arthralgia|aspartate aminotransferase increased
|blood bilirubin increased|cholangitis|colitis|constipation|cough|creatinine increased
|dehydration|diarrhea|diarrhoea|dysgeusia|dyspnea|dyspnoea|ejection fraction decreased
|fatigue|febrile neutropenia|fever|hand-foot syndrome|headache|heart failure|hepatitis
|hypertension|hyperthyroidism|hypothyroidism|infusion related reaction|insomnia
|interstitial pneumonitis|lymphocyte count decreased|mucositis oral|myalgia|nausea
|neutropenia|neutrophil count decreased|palmar-plantar erythrodysesthesia syndrome
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
_RESULTS = """
positive|negative|weakly positive|strongly positive|equivocal|indeterminate|inconclusive
|detected|not detected|present|absent|normal|abnormal|elevated|raised|high|low
|intermediate|proficient|deficient|stable|unstable|methylated|unmethylated|amplified
|not amplified|mutated|wild type|wild-type|msi-h|msi-high|msi-l|msi-low|mss|dmmr|pmmr
|not evaluable|not assessable|not usable
"""
_UNIT = (
    r"(k?I?U|m?AU|mU|m?g|ng|pg|\u00b5g|\u03bcg|ug|mcg|[mnp\u00b5\u03bc]?mol)"
    r"/(mL|dL|L)|%"
)
_STAGES = (
    *(letter.pattern.pattern for letter in CATEGORIES.values()),
    r"(stage )?(0|I{1,3}|IV)(is|[A-D]?[1-3]?)[EX]?|occult carcinoma",
    r"(stage )?[A-D]|(limited|extensive)( stage)?",  # Binet and BCLC, the lung
    r"((WHO )?grade )?(G?[1-4]|GX|I{1,3}|IV)",
    r"gleason (score )?([1-5] ?\+ ?[1-5]( ?= ?\d{1,2})?|\d{1,2})",
    r"(AJCC|UICC|IASLC)( TNM)?( (version )?[1-9](th)?( edition)?)?",
)
_DOSED = re.compile(
    rf"^(?:lymphodepletion|conditioning)(?::|\s(?:with|by)\b)"
    rf"|\s(?:0|[1-9]\d{{0,3}})(?:\.\d{{1,2}})?\s?{DOSE_UNIT}(?!\w)"
    r"|\s(?:on\s)?(?:d|days?\s?)[-\u2212]\d{1,2}"
    r"(?:\s?(?:to|-|\u2013)\s?(?:d|days?\s?)?[-\u2212]?\d{1,2})?(?!\w)",
    re.IGNORECASE,
)
"""What a regimen says beside its drugs."""
_STARTS = (
    (r"diagnos", "timezero.diagnosis"),
    (r"operat|surger|resect", "timezero.operation"),
    (r"first line|first dose|treatment|therapy", "timezero.line"),
)

KnownWord = Callable[[str], str | None]
_Entry = TypeVar("_Entry", Analyte, Drug, Gene, Regimen)


def known_word(privacy: Privacy, text: str) -> str | None:
    """The known word or words that a text stands for; None where it may not leave."""
    recognise = _KNOWN.get(privacy)
    return recognise(text) if recognise else None


def organ(text: str) -> str | None:
    """The organs that a text names, without side, segment or lesion."""
    places = {
        match.start(): name
        for pattern, name in _ORGANS
        if (match := re.search(pattern, text.casefold()))
    }
    return ", ".join(places[place] for place in sorted(places)) or None


def drug(text: str) -> str | None:
    """The drug's name in the catalogue."""
    entry = _shipped(find_drug(text))
    return entry.name if entry else None


def _shipped(entry: _Entry | None) -> _Entry | None:
    """An entry, unless the site added it: what such a word holds nobody has checked."""
    return entry if entry is not None and entry.source != OWN else None


def regimen(text: str) -> str | None:
    """The regimen by the name that was used, or its drugs by theirs, without doses.

    Another name of the catalogue could say more than the record, such as `mFOLFOX` of
    what a source calls FOLFOX.
    """
    text = without_doses(text)
    entry = _shipped(find_regimen(text))
    if entry:
        names = (entry.label, *entry.aliases)
        same = (name for name in names if folded(name) == folded(text))
        if name := next(same, None):
            return name
    parts = [drug(part) or plain_part(part) for part in components(text)]
    if parts and all(parts):
        return " + ".join(name for name in parts if name)
    return entry.label if entry else None


def marker(text: str) -> str | None:
    """The analyte's usual name."""
    known = _shipped(find_analyte(text))
    return known.name if known else None


def start(text: str) -> str:
    """What a case counts its time from: the key of general words."""
    keys = (key for pattern, key in _STARTS if re.search(pattern, text.casefold()))
    return next(keys, "zero.any_day")


def plain_part(text: str) -> str | None:
    """A part of a regimen that is no drug, such as radiotherapy."""
    return text if text.casefold() in _plain_parts() else None


def variant(text: str) -> str | None:
    """The variant's name in the catalogue."""
    entry = find_variant(text)
    return entry.name if entry else None


def gene(text: str) -> str | None:
    """The variant, or the symbol of a gene that is written as genes are.

    Case counts: `KIT` and `MAX` are genes, `Kit` and `Max` may be people. Of the other
    names of a gene only those with a digit count, such as `HER2`.
    """
    known = _shipped(find_gene(text))
    if known is None:
        return variant(text)
    numbered = [name for name in known.aliases if any(map(str.isdigit, name))]
    return known.symbol if text in (known.symbol, *numbered) else variant(text)


def adverse_event(text: str) -> str | None:
    """The term, if CTCAE or the list of usual words has it."""
    known = text.casefold()
    usual = known in _adverse_events() or known in _ctcae_terms()
    return text if usual else None


def histology(text: str) -> str | None:
    """The type of tumour, if OncoTree has its name or the list of usual words does.

    Codes of OncoTree are left out: `ES` or `MBN` may be the initials of a person.
    """
    known = text.casefold()
    usual = known in _histologies() or known in _tumour_types()
    return text if usual else None


def unit(text: str) -> str | None:
    """The unit, if it has the form of one or stands in the table of units."""
    return text if find_unit(text) else _form(_UNIT)(text)


def method(text: str) -> str | None:
    """The method of an examination, or the marker that was measured."""
    return _one_of(_METHODS)(text) or marker(text)


@cache
def _plain_parts() -> frozenset[str]:
    shipped = (known for known in all_regimens() if known.source != OWN)
    parts = (part for known in shipped for part in known.components)
    return frozenset(part.casefold() for part in parts if not find_drug(part))


def without_doses(text: str) -> str:
    """The drugs of a regimen alone: their doses, and days counted to an infusion, go.

    Such as `fludarabine and cyclophosphamide` of `lymphodepletion with fludarabine 30
    mg/m2 and cyclophosphamide 300 mg/m2 d-5 to d-3`.
    """
    return _DOSED.sub("", text).strip() or text


def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split("|"))


@cache
def _adverse_events() -> frozenset[str]:
    return _listed(_ADVERSE_EVENTS)


@cache
def _ctcae_terms() -> frozenset[str]:
    return frozenset(each.term.casefold() for each in all_ctcae_terms())


@cache
def _histologies() -> frozenset[str]:
    return _listed(_HISTOLOGIES)


@cache
def _tumour_types() -> frozenset[str]:
    return frozenset(each.name.casefold() for each in all_tumour_types())


def _one_of(words: str) -> KnownWord:
    known = _listed(words)
    return lambda text: text if text.casefold() in known else None


def _form(*patterns: str) -> KnownWord:
    """Whether a text has one of a few forms, each of which has few words."""
    forms = re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE)
    return lambda text: text if forms.fullmatch(text) else None


_KNOWN: dict[Privacy, KnownWord] = {
    Privacy.DRUG: drug,
    Privacy.REGIMEN: regimen,
    Privacy.MARKER: marker,
    Privacy.GENE: gene,
    Privacy.ADVERSE_EVENT: adverse_event,
    Privacy.SYMPTOM: adverse_event,
    Privacy.CAUSE: drug,
    Privacy.UNIT: unit,
    Privacy.DOSE_UNIT: _form(DOSE_UNIT),
    Privacy.SCHEDULE: lambda text: text if is_schedule(text) else None,
    Privacy.SITE: organ,
    Privacy.HISTOLOGY: histology,
    Privacy.STAGE: _form(*_STAGES),
    Privacy.METHOD: method,
    Privacy.RESULT: _one_of(_RESULTS),
}
"""What may leave of a text, by what it holds; without an entry, nothing may."""
