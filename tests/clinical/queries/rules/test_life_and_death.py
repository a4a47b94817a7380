import pytest

from clinical.rule_examples import Example, asked, check, course, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules import life_and_death


def contact(
    record_id: str, date: str, status: str | None = "alive", **more: object
) -> Entry:
    return record("follow_up", record_id, date=date, vital_status=status, **more)


def pneumonitis(**more: object) -> Entry:
    event = {"date": "2020-05-01", "term": "pneumonitis", "grade": 5}
    return record("adverse_event", "ae", **{**event, **more})


ONGOING = line("2020-02-01", "", ongoing=True)
DIED = contact("death", "2021-01-01", "dead")
EXAMPLES = (
    Example(
        life_and_death.fatal_event,
        (pneumonitis(), contact("fu", "2021-01-01")),
        ("fatal-event:ae:grade",),
        (pneumonitis(), DIED, contact("fu", "2020-12-01")),
    ),
    Example(
        life_and_death.fatal_event,
        (pneumonitis(grade=None, outcome="fatal"),),
        ("fatal-event:ae:grade",),
        (pneumonitis(grade=4), contact("fu", "2021-01-01")),
    ),
    Example(
        life_and_death.fatal_event_ended,
        (pneumonitis(stop="2020-06-01"), DIED),
        ("fatal-event-ended:ae:stop",),
        (pneumonitis(stop="2021-01"), DIED),
    ),
    Example(
        life_and_death.two_deaths,
        (DIED, contact("other", "2021-02", "dead")),
        ("two-deaths:death:other",),
        (DIED, contact("other", "2021-01", "dead")),
    ),
    Example(
        life_and_death.stopped_by_death,
        (line(stop_reason="death"), contact("fu", "2022-01-01")),
        ("stopped-by-death:line:stop_reason",),
        (line(stop_reason="death"), contact("death", "2021-08-03", "dead")),
    ),
    Example(
        life_and_death.ongoing_after_death,
        (line("2020-02-01", "", ongoing=True), course(ongoing=True), DIED),
        ("ongoing-after-death:line:ongoing",),
        (line("2020-02-01", "", ongoing=True), course(), contact("fu", "2021-01-01")),
    ),
    Example(
        life_and_death.cause_without_death,
        (contact("fu", "2021-01-01", death_cause="this cancer"),),
        ("cause-of-death-alive:fu:vital_status",),
        (contact("fu", "2021-01-01", "dead", death_cause="this cancer"),),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_fatal_event_names_the_last_contact_before_any_other_later_record() -> None:
    later = line("2021-05", ""), contact("a", "2020-08-01"), contact("b", "2020-09-01")
    (query,) = asked(life_and_death.fatal_event, pneumonitis(), *later)
    assert query.records == ("ae", "b")
    assert "1 Sep 2020" in query.text


def test_a_drug_of_a_line_that_goes_on_is_not_asked_about_again() -> None:
    ended = line(), course(ongoing=True), DIED
    (query,) = asked(life_and_death.ongoing_after_death, *ended)
    assert query.records == ("course", "death")


@pytest.mark.parametrize(
    ("later", "severity"),
    [
        ((), Severity.MISSING),
        ((contact("fu", "2020-12-31"),), Severity.MISSING),
        ((contact("fu", "2021-01-01"),), Severity.MISSING),
        ((contact("fu", "2021-01-02"),), Severity.CONTRADICTION),
        ((contact("fu", "2021"),), Severity.MISSING),
        (
            (record("cycle", "c", line="line", date="2021-01-02"),),
            Severity.CONTRADICTION,
        ),
        ((record("cycle", "c", line="line", date="2020-12-31"),), Severity.MISSING),
    ],
)
def test_ongoing_at_the_last_follow_up_contradicts_no_later_death(
    later: tuple[Entry, ...], severity: Severity
) -> None:
    (query,) = asked(life_and_death.ongoing_after_death, ONGOING, DIED, *later)
    assert query.severity is severity
    assert query.blocks == ("time on treatment",)


def test_an_end_that_is_missing_at_an_undated_death_is_no_contradiction() -> None:
    died = contact("death", "", "dead")
    (query,) = asked(life_and_death.ongoing_after_death, ONGOING, died)
    assert query.severity is Severity.MISSING
    assert query.text.endswith("(undated); its end is not recorded.")
