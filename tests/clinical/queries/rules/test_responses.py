import pytest

from clinical.rule_examples import ADRENAL, PD, Example, asked, check, course, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.rules import responses


def seen(record_id: str, response: str, date: str, **more: object) -> Entry:
    stated = {
        "response": response,
        "date": date,
        "criteria": "RECIST 1.1",
        "line": "line",
    }
    return record("assessment", record_id, **{**stated, **more})


EXAMPLES = (
    Example(
        responses.new_lesion,
        (
            line(),
            seen("a", "SD", "2020-07-01", new_lesion=True),
            seen("b", "PR", "2020-09-01", new_lesion=True),
        ),
        ("new-lesion:line:response",),
        (
            line(),
            seen("a", "PD", "2020-07-01", new_lesion=True),
            seen("b", "iUPD", "2020-09-01", new_lesion=True, criteria="iRECIST"),
            seen("c", "SD", "2020-10-01", new_lesion=False),
            seen("d", "PR", "2020-11-01", new_lesion=True, criteria="PERCIST"),
        ),
    ),
    Example(
        responses.new_lesion,
        (
            ADRENAL,
            line(),
            seen("a", "SD", "2020-07-01"),
            record(
                "lesion_measurement",
                "m",
                lesion="adrenal",
                role="new",
                date="2020-07-01",
            ),
        ),
        ("new-lesion:line:response",),
        (
            ADRENAL,
            line(),
            seen("a", "SD", "2020-07-01"),
            record(
                "lesion_measurement",
                "m",
                lesion="adrenal",
                role="new",
                date="2020-09-01",
            ),
        ),
    ),
    Example(
        responses.response_after_progression,
        (line(), seen("a", "PD", "2020-07-01"), seen("b", "PR", "2020-09-01")),
        ("response-after-progression:b:response",),
        (line(), seen("a", "SD", "2020-07-01"), seen("b", "PD", "2020-09-01")),
    ),
    Example(
        responses.two_responses,
        (line(), seen("a", "PD", "2020-07-01"), seen("b", "PR", "2020-07-01")),
        ("two-responses:a:response",),
        (
            line(),
            seen("a", "PD", "2020-07-01", assessor="investigator"),
            seen("b", "PR", "2020-07-01", assessor="central review"),
        ),
    ),
    Example(
        responses.stop_without_progression,
        (line(stop_reason="progression"), seen("a", "SD", "2020-07-01")),
        ("stop-without-progression:line:stop_reason",),
        (line(stop_reason="progression"), PD),
    ),
    Example(
        responses.response_after_complete,
        (line(), seen("a", "CR", "2020-06-08"), seen("b", "PR", "2020-09-07")),
        ("response-after-complete:line:response",),
        (line(), seen("a", "PR", "2020-06-08"), seen("b", "CR", "2020-09-07")),
    ),
    Example(
        responses.response_after_complete,
        (line(), seen("a", "CR", "2020-06-08"), seen("b", "SD", "2020-06-09")),
        ("response-after-complete:line:response",),
        (
            line(),
            seen("a", "CR", "2020-06-08"),
            seen("b", "PD", "2020-09-07"),
            seen("c", "SD", "2020-11-02"),  # after PD, which is asked elsewhere
            seen("d", "PR", "2020-06-08", line=None),
            seen("e", "iPR", "2020-08-03", criteria="iRECIST"),
        ),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_all_responses_on_a_line_beside_a_new_lesion_are_one_question() -> None:
    (query,) = asked(responses.new_lesion, *EXAMPLES[0].asks)
    assert query.records == ("a", "b")


@pytest.mark.parametrize(
    ("date", "asks"), [("2021-10-30", 0), ("2021-10-31", 1), ("2020-04-30", 1)]
)
def test_progression_of_no_line_may_end_it_until_60_days_after(
    date: str, asks: int
) -> None:
    stopped = line(stop="2021-08-31", stop_reason="progression")
    progression = record("progression", "growth", date=date)
    found = asked(responses.stop_without_progression, stopped, progression)
    assert len(found) == asks


def test_a_drug_stopped_for_progression_is_asked_about_with_its_line() -> None:
    stopped = line(), course(stop_reason="progression")
    (query,) = asked(responses.stop_without_progression, *stopped)
    assert query.records == ("course",)
    assert "no progression is recorded" in query.text


def test_progression_on_the_line_that_continues_another_ends_both() -> None:
    stopped = line(stop_reason="progression"), line(id="on", continues="line")
    later = record("progression", "growth", line="on", date="2021-08")
    assert asked(responses.stop_without_progression, *stopped, later) == []


def test_two_readers_of_one_scan_may_differ() -> None:
    """As in the RECIST example of CDISC: two radiologists and the investigator."""
    central = {"assessor": "central review", "date": "2013-08-30"}
    read = [
        seen("a", "NE", reader="RADIOLOGIST 1", **central),
        seen("b", "PD", reader="RADIOLOGIST 2", **central),
    ]
    assert asked(responses.two_responses, line(), *read) == []
    same = seen("c", "SD", reader="RADIOLOGIST 2", **central)
    (query,) = asked(responses.two_responses, line(), *read, same)
    assert query.records == ("b", "c")


def test_a_new_lesion_of_a_progression_of_the_same_date_counts_too() -> None:
    new = record("progression", "p", date="2020-07-01", new_lesion=True)
    (query,) = asked(responses.new_lesion, line(), seen("a", "SD", "2020-07-01"), new)
    assert query.records == ("a", "p")


def test_progression_that_was_only_measured_is_named_where_a_stop_lacks_it() -> None:
    """100, 60, then 75 mm: +25 % and +15 mm."""
    scans = [
        record("assessment", name, date=date, sum_of_diameters=mm)
        for name, date, mm in (
            ("base", "2020-04-20", 100),
            ("low", "2020-09-01", 60),
            ("high", "2021-06-01", 75),
        )
    ]
    stopped = line("2020-05-01", "2021-08-01", stop_reason="progression")
    (query,) = asked(responses.stop_without_progression, stopped, *scans)
    assert query.records == ("line", "high")
    assert "what was measured is PD (1 Jun 2021)" in query.text


def test_progression_of_another_tumour_is_no_reason_to_stop() -> None:
    rule = responses.stop_without_progression
    tumours = [record("diagnosis", name, site=name) for name in ("prostate", "lung")]
    stopped = line(primary="lung", stop_reason="progression")
    event = {"response": "PD", "date": "2021-07-20"}
    other = record("assessment", "a", primary="prostate", **event)
    assert [q.key for q in asked(rule, *tumours, stopped, other)] == [
        "stop-without-progression:line:stop_reason"
    ]
    own = record("assessment", "a", primary="lung", **event)
    assert asked(rule, *tumours, stopped, own) == []
    assert asked(rule, *tumours, stopped, record("assessment", "a", **event)) == []


@pytest.mark.parametrize("first", ["CR", "PD"])
def test_readers_who_differ_contradict_nobody(first: str) -> None:
    rules = {
        "CR": responses.response_after_complete,
        "PD": responses.response_after_progression,
    }
    scans = ("a", first, "2020-06-08"), ("b", "PR", "2020-09-07")
    two = [seen(*scan, reader=f"reader {scan[0]}") for scan in scans]
    assert asked(rules[first], line(), *two) == []
    one = [seen(*scan, reader="reader a") for scan in scans]
    assert len(asked(rules[first], line(), *one)) == 1


def test_a_marker_that_progressed_is_named_where_a_stop_lacks_its_progression() -> None:
    """CEA 4, then 9 and 12: more than 2 times 4 and above 5, 60 days apart."""
    values = [
        record(
            "result", f"m{date}", date=date, analyte="CEA", value=value, unit="ng/mL"
        )
        for date, value in (("2020-06-01", 4), ("2021-03-02", 9), ("2021-05-01", 12))
    ]
    stopped = line(start="2020-05-01", stop_reason="progression")
    (query,) = asked(responses.stop_without_progression, stopped, *values)
    assert query.text == (
        "HP (1 May 2020) was stopped for progression, and no progression is recorded; "
        "CEA progressed (2 Mar 2021), which alone is no PD."
    )
    (query,) = asked(responses.stop_without_progression, stopped, *values[:2])
    assert "CEA" not in query.text
