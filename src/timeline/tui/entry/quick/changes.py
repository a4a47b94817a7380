"""Reads what happened to a drug that is given: another dose, or a time without it."""

import re

from timeline.case.records.dosing import Interruption
from timeline.case.records.therapy import DrugCourse
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.drugs import (
    DOSE_UNITS,
    find_agent,
    is_steroid,
    parts_of,
    take_dosing,
)
from timeline.tui.entry.quick.numbers import SINGLE, plain_number
from timeline.tui.entry.quick.periods import take_period, take_reason
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import Unread, phrase

_CHANGED = phrase(
    r"(?:dose\s+)?(?:was\s+|were\s+)?(?:dose[\s-]+)?(?:reduced|decreased|lowered|increased"
    r"|escalated|de-?escalated|adjusted|reduction|reduziert|changed)"
)
_TO = phrase(
    rf"(?:to|auf)\s+(?:(?P<dose>{SINGLE})\s*(?P<unit>{DOSE_UNITS})"
    rf"|(?P<area>auc)\s*(?P<amount>{SINGLE})|(?P<share>{SINGLE})\s*%(?:\s+(?:of\s+)?(?:the\s+)?(?:full\s+)?dose)?)"
)
_PAUSED = phrase(
    r"(?:was\s+|were\s+)?(?:paused|interrupted|held|withheld|on\s+hold|pausiert)"
    r"|(?:(?:treatment|therapy|drug|dose)\s+)?(?:interruption|break|pause|holiday)"
    r"(?:\s+of)?"
)


def dose_change(text: str) -> Fact | None:
    """Read a line such as `osimertinib reduced to 40 mg daily 3.2024`.

    A course at one dose is one record: this makes that of the new dose. Its line is the
    one that has the drug; the course before it ends where its own record says.
    """
    unread = Unread(text)
    changed, dose = unread.only(_CHANGED), unread.only(_TO)
    if not (changed and dose):
        return None
    date = take_date(unread)
    reason, detail = take_reason(unread, 0)
    drug = _the_drug(unread)
    if not drug:
        return None
    dosing = take_dosing(unread, 0, len(unread.text), dosed=False)
    share, amount = dose["share"], dose["dose"] or dose["amount"]
    forms = filled(
        DrugCourse,
        line=drug,
        drug=drug,
        start=date,
        dose=plain_number(amount) if amount else "",
        dose_unit=dose["unit"] or ("AUC" if dose["area"] else ""),
        dose_percent=plain_number(share) if share else "",
        dose_reason=detail or reason,
        **dosing,
    )
    return Fact(forms, unread.left_over)


def interruption(text: str) -> Fact | None:
    """Read a line such as `capecitabine paused 3.2024 to 4.2024 for toxicity`.

    Without its end it may be the end of the treatment, and is not taken.
    """
    unread = Unread(text)
    paused = unread.only(_PAUSED)
    if not paused:
        return None
    reason, detail = take_reason(unread, 0)
    period = take_period(unread)
    parts = parts_of(unread)
    if not (period.start and period.stop):
        return None
    if not parts and (unread.left_over or " " not in paused[0]):
        return None  # of what
    if any(part.texts or not part.known for part in parts):
        return None
    name = " + ".join(part.name for part in parts)
    forms = filled(
        Interruption,
        start=period.start,
        stop=period.stop,
        **({"course" if find_agent(name) else "line": name} if name else {}),
        reason=reason,
        reason_detail=detail,
    )
    return Fact(forms, unread.left_over)


def _the_drug(unread: Unread) -> str:
    """The one drug of a line, by its name alone; a steroid is no part of a line."""
    trial = Unread(unread.text)
    parts = parts_of(trial)
    if len(parts) != 1 or not find_agent(parts[0].name) or is_steroid(parts[0].name):
        return ""
    unread.take(re.compile(re.escape(parts[0].name)))
    return parts[0].name
