"""Reads the parts of a regimen: what each is called, its dose, route and schedule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.treatment_vocabulary import DrugGroup, Route
from timeline.clinical.catalogues.drugs import Drug, DrugKind, find_drug
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.sharing.schedule import DOSE_UNIT, is_schedule
from timeline.tui.entry.quick.numbers import SINGLE, plain_number
from timeline.tui.entry.quick.unread import GAP, Unread, is_name
from timeline.tui.entry.quick.words import any_of, meaning, turned

MOST_WORDS = 4
"""Words of the longest name, known or not."""
_ROUTES = {route.value.casefold(): route.value for route in Route} | {
    "iv": Route.INTRAVENOUS.value,
    "i.v.": Route.INTRAVENOUS.value,
    "po": Route.ORAL.value,
    "p.o.": Route.ORAL.value,
    "orally": Route.ORAL.value,
    "sc": Route.SUBCUTANEOUS.value,
    "s.c.": Route.SUBCUTANEOUS.value,
}
del _ROUTES["other"]
_ROUTE = any_of(_ROUTES)
DOSE_UNITS = DOSE_UNIT.replace("|%", "")
"""A share of the full dose is no dose."""
_DOSE = re.compile(
    rf"(?<=[\s{GAP}(])(?:(?P<dose>{SINGLE})\s*(?P<unit>{DOSE_UNITS})"
    rf"|(?P<area>auc)\s*(?P<amount>{SINGLE}))(?=$|[\s{GAP},;)])",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    ("as", "act", "beam", "card", "cop", "ice", "lace", "maid", "map", "rice", "tip")
)
"""Words that are the name of a regimen in capitals."""
_SHARE = re.compile(
    rf"(?<=[\s{GAP}(])({SINGLE})\s*%(?:\s+(?:of\s+)?(?:the\s+)?(?:full\s+)?dose)?"
    rf"(?=$|[\s{GAP},;)])",
    re.IGNORECASE,
)
_STRONG = r"(?<!\d)\s*\+\s*|\s+\+\s*|\s+(?:plus|&)\s+"
_JOINT = re.compile(
    rf"(?P<strong>{_STRONG})|\s+(?:and|with|und|et|y|e)\s+|\s*[,;/]\s*", re.IGNORECASE
)
_LISTING = re.compile(r"\s*[,;/]\s*|\s+(?:and|und|et|y|e)\s+", re.IGNORECASE)
"""What stands between the drugs of one regimen, or between treatments in turn."""
_WORD = re.compile(rf"[^\s{GAP},;()]+")
_NAME = re.compile(r"[^\W_](?:[\w.'/-]*\w)?")
_CLASS = re.compile(
    r".*\b(?:chemotherapy|immunotherapy"
    r"|(?:targeted|endocrine|hormone|hormonal) therapy)",
    re.IGNORECASE,
)
_LINKS = frozenset(("a", "and", "as", "for", "in", "of", "the", "then", "to", "with"))
_CYCLE = re.compile(r"\b(?:cycles?\s*\d|c\d)", re.IGNORECASE)
"""Which cycle it was, which is no schedule."""
_COUNT = re.compile(r"[x\u00d7]\s?\d+|\d+\s?[x\u00d7]", re.IGNORECASE)
"""How often in all, which is no schedule either."""
_WITHOUT = "without"
_FREQUENCIES = """
daily weekly biweekly monthly fortnightly nightly continuous continuously once twice
bid tid qid qd od tds bd qw qod every each single bolus
"""
_OFTEN = frozenset(_FREQUENCIES.split())
"""Words that say how often; `maintenance` alone is no schedule."""
CHANGED = re.compile(
    r"\b(?:reduc(?:ed|tion|ing)|increas(?:ed|e)|escalat(?:ed|ion)|de-?escalat(?:ed|ion)"
    r"|lowered|halved|doubled|tapered|titrated|adjusted|decreased|modified)\b",
    re.IGNORECASE,
)
"""That a dose was another one before."""


@dataclass(frozen=True, slots=True)
class RegimenPart:
    """One part of a regimen as typed."""

    name: str
    known: bool
    """Whether a catalogue has it, as a drug or as a regimen."""
    texts: dict[str, str]
    """Dose, unit, route and schedule, as far as they are given."""


@dataclass(frozen=True, slots=True)
class ListedPart:
    """What stands in a list behind the name of a drug, and what comes next."""

    begin: int
    """Where the name ends."""
    end: int
    sign: str
    """What joins the next part."""
    next_end: int
    """Where the next part ends."""


def find_agent(name: str) -> Drug | None:
    """The drug, or class of drugs, that a name stands for; no tracer, no implant."""
    drug = find_drug(name)
    return drug if drug and drug.kind in (DrugKind.DRUG, DrugKind.CLASS) else None


def is_steroid(name: str) -> bool:
    """Whether a name is one of a glucocorticoid."""
    agent = find_agent(name) if is_name(name) else None
    return agent is not None and agent.group is DrugGroup.GLUCOCORTICOID


def is_known(name: str) -> bool:
    """Whether a catalogue has a name as a drug or as a regimen, as it is typed.

    Without a letter it needs its sign, as `7+3` has, and an English word its capitals:
    `ICE` is a regimen.
    """
    if not is_name(name) or name in _ENGLISH or name.isdecimal():
        return False
    return bool(find_agent(name) or find_regimen(name))


def is_class(regimen: str) -> bool:
    """Whether a regimen says only what kind of therapy it was."""
    return _CLASS.fullmatch(regimen) is not None


def parts_of(unread: Unread) -> tuple[RegimenPart, ...]:
    """Take the parts of a regimen, with what belongs to each.

    Returns:
        The parts in their order. Without a sign between them, only known names are
        parts; behind a `+` a name that no catalogue knows is one too.
    """
    if named := _whole(unread):
        return (named,)
    taken = []
    for begin, end, strong in list(_segments(unread.text)):
        if part := _part(unread, begin, end, strong=strong):
            taken.append(part)
    if len(taken) > 1:
        _take_signs(unread)
    return tuple(taken)


def _whole(unread: Unread) -> RegimenPart | None:
    """A regimen that goes by all that is unread."""
    text = unread.text.strip(f" ,{GAP}")
    if find_agent(text) or not is_known(text):
        return None
    unread.cut(0, len(unread.text))
    return RegimenPart(text, known=True, texts={})


def _segments(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each part may stand, and whether a `+` joins it to another one."""
    begin, strong = 0, False
    for joint in _JOINT.finditer(text):
        if not _parts_at(text, joint):
            continue
        yield begin, joint.start(), strong or bool(joint["strong"])
        begin, strong = joint.end(), bool(joint["strong"])
    yield begin, len(text), strong


