"""Response assessments and identified tumours of a trial, in the domains of SDTM."""

import csv
from collections.abc import Iterable
from pathlib import Path

from other_files.cells import LeftOut, Row, rows_of
from other_files.draft import Draft, Slot
from other_files.readings import Day, Words
from other_files.source import Source

IDENTIFIERS = LeftOut("STUDYID|USUBJID|..SEQ", "study, subject and number of the row")
KIND = (
    LeftOut("DOMAIN", "what the rows are: the kind of record", one_value=True),
    LeftOut("..TESTCD", "what the rows are", one_value=True),
    LeftOut("..TEST", "what the rows are", one_value=True),
)
VISIT_NUMBER = LeftOut("VISITNUM", "number of the visit", repeats="VISIT")
ASSESSOR = Words(
    {"INDEPENDENT ASSESSOR": "central review", "INVESTIGATOR": "investigator"}
)
ACCEPTED = Words({"Y": True})
RESPONSE = Words(
    {word: word for word in ("CR", "PR", "SD", "PD", "NE", "NON-CR/NON-PD")}
)
ROLE = Words({"TARGET": "target", "NON-TARGET": "non-target"})


def recist(folder: Path) -> Source:
    """The subjects of both files, a case for each."""
    tumours = _rows(folder / "tu_onco_recist.csv")
    responses = _rows(folder / "rs_onco_recist.csv")
    drafts: dict[str, Draft] = {}
    for row in (*tumours, *responses):
        code = row.text("USUBJID")
        draft = drafts.setdefault(code, Draft(code))
        (_tumour if row in tumours else _response)(draft, row)
    return Source((*tumours, *responses), tuple(drafts.values()))


def _rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8") as file:
        tables: Iterable[dict[str, str]] = list(csv.DictReader(file))
    return rows_of(path.name, tables, (IDENTIFIERS, *KIND, VISIT_NUMBER))


def _tumour(draft: Draft, row: Row) -> None:
    name = f"{row.text('TULNKID')} {row.text('TULOC')}"
    lesion = draft.add("lesion", name)
    lesion.put(row["TULNKID"], "name").put(row["TULOC"], "organ")
    measured = draft.add("lesion_measurement", row.text("TUSEQ"), lesion=lesion.id)
    measured.put(row["VISIT"], "date_stated").put(row["TUMETHOD"], "method")
    measured.put(row["TUORRES"], "role", ROLE).put(row["TUSTRESC"], "role", ROLE)
    _judged(measured, row, "TU")


def _response(draft: Draft, row: Row) -> None:
    assessment = draft.add("assessment", row.text("RSSEQ"), criteria="RECIST 1.1")
    assessment.put(row["RSDTC"], "date", Day()).put(row["VISIT"], "date_stated")
    assessment.put(row["RSORRES"], "response", RESPONSE)
    assessment.put(row["RSSTRESC"], "response", RESPONSE)
    _judged(assessment, row, "RS")


def _judged(slot: Slot, row: Row, domain: str) -> None:
    slot.put(row[f"{domain}EVAL"], "assessor", ASSESSOR)
    slot.put(row[f"{domain}EVALID"], "reader")
    slot.put(row[f"{domain}ACPTFL"], "accepted", ACCEPTED)
