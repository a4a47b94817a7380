"""A process that writes until it is stopped, and says what was acknowledged.

Each transaction stores a case of five records; only after it was acknowledged is its
code written to the ledger.
"""

import multiprocessing
import os
from multiprocessing.process import BaseProcess
from pathlib import Path

from registry.small import store
from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.registry import Registry

RECORDS = 5


def case(code: str) -> Case:
    markers = (
        Result.model_validate(
            {
                "id": f"m-{number}",
                "analyte": "CEA",
                "comparator": "=",
                "value": number + 0.5,
                "unit": "ng/mL",
            }
        )
        for number in range(RECORDS)
    )
    return Case(Patient(id="patient", code=code), tuple(markers))


def start(place: str | Path, ledger: Path, name: str, count: int) -> BaseProcess:
    """Start a process that stores a number of cases named after it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["pytest", "timeline.registry"]
    )  # starts in milliseconds
    process = context.Process(target=_write, args=(str(place), ledger, name, count))
    process.start()
    return process


def _write(place: str, ledger: Path, name: str, count: int) -> None:
    out = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with Registry.open(place, create=True) as registry:
        for number in range(count):
            code = f"{name}.{number}"  # no two differ in hyphens alone
            store(registry, case(code), actor=name)
            os.write(out, f"{code}\n".encode())
