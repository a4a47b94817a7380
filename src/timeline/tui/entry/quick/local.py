"""Reads local treatments: operations, ablations, radiotherapy with its dose."""

import re

from timeline.case.records.intervention import LocalIntervention
from timeline.case.treatment_vocabulary import Intent, InterventionKind, Margin
from timeline.clinical.catalogues.drugs import DrugKind, find_drug
from timeline.tui.entry.quick.numbers import SINGLE, plain_number
from timeline.tui.entry.quick.periods import Period, take_period
from timeline.tui.entry.quick.places import is_place_word, names_place, take_place
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import GAP, Unread, phrase
from timeline.tui.entry.quick.words import INTERVENTIONS, OPERATION, any_of, meaning

_TYPE, _OPERATION = any_of(INTERVENTIONS), phrase(OPERATION)
_INTENTS = {intent.value.casefold(): intent.value for intent in Intent}
_INTENT = any_of(_INTENTS)
_FRACTIONS = r"(?:fractions?|fx|fr|frakt(?:ionen)?|f|#)"
_TOTAL = phrase(
    rf"(?<!\d\sof\s)(?P<dose>{SINGLE})\s*gy(?:\s*\(?rbe\)?)?(?:[\s,/]*(?:in\s*)?(?P<count>\d{{1,3}})\s*{_FRACTIONS}"
    r"|\s*/\s*(?P<over>\d{1,3})|\s*in\s*(?P<bare>\d{1,3})(?![\s\d]*[^\W\d])(?!\s*\d))?"
)
_TIMES = phrase(
    rf"(?P<count>\d{{1,3}})\s*(?:{_FRACTIONS}\s*(?:of|[x\u00d7])|[x\u00d7])\s*(?P<dose>{SINGLE})\s*gy"
    rf"|(?P<each>{SINGLE})\s*gy\s*[x\u00d7]\s*(?P<times>\d{{1,3}})"
)
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_MARGIN = any_of({margin.value: margin.value for margin in Margin})
_NODES = phrase(
    r"(\d{1,3})\s*/\s*(\d{1,3})\s*(?:positive\s+)?(?:lymph\s+)?(?:nodes?|ln)"
)
_SPECIMEN = phrase(r"(?:resection|surgical|surgery|biopsy) (?:specimens?|margins?)")
"""What came out of an operation is not the operation."""
_JOINT = re.compile(r"[\s+,;&]|\band\b", re.IGNORECASE)
_WORD = re.compile(rf"[^\s{GAP},;:()]*[^\s{GAP},;:().]")
_MODIFIERS = """
first second third fourth 1st 2nd 3rd repeat redo re staged emergency elective
partial total subtotal radical extended wedge en bloc en-bloc laparoscopic robotic
robot-assisted open minimally invasive thoracoscopic percutaneous transarterial
stereotactic palliative curative adjuvant salvage debulking sleeve formal major
whole d1 d2 d3 with and of the for ct-guided us-guided guided
implantation insertion placement placed inserted exchange reversal revision
repair removal exploratory ercp vats boost external beam ebrt vmat
therapy treatment ablation surgery surgical excision biopsy core needle fine
"""
_WITH_TYPES = frozenset(_MODIFIERS.split())
_WORDS_OF_TYPES = frozenset(" ".join(INTERVENTIONS).replace(" or ", " ").split())
_LINKS = frozenset(("with", "and", "of", "the", "for"))


def local_intervention(text: str) -> Fact | None:
    """Read a line such as `Mar 2019 second hepatectomy` or `50.4 Gy in 28 fractions`.

    A dose in Gy without a technique is radiotherapy of which the source does not say
    how it was given.
    """
    if _SPECIMEN.search(text):
        return None
    unread = Unread(text)
    dose, fractions = take_radiation(unread)
    intent, margin = unread.only(_INTENT), unread.only(_MARGIN)
    nodes = unread.only(_NODES)
    period = take_period(unread)
    kind, procedures = _take_procedures(unread)
    if not kind and dose:
        kind = InterventionKind.RADIOTHERAPY_UNSPECIFIED.value
    if not kind or period.ongoing:  # for either there is no field
        return None
    forms = filled(
        LocalIntervention,
        date=_date(period),
        stop=period.stop if period.start else "",
        type=kind,
        procedures="; ".join(procedures),
        dose_gy=dose,
        fractions=fractions,
        intent=meaning(_INTENTS, intent),
        margin=margin[0].upper() if margin else "",
        nodes_positive=nodes[1] if nodes else "",
        nodes_examined=nodes[2] if nodes else "",
        site=take_place(unread),
    )
    return Fact(forms, unread.left_over)


