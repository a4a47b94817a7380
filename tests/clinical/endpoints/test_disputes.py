"""Records that deny each other: what rests on them holds by each, and is not settled.

Days are counted by hand from the diagnosis or the first dose, both on 1 January 2020.
"""

import pytest

from clinical.small_case import assessment, case_of, follow_up, line, record
from timeline.case.record import Entry
from timeline.case.response_vocabulary import Response
from timeline.clinical.case_state import case_state
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.endpoints.words import endpoint_in_words
from timeline.clinical.review import Review, review
from timeline.clinical.settings import Settings
from timeline.clinical.summary import summary

DIAGNOSIS = record("diagnosis", "dx", site="gallbladder", date="2020-01-01")
FIRST = line("a", "S-1", start="2020-01-01", stop="2020-06-01")
SECOND = line("b", "docetaxel", start="2020-08-01", stop="2020-09-01")


def of(*entries: Entry, settings: Settings | None = None) -> Review:
    return review(case_of(DIAGNOSIS, *entries), settings=settings or Settings())


def range_of(endpoint: Endpoint) -> tuple[int | None, int | None]:
    return endpoint.duration.days_min, endpoint.duration.days_max


TWO_DEATHS = (
    follow_up("2020-10-01", "dead", "d1"),  # day 274
    follow_up("2020-10-11", "dead", "d2"),
)
SAID = "dead 1 Oct 2020 and dead 11 Oct 2020"


@pytest.mark.parametrize("deaths", [TWO_DEATHS, TWO_DEATHS[::-1]])
def test_of_two_deaths_neither_is_the_fact(deaths: tuple[Entry, ...]) -> None:
    found = of(*FIRST, *deaths)
    for endpoint in (
        found.endpoints.survival,
        found.endpoints.follow_up,
        found.endpoints.line(1).survival,
        found.endpoints.line(1).progression_free,
        found.endpoints.line(1).to_next_treatment,
    ):
        assert range_of(endpoint) == (274, 284)
        assert endpoint.unsettled == (SAID,)
        assert f"not settled: {SAID}" in endpoint_in_words(endpoint)
    assert found.endpoints.survival.censored is False
    assert summary(found).course[0] == f"Dead, not settled: {SAID}"
    assert case_state(found.case).deceased is True


def test_what_does_not_end_with_death_is_settled() -> None:
    pd = assessment("pd", "PD", "2020-05-01", line="a")
    (only,) = of(*FIRST, pd, *TWO_DEATHS).endpoints.lines
    for endpoint in (only.progression_free, only.on_treatment, only.to_failure):
        assert endpoint.unsettled == ()
        assert endpoint.censored is False


def test_two_deaths_that_may_be_one_are_settled() -> None:
    once = follow_up("2020-10", "dead", "d1"), follow_up("2020-10-11", "dead", "d2")
    found = of(*once)
    assert found.endpoints.survival.unsettled == ()
    assert summary(found).course[0].startswith("Dead")


def test_alive_after_death_leaves_open_whether_the_patient_died() -> None:
    found = of(TWO_DEATHS[0], follow_up("2020-12-01"))
    event, censored = found.endpoints.survival.outcomes
    assert (event.duration.days_min, event.duration.days_max) == (274, 274)
    assert (censored.duration.days_min, censored.duration.days_max) == (335, 335)
    said = "dead 1 Oct 2020 and alive 1 Dec 2020"
    assert found.endpoints.survival.unsettled == (said,)
    assert found.endpoints.survival.settled_by is None
    assert summary(found).course[0] == f"Not settled: {said}"
    assert case_state(found.case).deceased is None


@pytest.mark.parametrize("date", ["2020-10-01", "2020-10", "2020"])
def test_a_contact_that_may_come_before_death_denies_nothing(date: str) -> None:
    found = of(TWO_DEATHS[0], follow_up(date))
    assert found.endpoints.survival.unsettled == ()
    assert case_state(found.case).deceased is True


def test_a_result_after_death_is_asked_about_and_denies_nothing() -> None:
    late = record("finding", "ct", type="imaging", method="CT", date="2020-12-01")
    found = of(TWO_DEATHS[0], late)
    assert found.endpoints.survival.censored is False
    assert [q.rule for q in found.open_queries if q.records[0] == "ct"] == ["after-end"]


