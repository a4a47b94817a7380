"""The plain grammar of doses and schedules: `1000 mg/m2 d1,8 q21d`.

A schedule leaves only where each of its words is one of these. A number never stands
alone: it belongs to a unit, to the days of a cycle or to an interval, so that neither a
date nor a telephone number can be read as a schedule.
"""

import re

_LAST_DAY = 42
"""Days of the longest cycle in use, six weeks."""
_NUMBER = r"[1-9]\d?(?!\d)"
_TIME = r"(?:h|hrs?|hours?|min|minutes?|d|days?|w|wks?|weeks?|mo|months?|cycles?)"
_MASS = r"(?:mg|g|mcg|\u00b5g|\u03bcg|ug|U|IU|kU|MBq|GBq|mL)"
DOSE_UNIT = (
    rf"(?:AUC|%|tablets?|capsules?"
    rf"|{_MASS}(?:/(?:kg|m2|m\u00b2|day|d|h|dose)){{0,2}})"
)
_ALONE = rf"{_NUMBER}(?!\s?{_TIME}\b|\s?{_MASS}\b)"
_ITEM = rf"{_ALONE}(?:\s?(?:[-\u2013]|\bto\b)\s?{_ALONE})?"
_AND = r"(?:\s?,\s?(?:and\s)?|\s?&\s?|\s+and\s+)"
_DAYS = rf"(?:d|days?)\s?{_ITEM}(?:{_AND}(?:d|days?)?\s?{_ITEM})*"
_WORDS = """
a|alternate days|and|as|at|bd|bid|biweekly|body|bolus|by mouth|continuous|continuously
|cycle|cycles|daily|day|days|dose|doses|each|evening|fasting|first|followed by|for|food
|fortnightly|from|im|in|infusion|initial|initially|intravenous|intravenously|iv|loading
|maintenance|monthly|morning|night|nightly|of|off|od|on|once|one|oral|orally|other|over
|per|po|prn|q\\.?d|qd|qid|qod|qw|repeated|rest|sc|single|starting|subcutaneous
|subcutaneously|tds|the|then|thereafter|three|tid|times|to|twice|two|until progression
|week|weekly|weeks|with|without
"""
_PHRASES = (
    rf"AUC\s?{_NUMBER}(?:\.\d)?",
    rf"(?:0|[1-9]\d{{0,3}})(?:\.\d{{1,2}})?\s?{DOSE_UNIT}",
    rf"(?P<days>{_DAYS})",
    rf"cycles?\s{_ITEM}",
    rf"q\s?{_NUMBER}\s?(?:{_TIME}|m)",
    rf"every\s(?:{_NUMBER}(?:\s?(?:[-\u2013]|to)\s?{_NUMBER})?\s|other\s|second\s)?{_TIME}",
    rf"{_NUMBER}(?:\s|-)?(?:{_TIME}|weekly)",
    rf"{_NUMBER}\s?(?:x|\u00d7|times)",
    rf"(?:x|\u00d7)\s?{_NUMBER}",
    rf"c{_NUMBER}d{_NUMBER}",
    "|".join(word.strip() for word in _WORDS.split("|")),
)
_PHRASE = re.compile(rf"(?:{'|'.join(_PHRASES)})(?![\w.])", re.IGNORECASE | re.ASCII)
_BETWEEN = re.compile(r"\s*[,;/+&()\u2013-]?\s*")


def is_schedule(text: str) -> bool:
    """Whether every word of a text belongs to doses and schedules."""
    place = 0
    while place < len(text):
        phrase = _PHRASE.match(text, place)
        if phrase is None or not _in_order(phrase["days"]):
            return False
        gap = _BETWEEN.match(text, phrase.end())
        place = gap.end() if gap else phrase.end()
    return bool(text)


def _in_order(days: str | None) -> bool:
    """Whether days of a cycle rise within one cycle, as those of a date need not."""
    numbers = [int(number) for number in re.findall(r"\d+", days or "")]
    rising = sorted(set(numbers)) == numbers
    return rising and all(number <= _LAST_DAY for number in numbers)
