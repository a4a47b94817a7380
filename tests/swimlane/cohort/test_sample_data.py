"""Cohorts from tables that others published, counted against the tables.

The tables are read into cases here and nowhere else; they are no format of the tool.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from swimlane.cohort_cases import case, date, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.intervention import LocalIntervention
from timeline.case.vocabulary import InterventionKind, Response, VitalStatus
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane, Kind, RowEnd
from timeline.swimlane.cohort.options import AlignOn, CohortOptions, SegmentBy

Table = list[dict[str, str]]
MONTH = 30.4375
OFF = "Off Treatment"


def _table(path: Path, delimiter: str) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        rows = (row for row in file if not row.startswith("#"))
        return list(csv.DictReader(rows, delimiter=delimiter))


def _by(rows: Table, key: str) -> dict[str, Table]:
    found: dict[str, Table] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _day(months: str) -> str:
    return f"D{round(float(months) * MONTH)}"


@pytest.fixture
def trial(shared_data: Path) -> dict[str, Table]:
    """The example trial of the R package swimplot."""
    folder = shared_data / "swimplot"
    if not folder.is_dir():
        pytest.skip("the example trial is not on this machine")
    names = ("Arm", "Response", "AE")
    return {name: _table(folder / f"ClinicalTrial.{name}.csv", ",") for name in names}


def _trial_patient(patient: str, tables: dict[str, dict[str, Table]]) -> Case:
    records = [diagnosis(), *_arms(tables["Arm"][patient])]
    events = tables["AE"].get(patient, [])
    for number, row in enumerate(tables["Response"].get(patient, [])):
        when, response = date(_day(row["Response_start"])), Response(row["Response"])
        records.append(Assessment(id=f"a{number}", date=when, response=response))
    for number, row in enumerate(events):
        when = date(_day(row["time"]))
        records.append(AdverseEvent(id=f"e{number}", date=when, term=row["event"]))
    dead = any(row["event"] == "Death" for row in events)
    status = VitalStatus.DEAD if dead else VitalStatus.ALIVE
    end = max(float(row["End_trt"]) for row in tables["Arm"][patient])
    return case(patient, *records, last_seen(_day(str(end)), status))


def _arms(rows: Table) -> Iterator[Entry]:
    """One line for each stay in an arm; a stay begins where the one before ended."""
    start, number = "0", 0
    for row in sorted(rows, key=lambda row: float(row["End_trt"])):
        stop = row["End_trt"]
        if row["Arm"] != OFF:
            number += 1
            ongoing = bool(row["Continued_treatment"]) or None
            end = "" if ongoing else _day(stop)
            yield line(number, _day(start), end, regimen=row["Arm"], ongoing=ongoing)
        start = stop


def _kinds(cohort: CohortSwimlane) -> Counter[Kind]:
    return Counter(event.kind for row in cohort.rows for event in row.events)


def test_the_trial_of_swimplot(trial: dict[str, Table]) -> None:
    tables = {name: _by(rows, "id") for name, rows in trial.items()}
    cases = [_trial_patient(patient, tables) for patient in tables["Arm"]]
    options = CohortOptions(align=AlignOn.LINE, segments=SegmentBy.LINE)
    cohort = build_cohort(cases, options)

    assert (len(trial["Arm"]), len(trial["Response"]), len(trial["AE"])) == (53, 36, 11)
    assert len(cohort.rows) == len(tables["Arm"]) == 36
    stays = [row for row in trial["Arm"] if row["Arm"] != OFF]
    assert sum(len(row.segments) for row in cohort.rows) == len(stays) == 52
    kinds = _kinds(cohort)
    responses = Counter(row["Response"] for row in trial["Response"])
    assert kinds[Kind.COMPLETE] == responses["CR"]
    assert kinds[Kind.PARTIAL] == responses["PR"]
    assert kinds[Kind.ADVERSE_EVENT] == len(trial["AE"])
    assert sum(kinds.values()) == 36 + 11
    ends = Counter(row.end for row in cohort.rows)
    continued = {row["id"] for row in trial["Arm"] if row["Continued_treatment"]}
    dead = {row["id"] for row in trial["AE"] if row["event"] == "Death"}
    assert ends[RowEnd.ONGOING] == len(continued - dead)
    assert ends[RowEnd.DEATH] == len(dead)
    assert all(row.tracks == 1 for row in cohort.rows)
    longest = max(trial["Arm"], key=lambda row: float(row["End_trt"]))
    assert cohort.rows[0].code == longest["id"]
    assert cohort.rows[0].length == round(float(longest["End_trt"]) * MONTH)


@pytest.fixture
def gliomas(shared_data: Path) -> dict[str, Table]:
    """Low-grade gliomas, UCSF (Johnson, Science 2014), from the cBioPortal datahub."""
    folder = shared_data / "cbioportal" / "lgg_ucsf_2014"
    if not folder.is_dir():
        pytest.skip("the glioma tables are not on this machine")
    timelines = [f"timeline_{what}" for what in ("treatment", "status", "surgery")]
    names = ["clinical_patient", *timelines]
    return {name: _table(folder / f"data_{name}.txt", "\t") for name in names}


def _treatments(rows: Table) -> Iterator[Entry]:
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


def _glioma(patient: dict[str, str], tables: dict[str, dict[str, Table]]) -> Case:
    code = patient["PATIENT_ID"]
    records = [diagnosis(), *_treatments(tables["timeline_treatment"].get(code, []))]
    for index, row in enumerate(tables["timeline_surgery"].get(code, [])):
        kind, when = InterventionKind.SURGERY, date(f"D{row['START_DATE']}")
        records.append(LocalIntervention(id=f"op-{index}", date=when, type=kind))
    for index, row in enumerate(tables["timeline_status"].get(code, [])):
        if row["STATUS"] == "radiographic_progression":
            when = date(f"D{row['START_DATE']}")
            records.append(Progression(id=f"pd-{index}", date=when))
    status = {"1:DECEASED": VitalStatus.DEAD, "0:LIVING": VitalStatus.ALIVE}
    seen = last_seen(_day(patient["OS_MONTHS"]), status.get(patient["OS_STATUS"]))
    return case(code, *records, seen)


def test_gliomas_of_a_public_study(gliomas: dict[str, Table]) -> None:
    tables = {name: _by(rows, "PATIENT_ID") for name, rows in gliomas.items()}
    patients = gliomas["clinical_patient"]
    cases = [_glioma(patient, tables) for patient in patients]
    cohort = build_cohort(cases, CohortOptions(segments=SegmentBy.LINE))

    assert len(cohort.rows) == len(patients) == 23
    assert cohort.left_out == ()
    treatments = Counter(r["TREATMENT_TYPE"] for r in gliomas["timeline_treatment"])
    segments = sum(len(row.segments) for row in cohort.rows)
    assert segments == treatments["Medical Therapy"]
    kinds = _kinds(cohort)
    assert kinds[Kind.RADIOTHERAPY] == treatments["Radiation Therapy"]
    assert kinds[Kind.SURGERY] == len(gliomas["timeline_surgery"])
    states = Counter(row["STATUS"] for row in gliomas["timeline_status"])
    assert kinds[Kind.PROGRESSION] == states["radiographic_progression"]
    deaths = sum(row["OS_STATUS"] == "1:DECEASED" for row in patients)
    ends = Counter(row.end for row in cohort.rows)
    assert ends[RowEnd.DEATH] == deaths
    assert ends[RowEnd.ONGOING] == 0
    assert ends[RowEnd.STATUS_UNKNOWN] == 1
    assert cohort.curve is not None
    assert (cohort.curve.shortest.patients, cohort.curve.shortest.events) == (
        23,
        deaths,
    )
    lengths = [row.length for row in cohort.rows]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == round(max(int(p["OS_MONTHS"]) for p in patients) * MONTH)
