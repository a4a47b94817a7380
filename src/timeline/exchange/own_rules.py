"""The rule by which a file of ours is read: each field from the column of its name."""

from collections.abc import Mapping, Sequence

from timeline.case.locale import DecimalSign
from timeline.case.records.patient import Patient
from timeline.exchange.mapping import PATIENT, ColumnRule, RecordRule
from timeline.exchange.sheets import TableSheet


def own_rule(
    sheet: TableSheet,
    kind: str,
    code_header: str,
    columns: Mapping[str, str],
    when: Mapping[str, Sequence[str]],
) -> RecordRule:
    """How the records of one kind are read.

    Args:
        sheet: A file that this program wrote.
        kind: Kind of the records.
        code_header: Name of the column of the study codes.
        columns: Name of the column of each field; the sheet may lack some.
        when: Which rows hold such a record, as in `RecordRule`.
    """
    code = "code" if kind == Patient.kind else PATIENT
    rules = [ColumnRule(code_header, code)]
    rules += [
        ColumnRule(header, name, decimals=DecimalSign.POINT)
        for name, header in columns.items()
        if header in sheet.header
    ]
    conditions = {header: tuple(texts) for header, texts in when.items()}
    return RecordRule(kind, tuple(rules), conditions)
