"""Best responses of a published synthetic trial, and each reader of its scans.

The numbers stand in docs/endpoint-agreement.md.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from clinical.small_case import assessment, computed, line
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.endpoints.response import BestResponse
from timeline.clinical.settings import DEFAULTS, Settings

FOUR_WEEKS = Settings(minimum_stable_days=28)
"""The templates of admiralonco ask for SD 28 days after the reference date (verify)."""
ASSESSORS = {"INDEPENDENT ASSESSOR": "central review", "INVESTIGATOR": "investigator"}
Judgement = tuple[str, str, dict[str, object]]


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip("the trial data set is not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def started(shared_data: Path) -> dict[str, str]:
    subjects = rows(shared_data / "pharmaverse_onco/adsl_subset.csv")
    return {subject["USUBJID"]: subject["RANDDT"] for subject in subjects}


@pytest.fixture(scope="module")
def analysed(shared_data: Path) -> list[dict[str, str]]:
    return rows(shared_data / "pharmaverse_onco/adrs_onco_subset.csv")


@pytest.fixture(scope="module")
def published(analysed: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    best = [row for row in analysed if row["PARAMCD"] == "BOR"]
    return {r["USUBJID"]: r for r in best if r["AVALC"] != "MISSING"}


@pytest.fixture(scope="module")
def assessed(shared_data: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of the RS domain by subject."""
    by_subject: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(shared_data / "sdtm/rs_onco_recist.csv"):
        by_subject[row["USUBJID"]].append(row)
    return by_subject


def best(
    start: str, judgements: Iterable[Judgement], settings: Settings
) -> BestResponse:
    entries = [
        assessment(f"r{number}", category, date, line="drug", **by)
        for number, (date, category, by) in enumerate(judgements)
    ]
    case = [*line("drug", "xanomeline", start=start), *entries]
    return computed(*case, settings=settings).line(1).best_response


@pytest.mark.parametrize(
    ("settings", "differing"),
    [
        (FOUR_WEEKS, {}),
        (
            DEFAULTS,
            {
                "01-701-1028": ("SD", "PD"),
                "01-701-1097": ("NON-CR/NON-PD", "NE"),
            },
        ),
    ],
    ids=["their least time of SD", "no least time of SD"],
)
def test_best_responses_that_were_published(
    started: dict[str, str],
    analysed: list[dict[str, str]],
    published: dict[str, dict[str, str]],
    settings: Settings,
    differing: dict[str, tuple[str, str]],
) -> None:
    judgements: dict[str, list[Judgement]] = defaultdict(list)
    for row in analysed:
        if row["PARAMCD"] == "OVR":
            judgements[row["USUBJID"]].append((row["ADT"], row["AVALC"], {}))
    by_subject = {
        who: best(started[who], judgements[who], settings) for who in published
    }
    assert len(by_subject) == 8
    assert {
        who: (ours.text, published[who]["AVALC"])
        for who, ours in by_subject.items()
        if ours.text != published[who]["AVALC"]
    } == differing


def test_the_first_scan_that_shows_it_is_theirs(
    started: dict[str, str],
    analysed: list[dict[str, str]],
    published: dict[str, dict[str, str]],
) -> None:
    """The date that they give is that of the first scan which shows the category."""
    for who, row in published.items():
        judgements: list[Judgement] = [
            (r["ADT"], r["AVALC"], {})
            for r in analysed
            if r["USUBJID"] == who and r["PARAMCD"] == "OVR"
        ]
        first = best(started[who], judgements, FOUR_WEEKS).records[0]
        assert judgements[int(first[1:])][0] == row["ADT"]


def test_which_responses_a_later_scan_confirms(
    started: dict[str, str],
    analysed: list[dict[str, str]],
    published: dict[str, dict[str, str]],
) -> None:
    """PR on 23 April, NE, PR on 4 June: 42 days. No CR has a second one after it."""
    by_subject = {}
    for who in published:
        judgements: list[Judgement] = [
            (r["ADT"], r["AVALC"], {})
            for r in analysed
            if r["USUBJID"] == who and r["PARAMCD"] == "OVR"
        ]
        if answer := best(started[who], judgements, FOUR_WEEKS).confirmed:
            by_subject[who] = answer
    assert by_subject == {
        "01-701-1015": LimitAnswer.NO,
        "01-701-1115": LimitAnswer.NO,
        "01-701-1118": LimitAnswer.YES,
        "01-701-1133": LimitAnswer.NO,
    }


def readings(judgements: list[dict[str, str]], *, accepted: bool) -> list[Judgement]:
    """Rows of the RS domain with who judged them, and which was accepted if asked."""
    return [
        (
            row["RSDTC"],
            row["RSSTRESC"],
            {
                "assessor": ASSESSORS[row["RSEVAL"]],
                "reader": None if row["RSEVALID"] == "NA" else row["RSEVALID"],
                "accepted": True if accepted and row["RSACPTFL"] == "Y" else None,
            },
        )
        for row in judgements
    ]


def test_the_accepted_readings_give_the_published_best(
    started: dict[str, str],
    published: dict[str, dict[str, str]],
    assessed: dict[str, list[dict[str, str]]],
) -> None:
    by_subject = {
        who: best(started[who], readings(judgements, accepted=True), FOUR_WEEKS).text
        for who, judgements in assessed.items()
    }
    assert by_subject == {who: row["AVALC"] for who, row in published.items()}


def test_one_reader_of_24_differs_from_what_was_published(
    started: dict[str, str],
    published: dict[str, dict[str, str]],
    assessed: dict[str, list[dict[str, str]]],
) -> None:
    """Radiologist 1 calls week 6 of subject 1028 NE, and the accepted reader PD."""
    differing = {}
    readers = 0
    for who, judgements in assessed.items():
        by_reader: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        for row in judgements:
            by_reader[row["RSEVAL"], row["RSEVALID"]].append(row)
        readers += len(by_reader)
        for (_, reader), own in by_reader.items():
            ours = best(started[who], readings(own, accepted=False), FOUR_WEEKS).text
            if ours != published[who]["AVALC"]:
                differing[who, reader] = ours
    assert readers == 24
    assert differing == {("01-701-1028", "RADIOLOGIST 1"): "SD"}
