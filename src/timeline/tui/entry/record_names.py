"""Finds the record that a person means, and names records for a person."""

from collections.abc import Sequence

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.catalogues.regimens import find_regimen

MOST = 50


def candidates(case: Case, kinds: Sequence[str]) -> tuple[Entry, ...]:
    """Records of the given kinds, or every kind that can be placed in time."""
    if kinds:
        return tuple(entry for entry in case.entries if entry.kind in kinds)
    return tuple(entry for entry in case.entries if entry.date_fields())


def matching(case: Case, kinds: Sequence[str], words: str) -> tuple[Entry, ...]:
    """Records whose id or label holds every word, the best fit first.

    A line of therapy goes by its drugs, too.
    """
    typed = words.casefold().split()
    records = [
        entry
        for entry in candidates(case, kinds)
        if all(word in f"{_text(entry)} {_drugs(entry, kinds)}" for word in typed)
    ]
    start = words.casefold().strip()
    records.sort(key=lambda entry: not _text(entry).startswith(start))
    return tuple(records[:MOST])


def find_record(case: Case, words: str, kinds: Sequence[str]) -> str | None:
    """The id of the one record that fits the words; None if none or several do."""
    typed = words.strip()
    records = matching(case, kinds, typed)
    exact = [e for e in records if typed in (e.id, e.label)] or [
        e for e in records if typed.casefold() in (e.id.casefold(), e.label.casefold())
    ]
    chosen = exact or records
    return chosen[0].id if len(chosen) == 1 else None


def _drugs(entry: Entry, kinds: Sequence[str]) -> str:
    """Drugs of a line, where a line is asked for: `capecitabine` means XELOX."""
    if kinds != (TherapyLine.kind,) or not isinstance(entry, TherapyLine):
        return ""
    regimen = find_regimen(entry.regimen)
    return " ".join(regimen.drugs).casefold() if regimen else ""


def _text(entry: Entry) -> str:
    return f"{entry.id} {entry.label}".casefold()


def named(entries: Sequence[Entry]) -> str:
    """What an action is about, in words: a record, or how many."""
    return named_entry(entries[0]) if len(entries) == 1 else f"{len(entries)} records"


def named_entry(entry: Entry) -> str:
    """A record by its kind and its label."""
    if isinstance(entry, QueryAnswer):
        return f"{entry.title} ({entry.state.value}: {entry.reason})"
    if entry.label != entry.title:
        return f"{entry.title} {entry.label}"
    dates = (str(date) for date in entry.dates().values() if date.known)
    return " ".join([entry.title, *list(dates)[:1]])
