"""Reads adverse events: a grade and a term of the criteria, and what was done."""

import re

from timeline.case.fields import specs_by_name
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.vocabulary import ActionTaken, CtcaeVersion
from timeline.clinical.catalogues.drugs import find_drug
from timeline.tui.entry.quick.periods import RESOLVED, take_period
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.terms import is_term
from timeline.tui.entry.quick.unread import GAP, Unread, is_name, phrase
from timeline.tui.entry.quick.words import any_of, meaning

LONGEST = 8
"""Words of the longest term."""
_GRADE = phrase(r"(?:ctcae\s*)?(?:g|gr\.?\s*|grade\s*|grad\s*)([1-5])")
_ROMAN = phrase(r"(?:grade|gr\.?)\s*(i{1,3}|iv|v)")
_ROMANS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_EDITIONS = "|".join(re.escape(version.value) for version in CtcaeVersion)
_VERSION = phrase(rf"ctcae\s*(?:version\s*|v\.?\s*)?({_EDITIONS}|[3456])")
_TUMOUR = re.compile(
    r"carcinoma|sarcoma|differentiated|tumou?r|\b[pc]?T[0-4]", re.IGNORECASE
)
"""What has a grade of its own."""
_NAMED = phrase(r"ae|adverse event|toxicity|side effect|ctcae")
_ACTIONS = {action.value.casefold(): action.value for action in ActionTaken}
del _ACTIONS["stopped"], _ACTIONS["interrupted"]
_ACTION = any_of(_ACTIONS)
_SERIOUS = phrase(r"sae|serious")
_IMMUNE = phrase(r"irae|immune-related|immune-mediated")
_FROM = (
    r"(?:(?:due to|caused by|attributed to|from|on|under|related to|with|to|by)\s+)?"
)
_OTHERWISE = re.compile(
    r"\b(?:after|before|without|despite|not|no|(?:treated|managed|controlled|improved)"
    r"(?:\s+(?:with|on|by))?|responded to|requir(?:ed|ing)|given)\s+$",
    re.IGNORECASE,
)
"""Words between an event and a drug that do not blame the drug."""
_WORD = re.compile(rf"[^\s{GAP},;:()]+")


def adverse_event(text: str) -> Fact | None:
    """Read a line such as `G2 pneumonitis pembrolizumab 3.2024`.

    Without a grade it has to be called an adverse event or name the drug: a term alone
    may be a disease that the patient had before. A grade without a term that is known
    leaves the term to be given, unless it can be the grade of a tumour.
    """
    unread = Unread(text)
    version = unread.only(_VERSION)
    grade = unread.only(_GRADE) or unread.only(_ROMAN)
    term = take_term(unread)
    serious, immune = unread.take(_SERIOUS), unread.take(_IMMUNE)
    named = unread.take(_NAMED)
    drug = _take_cause(unread, text, term or (grade[0] if grade else ""))
    if not (grade or named or serious or immune or (drug and term)):
        return None
    if (not term and not (grade and unread.left_over)) or _TUMOUR.search(text):
        return None
    action = unread.only(_ACTION)
    period = take_period(unread, RESOLVED)
    forms = filled(
        AdverseEvent,
        date=period.start,
        stop=period.stop,
        ongoing=period.ongoing,
        term=term,
        grade=_ROMANS.get(grade[1].casefold(), grade[1]) if grade else "",
        ctcae_version=_edition(version[1]) if version else "",
        drug=drug,
        action=meaning(_ACTIONS, action),
        serious="yes" if serious else "",
        immune_related="yes" if immune else "",
    )
    return Fact(forms, unread.left_over)


def _take_cause(unread: Unread, text: str, event: str) -> str:
    """The drug that is blamed; behind a comma that needs a word for it."""
    blamed = Unread(unread.text)
    drug = take_drug(blamed)
    with_word = blamed.text.count(GAP) - unread.text.count(GAP) > len(drug)
    together = any(drug in part and event in part for part in re.split(r"[,;]\s", text))
    if not drug or not (with_word or together):
        return ""
    unread.text = blamed.text
    return drug


def _edition(typed: str) -> str:
    choices = specs_by_name(AdverseEvent)["ctcae_version"].choices
    return typed if typed in choices else f"{typed}.0"


def take_term(unread: Unread) -> str:
    """The longest name of an adverse event, as typed."""
    words = [match.span() for match in _WORD.finditer(unread.text)]
    spans = [
        (begin, end)
        for number, (begin, _) in enumerate(words)
        for _, end in words[number : number + LONGEST]
        if is_term(unread.text[begin:end])
    ]
    if not spans:
        return ""
    begin, end = max(spans, key=lambda span: (span[1] - span[0], -span[0]))
    term = unread.text[begin:end]
    unread.cut(begin, end)
    return term


def take_drug(unread: Unread) -> str:
    """The one drug that is named, with the word that blames it."""
    words = [match.span() for match in _WORD.finditer(unread.text)]
    spans = [
        (begin, end)
        for number, (begin, _) in enumerate(words)
        for _, end in words[number : number + 3]
        if is_name(unread.text[begin:end]) and find_drug(unread.text[begin:end])
    ]
    if len(spans) != 1:
        return ""
    begin, end = spans[0]
    if _OTHERWISE.search(unread.text[:begin]):
        return ""
    drug = unread.text[begin:end]
    lead = re.search(
        rf"(?:^|(?<=[\s{GAP},(])){_FROM}$", unread.text[:begin], re.IGNORECASE
    )
    unread.cut(lead.start() if lead else begin, end)
    return drug
