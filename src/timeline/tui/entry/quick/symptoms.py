"""Reads complaints and signs of the disease itself, such as those at presentation."""

import re

from timeline.case.records.background import Symptom
from timeline.case.vocabulary import EventSeverity
from timeline.tui.entry.quick.diseases import is_complaint, take_name
from timeline.tui.entry.quick.periods import RESOLVED, take_period
from timeline.tui.entry.quick.reading import Fact, Filled, filled
from timeline.tui.entry.quick.terms import is_term
from timeline.tui.entry.quick.unread import GAP, Unread, phrase
from timeline.tui.entry.quick.words import any_of, meaning

_LEAD = phrase(
    r"(?:(?:patient|pt|she|he)\s+)?(?:initially\s+)?(?:presented|presenting|presents)"
    r"\s+with|complain(?:s|ed|ing)\s+of|c/o"
    r"|(?:presenting\s+|initial\s+|first\s+)?(?:symptoms?|complaints?):?"
)
_HOW_LONG = r"(?:\d{1,3}|an?|few|several|two|three|four|six)"
_UNIT = r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?|wochen?|monate?n?)"
_DURATION = phrase(
    rf"(?:for|x|over)\s+(?:the\s+)?(?:(?:last|past)\s+)?"
    rf"(?P<behind>(?:a\s+)?{_HOW_LONG}\s*{_UNIT}|\d{{1,2}}/(?:7|52|12))"
    rf"|seit\s+(?P<seit>\d{{1,3}}\s+(?:wochen|monaten|tagen|jahren))"
    rf"|(?P<front>{_HOW_LONG}[\s-]{_UNIT})(?:\s+of|\s+history\s+of)"
)
_NONE = phrase(r"(?:no|denies)(?=\s)")
_SEVERITIES = {word.value: word.value for word in EventSeverity}
_SEVERITY = any_of(_SEVERITIES)
_JOINT = re.compile(
    rf"(?<={GAP})\s*(?:,|,?\s*(?:and|und|&))\s*(?={GAP})", re.IGNORECASE
)
_LONGEST_LIST = 6


def symptom(text: str) -> Fact | None:
    """Read a line such as `jaundice for 3 weeks` or `presented with haemoptysis`.

    Without the word for a complaint (`presented with`, `symptoms:`) it needs how long
    it lasted, or since when, and has to be a complaint that a tumour makes. When
    somebody presented with it is no day on which it began, but a limit.
    """
    unread = Unread(text)
    lead, duration = unread.only(_LEAD), unread.only(_DURATION)
    period = take_period(unread, RESOLVED)
    if not (lead or duration or period.ongoing):
        return None
    begun = period.start
    if lead and begun and not period.ongoing:
        begun = f"[..{begun}]"
    severity, none = unread.only(_SEVERITY), unread.only(_NONE) if lead else None
    names = _names(unread, named=bool(lead))
    if not names:
        return None
    lasted = duration and next(filter(None, duration.groups()))
    several = len(names) > 1 or take_name(unread, is_term)
    if several and (duration or none):
        return None  # which of them lasted so long, or was not there
    forms: tuple[Filled, ...] = ()
    for name in names:
        forms += filled(
            Symptom,
            date=begun,
            stop=period.stop,
            ongoing=period.ongoing,
            name=name,
            duration=lasted or "",
            severity=meaning(_SEVERITIES, severity),
            absent="yes" if none else "",
        )
    return Fact(forms, unread.left_over)


def _names(unread: Unread, *, named: bool) -> list[str]:
    """Every complaint of a list; the signs between them go with it."""
    typed, names = unread.text, list[str]()
    while len(names) < _LONGEST_LIST and (
        name := take_name(unread, lambda t: is_complaint(t) or (named and is_term(t)))
    ):
        names.append(name)
    while unread.take(_JOINT):
        pass
    return sorted(names, key=typed.find)
