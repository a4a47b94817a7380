import pytest

from clinical.rule_examples import (
    ADRENAL,
    Example,
    asked,
    check,
    course,
    diagnosis,
    finding,
    line,
    marker,
    operation,
)
from clinical.small_case import record
from timeline.clinical.queries.rules import missing_dates

EXAMPLES = (
    Example(
        missing_dates.death_date,
        (record("follow_up", "fu", vital_status="dead"),),
        ("date:fu:date",),
        (
            record("follow_up", "fu", vital_status="dead", date="2021"),
            record("follow_up", "seen"),
        ),
    ),
    Example(
        missing_dates.measurement_date,
        (ADRENAL, record("lesion_measurement", "m", lesion="adrenal", diameter=12)),
        ("date:m:date",),
        (
            ADRENAL,
            record("lesion_measurement", "m", lesion="adrenal", date="2021-04"),
            record("lesion_measurement", "n", lesion="adrenal", role="target"),
        ),
    ),
    Example(
        missing_dates.previous_cancer_date,
        (record("background", "b", type="previous cancer", name="breast cancer"),),
        ("date:b:date",),
        (
            record("background", "a", type="comorbidity", name="diabetes"),
            record("background", "b", type="previous cancer", name="x", date="2009"),
            record("background", "c", type="previous cancer", name="x", absent=True),
            record(
                "background", "d", type="previous cancer", name="x", age_at_onset=40
            ),
        ),
    ),
    Example(
        missing_dates.diagnosis_date,
        (diagnosis(),),
        ("date:d:date",),
        (diagnosis(date="2017-09"),),
    ),
    Example(
        missing_dates.presentation_date,
        (record("patient", "p", code="T-1", age_at_presentation=59),),
        ("date:p:presentation",),
        (
            record(
                "patient", "p", code="T-1", age_at_presentation=59, presentation="2017"
            ),
        ),
    ),
    Example(
        missing_dates.line_dates,
        (line("", ""),),
        ("date:line:start", "date:line:stop"),
        (line(stop="", ongoing=True),),
    ),
    Example(
        missing_dates.course_end,
        (line(stop="", ongoing=True), course(stop_reason="toxicity")),
        ("date:course:stop",),
        (line(stop="", ongoing=True), course(stop_reason="toxicity", stop="2020-07")),
    ),
    Example(
        missing_dates.intervention_date,
        (operation(),),
        ("date:op:date",),
        (operation(date="[2020-05..2021-02]"),),
    ),
    Example(
        missing_dates.progression_date,
        (record("progression", "pg", event="hepatic recurrence"),),
        ("date:pg:date",),
        (record("progression", "pg", event="hepatic recurrence", date="2019"),),
    ),
    Example(
        missing_dates.marker_date, (marker(),), ("date:m:date",), (marker(date="2017"),)
    ),
    Example(
        missing_dates.last_follow_up,
        (record("follow_up", "last", date="2025-03"),),
        ("follow-up:p",),
        (record("follow_up", "last", date="2025-03", vital_status="alive"),),
    ),
    Example(
        missing_dates.same_event,
        (
            ADRENAL,
            record("progression", "pg", lesion="adrenal"),
            finding("imaging", lesion="adrenal", date="2020-03", result="new lesion"),
        ),
        ("same-event:pg:f",),
        (
            ADRENAL,
            record("progression", "pg", lesion="adrenal"),
            finding("imaging", lesion="adrenal", date="2020-03", result="smaller"),
        ),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_death_without_a_date_is_one_question() -> None:
    """Not another one on a dated contact that says whether the patient lived."""
    dead = record("follow_up", "fu", vital_status="dead")
    assert asked(missing_dates.last_follow_up, dead) == []
