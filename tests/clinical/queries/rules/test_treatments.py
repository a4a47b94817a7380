import pytest

from clinical.rule_examples import Example, asked, check, course, line
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.queries.rules import treatments


def neuropathy(**more: object) -> Entry:
    event = {"date": "2020-06-10", "term": "neuropathy", "line": "line"}
    return record("adverse_event", "ae", **{**event, **more})


NEXT = line("2021-08-02", "", id="next", regimen="GP", ongoing=True)
STOPPED = neuropathy(action="stopped", drug="Herceptin")
CELLS = record("cell_therapy", "cells", type="CAR-T cells", date="2021-10-04")
EXAMPLES = (
    Example(
        treatments.lines_overlap,
        (line(stop="", ongoing=True), NEXT),
        ("lines-overlap:line:stop",),
        (line(stop="2021-08"), NEXT),
    ),
    Example(
        treatments.lines_overlap,
        (line(stop="2021-08-03"), NEXT),
        ("lines-overlap:line:stop",),
        (line(stop="2021-08-02"), NEXT),
    ),
    Example(
        treatments.stopped_drug_goes_on,
        (line(), course(start="2020-05-04", stop="2020-12-01"), STOPPED),
        ("stopped-drug-goes-on:ae:course:action",),
        (line(), course(start="2020-05-04", stop="2020-07-22"), STOPPED),
    ),
    Example(
        # an event that lasts may stop a drug months after it began
        treatments.stopped_drug_goes_on,
        (
            line(),
            course(start="2020-05-04", stop="2020-12-01"),
            neuropathy(action="stopped", drug="Herceptin", stop="2020-11-30"),
        ),
        ("stopped-drug-goes-on:ae:course:action",),
        (
            line(),
            course(start="2020-05-04", stop="2020-12-01"),
            neuropathy(action="stopped", drug="Herceptin", stop="2020-12-01"),
        ),
    ),
    Example(
        treatments.stopped_drug_goes_on,
        (
            line(),
            course(start="2020-05-04", stop="2020-12-01"),
            neuropathy(),
            record(
                "attribution", "a", event="ae", cause="trastuzumab", action="stopped"
            ),
        ),
        ("stopped-drug-goes-on:ae:course:action",),
        (
            line(),
            course(start="2020-08-04", stop="2020-12-01"),
            neuropathy(),
            record(
                "attribution", "a", event="ae", cause="trastuzumab", action="stopped"
            ),
        ),
    ),
    Example(
        treatments.of_no_line,
        (line(), CELLS),
        ("of-no-line:cells:line",),
        (line(), CELLS.changed(line="line")),
    ),
    Example(
        treatments.toxicity_without_event,
        (line(stop_reason="toxicity"),),
        ("toxicity-without-event:line:stop_reason",),
        (line(stop_reason="toxicity"), neuropathy()),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_line_that_continues_another_does_not_overlap_with_it() -> None:
    lines = line(stop="", ongoing=True), NEXT.changed(continues="line")
    assert asked(treatments.lines_overlap, *lines) == []


def test_a_line_that_never_ended_is_asked_about_once() -> None:
    third = line("2022-05", "", id="third", regimen="AS")
    lines = (
        line(stop="", ongoing=True),
        NEXT.changed(ongoing=None, stop="2022-01"),
        third,
    )
    (query,) = asked(treatments.lines_overlap, *lines)
    assert query.records == ("line", "next")


@pytest.mark.parametrize(
    ("date", "asks"), [("2021-09-30", 0), ("2021-10-01", 1), ("2020-04-30", 1)]
)
def test_an_event_of_no_line_may_be_of_it_until_30_days_after(
    date: str, asks: int
) -> None:
    stopped = line(stop="2021-08-31", stop_reason="toxicity")
    event = neuropathy(line=None, date=date)
    assert len(asked(treatments.toxicity_without_event, stopped, event)) == asks


@pytest.mark.parametrize(("resolved", "asks"), [("2020-12-01", 0), ("2020-11-30", 1)])
def test_a_drug_may_go_on_until_the_event_resolved(resolved: str, asks: int) -> None:
    given = line(), course(start="2020-05-04", stop="2020-12-01")
    event = STOPPED.changed(stop=resolved)
    assert len(asked(treatments.stopped_drug_goes_on, *given, event)) == asks


def test_two_adjuvant_lines_may_be_given_beside_each_other() -> None:
    lines = line(stop="", ongoing=True, setting="adjuvant"), NEXT
    assert len(asked(treatments.lines_overlap, *lines)) == 1
    beside = NEXT.changed(setting="adjuvant")
    assert asked(treatments.lines_overlap, lines[0], beside) == []


def test_lines_of_two_tumours_may_overlap() -> None:
    tumours = [record("diagnosis", name, site=name) for name in ("prostate", "lung")]
    first = line(primary="prostate")
    after = line("2021-04-01", "2021-11-01", id="next", regimen="GP", primary="lung")
    assert asked(treatments.lines_overlap, *tumours, first, after) == []
    same = after.changed(primary="prostate")
    assert len(asked(treatments.lines_overlap, *tumours, first, same)) == 1


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ("curative", "curative", False),
        ("adjuvant", "curative", False),
        ("curative", "palliative", True),
        ("palliative", "palliative", True),
    ],
)
def test_curative_lines_may_overlap(first: str, second: str, overlap: bool) -> None:
    lines = (
        line(setting=first),
        line("2021-04", "", id="n", setting=second, regimen="GP"),
    )
    assert bool(asked(treatments.lines_overlap, *lines)) is overlap


def test_parts_of_one_line_may_overlap() -> None:
    added = line("2020-05-20", "", id="next", regimen="GP")  # within 28 days
    assert asked(treatments.lines_overlap, line("2020-05-04"), added) == []
    late = line("2020-09-20", "", id="next", regimen="GP")
    assert len(asked(treatments.lines_overlap, line("2020-05-04"), late)) == 1
