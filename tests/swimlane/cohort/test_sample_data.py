"""Cohorts from tables that others published, counted against the tables."""

from collections import Counter
from pathlib import Path

import pytest

from swimlane.sample_cohorts import (
    MONTH,
    OFF,
    Table,
    by,
    glioma_cases,
    glioma_tables,
    trial_cases,
    trial_tables,
)
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane, Kind, RowEnd
from timeline.swimlane.cohort.options import AlignOn, CohortOptions, SegmentBy


@pytest.fixture
def trial(shared_data: Path) -> dict[str, Table]:
    return trial_tables(shared_data) or pytest.skip("the trial is not on this machine")


@pytest.fixture
def gliomas(shared_data: Path) -> dict[str, Table]:
    return glioma_tables(shared_data) or pytest.skip("the gliomas are not here")


def _kinds(cohort: CohortSwimlane) -> Counter[Kind]:
    return Counter(event.kind for row in cohort.rows for event in row.events)


def test_the_trial_of_swimplot(trial: dict[str, Table]) -> None:
    tables = {name: by(rows, "id") for name, rows in trial.items()}
    cases = trial_cases(trial)
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


def test_gliomas_of_a_public_study(gliomas: dict[str, Table]) -> None:
    patients, cases = gliomas["clinical_patient"], glioma_cases(gliomas)
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
    # treated after the follow-up, in whole months, that leaves the status open
    assert ends[RowEnd.CENSORED] == len(patients) - deaths
    assert cohort.curve is not None
    assert (cohort.curve.shortest.patients, cohort.curve.shortest.events) == (
        23,
        deaths,
    )
    lengths = [row.length for row in cohort.rows]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == round(max(int(p["OS_MONTHS"]) for p in patients) * MONTH)
