"""The words that quick entry knows, apart from drugs, markers and places.

They are the vocabularies of the records, and a few short forms that people write.
"""

import re
from functools import cache

from timeline.case.assay_vocabulary import Her2Result, SpecimenType
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import VitalStatus
from timeline.tui.entry.quick.unread import phrase


def any_of(words: dict[str, str]) -> re.Pattern[str]:
    """A pattern for any of some words or phrases, the longest first.

    A blank between two words may be a hyphen, and a hyphen a blank or nothing.
    """
    ordered = sorted(words, key=len, reverse=True)
    return phrase("|".join(map(_spelled, ordered)))


def _spelled(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?")


def meaning(words: dict[str, str], match: re.Match[str] | None) -> str:
    """What the phrase that `any_of` found stands for; empty where it found none."""
    return _by_spelling(tuple(words.items()))[_spaced(match[0])] if match else ""


@cache
def _by_spelling(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {_spaced(word): value for word, value in words}


def _spaced(text: str) -> str:
    return re.sub(r"[\s-]+", "", text).casefold()


RESPONSES = {response.value.casefold(): response.value for response in Response} | {
    "complete response": "CR",
    "complete remission": "CR",
    "partial response": "PR",
    "partial remission": "PR",
    "stable disease": "SD",
    "progressive disease": "PD",
    "not evaluable": "NE",
    "minor response": "MR",
    "very good partial response": "VGPR",
    "stringent complete response": "sCR",
    "complete metabolic response": "CMR",
    "partial metabolic response": "PMR",
    "stable metabolic disease": "SMD",
    "progressive metabolic disease": "PMD",
}
del RESPONSES["mr"]  # a scan, more often than a minor response
PROGRESSIONS = {
    word: word
    for word in (
        "progression",
        "disease progression",
        "biochemical progression",
        "biochemical recurrence",
        "oligoprogression",
        "recurrence",
        "local recurrence",
        "relapse",
        "rezidiv",
        "progredienz",
        "progressed",
        "relapsed",
    )
}
METHODS = {
    "ct": "CT",
    "mri": "MRI",
    "pet-ct": "PET-CT",
    "pet/ct": "PET-CT",
    "pet": "PET",
    "ultrasound": "ultrasound",
    "x-ray": "X-ray",
    "bone scan": "bone scan",
    "endoscopy": "endoscopy",
    "colonoscopy": "colonoscopy",
    "mammography": "mammography",
    "psma-pet": "PSMA-PET",
    "psma-pet-ct": "PSMA-PET-CT",
    "psma-pet/ct": "PSMA-PET-CT",
    "fdg-pet": "FDG-PET",
    "fdg-pet-ct": "FDG-PET-CT",
    "fdg-pet/ct": "FDG-PET-CT",
}
"""Ways of looking, as people abbreviate them."""
INTERVENTIONS = {kind.value.casefold(): kind.value for kind in InterventionKind} | {
    "hepatectomy": InterventionKind.SURGERY.value,
    "cholecystectomy": InterventionKind.SURGERY.value,
    "lymphadenectomy": InterventionKind.SURGERY.value,
    "resection": InterventionKind.SURGERY.value,
    "gastrectomy": InterventionKind.SURGERY.value,
    "operation": InterventionKind.SURGERY.value,
    "excision": InterventionKind.SURGERY.value,
    "lymph node dissection": InterventionKind.SURGERY.value,
    "axillary dissection": InterventionKind.SURGERY.value,
    "neck dissection": InterventionKind.SURGERY.value,
    "whipple": InterventionKind.SURGERY.value,
    "rfa": InterventionKind.RADIOFREQUENCY.value,
    "mwa": InterventionKind.MICROWAVE.value,
    "sbrt": InterventionKind.STEREOTACTIC.value,
    "radiosurgery": InterventionKind.STEREOTACTIC.value,
    "sabr": InterventionKind.STEREOTACTIC.value,
    "srs": InterventionKind.STEREOTACTIC.value,
    "cyberknife": InterventionKind.STEREOTACTIC.value,
    "gamma knife": InterventionKind.STEREOTACTIC.value,
    "re-irradiation": InterventionKind.RADIOTHERAPY_UNSPECIFIED.value,
    "irradiation": InterventionKind.RADIOTHERAPY_UNSPECIFIED.value,
    "radiation": InterventionKind.RADIOTHERAPY_UNSPECIFIED.value,
    "imrt": InterventionKind.RADIOTHERAPY.value,
    "chemoradiation": InterventionKind.RADIOTHERAPY_UNSPECIFIED.value,
    "chemoradiotherapy": InterventionKind.RADIOTHERAPY_UNSPECIFIED.value,
    "radiochemotherapy": InterventionKind.RADIOTHERAPY_UNSPECIFIED.value,
    "xrt": InterventionKind.RADIOTHERAPY_UNSPECIFIED.value,
    "rt": InterventionKind.RADIOTHERAPY_UNSPECIFIED.value,
    "proton therapy": InterventionKind.RADIOTHERAPY.value,
    "external beam": InterventionKind.RADIOTHERAPY.value,
    "ebrt": InterventionKind.RADIOTHERAPY.value,
    "vmat": InterventionKind.RADIOTHERAPY.value,
    "wbrt": InterventionKind.RADIOTHERAPY.value,
    "seeds": InterventionKind.BRACHYTHERAPY.value,
    "seed implantation": InterventionKind.BRACHYTHERAPY.value,
    "tace": InterventionKind.EMBOLISATION.value,
    "embolization": InterventionKind.EMBOLISATION.value,
    "chemoembolisation": InterventionKind.EMBOLISATION.value,
    "chemoembolization": InterventionKind.EMBOLISATION.value,
    "sirt": InterventionKind.EMBOLISATION.value,
    "radioembolisation": InterventionKind.EMBOLISATION.value,
    "radioembolization": InterventionKind.EMBOLISATION.value,
    "stent": InterventionKind.STENT.value,
    "drainage": InterventionKind.STENT.value,
    "ptcd": InterventionKind.STENT.value,
}
del INTERVENTIONS["other"]
SPECIMENS = {specimen.value.casefold(): specimen.value for specimen in SpecimenType} | {
    "fna": SpecimenType.CYTOLOGY.value,
    "fine needle aspirate": SpecimenType.CYTOLOGY.value,
    "core biopsy": SpecimenType.BIOPSY.value,
    "resection specimen": SpecimenType.RESECTION.value,
}
del SPECIMENS["other"]
HER2_RESULTS = {result.value.casefold(): result.value for result in Her2Result} | {
    "amplification": Her2Result.AMPLIFIED.value,
    "non amplified": Her2Result.NOT_AMPLIFIED.value,
    "pos": Her2Result.POSITIVE.value,
    "neg": Her2Result.NEGATIVE.value,
    "positiv": Her2Result.POSITIVE.value,
    "negativ": Her2Result.NEGATIVE.value,
    "no amplification": Her2Result.NOT_AMPLIFIED.value,
    "non mutated": Her2Result.NOT_MUTATED.value,
}
STATUSES = {status.value.casefold(): status.value for status in VitalStatus} | {
    "alive and well": VitalStatus.ALIVE.value,
    "died": VitalStatus.DEAD.value,
    "deceased": VitalStatus.DEAD.value,
    "death": VitalStatus.DEAD.value,
    "passed away": VitalStatus.DEAD.value,
    "lost to fu": VitalStatus.LOST.value,
    "exitus": VitalStatus.DEAD.value,
    "living": VitalStatus.ALIVE.value,
}
DISEASE_STATUSES = {
    "no evidence of disease": "no evidence of disease",
    "ned": "no evidence of disease",
    "disease free": "disease-free",
    "alive with disease": "alive with disease",
    "awd": "alive with disease",
    "with disease": "alive with disease",
}
OPERATION = (
    r"(?:[^\W\d]+-)?[^\W\d]*(?:ectomy|otomy|ostomy|plasty|ektomie|otomie|ostomie)"
)
"""A word that is a procedure by its ending."""

# Words that turn what stands beside them. Where one is left over, nothing is taken.
_NOT = """
no not non never none neither nor without w/o denies denied absent absence excluded
exclude excludes declined declines refused refuses cancelled canceled kein keine keinen
nicht ohne sans pas sin senza attempted aborted abandoned negative free lack lacks
lacking nie nil ausgeschlossen excluding disproved ruled undetectable undetected
lost cleared disappeared gone vanished abgesagt
"""
_DOUBT = """
probable probably possible possibly suspected suspicious suspicion likely unlikely
questionable presumed presumably apparent maybe perhaps unclear uncertain cannot could
might may near nearly almost unconfirmed dd v.a verdacht fraglich query approx
concern concerning concerns differential risk risks mimicking suggestive suggesting
möglich mögliche vermutlich wahrscheinlich
approximately about roughly circa ~ vs versus or pseudoprogression
"""
_PLAN = """
planned plan plans planning scheduled intended recommended recommend recommends
recommendation proposed propose proposes considered considering consider
suggest suggested suggests offer offered discuss discussed advise advised eligible
ineligible candidate if geplant
empfohlen awaiting await screening prevention prophylaxis
unless rule r/o should shall would be contraindicated contraindication allergy future
next will pending awaited outstanding ordered booked requested arranged postponed
rescheduled deferred upcoming referred listed bestellt angemeldet verschoben
vorgesehen ausstehend anmelden appointment termin waiting awaits rebooked tbc tbd
"""
_BREAK = """
held hold withheld paused interrupted omitted delayed skipped missed
"""
_AGAIN = """
restart restarted resume resumed rechallenge rechallenged last
"""
_CAUSE = """
due because owing despite caused
"""
RELATIVES = """
mother father brother brothers sister sisters aunt aunts uncle uncles cousin cousins
son sons daughter daughters grandmother grandfather grandparent sibling siblings twin
niece nephew parent parents relative relatives mutter vater bruder schwester tante
onkel oma opa
"""
_OTHERS = f"{RELATIVES} husband wife partner donor family median maternal paternal"
TURNING = {
    word: reason
    for words, reason in (
        (_NOT, "denies what stands beside it"),
        (_DOUBT, "leaves it in doubt"),
        (_PLAN, "says that it was planned or advised, not that it was done"),
        (_BREAK, "says that it was not given for a time"),
        (_AGAIN, "makes its date another one than that of the start"),
        (_CAUSE, "makes one thing the reason of another"),
        (_OTHERS, "is about somebody else"),
    )
    for word in words.split()
}


_NEVER = """
cancelled canceled declined declines refused refuses aborted abandoned abgesagt
"""
"""What becomes of an examination that was not made."""
_SUGGESTS = """
suggest suggests suggested screening if rule r/o be would next
"""
"""With words behind them, what a scan shows or why it was made."""
_NOT_DONE = re.compile(
    r"\b(?:not|never|nicht|pas)\s+(?:(?:been|yet)\s+)?"
    r"(?:done|performed|made|undertaken|attended|carried|completed|durchgef\u00fchrt"
    r"|erfolgt|gemacht|fait|available|possible|feasible|yet|until|needed|required"
    r"|indicated)\b|\b(?:not|nicht)$|\bdid not (?:take place|happen|attend)\b"
    r"|\bto (?:follow|have)\b|\bmoved$|\bto be (?:done|performed|made|repeated)\b"
    r"|\bsteht (?:noch )?aus\b"
    r"|\bdue\b(?!\s+to\b)|\bfor$",
    re.IGNORECASE,
)


def undone(said: str) -> bool:
    """Whether the words beside an examination say that it has not been made.

    What stands behind a colon was seen or written there, and so it was made, unless it
    begins with such a word.
    """
    before, colon, behind = said.partition(":")
    words = before.split() or behind.split()[:1]
    if _NOT_DONE.search(before.strip()) or _NOT_DONE.match(behind.strip()):
        return True
    plans, suggests = set(f"{_PLAN}{_NEVER}{_BREAK}".split()), _SUGGESTS.split()
    for number, word in enumerate(words):
        bare = word.strip(",;().").casefold()
        alone = number == len(words) - 1 and not colon
        if bare in plans and (alone or bare not in suggests):
            return True
    return False


def turned(left_over: str) -> str:
    """Why words that are left over forbid to take the others; empty if they do not."""
    for word in left_over.split():
        bare = word.strip(",;:().")
        # CA is cancer or carbohydrate antigen, and ca. is circa
        doubtful = "?" in word or bare.startswith("~") or bare == "ca"
        if word in ("->", "=>", "\u2192"):
            return f"'{word}' stands between two values, and one line has one."
        reason = TURNING["query"] if doubtful else TURNING.get(bare.casefold())
        if reason:
            return f"'{word}' {reason}."
    return ""
