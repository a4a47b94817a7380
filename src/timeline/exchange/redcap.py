"""REDCap: the flat export of a project, in which a row is a part of a record.

The first column is the record, and so the patient. Which instrument a row belongs to
stands in a column of its own; the number of its instance is the sender's business and
no part of any key. Instruments with dates and tests are read as laboratory sheets are.
Our own project (`redcap_layout`) comes back with every field.
"""

from dataclasses import replace

from timeline.exchange import laboratory
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import RecordRule, SheetMapping
from timeline.exchange.redcap_layout import (
    INSTANCE,
    INSTRUMENT,
    is_own,
    propose_own,
)
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet

NAME = "redcap"
_SYSTEM = frozenset(
    {
        "redcap_event_name",
        INSTRUMENT,
        INSTANCE,
        "redcap_data_access_group",
        "redcap_survey_identifier",
    }
)
_WHY = "a column of REDCap's own; instances are renumbered, and no fact depends on them"


def propose(grid: CellGrid, choices: TableChoices, name: str) -> SheetProposal | None:
    """Propose how an export of REDCap is read; None if it is none.

    Args:
        grid: The file; the names stand in its first row.
        choices: What a person said.
        name: Name of the file without its ending.
    """
    sheet = TableSheet(grid, 0)
    if is_own(sheet):
        return propose_own(sheet, choices.source or NAME, NAME)
    system = {h for h in sheet.header if h in _SYSTEM or _is_status(h)}
    if not system & _SYSTEM:
        return None
    left_out = choices.left_out | system
    without_system = replace(choices, left_out=left_out, patient_column=sheet.header[0])
    proposal = laboratory.propose(grid, without_system, name)
    if proposal is None:
        return None
    rules = tuple(_rule(rule, system) for rule in proposal.mapping.records)
    mapping = SheetMapping(
        NAME, proposal.mapping.source, proposal.mapping.header, rules
    )
    return SheetProposal(proposal.sheet, mapping, proposal.questions)


def _is_status(header: str) -> bool:
    return header.endswith("_complete")


def _rule(rule: RecordRule, system: set[str]) -> RecordRule:
    columns = tuple(
        replace(column, why=_WHY) if column.header in system else column
        for column in rule.columns
    )
    return replace(rule, columns=columns)
