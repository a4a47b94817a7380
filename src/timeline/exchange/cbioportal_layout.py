"""The columns that our own cBioPortal files have beside those of cBioPortal.

They hold every field of a record, so that what left comes back: `RECORD_KIND` names
the kind and `RECORD_ID` the id; any other field stands in a column of its name, a date
as it is recorded.
"""

from functools import cache

from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.exchange.field_texts import table_fields
from timeline.exchange.mapping import SheetMapping, fingerprint
from timeline.exchange.own_rules import own_rule
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import TableSheet

CODE, START, STOP, EVENT = "PATIENT_ID", "START_DATE", "STOP_DATE", "EVENT_TYPE"
RECORD_KIND = "RECORD_KIND"


@cache
def own_columns(record_class: type[Entry]) -> dict[str, str]:
    """The column of each field of a kind, by field.

    The first date is `START_DATE_ISO`, the last one `STOP_DATE_ISO`.
    """
    columns = {spec.name: spec.name.upper() for spec in table_fields(record_class)}
    columns["id"] = "RECORD_ID"
    dates = record_class.date_fields()
    columns |= {name: f"{columns[name]}_ISO" for name in dates}
    if dates and record_class is not Patient:
        columns[dates[0]] = f"{START}_ISO"
    if "stop" in dates:
        columns["stop"] = f"{STOP}_ISO"
    return columns


def propose_own(sheet: TableSheet, source: str, name: str) -> SheetProposal:
    """The mapping of one of our own files: by the kind that each row names.

    Args:
        sheet: A file with the column `RECORD_KIND`.
        source: Under which the registry finds the rows again.
        name: Name of the format.
    """
    place = sheet.header.index(RECORD_KIND)
    kinds = dict.fromkeys(row[place] for row in sheet.rows)
    rules = tuple(
        own_rule(sheet, kind, CODE, own_columns(KINDS[kind]), {RECORD_KIND: (kind,)})
        for kind in kinds
        if kind in KINDS
    )
    mapping = SheetMapping(name, source, fingerprint(sheet), rules)
    return SheetProposal(sheet, mapping)
