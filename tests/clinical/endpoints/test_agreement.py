"""Survival, progression and response against a published synthetic trial data set."""

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from clinical.small_case import assessment, computed, follow_up, line
from timeline.case.record import Entry
from timeline.clinical.endpoints.case_endpoints import Endpoint, Endpoints
from timeline.clinical.settings import IndexEvent, Settings

RANDOMISED = Settings(index_event=IndexEvent.FIRST_SYSTEMIC)


@dataclass
class Subject:
    start: str = ""
    """Day of randomisation, which is where the trial counts from."""
    last_alive: str = ""
    died: str = ""
    responses: list[tuple[str, str]] = field(default_factory=list)

    def results(self) -> Endpoints:
        entries: list[Entry] = [*line("drug", "xanomeline", start=self.start)]
        for number, (day, response) in enumerate(self.responses):
            entries.append(assessment(f"r{number}", response, day, line="drug"))
        if self.died:
            entries.append(follow_up(self.died, "dead"))
        elif self.last_alive:
            entries.append(follow_up(self.last_alive))
        return computed(*entries, settings=RANDOMISED)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    found = shared_data / "pharmaverse_onco"
    if not found.is_dir():
        pytest.skip("the trial data set is not on this machine")
    return found


@pytest.fixture(scope="module")
def results(folder: Path) -> dict[str, Endpoints]:
    subjects: dict[str, Subject] = defaultdict(Subject)
    for row in rows(folder / "adsl_subset.csv"):
        if row["RANDDT"]:
            subjects[row["USUBJID"]].start = row["RANDDT"]
            subjects[row["USUBJID"]].last_alive = row["LSTALVDT"]
            subjects[row["USUBJID"]].died = row["DTHDT"]
    for row in rows(folder / "adrs_onco_subset.csv"):
        if row["PARAMCD"] == "OVR":
            subject = subjects[row["USUBJID"]]
            subject.responses.append((row["ADT"], row["AVALC"]))
    return {name: subject.results() for name, subject in subjects.items()}


def ours(found: Endpoints, parameter: str) -> Endpoint:
    if parameter == "OS":
        return found.survival
    if parameter == "PFS":
        return found.line(1).progression_free
    return found.line(1).response_duration


def matches(row: dict[str, str], found: Endpoint) -> bool:
    """Same days and same censoring; they count the first day, a difference does not."""
    days = (
        dt.date.fromisoformat(row["ADT"]) - dt.date.fromisoformat(row["STARTDT"])
    ).days
    assert int(row["AVAL"]) == days + 1
    same_days = found.duration.days_min == found.duration.days_max == days
    return same_days and found.censored is (row["CNSR"] == "1")


def kind(row: dict[str, str], last_alive: str) -> str:
    """What a row of the trial rests on."""
    if row["EVNTDESC"] == "Randomization":
        return "nothing observed"
    if row["EVNTDESC"] == "Alive" and row["ADT"] != last_alive:
        return "their files differ"
    return "observed"


def test_every_observed_row_agrees(folder: Path, results: dict[str, Endpoints]) -> None:
    """The other rows are explained in docs/endpoint-agreement.md."""
    last_alive = {
        row["USUBJID"]: row["LSTALVDT"] for row in rows(folder / "adsl_subset.csv")
    }
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows(folder / "adtte_onco.csv"):
        found = ours(results[row["USUBJID"]], row["PARAMCD"])
        if matches(row, found):
            verdict = "agrees"
        else:
            verdict = "differs" if found.duration.computable else "not computable"
        what = kind(row, last_alive[row["USUBJID"]])
        counts[row["PARAMCD"], what, verdict] += 1
    assert counts == {
        ("OS", "observed", "agrees"): 241,
        ("OS", "observed", "differs"): 1,
        ("OS", "their files differ", "differs"): 9,
        ("OS", "nothing observed", "not computable"): 2,
        ("OS", "nothing observed", "agrees"): 1,
        ("PFS", "observed", "agrees"): 11,
        ("PFS", "nothing observed", "not computable"): 243,
        ("RSD", "observed", "agrees"): 4,
    }
