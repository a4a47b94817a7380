"""A question names the numbers that an answer to it changes, and no others."""

import datetime as dt
from collections.abc import Iterator

import pytest

from clinical.rule_examples import PATIENT, course, diagnosis, line, operation
from clinical.small_case import record
from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.clinical.queries.query import Query
from timeline.clinical.review import Review, review

DATED = ("overall survival", "progression-free", "disease-free", "time on treatment")
"""Numbers that a date alone can change."""
UNKNOWN_START, UNKNOWN_STOP = dt.date(2010, 1, 1), dt.date(2025, 6, 1)
"""Between which an open window is tried: the published case lies within."""
PARTS = (0.0, 0.1, 0.35, 0.6, 0.65, 0.9, 1.0)


@pytest.fixture(scope="module")
def published(cases: tuple[Case, ...]) -> Review:
    return review(next(case for case in cases if case.code == "GBC-90"))


def numbers(reviewed: Review) -> dict[str, str]:
    """What is printed of each number, under the words that a question uses."""
    computed = reviewed.endpoints
    texts = {
        "overall survival": computed.survival.text,
        "disease-free survival": computed.disease_free.text,
    }
    for each in computed.lines:
        of = f"of line {each.number}"
        texts[f"progression-free survival {of}"] = each.progression_free.text
        texts[f"time on treatment {of}"] = each.on_treatment.text
    return texts


def named(query: Query) -> set[str]:
    """The numbers of a question, one for each line, that a date can change."""
    found = set()
    for words in query.blocks:
        number, _, lines = words.partition(" of line")
        if not number.startswith(DATED):
            continue
        each = lines.removeprefix("s").replace(" and ", ", ").split(", ")
        found |= {f"{number} of line {n.strip()}" for n in each} if lines else {number}
    return found


def dated(reviewed: Review, key: str) -> Iterator[Review]:
    """The case with days of the window that is left for a date that is asked for."""
    _, record_id, field = key.split(":")
    left = reviewed.chronology.bounds(f"{record_id}.{field}")
    first = left.earliest or UNKNOWN_START.toordinal()
    last = left.latest or UNKNOWN_STOP.toordinal()
    entry = reviewed.case.get(record_id)
    assert entry is not None
    for part in PARTS:
        day = dt.date.fromordinal(first + int((last - first) * part))
        date = PartialDate.parse(day.isoformat())
        yield review(reviewed.case.with_record(entry.changed(**{field: date})))


def test_a_date_changes_every_number_that_its_question_names(published: Review) -> None:
    """Where a question asks for a response, too, that may settle the number instead."""
    before, asked = numbers(published), 0
    for query in published.open_queries:
        keys = query.covers or (query.key,)
        dates = [key for key in keys if key.startswith("date:")]
        if not dates or any(key.startswith("best-response:") for key in keys):
            continue
        after = [numbers(other) for key in dates for other in dated(published, key)]
        changed = {n for texts in after for n in before if texts.get(n) != before[n]}
        assert named(query) <= changed, query.key
        asked += bool(named(query))
    assert asked >= 9


@pytest.mark.parametrize(
    ("key", "blocks"),
    [
        ("date:e06-diagnosis:date", ("overall survival",)),
        ("date:e09-hepatic-recurrence:date", ("disease-free survival",)),
        ("date:e30-pd-adrenal:date", ("progression-free survival of line 5",)),
        (
            "date:e33-lung-metastases:date",
            ("progression-free survival of lines 2 and 6",),
        ),
        ("date:e20-cryoablation:date", ()),
        ("her2-retest:e23-pd-adrenal", ()),
        ("ihc-score:e07-ihc-2017:ihc_score", ("HER2 class",)),
    ],
)  # fmt: skip
def test_the_published_case(
    published: Review, key: str, blocks: tuple[str, ...]
) -> None:
    (query,) = [q for q in published.queries if key in (q.key, *q.covers)]
    assert query.blocks == blocks


def test_a_curative_line_has_no_progression_free_survival(published: Review) -> None:
    (query,) = [
        q for q in published.queries if "date:e08-adjuvant-s1:start" in q.covers
    ]
    assert query.blocks == ("time on treatment of line 1",)


