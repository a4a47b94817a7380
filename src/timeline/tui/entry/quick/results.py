"""Reads results: analyte, sign, value or words, unit and limit, several in one line."""

import re
from dataclasses import dataclass

from timeline.case.assay_vocabulary import Comparator, ResultFlag
from timeline.case.privacy import Privacy
from timeline.case.records.result import Result
from timeline.clinical.units import find_unit
from timeline.sharing.safe_words import known_word
from timeline.tui.entry.quick.analytes import (
    is_tumour_test,
    usual_analyte,
    whole_result,
)
from timeline.tui.entry.quick.dates import dates_in, take_date
from timeline.tui.entry.quick.numbers import NUMBER, SIGN, plain_number, sign_of
from timeline.tui.entry.quick.reading import Fact, Filled, filled
from timeline.tui.entry.quick.unread import GAP, Unread, phrase
from timeline.tui.entry.quick.words import SPECIMENS, any_of, meaning

MOST_WORDS = 4
"""Words of the longest name of an analyte."""
_COMPARATORS = frozenset(comparator.value for comparator in Comparator)
_WORD = re.compile(rf"[^\s{GAP},;:=<>()]+")
_BETWEEN = re.compile(rf"[\s{GAP},]*")
_GROUPED = r"\d{1,3}(?:[ '\u2019]\d{3})+(?![\d'\u2019])(?:[.,]\d+)?"
"""A number whose thousands are set apart by a blank or an apostrophe."""
_OF_LIMIT = r"[x\u00d7]?\s*(?:the\s+)?(?:uln|lln)\b(?!\s*(?:[:=<]|up to))"
"""A multiple of a limit, such as `2.1xULN`, and no value."""
_VALUE = re.compile(
    rf"[\s:]*(?:(?:was|is|of|score)\s)?\s*(?P<sign>{SIGN})?\s*(?P<value>{_GROUPED}|{NUMBER})"
    r"(?![.,]?\d)(?![\w.,]*[-\u2013]\d)(?!\s*[-\u2013]\s*\d)"
    rf"(?!\s*(?:(?:[x\u00d7]|times|-?fold)\b|{_OF_LIMIT}))"
    rf"(?P<unit>\s?[^\s{GAP},;\d(][^\s{GAP},;(]*)?(?=$|[\s{GAP},;(])",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"[\s:]*(?:(?:was|is)\s+)?(?P<words>not detected|undetectable|detected|negative"
    rf"|positive|equivocal|high|low|loss|retained)(?=$|[\s{GAP},;)])",
    re.IGNORECASE,
)
_FLAGS = {flag.value: flag.value for flag in ResultFlag} | {
    "elevated": ResultFlag.HIGH.value,
    "raised": ResultFlag.HIGH.value,
    "increased": ResultFlag.HIGH.value,
    "decreased": ResultFlag.LOW.value,
    "reduced": ResultFlag.LOW.value,
}
_FLAG = re.compile(
    rf"[\s:]*(?:(?:was|is|within)\s+)?(?P<flag>{'|'.join(_FLAGS)})(?=$|[\s{GAP},;)])",
    re.IGNORECASE,
)
_LIMIT = phrase(
    r"\(?\s*(?:ref(?:erence)?\.?(?: range)?|normal|norm|uln|upper limit(?: of normal)?)"
    rf"\s*[:=]?\s*(?:<=?|up to|0\s*-)\s*({NUMBER})\s*\)?"
)
_RANGE = phrase(
    rf"\((?:ref(?:erence)?\.?(?: range)?|normal|norm)?\s*[:=]?\s*"
    rf"(?P<low>{NUMBER})\s*[-\u2013]\s*(?P<high>{NUMBER})\s*\)"
    rf"|(?:ref(?:erence)?\.?(?: range)?|normal|norm)\s*[:=]?\s*"
    rf"(?P<from>{NUMBER})\s*[-\u2013]\s*(?P<to>{NUMBER})"
)
_MONTH = re.compile(r"(?:\d{1,2}\.)?(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d")
"""A month or a day, more likely than a value with four decimals and no unit."""
_RECEPTOR = "PR"
"""The progesterone receptor has a share; a partial response has a date."""
_PER_MEGABASE = re.compile(r"mut(?:ation)?s?/Mb$", re.IGNORECASE)
_GRADE = re.compile(r"\bg(?:rade|r\.?)?\s*[1-5]\b", re.IGNORECASE)
_CLONE = phrase(r"(?:clone\s+)?(22C3|28-8|SP142|SP263|73-10)")
_SPECIMEN = any_of(SPECIMENS)


