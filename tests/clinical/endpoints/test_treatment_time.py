import pytest

from clinical.small_case import (
    assessment,
    case_of,
    computed,
    follow_up,
    line,
    order,
    record,
)
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.endpoints.case_endpoints import Endpoint
from timeline.clinical.endpoints.intervals import LimitAnswer, interval
from timeline.clinical.settings import IndexEvent, Settings


def days(endpoint: Endpoint | None) -> tuple[int | None, int | None]:
    assert endpoint is not None
    return endpoint.duration.days_min, endpoint.duration.days_max


def test_time_on_treatment_runs_to_the_last_dose_of_any_drug() -> None:
    regimen = record("therapy_line", "a", regimen="GP", setting="palliative")
    long = {"line": "a", "start": "2020-01-01", "stop": "2020-06-01"}
    short = {"line": "a", "start": "2020-01-08", "stop": "2020-03-01"}
    found = computed(
        regimen,
        record("drug_course", "g", drug="gemcitabine", **long),
        record("drug_course", "c", drug="cisplatin", **short),
    )
    assert days(found.line(1).on_treatment) == (152, 152)
    assert found.line(1).on_treatment.records == ("g",)


def test_an_ongoing_line_is_censored_at_the_last_contact() -> None:
    found = computed(
        *line("a", "S-1", start="2020-01-01", ongoing=True), follow_up("2020-03-01")
    )
    assert found.line(1).on_treatment.censored is True
    assert days(found.line(1).on_treatment) == (60, 60)
    assert found.line(1).on_treatment.label == "2+ mo"


def test_a_line_without_an_end_is_neither_ongoing_nor_measured() -> None:
    found = computed(*line("a", "S-1", start="2020-01-01"), follow_up("2020-03-01"))
    assert found.line(1).on_treatment.text == "not computable"


@pytest.mark.parametrize(
    ("pd", "expected", "end"),
    [
        ("2020-05-01", 121, "progression (basis not stated)"),
        ("2020-07-01", 152, "end of line 1"),
    ],
)
def test_treatment_fails_at_whatever_comes_first(
    pd: str, expected: int, end: str
) -> None:
    found = computed(
        *line("a", "S-1", start="2020-01-01", stop="2020-06-01"),
        assessment("pd", "PD", pd, line="a"),
    )
    assert days(found.line(1).to_failure) == (expected, expected)
    assert found.line(1).to_failure.end == end


def test_the_next_line_or_death_ends_the_time_to_next_treatment() -> None:
    first = line("a", "S-1", start="2020-01-01", stop_reason="progression")
    second = line("b", "docetaxel", start="2020-07-01")
    dead = follow_up("2020-09-01", "dead")
    found = computed(*first, *second, dead)
    assert days(found.line(1).to_next_treatment) == (182, 182)
    last = found.line(2).to_next_treatment
    assert days(last) == (62, 62)
    assert last.censored is False
    assert "death counts; local therapy does not count" in last.rule
    asked = computed(*first, *second, dead, settings=Settings(ttnt_counts_death=False))
    assert asked.line(2).to_next_treatment.censored is True
    assert "death censors" in asked.line(2).to_next_treatment.rule


@pytest.mark.parametrize(
    ("again", "answer"),
    [
        ("2020-07-01", LimitAnswer.NO),  # 30 days
        ("2020-07-02", LimitAnswer.YES),
        ("2020-07", LimitAnswer.INDETERMINATE),
    ],
)
def test_the_anti_her2_free_interval_against_30_days(
    again: str, answer: LimitAnswer
) -> None:
    found = computed(
        *line("a", "trastuzumab", start="2020-01-01", stop="2020-06-01"),
        *line("b", "docetaxel", start="2020-06-10", stop="2020-06-20"),
        *line("c", "trastuzumab deruxtecan", start=again),
    )
    (free,) = found.anti_her2_free
    assert free.exceeds is answer
    assert (free.from_line, free.to_line) == (1, 3)


def test_the_class_interval_uses_the_drug_and_not_the_line() -> None:
    early = {"line": "a", "start": "2020-01-01", "stop": "2020-03-01"}
    found = computed(
        *line("a", "docetaxel", start="2020-01-01", stop="2020-06-01"),
        record("drug_course", "t", drug="trastuzumab", **early),
        *line("b", "pyrotinib", start="2020-06-11", stop_reason="progression"),
    )
    assert days(found.anti_her2_free[0].endpoint) == (102, 102)
    assert days(found.line(1).treatment_free) == (10, 10)


def operation(date: str, intent: str | None = "curative", **more: str) -> Entry:
    values = {"intent": intent, **more} if intent else more
    return record("local_intervention", "op", type="surgery", date=date, **values)


def test_a_dated_diagnosis_is_the_index() -> None:
    diagnosis = record("diagnosis", "dx", date="2020-01-01")
    found = computed(diagnosis, operation("2020-02-01"), follow_up("2020-03-01"))
    assert found.survival.start == "diagnosis"
    assert days(found.survival) == (60, 60)
    chosen = Settings(index_event=IndexEvent.FIRST_OPERATION)
    other = computed(
        diagnosis, operation("2020-02-01"), follow_up("2020-03-01"), settings=chosen
    )
    assert days(other.survival) == (29, 29)


def test_death_is_the_event_and_not_censored() -> None:
    found = computed(operation("2020-01-01"), follow_up("2021-01-01", "dead")).survival
    assert found.censored is False
    assert found.label == "12.0 mo (calendar 12)"


