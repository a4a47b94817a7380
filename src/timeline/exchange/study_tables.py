"""Tables of studies: one row for each drug, response, event or patient.

Exports of trials (ADaM), of claims data, of the mCODE extraction framework, and the
tables from which swimlanes are drawn. Their columns are declared here with the names
that they are known by; a name of its own does not make a table another kind.
"""

from timeline.exchange.declared_tables import (
    COUNTED,
    OTHERS,
    DeclaredRecord,
    DeclaredSheet,
    DeclaredTable,
)
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import NOTED
from timeline.exchange.mcode_tables import MCODE
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet
from timeline.exchange.trial_tables import NOT_NAMED, TRIALS

NAME = "study"
_CODES = "usubjid;patient id;pt id;subject id;patient;subject;mrn;id"
_PERSON = DeclaredRecord("patient", {"sex": "sex;gender"})
_NO = ("", "0", "0.0", "n", "no", "na")
_YES = ("1", "1.0", "y", "yes")
_DIED = ("death", "dead", "died", "deceased")
_TIME = "time;time from initial infusion;event time"


def _event(names: str) -> tuple[DeclaredRecord, ...]:
    """Events that a swimlane marks: deaths, adverse events, and what has a name."""
    time = {f"{COUNTED}date": _TIME}
    adverse = {**time, NOTED: "related"}
    return (
        DeclaredRecord("follow_up", time, {"vital_status": "dead"}, {names: _DIED}),
        DeclaredRecord("adverse_event", adverse, NOT_NAMED, {names: ("ae",)}),
        DeclaredRecord(
            "adverse_event",
            adverse,
            {**NOT_NAMED, "serious": "yes"},
            {names: ("sae",)},
        ),
    )


_SWIMLANES = (
    DeclaredTable(
        ("arm", "end trt"),
        (
            DeclaredRecord(
                "therapy_line",
                {"regimen": "arm", f"{COUNTED}stop": "end trt"},
                when={"continued treatment": _NO},
            ),
            DeclaredRecord(
                "therapy_line",
                {"regimen": "arm", NOTED: "end trt"},
                {"ongoing": "yes"},
                {"continued treatment": _YES},
            ),
        ),
    ),
    DeclaredTable(
        ("response", "response start"),
        (
            DeclaredRecord(
                "assessment",
                {
                    f"{COUNTED}date": "response start",
                    "response": "response",
                    NOTED: "response end;continued response",
                },
            ),
        ),
    ),
    DeclaredTable(
        ("disease assessment", "start time"),
        (
            DeclaredRecord(
                "follow_up",
                {
                    f"{COUNTED}date": "start time",
                    "disease_status": "disease assessment",
                    NOTED: "end time",
                },
            ),
        ),
    ),
    DeclaredTable((_TIME, "event"), _event("event")),
    DeclaredTable(
        (_TIME, "label"),
        (
            *_event("label"),
            DeclaredRecord(
                "finding",
                {f"{COUNTED}date": _TIME, "result": "label"},
                {"type": "care"},
                {"label": (OTHERS,)},
            ),
        ),
    ),
    DeclaredTable(
        ("stage",), (DeclaredRecord("diagnosis", {"stage_stated": "stage"}),)
    ),
)
_DRUGS = (
    DeclaredTable(
        ("line name;regimen", "line number", "start date"),
        (
            DeclaredRecord(
                "therapy_line",
                {
                    "regimen": "line name;regimen",
                    "number_override": "line number",
                    "start": "start date",
                    "stop": "end date;stop date",
                    "stop_detail": "line end reason",
                    NOTED: "line type;is maintenance",
                },
                {"override_reason": "as the source numbers its lines"},
            ),
        ),
    ),
    DeclaredTable(
        ("med name;drug name;medication name", "med start;start date"),
        (
            DeclaredRecord(
                "drug_course",
                {
                    "drug": "med name;drug name;medication name",
                    "start": "med start;start date",
                    "stop": "med end;end date;stop date",
                },
            ),
        ),
    ),
)
_PATIENTS = DeclaredTable(("sex;gender",), ())
_TABLES = (*TRIALS, *MCODE, *_DRUGS, *_SWIMLANES)


def propose(grid: CellGrid, choices: TableChoices, name: str) -> SheetProposal | None:
    """Propose how a table of a study is read; None if it is none that is known.

    Args:
        grid: The sheet; the names stand in its first row.
        choices: What a person said.
        name: Name of the sheet, or of the file without its ending.
    """
    declared = DeclaredSheet(TableSheet(grid, 0), choices, _CODES)
    table = next(filter(declared.has, _TABLES), None)
    if table is not None:
        records = (_PERSON, *table.records) if table.records else ()
        return declared.proposal(NAME, name, records)
    if declared.has(_PATIENTS) or declared.sheet.header == (declared.code,):
        return declared.proposal(NAME, name, (_PERSON,))
    return None
