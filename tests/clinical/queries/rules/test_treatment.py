import pytest

from clinical.rule_examples import PD, Example, asked, check, course, line, operation
from clinical.small_case import record
from timeline.case.record import Entry
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
