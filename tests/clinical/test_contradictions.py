"""Records of which not all can be right: the rule asks, and nothing is computed."""

import pytest

from clinical.rule_examples import PATIENT, line
from clinical.small_case import record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical import contradictions
from timeline.clinical.her2.terms import Her2Class
from timeline.clinical.queries.case_queries import RULES
from timeline.clinical.queries.rules.evidence import Evidence
from timeline.clinical.review import review
from timeline.clinical.settings import DEFAULTS
from timeline.clinical.summary import summary

DIAGNOSIS = record("diagnosis", "d", site="gallbladder", date="2019-01-01")


def of(*entries: Entry) -> Case:
    return Case.of((PATIENT, *entries))


def seen(record_id: str, response: str, **more: object) -> Entry:
    stated = {"response": response, "date": "2020-07-01", "line": "line"}
    return record("assessment", record_id, **{**stated, **more})


def stained(record_id: str, score: str, **more: object) -> Entry:
    stated = {"specimen": "biopsy", "specimen_site": "liver"}
    dated = {"specimen_date": "2020-01-07"}
    values = {**stated, **dated, "ihc_score": score, **more}
    return record("her2_test", record_id, method="IHC", **values)


def died(record_id: str, date: str) -> Entry:
    return record("follow_up", record_id, vital_status="dead", date=date)


def alive(record_id: str, date: str) -> Entry:
    return record("follow_up", record_id, vital_status="alive", date=date)


CLASHES = {
    "after-end": of(alive("a", "2021-03-01"), died("b", "2021-01-01")),
    "two-responses": of(line(), seen("a", "PD"), seen("b", "PR")),
    "two-deaths": of(died("a", "2021-01-01"), died("b", "2021-02-01")),
    "her2-unsettled": of(DIAGNOSIS, stained("a", "0"), stained("b", "3+")),
}
"""One case for each rule that finds records of which not all can be right."""


def test_every_such_rule_has_a_case() -> None:
    assert {rule.id for rule in RULES if rule.clashes} == set(CLASHES)


@pytest.mark.parametrize("rule_id", CLASHES)
def test_the_rule_asks_of_what_the_lower_room_finds(rule_id: str) -> None:
    (rule,) = [rule for rule in RULES if rule.id == rule_id]
    case = CLASHES[rule_id]
    assert rule.clashes is not None
    found = rule.clashes(case, Chronology(case))
    assert [[r.id for r in clash] for clash in found] == [["a", "b"]]
    asked = rule(Evidence(case, Chronology(case), DEFAULTS))
    assert [query.records for query in asked] == [("a", "b")]


def test_two_scores_on_one_specimen_leave_her2_open_wherever_it_is_told() -> None:
    reviewed = review(CLASHES["her2-unsettled"])
    classes = {e.classification.her2_class for e in reviewed.her2.entries}
    assert classes == {Her2Class.NOT_SETTLED}
    told = summary(reviewed).tests[0]
    assert "not settled" in told
    assert "IHC 0" in told
    assert "IHC 3+" in told


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_the_last_response_is_open_where_two_of_one_day_differ(
    order: tuple[str, str],
) -> None:
    """Not the first by id: the names are exchanged."""
    one, other = order
    before = seen("z", "SD", date="2020-06-01")
    reviewed = review(of(line(), before, seen(one, "PD"), seen(other, "PR")))
    assert "last response not settled: " in summary(reviewed).course[2]
    assert {"PD", "PR"} <= set(summary(reviewed).course[2].split())


def test_a_later_response_is_settled() -> None:
    later = seen("c", "SD", date="2020-09-01")
    reviewed = review(of(line(), seen("a", "PD"), seen("b", "PR"), later))
    assert summary(reviewed).course[2] == "last response SD"


@pytest.mark.parametrize(
    ("progression", "reading", "clashes"),
    [
        ({}, {}, 1),
        ({"criteria": "RECIST 1.1"}, {"criteria": "RECIST 1.1"}, 1),
        ({"criteria": "clinical"}, {"criteria": "RECIST 1.1"}, 0),
        ({"line": None}, {}, 0),
        ({"date": "2020-07-02"}, {}, 0),
        ({"date": "2020-07"}, {"date": "2020-07"}, 0),
        ({}, {"response": "PD"}, 0),
        ({}, {"response": "NE"}, 0),
        ({}, {"accepted": False}, 0),
    ],
)
def test_a_progression_and_a_response_of_one_day(
    progression: dict[str, object], reading: dict[str, object], clashes: int
) -> None:
    stated = {"line": "line", "date": "2020-07-01", **progression}
    event = record("progression", "pd", **stated)
    case = of(line(), event, seen("a", str(reading.pop("response", "PR")), **reading))
    assert len(contradictions.two_categories(case, Chronology(case))) == clashes


def test_deaths_of_which_the_dates_may_be_one_day_are_one_death() -> None:
    case = of(died("a", "2021-01"), died("b", "2021-01-20"))
    assert contradictions.two_deaths(case, Chronology(case)) == ()