def _date(period: Period) -> str:
    """The date; an end alone is the last day on which it can have been."""
    return period.start or (f"[..{period.stop}]" if period.stop else "")


def take_radiation(unread: Unread) -> tuple[str, str]:
    """Total dose in Gy and number of fractions; `5 x 5 Gy` is 25 Gy in 5."""
    if match := unread.only(_TIMES):
        count = match["count"] or match["times"]
        each = plain_number(match["dose"] or match["each"])
        if _DECIMAL.fullmatch(each):
            return f"{int(count) * float(each):.10g}", count
        return each, count
    match = unread.only(_TOTAL)
    if match is None:
        return "", ""
    return plain_number(match["dose"]), match["count"] or match["over"] or match[
        "bare"
    ] or ""


def _take_procedures(unread: Unread) -> tuple[str, list[str]]:
    """What was done, and its kind; empty where there is none or where kinds differ."""
    spans = [(m.start(), m.end()) for m in _WORD.finditer(unread.text)]
    phrases = [
        p for p in _phrases(unread.text, spans) if _kinds(unread.text[slice(*p)])
    ]
    if len(phrases) == 1:
        phrases = [_without_place(unread.text, *phrases[0])]
    texts = [unread.text[slice(*place)] for place in phrases]
    kinds = {kind for words in texts for kind in _kinds(words)}
    if len(kinds) != 1:
        return "", []
    for number, (begin, end) in enumerate(phrases):
        before = phrases[number - 1][1] if number else begin
        joined = number and not _JOINT.sub("", unread.text[before:begin])
        unread.cut(before if joined else begin, end)
    return kinds.pop(), texts


def _kinds(words: str) -> set[str]:
    """The kinds of intervention that a phrase names; a seed is the catalogue's."""
    kinds = {meaning(INTERVENTIONS, match) for match in _TYPE.finditer(words)}
    drug = _implant(words)
    if drug:
        kinds.add(InterventionKind.BRACHYTHERAPY.value)
    if not kinds and _OPERATION.search(words):
        kinds.add(InterventionKind.SURGERY.value)
    for general in (
        InterventionKind.SURGERY,
        InterventionKind.RADIOTHERAPY_UNSPECIFIED,
    ):
        if len(kinds) > 1:
            kinds.discard(general.value)
    return kinds


def _implant(words: str) -> bool:
    parts = words.split()
    names = (
        " ".join(parts[begin:end])
        for begin in range(len(parts))
        for end in range(begin + 1, len(parts) + 1)
    )
    drugs = (find_drug(name) for name in names)
    return any(drug is not None and drug.kind is DrugKind.IMPLANT for drug in drugs)


def _phrases(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where words that belong to procedures stand one after another."""
    phrases: list[tuple[int, int]] = []
    for begin, end in words:
        if not _belongs(text[begin:end]):
            continue
        if phrases and not text[phrases[-1][1] : begin].strip(" "):
            phrases[-1] = (phrases[-1][0], end)
        else:
            phrases.append((begin, end))
    return [_trimmed(text, *place) for place in phrases]


def _belongs(word: str) -> bool:
    folded = word.casefold()
    drug = find_drug(word)
    return (
        folded in _WITH_TYPES
        or folded in _WORDS_OF_TYPES
        or bool(_OPERATION.fullmatch(word))
        or is_place_word(word)
        or (drug is not None and drug.kind is DrugKind.IMPLANT)
    )


def _without_place(text: str, begin: int, end: int) -> tuple[int, int]:
    """A phrase without the place behind it, which is the site."""
    words = [m.span() for m in _WORD.finditer(text, begin, end)]
    last = len(words)
    while last and not _says_what(text[slice(*words[last - 1])]):
        last -= 1
    place = text[words[last - 1][1] : end] if last else ""
    return (begin, words[last - 1][1]) if names_place(place) else (begin, end)


def _says_what(word: str) -> bool:
    """Whether a word belongs to a procedure and not to a place."""
    folded = word.casefold()
    if folded in _WORDS_OF_TYPES or _OPERATION.fullmatch(word):
        return True
    return _belongs(word) and not (is_place_word(word) or folded in _LINKS)


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """A phrase without linking words at its ends."""
    words = [m.span() for m in _WORD.finditer(text, begin, end)]
    while words and text[slice(*words[-1])].casefold() in _LINKS:
        words.pop()
    while words and text[slice(*words[0])].casefold() in _LINKS:
        words.pop(0)
    return (words[0][0], words[-1][1]) if words else (begin, begin)
