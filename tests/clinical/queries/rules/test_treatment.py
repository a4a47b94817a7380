import pytest

from clinical.rule_examples import (
    PATIENT,
    PD,
    Example,
    asked,
    check,
    course,
    line,
    operation,
)
from clinical.small_case import record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.queries.case_queries import queries
from timeline.clinical.queries.rules import treatment


def volume(**values: object) -> Entry:
    return record(
        "radiotherapy_volume", "v", intervention="op", volume="boost", **values
    )


EXAMPLES = (
    Example(
        treatment.line_setting,
        (line(setting=None),),
        ("setting:line:setting",),
        (line(),),
    ),
    Example(
        treatment.line_order,
        (line(), line("", "", id="other", regimen="GP")),
        ("line-order:other:start",),
        (line(), line("2022-01", "2022-05", id="other", regimen="GP")),
    ),
    Example(
        treatment.line_number,
        (
            line(),
            line(
                "2022-01",
                "2022-05",
                id="other",
                regimen="GP",
                number_override=1,
                override_reason="the letter calls it the first line",
            ),
        ),
        ("line-number:other:number_override",),
        (line(), line("2022-01", "2022-05", id="other", regimen="GP")),
    ),
    Example(
        treatment.doses,
        (line(), course()),
        ("dose:line",),
        (line(), course(dose=6, dose_unit="mg/kg")),
    ),
    Example(
        treatment.trial_id,
        (line(experimental=True, trial="phase I trial"),),
        ("trial:line:trial",),
        (line(experimental=True, trial="NCT02892123"),),
    ),
    Example(
        treatment.radiation_dose,
        (operation(type="stereotactic radiotherapy"),),
        ("dose:op:dose_gy",),
        (operation(type="stereotactic radiotherapy", dose_gy=30),),
    ),
    Example(
        treatment.radiation_dose,
        (operation(type="external beam radiotherapy"), volume()),
        ("dose:op:dose_gy",),
        (operation(type="external beam radiotherapy"), volume(dose_gy=60)),
    ),
    Example(
        treatment.radiation_dose,
        (operation(type="brachytherapy"), operation("other", type="radiotherapy")),
        ("dose:op:dose_gy", "dose:other:dose_gy"),
        (operation(type="radionuclide therapy"), operation("other")),
    ),
    Example(
        treatment.dose_unit,
        (
            line(),
            course(dose=6),
            record("medication", "x", drug="dexamethasone", dose=4),
        ),
        ("dose-unit:course:dose_unit", "dose-unit:x:dose_unit"),
        (line(), course(dose=6, dose_unit="mg/kg")),
    ),
    Example(
        treatment.stop_reason,
        (line(),),
        ("stop-reason:line:stop_reason",),
        (line(stop_reason="progression"), line("", "", id="on", ongoing=True)),
    ),
    Example(
        treatment.intervention_reason,
        (operation(intent="palliative"),),
        ("reason:op:reason",),
        (operation(intent="curative"), operation("bx", type="biopsy")),
    ),
    Example(
        treatment.next_step,
        (line(), PD),
        ("next-step:pd",),
        (line(), PD, operation(date="2021-10")),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


def test_a_drug_that_stopped_before_its_line_needs_a_reason_of_its_own() -> None:
    going_on = line(stop="", ongoing=True)
    (query,) = asked(treatment.stop_reason, going_on, course(stop="2020-07"))
    assert query.key == "stop-reason:course:stop_reason"
    reason = course(stop="2020-07", stop_reason="toxicity")
    assert asked(treatment.stop_reason, going_on, reason) == []


def test_a_line_that_goes_on_beyond_progression_is_a_next_step() -> None:
    assert asked(treatment.next_step, line(stop="", ongoing=True), PD) == []


def test_death_is_a_next_step() -> None:
    death = record("follow_up", "death", date="2021-12", vital_status="dead")
    assert asked(treatment.next_step, line(), PD, death) == []


@pytest.mark.parametrize(
    ("second", "asks"),
    [
        ({"start": "2020-08"}, False),
        ({"start": "2020-08", "drug": "pertuzumab"}, True),
        ({"start": "2020-08", "line": "other"}, True),
        ({"stop": "2020-08"}, False),
        ({"start": "2020-05", "stop": "2020-06"}, True),
    ],
)
def test_a_drug_at_another_dose_was_not_stopped(
    second: dict[str, str], asks: bool
) -> None:
    lines = line(stop_reason="progression"), line(id="other", stop_reason="toxicity")
    first = course(start="2020-05", stop="2020-07", dose=300)
    reduced = {"line": "line", "drug": "Herceptin", "dose": 200, **second}
    found = asked(
        treatment.stop_reason, *lines, first, record("drug_course", "next", **reduced)
    )
    assert ("stop-reason:course:stop_reason" in [q.key for q in found]) is asks


def three_lines(dose: float | None = None) -> Case:
    """One regimen twice and another drug, of which one course may have a dose."""
    doublet = ("carboplatin", "paclitaxel")
    lines = [
        line("2018-05-14", "2018-07", id="a", regimen="TC", setting="adjuvant"),
        line("2020-05-14", "2020-07", id="b", regimen="TC", setting="adjuvant"),
        line("2021-05-14", "2021-07", id="c", regimen="olaparib"),
    ]
    courses = [
        record("drug_course", f"{name}-{drug}", line=name, drug=drug)
        for name, drugs in (("a", doublet), ("b", doublet), ("c", ("olaparib",)))
        for drug in drugs
    ]
    dosed = courses[2].changed(dose=dose, dose_unit="AUC") if dose else courses[2]
    return Case.of((PATIENT, *lines, *courses[:2], dosed, *courses[3:]))


def test_doses_of_several_lines_are_one_question() -> None:
    case = three_lines()
    listed = [q for q in queries(case, Chronology(case)) if q.rule == "dose"]
    assert [query.text for query in listed] == [
        "Doses are not recorded for lines 1, 2 and 3."
    ]
    assert set(listed[0].covers) == {"dose:a", "dose:b", "dose:c"}
    case = three_lines(dose=5)
    (query,) = [q for q in queries(case, Chronology(case)) if q.rule == "dose"]
    assert query.text == "Doses are not recorded for lines 1, 2 (paclitaxel) and 3."


def test_an_answer_on_the_doses_of_one_line_leaves_the_others_open() -> None:
    reason = {"state": "dismissed", "reason": "not in the letter"}
    answer = record("query_answer", "q", query="dose:b", **reason)
    case = Case.of((*three_lines().entries, answer))
    listed = [q for q in queries(case, Chronology(case)) if q.rule == "dose"]
    assert [query.text for query in listed if query.is_open] == [
        "Doses are not recorded for lines 1 and 3."
    ]


def test_no_two_questions_read_the_same() -> None:
    case = three_lines()
    texts = [query.text for query in queries(case, Chronology(case))]
    assert len(texts) == len(set(texts))
    assert "Line 1, TC (14 May 2018): Why TC ended is not recorded." in texts
