"""Cases as SDTM-like tables: a file for each domain that has a row.

Dates are ISO 8601, of which SDTM allows the month or the year alone; any other date has
no place, nor has a time that counts from an event in months.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.response_vocabulary import Assessor
from timeline.exchange.fhir_out import untimed, without_times
from timeline.exchange.field_texts import table_bytes, texts_of, unreadable_texts
from timeline.exchange.leaving import (
    LeavingCases,
    LeavingFiles,
    UnwrittenFact,
    words_not_written,
)

STUDY = "TIMELINE"
_DEMOGRAPHICS, _AMOUNT = "DM", "amount"
"""The domain of the subjects; a value with its sign, or the words in its place."""
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_NO_VARIABLE = "no variable of SDTM is written for it"
_NO_DATE = "a date of SDTM is a day, a month or a year"
_ONGOING = {"yes": "ONGOING"}
_ASSESSORS = {
    Assessor.INVESTIGATOR.value: "INVESTIGATOR",
    Assessor.CENTRAL.value: "INDEPENDENT ASSESSOR",
}
_RANGES = {word: word.upper() for word in ("low", "normal", "high", "abnormal")}
_SEXES = {"female": "F", "male": "M"}
_YES_NO = {"yes": "Y", "no": "N"}


@dataclass(frozen=True, slots=True)
class WrittenDomain:
    """A domain, and what of a kind of record its variables hold."""

    name: str
    variables: Mapping[str, str]
    """Field by variable, in the order of the columns."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By variable the words of SDTM for ours; a word that it lacks has no place."""
    constants: Mapping[str, str] = field(default_factory=dict)


_DOMAINS = {
    "patient": WrittenDomain(
        _DEMOGRAPHICS,
        {"AGE": "age_at_presentation", "SEX": "sex"},
        {"SEX": _SEXES},
        {"AGEU": "YEARS"},
    ),
    "drug_course": WrittenDomain(
        "EX",
        {
            "EXTRT": "drug",
            "EXDOSE": "dose",
            "EXDOSU": "dose_unit",
            "EXDOSFRQ": "schedule",
            "EXSTDTC": "start",
            "EXENDTC": "stop",
        },
    ),
    "medication": WrittenDomain(
        "CM",
        {
            "CMTRT": "drug",
            "CMINDC": "indication",
            "CMDOSE": "dose",
            "CMDOSU": "dose_unit",
            "CMDOSFRQ": "schedule",
            "CMSTDTC": "date",
            "CMENDTC": "stop",
            "CMENRTPT": "ongoing",
        },
        {"CMENRTPT": _ONGOING},
    ),
    "adverse_event": WrittenDomain(
        "AE",
        {
            "AETERM": "term",
            "AETOXGR": "grade",
            "AESTDTC": "date",
            "AEENDTC": "stop",
            "AEENRTPT": "ongoing",
        },
        {"AEENRTPT": _ONGOING},
    ),
    "assessment": WrittenDomain(
        "RS",
        {
            "RSORRES": "response",
            "RSEVAL": "assessor",
            "RSEVALID": "reader",
            "RSACPTFL": "accepted",
            "RSDTC": "date",
        },
        {"RSEVAL": _ASSESSORS, "RSACPTFL": _YES_NO},
        {"RSTESTCD": "OVRLRESP", "RSTEST": "Overall Response"},
    ),
    "result": WrittenDomain(
        "LB",
        {
            "LBTEST": "analyte",
            "LBORRES": _AMOUNT,
            "LBORRESU": "unit",
            "LBORNRLO": "lower_limit",
            "LBORNRHI": "upper_limit",
            "LBNRIND": "flag",
            "LBMETHOD": "assay",
            "LBDTC": "date",
        },
        {"LBNRIND": _RANGES},
    ),
}
"""By kind of record."""


def write_files(leaving: LeavingCases) -> LeavingFiles:
    """Cases as a folder of domains."""
    unwritten = [*words_not_written(leaving), *unreadable_texts(leaving)]
    rows: dict[str, list[list[str]]] = {kind: [] for kind in _DOMAINS}
    for case in leaving.cases:
        numbers: Counter[str] = Counter()
        for recorded in case.entries:
            entry = recorded
            if case.relative:
                unwritten += untimed(case, recorded)
                entry = without_times(recorded)
            domain = _DOMAINS.get(entry.kind)
            cells = _cells(domain, entry) if domain else {}
            unwritten += _unplaced(case, entry, domain, cells)
            if domain:
                numbers[entry.kind] += 1
                first = _identifiers(domain, case.code, numbers[entry.kind])
                line = [*first.values(), *domain.constants.values(), *cells.values()]
                rows[entry.kind].append(line)
    files = {
        f"{domain.name.lower()}.csv": table_bytes([_header(domain), *rows[kind]])
        for kind, domain in _DOMAINS.items()
        if rows[kind]
    }
    return LeavingFiles(files, tuple(unwritten))


def _identifiers(domain: WrittenDomain, code: str, number: int) -> dict[str, str]:
    first = {"STUDYID": STUDY, "DOMAIN": domain.name, "USUBJID": code}
    if domain.name != _DEMOGRAPHICS:  # one row for each subject
        first[f"{domain.name}SEQ"] = str(number)
    return first


def _header(domain: WrittenDomain) -> list[str]:
    return [*_identifiers(domain, "", 0), *domain.constants, *domain.variables]


def _cells(domain: WrittenDomain, entry: Entry) -> dict[str, str]:
    """The texts of a record by variable; empty where SDTM has no word for them."""
    texts, dates = texts_of(entry), entry.date_fields()
    sign = texts.get("comparator", "").removeprefix("=")
    value = texts.get("value", "")
    texts[_AMOUNT] = f"{sign}{value}" if value else texts.get("words", "")
    cells = {}
    for variable, name in domain.variables.items():
        text = texts.get(name, "")
        if variable in domain.words:
            text = domain.words[variable].get(text, "")
        if name in dates and not _DATE.fullmatch(text):
            text = ""
        cells[variable] = text
    return cells


def _unplaced(
    case: Case, entry: Entry, domain: WrittenDomain | None, cells: Mapping[str, str]
) -> Iterator[UnwrittenFact]:
    """What of a record has no variable, or is a date that SDTM does not write."""
    variables = domain.variables if domain else {}
    carried = {"id", *(name for v, name in variables.items() if cells[v])}
    texts = texts_of(entry)
    if _AMOUNT in carried:
        carried |= {"comparator", "value"} if "value" in texts else {"words"}
    for name in texts:
        if name not in carried:
            dated = name in entry.date_fields() and name in variables.values()
            reason = _NO_DATE if dated else _NO_VARIABLE
            yield UnwrittenFact(case.code, entry.id, name, reason)
