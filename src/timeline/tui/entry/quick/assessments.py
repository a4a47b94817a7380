"""Reads responses, progressions and scans."""

import re

from timeline.case.fields import specs_by_name
from timeline.case.record import Entry
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.finding import Finding
from timeline.case.response_vocabulary import Criteria
from timeline.case.vocabulary import FindingKind
from timeline.tui.entry.quick.dates import take_date, take_relative
from timeline.tui.entry.quick.numbers import LENGTH, in_millimetres
from timeline.tui.entry.quick.places import take_place
from timeline.tui.entry.quick.reading import Fact, Filled, filled
from timeline.tui.entry.quick.unread import GAP, Unread, phrase
from timeline.tui.entry.quick.words import (
    METHODS,
    PROGRESSIONS,
    RESPONSES,
    any_of,
    meaning,
    turned,
    undone,
)

CRITERIA = {criteria.value.casefold(): criteria.value for criteria in Criteria} | {
    "recist": Criteria.RECIST.value,
    "clinically": Criteria.CLINICAL.value,
    "biopsy-proven": Criteria.PATHOLOGY.value,
    "biopsy-confirmed": Criteria.PATHOLOGY.value,
    "confirmed by biopsy": Criteria.PATHOLOGY.value,
    "proven by biopsy": Criteria.PATHOLOGY.value,
    "histologically proven": Criteria.PATHOLOGY.value,
}
_METHOD, _CRITERIA, _PROGRESSION = map(any_of, (METHODS, CRITERIA, PROGRESSIONS))
_RECEPTOR = r"(?!\s*[:=]?\s*(?:<?\d+\s?%|[+]|pos|neg|score|status))"
_RESPONSE = re.compile(any_of(RESPONSES).pattern + _RECEPTOR, re.IGNORECASE)
"""A response; `PR 90 %` is the progesterone receptor."""
_AT_FRONT = re.compile(rf"[\s{GAP},:]*{_METHOD.pattern}", re.IGNORECASE)
_AT_END = re.compile(
    rf"(?<=\s)(?:on|by)\s+{_METHOD.pattern}(?=[\s{GAP},.]*$)", re.IGNORECASE
)
_OTHER_RECIST = phrase(r"i?recist\s*1\.0")
_SUM = phrase(
    r"(?:target lesions?:?\s+)?(?:sum(?: of (?:longest )?diameters)?|sld|sod)"
    rf"\s*[:=]?\s*{LENGTH}"
)
_BARE_SUM = phrase(LENGTH)
_RECIST = (Criteria.RECIST.value, Criteria.IRECIST.value)
_BASELINE = phrase(r"(?:recist\s+)?baseline")
_NO_NEW, _NEW = phrase(r"no new lesions?"), phrase(r"new lesions?")


def assessment(text: str) -> Fact | None:
    """Read a line such as `RECIST PR 44 mm 7.8.2023`; a baseline has no response."""
    unread = Unread(text)
    response = unread.only(_RESPONSE)
    baseline = None if response else unread.take(_BASELINE)
    total = unread.only(_SUM)
    if not (response or baseline or total):
        return None
    texts = _judged(unread)
    if not total and (baseline or texts["criteria"] in _RECIST):
        total = unread.only(_BARE_SUM)  # else it may be the size of one lesion
    texts["sum_of_diameters"] = in_millimetres(*total.groups()) if total else ""
    texts["response"] = meaning(RESPONSES, response)
    if baseline and not total:
        return None
    return Fact(_with_method(Assessment, unread, texts), unread.left_over)


def progression(text: str) -> Fact | None:
    """Read a line such as `hepatic recurrence 3.2019`, which gives no category."""
    unread = Unread(text)
    event = unread.only(_PROGRESSION)
    if not event:
        return None
    texts = {**_judged(unread), "event": event[0]}
    return Fact(_with_method(Progression, unread, texts), unread.left_over)


def scan(text: str) -> Fact | None:
    """Read a scan: what stands behind its name is what was found, in its own words.

    These words are quoted as they stand, `no` and `suspected` with them, unless they
    say that there was no scan. A response
    that nothing leaves in doubt is an assessment instead.
    """
    unread = Unread(text)
    date = take_date(unread)
    match = _AT_FRONT.match(unread.text) or _AT_END.search(unread.text)
    if match is None:
        return None
    unread.cut(*match.span())
    when = take_relative(unread)
    if undone(unread.text.replace(GAP, " ").strip()):
        return None
    if _RESPONSE.search(unread.text) and not turned(unread.left_over):
        return None
    forms = filled(
        Finding,
        date=date,
        type=FindingKind.IMAGING.value,
        method=meaning(METHODS, _METHOD.search(match[0])),
        result=unread.left_over,
    )
    return Fact(forms, when)


def _judged(unread: Unread) -> dict[str, str]:
    """Date, criteria, new lesion and site, which responses and progressions share."""
    none = unread.take(_NO_NEW)
    new = None if none else unread.take(_NEW)
    criteria = None if _OTHER_RECIST.search(unread.text) else unread.only(_CRITERIA)
    return {
        "new_lesion": "no" if none else "yes" if new else "",
        "criteria": meaning(CRITERIA, criteria),
        "date": take_date(unread),
    }


def _with_method(
    record_class: type[Entry], unread: Unread, texts: dict[str, str]
) -> tuple[Filled, ...]:
    method = unread.only(_METHOD)
    name = "method" if "method" in specs_by_name(record_class) else "notes"
    texts[name] = meaning(METHODS, method)
    texts["site"] = take_place(unread)
    return filled(record_class, **texts)
