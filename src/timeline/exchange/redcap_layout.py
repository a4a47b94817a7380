"""Our own REDCap project: an instrument for each kind of record.

The first instrument is the patient; each other one repeats. A field is called as its
kind and itself, `drug_course_drug`. A date is the text that is recorded, and a whole
one stands in a field of REDCap's kind, too.
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

RECORD = "record_id"
INSTRUMENT, INSTANCE = "redcap_repeat_instrument", "redcap_repeat_instance"


@cache
def variables_of(record_class: type[Entry]) -> dict[str, str]:
    """The variable of each field of a kind, by field."""
    kind = record_class.kind
    return {spec.name: f"{kind}_{spec.name}" for spec in table_fields(record_class)}


def day_variable(variable: str) -> str:
    """The variable that holds a date where all of it is known."""
    return f"{variable}_day"


def is_own(sheet: TableSheet) -> bool:
    """Whether an export is of our own project."""
    names = {f"{kind}_id" for kind in KINDS}
    return {RECORD, INSTRUMENT} <= {*sheet.header} and bool(names & {*sheet.header})


def propose_own(sheet: TableSheet, source: str, name: str) -> SheetProposal:
    """The mapping of an export of our own project, by instrument.

    Args:
        sheet: The export.
        source: Under which the registry finds the rows again.
        name: Name of the format.
    """
    rules = []
    for kind, record_class in KINDS.items():
        columns = variables_of(record_class)
        if columns["id"] in sheet.header:
            instrument = "" if record_class is Patient else kind
            when = {INSTRUMENT: (instrument,)}
            rules.append(own_rule(sheet, kind, RECORD, columns, when))
    mapping = SheetMapping(name, source, fingerprint(sheet), tuple(rules))
    return SheetProposal(sheet, mapping)
