"""Reads what is known of the patient on a date: alive, dead, without disease."""

import re

from timeline.case.records.follow_up import FollowUp
from timeline.case.vocabulary import DeathCause, VitalStatus
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.terms import is_term
from timeline.tui.entry.quick.unread import GAP, Unread, phrase
from timeline.tui.entry.quick.words import (
    DISEASE_STATUSES,
    STATUSES,
    any_of,
    meaning,
)

_STATUS, _DISEASE = any_of(STATUSES), any_of(DISEASE_STATUSES)
_SEEN = phrase(r"(?:last\s+)?(?:seen|contact|follow-?\s?up|known|fu)")
_CONTACT = phrase(r"patient|pt|(?:is\s+)?still")
_CAUSES = frozenset(
    (
        *("disease", "the disease", "cancer", "tumour", "tumor", "progression", "pd"),
        *("progressive disease", "disease progression", "tumour progression"),
    )
)
_SINCE = re.compile(r"\[(.+)\.\.\]")
_WORD = rf"[^\s{GAP},;:()]+"
_CAUSE = re.compile(
    rf"(?:^|(?<=[\s{GAP}]))(?:cause of {GAP}+:?\s*"
    rf"|(?:of|from|due to|cause:?)\s+|\()({_WORD}(?:\s{_WORD}){{0,4}})",
    re.IGNORECASE,
)


def follow_up(text: str) -> Fact | None:
    """Read a line such as `alive 12.11.2024`, or `died of sepsis Mar 2022`."""
    unread = Unread(text)
    disease = unread.only(_DISEASE)
    status = unread.only(_STATUS)
    state = meaning(STATUSES, status)
    if disease and "alive" in disease[0].casefold() and not state:
        state = VitalStatus.ALIVE.value
    contact = unread.only(_SEEN)
    while unread.take(_CONTACT):
        pass
    date = take_date(unread)
    if not (status or disease or (contact and date)):
        return None
    if match := _SINCE.fullmatch(date):
        date = match[1]  # since when the patient is lost is the date of the status
    cause = _take_cause(unread) if state == VitalStatus.DEAD else ""
    forms = filled(
        FollowUp,
        date=date,
        vital_status=state,
        cause_of_death=cause,
        death_cause=DeathCause.CANCER.value if cause.casefold() in _CAUSES else "",
        disease_status=meaning(DISEASE_STATUSES, disease),
    )
    return Fact(forms, unread.left_over)


def _take_cause(unread: Unread) -> str:
    """What somebody died of, as far as its words are known."""
    match = _CAUSE.search(unread.text)
    if match is None:
        return ""
    words = match[1].split()
    for count in range(len(words), 0, -1):
        cause = " ".join(words[:count])
        if cause.casefold() in _CAUSES or is_term(cause):
            end = match.start(1) + len(cause)
            unread.cut(match.start(), end)
            return cause
    return ""
