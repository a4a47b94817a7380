"""Reads other diseases, habits, and what runs in a family."""

import re

from timeline.case.records.background import Background
from timeline.case.vocabulary import BackgroundKind
from timeline.tui.entry.quick.diseases import CHRONIC, is_cancer, is_disease, take_name
from timeline.tui.entry.quick.numbers import SINGLE, plain_number
from timeline.tui.entry.quick.periods import take_period
from timeline.tui.entry.quick.reading import Fact, Filled, filled
from timeline.tui.entry.quick.unread import GAP, Unread, phrase
from timeline.tui.entry.quick.words import RELATIVES, any_of, meaning, turned

_FAMILY, _COMORBIDITY = BackgroundKind.FAMILY, BackgroundKind.COMORBIDITY
_LABELS = {kind.value: kind.value for kind in BackgroundKind} | {
    "comorbidities": _COMORBIDITY.value,
    "pmh": _COMORBIDITY.value,
    "past medical history": _COMORBIDITY.value,
    "medical history": _COMORBIDITY.value,
    "vorerkrankung": _COMORBIDITY.value,
    "vorerkrankungen": _COMORBIDITY.value,
    "nebendiagnose": _COMORBIDITY.value,
    "nebendiagnosen": _COMORBIDITY.value,
    "previous malignancy": BackgroundKind.PREVIOUS_CANCER.value,
    "allergies": BackgroundKind.ALLERGY.value,
    "smoking history": BackgroundKind.SMOKING.value,
}
del _LABELS["other"], _LABELS[_FAMILY.value]
_LABEL = re.compile(rf"{any_of(_LABELS).pattern}\s*:\s*", re.IGNORECASE)
_NONE = re.compile(r"(?:no|nil|keine?)\s+(?:known\s+)?(?P<name>.+)", re.IGNORECASE)
_FAMILY_HISTORY = phrase(
    r"(?P<none>(?:no|negative)\s+)?(?:(?:known|positive|strong)\s+)?"
    r"(?:family\s+history|fhx?|familienanamnese)(?:\s+(?:of|for|positive\s+for))?:?"
)
_SIDE = r"(?:(?:maternal|paternal|elder|older|younger|half|twin)[\s-]+)"
_RELATIVE = rf"{_SIDE}?(?:{'|'.join(sorted(RELATIVES.split(), key=len, reverse=True))})"
_RELATIVES = phrase(rf"{_RELATIVE}(?:\s*(?:,|and|&|und)\s*{_RELATIVE})*")
_FATAL = phrase(r"(?:died|deceased|death)\s+(?:of|from)")
_HAS = phrase(r"had|has|have|with|mit|diagnosed|affected|suffered from|:")
_AGE = phrase(
    r"\(?(?:at\s+)?(?:the\s+)?(?:aged?|at|mit)\s*(?:of\s*)?(\d{1,3})"
    r"(?:\s*(?:y|yrs?|years?|jahren))?\)?"
)
_SMOKER = phrase(
    r"(?:(?:lifelong|life-long|heavy|passive|active|current|former|previous|ex|never|non)"
    r"[\s-]*){0,2}smoker|never[\s-]smoked|(?:nie|nicht|ex)?-?raucher(?:in)?"
)
_PACK_YEARS = phrase(rf"({SINGLE})\s*[x\u00d7]?\s*(?:pack[\s-]*years?|pack-?yrs?|pyh?)")
_QUIT = r"quit|stopped(?:\s+smoking)?|gave\s+up|bis"
_ALLERGIC = phrase(r"allergic\s+to|allergy\s+to")
_NO_ALLERGY = phrase(r"nkda|nka|no\s+known\s+(?:drug\s+)?allerg(?:y|ies)")
_REPRODUCTIVE = phrase(
    r"(?:pre|peri|post)-?menopausal|nullipar(?:ous|a)|(?:menarche|menopause)\s+at\s+\d{2}"
)
_HISTORY = phrase(
    r"(?P<none>(?:no|denies)\s+)?(?:(?:past|previous|known|prior|personal)\s+)?"
    r"(?:history\s+of|h/o)|known|prior|previous"
)
_PLAIN = re.compile(r"[^\W\d_][^\d;:()]*")
"""Words of the source behind a label."""


def background(text: str) -> Fact | None:
    """Read a line such as `type 2 diabetes since 2010` or `mother breast cancer at 52`.

    What is also an adverse event, such as hypertension, needs `history of` or a label
    in front: `PMH: hypertension`. What a relative had is never one of the patient.
    """
    readers = (_labelled, _family, _habit, _allergy, _disease)
    facts = (reader(Unread(text)) for reader in readers)
    return next((fact for fact in facts if fact), None)


