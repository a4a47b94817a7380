import pytest

from clinical.rule_examples import Example, asked, check, marker
from timeline.case.record import Entry
from timeline.clinical.queries.rules import values


def pressure(which: str, value: float, record_id: str = "", **more: object) -> Entry:
    values = {"date": "2020-05-01", "unit": "mm[Hg]", **more}
    analyte = f"{which} blood pressure"
    return marker(record_id or which, analyte=analyte, value=value, **values)


EXAMPLES = (
    Example(
        values.impossible_value,
        (marker(analyte="Hb", value=120, unit="g/dL"),),
        ("impossible-value:m:value",),
        (marker(analyte="Hb", value=120, unit="g/L"),),
    ),
    Example(
        values.negative_value,
        (marker(analyte="weight", value=-70, unit="kg"), marker("n", value=-1)),
        ("negative-value:m:value", "negative-value:n:value"),
        (
            marker(value=0),
            marker("t", analyte="body temperature", value=-1, unit="Cel"),
            marker("h", analyte="Hb", value=-1, unit="g/dL"),
            marker("u", analyte="base excess", value=-2, unit="mmol/L"),
        ),
    ),
    Example(
        values.pressures_swapped,
        (pressure("systolic", 80), pressure("diastolic", 120)),
        ("pressures-swapped:diastolic:value",),
        (
            pressure("systolic", 120),
            pressure("diastolic", 80),
            pressure("diastolic", 130, "later", date="2020-05-02"),
            pressure("diastolic", 130, "evening", time="20:00"),
        ),
    ),
    Example(
        values.over_100_percent,
        (marker(analyte="Ki-67", value=250, unit="%"),),
        ("over-100-percent:m:value",),
        (marker(analyte="Ki-67", value=100, unit="%"),),
    ),
    Example(
        values.score_off_scale,
        (marker(analyte="ECOG", value=6, unit=None),),
        ("score-off-scale:m:value",),
        (marker(analyte="Karnofsky", value=90, unit=None),),
    ),
    Example(
        values.limits_swapped,
        (marker(lower_limit=37, upper_limit=0),),
        ("limits-swapped:m:lower_limit",),
        (marker(lower_limit=0, upper_limit=37),),
    ),
    Example(
        values.flag_and_value,
        (marker(value=38, upper_limit=37, flag="normal"),),
        ("flag-and-value:m:flag",),
        (marker(value=37, upper_limit=37, flag="normal"),),
    ),
    Example(
        values.flag_and_value,
        (marker(value=37, upper_limit=37, flag="high"),),
        ("flag-and-value:m:flag",),
        (marker(value=38, upper_limit=37, flag="high"),),
    ),
    Example(
        values.unit_missing,
        (marker(unit=None),),
        ("unit-missing:case:unit",),
        (marker(), marker("ecog", analyte="ECOG", value=1, unit=None)),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


@pytest.mark.parametrize(
    ("value", "comparator", "asks"),
    [(25, "=", 0), (25.1, "=", 1), (2, "=", 0), (1.9, "=", 1), (1.9, ">", 0)],
)
def test_haemoglobin_is_possible_from_2_to_25(
    value: float, comparator: str, asks: int
) -> None:
    result = marker(analyte="Hb", value=value, unit="g/dL", comparator=comparator)
    assert len(asked(values.impossible_value, result)) == asks


def test_albumin_in_urine_has_other_limits() -> None:
    result = marker(analyte="albumin", value=300, unit="mg/L", specimen="urine")
    assert asked(values.impossible_value, result) == []


def test_what_a_source_never_gives_is_asked_once_for_all() -> None:
    several = [marker(f"m{n}", date=f"2020-0{n}", unit=None) for n in (1, 2, 3)]
    (query,) = asked(values.unit_missing, *several)
    assert query.records == ("m1", "m2", "m3")


def test_a_diastolic_pressure_below_one_of_two_readings_is_possible() -> None:
    readings = (
        pressure("systolic", 150),
        pressure("systolic", 100, "second"),
        pressure("diastolic", 110),
    )
    assert asked(values.pressures_swapped, *readings) == []
