"""Which progressions end survival without it, and death after missed assessments.

Days are counted by hand from 1 January 2020, the first dose.
"""

import pytest

from clinical.small_case import assessment, computed, follow_up, line, numbered, record
from timeline.case.record import Entry
from timeline.clinical.endpoints.case_endpoints import Endpoint
from timeline.clinical.settings import (
    DEFAULTS,
    CensorRule,
    ProgressionChoice,
    Settings,
)

FIRST = line("a", "S-1", start="2020-01-01", stop="2020-12-01")
SETTINGS = {choice: Settings(progression_choice=choice) for choice in ProgressionChoice}


def free(*entries: Entry, settings: Settings = DEFAULTS) -> Endpoint:
    return computed(*FIRST, *entries, settings=settings).line(1).progression_free


def days(endpoint: Endpoint) -> tuple[int | None, int | None, bool | None]:
    length = endpoint.duration
    return length.days_min, length.days_max, endpoint.censored


JUDGED = (
    assessment("sd", "SD", "2020-02-01", line="a"),  # day 31
    record("progression", "rise", date="2020-03-01", criteria="marker", line="a"),
    record("progression", "worse", date="2020-04-01", criteria="clinical", line="a"),
    assessment("iupd", "iUPD", "2020-05-01", criteria="iRECIST", line="a"),
    assessment("icpd", "iCPD", "2020-06-01", criteria="iRECIST", line="a"),
    assessment("pd", "PD", "2020-07-01", criteria="RECIST 1.1", line="a"),
)


@pytest.mark.parametrize(
    ("choice", "day", "basis"),
    [
        (ProgressionChoice.ANY, 91, "clinical"),
        (ProgressionChoice.NOT_CLINICAL, 121, "iRECIST"),  # from the first iUPD
        (ProgressionChoice.RECIST, 182, "RECIST 1.1"),
        (ProgressionChoice.RECIST_OR_CLINICAL, 91, "clinical"),
        (ProgressionChoice.IRECIST, 121, "iRECIST"),
        (ProgressionChoice.IRECIST_OR_CLINICAL, 91, "clinical"),
    ],
)
def test_the_chosen_criterion_dates_the_event_and_is_named(
    choice: ProgressionChoice, day: int, basis: str
) -> None:
    found = free(*JUDGED, settings=SETTINGS[choice])
    assert days(found) == (day, day, False)
    assert found.end == f"progression ({basis})"
    assert f"progression: {choice};" in found.rule


@pytest.mark.parametrize("choice", ProgressionChoice)
def test_what_is_not_confirmed_or_a_marker_alone_never_counts(
    choice: ProgressionChoice,
) -> None:
    seen, rise, _, unconfirmed, *_ = JUDGED
    reset = assessment("isd", "iSD", "2020-06-01", criteria="iRECIST", line="a")
    found = free(seen, rise, unconfirmed, reset, settings=SETTINGS[choice])
    assert days(found) == (152, 152, True)  # 1 June
    by = "" if choice is ProgressionChoice.ANY else f" ({choice})"
    assert found.end == f"last assessment: no progression{by}"


def test_the_choice_does_not_change_the_lines() -> None:
    following = line("b", "docetaxel", start="2020-04-10")
    records = (*FIRST, *JUDGED[:3], *following)
    labels = {
        tuple((part.number, part.why) for part in numbered(*records, settings=chosen))
        for chosen in SETTINGS.values()
    }
    assert len(labels) == 1


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (ProgressionChoice.ANY, (31, 335, False)),  # 1 December is day 335
        (ProgressionChoice.NOT_CLINICAL, (31, 335, False)),
        (ProgressionChoice.RECIST, (31, 31, True)),
        (ProgressionChoice.RECIST_OR_CLINICAL, (31, 335, False)),
        (ProgressionChoice.IRECIST, (31, 31, True)),
    ],
)
def test_progression_without_a_record_is_of_no_one_criterion(
    choice: ProgressionChoice, expected: tuple[int, int, bool]
) -> None:
    progressed = line(
        "a",
        "S-1",
        start="2020-01-01",
        stop="2020-12-01",
        stop_reason="progression",
    )
    found = computed(*progressed, JUDGED[0], settings=SETTINGS[choice])
    assert days(found.line(1).progression_free) == expected


PLANNED = Settings(assessment_interval_days=56)
PLANNED_EMA = Settings(assessment_interval_days=56, censor_rule=CensorRule.EMA)


@pytest.mark.parametrize(
    ("died", "settings", "expected"),
    [
        ("2020-05-23", PLANNED, (143, 143, False)),  # 112 days after the assessment
        ("2020-05-24", PLANNED, (31, 31, True)),
        ("2020-05-24", PLANNED_EMA, (144, 144, False)),
        ("2020-05-24", DEFAULTS, (144, 144, False)),
    ],
)
def test_death_after_two_missed_assessments(
    died: str, settings: Settings, expected: tuple[int, int, bool]
) -> None:
    found = free(JUDGED[0], follow_up(died, "dead"), settings=settings)
    assert days(found) == expected


def test_the_rule_names_the_interval_where_it_matters() -> None:
    words = "death more than 112 days unassessed censors"
    assert words in free(settings=PLANNED).rule
    assert "unassessed" not in free(settings=PLANNED_EMA).rule
    assert "unassessed" not in free().rule


def test_without_an_assessment_the_interval_runs_from_the_first_dose() -> None:
    """1 January and 112 days is 22 April 2020."""
    found = free(follow_up("2020-04-22", "dead"), settings=PLANNED)
    assert days(found) == (112, 112, False)
    later = free(follow_up("2020-04-23", "dead"), settings=PLANNED)
    assert later.censored is None
    reason = "death after two or more missed assessments, and no assessment"
    assert later.end.startswith(reason)


def test_an_assessment_without_a_category_was_not_missed() -> None:
    came = record("assessment", "scan", date="2020-04-01", line="a")
    not_evaluable = assessment("ne", "NE", "2020-04-01", line="a")
    died = follow_up("2020-07-01", "dead")  # 91 days later
    for seen in (came, not_evaluable):
        assert days(free(JUDGED[0], seen, died, settings=PLANNED))[2] is False
    assert days(free(JUDGED[0], died, settings=PLANNED))[2] is True


def test_a_month_of_death_may_lie_on_either_side() -> None:
    found = free(JUDGED[0], follow_up("2020-05", "dead"), settings=PLANNED)
    event, censored = found.outcomes
    # 1 to 23 May; from 24 May on censored on day 31
    assert (event.duration.days_min, event.duration.days_max) == (121, 143)
    assert (censored.duration.days_min, censored.duration.days_max) == (31, 31)
    assert found.settled_by is not None
    assert found.settled_by.point == "last.date"
