"""Reads the drugs of a line of quick entry, with dose and schedule."""

import re
from collections.abc import Iterator

from timeline.case.record import Entry
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.tui.entry.quick_words import CYCLES, DOSE, SCHEDULE

_PLUS = re.compile(r"\s+(?:\+|and|plus)\s+|\s*,\s*", re.IGNORECASE)
_ONGOING = re.compile(
    r"(?:(?:to|until|till|-|\u2013)\s+)?\b(ongoing|present|now)\b", re.IGNORECASE
)
_SINCE = re.compile(r"^(?:from|since)\s+", re.IGNORECASE)
"""As a date, `from Mar 2023` is any day since; of a therapy, when it began."""
Form = tuple[type[Entry], dict[str, str]]


def without_ongoing(text: str) -> tuple[str, bool]:
    """A line without the words that say that a therapy goes on, and whether any do."""
    going, rest = _taken(_ONGOING, text)
    return (rest.strip(" ,"), True) if going else (text, False)


def therapy(text: str, start: str, stop: str, *, ongoing: bool) -> tuple[Form, ...]:
    """The form of a line and those of its courses; empty if no drug is named.

    Args:
        text: Such as `trastuzumab 6 mg/kg q3w + pyrotinib 400 mg daily`, or `GP x4`.
        start: When it began, as typed; may be empty.
        stop: When it ended, as typed; may be empty.
        ongoing: Whether it goes on.
    """
    cycles, rest = _taken(CYCLES, text)
    count = next((group for group in cycles if group), "")
    began = {"start": _SINCE.sub("", start), "ongoing": "yes" if ongoing else ""}
    shared = _full({**began, "stop": stop, "cycles": count})
    if find_regimen(rest) and not find_drug(rest):
        return ((TherapyLine, {"regimen": rest, **shared}),)
    parts = [_course(part) for part in _PLUS.split(rest) if part.strip()]
    known = [part for part in parts if "drug" in part]
    if not known:
        return ()
    unread = " + ".join(part["notes"] for part in parts if "drug" not in part)
    regimen = " + ".join(part["drug"] for part in known)
    line = _full({"regimen": regimen, **shared, "notes": unread})
    return (TherapyLine, line), *((DrugCourse, {**part, **shared}) for part in known)


def _course(part: str) -> dict[str, str]:
    name, rest = _drug(part)
    if not name:
        return {"notes": part.strip()}
    dose, rest = _taken(DOSE, rest)
    schedule, rest = _taken(SCHEDULE, rest)
    texts = {
        "drug": name,
        "dose": dose[0] if dose else "",
        "dose_unit": dose[1] if dose else "",
        "schedule": schedule[0] if schedule else "",
        "notes": rest,
    }
    return _full(texts)


def _drug(part: str) -> tuple[str, str]:
    """The longest name of a drug with which a part begins, and the rest."""
    words = part.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if find_drug(name):
            return name, " ".join(words[count:])
    return "", part


def _taken(pattern: re.Pattern[str], text: str) -> tuple[tuple[str, ...], str]:
    match = pattern.search(text)
    if match is None:
        return (), text.strip()
    rest = " ".join((text[: match.start()] + " " + text[match.end() :]).split())
    return tuple(_groups(match)), rest


def _groups(match: re.Match[str]) -> Iterator[str]:
    for group in match.groups():
        yield group or ""


def _full(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