@dataclass(frozen=True, slots=True)
class AnalyteWords:
    """One analyte of a line with what was found."""

    analyte: str
    texts: dict[str, str]


def results(text: str) -> Fact | None:
    """Read a line such as `Hb 9.8 g/dL 3.2024`, `PD-L1 TPS 60 %` or `ER 90 % PR 10 %`.

    A line begins with the analyte or the date. A value comes right behind its analyte,
    so that 1900 U/mL is never read as a year.
    """
    unread = Unread(text)
    first = _take_first_date(unread)
    measured = _take_results(unread)
    if not measured:
        return None
    limits = _take_limits(unread) if len(measured) == 1 else {}
    clone, specimen = unread.only(_CLONE), unread.only(_SPECIMEN)
    shared = {
        "date": first or take_date(unread),
        **limits,
        "assay": clone[1] if clone else "",
        "specimen": meaning(SPECIMENS, specimen),
    }
    if not all(result.texts for result in measured) or _GRADE.search(unread.left_over):
        return None  # with a grade it is an adverse event
    forms: tuple[Filled, ...] = ()
    for result in measured:
        forms += filled(Result, analyte=result.analyte, **result.texts, **shared)
    return Fact(forms, unread.left_over)


def _take_limits(unread: Unread) -> dict[str, str]:
    """The reference limits of the only value of a line."""
    if match := unread.only(_RANGE):
        low, high = match["low"] or match["from"], match["high"] or match["to"]
        return {"lower_limit": plain_number(low), "upper_limit": plain_number(high)}
    limit = unread.take(_LIMIT)
    return {"upper_limit": plain_number(limit[1])} if limit else {}


def _take_first_date(unread: Unread) -> str:
    """The date with which a line begins; one at its end may still be a value."""
    dates = dates_in(unread)
    if not dates or unread.text[: dates[0].begin].strip():
        return ""
    unread.cut(dates[0].begin, dates[0].end)
    return dates[0].as_single


def _take_results(unread: Unread) -> list[AnalyteWords]:
    """Every analyte that stands in front of what is unread, with its value."""
    measured: list[AnalyteWords] = []
    place = 0
    while name := _name_at(unread, place):
        analyte, begin, end, words = name
        if measured and not (words or _has_value(unread, end)):
            break
        unread.cut(begin, end)
        texts = {"words": words} if words else _take_value(unread, analyte, end)
        measured.append(AnalyteWords(analyte, texts))
        place = len(unread.text) - len(unread.text[end:].lstrip(f" ,{GAP}"))
    return measured


def _name_at(unread: Unread, place: int) -> tuple[str, int, int, str] | None:
    """Analyte, beginning, end and words of a result that begins at a place."""
    begin = _BETWEEN.match(unread.text, place)
    start = begin.end() if begin else place
    words = [m.span() for m in _WORD.finditer(unread.text, start)][:MOST_WORDS]
    if not words or words[0][0] != start:
        return None
    for _, end in reversed(words):
        typed = unread.text[start:end]
        if said := whole_result(typed):
            return said[0], start, end, said[1]
        if GAP not in typed and (analyte := usual_analyte(typed)):
            return analyte, start, end, ""
    return None


def _has_value(unread: Unread, end: int) -> bool:
    patterns = (_VALUE, _IN_WORDS, _FLAG)
    return any(pattern.match(unread.text, end) for pattern in patterns)


def _take_value(unread: Unread, analyte: str, start: int) -> dict[str, str]:
    """Sign, value and unit behind the name, or words or a flag; empty without any."""
    if match := _VALUE.match(unread.text, start):
        share = (match["unit"] or "").strip() == "%"
        return _take_number(unread, match) if share or analyte != _RECEPTOR else {}
    match = _IN_WORDS.match(unread.text, start) if is_tumour_test(analyte) else None
    if match:
        unread.cut(*match.span())
        return {"words": match["words"]}
    if match := _FLAG.match(unread.text, start):
        unread.cut(*match.span())
        return {"flag": _FLAGS[match["flag"].casefold()]}
    return {}


def _is_unit(text: str) -> bool:
    return bool(
        find_unit(text) or known_word(Privacy.UNIT, text) or _PER_MEGABASE.match(text)
    )


def _take_number(unread: Unread, match: re.Match[str]) -> dict[str, str]:
    sign, unit = sign_of(match["sign"]), (match["unit"] or "").strip()
    known = _is_unit(unit)
    if sign not in _COMPARATORS or (not known and _MONTH.fullmatch(match["value"])):
        return {}
    unread.cut(match.start(), match.end() if known else match.end("value"))
    value = plain_number(match["value"])
    return {"comparator": sign, "value": value, "unit": unit if known else ""}