def lines(*entries: Entry, settings: Settings | None = None) -> LineEndpoints:
    return of(*FIRST, *SECOND, *entries, settings=settings).endpoints.line(1)


PR, PD = (
    assessment("x", "PR", "2020-03-01", line="a"),  # day 60
    assessment("y", "PD", "2020-03-01", line="a"),
)
STABLE = assessment("z", "SD", "2020-05-01", line="a")  # day 121


@pytest.mark.parametrize("names", [("x", "y"), ("y", "x")])
def test_pd_and_pr_of_one_day_settle_nothing(names: tuple[str, str]) -> None:
    """By name, either could come first."""
    pr = assessment(names[0], "PR", "2020-03-01", line="a")
    pd = assessment(names[1], "PD", "2020-03-01", line="a")
    found = lines(pr, pd, STABLE)
    event, censored = found.progression_free.outcomes
    assert (event.duration.days_min, event.duration.days_max) == (60, 60)
    assert (censored.duration.days_min, censored.duration.days_max) == (121, 121)
    (said,) = found.progression_free.unsettled
    assert said in ("PR and PD (1 Mar 2020)", "PD and PR (1 Mar 2020)")
    assert found.to_progression.unsettled == (said,)
    assert found.response_duration.unsettled == (said,)
    response, nothing = found.response_duration.outcomes
    assert (response.duration.days_max, response.censored) == (61, True)
    assert nothing.censored is None
    best = found.best_response
    assert (best.stated, best.category) == (None, None)
    assert best.text == f"not settled: {said}"
    assert best.disease_control is LimitAnswer.INDETERMINATE


def test_what_both_readings_share_is_told() -> None:
    """PR or SD is disease control, and neither is progression."""
    sd = assessment("y", "SD", "2020-03-01", line="a")
    found = lines(PR, sd)
    assert found.best_response.text == "not settled: PR and SD (1 Mar 2020)"
    assert found.best_response.disease_control is LimitAnswer.YES
    assert range_of(found.progression_free) == (60, 60)
    assert found.progression_free.unsettled == ()
    assert found.stable_duration.unsettled == ("PR and SD (1 Mar 2020)",)


def test_a_better_response_before_it_is_settled() -> None:
    found = lines(assessment("cr", "CR", "2020-02-01", line="a"), PR, PD)
    assert found.best_response.category is Response.CR
    assert found.best_response.unsettled == ()


def test_a_progression_beside_a_response_of_its_day() -> None:
    event = record("progression", "p", date="2020-03-01", line="a", event="new nodes")
    found = lines(PR, event, STABLE)
    assert found.progression_free.unsettled == ("PD: new nodes and PR (1 Mar 2020)",)
    assert found.best_response.unsettled == ("PD: new nodes and PR (1 Mar 2020)",)


def test_more_contradictions_than_are_gone_through_settle_nothing() -> None:
    entries = [
        assessment(f"{category}{day}", category, f"2020-03-{day:02d}", line="a")
        for day in range(1, 9)
        for category in ("PR", "SD")
    ]
    best = lines(*entries).best_response
    assert best.category is None
    assert len(best.unsettled) == 8
    assert best.disease_control is LimitAnswer.INDETERMINATE


def test_one_question_is_asked_of_it() -> None:
    found = of(*FIRST, *SECOND, PR, PD, STABLE)
    rules = [q.rule for q in found.open_queries if q.records[0] in ("x", "y", "a")]
    assert rules.count("two-responses") == 1
    assert "order-open" not in rules
    best = [q for q in found.open_queries if "best response" in q.text]
    assert not any("a" in q.records for q in best)


def test_recurrence_that_is_denied_is_not_settled() -> None:
    operation = record(
        "local_intervention", "op", type="surgery", intent="curative", date="2020-01-01"
    )
    free = of(operation, *FIRST, PR, PD, follow_up("2020-12-01")).endpoints.disease_free
    event, censored = free.outcomes
    assert (event.duration.days_max, censored.duration.days_max) == (60, 335)
    assert free.unsettled == ("PR and PD (1 Mar 2020)",)
