"""Where a case stands; every expected day is counted by hand."""

import datetime as dt
from typing import Any

import pytest

from timeline.case.case import Case
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.clinical.case_state import CaseState, case_state
from timeline.clinical.lost import is_lost
from timeline.clinical.settings import Settings

WAIT = Settings(lost_after_days=10)


def _record(kind: str, record_id: str, **values: Any) -> Entry:  # noqa: ANN401
    return KINDS[kind].model_validate({"id": record_id, **values})


def _state(*records: Entry) -> CaseState:
    patient = _record("patient", "patient", code="P-1")
    return case_state(Case.of((patient, *records)), WAIT)


def _line(**values: Any) -> Entry:  # noqa: ANN401
    return _record("therapy_line", "line", regimen="GEMCIS", **values)


def _seen(date: str, status: str | None = "alive", record_id: str = "seen") -> Entry:
    return _record("follow_up", record_id, date=date, vital_status=status)


def test_a_case_without_records_tells_nothing() -> None:
    state = _state()
    assert (state.on_treatment, state.deceased) == (None, None)
    assert state.open_queries == 1  # that there is no follow-up
    assert state.last_contact == UNKNOWN
    assert (state.lost_from, state.perhaps_lost_from) == (None, None)
    assert is_lost(None, None, dt.date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("values", "on_treatment"),
    [
        ({"start": "2020-01", "ongoing": True}, True),
        ({"start": "2020-01", "stop": "2020-06"}, False),
        ({"start": "2020-01"}, None),
        ({"start": "2020-01", "stop": "[2020-06..]"}, None),
    ],
)
def test_treatment_is_what_the_last_line_says(
    values: dict[str, Any], on_treatment: bool | None
) -> None:
    assert _state(_line(**values)).on_treatment is on_treatment


def test_an_order_can_end_a_line_without_a_date() -> None:
    order = _record(
        "order", "o", earlier="line.stop", later="seen", confidence="stated"
    )
    state = _state(_line(start="2020-01"), _seen("2021-03-01"), order)
    assert state.on_treatment is False


def test_the_dead_are_on_no_treatment_and_never_lost() -> None:
    state = _state(_line(ongoing=True), _seen("2021-03-01", "dead"))
    assert (state.deceased, state.on_treatment) == (True, False)
    assert (state.lost_from, state.perhaps_lost_from) == (None, None)


@pytest.mark.parametrize(
    ("status", "deceased"),
    [("alive", False), (None, None), ("lost to follow-up", None)],
)
def test_only_a_follow_up_says_alive(status: str | None, deceased: bool | None) -> None:
    assert _state(_seen("2021-03-01", status)).deceased is deceased


@pytest.mark.parametrize(
    ("day", "lost"),
    [
        (dt.date(2021, 3, 11), False),  # ten days after the first possible day
        (dt.date(2021, 3, 12), None),  # eleven after it, fewer after the last one
        (dt.date(2021, 4, 10), None),  # ten days after the last possible day
        (dt.date(2021, 4, 11), True),  # eleven days after it
    ],
)
def test_a_month_leaves_days_on_which_both_may_be_true(
    day: dt.date, lost: bool | None
) -> None:
    state = _state(_seen("2021-03"))
    assert is_lost(state.lost_from, state.perhaps_lost_from, day) is lost


def test_any_later_record_is_contact_but_no_assay_of_old_tissue() -> None:
    sample = {"analyte": "CEA", "comparator": "=", "value": 4.2, "unit": "ng/mL"}
    blood = _record("result", "cea", date="2021-05-01", **sample)
    test = _record("her2_test", "her2", specimen_date="2020-01-01", method="IHC",
                   assay_date="2022-01-01")  # fmt: skip
    state = _state(_seen("2021-03-01"), blood, test)
    assert state.last_contact == PartialDate.parse("2021-05-01")
    assert state.lost_from == dt.date(2021, 5, 12).toordinal()


def test_the_source_may_say_lost_until_something_shows_the_patient_again() -> None:
    said = _seen("2021-03-01", "lost to follow-up")
    state = _state(said)
    assert is_lost(state.lost_from, state.perhaps_lost_from, dt.date(2021, 3, 1))
    scan = _record("finding", "ct", type="imaging", date="2021-04-01")
    state = _state(said, scan)
    assert state.lost_from == dt.date(2021, 4, 12).toordinal()


def test_without_a_calendar_nobody_knows_how_long_ago() -> None:
    state = _state(_seen("M18"))
    assert state.last_contact == PartialDate.parse("M18")
    assert (state.lost_from, state.perhaps_lost_from) == (None, None)


def test_an_open_date_may_lie_up_to_today() -> None:
    state = _state(_seen("[2021-03..]"))
    assert state.lost_from is None
    assert state.perhaps_lost_from == dt.date(2021, 3, 12).toordinal()


def test_open_queries_are_those_that_nobody_settled() -> None:
    undated = _line(setting="palliative")
    before = _state(undated).open_queries
    assert before > 1
    answer = _record("query_answer", "a", query=_first_query(undated),
                     state="dismissed", reason="not in the chart")  # fmt: skip
    assert _state(undated, answer).open_queries == before - 1


def _first_query(*records: Entry) -> str:
    from timeline.case.chronology import Chronology
    from timeline.clinical.queries.case_queries import queries

    case = Case.of((_record("patient", "patient", code="P-1"), *records))
    return queries(case, Chronology(case))[0].key