def test_survival_without_follow_up_is_not_computable() -> None:
    found = computed(operation("2020-01-01")).survival
    assert found.text == "not computable"
    assert found.censored is None
    assert found.end == "not seen after first operation (no date of diagnosis)"


def test_of_two_uncertain_contacts_the_later_day_counts() -> None:
    found = computed(
        operation("2020-01-01"),
        follow_up("2021", record_id="f1"),
        follow_up("2021-06-01", record_id="f2"),
    )
    assert days(found.survival) == (517, 730)


def test_disease_free_survival_needs_a_curative_operation() -> None:
    found = computed(operation("2020-01-01", None), follow_up("2021-01-01"))
    assert found.disease_free.end == "no operation with curative intent recorded"
    curative = computed(operation("2020-01-01"), follow_up("2021-01-01")).disease_free
    assert curative.censored is True
    assert days(curative) == (366, 366)


def test_an_interval_may_be_negative_where_the_order_is_open() -> None:
    case = case_of(operation("2020-03"), follow_up("2020-03"))
    found = interval(Chronology(case), "op", "last")
    assert (found.days_min, found.days_max) == (-30, 30)
    assert found.months_calendar == 0


def test_undated_lines_have_an_order_only_if_it_is_said() -> None:
    first = line("a", "S-1", stop_reason="progression")
    second = line("b", "docetaxel", stop_reason="progression")
    said = order("a", "b")
    assert computed(*first, *second, said).line(1).to_next_treatment.end == (
        "start of line 2"
    )
    unsaid = computed(*first, *second).line(1).to_next_treatment
    assert unsaid.end == "start of line 2, order not established"


def test_an_unknown_stop_leaves_open_when_treatment_failed() -> None:
    found = computed(
        *line("a", "S-1", start="2020-01-01"),
        assessment("pd", "PD", "2020-05-01", line="a"),
    )
    assert days(found.line(1).to_failure) == (0, 121)


def test_an_undated_drug_of_a_mixed_line_may_have_stopped_before_the_line() -> None:
    found = computed(
        *line("a", "trastuzumab + docetaxel", start="2020-01-01", stop="2020-06-01"),
        *line("b", "pyrotinib", start="2020-06-11", stop_reason="progression"),
    )
    (free,) = found.anti_her2_free
    assert free.endpoint.name == "anti-HER2-free interval"
    assert days(free.endpoint) == (10, 162)
    assert free.exceeds is LimitAnswer.INDETERMINATE


def test_of_two_uncertain_recurrences_the_earlier_day_counts() -> None:
    found = computed(
        operation("2020-01-01"),
        record("progression", "liver", date="2020"),
        record("progression", "lung", date="2020-06-01"),
    )
    # On the day of the operation it would have been seen before it.
    assert days(found.disease_free) == (1, 152)


def test_a_line_of_several_parts_ends_with_the_last_of_them() -> None:
    found = computed(
        *line("a", "rituximab", start="2020-01-01", stop="2020-06-25"),
        *line("b", "methotrexate", start="2020-01-10", stop="2020-06-18"),
    )
    assert [part.line.id for part in found.line(1).parts] == ["a", "b"]
    assert days(found.line(1).on_treatment) == (176, 176)  # to 25 June


def test_a_line_stopped_for_progression_after_an_operation_is_a_recurrence() -> None:
    found = computed(
        operation("2018-04-20"),
        *line(
            "a",
            "olaparib",
            start="2018-11-01",
            stop="2019-10-07",
            setting="maintenance",
            stop_reason="progression",
        ),
        *line("b", "topotecan", start="2019-11-11"),
        assessment("pd", "PD", "2021-01-20", line="b"),
    )
    # no later than the stop on 7 October 2019
    assert days(found.disease_free) == (0, 535)
    assert found.disease_free.censored is False


def test_palliative_treatment_after_an_operation_tells_of_a_recurrence() -> None:
    found = computed(
        operation("2018-04-20"),
        *line("a", "capecitabine", start="2018-06-01", setting="adjuvant"),
        *line("b", "GP", start="2019-12-15"),
        assessment("pd", "PD", "2020-10-01", line="b"),
    )
    assert days(found.disease_free) == (0, 604)  # to 15 December 2019


def test_disease_free_survival_is_that_of_the_index_tumour() -> None:
    found = computed(
        record("diagnosis", "breast", date="2010-03-01", site="breast"),
        record("diagnosis", "lung", date="2020-02-01", site="lung", index_tumour=True),
        operation("2010-04-01", primary="breast"),
        record("progression", "bone", date="2019-01-01", primary="breast"),
        record("progression", "brain", date="2021-01-01", primary="lung"),
    )
    assert found.disease_free.end == "no operation with curative intent recorded"


def test_curative_treatment_without_an_operation_has_progression_free_survival() -> (
    None
):
    found = computed(
        *line("a", "R-CHOP", start="2018-02-01", setting="curative"),
        record("progression", "relapse", date="2020-06-01", line="a"),
    )
    assert days(found.line(1).progression_free) == (851, 851)


def test_a_progression_that_names_a_line_stopped_for_it_dates_its_end() -> None:
    """Known to the month, it may lie after the next line began in that month."""
    found = computed(
        *line("a", "GP", start="2020-02-15", stop="2020-08", stop_reason="progression"),
        *line("b", "mFOLFOX", start="2020-09"),
        assessment("pd", "PD", "2020-09", line="a"),
    )
    free = found.line(1).progression_free
    # 15 February to 1 and 30 September
    assert days(free) == (199, 228)
    assert free.censored is False
