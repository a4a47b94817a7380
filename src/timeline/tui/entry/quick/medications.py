"""Reads drugs against anything but the cancer, or taken beside its treatment."""

import re

from timeline.case.records.background import Medication
from timeline.tui.entry.quick.drugs import (
    CHANGED,
    find_agent,
    is_steroid,
    take_dosing,
)
from timeline.tui.entry.quick.periods import ENDED, take_period
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.therapy import BEGUN, CYCLES
from timeline.tui.entry.quick.unread import GAP, Unread, is_name
from timeline.tui.entry.quick.words import any_of, turned

_OTHERS = any_of(
    dict.fromkeys(
        """
metformin|insulin|insulin glargine|sitagliptin|empagliflozin|dapagliflozin|gliclazide
|ramipril|lisinopril|enalapril|perindopril|candesartan|valsartan|losartan|amlodipine
|lercanidipine|bisoprolol|metoprolol|carvedilol|furosemide|torasemide|torsemide
|spironolactone|hydrochlorothiazide|indapamide|digoxin|amiodarone|diltiazem|verapamil
|atorvastatin|simvastatin|rosuvastatin|pravastatin|ezetimibe|aspirin|clopidogrel
|apixaban|rivaroxaban|edoxaban|dabigatran|warfarin|phenprocoumon|enoxaparin|dalteparin
|tinzaparin|heparin|pantoprazole|omeprazole|esomeprazole|lansoprazole|famotidine
|ondansetron|granisetron|palonosetron|aprepitant|metoclopramide|domperidone|olanzapine
|haloperidol|loperamide|codeine|morphine|oxycodone|fentanyl|hydromorphone|buprenorphine
|tramadol|tilidine|paracetamol|acetaminophen|metamizole|ibuprofen|naproxen|diclofenac
|gabapentin|pregabalin|amitriptyline|duloxetine|sertraline|citalopram|escitalopram
|mirtazapine|venlafaxine|lorazepam|diazepam|midazolam|zopiclone|levetiracetam|lamotrigine
|valproate|phenytoin|levothyroxine|allopurinol|rasburicase|febuxostat|aciclovir|acyclovir
|valaciclovir|valacyclovir|entecavir|tenofovir|co-trimoxazole|cotrimoxazole
|amoxicillin|co-amoxiclav|ciprofloxacin|levofloxacin|doxycycline|minocycline
|piperacillin-tazobactam|meropenem|fluconazole|posaconazole|filgrastim|pegfilgrastim
|lipegfilgrastim|lenograstim|epoetin|epoetin alfa|darbepoetin|darbepoetin alfa
|zoledronic acid|zoledronate|zometa|pamidronate|ibandronate|ibandronic acid|alendronate
|alendronic acid|denosumab|xgeva|prolia|vitamin D|cholecalciferol|colecalciferol
|folic acid|vitamin B12|ferrous sulphate|ferrous sulfate|salbutamol|tiotropium
|tamsulosin|finasteride|pancreatin|creon|ursodeoxycholic acid|infliximab|budesonide
|mesna|dexrazoxane|immunoglobulin|IVIG
""".replace("\n", "").split("|"),
        "",
    )
)
_LEAD = re.compile(
    r"(?:(?:concomitant|current|regular|home|other)\s+)?(?:co-?)?medications?\s*:\s*"
    r"|(?:begleit|dauer)medikation\s*:\s*|(?:takes|taking)\s+",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_](?:[\w'/-]*\w)?"
_LABELLED = re.compile(rf"{_NAME}(?:\s{_NAME}){{0,2}}")
_FOR = re.compile(
    rf"(?<=[\s{GAP}])(?:for|against)\s+((?:[^\W\d_][\w'/-]*\s?){{1,5}})(?=$|[\s{GAP},;.)])",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\d\s*[^\W\d]+/(?:m|d|\u00b5)?L\b|\b(?:level|trough)s?\b", re.IGNORECASE
)
"""That a drug or vitamin was measured in the blood."""
_WORD = re.compile(rf"[^\s{GAP},;:()]+")


def medication(text: str) -> Fact | None:
    """Read a line such as `dexamethasone 4 mg daily since 3.2024`.

    A steroid beside drugs of a regimen, or in cycles, belongs to a line; a drug that
    no list has needs `medication:` in front. A dose that was changed belongs to a
    course that has a record already.
    """
    unread = Unread(text)
    lead = _LEAD.match(text)
    if lead:
        unread.cut(*lead.span())
    if any(p.search(text) for p in (CHANGED, CYCLES, _MEASURED)):
        return None
    unread.take(BEGUN)
    drug = _take_drug(unread, labelled=lead is not None)
    if not drug or _has_agent(unread):
        return None
    over = re.search(rf"\b(?:{ENDED})\b", text, re.IGNORECASE)
    period = take_period(unread)
    indication = "" if over else _take_indication(unread)
    dosing = take_dosing(unread, 0, len(unread.text), dosed=True)
    if "dose_percent" in dosing:
        return None
    forms = filled(
        Medication,
        date=period.start,
        stop=period.stop,
        ongoing=period.ongoing,
        drug=drug,
        indication=indication,
        **dosing,
    )
    return Fact(forms, unread.left_over)


def _take_drug(unread: Unread, *, labelled: bool) -> str:
    match = unread.only(_OTHERS)
    if match:
        return match[0]
    steroids = [m for m in _WORD.finditer(unread.text) if is_steroid(m[0])]
    if len(steroids) == 1:
        unread.cut(*steroids[0].span())
        return steroids[0][0]
    front = re.match(rf"[\s{GAP}]*", unread.text)
    match = _LABELLED.match(unread.text, front.end() if front else 0)
    if not labelled or not match or turned(match[0]):
        return ""
    unread.cut(*match.span())
    return match[0]


def _has_agent(unread: Unread) -> bool:
    """Whether another drug stands there: then it is a regimen, or a list."""
    names = (m[0] for m in _WORD.finditer(unread.text))
    return any(is_name(n) and find_agent(n) for n in names) or bool(
        _OTHERS.search(unread.text)
    )


def _take_indication(unread: Unread) -> str:
    match = _FOR.search(unread.text)
    if match is None or turned(match[1]):
        return ""
    unread.cut(*match.span())
    return match[1].strip()
