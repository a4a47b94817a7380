"""What the list of patients shows of one, in words, and in which columns."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.registry import ListQuery, PatientSummary

Columns = tuple[tuple[str, str, int], ...]
"""Name, title and cells of each column; the headline takes what is left."""
WIDE_COLUMNS: Columns = (
    ("code", "Code", 16),
    ("person", "Age/sex", 9),
    ("site", "Site", 16),
    ("state", "State", 19),
    ("queries", "Queries", 9),
    ("contact", "Last contact", 14),
    ("records", "Records", 7),
)
NARROW_COLUMNS: Columns = (
    ("code", "Code", 15),
    ("site", "Site", 11),
    ("state", "State", 13),
    ("queries", "Qu.", 4),
    ("contact", "Contact", 11),
)
CHANGE = ("change", "Changed", 10)
"""Takes the place of the last column where the list is sorted by it."""
GAP = 1
"""Cells between two columns."""
LEAST_HEADLINE = 8
NARROW = 100
"""Columns of the screen below which some columns give room to the headline."""
UNKNOWN = "-"
PENDING = "…"
"""Stands for what is not read or not computed yet."""
UP, DOWN = "▲", "▼"


def columns_of(width: int, query: "ListQuery", longest: int) -> Columns:
    """The columns of a list, the one that it is sorted by among them.

    Args:
        width: Cells of the screen.
        query: What is listed.
        longest: Cells of the longest code. It has room before the headline: by their
            first letters alone the patients of one study are all the same.
    """
    columns = NARROW_COLUMNS if width < NARROW else WIDE_COLUMNS
    if query.sort == CHANGE[0]:
        columns = (*columns[:-1], CHANGE)
    (name, title, least), *others = columns
    taken = sum(cells + GAP for _, _, cells in others) + 2 * GAP
    code = max(least, min(longest, width - taken - GAP - LEAST_HEADLINE))
    return ((name, title, code), *others)


def titles_of(columns: Columns, query: "ListQuery") -> list[str]:
    """Titles, with an arrow at the column that the list is sorted by."""
    arrow = DOWN if query.descending else UP
    titles = (
        (title, arrow if name == query.sort else "") for name, title, _ in columns
    )
    return [
        f"{title}{'' if title.endswith('.') else ' '}{mark}" if mark else title
        for title, mark in titles
    ]


def texts_of(
    patient: "PatientSummary", columns: Columns, width: int, today: dt.date
) -> list[str]:
    """The text of each column, and the headline."""
    age = patient.age_at_presentation
    shown = {
        "code": patient.code,
        "person": f"{UNKNOWN if age is None else age} {patient.sex or UNKNOWN}",
        "site": patient.site or UNKNOWN,
        "state": state_words(patient, today, short=width < NARROW),
        "queries": _computed(patient, patient.open_queries),
        "contact": _contact(patient),
        "records": str(patient.records),
        "change": f"{patient.changed_at.astimezone():%Y-%m-%d}",
    }
    texts = [shown[name] for name, _, _ in columns]
    return [*texts, patient.headline or UNKNOWN]


def _contact(patient: "PatientSummary") -> str:
    known = patient.last_contact.known
    return _computed(patient, str(patient.last_contact) if known else None)


def _computed(patient: "PatientSummary", value: object) -> str:
    if value is None:
        return UNKNOWN if patient.known else PENDING
    return str(value)


def state_words(
    patient: "PatientSummary", today: dt.date, *, short: bool = False
) -> str:
    """Where a patient stands.

    Args:
        patient: One row of the list.
        today: The day by which a patient is lost to follow-up or not.
        short: Whether 13 characters have to do.
    """
    if patient.deceased:
        return "deceased"
    lost = patient.lost(today) if patient.known else False
    doubt = (
        lost is None and patient.perhaps_lost_from is not None  # a month may be both
    )
    parts = [_treatment(patient, short=short and (bool(lost) or doubt))]
    parts += ["lost"] if lost else ["lost?"] if doubt else []
    return ", ".join(filter(None, parts)) or _computed(patient, None)


def _treatment(patient: "PatientSummary", *, short: bool) -> str:
    if patient.on_treatment is None:
        return ""
    if not patient.on_treatment:
        return "" if short else "off treatment"
    return "on tr." if short else "on treatment"
