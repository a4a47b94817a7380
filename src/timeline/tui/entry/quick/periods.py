"""Reads when something ran: from when to when, whether it goes on, why it ended."""

import re
from dataclasses import dataclass

from timeline.case.treatment_vocabulary import StopReason
from timeline.tui.entry.quick.dates import DateRole, PlacedDate, dates_in
from timeline.tui.entry.quick.terms import is_term
from timeline.tui.entry.quick.unread import GAP, Unread, phrase
from timeline.tui.entry.quick.words import any_of, meaning

REASONS = {reason.value.casefold(): reason.value for reason in StopReason} | {
    "pd": StopReason.PROGRESSION.value,
    "disease progression": StopReason.PROGRESSION.value,
    "progressive disease": StopReason.PROGRESSION.value,
    "side effects": StopReason.TOXICITY.value,
    "adverse events": StopReason.TOXICITY.value,
    "adverse event": StopReason.TOXICITY.value,
    "intolerance": StopReason.TOXICITY.value,
    "as planned": StopReason.COMPLETED.value,
    "patient decision": StopReason.PATIENT.value,
    "patient's wish": StopReason.PATIENT.value,
    "patient wish": StopReason.PATIENT.value,
    "patient request": StopReason.PATIENT.value,
    "physician's decision": StopReason.CLINICIAN.value,
    "physician decision": StopReason.CLINICIAN.value,
}
del REASONS["other"]
_REASON = any_of(REASONS)
_LEAD = r"\b(?:due\s+to|because\s+of|owing\s+to|for|at|on|wegen)\s+"
_BECAUSE = re.compile(rf"{_LEAD}((?:[^\s{GAP},;()]+\s?){{1,6}})", re.IGNORECASE)
_REASONED = re.compile(
    rf"(?:{_LEAD})?"
    rf"(?P<reason>{_REASON.pattern})",
    re.IGNORECASE,
)
ENDED = r"stopped|stop|ended|end|discontinued|finished|completed|last\s+dose|terminated"
RESOLVED = r"resolved|recovered|ended"
_ONGOING = phrase(
    r"(?:(?:to|until|till|-|\u2013|and)\s+)?(?:still\s+)?"
    r"(?:ongoing|present|now|continues|continuing|to\s+date|current|currently)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """When something ran, as typed."""

    start: str = ""
    stop: str = ""
    ongoing: str = ""
    """`yes`, `no` for what has ended on a day that is not said, or empty."""
    stop_reason: str = ""
    stop_detail: str = ""
    """An adverse event for which it was stopped, in the words of the line."""


def take_period(unread: Unread, ended: str = ENDED, *, reasons: bool = False) -> Period:
    """Take the dates of something that lasts, and the words for its end.

    Args:
        unread: A line.
        ended: The words that say that it is over.
        reasons: Whether a reason beside such a word is taken; who asks has a field
            for it.

    Returns:
        What is said. Dates that could be a beginning or an end stay unread.
    """
    dates = dates_in(unread)
    over = phrase(rf"(?:(?:was|were|now)\s+)?(?P<word>{ended})(?:\s+now)?")
    is_over = over.search(_without(unread, dates)) is not None
    reason = detail = ""
    if is_over and reasons:
        word = over.search(unread.text)
        reason, detail = take_reason(unread, word.end() if word else 0)
    ends = [
        (date, *_ends(unread, date, over, alone=len(dates) == 1))
        for date in dates_in(unread)
    ]
    one_start = sum(bool(first) for _, first, _ in ends) == 1
    one_stop = sum(bool(last) for *_, last in ends) == 1
    start = stop = ""
    since = False
    for date, first, last in ends:
        if not (first or last) or (first and not one_start) or (last and not one_stop):
            continue  # of two that could be meant, neither is taken
        start, stop = first or start, last or stop
        since = since or date.role is DateRole.SINCE
        unread.cut(date.begin, date.end)
    if is_over and unread.only(over):
        return Period(start, stop, "" if stop else "no", reason, detail)
    going = unread.take(_ONGOING) if not stop else None
    ongoing = "yes" if going or (since and not stop) else ""
    return Period(start, stop, ongoing, reason, detail)


def _without(unread: Unread, dates: tuple[PlacedDate, ...]) -> str:
    """The text without its dates: `end of March 2020` says no end."""
    other = Unread(unread.text)
    for date in dates:
        other.cut(date.begin, date.end)
    return other.text


def take_reason(unread: Unread, begin: int) -> tuple[str, str]:
    """Take the reason behind a place: one of the vocabulary, or in its words."""
    if match := _REASONED.search(unread.text, begin):
        unread.cut(*match.span())
        return meaning(REASONS, _REASON.search(match[0])), ""
    if match := _BECAUSE.search(unread.text, begin):
        words = match[1].split()
        for count in range(len(words), 0, -1):
            detail = " ".join(words[:count])
            if is_term(detail):
                unread.cut(match.start(), match.start(1) + len(detail))
                return "", detail
    return "", ""


def _ends(
    unread: Unread, date: PlacedDate, over: re.Pattern[str], *, alone: bool
) -> tuple[str, str]:
    """The start and the stop that a date is; both empty if nobody can say which."""
    if date.last:
        return date.first, date.last
    if date.role is DateRole.STOP:
        return "", date.first
    if alone and date.first.casefold().startswith("end ") and " of " not in date.first:
        return "", ""  # the end of it, or the end of that month
    ended = over.search(_without(unread, (date,)))
    before = unread.text[: date.begin]
    behind = [match.end() for match in over.finditer(before + " ")]
    if behind and not before[behind[-1] :].replace(GAP, "").strip(" ,:"):
        return "", date.first
    if ended and alone and date.role is DateRole.AT:
        # at the front the date is that of the end; in between it may be either
        at_front = not before.replace(GAP, "").strip(" ,")
        return ("", date.first) if at_front else ("", "")
    return date.first, ""
