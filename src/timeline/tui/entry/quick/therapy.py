"""Reads systemic therapy: its regimen, when it was given, and the courses of drugs."""

import re

from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import Setting
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.tui.entry.quick.dates import dates_in
from timeline.tui.entry.quick.drugs import (
    CHANGED,
    RegimenPart,
    find_agent,
    is_class,
    is_steroid,
    listed_parts,
    parts_of,
)
from timeline.tui.entry.quick.periods import take_period
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.terms import is_term
from timeline.tui.entry.quick.unread import GAP, Unread, phrase
from timeline.tui.entry.quick.words import any_of, meaning

_OF_PLANNED = r"\s*(?:/|(?:out\s+)?of(?:\s+the)?)\s*\d{1,3}(?:\s+planned)?"
"""Behind the cycles that were given, how many it should have been."""
_CYCLE = r"(?:cycles?|courses?|zyklen|cures|ciclos|cicli)"
CYCLES = phrase(
    rf"(?:(?:for|after)\s+)?(?:[x\u00d7]\s*(\d{{1,3}})(?:\s*{_CYCLE})?"
    rf"(?!\s*(?:weeks?|wks?|days?|months?|mg|g|h|gy)\b)"
    rf"|(?<!\d/)(\d{{1,3}})(?:{_OF_PLANNED})?\s*[x\u00d7]?\s*{_CYCLE})"
)
_TIMES = re.compile(rf"(?<=[\s{GAP}])(\d{{1,2}})\s?[x\u00d7](?=\s*(?:$|[{GAP},;]))")
BEGUN = phrase(
    r"(?:start(?:ed|ing)?|begin|began|begun|beginn|commenced|initiated|received|given|added"
    r"|(?:switch(?:ed)?|changed?) to)(?:\s+(?:on|with|mit))?"
)
"""That a drug was begun; a line of therapy says it too."""
_THERAPY = phrase(r"chemo(?:therapy)?|monotherapy|immunotherapy|regimen|protocol")
"""Behind a regimen, what a line of therapy is in any case."""
_GRADED = re.compile(r"\bg(?:rade|r\.?|rad)?\s*[1-5]\b", re.IGNORECASE)
_FOLLOWING = (Setting.MAINTENANCE.value, Setting.CONSOLIDATION.value)
"""Settings of what follows another treatment."""
_LINE = phrase(r"(?:first|second|third|1st|2nd|3rd)[\s-]*line|[1-9]L")
_SETTINGS = {setting.value.casefold(): setting.value for setting in Setting}
_SETTINGS["neo-adjuvant"] = Setting.NEOADJUVANT.value
_SETTING = any_of(_SETTINGS)


def therapy(text: str) -> Fact | None:
    """Read a line such as `paclitaxel 80 mg/m2 d1,8,15 q4w + ABC-001 5.2019`.

    A name that is joined by `+` and that no catalogue knows stays in the regimen.
    """
    if CHANGED.search(text) or any(turn for _, turn in turns_in(text)):
        return None  # it is about a course that has a record, or about two lines
    unread = Unread(text)
    cycles = unread.only(CYCLES)
    setting = unread.only(_SETTING)
    period = take_period(unread, reasons=True)
    count = (cycles[1] or cycles[2]) if cycles else ""
    if not cycles and (times := unread.only(_TIMES)):
        count = times[1]
    unread.take(BEGUN)
    parts = parts_of(unread)
    if parts:
        unread.take(_THERAPY)
    regimen = " + ".join(part.name for part in parts)
    if parts and all(is_steroid(part.name) for part in parts):
        return None  # a drug beside the treatment
    if not any(part.known for part in parts) and not is_class(regimen):
        return None
    ended = period.stop or period.ongoing == "no"
    event = is_term(unread.left_over) or _GRADED.search(unread.left_over)
    if event and not ended:
        return None  # an event beside a drug
    shared = {
        "start": period.start,
        "stop": period.stop,
        "ongoing": period.ongoing,
        "cycles": count,
        "stop_reason": period.stop_reason,
        "stop_detail": period.stop_detail,
    }
    line = filled(
        TherapyLine, regimen=regimen, setting=meaning(_SETTINGS, setting), **shared
    )
    courses = (filled(DrugCourse, **course, **shared) for course in _courses(parts))
    forms = (*line, *(form for course in courses for form in course))
    whole = find_regimen(regimen) is not None
    not_known = () if whole else tuple(p.name for p in parts if not p.known)
    return Fact(forms, unread.left_over, not_known)


def turns_in(text: str) -> tuple[tuple[str, bool], ...]:
    """Each sign of a list of drugs, and whether another treatment begins there.

    What stands between a drug and the sign behind it, be it a date, cycles or a
    setting, is that of this drug alone; what maintains a response comes later.
    """
    unread = Unread(text)
    turns = []
    for part in listed_parts(text):
        own = text[part.begin : part.end]
        dated = any(part.begin <= day.begin < part.end for day in dates_in(unread))
        stated = any(words.search(own) for words in (CYCLES, _TIMES, _SETTING, _LINE))
        later = _SETTING.search(text, part.end, part.next_end)
        follows = "," in part.sign and meaning(_SETTINGS, later) in _FOLLOWING
        turns.append((part.sign, dated or stated or follows or ";" in part.sign))
    return tuple(turns)


def _courses(parts: tuple[RegimenPart, ...]) -> list[dict[str, str]]:
    """The courses that the parts of a regimen make.

    A regimen that goes by a name is one line; a dose or a schedule makes a course of
    each of its drugs, so that none is missing beside the one that has it.
    """
    dosed = any(part.texts for part in parts)
    named = len(parts) > 1 and find_regimen(" + ".join(part.name for part in parts))
    if not dosed and (named or not all(find_agent(part.name) for part in parts)):
        return []
    courses = []
    for part in parts:
        if find_agent(part.name) or (part.texts and not part.known):
            courses.append({"drug": part.name, **part.texts})
        elif regimen := find_regimen(part.name):
            others = {find_agent(other.name) for other in parts if other is not part}
            courses += [
                {"drug": drug, **part.texts}
                for drug in regimen.drugs
                if find_agent(drug) not in others
            ]
    return courses
