"""Small cases that a test makes."""

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.exchange.leaving import LeavingCases
from timeline.registry import StoredCase


def made(kind: str, record_id: str, **values: object) -> Entry:
    """A record of a kind; dates are texts."""
    return KINDS[kind].model_validate({"id": record_id, **values})


def case_of(*records: Entry, **patient: object) -> Case:
    """A case of the patient P-1 with these records."""
    return Case.of([made("patient", "patient", **{"code": "P-1", **patient}), *records])


def leaving(*cases: Case) -> LeavingCases:
    """Cases as recorded, on their way out."""
    return LeavingCases(tuple(StoredCase(case, {}) for case in cases))
