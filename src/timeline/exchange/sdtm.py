"""SDTM-like tables of a trial: one domain in a file, told by the prefix of its columns.

Dates may lack parts (`2014`, `2014-04`), as ISO 8601 in SDTM may. Exposures are stored
as delivered; a treatment of CM is a drug course where the catalogue knows the drug, and
other medication else.
"""

from timeline.clinical.catalogues.drugs import find_drug
from timeline.exchange.declared_tables import (
    DeclaredRecord,
    DeclaredSheet,
    DeclaredTable,
)
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import NOTED
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet

NAME = "sdtm"
_CODE = "usubjid"
_MISSING = ("", "na")


def _overall(assessor: str, words: tuple[str, ...]) -> DeclaredRecord:
    """Overall responses of one assessor; empty for none that is named."""
    return DeclaredRecord(
        "assessment",
        {
            "date": "rsdtc",
            "response": "rsstresc;rsorres",
            "reader": "rsevalid",
            "accepted": "rsacptfl",
        },
        {"assessor": assessor} if assessor else {},
        {"rstestcd": ("ovrlresp",), "rseval": words},
    )


_EXPOSURES = DeclaredTable(
    ("extrt",),
    (
        DeclaredRecord(
            "drug_course",
            {
                "drug": "extrt",
                "start": "exstdtc",
                "stop": "exendtc",
                "dose": "exdose",
                "dose_unit": "exdosu",
                "schedule": "exdosfrq",
            },
        ),
    ),
)
_ADVERSE_EVENTS = DeclaredTable(
    ("aeterm",),
    (
        DeclaredRecord(
            "adverse_event",
            {
                "term": "aedecod;aeterm",
                "date": "aestdtc",
                "stop": "aeendtc",
                "grade": "aetoxgr",
                "ongoing": "aeenrtpt",
            },
        ),
    ),
)
_RESPONSES = DeclaredTable(
    ("rstestcd",),
    (
        _overall("investigator", ("investigator",)),
        _overall("central review", ("independent assessor",)),
        _overall("", _MISSING),
    ),
)
_TUMOURS = DeclaredTable(
    ("tutestcd", "tulnkid"),
    tuple(
        DeclaredRecord(
            "lesion",
            {
                "name": "tulnkid",
                "organ": "tuloc",
                NOTED: "tueval;tuevalid;tuacptfl;visit;tumethod;tudtc",
            },
            {"target": target} if target else {},
            {"tuorres": words},
        )
        for target, words in (
            ("yes", ("target",)),
            ("no", ("non-target",)),
            ("", ("new", *_MISSING)),
        )
    ),
)
"""Each assessor identifies tumours for themself, and so who did is kept as a note."""
_MEASUREMENTS = DeclaredTable(
    ("trtestcd", "trlnkid"),
    (
        DeclaredRecord(
            "result",
            {
                "analyte": "trtest;trtestcd",
                "amount": "trstresn;trstresc;trorres",
                "unit": "trstresu;trorresu",
                "date": "trdtc",
                NOTED: "trlnkid;treval;trevalid;tracptfl;trmethod",
            },
        ),
    ),
)
"""A measurement of a lesion needs the lesion, which another file has; until somebody
joins them it is a result whose note says which lesion it is about."""


def propose(grid: CellGrid, choices: TableChoices, name: str) -> SheetProposal | None:
    """Propose how a domain is read; None if the file is none that is known.

    Args:
        grid: The file; the names stand in its first row.
        choices: What a person said.
        name: Name of the file without its ending.
    """
    domain = DeclaredSheet(TableSheet(grid, 0), choices, _CODE)
    if domain.column("cmtrt"):
        tables: tuple[DeclaredTable, ...] = (_medication(domain),)
    else:
        tables = (_EXPOSURES, _ADVERSE_EVENTS, _RESPONSES, _TUMOURS, _MEASUREMENTS)
    table = next(filter(domain.has, tables), None)
    return domain.proposal(NAME, name, table.records) if table else None


def _medication(domain: DeclaredSheet) -> DeclaredTable:
    """Drugs of the catalogue as courses, and all else as other medication."""
    names = domain.cells("cmtrt")
    known = tuple(sorted(name for name in names if find_drug(name)))
    others = tuple(sorted(names - {*known}))
    dosing = {"dose": "cmdose", "dose_unit": "cmdosu", "schedule": "cmdosfrq"}
    ends = {"drug": "cmtrt", "stop": "cmendtc", "ongoing": "cmenrtpt", **dosing}
    course = {"start": "cmstdtc", **ends}
    medication = {"date": "cmstdtc", "indication": "cmindc", **ends}
    return DeclaredTable(
        ("cmtrt",),
        (
            DeclaredRecord("drug_course", course, when={"cmtrt": known}),
            DeclaredRecord("medication", medication, when={"cmtrt": others}),
        ),
    )
