"""Examples for the rules of queries: records of which a rule asks, or does not."""

import datetime as dt
from dataclasses import dataclass

from clinical.small_case import record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.case.records.patient import Patient
from timeline.clinical.queries.query import Query, State
from timeline.clinical.queries.rules.evidence import Evidence
from timeline.clinical.queries.rules.rule import Rule
from timeline.clinical.settings import DEFAULTS

PATIENT = Patient(id="p", code="T-1")
TODAY = dt.date(2026, 1, 15)


@dataclass(frozen=True)
class Example:
    """Records of which a rule asks, the keys of what it asks, and records of which
    it does not ask."""

    rule: Rule
    asks: tuple[Entry, ...]
    keys: tuple[str, ...]
    silent: tuple[Entry, ...]

    def __str__(self) -> str:
        return self.rule.condition.__name__


def asked(rule: Rule, *entries: Entry) -> list[Query]:
    """What a rule asks of these records, and of a patient where none is among them."""
    patients = [entry for entry in entries if isinstance(entry, Patient)]
    case = Case.of(
        (*(patients or [PATIENT]), *(e for e in entries if e not in patients))
    )
    return list(rule(Evidence(case, Chronology(case), DEFAULTS, TODAY)))


def check(example: Example) -> None:
    """Whether the rule asks where it should, and only there."""
    found = asked(example.rule, *example.asks)
    assert tuple(query.key for query in found) == example.keys
    for query in found:
        assert query.text.endswith(".")
        assert query.settle.endswith(".")
        assert query.state in (State.OPEN, State.NOTED)
        assert len(query.key) <= 200
    assert asked(example.rule, *example.silent) == []


def line(start: str = "2020-05", stop: str = "2021-08", **more: object) -> Entry:
    """A palliative line."""
    stated = {"regimen": "HP", "setting": "palliative", "start": start, "stop": stop}
    values = {"id": "line", **stated, **more}
    return record("therapy_line", str(values.pop("id")), **values)


def course(**more: object) -> Entry:
    """A course of trastuzumab in that line."""
    values = {"line": "line", "drug": "trastuzumab", **more}
    return record("drug_course", "course", **values)


def marker(record_id: str = "m", **more: object) -> Entry:
    """A result of CA19-9."""
    stated = {"analyte": "CA19-9", "comparator": "=", "value": 40, "unit": "U/mL"}
    return record("result", record_id, **{**stated, **more})


def operation(record_id: str = "op", **more: object) -> Entry:
    """An operation, unless it is of another type."""
    return record("local_intervention", record_id, **{"type": "surgery", **more})


def ihc(record_id: str = "ihc", **more: object) -> Entry:
    """An IHC test of HER2."""
    return record("her2_test", record_id, method="IHC", **more)


def reported(quantity: str, months: float, **more: object) -> Entry:
    """A duration as the source states it, on the line."""
    values = {"quantity": quantity, "value": months, "unit": "months", "line": "line"}
    return record("reported_outcome", "r", **{**values, **more})


def survival(record_id: str, value: float, unit: str = "months") -> Entry:
    """Overall survival as the source states it."""
    stated = {"quantity": "overall survival", "value": value, "unit": unit}
    return record("reported_outcome", record_id, **stated)


def diagnosis(**more: object) -> Entry:
    """Gallbladder cancer, pT3N1M0 by AJCC 8."""
    tnm = {"t": "3", "n": "1", "m": "0", "tnm_edition": "AJCC 8"}
    return record("diagnosis", "d", **{"site": "gallbladder", **tnm, **more})


def finding(kind: str, **more: object) -> Entry:
    """A finding of a kind."""
    return record("finding", "f", type=kind, **more)


PD = record("assessment", "pd", response="PD", line="line", date="2021-09")
ADRENAL = record("lesion", "adrenal", name="Right adrenal")
