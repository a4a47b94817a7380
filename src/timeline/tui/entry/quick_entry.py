"""Reads one line of quick entry into filled forms.

Only words that have one meaning are taken; every other word stands in the notes of the
form, and nothing is stored before the person has confirmed the form. The words come
from the records' vocabularies and from the catalogues of drugs, regimens and markers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline.case.fields import specs_by_name
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.vocabulary import FindingKind, Her2Method
from timeline.clinical.catalogues.analytes import find_analyte
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.terms import marker_name
from timeline.tui.entry.quick_date import DatedWords, leading_date, trailing_date
from timeline.tui.entry.quick_therapy import therapy, without_ongoing
from timeline.tui.entry.quick_words import (
    GRADE,
    IHC,
    INTERVENTIONS,
    METHODS,
    RESPONSES,
    VALUE,
)
from timeline.tui.entry.series_paste import point_for_comma

_HER2 = {method.value.casefold(): method.value for method in Her2Method}


@dataclass(frozen=True, slots=True)
class Filled:
    """One form as a line fills it."""

    record_class: type[Entry]
    texts: Mapping[str, str]
    """Texts by field name; what was not understood is under `notes`."""


def understand(line: str) -> tuple[Filled, ...]:
    """Read a line.

    Args:
        line: Such as `Mar 2019 second hepatectomy` or `ca19-9 1200 2017-09`.

    Returns:
        The forms that it fills; empty if its kind of record cannot be told.
    """
    words = leading_date(tuple(line.split()))
    for reader in _READERS:
        filled = reader(words)
        if filled:
            return filled
    return ()


def _filled(record_class: type[Entry], **texts: str) -> tuple[Filled, ...]:
    return (Filled(record_class, {n: text for n, text in texts.items() if text}),)


def _dated(words: DatedWords) -> DatedWords:
    """With the date at the end, where there is none at the beginning."""
    return words if words.start or words.stop else trailing_date(words.rest)


def _marker(line: DatedWords) -> tuple[Filled, ...]:
    for count in (2, 1):
        name = marker_name(" ".join(line.rest[:count]))
        if len(line.rest) >= count and find_analyte(name):
            break
    else:
        return ()
    # the value comes before the date, so that 1900 U/mL is never read as a year
    rest = " ".join(line.rest[count:])
    match = VALUE.match(rest)
    value = match[1].replace(" ", "") if match else ""
    words = tuple(rest[match.end() :].split()) if match else line.rest[count:]
    dated = _dated(DatedWords(line.start, line.stop, words))
    sign = value[0] if value[:1] in ("<", ">") else "="
    number = value.lstrip("<>=")
    return _filled(
        Result,
        analyte=name,
        comparator=sign if value else "",
        value=point_for_comma(number) or number,
        unit=(match[2] or "") if match else "",
        date=dated.single,
        notes=" ".join(dated.rest),
    )


def _her2(line: DatedWords) -> tuple[Filled, ...]:
    words = line.rest
    if words and words[0].casefold() == "her2":
        words = words[1:]
    if not words or words[0].casefold() not in _HER2:
        return ()
    dated = _dated(DatedWords(line.start, line.stop, words[1:]))
    scores = [word for word in dated.rest if IHC.fullmatch(word)]
    results = specs_by_name(Her2Test)["result_reported"].choices
    reported = [word for word in dated.rest if word.casefold() in results]
    one_score = scores if len(scores) == 1 else []
    one_result = reported if len(reported) == 1 else []
    rest = [w for w in dated.rest if w not in one_score and w not in one_result]
    return _filled(
        Her2Test,
        method=_HER2[words[0].casefold()],
        ihc_score="".join(one_score),
        result_reported="".join(one_result).casefold(),
        specimen_site=" ".join(rest),
        specimen_date=dated.single,
    )


def _adverse_event(line: DatedWords) -> tuple[Filled, ...]:
    match = GRADE.match(" ".join(line.rest))
    if match is None:
        return ()
    words = tuple(" ".join(line.rest)[match.end() :].split())
    dated = _dated(DatedWords(line.start, line.stop, words))
    drugs = [word for word in dated.rest if find_drug(word)]
    drug = drugs[0] if len(drugs) == 1 else ""
    term = " ".join(word for word in dated.rest if word != drug)
    return _filled(
        AdverseEvent, date=dated.single, term=term, grade=match[1], drug=drug
    )


def _assessment(line: DatedWords) -> tuple[Filled, ...]:
    dated = _dated(line)
    responses = [word for word in dated.rest if word.casefold() in RESPONSES]
    if len(responses) != 1:
        return ()
    rest = [word for word in dated.rest if word is not responses[0]]
    methods = [word for word in rest if word.casefold() in METHODS]
    return _filled(
        Assessment,
        date=dated.single,
        response=RESPONSES[responses[0].casefold()],
        site=" ".join(word for word in rest if word not in methods),
        notes=" ".join(METHODS[word.casefold()] for word in methods),
    )


def _therapy(line: DatedWords) -> tuple[Filled, ...]:
    text, ongoing = without_ongoing(" ".join(line.rest))
    dated = _dated(DatedWords(line.start, line.stop, tuple(text.split())))
    drugs = " ".join(dated.rest)
    forms = therapy(drugs, dated.start, dated.stop, ongoing=ongoing)
    return tuple(Filled(record_class, texts) for record_class, texts in forms)


def _intervention(line: DatedWords) -> tuple[Filled, ...]:
    dated = _dated(line)
    text = " ".join(dated.rest)
    kinds = {
        kind for name, kind in INTERVENTIONS.items() if _holds(text.casefold(), name)
    }
    if len(kinds) != 1:
        return ()
    return _filled(
        LocalIntervention, date=dated.single, type=kinds.pop(), procedures=text
    )


def _imaging(line: DatedWords) -> tuple[Filled, ...]:
    if not line.rest or line.rest[0].casefold() not in METHODS:
        return ()
    dated = _dated(DatedWords(line.start, line.stop, line.rest[1:]))
    return _filled(
        Finding,
        date=dated.single,
        type=FindingKind.IMAGING.value,
        method=METHODS[line.rest[0].casefold()],
        result=" ".join(dated.rest),
    )


def _holds(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "


_READERS: tuple[Callable[[DatedWords], tuple[Filled, ...]], ...] = (
    _marker,
    _her2,
    _adverse_event,
    _assessment,
    _imaging,
    _therapy,
    _intervention,
)
"""In this order: a line that begins with a scan may name what the scan came after."""
