import pytest

from clinical.small_case import assessment, computed, follow_up, line, record
from timeline.clinical.endpoints.case_endpoints import Endpoint
from timeline.clinical.settings import CensorRule, Settings

EMA = Settings(censor_rule=CensorRule.EMA)
LOCAL = Settings(local_therapy_censors=True)

FIRST = line("a", "S-1", start="2020-01-01", stop="2020-06-01")
SECOND = line("b", "docetaxel", start="2020-07-01")


def days(endpoint: Endpoint) -> int | None:
    assert endpoint.duration.days_min == endpoint.duration.days_max
    return endpoint.duration.days_min


def test_progression_is_the_event_with_its_basis() -> None:
    pd = assessment("pd", "PD", "2020-05-20", criteria="RECIST 1.1", line="a")
    found = computed(*FIRST, pd).line(1).progression_free
    assert days(found) == 140
    assert found.censored is False
    assert found.end == "progression (RECIST 1.1)"
    assert found.records == ("a", "pd")


@pytest.mark.parametrize(
    ("kind", "values", "basis"),
    [
        ("progression", {"criteria": "clinical"}, "clinical"),
        ("progression", {}, "basis not stated"),
        ("assessment", {"response": "PMD", "criteria": "PERCIST"}, "PERCIST"),
        (
            "finding",
            {"type": "imaging", "method": "CT", "shows_progression": True},
            "CT",
        ),
    ],
)
def test_any_declared_progression_counts(
    kind: str, values: dict[str, object], basis: str
) -> None:
    event = record(kind, "event", date="2020-05-20", **values)
    found = computed(*FIRST, event).line(1).progression_free
    assert days(found) == 140
    assert found.end == f"progression ({basis})"


def test_death_is_an_event_but_not_of_progression() -> None:
    sd = assessment("sd", "SD", "2020-03-01", line="a")
    found = computed(*FIRST, sd, follow_up("2020-08-01", "dead")).line(1)
    assert days(found.progression_free) == 213
    assert found.progression_free.end == "death"
    assert days(found.to_progression) == 60
    assert found.to_progression.censored is True


def test_without_progression_it_is_censored_at_the_last_assessment() -> None:
    found = computed(
        *FIRST,
        assessment("pr", "PR", "2020-02-01"),
        assessment("sd", "SD", "2020-04-01"),
        assessment("ne", "NE", "2020-05-01"),
        follow_up("2020-12-01"),
    )
    assert days(found.line(1).progression_free) == 91
    assert found.line(1).progression_free.censored is True


def test_without_any_assessment_it_is_not_computable() -> None:
    found = computed(*FIRST, follow_up("2020-12-01")).line(1).progression_free
    assert not found.duration.computable
    assert found.censored is None
    assert found.end == "no progression, and no assessment to censor at"


def test_a_new_line_before_progression_censors_or_is_ignored() -> None:
    records = [
        *FIRST,
        *SECOND,
        assessment("sd", "SD", "2020-04-01", line="a"),
        assessment("pd", "PD", "2020-09-01", line="b"),
    ]
    default = computed(*records).line(1).progression_free
    assert days(default) == 91
    assert default.censored is True
    assert default.end == "last assessment: line 2 before progression"
    assert default.rule.startswith("FDA style")
    other = computed(*records, settings=EMA).line(1).progression_free
    assert days(other) == 244
    assert other.censored is False
    assert other.rule.startswith("EMA style")


def test_where_new_lines_are_ignored_later_assessments_censor() -> None:
    records = [*FIRST, *SECOND, assessment("sd", "SD", "2020-09-01", line="b")]
    assert days(computed(*records, settings=EMA).line(1).progression_free) == 244
    assert not computed(*records).line(1).progression_free.duration.computable


def test_progression_in_the_days_of_the_next_start_led_to_it() -> None:
    pd = assessment("pd", "PD", "2020-07-01")
    found = computed(*FIRST, pd, *SECOND)
    assert days(found.line(1).progression_free) == 182
    assert found.line(2).progression_free.censored is None


def test_local_therapy_ends_nothing_unless_asked() -> None:
    records = [
        *FIRST,
        assessment("sd", "SD", "2020-02-01", line="a"),
        record("local_intervention", "ice", type="cryoablation", date="2020-03-01"),
        assessment("pd", "PD", "2020-05-20", line="a"),
    ]
    assert days(computed(*records).line(1).progression_free) == 140
    found = computed(*records, settings=LOCAL).line(1).progression_free
    assert days(found) == 31
    assert found.end == "last assessment: local therapy before progression"


@pytest.mark.parametrize("kind", ["biopsy", "stent or drainage"])
def test_a_procedure_that_treats_nothing_never_censors(kind: str) -> None:
    records = [
        *FIRST,
        record("local_intervention", "needle", type=kind, date="2020-03-01"),
        assessment("pd", "PD", "2020-05-20", line="a"),
    ]
    found = computed(*records, settings=LOCAL).line(1).progression_free
    assert days(found) == 140


def test_local_therapy_after_declared_progression_changes_nothing() -> None:
    records = [
        *FIRST,
        assessment("pd", "PD", "2020-03-01", line="a"),
        record("local_intervention", "ice", type="cryoablation", date="2020-04-01"),
    ]
    found = computed(*records, settings=LOCAL).line(1)
    assert days(found.progression_free) == 60
    assert days(found.on_treatment) == 152  # treatment goes on past oligoprogression


def test_the_first_of_two_overlapping_progressions() -> None:
    found = computed(
        *FIRST,
        assessment("wide", "PD", "[2020-03-01..2020-05-31]", line="a"),
        assessment("inside", "PD", "2020-04-10", line="a"),
    )
    duration = found.line(1).progression_free.duration
    assert (duration.days_min, duration.days_max) == (60, 100)


def test_progression_on_the_next_line() -> None:
    found = computed(*FIRST, *SECOND, assessment("pd", "PD", "2020-09-01", line="b"))
    assert days(found.line(1).progression_free_2) == 244
    assert found.line(2).progression_free_2.end == "no next line"


def test_curative_lines_have_disease_free_survival_instead() -> None:
    found = computed(*line("a", "S-1", start="2020-01-01", setting="adjuvant"))
    assert found.line(1).progression_free.end.startswith("curative intent")
