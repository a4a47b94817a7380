"""The names of diseases and complaints, as far as they are no adverse event."""

import re
from collections.abc import Callable

from timeline.tui.entry.quick.places import is_place_word
from timeline.tui.entry.quick.terms import is_term
from timeline.tui.entry.quick.tumours import is_histology
from timeline.tui.entry.quick.unread import GAP, Unread
from timeline.tui.entry.quick.words import any_of

LONGEST = 7
"""Words of the longest name."""
_CANCERS = re.compile(
    r"cancers?|carcinoma|ca|tumou?rs?|leuk(?:a)?emia|lymphoma|melanoma|sarcoma|myeloma"
    r"|glioma|glioblastoma|mesothelioma|adenocarcinoma|malignanc(?:y|ies)|krebs"
    r"|[^\W\d]+(?:karzinom|krebs)",
    re.IGNORECASE,
)
_OF_CANCERS = """
small cell non-small non hodgkin hodgkin's non-hodgkin acute chronic lymphocytic
lymphoblastic myeloid multiple bowel womb blood ductal lobular early-onset prostate
thyroid haematological hematological any urothelial uveal cutaneous
"""
CHRONIC = any_of(
    dict.fromkeys(
        """
type 1 diabetes|type 2 diabetes|type 1 diabetes mellitus|type 2 diabetes mellitus
|diabetes mellitus|diabetes|T1DM|T2DM|COPD|asthma|coronary artery disease|CAD
|coronary heart disease|ischaemic heart disease|ischemic heart disease
|peripheral artery disease|chronic kidney disease|CKD|hypercholesterolaemia
|hypercholesterolemia|dyslipidaemia|dyslipidemia|hyperlipidaemia|hyperlipidemia
|rheumatoid arthritis|psoriasis|ulcerative colitis|Crohn's disease|multiple sclerosis
|Parkinson's disease|dementia|epilepsy|gout|osteoporosis|osteoarthritis|migraine
|hepatitis B|hepatitis C|HIV infection|HIV|liver cirrhosis|cirrhosis|MGUS
|monoclonal gammopathy of undetermined significance|endometriosis|polymyalgia rheumatica
|Hashimoto's thyroiditis|coeliac disease|celiac disease|sarcoidosis|tuberculosis
|arterial hypertension|essential hypertension
|primary sclerosing cholangitis|gallstones|cholelithiasis
|Lynch syndrome|Li-Fraumeni syndrome|neurofibromatosis|arterielle Hypertonie|KHK
|Diabetes mellitus Typ 2|benign prostatic hyperplasia|BPH|HTN
""".replace("\n", "").split("|"),
        "",
    )
)
"""Diseases that people bring along; a treatment does not cause them in a word."""
COMPLAINTS = any_of(
    dict.fromkeys(
        """
jaundice|lump|swelling|pain|haemoptysis|hemoptysis|haematuria|hematuria|melaena|melena
|haematemesis|hematemesis|dysphagia|hoarseness|night sweats|weight loss|cough|headache
|headaches|seizure|seizures|dyspnoea|dyspnea|shortness of breath|breathlessness
|rectal bleeding|bleeding per rectum|vaginal bleeding|postmenopausal bleeding
|lymphadenopathy|ascites|early satiety|change in bowel habit|bloating|distension
|nocturia|urinary retention|hesitancy|tenesmus|mole|itching|nipple discharge
|gait disturbance|diplopia|visual loss|back pain|bone pain|chest pain|abdominal pain
|pathological fracture
""".replace("\n", "").split("|"),
        "",
    )
)
"""Complaints and signs of a tumour itself."""
_LINK = re.compile(r"^\s+(?:in|of|on)\s+(?:the\s+)?", re.IGNORECASE)
_WORD = re.compile(rf"[^\s{GAP},;:()]+")


def is_cancer(name: str) -> bool:
    """Whether a name is one of a cancer, such as `small cell lung cancer`."""
    *before, last = name.split() or [""]
    if is_histology(name):
        return True
    known = (w.casefold() in _OF_CANCERS.split() or is_place_word(w) for w in before)
    short = last.casefold() == "ca" and not before
    return bool(_CANCERS.fullmatch(last)) and not short and all(known)


def is_disease(name: str) -> bool:
    """Whether a name is one of a disease, be it an adverse event too."""
    return bool(CHRONIC.fullmatch(name)) or is_cancer(name) or is_term(name)


def is_complaint(name: str) -> bool:
    """Whether it is a complaint, with its place: `left flank pain`, `lump in neck`."""
    match = COMPLAINTS.search(name)
    if match is None:
        return False
    behind = _LINK.sub("", name[match.end() :])
    return all(map(is_place_word, [*name[: match.start()].split(), *behind.split()]))


def take_name(unread: Unread, is_one: Callable[[str], bool]) -> str:
    """Take the longest name, and of two equals the first; empty where there is none."""
    words = [match.span() for match in _WORD.finditer(unread.text)]
    spans = [
        (begin, end)
        for number, (begin, _) in enumerate(words)
        for _, end in words[number : number + LONGEST]
        if GAP not in unread.text[begin:end] and is_one(unread.text[begin:end])
    ]
    if not spans:
        return ""
    begin, end = max(spans, key=lambda span: (span[1] - span[0], -span[0]))
    name = unread.text[begin:end]
    unread.cut(begin, end)
    return name