def listed_parts(text: str) -> Iterator[ListedPart]:
    """The parts of a list of drugs but for the last one; a `+` makes no list."""
    joints = [
        joint
        for joint in _JOINT.finditer(text)
        if _LISTING.fullmatch(joint[0]) and _parts_at(text, joint)
    ]
    begins = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(text)]
    for number, joint in enumerate(joints):
        starts = (m.start() for m in _WORD.finditer(text, begins[number], ends[number]))
        named = next(
            (p for at in starts if (p := _known_at(text, at, ends[number]))), None
        )
        if named:
            yield ListedPart(named[1], ends[number], joint[0], ends[number + 1])


def _parts_at(text: str, joint: re.Match[str]) -> bool:
    """Whether a joint stands between two parts, and not in a name or a schedule."""
    following = _WORD.match(text, joint.end())
    if following is None or is_schedule(following[0]):
        return False
    if joint["strong"]:
        return True
    if _known_at(text, joint.end(), len(text)) is None:
        return False
    return joint[0] != "/" or _ends_known(text, joint.start())


def _ends_known(text: str, end: int) -> bool:
    before = re.split(rf"[\s{GAP},;+]", text[:end])[-1]
    return is_known(before)


def _known_at(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The longest known name that begins exactly there."""
    words = [m.span() for m in re.finditer(rf"[^\s{GAP},;()/]+", text[begin:end])]
    for _, last in reversed(words[:MOST_WORDS]):
        name = text[begin : begin + last]
        if is_known(name):
            return begin, begin + last
    return None


def _part(unread: Unread, begin: int, end: int, *, strong: bool) -> RegimenPart | None:
    """Take one part out of its place; None where it names nothing."""
    text = unread.text
    starts = [m.start() for m in _WORD.finditer(text, begin, end)]
    place = next((p for at in starts if (p := _known_at(text, at, end))), None)
    known = place is not None
    if place is None and strong:
        place = _unknown(text, begin, end)
    if place is None:
        return None
    name = text[slice(*place)]
    unread.cut(*place)
    texts = take_dosing(
        unread, begin, end, dosed=not known or find_agent(name) is not None
    )
    return RegimenPart(name, known, texts)


def _unknown(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The words up to a dose, as a name that no catalogue knows."""
    dose = _DOSE.search(text, begin, end)
    words: list[re.Match[str]] = []
    for match in _WORD.finditer(text, begin, dose.start() if dose else end):
        if words and text[words[-1].end() : match.start()].strip(" "):
            break
        if not _NAME.fullmatch(match[0]) or (words and is_schedule(match[0])):
            break
        words.append(match)
    named = " ".join(match[0] for match in words)
    if not 0 < len(words) <= MOST_WORDS or turned(named):
        return None
    if not any(map(str.isalpha, words[0][0])):
        return None
    return words[0].start(), words[-1].end()


def take_dosing(unread: Unread, begin: int, end: int, *, dosed: bool) -> dict[str, str]:
    """Take dose, route and schedule from around a name; a regimen has no dose."""
    texts: dict[str, str] = {}
    part = Unread(unread.text[begin:end])
    dose = part.only(_DOSE) if dosed else None
    if dose:
        texts["dose"] = plain_number(dose["dose"] or dose["amount"])
        texts["dose_unit"] = dose["unit"] or dose["area"].upper()
    if share := part.only(_SHARE) if dosed else None:
        texts["dose_percent"] = plain_number(share[1])
    if route := part.only(_ROUTE):
        texts["route"] = meaning(_ROUTES, route)
    if schedule := _take_schedule(part):
        texts["schedule"] = schedule
    unread.text = unread.text[:begin] + part.text + unread.text[end:]
    return texts


def _take_schedule(part: Unread) -> str:
    """Take the longest run of words that all belong to schedules."""
    words = [m.span() for m in re.finditer(rf"[^\s{GAP};()]+", part.text)]
    runs = [
        (begin, last)
        for number, (begin, _) in enumerate(words)
        for _, last in words[number:]
        if _is_run(part.text[begin:last])
    ]
    if not runs:
        return ""
    begin, end = max(runs, key=lambda run: (run[1] - run[0], -run[0]))
    if re.match(r"[\s,]*\d", part.text[end:]):
        return ""  # a part of a schedule is none
    schedule = part.text[begin:end].rstrip(",")
    part.cut(begin, end)
    return schedule


def _is_run(text: str) -> bool:
    words = text.casefold().replace(",", " ").split()
    if GAP in text or not words or _WITHOUT in words or _CYCLE.search(text):
        return False
    if _COUNT.fullmatch(text):
        return False
    linked = words[0] in _LINKS or words[-1] in _LINKS
    says_when = any(w in _OFTEN or any(map(str.isdecimal, w)) for w in words)
    if not says_when or linked or "%" in text or _DOSE.search(f" {text} "):
        return False
    return is_schedule(text.rstrip(","))


def _take_signs(unread: Unread) -> None:
    """Take the signs that join the parts; what they join is taken already."""
    for joint in list(_JOINT.finditer(unread.text)):
        around = unread.text[: joint.start()], unread.text[joint.end() :]
        if around[0].endswith(GAP) or around[1].startswith(GAP):
            unread.cut(*joint.span())
