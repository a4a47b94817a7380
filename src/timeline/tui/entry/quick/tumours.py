"""Reads which tumour it is: site, histology, TNM and stage, as they are stated."""

import re

from timeline.case.privacy import Privacy
from timeline.case.records.diagnosis import Diagnosis, Staging
from timeline.case.tnm import has_two_bases, read_tnm
from timeline.case.tumour_vocabulary import (
    Differentiation,
    Laterality,
    Site,
    StageSystem,
)
from timeline.clinical.catalogues.tumour_types import find_tumour_type
from timeline.sharing.safe_words import known_word
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import GAP, Unread, is_name, phrase
from timeline.tui.entry.quick.words import any_of, meaning

MOST_WORDS = 6
"""Words of the longest name of a type of tumour."""
_SITES = {site.value.casefold(): site.value for site in Site} | {
    "gastric": Site.STOMACH.value,
    "colonic": Site.COLON.value,
    "colorectal": Site.COLORECTUM.value,
    "rectal": Site.RECTUM.value,
    "pancreatic": Site.PANCREAS.value,
    "ovarian": Site.OVARY.value,
    "bladder": Site.BLADDER.value,
    "renal": Site.KIDNEY.value,
    "esophagus": Site.OESOPHAGUS.value,
    "esophageal": Site.OESOPHAGUS.value,
    "oesophageal": Site.OESOPHAGUS.value,
    "endometrial": Site.CORPUS.value,
}
del _SITES["other"]
_SIDES = {side.value: side.value for side in Laterality}
_GRADES = {grade.value: grade.value for grade in Differentiation}
_SYSTEMS = {system.value.casefold(): system.value for system in StageSystem} | {
    "ajcc": StageSystem.TNM.value,
    "uicc": StageSystem.TNM.value,
    "ann arbor": StageSystem.ANN_ARBOR.value,
    "lugano": StageSystem.ANN_ARBOR.value,
}
del _SYSTEMS["other"]
_SITE, _SIDE, _GRADE, _SYSTEM = map(any_of, (_SITES, _SIDES, _GRADES, _SYSTEMS))
_APART = re.compile(r"\b[a-z]{0,4}[TN][0-4Xx][a-d]?\b|(?:^|\s)[acmpry]\s*\|")
"""A category, or a prefix, that stands beside those which can be read."""
_STAGE = phrase(
    r"(?:stage|stadium|stade)\s+((?:0|I{1,3}|IV|[0-4])(?:(?:(?-i:\s[A-D])|[A-D])[1-3]?)?)"
)
_EDITION = phrase(r"(ajcc|uicc)\s*(?:tnm\s*)?(\d)(?:th)?(?:\s+edition)?")
_DIAGNOSED = phrase(r"(?:dx|ed|diagnosis|diagnosed(?:\s+with)?):?")
_TNM = phrase("tnm")
_CANCER = phrase(r"(?:(?:cancer|tumou?r|primary)(?:\s+of\s+the)?|of\s+the)")
_ELSEWHERE = re.compile(
    r"metasta|\bmets?\b|recurr|biops|resect|invasion", re.IGNORECASE
)
"""What is said of another place or time than the primary tumour."""
_WORD = re.compile(rf"[^\s{GAP},;:]+")


def tumour(text: str) -> Fact | None:
    """Read a line such as `gallbladder adenocarcinoma pT3N1M0, stage IIIA 9.2017`.

    With a primary site it is a diagnosis, without one the stage of a diagnosis that
    has a record.
    """
    unread = Unread(text)
    unread.take(_DIAGNOSED)
    texts = {"tnm_edition": _take_edition(unread), **_take_stage(unread)}
    texts |= _take_tnm(unread)
    texts["histology"] = take_histology(unread)
    texts["differentiation"] = meaning(_GRADES, unread.only(_GRADE))
    texts["date"] = take_date(unread)
    elsewhere = _ELSEWHERE.search(text) is not None
    site = None if elsewhere else unread.only(_SITE) or _SITE.search(texts["histology"])
    if site and (unread.take(_CANCER) or texts["histology"]):
        texts["site"] = meaning(_SITES, site)
        texts["laterality"] = meaning(_SIDES, unread.only(_SIDE))
        return Fact(filled(Diagnosis, **texts), unread.left_over)
    stated = ("t", "n", "m", "stage_stated", "differentiation")
    if site or not any(texts.get(name) for name in stated):
        return None
    return Fact(filled(Staging, **texts), unread.left_over)


def _take_edition(unread: Unread) -> str:
    edition = unread.only(_EDITION)
    return f"{edition[1].upper()} {edition[2]}" if edition else ""


def _take_stage(unread: Unread) -> dict[str, str]:
    """The stage as stated, with its system where one stands beside it."""
    stage = unread.only(_STAGE)
    system = unread.only(_SYSTEM) if stage else None
    return {
        "stage_stated": stage[1].replace(" ", "") if stage else "",
        "stage_system": meaning(_SYSTEMS, system),
    }


def _take_tnm(unread: Unread) -> dict[str, str]:
    """The longest run of words that is TNM, such as `pT3 pN1 M0`."""
    words = [match.span() for match in _WORD.finditer(unread.text)]
    for number, (begin, _) in enumerate(words):
        for _, end in reversed(words[number : number + 3]):
            read = read_tnm(unread.text[begin:end])
            apart = _APART.search(f"{unread.text[:begin]}|{unread.text[end:]}")
            if len(read) > 1 and (apart or has_two_bases(unread.text[begin:end])):
                return {}  # a stage has one basis
            if len(read) > 1:  # T3 alone is a hormone, too
                unread.cut(begin, end)
                unread.take(_TNM)
                return read
    return {}


def is_histology(text: str) -> bool:
    """Whether a text names a type of tumour, and not only its tissue."""
    if not is_name(text) or not known_word(Privacy.HISTOLOGY, text):
        return False
    tumour_type = find_tumour_type(text)
    return tumour_type is None or bool(tumour_type.parent)


def take_histology(unread: Unread) -> str:
    """The longest name of a type of tumour, as typed."""
    words = [match.span() for match in _WORD.finditer(unread.text)]
    spans = [
        (begin, end)
        for number, (begin, _) in enumerate(words)
        for _, end in words[number : number + MOST_WORDS]
        if is_histology(unread.text[begin:end])
    ]
    if not spans:
        return ""
    begin, end = max(spans, key=lambda span: (span[1] - span[0], -span[0]))
    histology = unread.text[begin:end]
    unread.cut(begin, end)
    return histology
