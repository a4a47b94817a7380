"""SDTM-like tables of a trial: one domain in a file, told by the prefix of its columns.

Dates may lack parts (`2014`, `2014-04`), as ISO 8601 in SDTM may. Exposures are stored
as delivered; a treatment of CM is a drug course where the catalogue knows the drug, and
other medication else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.clinical.catalogues.drugs import find_drug
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import (
    PATIENT,
    ColumnRule,
    RecordRule,
    SheetMapping,
    fingerprint,
)
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet

NAME = "sdtm"
_CODE = "USUBJID"


@dataclass(frozen=True, slots=True)
class DomainKind:
    """What the rows of a domain are recorded as."""

    kind: str
    columns: Mapping[str, str]
    """Field by the name of a column; of two for one field the first is read."""
    given: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_RESPONSE = {
    "RSDTC": "date",
    "RSSTRESC": "response",
    "RSORRES": "response",
    "RSEVALID": "reader",
    "RSACPTFL": "accepted",
}
_OVERALL = {"RSTESTCD": ("OVRLRESP",)}
_DOMAINS = {
    "EXTRT": (
        DomainKind(
            "drug_course",
            {
                "EXTRT": "drug",
                "EXSTDTC": "start",
                "EXENDTC": "stop",
                "EXDOSE": "dose",
                "EXDOSU": "dose_unit",
                "EXDOSFRQ": "schedule",
            },
        ),
    ),
    "AETERM": (
        DomainKind(
            "adverse_event",
            {
                "AEDECOD": "term",
                "AETERM": "term",
                "AESTDTC": "date",
                "AEENDTC": "stop",
                "AETOXGR": "grade",
                "AEENRTPT": "ongoing",
            },
        ),
    ),
    "RSTESTCD": (
        DomainKind(
            "assessment",
            _RESPONSE,
            {"assessor": "investigator"},
            {**_OVERALL, "RSEVAL": ("INVESTIGATOR",)},
        ),
        DomainKind(
            "assessment",
            _RESPONSE,
            {"assessor": "central review"},
            {**_OVERALL, "RSEVAL": ("INDEPENDENT ASSESSOR",)},
        ),
    ),
}
"""By a column that tells the domain; the domain CM depends on the drugs."""


def propose(grid: CellGrid, choices: TableChoices, name: str) -> SheetProposal | None:
    """Propose how a domain is read; None if the file is none that is known.

    Args:
        grid: The file; the names stand in its first row.
        choices: What a person said.
        name: Name of the file without its ending.
    """
    sheet = TableSheet(grid, 0)
    columns = {header.upper(): header for header in sheet.header}
    if _CODE not in columns:
        return None
    domains = _DOMAINS | ({"CMTRT": _medication(sheet)} if "CMTRT" in columns else {})
    kinds = next((domains[mark] for mark in domains if mark in columns), ())
    if not kinds:
        return None
    rules = tuple(_rule(columns, kind) for kind in kinds)
    unread = _unread(sheet, rules)
    source = choices.source or name
    mapping = SheetMapping(NAME, source, fingerprint(sheet), rules, unread)
    return SheetProposal(sheet, mapping)


def _medication(sheet: TableSheet) -> tuple[DomainKind, ...]:
    """Drugs of the catalogue as courses, and all else as other medication."""
    place = [header.upper() for header in sheet.header].index("CMTRT")
    names = {row[place] for row in sheet.rows if row[place]}
    known = tuple(sorted(name for name in names if find_drug(name)))
    others = tuple(sorted(names - {*known}))
    dosing = {"CMDOSE": "dose", "CMDOSU": "dose_unit", "CMDOSFRQ": "schedule"}
    ends = {"CMENDTC": "stop", "CMENRTPT": "ongoing", **dosing}
    course = {"CMTRT": "drug", "CMSTDTC": "start", **ends}
    medication = {"CMTRT": "drug", "CMSTDTC": "date", "CMINDC": "indication", **ends}
    return (
        DomainKind("drug_course", course, when={"CMTRT": known}),
        DomainKind("medication", medication, when={"CMTRT": others}),
    )


def _rule(columns: Mapping[str, str], kind: DomainKind) -> RecordRule:
    rules = {PATIENT: ColumnRule(columns[_CODE], PATIENT)}
    for name, target in kind.columns.items():
        if name in columns and target not in rules:
            rules[target] = ColumnRule(columns[name], target)
    when = {columns[n]: words for n, words in kind.when.items() if n in columns}
    return RecordRule(kind.kind, tuple(rules.values()), when, kind.given)


def _unread(sheet: TableSheet, rules: tuple[RecordRule, ...]) -> tuple[ColumnRule, ...]:
    """The columns that no rule reads."""
    read = {column.header for rule in rules for column in rule.columns}
    read |= {header for rule in rules for header in rule.when}
    return tuple(
        ColumnRule(header, why="not understood")
        for header in sheet.header
        if header not in read
    )
