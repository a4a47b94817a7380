"""Cohorts from tables that others published, as cases.

The tables are read here and nowhere else; they are no format of the tool.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from swimlane.cohort_cases import case, date, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.intervention import LocalIntervention
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import VitalStatus

Table = list[dict[str, str]]
MONTH = 30.4375
OFF = "Off Treatment"


def table(path: Path, delimiter: str) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        rows = (row for row in file if not row.startswith("#"))
        return list(csv.DictReader(rows, delimiter=delimiter))


def by(rows: Table, key: str) -> dict[str, Table]:
    found: dict[str, Table] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def day(months: str) -> str:
    return f"D{round(float(months) * MONTH)}"


def trial_patient(patient: str, tables: dict[str, dict[str, Table]]) -> Case:
    records = [diagnosis(), *arms(tables["Arm"][patient])]
    events = tables["AE"].get(patient, [])
    for number, row in enumerate(tables["Response"].get(patient, [])):
        when, response = date(day(row["Response_start"])), Response(row["Response"])
        records.append(Assessment(id=f"a{number}", date=when, response=response))
    for number, row in enumerate(events):
        when = date(day(row["time"]))
        records.append(AdverseEvent(id=f"e{number}", date=when, term=row["event"]))
    dead = any(row["event"] == "Death" for row in events)
    status = VitalStatus.DEAD if dead else VitalStatus.ALIVE
    end = max(float(row["End_trt"]) for row in tables["Arm"][patient])
    return case(patient, *records, last_seen(day(str(end)), status))


def arms(rows: Table) -> Iterator[Entry]:
    """One line for each stay in an arm; a stay begins where the one before ended."""
    start, number = "0", 0
    for row in sorted(rows, key=lambda row: float(row["End_trt"])):
        stop = row["End_trt"]
        if row["Arm"] != OFF:
            number += 1
            ongoing = bool(row["Continued_treatment"]) or None
            end = "" if ongoing else day(stop)
            yield line(number, day(start), end, regimen=row["Arm"], ongoing=ongoing)
        start = stop


def treatments(rows: Table) -> Iterator[Entry]:
    number = 0
    for index, row in enumerate(rows):
        start, stop = f"D{row['START_DATE']}", f"D{row['STOP_DATE']}"
        if row["TREATMENT_TYPE"] == "Medical Therapy":
            number += 1
            yield line(number, start, stop, regimen=row["AGENT"])
        else:
            yield LocalIntervention(
                id=f"rt-{index}",
                date=date(start),
                stop=date(stop),
                type=InterventionKind.RADIOTHERAPY,
            )


def glioma(patient: dict[str, str], tables: dict[str, dict[str, Table]]) -> Case:
    code = patient["PATIENT_ID"]
    records = [diagnosis(), *treatments(tables["timeline_treatment"].get(code, []))]
    for index, row in enumerate(tables["timeline_surgery"].get(code, [])):
        kind, when = InterventionKind.SURGERY, date(f"D{row['START_DATE']}")
        records.append(LocalIntervention(id=f"op-{index}", date=when, type=kind))
    for index, row in enumerate(tables["timeline_status"].get(code, [])):
        if row["STATUS"] == "radiographic_progression":
            when = date(f"D{row['START_DATE']}")
            records.append(Progression(id=f"pd-{index}", date=when))
    status = {"1:DECEASED": VitalStatus.DEAD, "0:LIVING": VitalStatus.ALIVE}
    seen = last_seen(day(patient["OS_MONTHS"]), status.get(patient["OS_STATUS"]))
    return case(code, *records, seen)


def trial_tables(shared_data: Path) -> dict[str, Table]:
    """The example trial of the R package swimplot; nothing where it is not."""
    folder = shared_data / "swimplot"
    names = ("Arm", "Response", "AE")
    if not folder.is_dir():
        return {}
    return {name: table(folder / f"ClinicalTrial.{name}.csv", ",") for name in names}


def trial_cases(trial: dict[str, Table]) -> list[Case]:
    """A case for each patient of the trial."""
    tables = {name: by(rows, "id") for name, rows in trial.items()}
    return [trial_patient(patient, tables) for patient in tables["Arm"]]


def glioma_tables(shared_data: Path) -> dict[str, Table]:
    """Low-grade gliomas, UCSF (Johnson, Science 2014), from the cBioPortal datahub."""
    folder = shared_data / "cbioportal" / "lgg_ucsf_2014"
    timelines = [f"timeline_{what}" for what in ("treatment", "status", "surgery")]
    names = ["clinical_patient", *timelines]
    if not folder.is_dir():
        return {}
    return {name: table(folder / f"data_{name}.txt", "\t") for name in names}


def glioma_cases(gliomas: dict[str, Table]) -> list[Case]:
    """A case for each patient of the study."""
    tables = {name: by(rows, "PATIENT_ID") for name, rows in gliomas.items()}
    return [glioma(patient, tables) for patient in gliomas["clinical_patient"]]