def _labelled(unread: Unread) -> Fact | None:
    """What stands behind a label; of several known diseases each is a record."""
    label = _LABEL.match(unread.text)
    if not label or ";" in unread.text:
        return None
    kind = meaning(_LABELS, any_of(_LABELS).match(label[0]))
    parts = [part for part in unread.text[label.end() :].split(",") if part.strip()]
    forms: tuple[Filled, ...] = ()
    for part in parts:
        form = _stated(kind, part.strip(), alone=len(parts) == 1)
        if not form:
            return None
        forms += form
    absent = {form.texts.get("absent") for form in forms}
    return Fact(forms) if len(absent) == 1 else None  # a `no` may be about all


def _stated(kind: str, text: str, *, alone: bool) -> tuple[Filled, ...]:
    none = _NONE.fullmatch(text)
    unread = Unread(none["name"] if none else text)
    packs = unread.only(_PACK_YEARS) if kind == BackgroundKind.SMOKING.value else None
    period = take_period(unread, _QUIT)
    name = unread.left_over
    known = is_disease(name) or (alone and _PLAIN.fullmatch(name))
    smoker = kind == BackgroundKind.SMOKING.value and _PLAIN.fullmatch(name)
    if not known or GAP in name or (turned(name) and not smoker):
        return ()
    if smoker:
        name = f"{kind}: {name}"
    if kind == _COMORBIDITY.value and is_cancer(name):
        kind = BackgroundKind.PREVIOUS_CANCER.value
    return filled(
        Background,
        type=kind,
        name=name,
        absent="yes" if none else "",
        pack_years=plain_number(packs[1]) if packs else "",
        date=period.start,
        stop=period.stop,
        ongoing=period.ongoing,
    )


def _family(unread: Unread) -> Fact | None:
    lead, relative = unread.take(_FAMILY_HISTORY), unread.only(_RELATIVES)
    if not (lead or relative) or (lead and lead["none"] and relative):
        return None
    fatal = unread.take(_FATAL) if relative else None
    age = unread.only(_AGE) if not fatal else None
    while unread.take(_HAS):
        pass
    name = take_name(unread, lambda t: is_cancer(t) or bool(CHRONIC.fullmatch(t)))
    if not name:
        return None
    forms = filled(
        Background,
        type=_FAMILY.value,
        name=name,
        relative=relative[0] if relative else "",
        age_at_onset=age[1] if age else "",
        fatal="yes" if fatal else "",
        absent="yes" if lead and lead["none"] else "",
    )
    return Fact(forms, unread.left_over)


def _habit(unread: Unread) -> Fact | None:
    smoker, packs = unread.only(_SMOKER), unread.only(_PACK_YEARS)
    other = None if smoker or packs else unread.only(_REPRODUCTIVE)
    if not (smoker or packs or other):
        return None
    kind = BackgroundKind.REPRODUCTIVE if other else BackgroundKind.SMOKING
    period = take_period(unread, _QUIT)
    name = smoker or other
    forms = filled(
        Background,
        type=kind.value,
        name=name[0] if name else BackgroundKind.SMOKING.value,
        pack_years=plain_number(packs[1]) if packs else "",
        date=period.start,
        stop=period.stop,
        ongoing=period.ongoing,
    )
    return Fact(forms, unread.left_over)


def _allergy(unread: Unread) -> Fact | None:
    kind = BackgroundKind.ALLERGY.value
    if none := unread.only(_NO_ALLERGY):
        forms = filled(Background, type=kind, name=none[0], absent="yes")
        return Fact(forms, unread.left_over)
    lead = unread.only(_ALLERGIC)
    if lead is None:
        return None
    name = unread.left_over
    if not _PLAIN.fullmatch(name) or turned(name):
        return None
    return Fact(filled(Background, type=kind, name=name))


def _disease(unread: Unread) -> Fact | None:
    lead = unread.only(_HISTORY)
    period = take_period(unread)
    name = take_name(
        unread, is_disease if lead else lambda t: bool(CHRONIC.fullmatch(t))
    )
    of_event = period.start and not period.ongoing and unread.left_over
    if not name or of_event:
        return None  # the date of `COPD exacerbation 3.2021` is not that of the COPD
    kind = BackgroundKind.PREVIOUS_CANCER if is_cancer(name) else _COMORBIDITY
    forms = filled(
        Background,
        type=kind.value,
        name=name,
        absent="yes" if lead and lead["none"] else "",
        date=period.start,
        stop=period.stop,
        ongoing=period.ongoing,
    )
    return Fact(forms, unread.left_over)
