"""Reads one line of quick entry: what it says, fact by fact, and what is left over.

Only words that have one meaning are taken. A word that turns the meaning of others
(`no`, `suspected`, `planned`) and is not part of a known phrase forbids to take them. A
line with several facts is divided where each part is understood as a whole.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.finding import Finding
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.molecular import MolecularFinding
from timeline.case.records.result import Result
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import BackgroundKind
from timeline.tui.entry.quick.adverse_events import adverse_event
from timeline.tui.entry.quick.analytes import is_marker
from timeline.tui.entry.quick.assessments import assessment, progression, scan
from timeline.tui.entry.quick.background import background
from timeline.tui.entry.quick.boards import tumour_board
from timeline.tui.entry.quick.causes import attribution
from timeline.tui.entry.quick.cells import cell_therapy
from timeline.tui.entry.quick.changes import dose_change, interruption
from timeline.tui.entry.quick.cycles import cycle
from timeline.tui.entry.quick.dates import dates_in, refused_dates
from timeline.tui.entry.quick.follow_up import follow_up
from timeline.tui.entry.quick.her2 import her2_tests
from timeline.tui.entry.quick.lesions import lesion, lesion_measurement
from timeline.tui.entry.quick.local import local_intervention
from timeline.tui.entry.quick.medications import medication
from timeline.tui.entry.quick.molecular import molecular_finding
from timeline.tui.entry.quick.outcomes import reported_outcome
from timeline.tui.entry.quick.proteins import is_protein, proteins
from timeline.tui.entry.quick.reading import Fact, Filled
from timeline.tui.entry.quick.results import results
from timeline.tui.entry.quick.specimens import specimen
from timeline.tui.entry.quick.symptoms import symptom
from timeline.tui.entry.quick.therapy import therapy, turns_in
from timeline.tui.entry.quick.tumours import tumour
from timeline.tui.entry.quick.unread import Unread, plain
from timeline.tui.entry.quick.volumes import radiotherapy_volume
from timeline.tui.entry.quick.words import turned

READERS: tuple[Callable[[str], Fact | None], ...] = (
    results,
    her2_tests,
    proteins,
    molecular_finding,
    adverse_event,
    attribution,
    follow_up,
    tumour,
    cell_therapy,
    assessment,
    dose_change,
    interruption,
    medication,
    therapy,
    cycle,
    radiotherapy_volume,
    local_intervention,
    progression,
    lesion,
    lesion_measurement,
    scan,
    tumour_board,
    symptom,
    background,
    specimen,
    reported_outcome,
)
"""Of readings that leave equally little over, the first one counts."""
LONGEST = 300
"""Characters of a line."""
PROSE = 8
"""Words from which on more than half of a line must be understood."""
TOO_LITTLE = "Most of it is not understood; write it in fewer words."
TOO_LONG = f"A line has at most {LONGEST} characters; write one line for each fact."
_SEPARATORS = (
    re.compile(r"\s*;\s*(?![^()]*\))"),
    re.compile(r"[,\s]+(?:then|->|\u2192|followed by)\s+", re.IGNORECASE),
    re.compile(r"\s*,\s+"),
    re.compile(r"(?<=[+-])/(?=[A-Z])"),
    re.compile(r"\s+(?:\+|and|with)\s+", re.IGNORECASE),
)
TWO_OF_A_KIND = "It seems to state more than one {}: write ; or + between them."
TWO = "It seems to state two things, {} and {}: write ; between them."
TWO_MARKERS = "It names several markers: write each with its own result and ; between."
_CONTEXT = re.compile(r"(?:after|before|during|under|with|at|for)\b", re.IGNORECASE)
"""What begins with these says when or beside what a fact was, and is no other fact."""
_FOR = re.compile(r"(?:for|before|prior to|ahead of|to have|vor)\b", re.IGNORECASE)
"""At the front, that it was still to be done."""
_LASTED = re.compile(
    r"\bfor\s+\d+\s*(?:days?|weeks?|wks?|months?|years?|cycles?)\b", re.IGNORECASE
)
PURPOSE = "'{}' says that it was planned or advised, not that it was done."
_AT_ONE_TIME = (
    AdverseEvent,
    Assessment,
    Finding,
    FollowUp,
    Her2Test,
    LesionMeasurement,
    MolecularFinding,
    Progression,
    Result,
)
"""Kinds of which several that stand in one list may share the one date in it."""


def understand(line: str) -> tuple[Fact, ...]:
    """Read a line.

    Args:
        line: Such as `Mar 2019 second hepatectomy` or `ca19-9 > 10000 U/mL 2017-09`.

    Returns:
        The facts that it states, in its order; none for an empty line. A fact without
        a form is one that is not understood.
    """
    text = plain(line)
    if not text:
        return ()
    if len(text) > LONGEST:
        return (Fact(left_over=text, reasons=(TOO_LONG,)),)
    as_one = _fact(text)
    if as_one.whole and not (as_one.not_known or _quoted(as_one)):
        return (as_one,)
    for separator in _SEPARATORS:
        parts = _divided(text, separator)
        facts = tuple(map(_fact, parts)) if len(parts) > 1 else ()
        whole = all(fact.whole and not _quoted(fact) for fact in facts)
        if facts and whole and _divides(separator, facts, text):
            return _dated(facts)
    if as_one.whole:
        return (as_one,)
    parts = _divided(text, _SEPARATORS[0])
    return tuple(map(_fact, parts)) if len(parts) > 1 else (as_one,)


def _divides(separator: re.Pattern[str], facts: tuple[Fact, ...], text: str) -> bool:
    """Whether a sign between facts, each of them whole, makes separate facts."""
    if separator is _SEPARATORS[0]:
        return True
    if len({turn for sign, turn in turns_in(text) if separator.fullmatch(sign)}) > 1:
        return False  # a list of drugs within a list of treatments
    beside = separator is _SEPARATORS[2] and _drug_beside_event(facts)
    return _of_one_sense(facts) and not beside


def _of_one_sense(facts: tuple[Fact, ...]) -> bool:
    """Whether the parts of a list agree in whether somebody else, or nobody, has it.

    `no history of diabetes, COPD` denies both, and a list that begins with an aunt may
    go on about her.
    """
    senses = {
        (
            form.texts.get("type") == BackgroundKind.FAMILY.value,
            form.texts.get("absent"),
        )
        for fact in facts
        for form in fact.forms
    }
    return len(senses) == 1


def _drug_beside_event(facts: tuple[Fact, ...]) -> bool:
    """Whether a drug without more words stands in a list with an adverse event.

    `pneumonitis G2, osimertinib` names it neither as a cause nor as a line of therapy.
    """
    forms = [form for fact in facts for form in fact.forms]
    bare = any(
        form.record_class is TherapyLine and form.texts.keys() <= {"regimen", "start"}
        for form in forms
    )
    return bare and any(form.record_class is AdverseEvent for form in forms)


def _quoted(fact: Fact) -> bool:
    """Whether it is a scan, which takes any words that stand behind its name."""
    return any(form.record_class is Finding for form in fact.forms)


def _fact(text: str) -> Fact:
    """The best reading of a text that states one thing."""
    readings = [fact for reader in READERS if (fact := reader(text))]
    fact = min(readings, key=_cost, default=Fact(left_over=text))
    reason = (
        turned(fact.left_over)
        or _purpose(fact, text)
        or _second(fact)
        or _other_marker(fact)
        or _prose(fact, text)
    )
    if reason:
        return Fact(left_over=text, reasons=(reason,))
    return replace(fact, reasons=refused_dates(fact.left_over))


def _purpose(fact: Fact, text: str) -> str:
    """Why what somebody came for, or what a day was set for, has not been done."""
    dangling = fact.left_over.casefold().split()[-1:] == ["for"]
    dangling = dangling and not _LASTED.search(text)
    first = _FOR.match(text) and _FOR.match(fact.left_over)
    if not fact.forms or not (dangling or first):
        return ""
    return PURPOSE.format(first[0] if first else "for")


def _other_marker(fact: Fact) -> str:
    """Why words are not taken that may be said of several genes or markers."""
    in_words = {"gene", "words", "result_reported"}
    if not any(in_words & form.texts.keys() for form in fact.forms):
        return ""
    words = [word.strip(",;:()") for word in fact.left_over.split()]
    return TWO_MARKERS if any(is_marker(w) or is_protein(w) for w in words) else ""


def _prose(fact: Fact, text: str) -> str:
    """Why a sentence is not taken of which little is understood."""
    words = _cost(fact)
    return TOO_LITTLE if words >= PROSE and 2 * words > len(text.split()) else ""


def _second(fact: Fact) -> str:
    """Why a fact is not taken whose rest is another one: half of a line is none."""
    if not (fact.forms and fact.left_over) or _CONTEXT.match(fact.left_over):
        return ""
    own = fact.forms[0].record_class
    rest = (reader(fact.left_over) for reader in READERS)
    others = [other.forms[0].record_class for other in rest if other]
    if not others or own is AdverseEvent:
        return ""  # several drugs may be named with one event
    if own in others:
        return TWO_OF_A_KIND.format(own.title.lower())
    return TWO.format(own.title.lower(), others[0].title.lower())


def _cost(fact: Fact) -> int:
    return len(fact.left_over.split())


def _divided(text: str, separator: re.Pattern[str]) -> list[str]:
    """A text at its separators, but for those within a date."""
    dates = dates_in(Unread(text))
    parts, begin = [], 0
    for match in separator.finditer(text):
        if not any(date.begin < match.end() <= date.end for date in dates):
            parts.append(text[begin : match.start()])
            begin = match.end()
    return [part for part in (*parts, text[begin:]) if part.strip()]


def _dated(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts of one list with the one date in it, where all are of one time."""
    forms = [form for fact in facts for form in fact.forms]
    if not all(form.record_class in _AT_ONE_TIME for form in forms):
        return facts
    dates = {date for form in forms if (date := form.texts.get(_date_field(form)))}
    if len(dates) != 1:
        return facts
    (date,) = dates
    return tuple(
        replace(fact, forms=tuple(_with_date(form, date) for form in fact.forms))
        for fact in facts
    )


def _date_field(form: Filled) -> str:
    return form.record_class.date_fields()[0]


def _with_date(form: Filled, date: str) -> Filled:
    return replace(form, texts={_date_field(form): date, **form.texts})


def forms_of(
    facts: tuple[Fact, ...],
) -> Iterator[tuple[type[Entry], Mapping[str, str]]]:
    """The forms of a line, with what is left over in the notes of the first one."""
    left = "; ".join(fact.left_over for fact in facts if fact.left_over)
    for number, form in enumerate(form for fact in facts for form in fact.forms):
        texts = dict(form.texts)
        if left and not number:
            texts["notes"] = "; ".join(filter(None, (texts.get("notes"), left)))
        yield form.record_class, texts