def of(*entries: object) -> dict[str, Query]:
    reviewed = review(Case.of((PATIENT, *entries)))  # type: ignore[arg-type]
    return {key: q for q in reviewed.queries for key in q.covers or (q.key,)}


PD = record("assessment", "pd", response="PD", line="line", date="2021-07-01")


def test_why_a_line_ended_is_open_only_where_no_progression_is_recorded() -> None:
    days = line("2020-05-01", "2021-06-01")
    key = "stop-reason:line:stop_reason"
    stable = PD.changed(response="SD", date="2021-03-01")
    assert of(days, stable.changed(id="sd"), PD)[key].blocks == ()
    only = of(days, PD)[key].blocks  # PD on the only scan, 14 months after the start
    assert only == ("best response of line 1",)
    assert of(days, stable)[key].blocks == ("progression-free survival of line 1",)


def test_a_unit_of_what_is_no_marker_holds_up_no_marker() -> None:
    albumin = record(
        "result", "m", analyte="albumin", comparator="=", value=4, date="2020-05-01"
    )
    marker = record(
        "result", "m", analyte="CA19-9", comparator="=", value=4, date="2020-05-01"
    )
    assert of(albumin)["unit-missing:case:unit"].blocks == ()
    assert of(marker)["unit-missing:case:unit"].blocks == ("marker change",)


def test_what_counts_most_stands_first_within_a_severity() -> None:
    event = record("adverse_event", "ae", term="Nausea", date="2020-06-01")
    listed = of(course(), line(), event)
    keys = list(dict.fromkeys(query.key for query in listed.values()))
    assert keys.index("follow-up:p") < keys.index("grade:ae:grade")


def result(record_id: str, value: float) -> Entry:
    stated = {"analyte": "CA19-9", "comparator": "=", "unit": "U/mL"}
    dated = {"date": "2020-05-01"}
    return record("result", record_id, value=value, **stated, **dated)


def test_two_values_of_a_marker_hold_up_no_event_and_no_class() -> None:
    clash = of(result("a", 12), result("b", 60))["duplicate:a:b"]
    assert clash.blocks == ("marker change",)


@pytest.mark.parametrize(
    ("diagnosed", "blocks"), [({}, ()), ({"n": "0"}, ("stage group",))]
)
def test_a_count_of_nodes_holds_up_the_stage_where_it_denies_the_n(
    diagnosed: dict[str, str], blocks: tuple[str, ...]
) -> None:
    nodes = operation(nodes_positive=5, nodes_examined=3)
    asked = of(diagnosis(**diagnosed), nodes)
    assert asked["nodes-positive:op:nodes_positive"].blocks == ()
    both = asked.get("nodes-and-n:op:nodes_positive")
    assert (both.blocks if both else ()) == blocks


def test_a_missing_event_holds_up_the_events() -> None:
    toxic = line(stop_reason="toxicity")
    query = of(toxic)["toxicity-without-event:line:stop_reason"]
    assert "adverse events by grade" in query.blocks


def test_a_mismatch_holds_up_the_number_that_was_reported_and_no_other() -> None:
    response = {"criteria": "RECIST 1.1", "line": "line"}
    on_line = (
        line("2020-02-03", "2020-12-07", stop_reason="progression"),
        record("assessment", "pr", response="PR", date="2020-05-04", **response),
        record("assessment", "pd", response="PD", date="2020-12-07", **response),
    )
    for quantity, numbers in (
        ("duration of response", ()),
        ("progression-free survival", ("progression-free survival of line 1",)),
    ):
        stated = {"quantity": quantity, "value": 24, "unit": "months", "line": "line"}
        case = Case.of((PATIENT, *on_line, record("reported_outcome", "r", **stated)))
        (query,) = [q for q in review(case).queries if q.rule == "reported"]
        assert query.blocks == numbers


def test_a_drug_ongoing_at_a_death_holds_up_no_survival() -> None:
    goes_on = line("2020-02-03", "", ongoing=True)
    died = record("follow_up", "x", date="2021", vital_status="dead")
    dated = diagnosis(date="2020-01-10")
    listed = review(Case.of((PATIENT, dated, goes_on, died))).queries
    (query,) = [q for q in listed if "ongoing-after-death:line:ongoing" in q.covers]
    assert not any("overall survival" in number for number in query.blocks)
    assert "time on treatment of line 1" in query.blocks
